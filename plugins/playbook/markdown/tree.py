"""An element tree that is built in source order from Markdown tokens, GitBook tags and raw HTML.

The tree owns nesting: closing an element closes all that is open in it, and closing what is
already closed does nothing. So a tag may end in a list, and raw HTML may be cut off anywhere,
and the result is well-formed all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_DEPTH = 120
"""Elements nested deeper are left out (their content stays), since serializers are recursive."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
"""White space that may break, unlike the no-break spaces before French signs."""
_ENTITY = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


def literal(text: str) -> str:
    """Text for Python-Markdown's serializer, which leaves alone what looks like an entity."""
    return _ENTITY.sub("&amp;", text) if "&" in text else text


@dataclass(slots=True, eq=False)
class Node:
    """An element that is or was open."""

    element: Element
    depth: int
    raw: str = ""
    """The name of the element when it was written as raw HTML."""
    block: str = ""
    """The name of the tag when a block opened it."""
    data: dict[str, Any] = field(default_factory=dict)
    """What the block keeps for the tags in it."""
    on_close: Callable[[Node], None] | None = None


class Tree:
    """A cursor that writes into an element tree."""

    def __init__(self, root: Element) -> None:
        self.path = [Node(root, 0)]

    @property
    def top(self) -> Element:
        """The innermost open element."""
        return self.path[-1].element

    def push(
        self,
        tag: str,
        attributes: Mapping[str, str] | None = None,
        *,
        raw: str = "",
        block: str = "",
        on_close: Callable[[Node], None] | None = None,
    ) -> Node:
        """Open an element. Beyond `MAX_DEPTH` nothing is opened, and the content goes to the parent."""
        if len(self.path) > MAX_DEPTH:
            element, on_close = self.top, None
        else:
            element = SubElement(self.top, tag, {k: literal(v) for k, v in (attributes or {}).items()})
        node = Node(element, len(self.path), raw, block, {}, on_close)
        self.path.append(node)
        return node

    def push_away(self, raw: str) -> None:
        """Open an element that is in no tree: what is written into it is lost."""
        self.path.append(Node(Element(raw), len(self.path), raw))

    def push_through(self) -> Node:
        """Open nothing: what is written goes to the parent, and what is left open in it ends with it."""
        node = Node(self.top, len(self.path))
        self.path.append(node)
        return node

    def pop(self, node: Node) -> None:
        """Close an element and all that is open in it."""
        if node.depth < len(self.path) and self.path[node.depth] is node:
            while len(self.path) > node.depth:
                closed = self.path.pop()
                if closed.on_close:
                    closed.on_close(closed)

    def finish(self) -> None:
        """Close everything; of equal ids, which raw HTML may bring, the first stays, where links lead anyway."""
        if len(self.path) > 1:
            self.pop(self.path[1])
        seen: set[str] = set()
        for element in self.path[0].element.iter():
            identifier = element.get("id")
            if identifier is None:
                continue
            if identifier in seen:
                del element.attrib["id"]
            seen.add(identifier)

    def add(self, tag: str, attributes: Mapping[str, str] | None = None, text: str = "") -> Element:
        """Write an element with nothing but text in it."""
        element = SubElement(self.top, tag, {k: literal(v) for k, v in (attributes or {}).items()})
        element.text = literal(text)
        return element

    def text(self, text: str) -> None:
        """Write text."""
        self.markup(literal(text))

    def markup(self, text: str) -> None:
        """Write text as it is: a placeholder of Python-Markdown's stash, or text already made literal."""
        top = self.top
        if len(top):
            top[-1].tail = (top[-1].tail or "") + text
        else:
            top.text = (top.text or "") + text

    def enclosing(self, block: str) -> Node | None:
        """The innermost open element that a block of this name opened."""
        return next((node for node in reversed(self.path) if node.block == block), None)

    def inside(self, *tags: str) -> bool:
        """Whether an element of one of these names is open."""
        return any(node.element.tag in tags for node in self.path)


def replace_content(element: Element, text: str) -> None:
    """Make text the whole content of an element."""
    for child in list(element):
        element.remove(child)
    element.text = literal(text)


def single_spaced(text: str) -> str:
    """A text with single spaces, and the no-break spaces that it has."""
    return _SPACE.sub(" ", text).strip()


def plain(element: Element) -> str:
    """The text of an element with single spaces, for Python-Markdown's serializer like any text of the tree."""
    return single_spaced("".join(element.itertext()))


def remove_all(root: Element, child: Element) -> None:
    """Take an element out of wherever it stands below `root`."""
    for parent in root.iter():
        if child in list(parent):
            parent.remove(child)
            return


def is_blank(element: Element) -> bool:
    """Whether an element shows nothing."""
    return not "".join(element.itertext()).strip() and not any(
        child.tag in ("img", "input", "video", "audio", "svg", "hr") for child in element.iter()
    )


def remove(parent: Element, child: Element) -> None:
    """Take an element out, leaving the text that follows it."""
    index = list(parent).index(child)
    tail = child.tail or ""
    parent.remove(child)
    if index:
        before = parent[index - 1]
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


QUIET = "gb-"
"""Before the name of a heading that stays out of the page's outline, until the outline is made."""


def is_heading(element: Element) -> bool:
    """Whether an element is a heading, be it in the outline or not."""
    return element.tag.removeprefix(QUIET) in HEADINGS


def name_headings(root: Element) -> None:
    """Give every heading its true name, once the outline of the page is made."""
    for element in root.iter():
        if str(element.tag).startswith(QUIET):  # a comment's is a function
            element.tag = element.tag.removeprefix(QUIET)


def wrap_strays(parent: Element, tag: str, name: str) -> None:
    """Put whatever is not `<tag>` into elements of that name, as a list needs it.

    Args:
        parent: A list.
        tag: The only element that may stand in it.
        name: The class of the elements that are made.
    """
    children = list(parent)
    strays = [child for child in children if child.tag != tag or (child.tail or "").strip()]
    if not strays and not (parent.text or "").strip():
        return
    parent[:] = []
    box: Element | None = None
    text, parent.text = parent.text or "", "\n"
    if text.strip():
        box = SubElement(parent, tag, {"class": name})
        box.text = text
    for child in children:
        tail, child.tail = child.tail or "", None
        if child.tag == tag:
            parent.append(child)
            box = None
        else:
            if box is None:
                box = SubElement(parent, tag, {"class": name})
            box.append(child)
        if tail.strip():
            if box is None:
                box = SubElement(parent, tag, {"class": name})
            if len(box):
                box[-1].tail = (box[-1].tail or "") + tail
            else:
                box.text = (box.text or "") + tail


def add_class(element: Element, name: str) -> None:
    """Add a class name to an element."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def drop_own_anchor(node: Node) -> None:
    """Take out the `<a id>` from which a heading has its id."""
    heading = node.element
    for child in heading:
        if child.get("id") == heading.get("id") and is_blank(child):
            remove(heading, child)
            break
    if len(heading):
        heading[-1].tail = (heading[-1].tail or "").rstrip() or None
    elif heading.text:
        heading.text = heading.text.rstrip()
