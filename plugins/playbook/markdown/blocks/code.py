"""`{% code title="…" %}` around a fence (gitbook-format.md §6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.markdown.block import FLAG, Attribute, Block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer


class CodeBlock(Block):
    """Options for the code in it."""

    names = ("code",)
    attributes = {
        "title": Attribute(),
        "overflow": Attribute("scroll", ("scroll", "wrap")),
        "lineNumbers": FLAG,
        "fullWidth": FLAG,
        "expandable": FLAG,
    }

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        classes = ["gb-code"]
        if values["overflow"] == "wrap":
            classes.append("gb-code--wrap")
        if values["expandable"] == "true":
            classes.append("gb-code--expandable")
        if values["fullWidth"] == "true":
            classes.append("gb-full-width")
        to.tree.push("div", {"class": " ".join(classes)}, block="code").data.update(values)
