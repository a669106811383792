"""Everything is reached by keyboard, and nothing that cannot be seen."""

from __future__ import annotations

import time

import pytest
from selenium.webdriver.common.keys import Keys

PAGE = "/cadre-de-mise-en-oeuvre/"
VISIBLE = """
const box = document.activeElement.getBoundingClientRect()
return box.right > 0 && box.left < innerWidth && getComputedStyle(document.activeElement).visibility !== "hidden"
"""


def test_the_skip_link_comes_first(browser):
    browser.open(PAGE)
    browser.press(Keys.TAB)
    assert "md-skip" in browser.focused.get_attribute("class")
    browser.press(Keys.ENTER)
    assert browser.driver.current_url.endswith("#cadre-de-mise-en-oeuvre")


@pytest.mark.parametrize("width", [1280, 375])
def test_each_stop_can_be_seen(browser, width):
    browser.open(PAGE, width=width)
    hidden = []
    for _ in range(30):
        browser.press(Keys.TAB)
        if not browser.run(VISIBLE):
            hidden.append(browser.focused.get_attribute("outerHTML"))
    assert hidden == []


def test_the_text_is_few_stops_away_on_a_phone(browser):
    browser.open(PAGE, width=375)
    stops = 0
    while stops < 20 and not browser.run("return !!document.activeElement.closest('article')"):
        browser.press(Keys.TAB)
        stops += 1
    assert stops <= 10


def test_the_menu_opens_and_closes(browser):
    browser.open(PAGE, width=375)
    for _ in range(8):
        browser.press(Keys.TAB)
        if browser.focused.get_attribute("data-pb-toggle") == "drawer":
            break
    assert browser.focused.get_attribute("aria-expanded") == "false"
    browser.press(Keys.SPACE)
    time.sleep(0.4)
    assert browser.run("return !!document.activeElement.closest('.pb-nav')")
    button = browser.driver.find_element("css selector", "[data-pb-toggle=drawer]")
    assert button.get_attribute("aria-expanded") == "true"
    assert button.get_attribute("aria-label") == "Fermer le menu"
    for _ in range(12):  # the page behind cannot be reached
        browser.press(Keys.TAB)
        assert not browser.run("return !!document.activeElement.closest('article, footer')")
    browser.press(Keys.ESCAPE)
    time.sleep(0.4)
    assert browser.focused == button
    assert button.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("width", [1280, 375])
def test_the_search_opens_finds_and_closes(browser, width):
    browser.open("/en/implementation-framework/", width=width)
    time.sleep(0.5)
    if width == 375:
        button = browser.driver.find_element("css selector", "[data-pb-toggle=search]")
        button.send_keys(Keys.ENTER)
    else:
        browser.driver.find_element("tag name", "body").send_keys("/")
    time.sleep(0.3)
    assert browser.focused.get_attribute("name") == "query"
    browser.press("sandbox")
    for _ in range(50):
        time.sleep(0.1)
        if links := browser.driver.find_elements("css selector", ".md-search-result__link"):
            break
    assert links
    browser.press(Keys.ESCAPE)
    time.sleep(0.3)
    assert browser.focused.get_attribute("name") != "query"


def test_the_switch_keeps_the_page(browser):
    browser.open(PAGE)
    link = browser.driver.find_element("css selector", ".pb-languages a[lang=en]")
    assert link.text == "English"
    assert link.get_attribute("hreflang") == "en"
    here = browser.driver.find_element("css selector", ".pb-languages a[lang=fr]")
    assert here.get_attribute("aria-current") == "true"
    link.send_keys(Keys.ENTER)
    assert browser.driver.current_url.endswith("/en/implementation-framework/")
    assert browser.run("return document.documentElement.lang") == "en"


def test_the_tabs_turn_with_the_arrows(browser):
    browser.open(PAGE)
    browser.driver.find_element("css selector", ".tabbed-set > input").send_keys(Keys.ARROW_RIGHT)
    blocks = browser.driver.find_element("css selector", ".tabbed-content").find_elements(
        "css selector", ".tabbed-block"
    )
    assert [block.is_displayed() for block in blocks] == [False, True, False]


@pytest.mark.parametrize(
    ("page", "name"), [(PAGE, "Agrandir la figure : "), ("/en/implementation-framework/", "Enlarge the figure: ")]
)
def test_the_button_that_enlarges_says_what(browser, page, name):
    browser.open(page)
    button = browser.driver.find_element("css selector", "figure:has(figcaption) .pb-zoom")
    caption = browser.run("return document.querySelector('figure:has(.pb-zoom) > figcaption').textContent.trim()")
    assert button.get_attribute("aria-label") == name + caption


def test_a_figure_is_enlarged(browser):
    browser.open(PAGE)
    button = browser.driver.find_element("css selector", ".pb-zoom")
    assert button.get_attribute("aria-label").startswith("Agrandir la figure")
    button.send_keys(Keys.ENTER)
    assert browser.run("return document.querySelector('dialog').open")
    assert browser.run("return document.querySelector('dialog img').alt.length") > 0
    browser.press(Keys.ESCAPE)
    time.sleep(0.2)
    assert not browser.run("return document.querySelector('dialog').open")
    assert browser.focused == button
