"""The bar of a site's sections, by sight, keyboard and axe-core."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

SECTIONS = Path(__file__).parents[1] / "sites" / "sections" / "mkdocs.yml"
PAGE = "/permit/steps/"


@pytest.fixture(scope="module")
def site(serve_site):
    return serve_site(SECTIONS)


@pytest.fixture
def page(site, window):
    return window(site.address)


def shown(page, selector):
    return [
        one.text.split("\n")[0] for one in page.driver.find_elements("css selector", selector) if one.is_displayed()
    ]


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", PAGE, "/en/api/", "/archive/"])
def test_axe_finds_nothing(page, axe, path, scheme, width):
    page.open(path, width=width, scheme=scheme)
    page.run("document.querySelectorAll('.pb-tabs details').forEach(part => { part.open = true })")
    assert page.violations(axe) == []


def test_the_bar_has_the_sections_and_the_side_what_is_in_the_open_one(page):
    page.open(PAGE)
    assert shown(page, ".pb-tabs__list > li") == ["Accueil", "Services publics", "Interfaces"]
    assert shown(page, ".pb-nav > ul > li > *:first-child") == ["SERVICES PUBLICS"]
    page.open(PAGE, width=375)
    assert shown(page, ".pb-tabs") == []
    page.run("document.querySelector('[data-pb-toggle=drawer]').click()")
    page.run("document.querySelector('.md-sidebar--primary').getBoundingClientRect()")
    titles = page.run(
        "return [...document.querySelectorAll('.pb-nav > ul > li')].map(one => getComputedStyle(one).display)"
    )
    assert titles == ["list-item"] * 3


def test_a_page_outside_the_navigation_shows_all_of_it(page):
    page.open("/archive/")
    assert len(shown(page, ".pb-nav > ul > li")) == 3


def test_a_group_opens_and_closes_by_keyboard(page):
    page.open(PAGE)
    group = page.driver.find_element("css selector", ".pb-tabs summary")
    group.send_keys(Keys.ENTER)
    assert shown(page, ".pb-tabs__below a") == ["Permis de construire", "Naissance", "État des services"]
    assert shown(page, ".pb-tabs__below p") == ["De la demande à la visite du chantier"]
    page.press(Keys.TAB, Keys.ESCAPE)
    assert shown(page, ".pb-tabs__below a") == []
    assert page.focused == group
    group.send_keys(Keys.ENTER)
    page.driver.find_elements("css selector", ".pb-tabs summary")[1].click()
    assert shown(page, ".pb-tabs__below a") == ["Version 1", "Version 2"]
    page.driver.find_element("css selector", "h1").click()
    assert shown(page, ".pb-tabs__below a") == []


def test_the_bar_works_without_script(page):
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.open(PAGE)
        page.driver.find_element("css selector", ".pb-tabs summary").click()
        assert shown(page, ".pb-tabs__below a")[0] == "Permis de construire"
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
