"""Which column of a table in raw HTML a text stands in (gitbook-format.md §8, §9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.markdown.html import Start

_MOST_COLUMNS = 100
"""A cell spans no more."""


class Role(StrEnum):
    """What becomes of what stands in a column."""

    SHOWN = "shown"
    TARGET = "target"
    """On cards: the card leads there."""
    OTHER = "other"
    """A picture, the title of a page, or nothing at all."""


@dataclass(slots=True)
class Cells:
    """Follows the events of raw HTML. A table in a cell of another is a part of that cell."""

    has_words: bool = False
    """Whether the row that is being read shows any text, outside of the link of its card."""
    _depth: int = 0
    """Tables that are open."""
    _is_cards: bool = False
    _columns: list[Role] = field(default_factory=list)
    _column: int = -1
    """That of the cell that is being read."""
    _next: int = 0

    @property
    def role(self) -> Role:
        """The role of the column that is being read; what stands outside of tables is shown."""
        return self._columns[self._column] if self._depth and 0 <= self._column < len(self._columns) else Role.SHOWN

    def start(self, event: Start) -> None:
        """An element begins."""
        if event.name == "table":
            self._depth += 1
            if self._depth == 1:
                self._is_cards = "data-view" in event.attributes and event.attributes["data-view"].text == "cards"
                self._columns, self._column = [], -1
        elif self._depth != 1:
            return
        elif event.name == "tr":
            self._column, self._next, self.has_words = -1, 0, False
        elif event.name in ("td", "th"):
            span = _span(event)
            if event.name == "th":
                self._columns += [self._role(event)] * span
                self._column = -1
            else:
                self._column = self._next
            self._next += span

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "table":
            self._depth = max(self._depth - 1, 0)
        elif self._depth == 1 and name in ("td", "th", "tr"):
            self._column = -1

    def say(self, text: str) -> None:
        """A text is shown."""
        if self._depth and self.role is Role.SHOWN and text.strip():
            self.has_words = True

    def _role(self, event: Start) -> Role:
        named = event.attributes
        if self._is_cards and "data-card-target" in named:
            return Role.TARGET
        kind = named["data-type"].text if "data-type" in named else ""
        pictured = self._is_cards and ("data-card-cover" in named or "data-card-cover-dark" in named)
        return Role.OTHER if pictured or "data-hidden" in named or kind in ("image", "content-ref") else Role.SHOWN


def _span(event: Start) -> int:
    text = event.attributes["colspan"].text if "colspan" in event.attributes else ""
    return min(int(text), _MOST_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 5 and int(text) else 1
