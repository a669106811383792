"""The changes of a marked page one after the other, so that a reader can go from each to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.review.difference.blocks import HEADINGS
from playbook.review.difference.lines import NOTE
from playbook.review.difference.marked import FILLER
from playbook.review.difference.nodes import MARK, Element

if TYPE_CHECKING:
    from collections.abc import Callable

    from playbook.review.difference.nodes import Node

STOP = f"{MARK}-stop"
"""The number of a change, counted from 1."""
WITHOUT_ID = f"{MARK}-id"
"""An element that has its id from us."""
_INSIDE = frozenset({"look"})
"""Marks of elements whose content is the page's own."""

_ALONE = frozenset({"pair", "alt"})
"""Marks of changes that are never part of the one before."""


@dataclass(slots=True)
class Section:
    """A heading, and the changes up to the next one."""

    title: str
    """Empty before the first heading."""
    anchor: str
    """The id of its first change."""
    changes: int = 0


def number(root: Element, prefix: str, is_beside: Callable[[Element], bool]) -> list[Section]:
    """Number the changes and give each an id.

    Changes with nothing that stayed between them are one, but for those of images.

    Args:
        root: The marked page.
        prefix: How the ids begin.
        is_beside: Whether an element is no content.
    """
    taken = {element.attributes.get("id") for element in root}
    sections: list[Section] = []
    title, count, is_apart = "", 0, True
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if not isinstance(node, Element):
            is_apart = is_apart or bool(node.strip())
            continue
        state = node.attributes.get(MARK, "")
        if state in {NOTE, FILLER} or is_beside(node):
            continue
        if node.tag in HEADINGS and state not in {"del", "moved-away"}:
            title = _title(node, is_beside)
            sections.append(Section(title, ""))
        if state and (is_apart or state in _ALONE):
            count += 1
            node.attributes[STOP] = str(count)
            if "id" not in node.attributes:
                while f"{prefix}{count}" in taken:
                    prefix += "-"
                node.attributes |= {"id": f"{prefix}{count}", WITHOUT_ID: ""}
            if not sections:
                sections.append(Section(title, ""))
            sections[-1].anchor = sections[-1].anchor or node.attributes["id"]
            sections[-1].changes += 1
        if state and state not in _INSIDE:
            is_apart = False
        else:
            stack += reversed(node.children)
    return [section for section in sections if section.changes]


def _title(heading: Element, is_beside: Callable[[Element], bool]) -> str:
    """The words of a heading as it is now."""
    pieces: list[str] = []
    stack: list[Node] = [heading]
    while stack:
        node = stack.pop()
        if not isinstance(node, Element):
            pieces.append(node)
        elif node.attributes.get(MARK) not in {"del", NOTE} and not is_beside(node):
            stack += reversed(node.children)
    return " ".join("".join(pieces).split())
