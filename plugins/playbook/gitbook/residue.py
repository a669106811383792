"""Marks that GitBook's editor leaves in a page and that show nothing (gitbook-format.md §15)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook.diagnostics import Edit, Problem
from playbook.markdown.inline import is_empty_strong
from playbook.markdown.spans import Locator
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from playbook.markdown.parser import Parsed

PROTECTED_SPACE = "&#x20;"
EMPTY_STRONG = "****"

_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
"""Characters without width that no script needs between letters but Thai, Khmer and their like (§1, §20)."""
_SPACE_AT_START = re.compile(r"(?:&#x20;[ \t]*)+(?=[^\W\d_])")


def residue(parsed: Parsed, offset: int) -> Problem | None:
    """The marks of a page that show nothing, all together; None when there is none.

    Args:
        parsed: The body of the page.
        offset: Where the body begins in the source.
    """
    if PROTECTED_SPACE not in parsed.text and EMPTY_STRONG not in parsed.text:
        return None
    edits = tuple(Edit(span.shift(offset), "") for span in _spans(parsed))
    if not edits:
        return None
    number = len(edits)
    return Problem(
        "GB023",
        edits[0].span,
        f"the page has {number} {'mark that shows' if number == 1 else 'marks that show'} nothing"
        f" (`{PROTECTED_SPACE}` at the end of a text, `{EMPTY_STRONG}`)",
        "`playbook fix` takes them out",
        edits,
    )


def invisible(text: str) -> Problem | None:
    """The characters of a page that nobody sees; None when there is none.

    Args:
        text: The source, front matter included.
    """
    found = [match.start() for match in _INVISIBLE.finditer(text)]
    if not found:
        return None
    names = ", ".join(sorted({f"U+{ord(text[at]):04X}" for at in found}))
    number = len(found)
    return Problem(
        "GB057",
        Span(found[0], found[0] + 1),
        f"the page has {number} {'character that' if number == 1 else 'characters that'} nobody sees ({names})",
        "delete it, and write the word beside it again"
        if number == 1
        else "delete them, and write the words beside them again",
    )


def _spans(parsed: Parsed) -> Iterator[Span]:
    """Where they stand in the body of the page, in order."""
    cell_end = (-1, 0)
    in_cell = False
    for token in parsed.tokens:
        if token.type in ("td_open", "th_open"):
            in_cell = True
        if token.type != "inline":
            continue
        after = cell_end[1] if in_cell and token.map and token.map[0] == cell_end[0] else 0
        locate = Locator(parsed.text, parsed.line_starts, token, after)
        if in_cell and token.map:
            cell_end = (token.map[0], locate(len(token.content)))
        in_cell = False
        for start, end in _in_text(token):
            span = Span(locate(start), locate(start) + end - start)
            if parsed.text[span.start : span.end] == token.content[start:end]:
                yield span


def _in_text(token: Token) -> Iterator[tuple[int, int]]:
    text = token.content
    if match := _SPACE_AT_START.match(text):
        yield match.span()
    if EMPTY_STRONG in text and not any(EMPTY_STRONG in child.content for child in token.children or []):
        yield from _empty_strong(text)
    start = _end_without_spaces(text)
    if text[start:].strip():
        yield start, len(text)


def _empty_strong(text: str) -> Iterator[tuple[int, int]]:
    at = text.find(EMPTY_STRONG)
    while at >= 0:
        found = is_empty_strong(text, at) and text[at - 1 : at] != "\\"
        end = at + len(EMPTY_STRONG)
        if found:
            yield at, end
        at = text.find(EMPTY_STRONG, end if found else at + 1)


def _end_without_spaces(text: str) -> int:
    """Where the text ends that stands before protected spaces, and others among them."""
    end = position = len(text)
    while position:
        if text[position - 1] in " \t":
            position -= 1
        elif text.endswith(PROTECTED_SPACE, 0, position) and not text.endswith(f"\\{PROTECTED_SPACE}", 0, position):
            position -= len(PROTECTED_SPACE)
            end = position
        else:
            break
        if end < len(text):
            end = position
    return end
