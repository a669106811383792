"""Which tables narrow screens show as cards."""

from __future__ import annotations

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

PHRASE = "a phrase of some length"


def render(text):
    return LexborHTMLParser(markdown.markdown(text, extensions=["playbook.markdown"]))


def is_stacked(text):
    return bool(render(text).css("table[data-gb-stack]"))


def piped(*rows):
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *others])


def raw(head, body, attributes=""):
    return f"<table {attributes}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def test_each_cell_but_the_first_has_the_heading_of_its_column():
    page = render(piped(("A", "*B* & \\*b\\*", "C"), ("1", PHRASE, "x"), ("2", PHRASE, "`y`")))
    cells = [[cell.attributes.get("data-label") for cell in row.css("td")] for row in page.css("tbody tr")]
    assert cells == [[None, "B & *b*", "C"]] * 2


def test_a_cell_that_says_nothing_has_no_label():
    page = render(piped(("A", "B", "C"), ("1", PHRASE, " "), ("2", PHRASE), ("3", PHRASE, "–")))
    assert [set(row.css("td")[-1].attributes) for row in page.css("tbody tr")] == [{"data-gb-nothing"}] * 3


def test_a_first_column_of_long_texts_has_its_heading_too():
    page = render(piped(("A", "B", "C"), (4 * PHRASE, PHRASE, "x")))
    assert [cell.attributes.get("data-label") for cell in page.css("td")] == ["A", "B", "C"]


def test_no_break_spaces_stay_in_labels():
    page = render(piped(("A", "Pourquoi\u00a0?", "C"), ("1", PHRASE, "x")))
    assert page.css("td")[1].attributes["data-label"] == "Pourquoi\u00a0?"


def test_html_tables_of_gitbook_are_too():
    head = "<th width='200'>A</th><th>B</th><th>C</th><th data-hidden>D</th>"
    page = render(raw(head, f"<tr><td>1</td><td>{PHRASE}</td><td>x</td><td>y</td></tr>"))
    assert [cell.attributes.get("data-label") for cell in page.css("[data-gb-stack] td")] == [None, "B", "C"]


@pytest.mark.parametrize(
    "text",
    [
        piped(("A", "B"), ("1", PHRASE)),
        piped(("A", "B", "C"), (PHRASE, "1", "2")),
        piped(("A", "B", "C"), ("1", "2", "3")),
        piped(("A", "", "C"), ("1", PHRASE, "2")),
        piped(("A", "B", "C", "D", "E", "F", "G"), ("1", PHRASE, "3", "4", "5", "6", "7")),
        piped(("A", "B", "C")),
        raw("<th>A</th><th>B</th><th>C</th>", f"<tr><td>1</td><td colspan='2'>{PHRASE}</td></tr>"),
        raw("<th>A</th><th>B</th><th>C</th>", f"<tr><td rowspan='2'>1</td><td>{PHRASE}</td><td>2</td></tr>"),
        raw("<th>A</th><th>B</th><th>C</th>", f"<tr><td>1</td><td>{PHRASE}</td></tr>"),
        raw("<th>A</th><th>B</th><th>C</th>", f"<tr><td>1</td><td>{PHRASE}</td><td>2</td></tr>", "data-header-hidden"),
        raw("", f"<tr><td>1</td><td>{PHRASE}</td><td>2</td></tr>"),
        f"<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>1</td><td>{PHRASE}</td><td>2</td></tr></table>",
    ],
)
def test_what_is_compared_by_column_stays_a_table(text):
    assert not is_stacked(text)
