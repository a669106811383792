"""Marked pages as text, in the form of `git diff --word-diff`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook.review.difference import is_beside
from playbook.review.difference.blocks import BLOCKS, HEADINGS
from playbook.review.difference.lines import NOTE, WAS_LINK
from playbook.review.difference.marked import FILLER, MOVED_AWAY, MOVED_HERE
from playbook.review.difference.nodes import MARK, Element, Raw, fragment
from playbook.review.difference.removed import WAS_TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


SIGNS = {"del": ("[-", "-]"), "ins": ("{+", "+}")}
"""As git writes them."""
_MOVED = {MOVED_AWAY: "moved from here: ", MOVED_HERE: "moved here: "}
_CELLS = frozenset({"td", "th"})
_WITHOUT_TEXT = frozenset({"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"})
"""Elements in which only white space stands between others."""


def lines(html: str, paint: Callable[[str, str], str] = lambda text, _: text) -> Iterator[str]:
    """The lines of a marked page in which something changed, below `@@ heading @@` of where they stand.

    Args:
        html: The marked page.
        paint: Colours a text that is `ins`, `del`, `moved` or `heading`.
    """
    writer = _Writer()
    writer.write(fragment(html, ours=True), "", is_code=False)
    writer.end()
    heading = told = ""
    for is_heading, pieces in writer.lines:
        if is_heading:
            heading = "".join(text for state, text in pieces if state != "del").lstrip("# ").rstrip()
        if any(state for state, _ in pieces):
            if heading and heading != told and not is_heading:
                yield paint(f"@@ {heading} @@", "heading")
            told = heading
            yield "".join(_signed(state, text, paint) for state, text in pieces).strip()


def _signed(state: str, text: str, paint: Callable[[str, str], str]) -> str:
    before, after = SIGNS.get(state, ("", ""))
    return paint(f"{before}{text}{after}", state) if state else text


class _Writer:
    """Breaks a marked page into lines of pieces, each with what became of it."""

    def __init__(self) -> None:
        self.lines: list[tuple[bool, list[tuple[str, str]]]] = []
        self._pieces: list[tuple[str, str]] = []
        self._prefix = ""
        self._is_heading = False

    def write(self, element: Element, state: str, *, is_code: bool) -> None:
        """Write what is in an element.

        Args:
            element: Which one.
            state: What became of it.
            is_code: Whether white space in it counts.
        """
        for child in element.children:
            if isinstance(child, Element):
                self._element(child, state, is_code=is_code)
            elif element.tag not in _WITHOUT_TEXT and not isinstance(child, Raw):
                self._text(child, state, is_code=is_code)

    def _element(self, element: Element, state: str, *, is_code: bool) -> None:
        mark, tag = element.attributes.get(MARK, ""), element.tag
        if mark == FILLER or is_beside(element):
            return
        if mark == NOTE:
            self._note(element)
            return
        is_block = tag in BLOCKS and tag not in _CELLS
        if is_block:
            self._begin_line(tag)
        elif tag in _CELLS and self._pieces:
            self._add(" | ", "")
        state = self._begin(element, mark, state)
        if element.attributes.get(WAS_TAG) != "img":
            self.write(element, state, is_code=is_code or tag == "pre")
        if WAS_LINK in element.attributes:
            self._add(" (", "")
            self._add(element.attributes[WAS_LINK], "del")
            self._add(element.attributes.get("href", ""), "ins")
            self._add(")", "")
        if is_block:
            self.end()
            self._prefix = ""

    def _begin_line(self, tag: str) -> None:
        self.end()
        self._is_heading = tag in HEADINGS
        self._prefix = f"{'#' * int(tag[1])} " if self._is_heading else "* " if tag == "li" else self._prefix

    def _note(self, note: Element) -> None:
        """Write a description that changed; its `<ins>` and `<del>` have no marks."""
        self._add("![", "")
        for child in note.children:
            state, text = (child.tag, child.text()) if isinstance(child, Element) else ("", child)
            self._text(text, state, is_code=False)
        self._add("]", "")

    def _begin(self, node: Element, mark: str, state: str) -> str:
        """Write what stands before the content of an element; what became of the content."""
        if mark in _MOVED:
            self._prefix += _MOVED[mark]
            return "moved"
        if mark == "look":
            self._add("other form: ", "moved")
        elif mark in SIGNS:
            state = mark
        if (node.tag == "img" and mark != "alt") or node.attributes.get(WAS_TAG) == "img":
            self._add(f"![{node.attributes.get('alt') or node.text()}]", state)
        elif node.tag == "br":
            self._add(" ", state)
        return state

    def _text(self, text: str, state: str, *, is_code: bool) -> None:
        if not is_code:
            self._add(re.sub(r"\s+", " ", text), state)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self.end()
            self._add(line, state)

    def _add(self, text: str, state: str) -> None:
        if not text or (text == " " and not self._pieces):
            return
        if self._prefix:
            self._pieces.append(("", self._prefix))
            self._prefix = ""
        if self._pieces and self._pieces[-1][0] == state:
            text = self._pieces.pop()[1] + text
        self._pieces.append((state, text))

    def end(self) -> None:
        """End the line."""
        if any(text.strip() for _, text in self._pieces):
            self.lines.append((self._is_heading, self._pieces))
        self._pieces, self._is_heading = [], False
