"""Two spaces in two languages, built with MkDocs, static-i18n and Material."""

from __future__ import annotations

import json

import pytest


@pytest.fixture(scope="session")
def site(built):
    return built("bilingual")


def switch(html):
    """Language and address of each entry of the language switch."""
    return {
        node.attributes["hreflang"]: node.attributes["href"] for node in html.css("header a[hreflang], nav a[hreflang]")
    }


def test_the_default_language_stands_at_the_root(site):
    assert site.page().css_first("html").attributes["lang"] == "fr"
    assert site.page("en/").css_first("html").attributes["lang"] == "en"
    assert site.page("en/").css_first("title").text().endswith("Two languages")
    assert {"cadre/index.html", "en/framework/index.html"} <= site.files()


def test_folders_with_two_letters_are_ordinary(site):
    assert {"it/index.html", "ui/screens/index.html", "en/it/index.html", "en/ui/screens/index.html"} <= site.files()


def test_other_files_of_the_site_are_kept_and_its_description_is_not(site):
    assert "robots.txt" in site.files()
    assert not {path for path in site.files() if path.endswith((".md", ".yaml", ".yml"))}


@pytest.mark.parametrize(
    ("page", "french", "english"),
    [
        ("", "./", "en/"),
        ("en/", "../", "./"),
        ("cadre/", "./", "../en/framework/"),
        ("en/framework/", "../../cadre/", "./"),
        ("it/", "./", "../en/it/"),
        ("en/ui/screens/", "../../../ui/screens/", "./"),
    ],
)
def test_the_switch_keeps_the_page_without_an_address_of_the_site(site, page, french, english):
    assert switch(site.page(page)) == {"fr": french, "en": english}


def test_without_a_twin_the_switch_goes_home_and_says_so(site):
    page = site.page("seulement-ici/")
    assert switch(page) == {"fr": "./", "en": "../en/"}
    assert page.css_first('a[hreflang="en"]').attributes.get("title")
    assert not site.page("cadre/").css_first('a[hreflang="en"]').attributes.get("title")


def test_the_page_of_lost_addresses_offers_the_homes(site):
    assert switch(site.page("404.html")) == {"fr": "/./", "en": "/en/"}


def test_a_link_to_the_other_language(site):
    (link,) = (node for node in site.page().css("article a") if node.text() == "version anglaise")
    assert link.attributes["href"] == "en/framework/"


def test_each_language_has_its_navigation(site):
    def titles(page):
        return [node.text(strip=True) for node in site.page(page).css(".md-sidebar--primary a")]

    assert titles("it/") == ["Accueil", "Cadre", "Informatique", "Écrans", "Ici seulement"]
    assert titles("en/") == ["Home", "Framework", "Information technology", "Only here"]


def test_the_page_of_lost_addresses_is_in_the_default_language(site):
    assert site.page("404.html").css_first("html").attributes["lang"] == "fr"


def test_the_page_of_lost_addresses_speaks_the_further_languages_too(site):
    (english,) = site.page("404.html").css("article section")
    assert english.attributes["lang"] == "en"
    assert english.css_first("h2").text() == "This page was not found"
    assert english.css_first("a").attributes["href"] == "/en/"


def test_each_language_has_a_search_index_of_its_own(site):
    found = {}
    for language in ("fr", "en"):
        index = json.loads(site.text(f"search/{language}.json"))
        assert index["config"]["lang"] == [language]
        found[language] = [entry["location"] for entry in index["docs"]]
        assert len(found[language]) == len(set(found[language]))
    assert "cadre/" in found["fr"]
    assert "en/framework/" in found["en"]
    assert [location for location in found["fr"] if location.startswith("en/")] == []
    assert [location for location in found["en"] if not location.startswith("en/")] == []


def test_no_page_loads_an_index_before_something_is_looked_for(site):
    assert json.loads(site.text("search/search_index.json"))["docs"] == []
    worker = site.page("en/framework/").css_first("#__config").text()
    assert "assets/javascripts/workers/playbook-search.js?index=en.json&worker=search." in worker
    assert (site.directory / "assets/javascripts/workers/playbook-search.js").is_file()


