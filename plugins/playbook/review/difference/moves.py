"""Blocks that are gone in one place and have come in another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from playbook.review.difference.alignment import proposals
from playbook.review.difference.blocks import likeness
from playbook.review.difference.plan import Leftovers, compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playbook.review.difference.blocks import Block
    from playbook.review.difference.sequences import Pair

FEWEST = 4
"""Words of a block that is known again elsewhere."""
FEWEST_EDITED = 10
"""Words of one that was edited too."""
PAGE_ALIKE = 0.6
"""Likeness from which a page that has come is one that is gone, moved."""
EVIDENT = 0.75
"""Likeness from which a block that is elsewhere is the same, edited."""


def find_moves(leftovers: Leftovers) -> None:
    """Join what is gone to what has come, where it is evidently the same.

    Equal blocks are joined if they are the only ones of their kind; others if they are long, and much alike.
    """
    olds, news = [gone.old for gone in leftovers.gone], [come.new for come in leftovers.come]
    gone_times, come_times = Counter(old.key for old in olds), Counter(new.key for new in news)

    def likely(old: Block, new: Block) -> float:
        if old.key == new.key:
            return 2.0 if gone_times[old.key] == come_times[new.key] == 1 and _is_known(new) else 0.0
        if min(old.words, new.words) < FEWEST_EDITED:
            return 0.0
        alike = likeness(old, new)
        return alike if alike >= EVIDENT else 0.0

    found = [(likely(olds[pair.old], news[pair.new]), pair) for pair in proposals(olds, news)]
    for weight, pair in sorted(found, key=lambda one: (-one[0], one[1])):
        gone, come = leftovers.gone[pair.old], leftovers.come[pair.new]
        if not weight or gone.moved is not None or come.moved is not None:
            continue
        gone.moved, come.moved = come, gone
        if gone.old.key != come.new.key:
            come.edited = compare(gone.old, come.new, Leftovers())


def moved_pages(olds: Sequence[Block], news: Sequence[Block]) -> Iterator[Pair]:
    """The pages that are gone in one place and have come in another, as their words say: each once, the most alike first."""
    found = [(likeness(olds[pair.old], news[pair.new]), pair) for pair in proposals(olds, news)]
    taken: set[tuple[str, int]] = set()
    for alike, pair in sorted(found, key=lambda one: (-one[0], one[1])):
        ends = {("old", pair.old), ("new", pair.new)}
        if alike >= PAGE_ALIKE and not ends & taken:
            taken |= ends
            yield pair


def _is_known(block: Block) -> bool:
    return block.words >= FEWEST or block.kind == "heading" or bool(block.media())
