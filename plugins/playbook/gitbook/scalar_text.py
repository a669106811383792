"""Where the characters of a text are written in YAML, in any of its five styles (YAML 1.2, chapters 7 and 8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook.markdown.prose import passage_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.markdown.prose import Passage
    from playbook.source import Span

_OPENING = re.compile(r"['\"]|[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\n[ \t]*")
"""What stands before the text: a quote, or the first line of a block."""
_FOLD = re.compile(r"[ \t]*\n[ \t]*")
_JOIN = re.compile(r"\\\n[ \t]*")
"""The end of a line in double quotes that is not even a space."""
_ESCAPE = re.compile(r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|(?P<itself>[\"\\/ ])|(?P<space>_))")


def passage_of_scalar(source: str, span: Span, value: str) -> Passage | None:
    """The text of a scalar, each character of which knows its place; None where that is not plain to see.

    Args:
        source: The text that holds the scalar.
        span: Where it is.
        value: What it says.
    """
    value = value.rstrip("\n")  # what ends a block is not in the span
    written = list(_written(source, span, value))
    return passage_of(written) if len(written) == len(value) > 0 else None


def _written(source: str, span: Span, value: str) -> Iterator[tuple[int, int, str]]:
    """The start, the end and the character, as far as they can be found."""
    opening = _OPENING.match(source, span.start, span.end)
    quote = opening[0] if opening is not None and len(opening[0]) == 1 else ""
    at = opening.end() if opening is not None else span.start
    for character in value:
        if quote == '"' and (joined := _JOIN.match(source, at, span.end)) is not None:
            at = joined.end()
        end = _end(source, at, span.end, character, quote)
        if not end:
            return
        yield at, end, character
        at = end


def _end(source: str, at: int, last: int, character: str, quote: str) -> int:
    """Where a character ends that begins at a place; 0 when it does not begin there."""
    # in the middle of a run of spaces there is nothing new to see, and much to go through
    may_fold = character in " \n" and (source.startswith("\n", at) or source[at - 1] not in " \t")
    if may_fold and (fold := _FOLD.match(source, at, last)) is not None:
        return fold.end()
    if quote == "'" and character == "'":
        return at + 2 if source.startswith("''", at, last) else 0
    if quote == '"' and (escape := _ESCAPE.match(source, at, last)) is not None:
        code = escape["x"] or escape["u"]
        meant = chr(int(code, 16)) if code else escape["itself"] or "\u00a0"
        return escape.end() if meant == character else 0
    return at + 1 if source.startswith(character, at, last) else 0
