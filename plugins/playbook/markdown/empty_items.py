"""List items that begin with a figure, as GitBook writes them.

GitBook puts the bullet on a line of its own, an empty line after it, and the figure, indented, after that. In CommonMark
an item that begins with an empty line ends there, and the figure would be shown as code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_MARKER = re.compile(r"(?:[*+-]|\d{1,9}[.)])")
_FENCE = re.compile(r"```|~~~")
_BLOCK = re.compile(r"<(?:figure|img|picture|div|details|table|pre)\b|\{%|!\[")
_DONE = "gitbook_empty_items"


def empty_items_plugin(md: MarkdownIt) -> None:
    """Let an item whose marker stands alone, before an empty line, hold the block after it."""
    md.block.ruler.before("code", "gitbook_empty_items", _prepare, {"alt": []})


def _prepare(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: ARG001, FBT001, N803
    """Once per page, let markers and the empty lines after them change places.

    It takes no line, but the one that has become empty at the very place where it is asked.
    """
    if not state.env.get(_DONE) and not silent:
        state.env[_DONE] = True
        fenced = False
        for line in range(state.lineMax - 2):
            start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
            if _FENCE.match(state.src, start):
                fenced = not fenced
            elif not fenced and end - start <= 10 and _MARKER.fullmatch(state.src, start, end):
                _swap(state, line)
        if state.isEmpty(startLine):
            state.line = startLine + 1
            return True
    return False


def _swap(state: StateBlock, line: int) -> None:
    after = line + 2
    start = state.bMarks[after] + state.tShift[after]
    deeper = state.sCount[after] > state.sCount[line] + 1
    if state.isEmpty(line + 1) and deeper and _BLOCK.match(state.src, start):
        for marks in (state.bMarks, state.eMarks, state.tShift, state.sCount, state.bsCount):
            marks[line], marks[line + 1] = marks[line + 1], marks[line]
