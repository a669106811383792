"""The prose of a page, as readers get it, and where each character of it is written.

Marks of Markdown and tags of HTML are left out, and what is not prose (code, formulas, pictures, addresses, values of
expressions, words in another language) is one character, so that a rule about words, spaces and signs needs to know
nothing of either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from playbook.language import base_language
from playbook.markdown.html import VOID, End, Start, Text, events
from playbook.markdown.spans import Locator
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.token import Token

    from playbook.markdown.html import Event
    from playbook.markdown.parser import Parsed

OBJECT = "\ufffc"
"""What stands for something that is not prose (Unicode: object replacement character)."""

_BREAK = "\x1e"
"""What stands between two passages of one token, while it is read."""
_BLOCKS = frozenset(
    "blockquote button caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol option p pre select"
    " summary table tbody td tfoot th thead tr ul".split()
)
_LITERAL = frozenset("code kbd pre samp tt var".split())
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});"
_ENTITIES = re.compile(_ENTITY)
_MARKS = re.compile(
    rf"{_ENTITY}|(?<![\w:/]):[a-z0-9_+-]{{1,60}}:(?![\w:/])|\\[!-/:-@\[-`{{-~]|\*+|~~+|(?<!\w)_+|_+(?!\w)"
)

_Piece = tuple[int, int, str]
"""A stretch of the content of a token, and what readers get in its place."""


@dataclass(frozen=True)
class Passage:
    """A text that readers take in as one: a paragraph, a heading, a cell."""

    text: str
    links: tuple[tuple[int, int], ...]
    """Where the texts of links stand in it, in order; they are often titles, and then in any language."""
    _token: _Text = field(repr=False)
    _first: int
    """Where the passage begins in the text of its token."""
    _locate: Callable[[int], int] = field(repr=False)
    _offset: int = 0
    """Where what `_locate` knows begins in the source."""

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the text is written; a place between two characters is before the second."""
        token, first, last = self._token, start + self._first, end + self._first - 1
        at = self._locate(token.places[first]) + self._offset
        if start == end:
            return Span(at, at)
        return Span(at, self._locate(token.places[last] + token.lengths.get(last, 1) - 1) + 1 + self._offset)


def passage_of(written: Iterable[_Piece]) -> Passage:
    """A text whose characters are written here and there: of each, where it begins, where it ends, and what it is."""
    text = _Text("")
    for start, end, shown in written:
        text.put(start, end, shown)
    return Passage("".join(text.parts), (), text, 0, lambda at: at)


def passages(parsed: Parsed, language: str = "", offset: int = 0) -> Iterator[Passage]:
    """The prose of a page, in order.

    Args:
        parsed: The page.
        language: That of the page (`fr`); an element in another one (`lang`) is not prose of it.
        offset: Where the text of the page begins in its source, whose places are given.
    """
    reader = _Reader(language)
    cell_end = (-1, 0)
    in_cell = False
    for token in parsed.tokens:
        if token.type in ("td_open", "th_open"):
            in_cell = True
        if token.type not in ("inline", "html_block"):
            continue
        after = cell_end[1] if in_cell and token.map and token.map[0] == cell_end[0] else 0
        locate = Locator(parsed.text, parsed.line_starts, token, after)
        if in_cell and token.map:  # the next cell on the line may have the same text
            cell_end = (token.map[0], locate(len(token.content)))
        in_cell = False
        pieces, links = reader.read(token)
        marks = _MARKS if token.type == "inline" else _ENTITIES
        yield from _passages(token.content, pieces, links, locate, marks, offset)


