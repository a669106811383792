"""The pages of the framework, and the catalogue for others."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from xml.etree.ElementTree import fromstring as parse_xml

import pytest

from playbook.sdg import export
from playbook.sdg.book import book
from playbook.sdg.catalogue_file import load
from playbook.sdg.framework import framework
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import addressed
from playbook.sdg.text import UNSEARCHED, link
from playbook.settings import GitBookSettings, SdgSettings
from playbook.site import Site


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    (root / "README.md").write_text("---\nsdg: {targets: ['3.1']}\n---\n\n# Home *\n", encoding="utf-8")
    site = replace(Site.read(root, root, GitBookSettings()), sdg=SdgSettings())
    return framework(site)


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_every_page_is_well_formed(found, language):
    pages = list(book(found, language).walk())
    assert len({page.path for page in pages}) == len(pages) == 70
    for page in pages:
        parse_xml(f"<div>{page.html()}</div>")  # noqa: S314


def test_languages_have_the_same_pages(found):
    assert [page.key for page in book(found, "en").walk()] == [page.key for page in book(found, "fr").walk()]


def test_a_target_names_the_pages_that_deal_with_it(found):
    pages = {page.key: page for page in book(found, "en").walk()}
    assert '<a href="/pages/README.md">Home *</a> (deals with it)' in pages["goal/3"].html()
    assert "1 of 169" in pages["coverage"].html()


def test_a_goal_names_the_pages_of_its_targets_once(tmp_path):
    (tmp_path / "README.md").write_text("---\nsdg: {targets: ['3.1', '3.2']}\n---\n\n# Home\n", encoding="utf-8")
    site = replace(Site.read(tmp_path, tmp_path, GitBookSettings()), sdg=SdgSettings())
    pages = {page.key: page.html() for page in book(framework(site), "en").walk()}
    assert pages["goal/3"].partition("<h2>Pages of this site</h2>")[2].count("README.md") == 1
    assert "No page of this site deals with it yet." in pages["goal/4"]


def test_the_matrix_names_only_the_layers_that_a_page_deals_with(found):
    html = next(page.html() for page in book(found, "en").walk() if page.key == "coverage")
    row = html.partition("<tbody>")[2].partition("<tbody>")[2].partition("</tr>")[0]
    assert "<strong>Targets</strong>: " in row
    assert "WorkFlows" not in row


def test_sources_and_their_errors_are_told_in_the_language_of_the_page(found):
    first = next(iter(book(found, "fr").walk())).html()
    assert "Nations Unies, libellé officiel" in first
    assert "UIT, p. 15" in first
    assert "Source\N{NO-BREAK SPACE}: Nations Unies" in next(
        page.html() for page in book(found, "fr").walk() if page.key == "goal/2"
    )


def test_the_search_leaves_out_lists_of_pages_and_nothing_else(found):
    pages = {page.key: UNSEARCHED.sub("", page.html()) for page in book(found, "en").walk()}
    assert not any("/pages/README.md" in html for html in pages.values())
    assert "maternal mortality" in pages["goal/3"]
    assert "<h2>By page</h2>" in pages["coverage"]


@pytest.mark.parametrize("text", ["a*b_c`d", "[x](y) <b> {% hint %}", "\" & &amp; '", '<!--unsearched-->href="/x"'])
def test_data_is_never_read_as_markup(text):
    made = addressed(link(text, f"/{text}"), lambda key: f"to:{key[1:]}")
    assert not UNSEARCHED.search(made)
    node = parse_xml(made)  # noqa: S314
    assert (node.text, node.get("href")) == (text, f"to:{text}")


def test_json_has_everything_and_both_sides_of_relations():
    whole = json.loads(export.as_json(load()))
    payments = next(one for one in whole["building_blocks"] if one["id"] == "payments")
    assert payments["name"] == {"en": "Payments", "fr": "Paiements"}
    assert "market-linkage" in payments["related"]["use_cases"]
    assert len(whole["targets"]) == 169


def test_csv_has_a_row_for_each_entry():
    rows = list(csv.DictReader(io.StringIO(export.as_csv(load()))))
    assert len(rows) == 17 + 169 + 8 + 16 + 23 + 18
    assert rows[0]["name_fr"] == "Pas de pauvreté"


def test_linked_data_names_goals_and_targets_as_the_united_nations_do():
    graph = {node["@id"]: node for node in json.loads(export.as_jsonld(load()))["@graph"]}
    target = graph["http://metadata.un.org/sdg/9.c"]
    assert target["skos:broader"] == {"@id": "http://metadata.un.org/sdg/9"}
    related = {one["@id"] for node in graph.values() for one in node.get("skos:related", [])}
    assert related <= set(graph)
    assert sum("sdgo:Target" in node["@type"] for node in graph.values()) == len(load().of(Kind.TARGET))
