"""axe-core finds nothing, in either language, light and dark, wide and narrow, closed and open."""

from __future__ import annotations

import time

import pytest

PAGES = [
    "/",
    "/en/",
    "/cadre-de-mise-en-oeuvre/",
    "/en/implementation-framework/",
    "/conception-et-livraison/prototype/",
    "/en/design-and-delivery/prototype/",
    "/cas-de-pays/djibouti-permis-de-construire/",
    "/en/artefacts/",
    "/suivi-de-la-relecture/",
    "/en/review-desk/",
    "/404.html",
]
OPENED = {
    "search": "document.querySelector('[data-md-toggle=search]').checked || "
    "document.querySelector('.md-search__input').focus(); document.execCommand('insertText', false, 'prototype')",
    "details": "document.querySelectorAll('.md-typeset details').forEach(part => { part.open = true })",
    "figure": "document.querySelector('.pb-zoom').click()",
}


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_found(browser, axe, path, scheme, width):
    browser.open(path, width=width, scheme=scheme)
    assert browser.violations(axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", OPENED)
def test_nothing_is_found_in_what_opens(browser, axe, part, scheme):
    browser.open("/cadre-de-mise-en-oeuvre/", scheme=scheme)
    browser.run(OPENED[part])
    time.sleep(1)
    assert browser.violations(axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_in_the_open_menu(browser, axe, scheme):
    browser.open("/cadre-de-mise-en-oeuvre/", width=375, scheme=scheme)
    browser.run("document.querySelector('[data-pb-toggle=drawer]').click()")
    time.sleep(0.5)
    assert browser.violations(axe) == []


@pytest.mark.parametrize("path", PAGES)
def test_figures_have_words(browser, path):
    browser.open(path)
    assert browser.run("return [...document.images].filter(image => !image.alt.trim()).map(image => image.src)") == []


@pytest.mark.parametrize("path", PAGES)
def test_one_title_and_no_jump(browser, path):
    browser.open(path)
    levels = browser.run("return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => +one.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1


def test_narrow_text_does_not_scroll_sideways(browser):
    for path in PAGES:
        browser.open(path, width=320)
        assert browser.run("return document.documentElement.scrollWidth") <= 320, path
