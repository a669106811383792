"""The pages about what changed: nothing for axe-core to find, a way by keyboard, no script needed, nothing from elsewhere."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from revisions import NEW, OLD, build

from playbook.review.change_pages import write
from playbook.review.changes import compare
from playbook.review.sites import BuiltSite

PAGES = [
    "/1.0/changes/0.9/",
    "/1.0/changes/0.9/en/",
    "/1.0/changes/0.9/pages/guide/",
    "/1.0/changes/0.9/pages/en/guide/",
]
GUIDE = PAGES[-1]
SCREENSHOTS = os.environ.get("PLAYBOOK_SCREENSHOTS", "")
"""A directory that keeps what the pages look like, if it is named."""


@pytest.fixture(scope="module")
def versions(tmp_path_factory, serve_directory):
    root = tmp_path_factory.mktemp("revisions")
    sites = [BuiltSite.read(build(root, files, version)) for files, version in ((OLD, "0.9"), (NEW, "1.0"))]
    write(compare(*sites), sites[1].directory)
    return serve_directory(root / "site")


@pytest.fixture
def browser(window, versions):
    return window(versions)


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(browser, axe, path, scheme, width):
    browser.open(path, width=width, scheme=scheme)
    wide = "return [...document.querySelectorAll('.diff-page *')].filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML)"
    assert browser.run("return document.documentElement.scrollWidth") <= width, browser.run(wide)
    if SCREENSHOTS:
        shot = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        file = Path(SCREENSHOTS, f"changes{path.replace('/', '-')}{width}-{scheme}.png")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(shot["data"]))
    assert browser.violations(axe) == []


def test_a_reader_goes_from_change_to_change_by_keyboard(browser):
    browser.open(GUIDE)
    number = browser.run("return document.querySelectorAll('[data-diff-stop]').length")
    browser.run("document.querySelector('[data-diff-step=\"1\"]').focus()")
    browser.press("\ue007")  # Enter
    assert browser.focused.get_attribute("data-diff-stop") == "1"
    browser.press("n", "n")
    assert browser.focused.get_attribute("data-diff-stop") == "3"
    browser.press("p")
    assert browser.focused.get_attribute("data-diff-stop") == "2"
    assert browser.run("return document.querySelector('.diff-steps__place').textContent") == f"2 / {number}"
    assert browser.run(
        "const box = document.activeElement.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight"
    )
    assert browser.driver.current_url.endswith(GUIDE), "the letters lead to no other page"
    browser.run("document.body.focus(); document.activeElement.blur()")
    browser.press("n")
    assert browser.run("return document.querySelector('.diff-steps__place').textContent").startswith("2 /"), (
        "no change has the focus"
    )


def test_a_change_in_a_fold_is_shown(browser):
    browser.open(GUIDE)
    browser.run("document.querySelectorAll('details').forEach(one => { one.open = false })")
    browser.run("for (let i = 0; i < 99; i++) document.querySelector('[data-diff-step=\"1\"]').click()")
    assert browser.run(
        "return [...document.querySelectorAll('details')].some(one => one.open && one.querySelector('[data-diff-stop]'))"
    )


def test_the_list_of_places_leads_to_changes_without_script(browser):
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(GUIDE)
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert browser.run("return getComputedStyle(document.querySelector('.diff-steps')).display") == "none"
    for anchor in browser.run(
        "return [...document.querySelectorAll('.diff-bar details a')].map(one => one.hash.slice(1))"
    ):
        shown = f"const it = document.getElementById({anchor!r}); return it.getClientRects().length > 0"
        assert browser.run(shown), anchor


def test_changes_are_told_by_more_than_colour(browser):
    browser.open(GUIDE)
    style = "return getComputedStyle(document.querySelector(arguments[0]), arguments[1])[arguments[2]]"
    assert browser.run(style, "ins[data-diff]", None, "textDecorationLine") == "underline"
    assert browser.run(style, "del[data-diff]", None, "textDecorationLine") == "line-through"
    assert "inserted" in browser.run(style, "ins[data-diff]", "::before", "content")
    assert "deleted" in browser.run(style, "del[data-diff]", "::before", "content")


def test_both_images_of_a_figure_are_shown_and_nothing_is_asked_elsewhere(browser, versions):
    browser.driver.get_log("performance")
    browser.open(GUIDE)
    browser.run("document.querySelectorAll('img[loading=lazy]').forEach(one => { one.loading = 'eager' })")
    browser.driver.set_script_timeout(10)
    loaded = browser.driver.execute_async_script(
        "const done = arguments[0], images = [...document.querySelectorAll('.diff-page img')];"
        "Promise.allSettled(images.map(one => one.decode())).then(all => done(all.map(one => one.status)))"
    )
    assert len(loaded) == 5
    assert set(loaded) == {"fulfilled"}
    asked = [url for url in browser.requests() if not url.startswith("data:")]
    assert {url.split("/", 3)[2] for url in asked} == {versions.split("/")[2]}


def test_the_switch_of_colours_is_that_of_the_site(browser):
    """The place of a page says to Material under which name a reader's choice is kept."""
    browser.open(GUIDE)
    assert browser.run("return __md_scope.pathname") == "/1.0/"


def test_no_script_fails(browser):
    browser.driver.get_log("browser")
    for path in PAGES:
        browser.open(path)
    assert [
        entry
        for entry in browser.driver.get_log("browser")
        if entry["level"] == "SEVERE" and "favicon" not in entry["message"]
    ] == []
