"""A site in which everything tries to run, to load or to read what it should not: what is built, and what is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from playbook import checks
from playbook.settings import GitBookSettings
from playbook.site import Site

HOSTILE = Path(__file__).parents[1] / "sites" / "hostile"
ELEMENTS = "base, embed, form:not(.md-search__form), frame, iframe, object, svg script, meta[http-equiv=refresh]"
RUNS = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data:(?!image/(?:png|gif|jpe?g|webp|avif)))", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(built):
    return built("hostile")


@pytest.fixture(scope="module")
def pages(site):
    found = {path: LexborHTMLParser(site.text(path)) for path in sorted(site.files("**/*.html"))}
    return {path: html for path, html in found.items() if html.css_first("article")}


def test_no_element_stays_that_runs_or_frames(pages):
    assert [(path, node.html) for path, html in pages.items() for node in html.css(ELEMENTS)] == []


def test_every_script_is_the_theme_s(pages):
    for path, html in pages.items():
        assert not [node.html for node in html.css("article script, nav script")], path
        assert not [node.attributes for node in html.css("script[src]") if "assets/" not in node.attributes["src"]], (
            path
        )


def test_no_attribute_runs(pages):
    found = [
        (path, node.tag, name, value)
        for path, html in pages.items()
        for node in html.css("*")
        for name, value in node.attributes.items()
        if name.startswith("on") or (RUNS.match(value or "") and name not in ("title", "alt", "aria-label", "content"))
    ]
    assert found == []


def test_no_style_of_a_page_stays(pages):
    assert [node.html for html in pages.values() for node in html.css("article style, article [style]")] == []


def test_nothing_outside_the_space_is_read(site):
    text = "".join(site.text(path) for path in site.files() if not path.endswith((".png", ".ico")))
    text += "".join(index.read_text(encoding="utf-8") for index in (site.directory / "search").iterdir())
    assert "SECRET-OUTSIDE" not in text
    assert "root:x:0" not in text
    assert not (site.directory.parent / "escaped").exists()


def test_files_that_would_run_are_published_as_text(site):
    endings = sorted(re.sub(r"-[0-9a-f]{8}", "", path) for path in site.files("files/*"))
    assert endings == [
        "files/bomb.svg.txt", "files/run.html.txt", "files/run.js", "files/run.svg.txt", "files/run.xhtml.txt",
        "files/run.xml.txt",
    ]  # fmt: skip


REPORTED = {
    # page: rules that say what is wrong with it
    "SUMMARY.md": {"GB043", "GB053"},
    "script.md": {"GB016"},
    "addresses.md": {"LNK005", "LNK010", "FIG001"},
    "blocks.md": {"GB007", "GB024", "GB026", "GB028", "GB033", "LNK010"},
    "downloads.md": {"FIG040", "GB016"},
    "outside.md": {"FIG004", "GB028", "GB033", "LNK006"},
    "bombs.md": {"GB026", "GB031"},
    ".gitbook/includes/loop.md": {"GB029"},
    ".gitbook.yaml": {"GB050"},
}


def test_each_is_reported():
    site = Site.read(HOSTILE, HOSTILE / "docs", GitBookSettings(cache=""))
    found = {path: set() for path in REPORTED}
    for diagnostic in checks.run(site):
        found.setdefault(diagnostic.location.path.removeprefix("docs/"), set()).add(diagnostic.code)
    missing = {path: codes - found[path] for path, codes in REPORTED.items() if codes - found[path]}
    assert missing == {}
