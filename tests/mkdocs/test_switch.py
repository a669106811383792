from __future__ import annotations

from types import SimpleNamespace

from playbook.mkdocs.switch import interface

HOMES = {"fr": "", "en": "en/"}
NAMES = {"fr": "Français", "en": "English"}


def shown(twins, site_url="", current="fr", homes=None):
    files = None if twins is None else {language: SimpleNamespace(url=url) for language, url in twins.items()}
    told = interface(homes or HOMES, homes or HOMES, NAMES, current, files, site_url, {})
    return [(one.language, one.url, one.absolute, one.current, one.missing) for one in told.languages]


def test_the_switch_keeps_the_page():
    assert shown({"fr": "cadre/", "en": "en/framework/"}, "https://example.org/v1/") == [
        ("fr", "cadre/", "https://example.org/v1/cadre/", True, False),
        ("en", "en/framework/", "https://example.org/v1/en/framework/", False, False),
    ]


def test_a_missing_twin_leads_to_the_home_of_its_language_and_says_so():
    assert shown({"en": "en/only/"}, "https://example.org/", "en") == [
        ("fr", "./", "", False, True),
        ("en", "en/only/", "https://example.org/en/only/", True, False),
    ]


def test_the_homes_are_twins():
    assert shown({"fr": "./", "en": "en/"}, "https://example.org/") == [
        ("fr", "./", "https://example.org/", True, False),
        ("en", "en/", "https://example.org/en/", False, False),
    ]


def test_without_a_page_the_homes_are_offered():
    assert shown(None) == [("fr", "./", "", True, False), ("en", "en/", "", False, False)]


def test_one_language_needs_no_switch():
    told = interface({"": ""}, {"": ""}, NAMES, "", {"": SimpleNamespace(url="a/")}, "", {})
    assert told.languages == ()
    assert told.alternate == []
    assert told.home == "./"


def test_alternates_in_the_words_of_the_theme():
    told = interface(HOMES, HOMES, NAMES, "fr", None, "", {})
    assert told.alternate[1] == {"name": "English", "link": "en/", "lang": "en", "missing": False}
