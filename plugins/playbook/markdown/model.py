"""What a parsed text holds that is asked for after it was parsed, each thing with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.source import Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page."""

    level: int
    """1 for the page's title, then 2 to 4."""
    text: str
    """Plain text."""
    id: str
    span: Span
    """The line or the element, in the text that was parsed."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is written."""

    name: str
    """Without `end`."""
    is_end: bool
    span: Span
    """From `{%` to `%}`."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Unescaped values; a value without a key (`{% include "path" %}`) has the key ""."""
    value_spans: dict[str, Span] = field(default_factory=dict)
    """Where each value stands, without its quotes."""
    arguments: str = ""
    """All that follows the name, as written: the expression of `{% if … %}`."""
    arguments_start: int = 0
    """Where they begin."""
