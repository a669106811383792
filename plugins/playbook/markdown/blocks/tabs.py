"""`{% tabs %}` and `{% tab title="…" %}` (gitbook-format.md §6.2), with the markup of Material's content tabs.

Until 2019 GitBook wrote `{% code-tabs %}` and `{% code-tabs-item title="…" %}` around code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from playbook.diagnostics import Problem
from playbook.markdown import icons
from playbook.markdown.block import FLAG, Attribute, Block, Value
from playbook.markdown.tree import Tree, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.markdown.model import Tag
    from playbook.markdown.render import Renderer


_NARROW, _ROOM, _ICON = 41, 4, 3
"""How many characters a telephone has room for in a row, and how many more than its title and its icon a label takes."""
_LONG = "tabbed-set tabbed-alternate gb-tabs--long"
"""A set whose labels stand one below the other there."""


class Tabs(Block):
    """A set of tabs: radio buttons, their labels, and a panel for each."""

    names = ("tabs",)
    former = ("code-tabs",)
    attributes = {"fullWidth": FLAG}

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        number = to.count("tabs")
        box = to.tree.push("div", {"class": "tabbed-set tabbed-alternate", "data-tabs": f"{number}:0"})
        labels = to.tree.add("div", {"class": "tabbed-labels"})
        panels = to.tree.push("div", {"class": "tabbed-content"}, block="tabs")
        panels.data.update(box=box.element, labels=labels, number=number)


class Tab(Block):
    """One tab. Its title stands in the panel too, for readers without styles, in print and in search."""

    names = ("tab",)
    former = ("code-tabs-item",)
    attributes = {"title": Attribute(), "icon": Attribute(value=Value.ICON), "slug": Attribute()}
    parent = "tabs"

    def problems(self, tag: Tag) -> Iterator[Problem]:
        yield from super().problems(tag)
        if not tag.attributes.get("title", "").strip():
            hint = 'say what it shows: `{% tab title="Windows" %}`'
            yield Problem("GB019", tag.span, "a tab has no title; its number is shown", hint)

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        tabs = to.tree.enclosing("tabs")
        if tabs is not None and tabs is to.tree.path[-1]:
            box, labels, number = tabs.data["box"], tabs.data["labels"], tabs.data["number"]
            count = len(labels) + 1
            identifier = f"__tabbed_{number}_{count}"
            radio = Element("input", {"id": identifier, "name": f"__tabbed_{number}", "type": "radio"})
            if count == 1:
                radio.set("checked", "checked")
            box.insert(count - 1, radio)
            box.set("data-tabs", f"{number}:{count}")
            label = Element("label", {"for": identifier})
            labels.append(label)
            writer = Tree(label)
            if values["icon"]:
                icons.write(writer, values["icon"], fallback="")
            writer.text(values["title"] or f"{count}")
            tabs.data["room"] = tabs.data.get("room", 0) + _ROOM + len(plain(label)) + (_ICON if values["icon"] else 0)
            if tabs.data["room"] > _NARROW:
                box.set("class", _LONG)
        to.tree.push("div", {"class": "tabbed-block"} | ({"id": to.anchor} if to.anchor else {}), block="tab")
        if values["title"]:
            to.tree.add("p", {"class": "gb-tab-title"}, values["title"])
