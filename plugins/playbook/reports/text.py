"""The report that people read, and that editors and problem matchers understand."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playbook.diagnostics import Diagnostic

COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
WIDTH = 100
"""Columns of a source line that are shown; of a longer one, those around the place."""

_BEFORE = 40
"""Columns shown before a place in such a line."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""What would move a cursor, end a line, turn its direction or not be seen at all."""
_TAB = 4


def render(diagnostics: Iterable[Diagnostic], *, context: bool = False, coloured: bool = False) -> str:
    """`path:line:col: severity CODE message` for each, and its hint below; empty for none.

    Args:
        diagnostics: In the order of files.
        context: Whether the source line is shown with a mark under the place, and an empty line stands between files.
        coloured: Whether to write the escape sequences of terminals.
    """
    if not context:
        return "".join(line for one in diagnostics for line in _lines(one, context=False, coloured=coloured))
    files = groupby(diagnostics, key=lambda diagnostic: diagnostic.location.path)
    return "\n".join(
        "".join(line for one in group for line in _lines(one, context=True, coloured=coloured)) for _, group in files
    )


def visible(text: str) -> str:
    r"""A text on one line, with characters that would do something or cannot be seen written as `\x1b`."""
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def _lines(diagnostic: Diagnostic, *, context: bool, coloured: bool) -> Iterator[str]:
    def style(text: str, colour: str | None = None, *, bold: bool = False, dim: bool = False) -> str:
        return click.style(text, fg=colour, bold=bold or None, dim=dim or None) if coloured else text

    colour = COLOURS[diagnostic.severity]
    place = style(visible(str(diagnostic.location)), bold=True)
    severity = style(diagnostic.severity, colour, bold=True)
    code = style(diagnostic.code, colour)
    yield f"{place}: {severity} {code} {visible(diagnostic.message)}\n"
    if context and (excerpt := _excerpt(diagnostic)) is not None:
        line, marks = excerpt
        margin, below = f"{diagnostic.location.line:>6} | ", f"{'':>6} | "
        yield f"{style(margin, dim=True)}{line}\n{style(below, dim=True)}{marks[0]}{style(marks[1], colour, bold=True)}\n"
    if diagnostic.hint:
        yield f"    {style('hint:', dim=True)} {visible(diagnostic.hint)}\n"


def _excerpt(diagnostic: Diagnostic) -> tuple[str, tuple[str, str]] | None:
    """The source line, and the blanks and marks below it; None for a file that is not a text."""
    written = diagnostic.line
    if not written.strip():
        return None
    start = diagnostic.location.column - 1
    same_line = diagnostic.end.line == diagnostic.location.line
    end = diagnostic.end.column - 1 if same_line else len(written)
    end = min(max(end, start + 1), max(len(written), start + 1))
    first = max(0, start - _BEFORE) if len(written) > WIDTH else 0
    last = min(len(written), first + WIDTH)
    before, within = written[first:start], written[start : min(end, last)]
    head, tail = "…" if first else "", "…" if last < len(written) else ""
    line = f"{head}{_shown(written[first:last])}{tail}"
    return line, (" " * _columns(f"{head}{_shown(before)}"), "^" * max(1, _columns(_shown(within))))


def _shown(text: str) -> str:
    return visible(text.replace("\t", " " * _TAB))


def _columns(text: str) -> int:
    """The columns that a text fills in a terminal."""
    return sum(
        0 if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me") else 1 + wide
        for character in text
        for wide in (unicodedata.east_asian_width(character) in ("W", "F"),)
    )
