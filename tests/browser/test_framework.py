"""The pages of the investment framework, its cards and its matrix, as readers meet them."""

from __future__ import annotations

import time

import pytest
from selenium.webdriver.common.keys import Keys

PAGES = [
    "/cadre-d-investissement/",
    "/cadre-d-investissement/couverture/",
    "/cadre-d-investissement/objectifs/16-paix-justice-et-institutions-efficaces/",
    "/en/investment-framework/use-cases/remote-learning/",
    "/en/investment-framework/building-blocks/",
    "/en/investment-framework/building-blocks/payments/",
    "/en/implementation-framework/",
]
SHOWN = "return getComputedStyle(document.querySelector('.sdg-card')).visibility"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, axe, path, width, scheme):
    browser.open(path, width=width, scheme=scheme)
    browser.run("document.querySelector('.sdg-term a')?.focus()")
    browser.run("document.querySelectorAll('.md-typeset details').forEach(part => { part.open = true })")
    time.sleep(0.5)
    assert browser.violations(axe) == []
    assert browser.run("return document.documentElement.scrollWidth") <= width


def test_a_card_opens_by_keyboard_and_closes_with_escape(browser):
    browser.open("/cadre-de-mise-en-oeuvre/")
    assert browser.run(SHOWN) == "hidden"
    browser.run("document.querySelector('.sdg-term a').focus()")
    assert browser.run(SHOWN) == "visible"
    browser.press(Keys.TAB)
    assert "sdg-card__more" in browser.focused.get_attribute("class")
    browser.press(Keys.ESCAPE)
    assert browser.run(SHOWN) == "hidden"


@pytest.mark.parametrize("width", [1280, 375])
def test_a_card_stays_in_the_window(browser, width):
    browser.open("/cadre-de-mise-en-oeuvre/", width=width)
    browser.run("document.querySelector('.sdg-term a').focus()")
    left, right = browser.run(
        "const box = document.querySelector('.sdg-card').getBoundingClientRect(); return [box.left, box.right]"
    )
    assert left >= 0
    assert right <= width


def test_the_matrix_is_filtered(browser):
    browser.open("/en/investment-framework/coverage/")
    rows = "return [...document.querySelectorAll('.pb-body table tbody tr')].filter(row => !row.hidden).length"
    every = browser.run(rows)
    browser.run(
        "const field = document.querySelector('.sdg-filter input'); field.value = 'payments';"
        "field.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert 0 < browser.run(rows) < every


def test_the_matrix_has_one_filter(browser):
    browser.open("/en/investment-framework/coverage/")
    assert browser.driver.find_elements("css selector", "[data-gb-filter]")
    assert not browser.driver.find_elements("css selector", ".gb-find")
