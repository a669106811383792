"""`{% embed url="…" %}`, with or without a caption (gitbook-format.md §6.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playbook.markdown.block import FLAG, Attribute, Block, Body, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer


class Embed(Block):
    """A card that leads to the content elsewhere: nothing is loaded from a third party (DESIGN.md, decision 8)."""

    names = ("embed",)
    attributes = {"url": Attribute(value=Value.LINK, required=True), "caption": Attribute(), "fullWidth": FLAG}
    body = Body.OPTIONAL

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.tree.push("figure", {"class": "gb-embed"}, block="embed")
        url = values["url"]
        link = to.link(url, {"class": "gb-embed__link"})
        to.tree.add("span", {"class": "gb-embed__site"}, _site(url) or to.words["embed"])
        to.tree.add("span", {"class": "gb-embed__url"}, url)
        to.tree.pop(link)
        if has_body:
            to.tree.push("figcaption")
        elif values["caption"]:
            to.tree.add("figcaption", None, values["caption"])


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
