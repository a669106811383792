"""The marked page, written by the plan of what became of each block."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from playbook.review.difference.lines import DELETED, INSERTED, Line, description, marked
from playbook.review.difference.nodes import MARK, Element
from playbook.review.difference.plan import Come, Edited, Gone, Same
from playbook.review.difference.removed import removed, removed_nodes
from playbook.review.difference.words import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playbook.review.difference.blocks import Block
    from playbook.review.difference.nodes import Node
    from playbook.review.difference.plan import Part
    from playbook.review.difference.removed import Remains
    from playbook.review.difference.tables import Columns

MOVED_AWAY, MOVED_HERE = "moved-away", "moved-here"
PAIR = "pair"
"""Holds an image as it was and as it is."""
FILLER = "filler"
"""A cell of a row without one in this column."""
WAS = f"{MARK}-was"
"""The name of the element that another was; `run` for bare words."""
RUN = f"{MARK}-run"
"""An element that stands for bare words."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image, as a page shows it."""

    address: str
    """As the page writes it; empty for what is no file."""
    alt: str


@dataclass(frozen=True, slots=True)
class ImageChange:
    """An image that changed, or whose description did; None where it was or is not there."""

    old: Image | None
    new: Image | None


@dataclass
class Tally:
    """How much changed."""

    inserted: int = 0
    """Words."""
    deleted: int = 0
    moved: int = 0
    """Blocks."""
    images: list[ImageChange] = field(default_factory=list)


