from __future__ import annotations

import re

import click
import pytest
from findings import diagnostic, within
from hypothesis import given
from hypothesis import strategies as st

from playbook.diagnostics import Severity
from playbook.reports import text

ERROR = diagnostic("a/é.md", 4, Severity.ERROR, "end it")
WARNING = diagnostic("b.md", 1, Severity.WARNING)


def test_text_is_one_line_for_each_and_its_hint() -> None:
    assert text.render([ERROR, WARNING]) == (
        "a/é.md:4:3: error GB001 `{% hint %}` is not closed\n    hint: end it\n"
        "b.md:1:3: warning GB001 `{% hint %}` is not closed\n"
    )
    assert text.render([]) == text.render([], context=True) == ""


def test_an_empty_line_stands_between_files() -> None:
    assert text.render([ERROR, ERROR, WARNING], context=True).count("\n\n") == 1


@pytest.mark.parametrize(
    ("written", "part", "line", "marks"),
    [
        ("# A\n\n[gone](gone.md)\n", "gone.md", "[gone](gone.md)", "       ^^^^^^^"),
        ("\t[x](x.md)", "x.md", "    [x](x.md)", "        ^^^^"),
        ("图片 [x](x.md)", "x.md", "图片 [x](x.md)", "         ^^^^"),
        ("[图](图片.md)", "图片.md", "[图](图片.md)", "     ^^^^^^^"),
        ("e\u0301a [x](x.md)", "x.md", "e\u0301a [x](x.md)", "       ^^^^"),
        ("one [two\nthree](x.md)", "[two\nthree]", "one [two", "    ^^^^"),
        ("a\x1b[31m b", "b", "a\\x1b[31m b", "          ^"),
        ("a\u200bb", "\u200b", "a\\u200bb", " ^^^^^^"),
    ],
)
def test_marks_stand_below_the_place(written: str, part: str, line: str, marks: str) -> None:
    excerpt = text.render([within(written, part)], context=True).splitlines()[1:3]
    assert [one.split(" | ", 1)[1] for one in excerpt] == [line, marks]


def test_of_a_long_line_what_is_around_the_place_is_shown() -> None:
    line, marks = text.render([within(f"{'a' * 500}XYZ{'b' * 500}", "XYZ")], context=True).splitlines()[1:3]
    assert len(line) < 120
    assert line[marks.index("^") : marks.rindex("^") + 1] == "XYZ"
    assert line.split(" | ")[1].startswith("…")
    assert line.endswith("…")


def test_a_place_at_the_end_of_a_line_has_one_mark() -> None:
    one = within("ab\n", "\n")
    assert text.render([one], context=True).splitlines()[2].endswith("|   ^")


def test_a_finding_without_text_has_no_excerpt() -> None:
    assert text.render([ERROR], context=True) == text.render([ERROR])


def test_colours_change_no_character() -> None:
    found = [within("# A\n\n[gone](gone.md)\n", "gone.md"), WARNING]
    coloured = text.render(found, context=True, coloured=True)
    assert "\x1b[31m" in coloured
    assert click.unstyle(coloured) == text.render(found, context=True)


@given(st.text(), st.text())
def test_no_text_of_a_page_ends_a_line_or_moves_a_cursor(message: str, path: str) -> None:
    printed = text.render([diagnostic(f"x{path}", 1, message=message)])
    assert printed.count("\n") == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", printed)


@given(st.text(min_size=1), st.data())
def test_no_line_makes_the_excerpt_raise(written: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(written) - 1))
    part = written[start : data.draw(st.integers(start, len(written)))]
    if part.encode(errors="ignore").decode() == part and "\r" not in written:
        text.render([within(written.encode(errors="replace").decode(), part)], context=True, coloured=True)
