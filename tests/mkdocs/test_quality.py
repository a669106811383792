from __future__ import annotations

import json

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from playbook.diagnostics import Diagnostic, Severity
from playbook.mkdocs.quality import MOST, markdown
from playbook.source import Location
from playbook.strings import strings


@pytest.fixture(scope="module")
def quality(tmp_path_factory, build_site):
    """A site with the page, and with something to say on it."""
    root = tmp_path_factory.mktemp("quality")
    spaces = [{"directory": f"docs/{language}", "language": language} for language in ("fr", "en")]
    languages = [{"locale": "fr", "default": True, "name": "F"}, {"locale": "en", "name": "E"}]
    configuration = {
        "site_name": "Site",
        "theme": {"name": "material", "language": "fr"},
        "plugins": [
            "search",
            {
                "i18n": {
                    "docs_structure": "folder",
                    "fallback_to_default": False,
                    "reconfigure_search": False,
                    "languages": languages,
                }
            },
            {"playbook/gitbook": {"quality": True, "spaces": spaces}},
        ],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(configuration, sort_keys=False), encoding="utf-8")
    for language, text in (("fr", "# Accueil\n\n[rien](gone.md)\n"), ("en", "# Home\n\n#### Deep <i> `x`\n")):
        space = root / "docs" / language
        space.mkdir(parents=True)
        (space / "README.md").write_text(text, encoding="utf-8")
        (space / "SUMMARY.md").write_text("* [Home](README.md)\n* [Quality](quality.md)\n", encoding="utf-8")
        (space / "quality.md").write_text("# A page that has the name already\n", encoding="utf-8")
    return build_site(root / "mkdocs.yml", root / "site")


def page_of(built, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((built.directory / path / "index.html").read_text(encoding="utf-8"))


def test_each_language_has_the_page(quality):
    french, english = page_of(quality, "qualite"), page_of(quality, "en/quality-2")
    assert french.css_first("h1").text().startswith("Qualité des pages")
    assert english.css_first("h1").text().startswith("Quality of the pages")
    assert "A page that has the name already" in page_of(quality, "en/quality").text()
    for page in (french, english):
        rows = [row.text() for row in page.css(".pb-quality")[-1].css("tbody tr")]
        assert any("LNK001" in row and "docs/fr/" in row and "'gone.md' does not exist" in row for row in rows)
        assert any("GB071" in row and "Deep" in row for row in rows)


def test_the_page_is_in_the_navigation_and_out_of_the_search(quality):
    links = [link.attributes.get("href", "") for link in page_of(quality, ".").css("nav a")]
    assert any(link.startswith("qualite/") for link in links)
    assert page_of(quality, "qualite").css_first('meta[name="robots"]').attributes["content"] == "noindex"
    index = json.loads((quality.directory / "search/fr.json").read_text(encoding="utf-8"))
    assert index["docs"]
    assert not [doc for doc in index["docs"] if doc["location"].startswith("qualite")]


def test_the_switch_leads_to_the_page_in_the_other_language(quality):
    links = {
        link.attributes.get("hreflang"): link.attributes["href"]
        for link in page_of(quality, "qualite").css("a[hreflang]")
    }
    assert links["en"].rstrip("/").endswith("en/quality-2")


def test_a_site_that_does_not_ask_has_no_such_page(built):
    site = built("bilingual").directory
    assert not (site / "qualite").exists()
    assert not (site / "quality").exists()


def findings(count: int) -> list[Diagnostic]:
    place = Location("<a>/p.md", 1, 2)
    return [
        Diagnostic(place, place, "LNK001", "missing-target", Severity.ERROR, f"<b>{n}</b> *x*", "")
        for n in range(count)
    ]


def test_nothing_found_is_told():
    assert strings("en")["quality.nothing"] in markdown([], strings("en"))


def test_findings_are_escaped_and_many_are_cut():
    text = markdown(findings(MOST + 3), strings("en"))
    assert text.count("<tr>") == MOST + 3
    assert "&lt;b&gt;0&lt;/b&gt; *x*" in text
    assert "3 more are in the report" in text
    assert "<b>" not in text


def test_a_section_that_has_the_name_keeps_its_place(tmp_path, build_site):
    spaces = [{"directory": "docs/main"}, {"directory": "docs/other", "path": "quality"}]
    configuration = {
        "site_name": "Site",
        "theme": "material",
        "plugins": [{"playbook/gitbook": {"quality": True, "spaces": spaces}}],
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    for name in ("main", "other"):
        (tmp_path / "docs" / name).mkdir(parents=True)
        (tmp_path / "docs" / name / "README.md").write_text(f"# The {name} one\n", encoding="utf-8")
    built = build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert page_of(built, "quality").css_first("h1").text().startswith("The other one")
    assert page_of(built, "quality-2").css_first(".pb-quality") is not None
