"""Fences that share a line with a tag: one before what opens them, one after what closes them (gitbook-format.md §2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block import fence

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_MARKS = re.compile(r"`{3,}|~{3,}")
_GLUED = re.compile(r"(?:`{3,}|~{3,})[ \t]*\{%")
_IS_GLUED = "has_glued_fences"


def fence_until_tag(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """CommonMark's fenced code, which here also ends where a tag follows its closing marks."""
    if silent or not _has_glued(state):
        return fence(state, line, end_line, silent)
    found = _glued_end(state, line, end_line)
    if found is None:
        return fence(state, line, end_line, silent)
    last, after = found
    if not fence(state, line, last, silent):
        return False
    go_on_at(state, last, after)
    return True


def opens_fence(text: str) -> bool:
    """Whether a text begins with what opens fenced code, and has no code span instead."""
    match = _MARKS.match(text)
    return match is not None and match[0][0] not in text[match.end() :]


def go_on_at(state: StateBlock, line: int, position: int) -> None:
    """Let the next block begin in the middle of a line."""
    while state.src[position : position + 1] in (" ", "\t"):
        position += 1
    state.tShift[line] = position - state.bMarks[line]
    state.line = line


def _has_glued(state: StateBlock) -> bool:
    if _IS_GLUED not in state.env:
        state.env[_IS_GLUED] = _GLUED.search(state.src) is not None
    return bool(state.env[_IS_GLUED])


def _glued_end(state: StateBlock, line: int, end_line: int) -> tuple[int, int] | None:
    """The line on which a fence ends before a tag, and where its marks end; None when it ends as it should, or not at all."""
    opening = _MARKS.match(state.src, state.bMarks[line] + state.tShift[line])
    if not opening:
        return None
    for number in range(line + 1, end_line):
        start = state.bMarks[number] + state.tShift[number]
        if start < state.eMarks[number] and state.sCount[number] < state.blkIndent:
            return None
        marks = _MARKS.match(state.src, start, state.eMarks[number])
        if not marks or not marks[0].startswith(opening[0]):
            continue
        rest = state.src[marks.end() : state.eMarks[number]].strip()
        if rest.startswith("{%"):
            return number, marks.end()
        if not rest:
            return None
    return None
