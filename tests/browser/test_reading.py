"""What a reader gets: nothing from third parties, little to load, all of it without script and on paper."""

from __future__ import annotations

import gzip
import re
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image

PAGE = "/cadre-de-mise-en-oeuvre/"
PAGES = ["/", "/en/", PAGE, "/en/implementation-framework/", "/conception-et-livraison/prototype/", "/404.html"]
BUDGET = 110
"""Kilobytes, compressed, of everything that a page without its figures and the search index loads."""


@pytest.mark.parametrize("path", PAGES)
def test_no_request_leaves_the_site(browser, path):
    browser.open(path)
    browser.run("document.querySelector('.md-search__input').focus()")
    foreign = [url for url in browser.requests() if not url.startswith((browser.base, "data:", "blob:", "about:"))]
    assert foreign == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_missing(browser, path):
    browser.open(path)
    browser.run("[...document.images].forEach(image => { image.loading = 'eager' })")
    browser.run("return Promise.all([...document.images].map(image => image.decode().catch(() => null)))")
    sources = browser.run("return [...document.images].map(image => [image.src, image.naturalWidth])")
    assert [source for source, width in sources if not width] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(browser, built, path):
    browser.open(path)
    weight = 0
    for url in set(browser.requests()):
        name = urlsplit(url).path.lstrip("/")
        if url.startswith(browser.base) and not re.search(r"files/|search_index", name):
            file = built / name
            weight += len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes()))
    assert weight / 1024 < BUDGET


@pytest.fixture
def scriptless(browser):
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield browser
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def shown(browser, selector):
    return [one for one in browser.driver.find_elements("css selector", selector) if one.is_displayed()]


@pytest.mark.parametrize("width", [1280, 375])
def test_the_page_can_be_read_without_script(scriptless, width):
    scriptless.open(PAGE, width=width)
    assert shown(scriptless, "html.no-js")
    assert shown(scriptless, ".pb-body > p")
    assert shown(scriptless, ".pb-body figure img")
    assert shown(scriptless, ".pb-nav__link[aria-current]")
    assert shown(scriptless, ".pb-languages a[lang=en]")
    assert not shown(scriptless, ".pb-search-button")
    assert not shown(scriptless, ".pb-zoom")


def test_tabs_are_sections_without_script(scriptless):
    scriptless.open(PAGE)
    assert all(block.is_displayed() for block in scriptless.driver.find_elements("css selector", ".tabbed-block"))
    assert shown(scriptless, ".gb-tab-title")
    assert not shown(scriptless, ".tabbed-labels")


@pytest.mark.parametrize("width", [1280, 375])
def test_a_long_navigation_shows_the_page_from_the_start(browser, width):
    browser.open("/conception-et-livraison/lancement/", width=width)
    browser.run("document.querySelector('[data-pb-toggle=drawer]')?.click()")
    above, below = browser.run("""
        const link = document.querySelector(".pb-nav [aria-current=page]").getBoundingClientRect()
        const frame = document.querySelector(".md-sidebar--primary .md-sidebar__scrollwrap").getBoundingClientRect()
        return [link.top - frame.top, frame.bottom - link.bottom]
    """)
    assert above > 0
    assert below > 0


def test_the_menu_leads_to_the_navigation_without_script(scriptless):
    scriptless.open(PAGE, width=375)
    scriptless.driver.find_element("css selector", ".pb-menu").click()
    assert scriptless.driver.current_url.endswith("#pb-navigation")


def test_print_shows_every_tab_and_nothing_of_the_frame(browser):
    browser.open(PAGE)
    browser.run("dispatchEvent(new Event('beforeprint'))")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert all(block.is_displayed() for block in browser.driver.find_elements("css selector", ".tabbed-block"))
        assert shown(browser, ".gb-tab-title")
        assert shown(browser, ".md-typeset details > p, .md-typeset details > ul")
        for frame in (".pb-header", ".pb-languages", ".pb-footer", ".pb-pagination", ".md-sidebar", ".headerlink"):
            assert not shown(browser, frame), frame
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_head_says_where_the_other_languages_are(browser):
    browser.open(PAGE)
    alternates = browser.run(
        "return [...document.querySelectorAll('link[rel~=alternate]')].map(link => [link.hreflang, link.href])"
    )
    assert alternates == [
        ["fr", "https://playbook.example/cadre-de-mise-en-oeuvre/"],
        ["en", "https://playbook.example/en/implementation-framework/"],
    ]


