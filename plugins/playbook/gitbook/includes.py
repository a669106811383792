"""The texts that a page includes, and what they add to its headings and ids (gitbook-format.md §6.10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playbook.gitbook.lookup import join
from playbook.markdown.inclusion import Inclusions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.gitbook.document import Document
    from playbook.gitbook.space import Space
    from playbook.markdown.model import Heading, Tag

NAME = "include"
"""The tag."""


@dataclass(frozen=True, slots=True)
class Part:
    """An included text, once for each place where it is included."""

    document: Document
    ids: Mapping[str, str]
    """Its ids on the page by its own."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings with their ids and levels on the page, which has one title; their spans are in its own source."""
        return tuple(
            replace(heading, id=self.ids.get(heading.id, heading.id), level=max(heading.level, 2))
            for heading in self.document.headings
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """An include that would never end, or would make a page too large."""

    document: Document
    """Where the tag stands."""
    tag: Tag
    circular: bool
    """Whether the text is being included already; else there is too much of it."""


def includes(document: Document) -> list[Tag]:
    """The tags of a document that include a text."""
    return [tag for tag in document.tags if tag.name == NAME]


def find_included(space: Space, document: Document, target: str) -> Document | None:
    """The text that a tag names; None when the space has none there. It never leaves the space.

    Args:
        space: Where to look.
        document: The text in which the tag stands: paths are relative to it.
        target: The path as written.
    """
    path = join(document.path.rpartition("/")[0], target) if target and "://" not in target else None
    found = space.find(path) if path else None
    return space.documents[found.path] if found is not None and found.path in space.documents else None


def included_by(space: Space, document: Document) -> Iterator[Document]:
    """The texts that a document itself includes."""
    for tag in includes(document):
        found = find_included(space, document, tag.attributes.get("", ""))
        if found is not None:
            yield found


def parts(space: Space, page: Document) -> tuple[Part, ...]:
    """All texts that readers find on a page, in the order in which they are written."""
    return tuple(part for part in expand(space, page) if isinstance(part, Part))


def expand(space: Space, page: Document) -> list[Part | Refusal]:
    """Include what a page includes, as the renderer does it."""
    expanded: list[Part | Refusal] = []
    _expand(space, page, page, Inclusions(page.own_ids), expanded)
    return expanded


def _expand(
    space: Space, page: Document, document: Document, inclusions: Inclusions, expanded: list[Part | Refusal]
) -> None:
    for tag in includes(document):
        included = find_included(space, document, tag.attributes.get("", ""))
        if included is None:
            continue
        circular = included is page or included.path in inclusions.open
        ids = inclusions.enter(included.path, len(included.body), included.own_ids) if included is not page else None
        if ids is None:
            expanded.append(Refusal(document, tag, circular))
            continue
        expanded.append(Part(included, ids))
        _expand(space, page, included, inclusions, expanded)
        inclusions.leave()
