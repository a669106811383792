"""The attributes of GitBook's own HTML: their values, and what is not in the repository (gitbook-format.md §8 to §10, §15, §18)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook.diagnostics import Edit, Problem
from playbook.markdown.attributes import COLOURS
from playbook.markdown.block import FLAG, Attribute, unknown_icon
from playbook.markdown.blocks.hint import STYLES
from playbook.markdown.html_blocks import NAMES
from playbook.markdown.icons import is_free
from playbook.markdown.spelling import alike, did_you_mean, nearest
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playbook.markdown.html import Start, Value

_SIDES = Attribute("left", ("left", "center", "right"))
_HEIGHTS = Attribute("top", ("top", "middle", "bottom"))
_VALUES: dict[str, dict[str, Attribute]] = {
    "table": {
        "data-view": Attribute("a table", ("cards",)),
        "data-card-size": Attribute("medium", ("large", "medium")),
        "data-card-wrap": Attribute("true", ("true", "false")),
        "data-search": Attribute("true for seven rows or more", ("true", "false")),
        "data-full-width": FLAG,
    },
    "th": {
        "data-type": Attribute("text", tuple("text number checkbox select users files rating content-ref image".split())),
        "align": _SIDES,
        "valign": _HEIGHTS,
    },
    "td": {
        "data-object-fit": Attribute("cover", ("contain", "fill", "cover")),
        "align": _SIDES,
        "valign": _HEIGHTS,
    },
    "div": {
        "data-tag": Attribute("no block", NAMES),
        "data-style": Attribute("info", STYLES),
        "data-full-width": FLAG,
        "data-with-frame": FLAG,
        "align": Attribute("center", _SIDES.allowed),
    },
    "img": {"data-size": Attribute("the whole width", ("line", "original"))},
    "pre": {
        "data-overflow": Attribute("scroll", ("wrap", "scroll")),
        "data-expandable": FLAG,
        "data-full-width": FLAG,
    },
}  # fmt: skip
"""The values that are read, and what is done with another one."""
_COLOUR = re.compile(r"(?:^|;)\s*(?:background-)?color\s*:\s*\$?([^;\s]*)")


def problems(event: Start, locate: Callable[[int], int]) -> Iterator[Problem]:
    """What is wrong with the attributes of an element.

    Args:
        event: Its start tag.
        locate: The offset in the source of one in the markup.
    """

    def place(value: Value) -> Span:
        return Span(locate(value.span.start), locate(value.span.end))

    for key, attribute in _VALUES.get(event.name, {}).items():
        value = event.attributes.get(key)
        if value is not None and value.text.lower() not in (*attribute.allowed, ""):
            near = nearest(value.text, attribute.allowed)
            yield Problem(
                "GB037",
                place(value),
                f'"{value.text[:50]}" is not a value of "{key}" in `<{event.name}>`; it is read as {attribute.default}',
                did_you_mean(near) or f"allowed are {', '.join(attribute.allowed)}",
                (Edit(place(value), near),) if near and alike(value.text, near) else (),
            )
    if event.name == "th" and "data-type" in event.attributes and event.attributes["data-type"].text == "users":
        yield Problem(
            "GB038",
            place(event.attributes["data-type"]),
            "the people in this column are known to GitBook only; a column without names is left out",
            "write their names into the cells, or delete the column",
        )
    yield from _colours(event, place)
    yield from _icons(event, place)


def _colours(event: Start, place: Callable[[Value], Span]) -> Iterator[Problem]:
    if event.name not in ("mark", "i") or "style" not in event.attributes:
        return
    value = event.attributes["style"]
    for match in _COLOUR.finditer(value.text):
        name = match[1].lower()
        if name and name not in COLOURS:
            near = did_you_mean(nearest(name, tuple(sorted(COLOURS))))
            message = f'"{name[:50]}" is no colour of GitBook\'s; the text keeps its own'
            yield Problem("GB039", place(value), message, near or f"there are {', '.join(sorted(COLOURS))}")


def _icons(event: Start, place: Callable[[Value], Span]) -> Iterator[Problem]:
    if event.name == "i":
        value = event.attributes.get("class")
    elif event.name in ("a", "button"):
        value = event.attributes.get("data-icon")
    else:
        return
    words = value.text.split() if value else []
    named = next((word for word in words if word.startswith("fa-")), "" if event.name == "i" else " ".join(words[:1]))
    name = named.removeprefix("fa-")
    if value is not None and name and not is_free(name):
        yield unknown_icon(name, place(value))
