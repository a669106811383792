"""The pages of the investment framework, and what a page that cites it shows, in two languages."""

from __future__ import annotations

import csv
import io
import json

import pytest

FRENCH, ENGLISH = "cadre-d-investissement/", "en/investment-framework/"


@pytest.fixture(scope="session")
def site(built):
    return built("framework")


def data(page, kind="ld+json"):
    return [json.loads(node.text()) for node in page.css(f'script[type="application/{kind}"]')]


def test_a_build_says_nothing_in_vain(site):
    assert site.warnings == []


def test_every_entry_has_a_page_in_each_language(site):
    french, english = (
        {path for path in site.files("**/index.html") if path.startswith(root)} for root in (FRENCH, ENGLISH)
    )
    assert len(french) == len(english) == 1 + 4 + 17 + 9 + 16 + 23 + 1
    assert f"{FRENCH}modules-de-base/paiements/index.html" in french
    assert f"{ENGLISH}goals/16-peace-justice-and-strong-institutions/index.html" in english


def test_the_switch_leads_to_the_same_entry(site):
    page = site.page(f"{FRENCH}modules-de-base/paiements/")
    (link,) = page.css('header a[hreflang="en"], nav a[hreflang="en"]')
    assert link.attributes["href"] == "../../../en/investment-framework/building-blocks/payments/"


def test_the_navigation_has_a_group_for_it(site):
    titles = [node.text(strip=True) for node in site.page("en/").css(".md-sidebar--primary a")]
    wanted = ["Overview", "Goals and targets", "Use cases", "WorkFlows", "Building blocks", "Coverage"]
    assert [title for title in titles if title in wanted] == wanted


def test_every_link_of_the_framework_leads_to_a_page(site):
    for path in site.files("**/index.html"):
        if not path.startswith((FRENCH, ENGLISH)):
            continue
        page = site.page(path)
        assert not page.css(".gb-lost")
        for node in page.css("article a[href]"):
            target = node.attributes["href"].partition("#")[0]
            if target and "://" not in target:
                found = (site.directory / path).parent / target
                assert found.is_file() or (found / "index.html").is_file(), (path, target)


def test_search_finds_the_entries_and_not_the_cards(site):
    docs = json.loads(site.text("search/fr.json"))["docs"]
    assert any(entry["location"].startswith(f"{FRENCH}modules-de-base/paiements/") for entry in docs)
    home = next(entry for entry in docs if entry["location"] == "")
    assert "Relie cibles" not in home["text"]


def test_a_page_that_cites_shows_it_and_leads_there(site):
    box = site.page("births/").css_first(".sdg-box")
    assert box.attributes["aria-label"] == "Dans le cadre d’investissement"
    links = {node.text(): node.attributes["href"] for node in box.css("a")}
    assert (
        links["Enregistrement des naissances"]
        == "../cadre-d-investissement/cas-d-utilisation/enregistrement-des-naissances/"
    )
    assert "#target-16-9" in next(url for name, url in links.items() if name.startswith("16.9"))
    assert "Birth registration" in site.page("en/births/").css_first(".sdg-box").text()
    assert not site.page().css(".sdg-box")


def test_the_entries_lead_back_to_the_page(site):
    page = site.page(f"{FRENCH}cas-d-utilisation/enregistrement-des-naissances/")
    assert "../../../births/" in [node.attributes["href"] for node in page.css("article a")]
    assert "Déclarer" in page.css_first("table tbody th").text()


def test_links_get_a_card_that_names_what_they_lead_to(site):
    page = site.page()
    cards = {node.css_first(".sdg-card__name").text(): node for node in page.css(".sdg-card")}
    assert {"Cadre d’investissement numérique au service des ODD", "Paiements"} <= set(cards)
    for term in page.css(".sdg-term"):
        assert term.css_first("a").attributes["aria-describedby"] == term.css_first(".sdg-card").id
    assert "version 3.0" in cards["Paiements"].css_first(".sdg-card__kind").text()
    more = cards["Paiements"].css_first("a").attributes["href"]
    assert more == "cadre-d-investissement/modules-de-base/paiements/"


def test_an_address_without_words_becomes_a_title(site):
    link = site.page().css_first('a[href="http://metadata.un.org/sdg/16.9"]')
    assert link.text().startswith("16.9")


def test_a_link_in_a_heading_has_a_title_and_no_card(site):
    link = site.page().css_first("h2 a[href*='goal3']")
    assert link.attributes["title"] == "Bonne santé et bien-être"
    assert not site.page().css("h2 .sdg-card")


def test_without_a_french_edition_the_page_of_the_publisher_is_linked_and_no_language_is_named(site):
    link = site.page().css_first("a[href*='D-STR-DIGITAL']")
    assert link.attributes["href"] == "https://www.itu.int/pub/D-STR-DIGITAL.02-2019"
    assert "hreflang" not in link.attributes


def test_only_the_first_mention_of_a_term_is_linked_and_only_where_it_is_wanted(site):
    page = site.page("seulement/") if "seulement/index.html" in site.files() else site.page("only/")
    linked = [node.css_first("a").text() for node in page.css("article .sdg-term")]
    assert linked == ["Paiements", "messagerie", "place de marché"]
    assert not page.css("h2 .sdg-term, code .sdg-term")
    assert not site.page("births/").css("article p .sdg-term")


