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
        to.tree.push("div", {"class": " ".join(code_classes(values))}, block="code").data.update(values)


def code_classes(values: Mapping[str, str]) -> list[str]:
    """The class names of the element around code."""
    classes = ["gb-code"]
    if values.get("overflow") == "wrap":
        classes.append("gb-code--wrap")
    if values.get("fullWidth") == "true":
        classes.append("gb-full-width")
    return classes


def code_options(data: Mapping[str, str]) -> dict[str, str]:
    """The options of `{% code %}` from the attributes of `<pre>` (§6.6)."""
    flags = {"lineNumbers": "data-line-numbers", "fullWidth": "data-full-width", "expandable": "data-expandable"}
    options = {name: "true" for name, key in flags.items() if data.get(key, "false") != "false"}
    return options | {"title": data.get("data-title", ""), "overflow": data.get("data-overflow", "")}
