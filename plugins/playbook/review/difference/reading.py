"""A marked page with its changes accepted, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.review.difference.lines import DELETED, INSERTED, NOTE, WAS_ALT, WAS_LINK
from playbook.review.difference.marked import FILLER, MOVED_AWAY, MOVED_HERE, PAIR, RUN, WAS
from playbook.review.difference.nodes import MARK, Element, fragment, write
from playbook.review.difference.removed import WAS_TAG
from playbook.review.difference.stops import WITHOUT_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.review.difference.nodes import Node

_OF_NEITHER = frozenset({NOTE, FILLER})
_OF_OLD = frozenset({DELETED, MOVED_AWAY})
_OF_NEW = frozenset({INSERTED, MOVED_HERE})


def accept(marked: str) -> str:
    """The new page: what came stays, what is gone goes."""
    root = fragment(marked, ours=True)
    root.children = [node for child in root.children for node in _accepted(child)]
    return write(root)


def restore(marked: str) -> str:
    """The old page, but for ids, and for what cannot be had without the old version: addresses, scripts, embeds."""
    root = fragment(marked, ours=True)
    root.children = [node for child in root.children for node in _restored(child)]
    return write(root)


def _accepted(node: Node) -> Iterator[Node]:
    if not isinstance(node, Element):
        yield node
        return
    state = node.attributes.get(MARK, "")
    if state in _OF_NEITHER | _OF_OLD:
        return
    is_wrapper = state == PAIR or RUN in node.attributes or _is_mark(node)
    children = [one for child in node.children for one in _accepted(child)]
    if is_wrapper:
        yield from children
        return
    yield Element(node.tag, _unmarked(node), children)


def _restored(node: Node) -> Iterator[Node]:
    if not isinstance(node, Element):
        yield node
        return
    state = node.attributes.get(MARK, "")
    if state in _OF_NEITHER | _OF_NEW:
        return
    children = [one for child in node.children for one in _restored(child)]
    was = node.attributes.get(WAS_TAG) or node.attributes.get(WAS) or node.tag
    if state == PAIR or was == "run" or _is_mark(node):
        yield from children
        return
    attributes = _unmarked(node)
    for kept, name in ((WAS_LINK, "href"), (WAS_ALT, "alt")):
        if kept in node.attributes:
            attributes[name] = node.attributes[kept]
    if node.attributes.get(WAS_TAG) == "img":
        attributes["alt"], children = node.text(), []
    yield Element(was, attributes, children)


def _is_mark(element: Element) -> bool:
    """Whether an element only says what became of the words in it."""
    return element.tag in {INSERTED, DELETED} and MARK in element.attributes


def _unmarked(element: Element) -> dict[str, str]:
    ours = {"id"} if WITHOUT_ID in element.attributes else frozenset[str]()
    return {name: value for name, value in element.attributes.items() if not name.startswith(MARK) and name not in ours}
