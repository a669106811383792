"""A changed run of words as nodes: pieces that have come and gone, in the elements around them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from playbook.review.difference.nodes import MARK, Element
from playbook.review.difference.removed import removed, removed_nodes
from playbook.review.difference.words import Edit, Kept, compare_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playbook.review.difference.blocks import Token
    from playbook.review.difference.nodes import Node
    from playbook.review.difference.plan import Edited
    from playbook.review.difference.removed import Remains

INSERTED, DELETED, KEPT = "ins", "del", ""
"""What became of a piece."""
WAS_LINK, WAS_ALT = f"{MARK}-href", f"{MARK}-alt"
"""What an address and a description were."""
NOTE = "note"
"""Marks what belongs to neither page."""


class Piece(NamedTuple):
    """A piece of the marked run."""

    state: str
    token: Token
    path: tuple[Element, ...]
    old: Token | None = None
    """Of a piece that was kept."""


def marked(state: str, nodes: list[Node]) -> Element:
    """Nodes that have come or gone."""
    return Element(state, {MARK: state}, nodes)


class Line:
    """Writes one run."""

    def __init__(
        self, edited: Edited, before: Callable[[str], str], after: Callable[[str], str], remains: Remains
    ) -> None:
        self._before, self._after, self._remains = before, after, remains
        if edited.elements is None:
            raise AssertionError
        self._elements = edited.elements
        self._pieces = list(self._arranged(edited))
        self._kept = {id(one) for piece in self._pieces if piece.old is not None for one in piece.path}

    def nodes(self) -> list[Node]:
        """The marked run."""
        return self._nodes(self._pieces, 0)

    def _arranged(self, edited: Edited) -> Iterator[Piece]:
        """All pieces, in such an order that none divides an element that both versions have."""
        beside: dict[int, list[Token]] = {}
        last = 0
        for token in edited.new.tokens:
            if token.is_beside:
                beside.setdefault(last, []).append(token)
            else:
                last = id(token)

        def with_beside(piece: Piece | None) -> Iterator[Piece]:
            if piece is not None:
                yield piece
            if piece is None or piece.state != DELETED:
                for token in beside.get(0 if piece is None else id(piece.token), ()):
                    yield Piece(KEPT, token, token.path)

        yield from with_beside(None)
        left: tuple[Element, ...] = ()
        for place, step in enumerate(edited.steps):
            if isinstance(step, Kept):
                left = step.new.path
                yield from with_beside(Piece(KEPT, step.new, left, step.old))
                continue
            following = edited.steps[place + 1] if place + 1 < len(edited.steps) else None
            right = following.new.path if isinstance(following, Kept) else ()
            for piece in self._ordered(step, left, right):
                yield from with_beside(piece)

    def _ordered(self, edit: Edit, left: Sequence[Element], right: Sequence[Element]) -> list[Piece]:
        """First what stands in the elements around the piece before it, last what stands in those around the next."""
        around = _shared(left, right)

        def side(piece: Piece) -> tuple[int, int]:
            inner = _shared(piece.path, left)
            if inner > around:
                return 0, -inner
            inner = _shared(piece.path, right)
            return (2, inner) if inner > around else (1, 0)

        pieces = [Piece(DELETED, token, self._elements.path(token)) for token in edit.old]
        pieces += [Piece(INSERTED, token, token.path) for token in edit.new]
        return sorted(pieces, key=side)

    def _nodes(self, pieces: Sequence[Piece], depth: int, within: str = KEPT) -> list[Node]:
        """Pieces in the elements around them, from a depth on; `within` which change all of them are."""
        made: list[tuple[str, Node]] = []
        for element, group in groupby(pieces, lambda piece: piece.path[depth] if len(piece.path) > depth else None):
            those = list(group)
            if element is None:
                made += [(piece.state, node) for piece in those for node in self._leaf(piece)]
                continue
            state = KEPT if id(element) in self._kept else next((one.state for one in those if one.state), KEPT)
            node = self._shell(element, state)
            node.children = self._nodes(those, depth + 1, within or state)
            made.append((state, node))
        nodes: list[Node] = []
        for state, several in groupby(made, lambda one: one[0]):
            joined = _joined([node for _, node in several])
            nodes += [marked(state, joined)] if state and not within else joined
        return nodes

    def _shell(self, element: Element, state: str) -> Element:
        if state == DELETED:
            return removed(element, self._remains, deep=False) or Element("span")
        copy = Element(element.tag, dict(element.attributes))
        old = self._elements.old(element) if state == KEPT and element.tag == "a" else None
        if old is not None:
            was, now = old.attributes.get("href", ""), element.attributes.get("href", "")
            if self._before(was) != self._after(now):
                copy.attributes |= {MARK: "link", WAS_LINK: was}
        return copy

    def _leaf(self, piece: Piece) -> list[Node]:
        node = piece.token.node
        if piece.state == DELETED:
            return removed_nodes([node], self._remains)
        if isinstance(node, Element) and piece.old is not None and isinstance(piece.old.node, Element):
            was, now = description(piece.old.node), description(node)
            if was != now:
                return _described(node, was or "", now or "")
        return [node]


def description(element: Element) -> str | None:
    """The alternative text of the image that an element is or holds."""
    return next((one.attributes.get("alt", "") for one in element if one.tag == "img"), None)


def _described(element: Element, was: str, now: str) -> list[Node]:
    """An image whose description changed, and the change."""
    image = next(one for one in element if one.tag == "img")
    image.attributes |= {MARK: "alt", WAS_ALT: was}
    return [element, Element("span", {MARK: NOTE, "class": "diff-alt"}, list(_told(was, now)))]


def _told(old: str, new: str) -> Iterator[Node]:
    """The words of two short texts, told apart."""
    for step in compare_texts(old, new):
        if isinstance(step, Kept):
            yield step.new.text or " "
            continue
        for state, tokens in ((DELETED, step.old), (INSERTED, step.new)):
            if tokens:
                yield Element(state, {}, ["".join(str(token.node) for token in tokens)])


def _shared(one: Sequence[Element], other: Sequence[Element]) -> int:
    """How many of the elements around two pieces are the same."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first is not second:
            break
        count += 1
    return count


def _joined(nodes: list[Node]) -> list[Node]:
    """Nodes with the texts between elements in one."""
    joined: list[Node] = []
    for is_text, several in groupby(nodes, lambda node: type(node) is str):
        those = list(several)
        joined += ["".join(map(str, those))] if is_text else those
    return joined
