"""Addresses that GitBook takes and a server of files does not."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

SECTIONS = Path(__file__).parents[1] / "sites" / "sections"


@pytest.fixture(scope="module")
def site(serve_site, tmp_path_factory):
    """The site of sections at the root of its server, with a page whose name has capitals."""
    root = shutil.copytree(SECTIONS, tmp_path_factory.mktemp("lost") / "sections")
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8").replace("example.org/site/", "example.org/")
    configuration.write_text(text, encoding="utf-8")
    home = root / "spaces" / "home" / "fr"
    (home / "Grande Page.md").write_text("# Grande page\n", encoding="utf-8")
    (home / "Fiche_B.md").write_text("# Fiche\n\n## Suite\n", encoding="utf-8")
    with (home / "SUMMARY.md").open("a", encoding="utf-8") as summary:
        summary.write("* [Grande page](<Grande Page.md>)\n* [Fiche](Fiche_B.md)\n")
    return serve_site(configuration)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/About", "/about/"),
        ("/about.md", "/about/"),
        ("/v/EN/about.html", "/en/about/"),
        ("/fiche_b#suite", "/Fiche_B/#suite"),
        ("/HOME/FR/fiche_b/", "/Fiche_B/"),
        ("/grande%20page", "/grande-page/"),
        ("/Permit/EN/Steps/Ask", "/en/permit/steps/ask/"),
        ("/permit/STEPS/", "/permit/steps/"),
    ],
)
def test_what_was_meant_is_found(site, window, asked, found):
    page = window(site.address)
    page.open(asked)
    for _ in range(50):
        if page.driver.current_url == site.address + found:
            break
        time.sleep(0.1)
    assert page.driver.current_url.removeprefix(site.address) == found


@pytest.mark.parametrize("asked", ["/gone", "/GONE/", "/%E0%A4%A", "/v/", "/Index.html/x"])
def test_what_nobody_meant_stays_lost(site, window, asked):
    page = window(site.address)
    page.open(asked)
    time.sleep(0.5)
    assert page.driver.current_url.removeprefix(site.address) == asked
    assert page.driver.find_element("css selector", "h1").text == "Cette page est introuvable"