def ground(browser) -> int:
    """How light the margin of the first figure is, from 0 to 255."""
    figure = browser.driver.find_element("css selector", "img.gb-adaptive")
    with Image.open(BytesIO(figure.screenshot_as_png)) as image:
        return int(image.convert("L").getpixel((image.width - 4, image.height // 2)))


def test_a_drawing_has_the_colours_of_the_page_and_on_paper_the_light_ones(browser):
    browser.open(PAGE)
    assert ground(browser) > 240
    browser.run("document.body.dataset.mdColorScheme = 'slate'")
    assert ground(browser) < 40
    browser.open(PAGE, scheme="dark")
    assert ground(browser) < 40
    browser.run("document.body.dataset.mdColorScheme = 'default'")
    assert ground(browser) > 240
    browser.open(PAGE, scheme="dark")
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": features})
    try:
        assert ground(browser) > 240
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def test_the_frame_of_a_figure_is_as_wide_as_its_picture(browser):
    for width in (1280, 375):
        browser.open(PAGE, width=width)
        frame, image = (
            browser.driver.find_element("css selector", one).size for one in (".gb-figure", ".gb-figure img")
        )
        assert 0 < frame["width"] - image["width"] < 40


BARRIERS = "/en/change-management/approach/"
"""A page with tables of text."""


def test_a_table_of_text_is_cards_on_a_telephone_and_stays_a_table(browser):
    browser.open(BARRIERS, width=375)
    table = browser.driver.find_element("css selector", "[data-gb-stack]:has([data-label='What you hear'])")
    widths = [one.size["width"] for one in browser.driver.find_elements("css selector", "[data-gb-stack] tbody tr")]
    assert len(set(widths)) == 1  # however short what a table says is
    row = table.find_element("css selector", "tbody tr")
    assert row.size["width"] > 300
    first, second, third = row.find_elements("css selector", "td")
    assert first.rect["y"] < second.rect["y"] < third.rect["y"]
    label = "return getComputedStyle(arguments[0], '::before').content"
    assert browser.run(label, second).startswith('"What you hear"')
    tree = browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [node.get("role", {}).get("value") for node in tree]
    assert {"table", "row", "columnheader", "cell"} <= set(roles)
    assert browser.run("return document.documentElement.scrollWidth") <= 375
    browser.open(BARRIERS, width=1280)
    cells = browser.driver.find_elements("css selector", "[data-gb-stack] tbody tr:first-child td")[:2]
    assert cells[0].rect["y"] == cells[1].rect["y"]
    header = browser.driver.find_element("css selector", "[data-gb-stack] th")
    assert (
        browser.run("return getComputedStyle(arguments[0], '::after').content", header) == "none"
    )  # no sign of sorting


def test_a_table_of_text_is_cards_without_script_too(scriptless):
    scriptless.open(BARRIERS, width=375)
    cells = scriptless.driver.find_elements("css selector", "[data-gb-stack] tbody tr:first-child td")[:2]
    assert cells[0].rect["y"] < cells[1].rect["y"]


def test_long_labels_of_tabs_stand_one_below_the_other_on_a_telephone(browser):
    for width, is_column in ((375, True), (1280, False)):
        browser.open(PAGE, width=width)
        first, second = browser.driver.find_elements("css selector", ".gb-tabs--long label")[:2]
        assert (first.rect["x"] == second.rect["x"]) is is_column
        browser.run("arguments[0].click()", second)
        assert len(shown(browser, ".gb-tabs--long .tabbed-block")) == 1


def test_short_labels_of_tabs_share_a_row(browser):
    browser.open("/en/strategy/identity-and-signature/", width=375)
    rows = {one.rect["y"] for one in browser.driver.find_elements("css selector", ".tabbed-labels label")}
    assert len(rows) == 1


def test_titles_do_not_break_after_a_short_prefix(browser):
    browser.open("/en/strategy/identity-and-signature/", width=375)
    whole = browser.driver.find_element("css selector", "h1 .pb-whole")
    assert (whole.text, whole.value_of_css_property("white-space")) == ("e-signature", "nowrap")
    assert browser.driver.find_element("css selector", "h1").text == "Digital identity and e-signature"


def test_a_prefixed_word_in_the_way_on_looks_like_the_rest_of_its_title(browser):
    browser.open("/en/strategy/interoperability/", width=375)
    whole = browser.driver.find_element("css selector", ".pb-pagination__next .pb-whole")
    link = browser.driver.find_element("css selector", ".pb-pagination__next")
    assert whole.text == "e-signature"
    assert whole.value_of_css_property("font-size") == link.value_of_css_property("font-size")
    assert browser.run("return getComputedStyle(arguments[0], '::after').content", whole) == "none"
