"""Buttons (gitbook-format.md §15): links, and the two actions that GitBook knows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from playbook.markdown import icons

if TYPE_CHECKING:
    from playbook.markdown.render import Renderer
    from playbook.markdown.tree import Node


def is_button(values: dict[str, str]) -> bool:
    """Whether the class of a link makes a button of it."""
    return "button" in values.get("class", "").split()


def open_link(values: dict[str, str], to: Renderer) -> Node:
    """Open a link that looks like a button; without a target it is one that cannot be used."""
    classes = _classes(values.get("class", ""))
    target = values.get("href")
    kept = {key: values[key] for key in ("id", "title", "download") if key in values}
    if target is None:
        attributes = {"class": f"{classes} gb-button--disabled", "aria-disabled": "true", "role": "link"}
        node = to.tree.push("span", kept | attributes, raw="a")
    else:
        node = to.link(target, kept | {"class": classes}, raw="a")
    _icon(values, to)
    return node


def open_action(values: dict[str, str], to: Renderer) -> Node:
    """Open a `<button>`.

    Searching is a link that a script turns into the search of the site (`data-gb-search` holds what
    to search for); asking GitBook's assistant is a search too, since there is none here.
    """
    classes = _classes(values.get("class", ""))
    if values.get("data-action") in ("search", "ask"):
        query = values.get("data-query", "")
        attributes = {"class": classes, "href": f"?q={quote_plus(query)}", "data-gb-search": query}
        node = to.tree.push("a", attributes, raw="button")
    else:
        node = to.tree.push("span", {"class": f"{classes} gb-button--disabled"}, raw="button")
    _icon(values, to)
    return node


def _classes(written: str) -> str:
    return "md-button md-button--primary" if "primary" in written.split() else "md-button"


def _icon(values: dict[str, str], to: Renderer) -> None:
    if values.get("data-icon"):
        icons.write(to.tree, values["data-icon"])
        to.tree.text(" ")
