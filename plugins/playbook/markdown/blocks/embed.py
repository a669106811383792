r"""`{% embed url="…" %}`, with or without a caption (gitbook-format.md §6.8).

Until 2019 GitBook wrote all it knew of the content as JSON: `{% embed data="{\"url\":\"…\"}" %}`.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from playbook.markdown.block import FLAG, Attribute, Block, Body, Value
from playbook.markdown.html import is_safe_url
from playbook.markdown.providers import is_video, player, provider

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.model import Tag
    from playbook.markdown.render import Renderer

_WRAPPED = re.compile(r"\s*(?:<([^<>\s]+)>|\[[^\]]*\]\(([^()\s]+)\))\s*")
"""An address that an editor has made a link of Markdown."""


class Embed(Block):
    """A card that leads to the content elsewhere: nothing is loaded from a third party (DESIGN.md, decision 8).

    Where the content can be shown in the page, `data-gb-player` has the address of its player, which
    a script loads when the reader asks for it. A video that was uploaded to GitBook is a video.
    """

    names = ("embed",)
    attributes = {"url": Attribute(value=Value.LINK, required=True), "caption": Attribute(), "fullWidth": FLAG}
    body = Body.OPTIONAL

    def current(self, tag: Tag) -> Tag:
        tag = super().current(tag)
        if wrapped := _WRAPPED.fullmatch(tag.attributes.get("url", "")):
            return replace(tag, attributes=tag.attributes | {"url": wrapped[1] or wrapped[2]})
        known = _data(tag.attributes.get("data", ""))
        if "url" in tag.attributes or "url" not in known:
            return tag
        attributes = {key: value for key, value in tag.attributes.items() if key != "data"} | known
        return replace(
            tag, attributes=attributes, value_spans=tag.value_spans | dict.fromkeys(known, tag.value_spans["data"])
        )

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        url = values["url"].strip()
        classes = "gb-embed gb-full-width" if values["fullWidth"] == "true" else "gb-embed"
        if is_video(url) and is_safe_url(url):
            to.tree.push("figure", {"class": f"{classes} gb-embed--video"}, block="embed")
            to.tree.add("video", {"src": url, "controls": "controls", "preload": "none"})
        else:
            source = player(url)
            attributes = {"data-gb-player": source, "data-gb-play": to.words["play"]} if source else {}
            to.tree.push("figure", {"class": classes} | attributes, block="embed")
            link = to.link(url, {"class": "gb-embed__link"})
            to.tree.add("span", {"class": "gb-embed__site"}, provider(url) or to.words["embed"])
            to.tree.add("span", {"class": "gb-embed__url"}, url)
            to.tree.pop(link)
        if has_body:
            to.tree.push("figcaption")
        elif values["caption"]:
            to.tree.add("figcaption", None, values["caption"])


def _data(text: str) -> dict[str, str]:
    """The address and the caption in the JSON of the older form; empty when it is none."""
    if not text:
        return {}
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return {}
    found = {key: data.get(key) for key in ("url", "caption")} if isinstance(data, dict) else {}
    return {key: value for key, value in found.items() if isinstance(value, str) and value}
