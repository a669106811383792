"""The places that our templates leave in pages for what is only known when every version is built.

A place is a comment with what may stand there, in the language of the page (`theme/partials/version.html`). It is filled
in the finished page, so that publishing a version does not build the others again.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Parts = Mapping[str, str | Mapping[str, str]]

_BEGIN, _END = b"<!--playbook:version:", b"-->"
_CLOSING = b"<!--/playbook:version:%s-->"
_ENCLOSING = frozenset({b"index"})
"""The places that have something inside, and an end."""
_FIELD = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a page."""

    name: str
    parts: Parts
    """What may stand there."""
    inside: str
    """What stands there now, for a version that is published by itself."""

    def part(self, name: str, **values: str) -> str:
        """A part with its fields filled in; they are escaped for HTML."""
        part = self.parts.get(name)
        if not isinstance(part, str):
            return ""
        return filled(part, {key: escape(value) for key, value in values.items()})

    def choice(self, name: str, key: str) -> str:
        """One of a group of texts; empty when there is none."""
        group = self.parts.get(name)
        return "" if group is None or isinstance(group, str) else group.get(key, "")


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its {fields} filled in, as far as they are known."""
    return _FIELD.sub(lambda field: values.get(field[1], field[0]), text)


def fill(html: bytes, content: Callable[[Place], str]) -> bytes:
    """A page with its places filled.

    Args:
        html: The page.
        content: What stands in a place.
    """
    made = []
    at = 0
    for begin, end, one in _places(html):
        made += [html[at:begin], content(one).encode()]
        at = end
    return b"".join([*made, html[at:]])


def place(html: bytes, name: str) -> Place | None:
    """A place of a page by its name; None when it has none."""
    return next((one for _, _, one in _places(html) if one.name == name), None)


def _places(html: bytes) -> Iterator[tuple[int, int, Place]]:
    """The places of a page: where each begins and ends."""
    at = 0
    closings: dict[bytes, int] = {}  # the last of each, so that a page full of beginnings is not searched for each
    while (begin := html.find(_BEGIN, at)) >= 0:
        at = end = html.find(_END, begin)
        if end < 0:
            return
        name, _, parts = html[begin + len(_BEGIN) : end].partition(b" ")
        end += len(_END)
        if not name.isalpha():
            continue
        inside = b""
        if name in _ENCLOSING:
            closing = _CLOSING % name
            if _last(closings, html, closing) < end:
                continue
            stop = html.find(closing, end)
            inside, end = html[end:stop], stop + len(closing)
        try:
            known = json.loads(parts or b"{}")
        except (ValueError, RecursionError):
            continue
        if not isinstance(known, dict):
            continue
        at = end
        yield begin, end, Place(name.decode(errors="replace"), known, inside.decode(errors="replace"))


def _last(known: dict[bytes, int], html: bytes, closing: bytes) -> int:
    if closing not in known:
        known[closing] = html.rfind(closing)
    return known[closing]
