"""How a link is taken away and its text kept."""

from __future__ import annotations

import re

from playbook.diagnostics import Edit
from playbook.source import Span

_AFTER = re.compile(r'>?(?:[ \t]+(?:"[^"\n]*"|\'[^\'\n]*\'))?[ \t]*\)')
_LONGEST = 2000
"""A text with more characters is not looked through for its beginning."""


def without_link(text: str, target: Span) -> tuple[Edit, ...]:
    """The edits that make plain text of `[text](target "title")`; none for a link in another form.

    Args:
        text: The source.
        target: Where the target of the link stands in it.
    """
    before = target.start - 1 if text.startswith("<", target.start - 1) else target.start
    end = _AFTER.match(text, target.end)
    if end is None or not text.startswith("](", before - 2):
        return ()
    opening = _opening(text, before - 2)
    if opening is None or text[opening + 1 : before - 2].strip() == "":
        return ()
    return Edit(Span(opening, opening + 1), ""), Edit(Span(before - 2, end.end()), "")


def _opening(text: str, closing: int) -> int | None:
    """Where the bracket stands that a closing one belongs to."""
    depth = 0
    for at in range(closing, max(closing - _LONGEST, -1), -1):
        if text[at] not in "[]" or (at and text[at - 1] == "\\"):
            continue
        depth += 1 if text[at] == "]" else -1
        if depth == 0:
            # an image is no link
            return at if text[at - 1 : at] != "!" else None
    return None
