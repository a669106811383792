"""Rows of a table that go over several lines: GitBook writes the code of a cell with its line ends (gitbook-format.md §9).

To Markdown a line end is the end of the row. So those in the `<pre>` of a row are another character while the page is
read, of the same length for the sake of positions, and come back in the tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_LINE_END = "\x0c"
"""A form feed, which Markdown takes for text."""
_PRE = re.compile(r"<(/?)pre\b", re.IGNORECASE)
_NO_CODE = re.compile(r"[ \t]*(?:\||```|~~~)")
"""What begins a line that is the next row, or no part of one."""
_MAX_LINES = 200
"""Code in a cell may have this many lines."""


def join_rows(text: str) -> str:
    """A text whose rows with code are one line each; of the same length."""
    if "<pre" not in text or "|" not in text:
        return text
    lines = text.split("\n")
    first = 0
    parts: list[str] = []
    while first < len(lines):
        last = _last_line(lines, first) if lines[first].lstrip(" \t").startswith("|") else first
        parts.append(_LINE_END.join(lines[first : last + 1]))
        first = last + 1
    return "\n".join(parts)


def _last_line(lines: list[str], first: int) -> int:
    """The line on which the code that begins in a row ends; the row's own when it ends nowhere."""
    is_open = False
    for number in range(first, min(first + _MAX_LINES, len(lines))):
        if number > first and _NO_CODE.match(lines[number]):
            break
        for match in _PRE.finditer(lines[number]):
            is_open = not match[1]
        if not is_open:
            return number
    return first


def _restore(state: StateCore) -> None:
    if _LINE_END not in state.src:
        return
    for token in state.tokens:
        if token.type != "inline":  # whose content tells where it stands
            token.content = token.content.replace(_LINE_END, "\n")
        for child in token.children or ():
            child.content = child.content.replace(_LINE_END, "\n")


def rows_plugin(md: MarkdownIt) -> None:
    """Give the code in cells its line ends, which `join_rows` has taken."""
    md.core.ruler.push("gitbook_rows", _restore)
