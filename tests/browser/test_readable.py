"""Every block without script and on paper: all of it can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

READABLE = Path(__file__).parents[1] / "sites" / "readable" / "mkdocs.yml"
PANELS = ["first panel", "second panel", "inner first panel", "inner second panel"]
TITLES = ["First tab", "Second tab", "Inner one", "Inner two"]


@pytest.fixture(scope="module")
def address(serve_site):
    return serve_site(READABLE).address


@pytest.fixture
def scriptless(window, address):
    browser = window(address)
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.open("/")
    yield browser
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.fixture(params=["with script", "without script"])
def paper(request, window, address):
    browser = window(address)
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": request.param == "without script"})
    browser.open("/")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    yield browser
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def text(browser) -> str:
    """What is shown of the article; text that is scrolled or folded away is not."""
    return browser.driver.find_element("css selector", "article").text


def test_all_tabs_are_shown_under_their_titles_without_script(scriptless):
    shown = text(scriptless)
    assert [one for one in (*PANELS, *TITLES) if one not in shown] == []


def test_details_open_without_script(scriptless):
    assert "hidden until opened" not in text(scriptless)
    scriptless.driver.find_element("css selector", "article details summary").click()
    assert "hidden until opened" in text(scriptless)


def test_an_embed_is_a_link_without_script(scriptless):
    links = scriptless.driver.find_elements("css selector", "article .gb-embed a")
    assert [link.get_attribute("href") for link in links] == ["https://www.youtube.com/watch?v=abc"]
    assert links[0].is_displayed()
    assert not scriptless.driver.find_elements("css selector", "article iframe")
    assert not [one for one in scriptless.driver.find_elements("css selector", ".gb-embed__play") if one.is_displayed()]


def test_formulas_and_diagrams_have_a_text_without_script(scriptless):
    shown = text(scriptless)
    assert "Citizen --> Service" in shown
    formula = scriptless.driver.find_element("css selector", "article math")
    assert formula.is_displayed()
    assert formula.get_attribute("alttext") == r"\frac{a}{b}"


@pytest.mark.parametrize("width", [1280, 375])
def test_code_does_not_make_the_page_wider_without_script(scriptless, width):
    scriptless.open("/", width=width)
    page = scriptless.driver.find_element("css selector", "html")
    assert int(page.get_property("scrollWidth")) <= width


def test_long_code_and_prompts_can_be_opened_without_script(scriptless):
    for summary in scriptless.driver.find_elements("css selector", "article details > summary"):
        summary.click()
    shown = text(scriptless)
    assert "last line of a long listing" in shown
    assert "text of the prompt" in shown


def test_everything_is_on_paper(paper):
    shown = text(paper)
    assert [one for one in (*PANELS, *TITLES, "A film") if one not in shown] == []


def test_what_is_folded_is_on_paper(paper):
    folded = paper.driver.find_elements("css selector", "article details")
    assert len(folded) == 3
    for details in folded:  # the content of closed details has no height where it is not shown
        summary = details.find_element("css selector", "summary")
        assert details.size["height"] > summary.size["height"] + 10


def test_paper_shows_where_links_lead(window, address):
    browser = window(address)
    browser.open("/")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    link = browser.driver.find_element("css selector", "article a[href='https://example.org/somewhere']")
    after = browser.run("return getComputedStyle(arguments[0], '::after').content", link)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert "https://example.org/somewhere" in after


def test_no_code_is_cut_off_on_paper(paper):
    for code in paper.driver.find_elements("css selector", "article pre code"):
        assert int(code.get_property("scrollWidth")) <= int(code.get_property("clientWidth")) + 1
