"""HTML as a tree that is cheap to take apart: read by a parser of the HTML Living Standard, written as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from playbook.markdown.html import VOID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

DEEPEST = 80
"""Levels of elements that are looked at; what lies deeper is compared as one piece."""
MARK = "data-diff"
"""Begins the names of the attributes that are ours; in a page that is read they are dropped, so that none is forged."""

RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
"""Elements whose text is written as it is (HTML Living Standard, 13.3)."""
_KEEPS_LINE = frozenset({"pre", "textarea", "listing"})
"""Elements after whose start tag a reader drops a line end."""


class Raw(str):
    """Markup that nobody looks into."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Element:
    """An element of a page."""

    tag: str
    """In small letters but for some of SVG's; empty for a mere sequence of nodes."""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """The element and all elements in it, as they stand in the page."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def text(self) -> str:
        """All text in it."""
        pieces: list[str] = []
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, Element):
                stack += reversed(node.children)
            elif not isinstance(node, Raw):
                pieces.append(node)
        return "".join(pieces)


Node = Element | str


def fragment(html: str, *, ours: bool = False) -> Element:
    """Read a part of a page, as it stands in its `<body>`.

    Args:
        html: Its markup.
        ours: Whether it is a marked page, whose marks are wanted.
    """
    # A fragment by itself would be read in quirks mode, in which a table may stand in a paragraph.
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    return _read(body, "", ours=ours)


def document(html: str) -> Element:
    """Read a whole page: its `<html>` element."""
    return _read(LexborHTMLParser(html).root, "html", ours=True)


def write(node: Node) -> str:
    """The markup of a node."""
    pieces: list[str] = []
    stack: list[tuple[Node, str]] = [(node, "")]
    while stack:
        one, parent = stack.pop()
        if isinstance(one, Element):
            if one.tag:
                pieces.append(_start(one))
                if one.tag in VOID:
                    continue
                stack.append((Raw(f"</{one.tag}>"), ""))
            stack += [(child, one.tag or parent) for child in reversed(one.children)]
        elif isinstance(one, Raw) or parent in RAW_TEXT:
            pieces.append(one)
        else:
            pieces.append(one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return "".join(pieces)


def _start(element: Element) -> str:
    attributes = "".join(f' {name}="{_quoted(value)}"' for name, value in element.attributes.items())
    first = element.children[0] if element.children else ""
    line = "\n" if element.tag in _KEEPS_LINE and isinstance(first, str) and first.startswith("\n") else ""
    return f"<{element.tag}{attributes}>{line}"


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _read(root: LexborNode | None, tag: str, *, ours: bool) -> Element:
    def attributes(node: LexborNode) -> dict[str, str]:
        named = node.attributes.items()
        return {name: value or "" for name, value in named if ours or not name.startswith(MARK)}

    made = Element(tag)
    if root is None:
        return made
    if tag:
        made.attributes = attributes(root)
    stack: list[tuple[LexborNode | None, Element, int]] = [(root.first_child, made, 0)]
    while stack:
        node, parent, depth = stack.pop()
        while node is not None:
            if node.is_text_node:
                _add_text(parent, node.text_content or "")
            elif node.is_element_node:
                name = node.tag or "span"
                if depth >= DEEPEST or name == "template":  # the parser keeps what is in a template elsewhere
                    parent.children.append(Raw(node.html or ""))
                else:
                    element = Element(name, attributes(node))
                    parent.children.append(element)
                    stack.append((node.next, parent, depth))
                    parent, depth, node = element, depth + 1, node.first_child
                    continue
            node = node.next
    return made


def _add_text(parent: Element, text: str) -> None:
    """Text that comments divide is one."""
    before = parent.children[-1] if parent.children else None
    if isinstance(before, str) and not isinstance(before, Raw):
        parent.children[-1] = before + text
    elif text:
        parent.children.append(text)
