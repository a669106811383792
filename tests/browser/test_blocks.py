"""What blocks gain from script, and that nobody needs it: tests/sites/blocks, in French and English."""

from __future__ import annotations

import json
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
        assert len(shown(scriptless, "tbody tr")) == 9 + 27 + 3 + 7
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

    def test_rows_that_a_telephone_shows_as_cards_are_found(self, page):
        page.open("/en/tables/", width=375)
        rows = page.driver.find_elements("css selector", "[data-gb-stack] tbody tr")
        assert write(page, 4, "prefecture") == "2 of 7 shown"
        assert [row.is_displayed() for row in rows] == [False, False, False, True, True, False, False]

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


def drawn(page, number):
    """Scroll to a diagram, and wait until it is drawn."""
    part = page.driver.find_elements("css selector", "pre.gb-mermaid")[number]
    page.run(
        "(arguments[0].closest('.gb-diagram') || arguments[0]).scrollIntoView({behavior: 'instant', block: 'center'})",
        part,
    )
    return page.driver.execute_async_script(
        "const [part, done] = arguments, look = left => {"
        "  const image = part.closest('.gb-diagram')?.querySelector('img');"
        "  if ((image && image.complete) || !left) done(image || null); else setTimeout(() => look(left - 1), 100)"
        "}; look(80)", part,
    )  # fmt: skip


def fetched(page):
    """The addresses that were asked for, but those that a policy of the page has stopped."""
    messages = [json.loads(entry["message"])["message"] for entry in page.driver.get_log("performance")]
    stopped = {
        one["params"]["requestId"]
        for one in messages
        if one["method"] == "Network.loadingFailed" and one["params"].get("blockedReason") == "csp"
    }
    return [
        one["params"]["request"]["url"]
        for one in messages
        if one["method"] == "Network.requestWillBeSent"
        and one["params"]["requestId"] not in stopped
        and not one["params"]["request"]["url"].startswith("data:")
    ]


class TestDiagrams:
    """Diagrams: a text, and a drawing where script runs."""

    def test_their_text_is_there_without_script(self, scriptless):
        scriptless.open("/en/diagrams/")
        article = scriptless.driver.find_element("css selector", "article").text
        for word in ("Citizen", "receipt é", "PERSON ||--o{ BIRTH", "this is no -> diagram", "Person <|-- Citizen"):
            assert word in article
        assert not scriptless.driver.find_elements("css selector", "article img")

    def test_only_pages_with_diagrams_load_the_library_and_only_what_they_need(self, page):
        page.open("/en/")
        fetched(page)
        page.open("/en/diagrams/")
        drawn(page, 0)
        asked = fetched(page)
        assert [address for address in asked if not address.startswith(page.base)] == []
        assert 0 < len([one for one in asked if "/mermaid/" in one]) < 60
        assert not [one for one in asked if "architecture" in one or "katex" in one]
        page.driver.get("about:blank")
        fetched(page)
        page.open("/en/changes/")
        assert not [one for one in fetched(page) if "mermaid" in one]

    def test_a_drawing_has_the_name_that_its_author_gives_or_a_number(self, page):
        page.open("/diagrams/")
        assert drawn(page, 0).get_attribute("alt") == "How a request is answered. A citizen asks, a service decides."
        assert drawn(page, 1).get_attribute("alt") == "Diagramme 2"

    @pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5, 7])
    def test_each_kind_is_drawn_and_keeps_its_text(self, page, number):
        page.open("/en/diagrams/")
        image = drawn(page, number)
        assert image.size["height"] > 40
        assert page.run("return arguments[0].naturalWidth", image) > 100
        details = page.driver.find_elements("css selector", ".gb-diagram__text")[0]
        page.run("arguments[0].click()", details.find_element("css selector", "summary"))
        assert shown(page, ".gb-diagram__text pre")

    def test_what_cannot_be_drawn_keeps_its_text(self, page):
        page.open("/en/diagrams/")
        assert drawn(page, 6) is None
        assert [one.text for one in shown(page, "pre.gb-mermaid") if "this is no" in one.text]

    def test_a_drawing_has_the_colours_of_the_page(self, page):
        page.open("/en/diagrams/")
        light = drawn(page, 0).get_attribute("src")
        page.open("/en/diagrams/", scheme="dark")
        assert drawn(page, 0).get_attribute("src") != light

    def test_a_drawing_can_be_enlarged(self, page):
        page.open("/en/diagrams/")
        drawn(page, 0)
        page.run("document.querySelector('.gb-diagram .pb-zoom').click()")
        assert shown(page, "dialog.pb-viewer[open] img")

    @pytest.mark.parametrize("number", [8, 9, 10])
    def test_a_drawing_runs_nothing_and_asks_for_nothing(self, page, number):
        page.open("/en/diagrams/")
        fetched(page)
        image = drawn(page, number)
        if number != 8:
            assert image is not None
        assert page.driver.title != "ran"
        assert not [address for address in fetched(page) if "third.example" in address]
        assert not page.driver.find_elements("css selector", "[href^='javascript'], article svg script")


class TestNotes:
    """A note is beside its word where script runs, and at the end of the page everywhere."""

    def test_notes_are_at_the_end_of_the_page_without_script(self, scriptless):
        scriptless.open("/en/notes/")
        link = scriptless.driver.find_element("link text", "an annotation")
        name = link.get_attribute("href").partition("#")[2]
        assert "The second one." in scriptless.driver.find_element("css selector", f"[id='{name}']").text

    @pytest.mark.parametrize(("word", "note"), [("1", "first note"), ("an annotation", "second one")])
    def test_a_note_is_beside_its_word_when_that_has_the_focus(self, page, word, note):
        page.open("/en/notes/")
        page.run("arguments[0].focus()", page.driver.find_element("link text", word))
        found = page.driver.execute_async_script(
            "const done = arguments[0], look = left => {"
            "  const tip = document.querySelector('.md-tooltip2');"
            "  if (tip || !left) done(tip ? tip.textContent : ''); else setTimeout(() => look(left - 1), 100)"
            "}; look(30)"
        )
        assert note in found


@pytest.mark.parametrize("path", ["/en/changes/", "/en/tables/"])
def test_fields_and_buttons_are_not_on_paper(page, path):
    page.open(path)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    left = shown(page, ".gb-find, .gb-filter, .gb-filter__status, .pb-feed")
    rows = shown(page, "article tbody tr, .gb-update")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert left == []
    assert len(rows) >= 5


def test_a_drawing_for_dark_screens_is_turned_for_paper(page):
    page.open("/en/diagrams/", scheme="dark")
    image = drawn(page, 0)
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": dark})
    filtered = page.run("return getComputedStyle(arguments[0]).filter", image)
    texts = shown(page, ".gb-diagram__text")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert filtered.startswith("invert(1)")
    assert texts == []


def test_a_wide_listing_keeps_its_place_in_the_order_of_focus(page):
    page.open("/en/diagrams/", width=375)
    code = next(one for one in page.driver.find_elements("css selector", "pre > code") if one.get_attribute("role"))
    page.run("arguments[0].removeAttribute('tabindex')", code)
    assert code.get_attribute("tabindex") == "0"


@pytest.mark.parametrize(
    "path", ["/changes/", "/en/changes/", "/tables/", "/en/tables/", "/diagrams/", "/en/diagrams/", "/notes/"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_nobody_is_kept_out(page, axe, path, scheme, width):
    page.open(path, width=width, scheme=scheme)
    if "diagrams" in path:
        drawn(page, 0)
    assert page.violations(axe) == []
    assert page.run("return document.documentElement.scrollWidth") <= width
