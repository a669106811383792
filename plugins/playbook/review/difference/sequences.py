"""What two sequences have in common, at a cost that grows with their length and not with its square."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

LARGEST = 4_000_000
"""Pairs of places that are compared directly: 2,000 words with 2,000 words, which takes a millisecond."""


class Pair(NamedTuple):
    """Places in the old and the new sequence."""

    old: int
    new: int


class Span(NamedTuple):
    """A part of the old and a part of the new sequence."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def size(self) -> int:
        """The pairs of places in it."""
        return (self.old_end - self.old) * (self.new_end - self.new)


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """A longest common subsequence, or, of very long sequences, one that keeps what occurs once in both.

    Where they are too long to compare each place with each (`LARGEST`), they are cut at the items that occur once
    in both and in the same order (Bram Cohen's patience diff); what cannot be cut counts as different.
    """
    numbers: dict[Hashable, int] = {}
    # The library compares hashes; numbers are their own.
    olds = [numbers.setdefault(item, len(numbers)) for item in old]
    news = [numbers.setdefault(item, len(numbers)) for item in new]
    pairs: list[Pair] = []
    spans = [Span(0, len(olds), 0, len(news))]
    while spans:
        span, ends = _trimmed(olds, news, spans.pop())
        pairs += ends
        if not span.size:
            continue
        if span.size <= LARGEST:
            pairs += _compared(olds, news, span)
        else:
            spans += between(_anchors(olds, news, span), span, whole=False)
    return sorted(pairs)


def between(pairs: Iterable[Pair], span: Span, *, whole: bool = True) -> Iterator[Span]:
    """The parts of a span before, between and after pairs, those that are empty on a side among them.

    Args:
        pairs: In order.
        span: What they lie in.
        whole: Whether there is anything to tell without pairs.
    """
    old, new = span.old, span.new
    found = False
    for pair in pairs:
        yield Span(old, pair.old, new, pair.new)
        yield Span(pair.old, pair.old + 1, pair.new, pair.new + 1)
        old, new, found = pair.old + 1, pair.new + 1, True
    if found or whole:
        yield Span(old, span.old_end, new, span.new_end)


def _trimmed(old: Sequence[int], new: Sequence[int], span: Span) -> tuple[Span, list[Pair]]:
    """A span without the ends that are equal, and these."""
    start, old_end, at, new_end = span
    pairs = []
    while start < old_end and at < new_end and old[start] == new[at]:
        pairs.append(Pair(start, at))
        start, at = start + 1, at + 1
    while start < old_end and at < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
        pairs.append(Pair(old_end, new_end))
    return Span(start, old_end, at, new_end), pairs


def _compared(old: Sequence[int], new: Sequence[int], span: Span) -> Iterator[Pair]:
    for step in LCSseq.opcodes(old[span.old : span.old_end], new[span.new : span.new_end]):
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                yield Pair(span.old + step.src_start + offset, span.new + step.dest_start + offset)


def _anchors(old: Sequence[int], new: Sequence[int], span: Span) -> list[Pair]:
    """The items that occur once in both parts: the longest sequence of them that is in order."""
    olds, news = Counter(old[span.old : span.old_end]), Counter(new[span.new : span.new_end])
    places = {item: place for place, item in enumerate(new[span.new : span.new_end], span.new) if news[item] == 1}
    once = [
        Pair(place, places[item])
        for place, item in enumerate(old[span.old : span.old_end], span.old)
        if olds[item] == 1 and item in places
    ]
    return ordered(once, [1] * len(once))


def ordered(pairs: Sequence[Pair], weights: Sequence[float]) -> list[Pair]:
    """The heaviest of the sub-sequences in which both places only grow.

    Args:
        pairs: Any, in any order.
        weights: Of each pair, above zero.
    """
    places = sorted({pair.new for pair in pairs})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)  # a Fenwick tree of prefix maxima
    before = [-1] * len(pairs)
    last = (0.0, -1)
    for index in sorted(range(len(pairs)), key=lambda one: (pairs[one].old, -pairs[one].new)):
        rank = bisect_left(places, pairs[index].new)
        reached, step = (0.0, -1), rank
        while step > 0:
            reached = max(reached, best[step])
            step -= step & -step
        before[index] = reached[1]
        entry = (reached[0] + weights[index], index)
        last = max(last, entry)
        step = rank + 1
        while step <= len(places):
            best[step] = max(best[step], entry)
            step += step & -step
    chosen: list[Pair] = []
    index = last[1]
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]
