"""Parts of the old page as they may stand in the new one: without ids, scripts, requests or anything that acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.markdown.html import ALLOWED
from playbook.review.difference.blocks import BLOCKS
from playbook.review.difference.nodes import MARK, Element, Raw

if TYPE_CHECKING:
    from collections.abc import Callable

    from playbook.review.difference.nodes import Node

WAS_TAG = f"{MARK}-tag"
"""The name of an element in whose place another stands."""

_ATTRIBUTES = frozenset(
    "align alt aria-hidden aria-label checked class colspan datetime dir disabled height hidden lang open reversed role"
    " rowspan scope start title type valign value width".split()
)
_KEPT = ALLOWED.union(BLOCKS, {"label", "legend"}) - {"form", "dialog", "video", "audio", "picture", "source"}
_DROPPED = frozenset("base head link meta noscript script source style template title track".split())
_DRAWINGS = frozenset({"svg", "math"})
_ACTING = frozenset("animate animatemotion animatetransform discard foreignobject handler image set use".split())
"""Elements of SVG that fetch, lead elsewhere or change others."""


@dataclass(frozen=True, slots=True)
class Remains:
    """How parts of the old page are taken over."""

    shown: Callable[[str], str]
    """The address at which something of the old version can still be had; "" when it cannot."""
    is_beside: Callable[[Element], bool]
    """Whether an element is no content."""


def removed(element: Element, remains: Remains, *, deep: bool = True) -> Element | None:
    """A copy of an element of the old page; None for what shows nothing.

    Args:
        element: Of the old page.
        remains: How it is taken over.
        deep: Whether what is in it is copied as well.
    """
    tag = element.tag
    if tag in _DROPPED or remains.is_beside(element):
        return None
    if tag in _DRAWINGS:
        return _drawing(element)
    if tag == "picture":
        image = next((one for one in element if one.tag == "img"), None)
        return _image(image, remains) if image is not None else None
    if tag == "img":
        return _image(element, remains)
    attributes = {name: value for name, value in element.attributes.items() if name in _ATTRIBUTES}
    if tag == "a":
        address = remains.shown(element.attributes.get("href", ""))
        attributes |= {"href": address} if address else {}
    elif tag == "input":
        attributes["disabled"] = ""
    elif tag not in _KEPT:
        attributes[WAS_TAG] = tag
        tag = "div" if tag in BLOCKS else "span"
    return Element(tag, attributes, removed_nodes(element.children, remains) if deep else [])


def removed_nodes(nodes: list[Node], remains: Remains) -> list[Node]:
    """Copies of nodes of the old page."""
    copies: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            copy = removed(node, remains)
            copies += [copy] if copy is not None else []
        elif not isinstance(node, Raw):
            copies.append(node)
    return copies


def _image(image: Element, remains: Remains) -> Element:
    """The image, or what it was described by."""
    attributes = {name: value for name, value in image.attributes.items() if name in _ATTRIBUTES}
    address = remains.shown(image.attributes.get("src", ""))
    if address:
        return Element("img", {"alt": "", **attributes, "src": address, "loading": "lazy"})
    kept = {name: value for name, value in attributes.items() if name == "class"}
    return Element("span", {**kept, WAS_TAG: "img"}, [attributes.get("alt", "")])


def _drawing(element: Element) -> Element:
    children: list[Node] = [
        _drawing(child) if isinstance(child, Element) else child
        for child in element.children
        if not isinstance(child, Raw)
        and not (isinstance(child, Element) and child.tag.lower() in _ACTING.union(_DROPPED))
    ]
    attributes = {
        name: value
        for name, value in element.attributes.items()
        if not name.lower().startswith(("on", "id", "style", "href", "xlink:", "src", "data-", "aria-labelledby"))
    }
    return Element("g" if element.tag == "a" else element.tag, attributes, children)