def test_a_template_that_loads_the_whole_index_keeps_it(project, build_site):
    root = project("bilingual")
    (root / "overrides").mkdir()
    (root / "overrides" / "main.html").write_text('{% extends "base.html" %}', encoding="utf-8")
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(
        text.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n"), encoding="utf-8"
    )
    built = build_site(configuration, root / "site")
    locations = {entry["location"] for entry in json.loads(built.text("search/search_index.json"))["docs"]}
    assert {"cadre/", "en/framework/"} <= locations


def test_previous_and_next_stay_in_the_language(site):
    html = site.page("en/only-here/")
    assert html.css_first('link[rel="prev"]').attributes["href"] == "../ui/screens/"
    assert html.css_first('link[rel="next"]') is None


def test_nothing_is_said_in_vain(site):
    assert site.warnings == []


def test_a_strict_build_passes_and_names_the_languages_in_full(project, tmp_path, build_site):
    built = build_site(
        project("bilingual") / "mkdocs.yml", tmp_path / "site", strict=True, site_url="https://example.org/v1/"
    )
    alternates = {
        node.attributes["hreflang"]: node.attributes["href"]
        for node in built.page("en/framework/").css('link[rel="alternate"]')
    }
    assert alternates == {"fr": "https://example.org/v1/cadre/", "en": "https://example.org/v1/en/framework/"}
    only = built.page("seulement-ici/").css('link[rel="alternate"]')
    assert [node.attributes["href"] for node in only] == ["https://example.org/v1/seulement-ici/"]
    assert switch(built.page("cadre/")) == {"fr": "./", "en": "../en/framework/"}
    assert not built.page("404.html").css('link[rel="alternate"]')
    sitemap = built.text("sitemap.xml")
    assert sitemap.count("<loc>") == 10
    assert '<xhtml:link rel="alternate" hreflang="fr" href="https://example.org/v1/cadre/"/>' in sitemap
    redirect = built.page("framework/")
    assert redirect.css_first('link[rel="canonical"]').attributes["href"] == "https://example.org/v1/cadre/"


def test_addresses_of_files_work_too(project, tmp_path, build_site):
    built = build_site(project("bilingual") / "mkdocs.yml", tmp_path / "site", use_directory_urls=False)
    assert {"index.html", "cadre.html", "en/index.html", "en/framework.html", "it.html"} <= built.files()
    assert switch(built.page("cadre.html")) == {"fr": "cadre.html", "en": "en/framework.html"}
    (link,) = (node for node in built.page("index.html").css("article a") if node.text() == "version anglaise")
    assert link.attributes["href"] == "en/framework.html"
    assert 'href="../cadre.html"' in built.text("framework/index.html")


def test_a_configuration_is_built_again_as_if_it_were_new(project, tmp_path, build_site):
    config = project("bilingual")
    first = build_site(config / "mkdocs.yml", tmp_path / "site")
    (config / "docs/fr/framework.md").write_text("---\nslug: autre\n---\n\n# Autre\n", encoding="utf-8")
    second = build_site(config / "mkdocs.yml", tmp_path / "site")
    assert {"autre/index.html"} <= second.files()
    assert "cadre/index.html" not in second.files()
    assert first.warnings == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("name: English, ", "name: English, build: false, ", ""),
        ("locale: en", "locale: es", "builds es, but the site has pages in fr, en"),
        (", default: true", "", "the default of the plugin `i18n` is en, but fr comes first among the spaces"),
    ],
)
def test_languages_that_do_not_fit_are_a_mistake_with_a_cure(project, tmp_path, build_site, before, after, said):
    directory = project("bilingual")
    config = directory / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    if not after:
        text = text.replace("site_name: Two languages", "default: true")
    config.write_text(text.replace(before, after, 1), encoding="utf-8")
    if not said:
        assert "en/index.html" not in build_site(config, tmp_path / "site").files()
        return
    with pytest.raises(SystemExit) as error:
        build_site(config, tmp_path / "site")
    assert said in error.value.said


def test_a_build_of_one_language_names_no_other(project, build_site, tmp_path):
    root = project("bilingual")
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - i18n:\n", "  - i18n:\n      build_only_locale: en\n"), encoding="utf-8")
    site = build_site(config, tmp_path / "out")
    redirects = json.loads(site.text("redirects.json"))
    assert {old.partition("/")[0] for old in redirects} == {"en"}
    assert all((tmp_path / "out" / new / "index.html").is_file() for new in redirects.values())
    assert switch(site.page("en/")) == {}
    assert not site.page("en/").css('link[hreflang="fr"]')
