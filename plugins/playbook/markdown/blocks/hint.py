"""`{% hint style="…" %}`: a box that stands out (gitbook-format.md §6.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.markdown import icons
from playbook.markdown.block import Attribute, Block, Value
from playbook.markdown.tree import add_class, is_heading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer
    from playbook.markdown.tree import Node


STYLES = ("info", "success", "warning", "danger")


class Hint(Block):
    """A note, told apart by style; assistive technology hears the style's name."""

    names = ("hint",)
    attributes = {
        "style": Attribute("info", STYLES),
        "icon": Attribute(value=Value.ICON),
    }

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        box(to, values["style"], values["icon"])


def box(to: Renderer, style: str, icon: str, *, raw: str = "") -> Node:
    """Open the box of a hint.

    Args:
        to: Where to write.
        style: One of the four.
        icon: An icon of its own; that of the style when it is empty or not known.
        raw: The element's name when it was written as raw HTML (§18).
    """
    attributes = {"class": f"gb-hint gb-hint--{style}", "role": "note", "aria-label": to.words[style]}
    node = to.tree.push("div", attributes, block="hint", raw=raw, on_close=_head)
    if icon and icons.write(to.tree, icon, "gb-icon gb-hint__icon", fallback=""):
        add_class(node.element, "gb-hint--icon")
    return node


def _head(node: Node) -> None:
    """A heading that comes first is the head of the box."""
    children = [child for child in node.element if "gb-hint__icon" not in child.get("class", "")]
    if children and is_heading(children[0]) and not (node.element.text or "").strip():
        add_class(node.element, "gb-hint--titled")
        add_class(children[0], "gb-hint__title")
