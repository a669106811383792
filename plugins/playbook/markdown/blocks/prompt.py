"""`{% prompt description="…" %}` around a fence (gitbook-format.md §6.12): a text for an assistant, to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.markdown import icons
from playbook.markdown.block import FLAG, Attribute, Block, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer


class Prompt(Block):
    """A text that is closed until the reader wants it."""

    names = ("prompt",)
    attributes = {
        "description": Attribute(required=True),
        "icon": Attribute(value=Value.ICON),
        "openInAIProviders": FLAG,
        "defaultExpanded": Attribute("hidden", ("hidden", "partial", "full")),
    }

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        expanded = values["defaultExpanded"]
        attributes = {"class": f"gb-prompt gb-prompt--{expanded}"} | ({"open": "open"} if expanded == "full" else {})
        to.tree.push("details", attributes, block="prompt")
        summary = to.tree.push("summary")
        icons.write(to.tree, values["icon"] or "wand-magic-sparkles", fallback="")
        to.tree.text(values["description"] or to.words["prompt"])
        to.tree.pop(summary)
