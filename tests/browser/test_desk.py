"""The reviewers' desk: complete without script; sorted and filtered with it."""

from __future__ import annotations

from selenium.webdriver.common.by import By

SHOWN = "return [...document.querySelectorAll('.pb-desk__pages tbody tr')].filter(row => row.offsetParent).map(row => row.cells[0].querySelector('a').textContent)"


def test_pages_are_filtered_by_text(browser):
    browser.open("/suivi-de-la-relecture/")
    every = browser.run(SHOWN)
    assert len(every) > 40
    browser.driver.find_element(By.CSS_SELECTOR, ".pb-desk__tools input").send_keys("prototype")
    some = browser.run(SHOWN)
    assert 0 < len(some) < len(every)
    status = browser.driver.find_element(By.CSS_SELECTOR, ".pb-desk__tools [role=status]").text
    assert status == f"{len(some)} pages sur {len(every)}"


def test_pages_are_sorted_by_the_head_of_a_column_and_back(browser):
    browser.open("/en/review-desk/")
    head = browser.driver.find_element(By.CSS_SELECTOR, ".pb-desk__pages thead button")
    head.click()
    rising = browser.run(SHOWN)
    assert rising == sorted(rising, key=str.casefold)
    assert (
        browser.driver.find_element(By.CSS_SELECTOR, ".pb-desk__pages th[aria-sort]").get_attribute("aria-sort")
        == "ascending"
    )
    head.click()
    assert browser.run(SHOWN) == rising[::-1]


def test_every_page_of_the_desk_is_there(browser):
    browser.open("/en/review-desk/")
    gone = browser.run(
        "return Promise.all([...document.querySelectorAll('.pb-desk__pages tbody a, .pb-desk__downloads a')]"
        ".map(link => fetch(link.href).then(answer => answer.ok ? '' : link.href))).then(all => all.filter(one => one))"
    )
    assert gone == []


def test_a_telephone_shows_each_page_as_a_card_and_nothing_that_scrolls_sideways(browser):
    browser.open("/en/review-desk/", width=375)
    assert browser.run("return document.querySelector('.pb-desk__pages').scrollWidth") <= 375
    cell = browser.run("return getComputedStyle(document.querySelector('.pb-desk__pages td'), '::before').content")
    assert "State" in cell
    assert browser.run("return document.querySelector('.pb-desk__pages').getAttribute('role')") == "table"


def test_the_desk_is_no_stop_between_two_pages(browser):
    browser.open("/en/review-desk/")
    assert browser.run("return document.querySelectorAll('.pb-pagination, link[rel=prev], link[rel=next]').length") == 0
