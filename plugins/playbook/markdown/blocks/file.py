"""`{% file src="…" %}`, with or without a caption (gitbook-format.md §6.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.normalize_url import normalizeLink

from playbook.markdown.block import Attribute, Block, Body, Value
from playbook.markdown.html import is_safe_url
from playbook.markdown.references import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer

_STEP = 1024


class File(Block):
    """A card for a download: its name, its kind and its size."""

    names = ("file",)
    attributes = {"src": Attribute(value=Value.FILE, required=True), "caption": Attribute()}
    body = Body.OPTIONAL

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        source = values["src"]
        reference = to.references.image(source) if source and is_safe_url(source) else None
        name = (reference.title if reference else "") or source.partition("?")[0].rpartition("/")[2] or to.words["file"]
        to.tree.push("figure", {"class": "gb-file"}, block="file")
        if reference is None or reference.kind is Kind.LOST:
            to.tree.add("span", {"class": "gb-lost", "title": to.words["lost_link"]}, name)
        else:
            attributes = {"class": "gb-file__link", "href": normalizeLink(reference.url)}
            download = {} if reference.kind is Kind.EXTERNAL else {"download": name}
            link = to.tree.push("a", attributes | download)
            to.tree.add("span", {"class": "gb-file__name"}, name)
            if about := _about(name, reference.size, to.words):
                to.tree.add("span", {"class": "gb-file__about"}, about)
            to.tree.pop(link)
        if has_body:
            to.tree.push("figcaption")
        elif values["caption"]:
            to.tree.add("figcaption", None, values["caption"])


def _about(name: str, size: int | None, words: Mapping[str, str]) -> str:
    """The kind and size of a file, as `PDF · 340 KB`."""
    stem, _, suffix = name.rpartition(".")
    parts = [suffix.upper()] if stem and suffix.isalnum() else []
    if size is not None:
        kilobytes = max(1, round(size / _STEP))
        large = kilobytes >= _STEP
        number = f"{kilobytes / _STEP:.1f}".replace(".", words["decimal"]) if large else str(kilobytes)
        parts.append(words["megabytes" if large else "kilobytes"].format(size=number))
    return " · ".join(parts)
