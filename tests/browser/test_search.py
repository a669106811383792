"""What readers find, in their language, and what they load for it."""

from __future__ import annotations

import time
from http.server import SimpleHTTPRequestHandler

import pytest

FOUND = ".md-search-result__item > .md-search-result__link"


def look_for(browser, page, words):
    """The pages that are found."""
    browser.open(page)
    browser.run("document.querySelector('.md-search__input').focus()")
    browser.run("document.execCommand('insertText', false, arguments[0])", words)
    browser.run(
        "document.querySelector('.md-search__input').dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }))"
    )
    links = []
    for _ in range(200):
        time.sleep(0.1)
        if links := browser.driver.find_elements("css selector", FOUND):
            break
    return [link.get_attribute("href").removeprefix(browser.base).partition("?")[0] for link in links]


@pytest.fixture
def asked(monkeypatch):
    """The paths that the server was asked for: a worker's requests are not in the page's log."""
    paths = []
    get = SimpleHTTPRequestHandler.do_GET
    monkeypatch.setattr(SimpleHTTPRequestHandler, "do_GET", lambda self: (paths.append(self.path), get(self))[1])
    return paths


def test_nothing_is_loaded_before_something_is_looked_for(browser, asked):
    browser.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    browser.open("/")
    time.sleep(1)
    assert "/search/search_index.json" in asked
    assert not [path for path in asked if path.startswith("/search/") and path != "/search/search_index.json"]
    assert not [path for path in asked if "/workers/search." in path or "/lunr/" in path]
    assert look_for(browser, "/", "prototype")
    assert "/search/fr.json" in asked
    assert "/search/en.json" not in asked


@pytest.mark.parametrize(
    ("page", "words", "own"),
    [("/", "prototype", False), ("/en/", "prototype", True), ("/en/building-blocks/", "registration", True)],
)
def test_readers_find_pages_in_their_language(browser, page, words, own):
    found = look_for(browser, page, words)
    assert found
    assert {address.startswith("/en/") for address in found} == {own}


@pytest.mark.parametrize(
    ("typed", "written"), [("interoperabilite", "interopérabilité"), ("mise en oeuvre", "mise en œuvre")]
)
def test_accents_may_be_left_out(browser, typed, written):
    found = look_for(browser, "/", written)
    assert found
    assert look_for(browser, "/", typed) == found
