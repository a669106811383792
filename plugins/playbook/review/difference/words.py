"""The words of two versions of a run, told apart, and put together again inside the elements around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from playbook.review.difference.blocks import Block, words_of
from playbook.review.difference.nodes import Element
from playbook.review.difference.sequences import common

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playbook.review.difference.blocks import Token

FEW = 3
"""Words between two changes that may count as changed too."""


class Kept(NamedTuple):
    """A piece that both versions have."""

    old: Token
    new: Token


@dataclass(slots=True)
class Edit:
    """What stands in the place of what, between two pieces that both versions have."""

    old: list[Token] = field(default_factory=list)
    new: list[Token] = field(default_factory=list)

    @property
    def words(self) -> int:
        """Words on the longer side; what is no text weighs as one."""
        return max(sum(bool(token.text) for token in side) for side in (self.old, self.new))


@dataclass
class Elements:
    """Which element of the old run goes on as which of the new one: one as one."""

    is_code: bool
    """In code, the elements that only colour words are left out."""
    _by_old: dict[int, Element] = field(default_factory=dict)
    _by_new: dict[int, Element] = field(default_factory=dict)

    def join(self, old: Token, new: Token) -> bool:
        """Take the elements around two pieces for the same ones; False when they are taken for others already."""
        olds, news = self._told_apart(old), self._told_apart(new)
        if len(olds) != len(news):
            return False
        pairs = list(zip(olds, news, strict=True))
        for one, other in pairs:
            if self._by_old.get(id(one), other) is not other or self._by_new.get(id(other), one) is not one:
                return False
        for one, other in pairs:
            self._by_old[id(one)], self._by_new[id(other)] = other, one
        return True

    def path(self, old: Token) -> tuple[Element, ...]:
        """The elements around a piece of the old run: those of the new one where they go on."""
        return tuple(self._by_old.get(id(one), one) for one in self._told_apart(old))

    def old(self, new: Element) -> Element | None:
        """What an element of the new run was; None for one that has come."""
        return self._by_new.get(id(new))

    def _told_apart(self, token: Token) -> Sequence[Element]:
        return [one for one in token.path if one.tag != "span"] if self.is_code else token.path


Step = Kept | Edit


def compare(old: Block, new: Block) -> tuple[list[Step], Elements]:
    """The words of a run in two versions."""
    olds = [token for token in old.tokens if not token.is_beside]
    news = [token for token in new.tokens if not token.is_beside]
    elements = Elements(new.is_code)
    steps: list[Step] = []
    edit = Edit()
    start = at = 0
    for pair in common([token.key for token in olds], [token.key for token in news]):
        edit.old += olds[start : pair.old]
        edit.new += news[at : pair.new]
        kept = Kept(olds[pair.old], news[pair.new])
        start, at = pair.old + 1, pair.new + 1
        if not elements.join(*kept):
            edit.old.append(kept.old)
            edit.new.append(kept.new)
            continue
        if edit.old or edit.new:
            steps.append(edit)
            edit = Edit()
        steps.append(kept)
    edit.old += olds[start:]
    edit.new += news[at:]
    if edit.old or edit.new:
        steps.append(edit)
    steps = [step for one in _readable(steps) for step in _tight(one)]
    elements = Elements(new.is_code)
    for step in steps:
        if isinstance(step, Kept):
            elements.join(*step)
    return steps, elements


def compare_texts(old: str, new: str) -> list[Step]:
    """The words of two texts that are in no element."""
    numbers: dict[str, int] = {}

    def run(text: str) -> Block:
        return Block(Element(""), "text", 0, (), tuple(words_of(text, numbers)))

    return compare(run(old), run(new))[0]


def _readable(steps: list[Step]) -> Iterator[Step]:
    """The same with a few words between two larger changes taken for changed: nobody reads one word in three."""
    edit: Edit | None = None
    kept: list[Kept] = []
    for step in steps:
        if isinstance(step, Kept):
            kept.append(step)
            continue
        if edit is not None and _is_slight(kept, edit, step):
            for one in kept:
                edit.old.append(one.old)
                edit.new.append(one.new)
            edit.old += step.old
            edit.new += step.new
        else:
            if edit is not None:
                yield edit
            yield from kept
            edit = Edit(list(step.old), list(step.new))
        kept = []
    if edit is not None:
        yield edit
    yield from kept


def _is_slight(kept: Sequence[Kept], before: Edit, after: Edit) -> bool:
    if len(kept) > 4 * FEW:
        return False
    words = [one.new for one in kept if one.new.text]
    if any(not isinstance(token.node, str) for token in words):
        return False
    weight = sum(token.is_word for token in words)
    return not weight or (weight <= FEW and 2 * weight <= min(before.words, after.words))


def _tight(step: Step) -> Iterator[Step]:
    """A change without what its two sides begin and end with."""
    if isinstance(step, Kept):
        yield step
        return
    old, new = step.old, step.new
    start = 0
    while start < min(len(old), len(new)) and _is_same(old[start], new[start]):
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and _is_same(old[-1 - end], new[-1 - end]):
        end += 1
    yield from map(Kept, old[:start], new[:start])
    middle = Edit(old[start : len(old) - end], new[start : len(new) - end])
    if middle.old or middle.new:
        yield middle
    if end:
        yield from map(Kept, old[-end:], new[-end:])


def _is_same(old: Token, new: Token) -> bool:
    """Whether two pieces outside of any element are the same."""
    return old.key == new.key and not old.path and not new.path
