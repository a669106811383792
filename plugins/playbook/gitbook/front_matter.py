"""The YAML head of a page, with the position of each key (gitbook-format.md §3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playbook.diagnostics import Problem
    from playbook.gitbook.positioned_yaml import Path
    from playbook.source import Span


@dataclass(frozen=True)
class FrontMatter:
    """The YAML head of a page."""

    values: dict[str, Any] = field(default_factory=dict)
    """What it says; empty when there is none or when it is broken. GitBook's own keys have the type and one of
    the values that GitBook allows, or are left out; every other scalar is the text as written (`0.10`, `2024-05-01`)."""
    spans: dict[Path, Span] = field(default_factory=dict)
    """Where each value is, by its keys and indices (`("layout", "cover", "size")`)."""
    key_spans: dict[Path, Span] = field(default_factory=dict)
    """Where each key is."""
    end: int = 0
    """Where the body of the page begins; 0 without front matter."""
    problems: tuple[Problem, ...] = ()
