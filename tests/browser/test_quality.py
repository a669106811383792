"""The quality page and the panel of a preview, by axe-core, keyboard and without script."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from playbook.diagnostics import Diagnostic, Severity
from playbook.mkdocs.panel import with_panel
from playbook.source import Location
from playbook.strings import strings

SITES = Path(__file__).parents[1] / "sites"
PATH = "/en/quality/"


@pytest.fixture(scope="module")
def site(serve_site, tmp_path_factory):
    root = tmp_path_factory.mktemp("quality")
    shutil.copytree(SITES / "bilingual", root, dirs_exist_ok=True)
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    assert "playbook/gitbook" in text
    configuration.write_text(
        text.replace("- playbook/gitbook", "- playbook/gitbook: {quality: true}", 1), encoding="utf-8"
    )
    for language in ("fr", "en"):
        with next(root.rglob(f"{language}/README.md")).open("a", encoding="utf-8") as page:
            page.write("\n[x](gone.md)\n\n#### Deep\n\n[y](lost.md)\n")
    return serve_site(configuration)


@pytest.fixture
def page(site, window):
    return window(site.address)


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page(page, axe, scheme, width):
    page.open(PATH, width=width, scheme=scheme)
    assert page.violations(axe) == []


def codes(page):
    rows = page.driver.find_elements("css selector", ".pb-quality:last-of-type tbody tr")
    return [row.find_elements("css selector", "td")[1].text for row in rows if row.is_displayed()]


def test_findings_are_sorted_and_filtered_by_keyboard(page):
    page.open(PATH)
    every = codes(page)
    button = page.driver.find_elements("css selector", ".pb-quality")[-1].find_elements("css selector", "th button")[1]
    button.send_keys(Keys.ENTER)
    assert codes(page) == sorted(every)
    button.send_keys(Keys.SPACE)
    assert codes(page) == sorted(every, reverse=True)
    page.driver.find_element("css selector", ".pb-quality-filter input").send_keys("lost.md lnk")
    assert codes(page) == ["LNK001", "LNK001"]
    assert page.driver.find_element("css selector", ".pb-quality-filter output").text == f"2 of {len(every)} findings"


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_panel_of_a_preview(site, page, axe, scheme, width):
    html = site.directory / "en" / "framework" / "index.html"
    place = Location("docs/en/README.md", 3, 8)
    found = [
        Diagnostic(place, place, "LNK001", "missing-target", one, "'gone.md' does not exist", "a hint")
        for one in Severity
    ]
    previewed = with_panel(html.read_text(encoding="utf-8"), found, strings("en"), "vscode://file/{path}", Path("/x"))
    (html.parent / "preview.html").write_text(previewed, encoding="utf-8")
    page.open("/en/framework/preview.html", width=width, scheme=scheme)
    page.run("sessionStorage.clear()")
    page.driver.refresh()
    page.driver.find_element("css selector", ".pb-preview summary").send_keys(Keys.ENTER)
    assert page.driver.find_element("css selector", ".pb-preview li").is_displayed()
    assert page.violations(axe) == []
