"""Which block of the old page is which of the new one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from playbook.review.difference.blocks import likeness, shared
from playbook.review.difference.sequences import Pair, Span, between, common, ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from playbook.review.difference.blocks import Block

ALIKE = 0.4
"""Likeness from which a block is the same, edited."""
HARDLY_ALIKE = 0.15
"""Likeness that suffices where nothing else can have become of a block."""
SHORT = 12
"""Words of a block that may have been written anew in its place."""
MANY = 64
"""Pairs of places that one word may propose."""
ALWAYS = frozenset(
    {"cell", "tr", "caption", "figcaption", "summary", "figure", "thead", "tbody", "tfoot", "dt", "table"}
)
"""Kinds of which one in the place of one is the same, whatever it says."""


def align(olds: Sequence[Block], news: Sequence[Block]) -> list[Pair]:
    """The places of the blocks that go on, in order.

    First those that are equal or share many words, as many words as possible altogether; then, between them, what
    stands alone in the place of one. Words that are everywhere propose nothing, so that the cost stays linear.
    """
    whole = Span(0, len(olds), 0, len(news))
    found: list[Pair] = []
    for span in between(_alike(olds, news), whole):
        found += _in_place(olds, news, span)
    return found


def _alike(olds: Sequence[Block], news: Sequence[Block]) -> list[Pair]:
    proposed = {pair: _weight(olds[pair.old], news[pair.new]) for pair in proposals(olds, news)}
    pairs = [pair for pair, weight in proposed.items() if weight > 0]
    return ordered(pairs, [proposed[pair] for pair in pairs])


def _weight(old: Block, new: Block) -> float:
    """What is saved by taking two blocks for the same."""
    if old.key == new.key:
        return 1.5 + old.vocabulary.total()
    return shared(old, new) if likeness(old, new) >= ALIKE else 0.0


def proposals(olds: Sequence[Block], news: Sequence[Block]) -> set[Pair]:
    """The blocks of one kind that are equal, or share a word that is not everywhere."""
    proposed: set[Pair] = set()
    for features in (lambda block: (block.key,), lambda block: tuple(block.vocabulary)):
        proposed.update(_sharing(olds, news, features))
    return proposed


def _sharing(
    olds: Sequence[Block], news: Sequence[Block], features: Callable[[Block], Iterable[object]]
) -> Iterator[Pair]:
    places: dict[object, list[int]] = defaultdict(list)
    for place, block in enumerate(news):
        for feature in features(block):
            places[block.kind, feature].append(place)
    counts = Counter((block.kind, feature) for block in olds for feature in features(block))
    for place, block in enumerate(olds):
        for feature in features(block):
            those = places.get((block.kind, feature), ())
            if len(those) * counts[block.kind, feature] <= MANY:
                for other in those:
                    yield Pair(place, other)


def _in_place(olds: Sequence[Block], news: Sequence[Block], span: Span) -> Iterator[Pair]:
    """What goes on in a part in which no block is much like another."""
    equal = common(
        [one.key for one in olds[span.old : span.old_end]], [one.key for one in news[span.new : span.new_end]]
    )
    pairs = [Pair(span.old + pair.old, span.new + pair.new) for pair in equal]
    for part in between(pairs, span):
        yield from _alone(olds, news, part)


def _alone(olds: Sequence[Block], news: Sequence[Block], span: Span) -> Iterator[Pair]:
    """The only block of its kind in the place of the only block of its kind; or as many of a kind, one for one."""
    old, new = olds[span.old : span.old_end], news[span.new : span.new_end]
    if len(old) == len(new) and all(stands_for(*both) for both in zip(old, new, strict=True)):
        pairs = [Pair(offset, offset) for offset in range(len(old))]
    else:
        only_old, only_new = _only_ones(old), _only_ones(new)
        both = [Pair(at, only_new[kind]) for kind, at in only_old.items() if kind in only_new]
        those = [pair for pair in both if stands_for(old[pair.old], new[pair.new])]
        pairs = ordered(those, [1 + new[pair.new].words for pair in those])
    for pair in pairs:
        yield Pair(span.old + pair.old, span.new + pair.new)


def _only_ones(blocks: Sequence[Block]) -> dict[str, int]:
    """The places of the blocks that are the only ones of their kind."""
    counts = Counter(block.kind for block in blocks)
    return {block.kind: place for place, block in enumerate(blocks) if counts[block.kind] == 1}


def stands_for(old: Block, new: Block) -> bool:
    """Whether a block is what became of the one in whose place it stands."""
    if old.kind != new.kind:
        return False
    if old.key == new.key or old.kind in ALWAYS:
        return True
    return max(old.words, new.words) <= SHORT or likeness(old, new) >= HARDLY_ALIKE
