"""The texts of headings, and of others that name a part of a page, in raw HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playbook.markdown.html import End, Start, Text, events

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@dataclass(slots=True)
class Title:
    """An element and what it says."""

    name: str
    """`h2`, `summary` …"""
    identifier: str = ""
    """Its own id, or that of an `<a>` in it."""
    has_picture: bool = False
    """Whether it shows an image or an icon."""
    is_closed: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text without icons, with single spaces."""
        return " ".join("".join(self.parts).split())


def titles(markup: str, names: Collection[str]) -> Iterator[Title]:
    """The elements of some names, one after the other; what is inside of one is a part of it.

    Args:
        markup: Raw HTML.
        names: In lower case.
    """
    title: Title | None = None
    in_icon = False
    for event in events(markup):
        match event:
            case Start() if title is None and event.name in names:
                title = Title(event.name, _id(event))
            case Start() if title is not None:
                in_icon = in_icon or _is_icon(event)
                _look_into(title, event)
            case Text() if title is not None and not in_icon:
                title.parts.append(event.text)
            case End() if in_icon and event.name == "i":
                in_icon = False
            case End() if title is not None and event.name == title.name:
                title.is_closed, in_icon = True, False
                yield title
                title = None
    if title is not None:
        yield title


def _look_into(title: Title, event: Start) -> None:
    if event.name == "a":
        title.identifier = title.identifier or _id(event)
    title.has_picture = title.has_picture or event.name == "img" or _is_icon(event)


def _is_icon(event: Start) -> bool:
    return event.name == "i" and "class" in event.attributes and "fa-" in event.attributes["class"].text


def _id(event: Start) -> str:
    return event.attributes["id"].text if "id" in event.attributes else ""
