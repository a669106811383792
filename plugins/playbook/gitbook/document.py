"""A page, read for whoever asks about it: its headings, links, images and tags, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.gitbook import front_matter
from playbook.markdown.block import Value
from playbook.markdown.blocks import BLOCKS
from playbook.markdown.headings import Heading, plain_text
from playbook.markdown.html import ALLOWED, End, Event, Other, Start, Text, Value as HtmlValue, events
from playbook.markdown.parser import Parsed, parse
from playbook.markdown.spans import Locator
from playbook.markdown.tags import TAG, Tag, find_tags, tags_of
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from playbook.gitbook.front_matter import FrontMatter
    from playbook.source import Source

_ESCAPED_TAG = re.compile(r"\\\{%[ \t]*(?:end)?([a-z][a-z-]*)")
_QUIETLY_REMOVED = frozenset({"center", "font", "tt", "big", "nobr", "o:p"})
"""Elements that pastes leave behind: their content stays, and there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page."""

    target: str
    """As the author meant it: entities and backslashes decoded, percent-encoding as written."""
    text: str
    """What the reader clicks."""
    span: Span
    """The target, in the source of the page."""
    element: str
    """`a`, or the tag that holds it: `content-ref`, `embed`, `file` …"""
    mention: bool = False
    """Whether the target's title is shown in place of `text`."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a page."""

    target: str
    """As the author meant it, like `Link.target`."""
    alt: str | None
    """The alternative text; None when the attribute is missing."""
    caption: str
    span: Span
    """The target, in the source of the page."""
    element: str
    """`img`, `source` (the other one of a light and dark pair), `video`, `audio` or `cover`."""


