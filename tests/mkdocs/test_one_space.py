"""One space with a directory per language."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def site(built):
    return built("one-space")


def test_a_directory_of_a_language_becomes_its_root(site):
    assert {
        "index.html",
        "playbook/overview/index.html",
        "fr/index.html",
        "fr/playbook/overview/index.html",
        "fr/annexe/index.html",
    } <= site.files()
    assert site.page("fr/").css_first("html").attributes["lang"] == "fr"


def test_the_old_addresses_lead_on(site):
    assert '<a href="../fr/">Aller à la page</a>' in site.text("guide/index.html")
    assert 'url=../../fr/annexe/"' in site.text("guide/annexe/index.html")


def test_each_language_shows_its_part_of_the_summary(site):
    def titles(page):
        return [node.text(strip=True) for node in site.page(page).css(".md-sidebar--primary a")]

    assert titles("") == ["Playbook", "Overview"]
    assert titles("fr/") == ["Guide", "Aperçu", "Annexe"]


def test_links_cross_the_languages(site):
    links = {node.text(): node.attributes["href"] for node in site.page().css("article a")}
    assert links["in French"] == "fr/playbook/overview/"
    assert links["overview"] == "playbook/overview/"
    back = {node.text(): node.attributes["href"] for node in site.page("fr/playbook/overview/").css("article p a")}
    assert back["guide"] == "../../"


def test_the_switch_pairs_pages_below_their_directories(site):
    switch = {
        n.attributes["hreflang"]: n.attributes["href"] for n in site.page("playbook/overview/").css("a[hreflang]")
    }
    assert switch == {"en": "./", "fr": "../../fr/playbook/overview/"}


def test_nothing_is_said_in_vain(site):
    assert site.warnings == []
