"""The columns of a table in two versions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.review.difference.alignment import HARDLY_ALIKE, align
from playbook.review.difference.blocks import Block, likeness
from playbook.review.difference.nodes import Element
from playbook.review.difference.sequences import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPANS = frozenset({"colspan", "rowspan"})
HEADER = 3
"""What a word of a heading weighs, against one of a cell."""


@dataclass(frozen=True)
class Columns:
    """The columns that have come, gone or stayed; only of tables in which each row has one cell for each column."""

    old: int
    """How many there were."""
    new: int
    kept: tuple[Pair, ...]

    @classmethod
    def of(cls, old: Block, new: Block) -> Columns | None:
        """The columns of a table; None when cells span several."""
        olds, news = _columns(old), _columns(new)
        if not olds or not news:
            return None
        pairs = list(map(Pair, range(len(olds)), range(len(news))))
        if len(olds) != len(news) or not all(_may_be(olds[pair.old], news[pair.new]) for pair in pairs):
            pairs = align(olds, news)
        return cls(len(olds), len(news), tuple(pairs))

    @property
    def changed(self) -> bool:
        """Whether a column has come or gone."""
        return not self.old == self.new == len(self.kept)

    def merged(self) -> Iterator[tuple[int | None, int | None]]:
        """All columns as they stand beside one another: the place of each in the old and in the new table."""
        start = at = 0
        for old, new in (*self.kept, Pair(self.old, self.new)):
            yield from ((place, None) for place in range(start, old))
            yield from ((None, place) for place in range(at, new))
            if old < self.old:
                yield old, new
            start, at = old + 1, new + 1


def _may_be(old: Block, new: Block) -> bool:
    """Whether a column is the one in whose place it stands."""
    return not old.vocabulary or not new.vocabulary or likeness(old, new) >= HARDLY_ALIKE


def cells(old: Block, new: Block, columns: Columns | None) -> list[Pair]:
    """The cells of a row that go on."""
    if columns is not None and (len(old.blocks), len(new.blocks)) == (columns.old, columns.new):
        return list(columns.kept)
    if len(old.blocks) == len(new.blocks):
        return [Pair(place, place) for place in range(len(old.blocks))]
    return align(old.blocks, new.blocks)


def _columns(table: Block) -> list[Block]:
    """The columns as blocks whose words are those of their cells; none where they are not told apart that simply."""
    rows = [block for block in _rows(table) if block.blocks]
    if not rows or any(len(row.blocks) != len(rows[0].blocks) for row in rows):
        return []
    if any(_SPANS & cell.element.attributes.keys() or cell.kind != "cell" for row in rows for cell in row.blocks):
        return []
    return [_column([row.blocks[place] for row in rows]) for place in range(len(rows[0].blocks))]


def _rows(table: Block) -> Iterator[Block]:
    for block in table.blocks:
        if block.kind == "tr":
            yield block
        else:
            yield from (row for row in block.blocks if row.kind == "tr")


def _column(cells: Sequence[Block]) -> Block:
    words: Counter[str] = Counter()
    for number, cell in enumerate(cells):
        for word, count in cell.vocabulary.items():
            words[word] += count * (HEADER if number == 0 else 1)
    # Of equal columns nothing more need be known than that their words are the same: no key is equal.
    return Block(Element("col"), "column", -1 - id(cells[0]), (), (), _vocabulary=words)