@dataclass(frozen=True)
class Document:
    """A page of a space, or a text that pages include. Reading one never raises: what is wrong is in `problems`."""

    source: Source
    path: str
    """Relative to the content root, always '/'-separated."""
    front_matter: FrontMatter
    body: str = field(repr=False)
    """The page without its front matter: what is rendered."""
    body_start: int
    """Where the body begins in the source."""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[Tag, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Ids that raw HTML gives, beside those of the headings."""
    problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, source: Source, path: str) -> Document:
        """Read a page.

        Args:
            source: Its text.
            path: Its path relative to the content root, always '/'-separated.
        """
        meta = front_matter.read(source.text)
        body = source.text[meta.end :]
        parsed = parse(body)
        reader = _Reader(parsed, meta.end)
        reader.read()
        undecodable = (
            Problem("GB030", Span(at, at + 1), f"byte {byte} is not UTF-8", "save the file as UTF-8")
            for byte, at in source.undecodable
        )
        shifted = (
            Problem(p.code, p.span.shift(meta.end), p.message, p.hint, p.edits) for p in parsed.problems
        )
        return cls(
            source=source,
            path=path,
            front_matter=meta,
            body=body,
            body_start=meta.end,
            headings=tuple(
                Heading(h.level, h.text, h.id, h.span.shift(meta.end)) for h in parsed.headings
            ),
            links=tuple(reader.links),
            images=tuple(reader.images),
            tags=tuple(reader.tags),
            anchors=frozenset(reader.anchors),
            problems=(*undecodable, *meta.problems, *shifted, *reader.problems),
        )

    @cached_property
    def title(self) -> str:
        """The text of the first `#` heading; "" when the page has none."""
        return next((heading.text for heading in self.headings if heading.level == 1), "")

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every anchor that a link can name."""
        return self.anchors | {heading.id for heading in self.headings}

    def heading(self, identifier: str) -> Heading | None:
        """The heading with this id."""
        return next((heading for heading in self.headings if heading.id == identifier), None)


class _Reader:
    """Collects what a page holds from its tokens."""

    def __init__(self, parsed: Parsed, offset: int) -> None:
        self.parsed = parsed
        self.offset = offset
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.tags: list[Tag] = []
        self.anchors: list[str] = []
        self.problems: list[Problem] = []
        self._caption: list[str] | None = None
        self._in_figure: int | None = None
        self._cell_end = (-1, 0)
        """The line of the last table cell and where its text ended."""

    def read(self) -> None:
        for token in self.parsed.tokens:
            if token.type == TAG:
                self._tag(tags_of(token))
            elif token.type == "inline":
                self._inline(token)
            elif token.type == "html_block":
                locate = Locator(self.parsed.text, self.parsed.line_starts, token)
                self._html(events(token.content), lambda offset, at=locate: at(offset) + self.offset)

    def _tag(self, tag: Tag) -> None:
        if tag.is_end or tag.span.start == tag.span.end:
            return
        self.tags.append(Tag(tag.name, False, tag.span.shift(self.offset), tag.attributes, tag.value_spans, tag.arguments))
        block = BLOCKS.get(tag.name)
        for key, attribute in block.attributes.items() if block else ():
            value = tag.attributes.get(key)
            if value and attribute.value is not Value.TEXT:
                span = tag.value_spans[key].shift(self.offset)
                self.links.append(Link(value, "", span, tag.name))

    def _inline(self, token: Token) -> None:
        children = token.children or []
        after = self._cell_end[1] if token.map and token.map[0] == self._cell_end[0] else 0
        if not children:
            return
        if not any(child.type in ("link_open", "image", "html_inline", "gitbook_stray_tag") for child in children):
            if after or "offset" not in token.meta:
                self._advance(token, after)
            self._escaped_tags(token, after)
            return
        locator = Locator(self.parsed.text, self.parsed.line_starts, token, after)
        self._advance(token, after, locator)

        def locate(offset: int) -> int:
            return locator(offset) + self.offset

        for index, child in enumerate(children):
            if child.type == "link_open":
                self._markdown_link(children, index, token.content, locate)
            elif child.type == "image":
                self._markdown_image(child, token.content, locate)
            elif child.type == "html_inline" and "span" in child.meta:
                start = child.meta["span"][0]
                self._html(events(child.content), lambda offset, start=start: locate(start + offset))
            elif child.type == "gitbook_stray_tag":
                start, end = child.meta["span"]
                self.problems.append(
                    Problem(
                        "GB008",
                        Span(locate(start), locate(end)),
                        f"`{child.content}` stands in a text, where no block can be; it is left out",
                        "put the tag on a line of its own",
                    )
                )
        self._escaped_tags(token, after)

    def _advance(self, token: Token, after: int, locator: Locator | None = None) -> None:
        """Remember where a table cell ends, since the next one on the line may have the same text."""
        if token.map and token.map[1] - token.map[0] == 1 and "\n" not in token.content:
            locator = locator or Locator(self.parsed.text, self.parsed.line_starts, token, after)
            self._cell_end = (token.map[0], locator(len(token.content)))

    def _escaped_tags(self, token: Token, after: int) -> None:
        if "\\{%" not in token.content:
            return
        locator = Locator(self.parsed.text, self.parsed.line_starts, token, after)
        for match in _ESCAPED_TAG.finditer(token.content):
            if match[1] in BLOCKS:
                span = Span(locator(match.start()) + self.offset, locator(match.end()) + self.offset)
                self.problems.append(
                    Problem(
                        "GB009",
                        span,
                        f"`{{% {match[1]} %}}` is escaped and is shown as text",
                        "delete the backslashes if a block was meant",
                    )
                )

    def _markdown_link(
        self, children: list[Token], index: int, content: str, locate: Callable[[int], int]
    ) -> None:
        token = children[index]
        depth = 1
        end = index + 1
        while end < len(children) and depth:
            depth += children[end].nesting if children[end].type in ("link_open", "link_close") else 0
            end += 1
        text = plain_text(children[index + 1 : end - 1])
        start, stop = token.meta.get("span", (0, 0)) if token.meta else (0, 0)
        target = str(token.attrs["href"])
        if stop == 0:  # a bare URL: its text is its target
            start = max(content.find(text), 0)
            span = Span(locate(start), locate(start) + len(text))
        else:
            span = _destination(content[start:stop], start, locate)
        self.links.append(Link(target, text, span, "a", token.attrs.get("title") == "mention"))

    def _markdown_image(self, token: Token, content: str, locate: Callable[[int], int]) -> None:
        start, stop = token.meta["span"]
        span = _destination(content[start:stop], start, locate)
        caption = str(token.attrs.get("title", ""))
        self.images.append(Image(str(token.attrs["src"]), plain_text(token.children or []), caption, span, "img"))

    # raw HTML

    def _html(self, found: Iterator[Event], locate: Callable[[int], int]) -> None:
        link: tuple[HtmlValue, bool] | None = None
        text: list[str] = []
        for event in found:
            match event:
                case Start():
                    if event.name == "a" and event.attributes.get("href", ("",))[0]:
                        link, text = (event.attributes["href"], "data-mention" in event.attributes), []
                        self._own_anchor(event, locate)
                        if link[0].text == f"#{event.attributes.get('id', ('',))[0]}":
                            link = None
                    else:
                        self._own_anchor(event, locate)
                    self._element(event, locate)
                case End():
                    if event.name == "a" and link:
                        self._html_link(link, "".join(text), locate)
                        link = None
                    self._end(event.name)
                case Text():
                    text.append(event.text)
                    if self._caption is not None:
                        self._caption.append(event.text)
                    self._tags_in_html(event, locate)
                case Other():
                    self._removed(event.name, event.span, locate)
        if link:
            self._html_link(link, "".join(text), locate)

    def _html_link(self, link: tuple[HtmlValue, bool], text: str, locate: Callable[[int], int]) -> None:
        value, mention = link
        span = Span(locate(value.span.start), locate(value.span.end))
        self.links.append(Link(value.text, " ".join(text.split()), span, "a", mention))

    def _own_anchor(self, event: Start, locate: Callable[[int], int]) -> None:  # noqa: ARG002
        for key in ("id", "name") if event.name == "a" else ("id",):
            if key in event.attributes and event.attributes[key].text:
                self.anchors.append(event.attributes[key].text)

    def _element(self, event: Start, locate: Callable[[int], int]) -> None:
        attributes = event.attributes
        name = event.name
        if name == "figure":
            self._in_figure = len(self.images)
        elif name == "figcaption":
            self._caption = []
        elif name == "img":
            self._image(attributes.get("src"), attributes.get("alt"), "img", event.span, locate)
        elif name in ("source", "video", "audio"):
            value = attributes.get("srcset") or attributes.get("src")
            if value is not None:
                self._image(value, None, name, event.span, locate)
        if name not in ALLOWED:
            self._removed(name, event.span, locate)

    def _image(
        self,
        value: HtmlValue | None,
        alt: HtmlValue | None,
        element: str,
        tag: Span,
        locate: Callable[[int], int],
    ) -> None:
        span = value.span if value is not None and value.text else tag
        where = Span(locate(span.start), locate(span.end))
        self.images.append(Image(value.text if value else "", alt.text if alt else None, "", where, element))

    def _end(self, name: str) -> None:
        if name == "figcaption" and self._caption is not None:
            caption = " ".join("".join(self._caption).split())
            self._caption = None
            for index in range(self._in_figure if self._in_figure is not None else len(self.images), len(self.images)):
                image = self.images[index]
                self.images[index] = Image(image.target, image.alt, caption, image.span, image.element)
        elif name == "figure":
            self._in_figure = None

    def _removed(self, name: str, span: Span, locate: Callable[[int], int]) -> None:
        if name and name not in _QUIETLY_REMOVED:
            where = Span(locate(span.start), locate(span.end))
            self.problems.append(
                Problem("GB016", where, f"`<{name}>` is not kept", "GitBook drops it too; use a block or an embed")
            )

    def _tags_in_html(self, event: Text, locate: Callable[[int], int]) -> None:
        if "{%" not in event.text:
            return
        for tag in find_tags(event.text):
            if tag.name in BLOCKS:
                start = event.span.start + tag.span.start
                where = Span(locate(start), locate(start + tag.span.end - tag.span.start))
                text = event.text[tag.span.start : tag.span.end]
                self.problems.append(
                    Problem(
                        "GB008",
                        where,
                        f"`{text}` stands in raw HTML, where no block can be; it is left out",
                        "put the tag on a line of its own, outside of the element",
                    )
                )


def _destination(markup: str, start: int, locate: Callable[[int], int]) -> Span:
    """Where the destination of `[text](destination "title")` stands; the whole link for other forms."""
    opening = markup.rfind("](")
    if opening < 0 or not markup.endswith(")"):
        inner = 1 if markup.startswith("<") else 0
        return Span(locate(start + inner), locate(start + len(markup) - inner))
    first = opening + 2
    while first < len(markup) and markup[first] in " \t\n":
        first += 1
    if markup.startswith("<", first):
        first += 1
        last = markup.find(">", first)
    else:
        last = next((i for i in range(first, len(markup)) if markup[i] in " \t\n"), len(markup) - 1)
    return Span(locate(start + first), locate(start + max(last, first)))
