"""Texts that a page includes: how many, how deep, and by which ids (gitbook-format.md §6.10).

The renderer and whoever asks which ids a page has follow the same rules in the same order: the
page's own ids stay, those of each included text are made free in the order of the texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook.markdown.slugs import Ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree.ElementTree import Element

MAX_DEPTH = 10
"""Texts that include one another."""
MAX_TEXTS = 200
"""Included texts of a page, so that texts that include others twice cannot multiply without end."""
MAX_CHARACTERS = 2_000_000
"""Their length in all."""

_NOTE = re.compile(r"#?fn(?:ref\d*)?:")
_TITLE = re.compile(r"(?:gb-)?h1")
_HEADING = re.compile(r"(?:gb-)?h[1-6]")
_ABROAD = re.compile(r"(?:https?|mailto):")


class Inclusions:
    """What one page has included so far."""

    def __init__(self, ids: Iterable[str]) -> None:
        """Begin with the page itself.

        Args:
            ids: Its own.
        """
        self._ids = Ids()
        self._ids.used.update(ids)
        self.open: list[str] = []
        """The texts that are being included, the outermost first."""
        self._texts = 0
        self._characters = 0
        self._renamed: dict[int, Element] = {}
        """The elements whose ids are final, by identity."""

    def enter(self, name: str, length: int, ids: Iterable[str]) -> dict[str, str] | None:
        """Begin to include a text.

        Args:
            name: The same for the same text, and for no other.
            length: Its characters.
            ids: Those that the text gives, in order.

        Returns:
            Its ids on the page by its own; None when it must not be included: it is being included
            already, or there are too many.
        """
        self._texts += 1
        self._characters += length
        if name in self.open or len(self.open) >= MAX_DEPTH:
            return None
        if self._texts > MAX_TEXTS or self._characters > MAX_CHARACTERS:
            return None
        self.open.append(name)
        return {identifier: self._ids.claim(identifier) for identifier in ids}

    def leave(self, elements: Iterable[Element] = (), names: Mapping[str, str] | None = None) -> None:
        """End the text that was begun last.

        Args:
            elements: What was made of it; ids, and links to them, become those of the page.
            names: What `enter` returned.
        """
        self.open.pop()
        for top in elements:
            for element in top.iter():
                if id(element) not in self._renamed:
                    self._renamed[id(element)] = element
                    self._rename(element, names or {})

    def _rename(self, element: Element, names: Mapping[str, str]) -> None:
        if _TITLE.fullmatch(str(element.tag)):  # a page has one title, its own
            element.tag = element.tag.replace("h1", "h2")
        for key in ("id", "href"):
            value = element.get(key, "")
            if _NOTE.match(value):
                element.set(key, f"{value}-{self._texts}")
            elif key == "id" and value in names:
                element.set(key, names[value])
            elif key == "href" and value.startswith("#") and value[1:] in names:
                element.set(key, f"#{names[value[1:]]}")


def make_anonymous(elements: Iterable[Element]) -> None:
    """Take from Markdown that is not the page's own what would make it part of the outline and of the ids.

    Headings become bold paragraphs; links that lead nowhere outside become plain text.
    """
    for top in elements:
        for element in list(top.iter()):
            element.attrib.pop("id", None)
            if _HEADING.fullmatch(str(element.tag)):
                element.tag = "p"
                element.set("class", "gb-api__title")
            elif element.tag == "a" and not _ABROAD.match(element.get("href", "")):
                element.tag = "span"
                element.attrib.clear()
            elif element.tag == "img" and not _ABROAD.match(element.get("src", "")):
                element.tag, element.text = "span", element.get("alt", "")
                element.attrib.clear()
