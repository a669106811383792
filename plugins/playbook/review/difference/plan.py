"""What became of each block: the plan by which a marked page is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playbook.review.difference import words
from playbook.review.difference.alignment import align
from playbook.review.difference.tables import Columns, cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playbook.review.difference.blocks import Block
    from playbook.review.difference.sequences import Pair


@dataclass(slots=True, eq=False)
class Same:
    """A block that did not change."""

    new: Block


@dataclass(slots=True, eq=False)
class Edited:
    """A block that changed."""

    old: Block
    new: Block
    parts: tuple[Part, ...] = ()
    """Of a block that holds others."""
    steps: tuple[words.Step, ...] = ()
    """Of a run."""
    elements: words.Elements | None = None
    """The same."""


@dataclass(slots=True, eq=False)
class Gone:
    """A block that the new page has no more in this place."""

    old: Block
    columns: Columns | None = None
    """Of a row of a table whose columns changed."""
    moved: Come | None = None
    """Where it is now."""


@dataclass(slots=True, eq=False)
class Come:
    """A block that the old page had not in this place."""

    new: Block
    columns: Columns | None = None
    moved: Gone | None = None
    """Where it was."""
    edited: Edited | None = None
    """What changed in it when it was moved."""


Part = Same | Edited | Gone | Come


@dataclass(slots=True)
class Leftovers:
    """The blocks that have come and gone, in the order of the page."""

    gone: list[Gone] = field(default_factory=list)
    come: list[Come] = field(default_factory=list)


def compare(old: Block, new: Block, leftovers: Leftovers, columns: Columns | None = None) -> Edited:
    """What became of a block and of all in it.

    Args:
        old: The block as it was.
        new: The block as it is.
        leftovers: Takes what has come and gone.
        columns: Of the table that they are in, when its columns changed.
    """
    if old.is_run and new.is_run:
        steps, elements = words.compare(old, new)
        return Edited(old, new, (), tuple(steps), elements)
    if new.kind == "table":
        columns = Columns.of(old, new)
    olds, news = ([old] if old.is_run else _content(old)), ([new] if new.is_run else _content(new))
    if new.kind == "tr":
        pairs, columns = cells(old, new, columns), None
    else:
        pairs = align(olds, news)
    parts = list(_parts(olds, news, pairs, leftovers, columns))
    if not new.is_run:
        parts = list(_with_beside(parts, new.blocks))
    return Edited(old, new, tuple(parts))


def _content(block: Block) -> list[Block]:
    return [one for one in block.blocks if not one.is_beside]


def _parts(
    olds: Sequence[Block], news: Sequence[Block], pairs: Sequence[Pair], leftovers: Leftovers, columns: Columns | None
) -> Iterator[Part]:
    start = at = 0
    for old_place, new_place in (*pairs, (len(olds), len(news))):
        for block in olds[start:old_place]:
            gone = Gone(block, columns)
            leftovers.gone.append(gone)
            yield gone
        for block in news[at:new_place]:
            come = Come(block, columns)
            leftovers.come.append(come)
            yield come
        if old_place < len(olds):
            old, new = olds[old_place], news[new_place]
            is_same = old.key == new.key and not (columns is not None and columns.changed)
            yield Same(new) if is_same else compare(old, new, leftovers, columns)
        start, at = old_place + 1, new_place + 1


def _with_beside(parts: Sequence[Part], blocks: Sequence[Block]) -> Iterator[Part]:
    """The parts with the blocks of the new page that are no content, each where it stands."""
    left = iter(blocks)
    for part in parts:
        if not isinstance(part, Gone):
            for block in left:
                if not block.is_beside:
                    break
                yield Same(block)
        yield part
    for block in left:
        yield Same(block)
