"""How texts are measured and broken into lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.figures.lettering import clean, fit, width, wrap

SIZE = 10.0


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("one two three", 1000, ("one two three",)),
        ("one two three", 40, ("one two", "three")),
        ("one\ntwo", 1000, ("one", "two")),
        ("as-is situation", 60, ("as-is", "situation")),
        ("mid-fidelity screens", 32, None),
        ("mid-fidelity screens", 50, ("mid-", "fidelity", "screens")),
        ("and/or", 25, ("and/", "or")),
        ("a week\u00a0long", 55, ("a", "week\u00a0long")),
        ("pan\u00adgouvernementale", 100, ("pan-", "gouvernementale")),
        ("pan\u00adgouvernementale", 1000, ("pangouvernementale",)),
        ("gouvernementale", 40, None),
        ("", 10, ("",)),
    ],
)
def test_wrap(text: str, limit: float, lines: tuple[str, ...] | None) -> None:
    assert wrap(text, limit, SIZE) == lines


def test_lines_have_about_the_same_length() -> None:
    lettering = fit("one two three four five six", (100, 100), SIZE, SIZE)
    assert lettering.lines == ("one two three", "four five six")


def test_letters_shrink_until_they_fit_and_no_further() -> None:
    text = "digital transformation strategy"
    assert fit(text, (400, 30), 20, 12).size == 20
    smaller = fit(text, (280, 30), 20, 12)
    assert 12 < smaller.size < 20
    assert smaller.fits
    too_small = fit(text, (60, 30), 20, 12)
    assert (too_small.size, too_small.fits) == (12, False)


def test_an_accent_takes_no_room_and_bold_takes_more() -> None:
    assert width("é", SIZE) == width("e", SIZE) == width("e\u0301", SIZE)
    assert width("needs", SIZE, bold=True) > width("needs", SIZE)


@given(st.text(), st.floats(1, 500), st.floats(1, 200))
def test_no_text_is_lost(text: str, wide: float, high: float) -> None:
    text = clean(text)
    lettering = fit(text, (wide, high), 20, 12)
    if lettering.fits:
        assert all(width(line, lettering.size) <= wide + 0.01 for line in lettering.lines)
    written = "".join(lettering.lines)
    assert re.sub(r"[\s\u00ad\u200b-]", "", written) == re.sub(r"[\s\u00ad\u200b-]", "", text)
