"""An image of which the host knows the size, and lighter files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.normalize_url import normalizeLink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from markdown_it.token import Token

    from playbook.markdown.references import Reference
    from playbook.markdown.tree import Tree

COLUMN = 688
"""CSS pixels across that the text of a page takes on a screen."""
INLINE = "gb-image"
"""The class of images within a line, which are too small for lighter files to count."""
ADAPTIVE = "gb-adaptive"
"""The class of images with colours of their own for dark pages, which need no light ground there."""
WIDE = "gb-wide"
"""The class of images that fill the column, whatever their width is."""


def write_image(tree: Tree, reference: Reference, attributes: Mapping[str, str], *, first: bool) -> Element:
    """Write an image; with a size it takes its place before it is loaded, and with lighter files browsers choose.

    Args:
        tree: Where it goes.
        reference: What is known of it.
        attributes: As the page gives them, `alt` among them.
        first: Whether it is the first image of its page, which is loaded at once.
    """
    given = {"src": normalizeLink(reference.url), **attributes}
    if reference.adapts:
        _add_class(given, ADAPTIVE)
    if not reference.width or not reference.height:
        return tree.add("img", given)
    if given.get("width") == "100%":  # a height for it could not be told
        del given["width"]
        _add_class(given, WIDE)
    shown = _size(given, reference.width, reference.height)
    given.pop("width", None)
    given.pop("height", None)
    lazy = {} if first else {"loading": "lazy"}
    whole = {**given, **shown, **lazy, "decoding": "async"}
    if not reference.sources or INLINE in given.get("class", "").split():
        return tree.add("img", whole)
    own = None if tree.inside("picture") else tree.push("picture")
    write_sources(tree, reference, {}, shown.get("width", ""), lazy=not first)
    image = tree.add("img", whole)
    if own is not None:
        tree.pop(own)
    return image


def write_sources(
    tree: Tree, reference: Reference, attributes: Mapping[str, str], width: str = "", *, lazy: bool = True
) -> None:
    """Write the lighter files of an image.

    Args:
        tree: A `<picture>`.
        reference: What is known of the image.
        attributes: When they are for (`media`).
        width: That of the image, in CSS pixels, where it is known.
        lazy: Whether the image is loaded late, so that browsers can tell its width themselves.
    """
    for source in reference.sources:
        across = min(int(width) if width.isdecimal() else COLUMN, COLUMN)
        sizes = f"(min-width: {across + 32}px) {across}px, 100vw"
        srcset = ", ".join(f"{normalizeLink(url)} {pixels}w" for url, pixels in source.files)
        tree.add(
            "source",
            {"type": source.media_type, **attributes, "srcset": srcset, "sizes": f"auto, {sizes}" if lazy else sizes},
        )


def _add_class(given: dict[str, str], name: str) -> None:
    given["class"] = f"{given['class']} {name}" if "class" in given else name


def _size(given: Mapping[str, str], width: int, height: int) -> dict[str, str]:
    """Width and height in CSS pixels, in the proportions of the file; a share of the column is left as it is."""
    across, down = given.get("width", ""), given.get("height", "")
    if across and down:
        return {"width": across, "height": down}
    if across.isdecimal() and int(across):
        return {"width": across, "height": str(max(round(height * int(across) / width), 1))}
    if down.isdecimal() and int(down):
        return {"width": str(max(round(width * int(down) / height), 1)), "height": down}
    if across or down:
        return {"width": across} if across else {"height": down}
    return {"width": str(width), "height": str(height)}


def alternative(tokens: Sequence[Token]) -> str:
    """The alternative text of an image (CommonMark 0.31, §6.4)."""
    parts = []
    for token in tokens:
        if token.type == "image":
            parts.append(alternative(token.children or []))
        elif token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts)
