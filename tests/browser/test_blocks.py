"""What blocks gain from script, and that nobody needs it: tests/sites/blocks, in French and English."""

from __future__ import annotations

from pathlib import Path

import pytest

BLOCKS = Path(__file__).parents[1] / "sites" / "blocks" / "mkdocs.yml"


@pytest.fixture(scope="module")
def address(serve_site):
    return serve_site(BLOCKS).address


@pytest.fixture
def page(window, address):
    return window(address)


@pytest.fixture
def scriptless(page):
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield page
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def shown(page, selector):
    return [one for one in page.driver.find_elements("css selector", selector) if one.is_displayed()]


def status(page, selector):
    return page.driver.find_element("css selector", selector).text


class TestUpdates:
    """The filter of a timeline."""

    def test_all_entries_are_there_without_script(self, scriptless):
        scriptless.open("/en/changes/")
        assert len(shown(scriptless, ".gb-update")) == 5
        assert not shown(scriptless, ".gb-filter")

    def test_entries_are_chosen_by_tag_with_the_keyboard_and_the_number_is_told(self, page):
        page.open("/en/changes/")
        buttons = shown(page, ".gb-filter button")
        assert [one.text for one in buttons] == ["All (5)", "Interface (2)", "Payments & fees (2)", "security (1)"]
        page.run("arguments[0].focus()", buttons[0])
        page.press("\ue004", " ")  # tab, space
        assert page.focused.text == "Interface (2)"
        assert page.focused.get_attribute("aria-pressed") == "true"
        assert len(shown(page, ".gb-update")) == 2
        assert status(page, ".gb-filter__status") == "2 of 5 entries"
        page.press("\ue004", "\ue004", "\ue007")  # tab, tab, enter
        assert len(shown(page, ".gb-update")) == 3
        page.run("arguments[0].click()", buttons[0])
        assert len(shown(page, ".gb-update")) == 5

    def test_a_link_to_an_entry_that_is_not_chosen_shows_it(self, page):
        page.open("/en/changes/")
        page.run("arguments[0].click()", shown(page, ".gb-filter button")[3])
        assert not shown(page, "#fees")
        page.run("document.querySelector(`.pb-body a[href='#fees']`).click()")
        assert page.run(
            "return new Promise(done => setTimeout(() => done(!!document.querySelector('#fees').offsetParent), 50))"
        )
        page.run("arguments[0].click()", shown(page, ".gb-filter button")[3])
        page.run("document.querySelector(`.pb-body a[href='#fees']`).click()")  # the address stays the same
        assert page.run(
            "return new Promise(done => setTimeout(() => done(!!document.querySelector('#fees').offsetParent), 50))"
        )

    def test_one_tag_is_nothing_to_choose_from(self, page):
        page.open("/changes/")
        assert [one.text for one in shown(page, ".gb-filter button")] == [
            "Toutes (2)", "Interface (2)", "Paiements et frais (1)",
        ]  # fmt: skip


def write(page, number, text):
    field = page.driver.find_elements("css selector", ".gb-find input")[number]
    page.run("arguments[0].scrollIntoView({block: 'center'})", field)
    field.clear()
    field.send_keys(text)
    return page.driver.find_elements("css selector", ".gb-find [role=status]")[number].text


class TestTables:
    """The field that searches a table or a set of cards."""

    def test_all_rows_are_there_without_script(self, scriptless):
        scriptless.open("/en/tables/")
        assert len(shown(scriptless, "tbody tr")) == 9 + 27 + 3
        assert not shown(scriptless, ".gb-find")

    def test_rows_are_found_by_words_without_regard_to_accents_and_case(self, page):
        page.open("/en/tables/")
        assert write(page, 0, "ELECT regis") == "1 of 9 shown"
        table = page.driver.find_element("css selector", "table")
        assert [row.text.split()[0] for row in table.find_elements("css selector", "tbody tr") if row.is_displayed()] == [
            "Élections"
        ]  # fmt: skip
        assert write(page, 0, "nothing like it") == "0 of 9 shown"
        assert page.focused.accessible_name == "Search this table"
        page.press("\ue00c")  # escape empties a field for searches
        assert len([row for row in table.find_elements("css selector", "tbody tr") if row.is_displayed()]) == 9

    def test_rows_that_a_cell_reaches_over_stay_together(self, page):
        page.open("/en/tables/")
        assert write(page, 2, "deaths") == "2 of 3 shown"
        assert write(page, 2, "passports") == "1 of 3 shown"

    def test_cards_are_found(self, page):
        page.open("/tables/")
        assert write(page, 3, "identité") == "2 sur 5"
        assert len(shown(page, ".gb-cards__item")) == 2

    def test_the_header_of_a_long_table_stays_in_sight(self, page):
        page.open("/en/tables/")
        row = page.driver.find_elements("css selector", "table:not(.x)")[1].find_elements("css selector", "tr")[-1]
        page.run("arguments[0].scrollIntoView({block: 'end', behavior: 'instant'})", row)
        top = page.run(
            "const head = document.querySelectorAll('table')[1].tHead.rows[0].cells[0];"
            "return [head.getBoundingClientRect().top, document.querySelector('.md-header').getBoundingClientRect().bottom]"
        )
        assert -2 <= top[0] - top[1] < 4

    def test_a_wide_table_is_scrolled_on_a_small_screen(self, page):
        page.open("/en/tables/", width=375)
        assert "gb-sticky" not in page.driver.find_element("css selector", ".md-typeset__scrollwrap").get_attribute(
            "class"
        )


@pytest.mark.parametrize("path", ["/changes/", "/en/changes/", "/tables/", "/en/tables/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_nobody_is_kept_out(page, axe, path, scheme, width):
    page.open(path, width=width, scheme=scheme)
    page.run(axe)
    found = page.driver.execute_async_script(
        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations))"
    )
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    assert page.run("return document.documentElement.scrollWidth") <= width