def test_the_matrix_has_the_same_cells_in_both_languages(site):
    def cells(root):
        rows = csv.DictReader(io.StringIO((site.directory / root / "coverage.csv").read_text(encoding="utf-8")))
        return {(row["path"], row["kind"], row["id"]) for row in rows}

    assert cells(FRENCH) == cells(ENGLISH)
    assert ("births.md", "target", "16.9") in cells(FRENCH)
    assert ("only.md", "workflow", "marketplace") in cells(ENGLISH)
    assert json.loads(site.text(f"{ENGLISH}coverage.json"))["not_covered"]["workflow"].count("marketplace") == 0


def test_the_table_of_the_matrix_has_the_same_rows_in_both_languages(site):
    def shape(path):
        page = site.page(path)
        return [[len(row.css("td a")) for row in table.css("tbody tr")] for table in page.css("article table")]

    assert shape(f"{FRENCH}couverture/") == shape(f"{ENGLISH}coverage/")


def test_a_page_in_no_other_language_is_named_with_its_language(site):
    links = [node for node in site.page(f"{ENGLISH}coverage/").css("article a") if node.text() == "Ici seulement"]
    assert links
    assert all(node.attributes["hreflang"] == "fr" for node in links)


def test_machines_read_what_a_page_is_about(site):
    (about,) = data(site.page("births/"))
    assert about["inLanguage"] == "fr"
    assert "http://metadata.un.org/sdg/16.9" in [one.get("@id") for one in about["about"]]
    (goal,) = data(site.page(f"{ENGLISH}goals/3-good-health-and-well-being/"))
    assert goal["@id"] == "http://metadata.un.org/sdg/3"


def test_the_picture_is_drawn_in_each_language(site):
    assert '<title id="sdg-framework-title">Le cadre en une image</title>' in site.text(f"{FRENCH}framework.svg")
    assert "9 use cases" in site.text(f"{ENGLISH}framework.svg")


def test_the_catalogue_can_be_downloaded(site):
    whole = json.loads(site.text(f"{ENGLISH}framework.json"))
    assert len(whole["use_cases"]) == 9
    assert "http://metadata.un.org/sdg/9.c" in site.text(f"{FRENCH}framework.jsonld")


def without(config, text):
    start = config.index("  - playbook/sdg")
    return config[:start] + text


def words(page):
    article = page.css_first("article .pb-body") or page.css_first("article")
    for node in article.css(".sdg-card, .sdg-box, script"):
        node.decompose()
    return " ".join(article.text().split())


def test_without_the_plugin_pages_have_the_same_text(site, project, tmp_path, build_site):
    directory = project("framework")
    config = directory / "mkdocs.yml"
    config.write_text(without(config.read_text(encoding="utf-8"), ""), encoding="utf-8")
    plain = build_site(config, tmp_path / "site")
    assert plain.warnings == []
    assert not {path for path in plain.files() if "investi" in path}
    for path in ("births/", "en/births/", "en/", "only/"):
        assert words(plain.page(path)) == words(site.page(path))
    assert not plain.page().css(".sdg-term, .sdg-box")


def test_only_links_and_boxes_are_made_when_no_pages_are_wanted(project, tmp_path, build_site):
    directory = project("framework")
    config = directory / "mkdocs.yml"
    text = without(config.read_text(encoding="utf-8"), "  - playbook/sdg: {catalogue: framework.yml, pages: false}\n")
    config.write_text(text, encoding="utf-8")
    built = build_site(config, tmp_path / "site", strict=True)
    assert not {path for path in built.files() if "investi" in path}
    assert not built.page("births/").css(".sdg-box a")
    assert built.page().css(".sdg-card")


def test_addresses_of_files_work_too(project, tmp_path, build_site):
    built = build_site(project("framework") / "mkdocs.yml", tmp_path / "site", use_directory_urls=False, strict=True)
    page = built.page("en/investment-framework/building-blocks/payments.html")
    assert "../../births.html" in [node.attributes["href"] for node in page.css("article a")]


def test_a_page_of_the_project_keeps_its_address(project, tmp_path, build_site):
    directory = project("framework")
    (directory / "docs/en/births.md").write_text("---\nslug: investment-framework\n---\n\n# Ours\n", encoding="utf-8")
    built = build_site(directory / "mkdocs.yml", tmp_path / "site")
    assert built.page("en/investment-framework/").css_first("h1").text(strip=True).startswith("Ours")
    assert "en/investment-framework-2/index.html" in built.files()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("catalogue: framework.yml", "catalogue: none.yml", "'none.yml' cannot be read"),
        ("catalogue: framework.yml", "catalog: framework.yml", "did you mean 'catalogue'?"),
        (
            "16.9",
            "16.99",
            "framework.yml:7:15: use_cases.birth-registration.targets.0: '16.99' is not among the targets",
        ),
    ],
)
def test_a_mistake_in_the_options_is_told_with_its_place(project, tmp_path, build_site, before, after, said):
    directory = project("framework")
    for name in ("mkdocs.yml", "framework.yml"):
        file = directory / name
        file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(BaseException) as error:  # noqa: PT011 - MkDocs stops in two ways
        build_site(directory / "mkdocs.yml", tmp_path / "site")
    assert said in f"{error.value} {getattr(error.value, 'said', '')}"
