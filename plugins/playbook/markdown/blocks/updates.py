"""`{% updates %}` and `{% update date="2026-04-22" %}` (gitbook-format.md §6.11): what changed, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.markdown.block import Attribute, Block
from playbook.markdown.dates import FORMATS, parse_date, show_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.markdown.model import Tag
    from playbook.markdown.render import Renderer


class Updates(Block):
    """A timeline."""

    names = ("updates",)
    attributes = {"format": Attribute("full", FORMATS)}

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.tree.push("div", {"class": "gb-updates"}, block="updates").data["format"] = values["format"]


class Update(Block):
    """What changed on one day: the date and the tags beside the text."""

    names = ("update",)
    attributes = {"date": Attribute(required=True), "tags": Attribute()}
    parent = "updates"

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        timeline = to.tree.enclosing("updates")
        to.tree.push("article", {"class": "gb-update"}, block="update")
        tags = [tag.strip() for tag in values["tags"].split(",") if tag.strip()]
        if values["date"].strip() or tags:
            about = to.tree.push("div", {"class": "gb-update__about"})
            _date(values["date"].strip(), timeline.data["format"] if timeline else "full", to)
            if tags:
                chips = to.tree.push("ul", {"class": "gb-chips"})
                for tag in tags:
                    to.tree.add("li", {"class": "gb-chip"}, to.references.tag(tag))
                to.tree.pop(chips)
            to.tree.pop(about)
        to.tree.push("div", {"class": "gb-update__body"})

    def problems(self, tag: Tag) -> Iterator[Problem]:
        yield from super().problems(tag)
        date = tag.attributes.get("date", "").strip()
        if date and parse_date(date) is None:
            yield Problem(
                "GB024",
                tag.value_spans["date"],
                f'"{date}" is not a date; it is shown as it is written',
                'write year, month and day: `date="2026-04-22"`',
            )


def _date(written: str, kind: str, to: Renderer) -> None:
    date = parse_date(written)
    if date is not None:
        to.tree.add("time", {"datetime": date.isoformat()}, show_date(date, kind, to.words))
    elif written:
        to.tree.add("span", {"class": "gb-update__date"}, written)
