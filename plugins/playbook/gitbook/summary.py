"""`SUMMARY.md`: the table of contents of a space (gitbook-format.md §4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from playbook.diagnostics import Problem
from playbook.gitbook.entries import NOWHERE, read_entry
from playbook.gitbook.positioned_yaml import read_yaml, typed
from playbook.markdown.slugs import strip_invisible
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.source import Source

MAX_DEPTH = 32
"""Levels of entries; six are seen (gitbook-format.md §4), and what lies deeper is put at this level."""

MAX_LENGTH = 10_000
"""Characters of one entry."""

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[*+-]|\d{1,9}[.)])(?P<gap>[ \t]+)(?P<text>\S.*)")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*))?")
_CLOSING_MARKS = re.compile(r"(?:^|[ \t])#+$")
_ANCHOR = re.compile(r"<a\s(?:[^>]*\s)?id=(?P<quote>[\"'])(?P<id>[^\"'>]*)(?P=quote)[^>]*>[ \t]*</a>$")
_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})[ \t]*(?P<language>[^`\s]*)[^`]*")
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):|//", re.IGNORECASE)
_OPENED = frozenset({"http", "https", "mailto", "tel"})
"""The schemes that an entry may have."""


class Kind(StrEnum):
    """What an entry is."""

    PAGE = "page"
    """A link to a file."""
    LINK = "link"
    """A link to a URL."""
    LABEL = "label"
    """A text without a link, with entries below it."""
    GROUP = "group"
    """A `##` heading with the entries after it."""
    SEPARATOR = "separator"
    """A rule (`***`): the entries after it belong to no group."""
    COMPUTED = "computed"
    """An entry that GitBook makes itself, from a fenced YAML block."""


@dataclass(frozen=True)
class SummaryItem:
    """An entry of the table of contents."""

    kind: Kind
    title: str = ""
    """What is written, as plain text."""
    link_title: str = ""
    """The label for the navigation, when it is not the title."""
    target: str = ""
    """Of a page, the path as it is meant: decoded, without anchor, relative to `SUMMARY.md`; of a link, the URL."""
    anchor: str = ""
    """What follows `#` in the path of a page."""
    slug: str = ""
    """Of a group, the path segment that its author chose."""
    children: tuple[SummaryItem, ...] = ()
    span: Span = NOWHERE
    """The entry without its children."""
    target_span: Span = NOWHERE
    """Of a page or a link, where the target is written."""
    data: dict[str, Any] = field(default_factory=dict)
    """Of a computed entry, what its YAML says."""

    def walk(self) -> Iterator[SummaryItem]:
        """The entry and all below it, in reading order."""
        stack = [self]
        while stack:
            item = stack.pop()
            yield item
            stack.extend(reversed(item.children))


@dataclass(frozen=True)
class Summary:
    """The table of contents of a space."""

    items: tuple[SummaryItem, ...] = ()
    """The entries of the top level, in reading order; those after a `##` are children of the group."""
    problems: tuple[Problem, ...] = ()

    def walk(self) -> Iterator[SummaryItem]:
        """All entries, in reading order."""
        for item in self.items:
            yield from item.walk()


def parse(source: Source) -> Summary:
    """Read a `SUMMARY.md`."""
    parser = _Parser(source)
    while parser.number < len(parser.lines):
        parser.block()
    return Summary(tuple(node.item() for node in parser.top), tuple(parser.problems))


@dataclass
class _Node:
    """An entry whose children are still being read."""

    indent: int
    item_without_children: SummaryItem
    children: list[_Node] = field(default_factory=list)

    def item(self) -> SummaryItem:
        return replace(self.item_without_children, children=tuple(child.item() for child in self.children))


class _Parser:
    """Reads line by line; the level of an entry comes from a stack of the indents above it."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.starts = source.line_starts
        self.lines = source.text.split("\n")
        self.number = 0
        """Of the line to be read next."""
        self.top: list[_Node] = []
        self.group: _Node | None = None
        self.stack: list[_Node] = []
        self.problems: list[Problem] = []

    def block(self) -> None:
        """Read what begins at the next line."""
        line, start = self.lines[self.number].rstrip(), self.starts[self.number]
        self.number += 1
        if not (bare := strip_invisible(line).strip()):
            return
        if _RULE.fullmatch(line):
            self._open_top(SummaryItem(Kind.SEPARATOR, span=self._span(start, line)), group=False)
        elif (heading := _HEADING.fullmatch(line)) is not None:
            self._heading(heading, self._span(start, line))
        elif (item := _ITEM.fullmatch(line)) is not None:
            self._entry(item, start)
        elif bare.startswith("<!--"):
            self._skip_comment(line)
        else:
            hint = "write `* [Title](page.md)`"
            self._report(self._span(start, line), "this line is not an entry, so GitBook does not show it", hint)

    def _heading(self, heading: re.Match[str], span: Span) -> None:
        text = _CLOSING_MARKS.sub("", (heading["text"] or "").strip()).rstrip()
        if heading["marks"] == "#" and not self.top:
            return
        anchor = _ANCHOR.search(text)
        title = read_entry(text[: anchor.start()] if anchor is not None else text).title
        item = SummaryItem(Kind.GROUP, title, slug=anchor["id"] if anchor is not None else "", span=span)
        self._open_top(item, group=True)

    def _open_top(self, item: SummaryItem, *, group: bool) -> None:
        """Begin a group, or end one."""
        node = _Node(0, item)
        self.top.append(node)
        self.group = node if group else None
        self.stack.clear()

    def _entry(self, match: re.Match[str], start: int) -> None:
        """Read an entry and the lines that continue it, and put it in its place."""
        indent = _width(match["indent"])
        text_start = start + match.start("text")
        fence = _FENCE.fullmatch(match["text"])
        if fence is not None:
            item = self._computed(fence, start + match.end("indent"), text_start)
        else:
            text = self._continued(text_start, text_start + len(match["text"]))
            item = self._listed(text, start + match.end("indent"), text_start)
        # As in CommonMark, a child begins no further left than the content of its parent: two columns in.
        while self.stack and indent < self.stack[-1].indent + 2:
            self.stack.pop()
        node = _Node(indent, item)
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            (self.group.children if self.group is not None else self.top).append(node)
        if len(self.stack) < MAX_DEPTH:
            self.stack.append(node)

    def _continued(self, start: int, end: int) -> str:
        """The text of an entry with the lines that continue its paragraph."""
        while self.number < len(self.lines):
            line = self.lines[self.number].rstrip()
            if not line.strip() or line.lstrip().startswith("<!--") or _starts_block(line):
                break
            end = self.starts[self.number] + len(line)
            self.number += 1
        return self.text[start:end]

    def _listed(self, text: str, start: int, text_start: int) -> SummaryItem:
        """A page, a link or a label."""
        span = Span(start, text_start + len(text))
        if len(text) > MAX_LENGTH:
            self._report(span, f"this entry has more than {MAX_LENGTH:,} characters", "it is cut")
            return SummaryItem(Kind.LABEL, " ".join(text[:100].split()), span=span)
        entry = read_entry(text)
        if entry.target is None:
            return SummaryItem(Kind.LABEL, entry.title, span=span, target_span=span)
        place = entry.target_span.shift(text_start)
        if entry.is_loose:
            hint = f"write `[{entry.title}](<{entry.target}>)`"
            self._report(place, "to GitBook this is no link, for a space in it; it is read as one", hint)
        if entry.rest:
            self._report(span, f"the text {entry.rest!r} beside the link is not shown", "put it inside the brackets")
        scheme = _SCHEME.match(entry.target)
        if scheme is not None and (scheme["scheme"] or "https").lower() in _OPENED:
            return SummaryItem(Kind.LINK, entry.title, entry.link_title, entry.target, span=span, target_span=place)
        path, _, anchor = entry.target.partition("#")
        path = path.partition("?")[0]
        if scheme is not None or not path:
            fault = "leads nowhere" if scheme is None else "is not an address that readers can open"
            self._report(place, f"the target {entry.target!r} {fault}", "the entry becomes a label")
            return SummaryItem(Kind.LABEL, entry.title, entry.link_title, span=span, target_span=place)
        return SummaryItem(Kind.PAGE, entry.title, entry.link_title, path, anchor, span=span, target_span=place)

    def _computed(self, fence: re.Match[str], start: int, text_start: int) -> SummaryItem:
        """An entry made of a fenced block, which ends with its fence or where the indent of the entry ends."""
        content = text_start - self.starts[self.number - 1]
        first = self.starts[self.number] if self.number < len(self.lines) else len(self.text)
        last, end, closed = first, text_start + len(fence[0]), False
        while self.number < len(self.lines) and not closed:
            line = self.lines[self.number].rstrip()
            if line and len(line) - len(line.lstrip()) < min(content, 2):
                break
            closed = _closes(line.strip(), fence["marks"])
            end = self.starts[self.number] + len(line)
            last = self.starts[self.number] if closed else end
            self.number += 1
        span = Span(start, end)
        if not closed:
            self._report(span, "the fence of this entry is never closed", f"close it with {fence['marks']}")
        tree = read_yaml(self.text[first:last], "GB053", first)
        self.problems += tree.problems
        if not isinstance(tree.value, dict) or fence["language"].lower() not in {"yaml", "yml"}:
            if not tree.broken:
                self._report(span, "this entry is not the YAML of a computed entry", "write `type: builtin:openapi` …")
            return SummaryItem(Kind.COMPUTED, span=span)
        return SummaryItem(Kind.COMPUTED, span=span, data=typed(tree, (), tree.value))

    def _skip_comment(self, line: str) -> None:
        while "-->" not in line and self.number < len(self.lines):
            line = self.lines[self.number]
            self.number += 1

    def _span(self, start: int, line: str) -> Span:
        return Span(start + len(line) - len(line.lstrip()), start + len(line))

    def _report(self, span: Span, message: str, hint: str) -> None:
        self.problems.append(Problem("GB053", span, message, hint))


def _starts_block(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in (_RULE, _HEADING, _ITEM))


def _closes(line: str, marks: str) -> bool:
    return len(line) >= len(marks) and not line.strip(marks[0])


def _width(indent: str) -> int:
    """The columns of an indent, four for a tab (§4)."""
    return len(indent) + 3 * indent.count("\t")
