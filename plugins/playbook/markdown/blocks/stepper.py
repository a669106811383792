"""`{% stepper %}` and `{% step %}` (gitbook-format.md §6.3): steps in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.markdown import icons
from playbook.markdown.block import Attribute, Block, Value
from playbook.markdown.tree import Node, wrap_strays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer


class Stepper(Block):
    """An ordered list, since the steps follow one another."""

    names = ("stepper",)

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.tree.push("ol", {"class": "gb-stepper"}, block="stepper", on_close=_only_steps)


class Step(Block):
    """One step. A heading at its beginning is its title, and stands in the outline of the page."""

    names = ("step",)
    attributes = {"icon": Attribute(value=Value.ICON)}
    parent = "stepper"

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.tree.push("li", {"class": "gb-step"}, block="step")
        if values["icon"]:
            icons.write(to.tree, values["icon"], "gb-icon gb-step__icon", fallback="")


def _only_steps(node: Node) -> None:
    wrap_strays(node.element, "li", "gb-step")
