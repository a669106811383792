"""`{% content-ref url="…" %}` and its forerunner `{% page-ref page="…" %}` (gitbook-format.md §6.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.markdown.block import Attribute, Block, Body, Value
from playbook.markdown.html import is_safe_url
from playbook.markdown.references import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer
    from playbook.markdown.tree import Node


class ContentRef(Block):
    """A card that leads to a page and shows its current title; the text between the tags is not shown."""

    names = ("content-ref",)
    attributes = {"url": Attribute(value=Value.LINK, required=True)}

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        card(values["url"], to, has_body=has_body)


class PageRef(Block):
    """The older form, without end tag."""

    names = ("page-ref",)
    attributes = {"page": Attribute(value=Value.LINK, required=True)}
    body = Body.NONE

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        card(values["page"], to, has_body=False)


def card(target: str, to: Renderer, *, has_body: bool) -> None:
    """Write the card; where the target's title is not known, the text between the tags serves."""
    reference = to.references.link(target) if target and is_safe_url(target) else None
    if reference is None or reference.kind is Kind.LOST:
        to.tree.push("div", {"class": "gb-card gb-card--lost"}, block="content-ref")
        to.tree.add("span", {"class": "gb-lost", "title": to.words["lost_link"]}, to.words["lost_page"])
        _hide_body(to, has_body=has_body)
        return
    title = reference.title or ("" if has_body else target)
    to.tree.push("div", {"class": "gb-card gb-card--" + reference.kind.value}, block="content-ref")
    if title:
        link = to.link(target, {"class": "gb-card__link"})
        to.tree.text(title)
        to.tree.pop(link)
        _hide_body(to, has_body=has_body)


def _hide_body(to: Renderer, *, has_body: bool) -> None:
    if has_body:
        to.tree.push("div", on_close=_take_out)


def _take_out(node: Node) -> None:
    node.element.clear()
    node.element.set("hidden", "hidden")
