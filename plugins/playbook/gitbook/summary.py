"""`SUMMARY.md`: the table of contents of a space (gitbook-format.md §4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from playbook.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.diagnostics import Problem


class Kind(StrEnum):
    """What an entry is."""

    PAGE = "page"
    """A link to a file."""
    LINK = "link"
    """A link to a URL."""
    LABEL = "label"
    """A text without a link, with entries below it."""
    GROUP = "group"
    """A `##` heading with the entries after it."""
    SEPARATOR = "separator"
    """A rule (`***`): the entries after it belong to no group."""
    COMPUTED = "computed"
    """An entry that GitBook makes itself, from a fenced YAML block."""


@dataclass(frozen=True)
class SummaryItem:
    """An entry of the table of contents."""

    kind: Kind
    title: str = ""
    """What is written, as plain text."""
    link_title: str = ""
    """The label for the navigation, when it is not the title."""
    target: str = ""
    """Of a page, the path as it is meant: decoded, without anchor, relative to `SUMMARY.md`; of a link, the URL."""
    anchor: str = ""
    """What follows `#` in the path of a page."""
    slug: str = ""
    """Of a group, the path segment that its author chose."""
    children: tuple[SummaryItem, ...] = ()
    span: Span = Span(0, 0)
    """The entry without its children."""
    target_span: Span = Span(0, 0)
    """Of a page or a link, where the target is written."""
    data: dict[str, Any] = field(default_factory=dict)
    """Of a computed entry, what its YAML says."""

    def walk(self) -> Iterator[SummaryItem]:
        """The entry and all below it, in reading order."""
        stack = [self]
        while stack:
            item = stack.pop()
            yield item
            stack.extend(reversed(item.children))


@dataclass(frozen=True)
class Summary:
    """The table of contents of a space."""

    items: tuple[SummaryItem, ...] = ()
    """The entries of the top level, in reading order; those after a `##` are children of the group."""
    problems: tuple[Problem, ...] = ()

    def walk(self) -> Iterator[SummaryItem]:
        """All entries, in reading order."""
        for item in self.items:
            yield from item.walk()
