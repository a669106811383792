"""The edits that take something out of a page."""

from __future__ import annotations

import re

from playbook.diagnostics import Edit
from playbook.source import Span

_EMPTY_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(?:[*#]+|&#x20;|[ \t]+)*)?")


def without_heading(text: str, heading: Span) -> tuple[Edit, ...]:
    """The edit that takes out an empty Markdown heading; none for a heading in another form.

    Args:
        text: The source.
        heading: Where the heading stands in it.
    """
    start, end = heading.start, heading.end
    if (start and text[start - 1] != "\n") or not _EMPTY_HEADING.fullmatch(text, start, end):
        return ()
    line_before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    if not line_before.strip() and text.startswith("\n", end):
        end += 1
    return (Edit(Span(start, end), ""),)
