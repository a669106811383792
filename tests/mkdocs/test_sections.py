"""Sections in two languages, as `docs.yaml` describes them, built with MkDocs, static-i18n and Material."""

from __future__ import annotations

import json

import pytest
from audit import faults


@pytest.fixture(scope="session")
def site(built):
    return built("sections")


def navigation(html):
    """Titles and addresses of the top level, and below those that are open."""

    def entries(parent):
        for item in parent.iter():
            parts = {part.tag: part for part in item.iter()}
            link = parts.get("a") or parts["span"]
            lists = (
                parts.get("ul") or next((part for part in parts["details"].iter() if part.tag == "ul"), None)
                if {"ul", "details"} & set(parts)
                else None
            )
            entry = (link.text(), link.attributes.get("href"))
            yield (*entry, list(entries(lists))) if lists is not None else entry

    return list(entries(html.css_first(".pb-nav > ul")))


def switch(html):
    return {node.attributes["hreflang"]: node.attributes["href"] for node in html.css(".pb-languages a")}


def test_readers_find_no_fault(site):
    assert faults(site.directory, "/site/") == []


def test_a_section_begins_below_its_language(site):
    pages = {path for path in site.files("**/*.html") if 'http-equiv="refresh"' not in site.text(path)}
    assert pages == {
        *("404.html", "index.html", "about/index.html", "en/index.html", "en/about/index.html"),
        *(
            "permit/index.html",
            "permit/steps/index.html",
            "permit/steps/demander/index.html",
            "permit/tools/index.html",
        ),
        *("permit/steps/alone/index.html", "en/permit/index.html", "en/permit/steps/index.html"),
        *("en/permit/steps/ask/index.html", "birth/index.html", "archive/index.html", "archive/2020/index.html"),
        *("api/index.html", "api/calls/index.html", "api/v1/index.html", "api/v1/calls/index.html"),
        *("en/api/index.html", "en/api/calls/index.html", "en/api/v1/index.html", "en/api/v1/calls/index.html"),
    }


def test_the_navigation_shows_the_open_section_and_links_to_the_others(site):
    assert navigation(site.page("permit/steps/")) == [
        ("Accueil", "../.."),
        (
            "Services publics",
            None,
            [
                (
                    "Permis de construire",
                    "../",
                    [
                        (
                            "Premiers pas",
                            None,
                            [
                                ("Étapes", "./", [("Demander", "demander/"), ("Seul", "alone/")]),
                                ("Pour les agents", "../tools/"),  # to the first page below it, which is there
                            ],
                        )
                    ],
                ),
                ("Naissance", "../../birth/"),
                ("État des services", "https://status.example.org/?a=1&b=2"),
            ],
        ),
        ("Interfaces", None, [("Version 1", "../../api/v1/"), ("Version 2", "../../api/")]),
    ]
    english = navigation(site.page("en/api/"))
    assert [title for title, *_ in english] == ["Home", "Public services", "Interfaces"]
    assert english[2] == ("Interfaces", None, [("Version 1", "v1/"), ("Version 2", "./", [("Calls", "calls/")])])


def test_a_hidden_section_is_published_and_not_in_the_navigation(site):
    assert "Archives" not in str(navigation(site.page("archive/")))
    assert site.page("archive/").css_first('a[rel="next"]').attributes["href"] == "2020/"


def test_pages_follow_one_another_within_a_section(site):
    assert site.page("about/").css_first('a[rel="next"]') is None
    assert site.page("permit/").css_first('a[rel="prev"]') is None
    assert site.page("permit/").css_first('a[rel="next"]').attributes["href"] == "steps/"


@pytest.mark.parametrize(
    ("page", "french", "english"),
    [
        ("", "./", "en/"),
        ("permit/steps/demander/", "./", "../../../en/permit/steps/ask/"),
        ("en/api/v1/calls/", "../../../../api/v1/calls/", "./"),
        ("permit/steps/alone/", "./", "../../../en/permit/"),  # the home of the section
        ("birth/", "./", "../en/"),  # no such section in English
    ],
)
def test_the_switch_keeps_the_page_within_its_section(site, page, french, english):
    assert switch(site.page(page)) == {"fr": french, "en": english}


def test_links_lead_from_one_space_into_another(site):
    assert {link.text(): link.attributes["href"] for link in site.page().css("article .pb-body a")} == {
        "Le permis": "permit/steps/demander/#the-form",
        "par son adresse": "en/permit/steps/ask/",
        "dans l'éditeur": "en/permit/steps/ask/#the-form",
        "un autre site": "https://other.example.org/docs/a/b#c",
        "inconnu": "https://app.gitbook.com/s/uNkNoWn/a",
        "encore": "https://app.gitbook.com/s/uNkNoWn/b",
        "à la racine": "permit/",
    }


def test_addresses_of_gitbook_lead_on(site):
    redirects = json.loads(site.text("redirects.json"))
    assert redirects["permit/en/first-steps/steps/ask/"] == "en/permit/steps/ask/"
    assert redirects["permit/premiers-pas/steps/ask/"] == "permit/steps/demander/"
    assert redirects["permit/old/form/"] == redirects["permit/fr/old/form/"] == "permit/steps/demander/"
    assert redirects["home/en/about/"] == "en/about/"
    assert redirects["api/v1-fr/calls/"] == "api/v1/calls/"
    assert redirects["api/v2/"] == "en/api/"


def test_a_page_for_other_readers_is_not_published_and_those_below_it_are(site):
    assert "permit/staff/index.html" not in site.files()
    assert "tools" in site.text("permit/tools/index.html")
    assert site.page("permit/tools/").css_first(".gb-lost").text() == "pour les agents"
    said = "\n".join([*site.warnings, *site.notes])
    assert said.count(" LNK016 ") == said.count(" GB036 ") == 1


def test_a_readme_beside_the_spaces_is_no_page(site):
    assert "Not a page" not in site.text("index.html")
    assert any("'README.md' is not published" in note for note in site.notes)


def test_what_authors_should_know_is_said(site):
    said = "\n".join([*site.warnings, *site.notes])
    assert said.count(" LNK013 ") == 3
    assert said.count(" LNK014 ") == 1
    assert said.count(" GB062 ") == 1


def test_the_site_file_may_be_beside_the_configuration_s_directory(project, build_site):
    root = project("sections")
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("docs_dir: spaces", "docs_dir: ../spaces/home/fr").replace(
        "spaces/permit/en", "../spaces/permit/en"
    )
    configuration = root / "publish" / "mkdocs.yml"
    configuration.parent.mkdir()
    text = text.replace("  - playbook/gitbook:\n", "  - playbook/gitbook:\n      site_file: ../docs.yaml\n")
    configuration.write_text(text, encoding="utf-8")
    built = build_site(configuration, root / "publish" / "site")
    assert {"permit/steps/demander/index.html", "en/api/v1/calls/index.html"} <= built.files()
    assert str(root / "docs.yaml") in built.watched