class _Reader:
    """Divides the content of tokens into pieces."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.pieces: list[_Piece] = []
        self.open: list[str] = []
        """The elements that are open from the outermost one that holds no prose."""
        self.since = 0
        """Where that one begins."""

    def read(self, token: Token) -> tuple[list[_Piece], list[tuple[int, int]]]:
        """The pieces that readers do not get as they are written, in order, and the texts of links."""
        self.pieces, self.since = [], 0
        before = [*self.open]
        links: list[tuple[int, int]] = []
        if token.type == "html_block":
            for event in events(token.content):
                self._event(event, 0)
        else:
            links = list(self._inline(token))
        if self.open:
            self._hide(len(token.content))
        if token.type == "inline":
            self.open = before  # what a paragraph does not close ends with it
        return sorted(self.pieces), links

    def _hide(self, end: int) -> None:
        """What began at `since` is not prose, and neither is anything in it."""
        while self.pieces and self.pieces[-1][0] >= self.since:
            self.pieces.pop()
        self.pieces.append((self.since, end, OBJECT))

    def _inline(self, token: Token) -> Iterator[tuple[int, int]]:
        content = token.content
        links: list[tuple[int, int]] = []
        for child in token.children or []:
            if "span" not in child.meta:
                continue
            start, end = child.meta["span"]
            if child.type == "html_inline":
                for event in events(child.content):
                    self._event(event, start)
            elif child.type == "link_open" and content.startswith("[", start):
                links.append((start, end))
            elif not self.open:
                if child.type == "expression":  # its place is that of the text in its element
                    start, end = content.rfind("<", 0, start), content.find(">", end) + 1
                self.pieces.append((start, end, OBJECT))
        skipped = {start: end for start, end, _ in self.pieces}
        for start, end in links:
            label = _label_end(content, start, end, skipped)
            self.pieces += ((start, start + 1, ""), (label, end, ""))
            yield start + 1, label

    def _event(self, event: Event, offset: int) -> None:
        """Read a part of raw HTML that begins at an offset."""
        start, end = event.span.start + offset, event.span.end + offset
        match event:
            case Start():
                leaves = event.is_empty or event.name in VOID
                if self.open or (not leaves and self._holds_no_prose(event)):
                    self.since = self.since if self.open else start
                    self.open += [] if leaves else [event.name]
                    return
                shown = _BREAK if event.name in _BLOCKS else {"br": "\n", "img": OBJECT}.get(event.name, "")
                self.pieces.append((start, end, shown))
            case End():
                if event.name in self.open:
                    del self.open[len(self.open) - 1 - self.open[::-1].index(event.name) :]
                    if not self.open:
                        self._hide(end)
                elif not self.open:
                    self.pieces.append((start, end, _BREAK if event.name in _BLOCKS else ""))
            case Text():
                pass
            case _:
                self.pieces.append((start, end, ""))

    def _holds_no_prose(self, event: Start) -> bool:
        if "lang" in event.attributes and self.language:
            return base_language(event.attributes["lang"].text) != self.language
        return event.name in _LITERAL or (event.name == "i" and "class" in event.attributes)


def _label_end(content: str, start: int, end: int, skipped: dict[int, int]) -> int:
    """Where the `]` after the text of a link is."""
    depth, at = 0, start
    while at < end:
        if at != start and skipped.get(at, 0) > at:
            at = skipped[at]
            continue
        match content[at]:
            case "\\":
                at += 1
            case "[":
                depth += 1
            case "]":
                depth -= 1
                if not depth:
                    return at
        at += 1
    return end


def _shown(mark: str) -> str:
    """What readers get of a mark: of an escaped character that one, of a short name an emoji."""
    match mark[0]:
        case "\\":
            return mark[1]
        case ":":
            return OBJECT
        case "&":
            text = unescape(mark)
            return text if len(text) == 1 else OBJECT
        case _:
            return ""


class _Text:
    """The text that readers get of a token, put together from left to right."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.parts: list[str] = []
        self.places: list[int] = []
        self.lengths: dict[int, int] = {}

    def add(self, start: int, end: int, marks: re.Pattern[str]) -> None:
        """Add a stretch of the content without its marks."""
        for mark in marks.finditer(self.content, start, end):
            self._add(start, mark.start())
            start = mark.end()
            self.put(mark.start(), start, _shown(mark[0]))
        self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        self.parts.append(self.content[start:end])
        self.places += range(start, end)

    def put(self, start: int, end: int, shown: str) -> None:
        """Add one character, or none, that stands for a stretch of the content."""
        if shown:
            self.lengths[len(self.places)] = end - start
            self.parts.append(shown)
            self.places.append(start)


def _passages(
    content: str,
    pieces: list[_Piece],
    links: list[tuple[int, int]],
    locate: Locator,
    marks: re.Pattern[str],
    offset: int,
) -> Iterator[Passage]:
    text = _Text(content)
    position = 0
    for start, end, shown in pieces:
        if start >= position:
            text.add(position, start, marks)
            text.put(start, end, shown)
            position = end
    text.add(position, len(content), marks)
    places = text.places
    inside = [(bisect_left(places, first), bisect_left(places, last)) for first, last in sorted(links)]
    start = number = 0
    for part in "".join(text.parts).split(_BREAK):
        end = start + len(part)
        own = []
        while number < len(inside) and inside[number][0] < end:
            own.append((inside[number][0] - start, min(inside[number][1], end) - start))
            number += 1
        if part.strip():
            yield Passage(part, tuple(own), text, start, locate, offset)
        start = end + 1
