"""`versions.json` as mike 2 writes it, which Material's choice of versions reads.

A list, the newest version first: `{"version", "title", "aliases", "properties"}`. What is ours carries the property
`playbook`; the others are those of mike, beside which ours may be published.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playbook.review.version import version as version_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = "versions.json"
"""Its name."""
PROPERTY = "playbook"
"""The property of an entry that is ours."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A version in the list."""

    version: str
    """Its directory."""
    title: str
    aliases: tuple[str, ...] = ()
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Whether we published it."""
        return PROPERTY in self.properties


def read(text: str) -> list[Listed] | None:
    """The versions of a list; None for a text that is none."""
    try:
        entries = json.loads(text)
        if not isinstance(entries, list):
            return None
        return [
            Listed(str(one["version"]), str(one["title"]), tuple(map(str, one["aliases"])), one.get("properties") or {})
            for one in entries
        ]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def write(versions: Iterable[Listed]) -> str:
    """The text of the list."""
    entries = []
    for one in versions:
        entry = {"version": one.version, "title": one.title, "aliases": list(one.aliases)}
        entries.append({**entry, "properties": dict(one.properties)} if one.properties else entry)
    return f"{json.dumps(entries, indent=2, ensure_ascii=False)}\n"


def merged(ours: Iterable[Listed], others: Iterable[Listed]) -> list[Listed]:
    """Our versions and those that somebody else published, in mike's order; where both claim a name, it is ours."""
    ours = list(ours)
    taken = {one.version for one in ours} | {alias for one in ours for alias in one.aliases}
    kept = [
        Listed(one.version, one.title, tuple(alias for alias in one.aliases if alias not in taken), one.properties)
        for one in others
        if not one.is_ours and one.version not in taken
    ]
    return sorted([*ours, *kept], key=_order, reverse=True) if kept else ours


def _order(listed: Listed) -> tuple[bool, bool, Any]:
    """As mike has it: what does not begin with a number is under development, and newer than all that does."""
    number = version_of(listed.version.removeprefix("v"))
    is_released = listed.version.removeprefix("v")[:1].isdigit()
    return (not is_released, number is not None, number if number is not None else listed.version)
