"""`{% hint style="…" %}`: a box that stands out (gitbook-format.md §6.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.markdown.block import Attribute, Block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer


class Hint(Block):
    """A note, told apart by style; assistive technology hears the style's name."""

    names = ("hint",)
    attributes = {
        "style": Attribute("info", ("info", "success", "warning", "danger")),
        "icon": Attribute(),
    }

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        style = values["style"]
        to.tree.push(
            "div", {"class": f"gb-hint gb-hint--{style}", "role": "note", "aria-label": to.words[style]}, block="hint"
        )
