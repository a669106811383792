"""Whatever an author puts into a page, a file or a table of contents, nothing of it runs in a browser."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

HOSTILE = Path(__file__).parents[1] / "sites" / "hostile"
PAGES = [f"/{path.stem}/" for path in sorted((HOSTILE / "docs").glob("*.md")) if path.stem.islower()]
WITH_ADDRESS = "href src srcset action formaction data poster cite background ping manifest xlink:href".split()
PROVOKE = """
const events = ["mouseover", "mouseenter", "focus", "focusin", "toggle", "load", "error", "animationend", "pointerover"]
for (const one of document.querySelectorAll("*"))
  for (const name of events) one.dispatchEvent(new Event(name, {bubbles: false}))
for (const one of document.querySelectorAll("summary, label, button, .gb-button"))
  if (one.getAttribute("type") !== "submit") one.click()
"""
ADDRESSES = """
return [...document.querySelectorAll("*")].flatMap(one => arguments[0]
  .filter(name => one.hasAttribute(name))
  .map(name => [one.localName, name, one.getAttribute(name)]))
"""
HANDLERS = """
return [...document.querySelectorAll("*")].flatMap(one => [...one.attributes]
  .filter(attribute => attribute.name.startsWith("on"))
  .map(attribute => [one.localName, attribute.name]))
"""


@pytest.fixture(scope="module")
def site(serve_site):
    return serve_site(HOSTILE / "mkdocs.yml")


@pytest.fixture
def visit(site, window):
    """Opens a page; `about:blank` first, so that no page sees what another did."""
    browser = window(site.address)

    def go(path):
        browser.driver.get("about:blank")
        browser.requests()
        browser.open(path)
        return browser

    return go


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_nothing_runs(visit, path):
    page = visit(path)
    page.run(PROVOKE)
    page.driver.implicitly_wait(0.2)
    assert page.run("return window.__ran") is None
    assert urlsplit(page.driver.current_url).netloc == urlsplit(page.base).netloc
    assert page.run("return document.baseURI.startsWith(arguments[0])", page.base)
    assert page.run(HANDLERS) == []


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_no_address_runs_and_none_is_asked(visit, path):
    page = visit(path)
    found = page.run(ADDRESSES, WITH_ADDRESS)
    running = [
        one for one in found if "".join(one[2].split()).lower().startswith(("javascript:", "vbscript:", "data:text"))
    ]
    assert running == []
    assert [url for url in page.requests() if not url.startswith((page.base, "data:", "blob:", "about:"))] == []


def test_no_file_runs(site, visit):
    files = [path.relative_to(site.directory).as_posix() for path in sorted((site.directory / "files").iterdir())]
    assert any("run" in name for name in files)
    for name in files:
        page = visit(f"/{name}")
        assert page.run("return window.__ran") is None, name


def test_what_is_searched_for_does_not_run(visit):
    page = visit("/")
    page.run("document.querySelector('[data-md-toggle=search]').click()")
    field = page.driver.find_element("css selector", ".md-search__input")
    field.send_keys("onerror script")
    page.driver.implicitly_wait(2)
    page.driver.find_elements("css selector", ".md-search-result__item")
    assert page.run("return window.__ran") is None