@dataclass
class Writer:
    """Writes the marked page."""

    before: Callable[[str], str]
    """What an address of the old page leads to."""
    after: Callable[[str], str]
    """The same of the new page."""
    remains: Remains
    tally: Tally = field(default_factory=Tally)

    def parts(self, parts: Sequence[Part]) -> list[Node]:
        """What became of the blocks in a block."""
        return [node for part in parts for node in self._part(part)]

    def _part(self, part: Part) -> Iterator[Node]:
        match part:
            case Same(new):
                yield from _with_lead(new, new.element.children if new.is_run else [new.element])
            case Edited():
                yield from _with_lead(part.new, self._edited(part))
            case Gone():
                yield from self._gone(part)
            case Come():
                yield from _with_lead(part.new, self._come(part))

    def _edited(self, edited: Edited) -> list[Node]:
        old, new = edited.old, edited.new
        if old.is_run and new.is_run:
            self._count(edited)
            return Line(edited, self.before, self.after, self.remains).nodes()
        if new.kind == "figure" and [key for key, _ in old.media()] != [key for key, _ in new.media()]:
            return [self._pair(old, new)]
        element = _shell(new)
        was = old.element.tag or "run"
        if new.is_run:
            element = Element("span", {RUN: "", WAS: was})
        elif was != new.element.tag:
            element.attributes[WAS] = was
        if {old.kind, new.kind} != {"text"} and (was, old.element.classes) != (new.element.tag, new.element.classes):
            element.attributes[MARK] = "look"
        element.children = self.parts(edited.parts)
        return [element]

    def _count(self, edited: Edited) -> None:
        for step in edited.steps:
            if isinstance(step, Kept):
                was, now = (description(one.node) if isinstance(one.node, Element) else None for one in step)
                if was != now:
                    self._images([step.old.media], [step.new.media])
                continue
            self.tally.deleted += sum(token.is_word for token in step.old)
            self.tally.inserted += sum(token.is_word for token in step.new)
            olds, news = ([token.media for token in side if token.media is not None] for side in (step.old, step.new))
            self._images(olds, news)

    def _images(self, olds: Sequence[Element | None], news: Sequence[Element | None]) -> None:
        for place in range(max(len(olds), len(news))):
            old, new = (_image(side[place]) if place < len(side) else None for side in (olds, news))
            self.tally.images.append(ImageChange(old, new))

    def _pair(self, old: Block, new: Block) -> Element:
        """A figure as it was beside the figure as it is."""
        self._images([one for _, one in old.media()], [one for _, one in new.media()])
        captions = [_caption(block) for block in (old, new)]
        is_new_text = captions[0] != captions[1]
        if is_new_text:
            self.tally.deleted += old.words
            self.tally.inserted += new.words
        figures: list[Node] = [
            figure
            for block, state in ((old, DELETED), (new, INSERTED))
            for figure in self._whole(block, state, wrapped=is_new_text)
        ]
        return Element("div", {MARK: PAIR}, figures)

    def _gone(self, gone: Gone) -> list[Node]:
        old = gone.old
        if gone.moved is None:
            self.tally.deleted += old.words
            self._images([one for _, one in old.media()], [])
            return self._whole(old, DELETED, columns=gone.columns)
        return self._whole(old, DELETED, named=MOVED_AWAY, wrapped=False, columns=gone.columns)

    def _come(self, come: Come) -> list[Node]:
        new = come.new
        if come.moved is None:
            self.tally.inserted += new.words
            self._images([], [one for _, one in new.media()])
            return self._whole(new, INSERTED, columns=come.columns)
        self.tally.moved += 1
        if come.edited is None or new.kind in {"figure", "tr"}:
            return self._whole(new, INSERTED, named=MOVED_HERE, wrapped=False, columns=come.columns)
        nodes = self._edited(come.edited)
        if new.is_run:
            return [Element(INSERTED, {MARK: MOVED_HERE}, nodes)]
        for node in nodes:
            if isinstance(node, Element):
                node.attributes[MARK] = MOVED_HERE
        return nodes

    def _whole(
        self, block: Block, state: str, *, named: str = "", wrapped: bool = True, columns: Columns | None = None
    ) -> list[Node]:
        """A block that has come or gone as a whole.

        Args:
            block: Of the old page when it is gone, else of the new one.
            state: `ins` or `del`.
            named: What it is marked as, if not as its state.
            wrapped: Whether its words stand in elements of that name too.
            columns: Of the table that it is in, when its columns changed.
        """
        nodes = self._nodes(block, state, columns, wrapped=wrapped)
        if block.is_run and not wrapped:
            return [Element(state, {MARK: named or state}, nodes)]
        for node in nodes:
            if isinstance(node, Element):
                node.attributes[MARK] = named or state
        return nodes

    def _nodes(self, block: Block, state: str, columns: Columns | None, *, wrapped: bool) -> list[Node]:
        is_old = state == DELETED
        if block.is_beside:
            return [] if is_old else [block.element]
        if block.is_run:
            nodes = removed_nodes(block.element.children, self.remains) if is_old else block.element.children
            return list(self._wrapped(nodes, state)) if wrapped else nodes
        element = removed(block.element, self.remains, deep=False) if is_old else _shell(block)
        if element is None:
            return []
        inner: list[list[Node]] = [
            [*_with_lead(child, self._nodes(child, state, columns, wrapped=wrapped))] for child in block.blocks
        ]
        if block.kind == "tr" and columns is not None:
            inner = list(_filled(inner, columns, is_old=is_old))
        element.children = [node for nodes in inner for node in nodes]
        return [element]

    def _wrapped(self, nodes: Sequence[Node], state: str) -> Iterator[Node]:
        """Words that came or went, marked; not what stands beside them, as the link to a heading."""
        for is_beside, those in groupby(nodes, lambda node: isinstance(node, Element) and self.remains.is_beside(node)):
            several = list(those)
            yield from several if is_beside else [marked(state, several)]


def _filled(cells: list[list[Node]], columns: Columns, *, is_old: bool) -> Iterator[list[Node]]:
    """The cells of a row that has come or gone, with empty ones for the columns that the other table has."""
    if not columns.changed or len(cells) != (columns.old if is_old else columns.new):
        yield from cells
        return
    for old, new in columns.merged():
        place = old if is_old else new
        yield [Element("td", {MARK: FILLER})] if place is None else cells[place]


def _shell(block: Block) -> Element:
    return Element(block.element.tag, dict(block.element.attributes))


def _with_lead(block: Block, nodes: Sequence[Node]) -> Iterator[Node]:
    if block.lead:
        yield block.lead
    yield from nodes


def _caption(figure: Block) -> tuple[int, ...]:
    return tuple(token.key for run in figure.runs() for token in run.tokens if token.media is None)


def _image(element: Element | None) -> Image | None:
    if element is None:
        return None
    image = next((one for one in element if one.tag == "img"), element)
    return Image(image.attributes.get("src", ""), image.attributes.get("alt", ""))
