"""What the body of a page holds: links, images, tags and anchors, each with its place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll

from playbook.diagnostics import Problem
from playbook.gitbook import html_values
from playbook.gitbook.document import UsedExpression
from playbook.gitbook.image_reader import ImageReader
from playbook.gitbook.link_reader import LinkReader
from playbook.markdown.block import Value
from playbook.markdown.blocks import BLOCKS
from playbook.markdown.blocks.condition import Condition
from playbook.markdown.blocks.content_ref import ContentRef
from playbook.markdown.expression_text import EXPRESSION, syntax_problem
from playbook.markdown.expressions import Expression, Failure
from playbook.markdown.expressions import parse as parse_expression
from playbook.markdown.formulas import fault
from playbook.markdown.html import ALLOWED, End, Event, Other, Start, Text, events
from playbook.markdown.html_blocks import html_block
from playbook.markdown.spans import Locator
from playbook.markdown.tags import TAG, find_tags, tags_of
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from playbook.gitbook.front_matter import FrontMatter
    from playbook.markdown.block import Block
    from playbook.markdown.model import Tag
    from playbook.markdown.parser import Parsed

_ESCAPED_TAG = re.compile(r"\\\{%[ \t]*(?:end)?([a-z][a-z-]*)")
_UNFINISHED_TAG = re.compile(r"\{%[ \t]*(?:end)?([a-z][a-z-]*)[^%]*$", re.DOTALL)
_WITH_PLACE = frozenset({"link_open", "image", "html_inline", "gitbook_stray_tag", "math", EXPRESSION})
"""Inline tokens whose place is asked for."""
_LITERAL = frozenset({"pre", "code"})
"""Elements of raw HTML in which a tag is text."""
_NAMES = ("id", "name")
"""Attributes that give a place on a page a name."""
_QUIETLY_REMOVED = frozenset({"center", "font", "tt", "big", "nobr", "o:p"})
"""Elements that pastes leave behind: their content stays, and there is nothing to say."""


class BodyReader:
    """Collects what a page holds from its tokens."""

    def __init__(self, parsed: Parsed, offset: int) -> None:
        """Begin with nothing.

        Args:
            parsed: The body.
            offset: Where the body begins in the source, for the spans.
        """
        self.parsed = parsed
        self.offset = offset
        self.links = LinkReader()
        self.images = ImageReader()
        self.tags: list[Tag] = []
        self.expressions: list[UsedExpression] = []
        self.anchors: list[str] = []
        self.problems: list[Problem] = []
        self._ids: set[str] = set()
        """The ids that the page's author gave."""
        self._text: list[str] = []
        """The text of the block that is being read."""
        self._code: tuple[int, int] | None = None
        """Of a raw `<code class="expression">`: where its text begins in the source and in `_text`."""
        self._cell_end = (-1, 0)
        """The line of the last table cell and where its text ended."""

    def condition(self, meta: FrontMatter) -> None:
        """The expression of the front matter on which the whole page depends (§3)."""
        text, span = meta.values.get("if"), meta.spans.get(("if",))
        if isinstance(text, str) and span is not None:
            self._expression(text, span.start, span.end)

    def read(self) -> None:
        """Go through the page once."""
        in_cell = False
        for token in self.parsed.tokens:
            if token.type in ("td_open", "th_open"):
                in_cell = True
            elif token.type == TAG:
                if token.info in ContentRef.names:
                    self.links.is_quiet = token.nesting > 0
                self._tag(tags_of(token))
                self._titles(token)
            elif token.type == "math" and token.map:
                start = self.parsed.text.find("$$", self.parsed.line_starts[token.map[0]]) + self.offset
                self._formula(token, start, start + 2)
            elif token.type == "inline":
                self._inline(token, in_cell=in_cell)
                in_cell = False
            elif token.type == "html_block":
                self._text = []
                locator = Locator(self.parsed.text, self.parsed.line_starts, token)
                self._html(events(token.content), self._absolute(locator))
                self.links.close()
                self._titles(token)

    def _absolute(self, locator: Locator, start: int = 0) -> Callable[[int], int]:
        """From an offset in the content of a token, or of a part that begins at `start`, to one in the source."""
        return lambda offset: locator(start + offset) + self.offset

    def _tag(self, tag: Tag) -> None:
        if tag.is_end or tag.span.start == tag.span.end:
            return
        spans = {key: span.shift(self.offset) for key, span in tag.value_spans.items()}
        start = tag.arguments_start + self.offset
        self.tags.append(replace(tag, span=tag.span.shift(self.offset), value_spans=spans, arguments_start=start))
        block = BLOCKS.get(tag.name)
        if isinstance(block, Condition):
            self._use(parse_expression(tag.arguments), Span(start, start + len(tag.arguments)))
        if block:
            self._targets(block, tag, lambda offset: offset + self.offset)

    def _targets(self, block: Block, tag: Tag, locate: Callable[[int], int]) -> None:
        """What the attributes of a block lead to."""
        for key, attribute in block.attributes.items():
            value = tag.attributes.get(key)
            if value and attribute.value in (Value.LINK, Value.FILE):
                span = tag.value_spans[key]
                self.links.block(value, Span(locate(span.start), locate(span.end)), tag.name)

    def _inline(self, token: Token, *, in_cell: bool) -> None:  # noqa: C901 (one case for each kind of token)
        children = token.children or []
        tags = "{%" in token.content
        if not (in_cell or tags or any(child.type in _WITH_PLACE for child in children)):
            return
        line = token.map[0] if token.map else -1
        after = self._cell_end[1] if in_cell and line == self._cell_end[0] else 0
        locator = Locator(self.parsed.text, self.parsed.line_starts, token, after)
        if in_cell:  # the next cell on the line may have the same text
            self._cell_end = (line, locator(len(token.content)))
        locate = self._absolute(locator)
        self._text = []
        for index, child in enumerate(children):
            match child.type:
                case "link_open":
                    self.links.markdown(children, index, token.content, locate)
                case "image":
                    self.links.show(self.images.markdown(child, token.content, locate))
                case "html_inline" if "span" in child.meta:
                    self._html(events(child.content), self._absolute(locator, child.meta["span"][0]))
                case "gitbook_stray_tag":
                    self._stray_tag(child, locate)
                case "math":
                    self._formula(child, *(locate(place) for place in child.meta["span"]))
                    self._say(child.content)
                case "expression":
                    self._say(child.content)
                    self._expression(child.content, *(locate(place) for place in child.meta["span"]))
                case "text" | "code_inline":
                    self._say(child.content)
        self.links.close()
        if tags:
            self._escaped_tags(token, locate)
            self._unfinished_tags(token, locate)
            self._unknown_tags(token, locate)

    def _expression(self, text: str, start: int, end: int) -> None:
        expression = parse_expression(text)
        self._use(expression, Span(start, end))
        if isinstance(expression, Failure):
            self.problems.append(syntax_problem(text, expression, Span(start, end)))

    def _use(self, expression: Expression | Failure, span: Span) -> None:
        names = () if isinstance(expression, Failure) else tuple(name for _, name in sorted(expression.names()))
        self.expressions.append(UsedExpression(names, span))

    def _titles(self, token: Token) -> None:
        """The ids of tabs and expandables, which come from their titles."""
        self.anchors += token.meta.get("summaries", ())
        if "id" in token.meta:
            self.anchors.append(token.meta["id"])

    def _formula(self, token: Token, start: int, end: int) -> None:
        if reason := fault(token.content, display=token.meta["display"]):
            self.problems.append(
                Problem(
                    "GB021",
                    Span(start, end),
                    f"the formula cannot be shown and stays TeX: {reason}",
                    "write it with the commands of plain LaTeX mathematics",
                )
            )

    def _stray_tag(self, token: Token, locate: Callable[[int], int]) -> None:
        start, end = token.meta["span"]
        self.problems.append(
            Problem(
                "GB008",
                Span(locate(start), locate(end)),
                f"`{token.content}` stands in a text, where no block can be; it is left out",
                "put the tag on a line of its own",
            )
        )

    def _escaped_tags(self, token: Token, locate: Callable[[int], int]) -> None:
        for match in _ESCAPED_TAG.finditer(token.content):
            if match[1] in BLOCKS:
                self.problems.append(
                    Problem(
                        "GB009",
                        Span(locate(match.start()), locate(match.end())),
                        f"`{{% {match[1]} %}}` is escaped and is shown as text",
                        "delete the backslashes if a block was meant",
                    )
                )

    def _unfinished_tags(self, token: Token, locate: Callable[[int], int]) -> None:
        """A tag without its `%}` is text: nothing is lost, but no block appears."""
        for child in token.children or []:
            match = _UNFINISHED_TAG.search(child.content) if child.type == "text" else None
            at = token.content.find(match[0]) if match and match[1] in BLOCKS else -1
            if match and at >= 0 and not token.content[:at].endswith("\\"):
                span = Span(locate(at), locate(at + len(match[0])))
                self.problems.append(
                    Problem("GB020", span, "the tag is never ended and is shown as text", "end it with `%}`")
                )

    def _unknown_tags(self, token: Token, locate: Callable[[int], int]) -> None:
        """A tag in a text that is no block of GitBook is text, as in Liquid's `{% raw %}`."""
        texts = [child.content for child in token.children or () if child.type == "text" and "{%" in child.content]
        shown = {text[tag.span.start : tag.span.end] for text in texts for tag in find_tags(text)}
        for tag in find_tags(token.content) if shown else ():
            written = token.content[tag.span.start : tag.span.end]
            if written in shown and tag.name not in BLOCKS and not tag.is_end:
                span = Span(locate(tag.span.start), locate(tag.span.end))
                message = f"`{{% {tag.name} %}}` is not a block of GitBook; it is shown as it is written"
                self.problems.append(Problem("GB005", span, message, "delete it, or write it as code"))

    def _say(self, text: str) -> None:
        self._text.append(text)
        self.links.say(text)
        self.images.say(text)

    # raw HTML

    def _html(self, found: Iterator[Event], locate: Callable[[int], int]) -> None:
        literal = 0
        for event in found:
            match event:
                case Start():
                    literal += event.name in _LITERAL and not event.is_empty
                    self._own_anchor(event, locate)
                    self.links.start(event, locate)
                    self.images.start(event, locate)
                    self._element(event, locate)
                case End():
                    literal -= event.name in _LITERAL and literal > 0
                    self.links.end(event.name)
                    if event.name == "code" and self._code is not None:
                        text = unescapeAll("".join(self._text[self._code[1] :])).strip()
                        self._expression(text, self._code[0], max(locate(event.span.start), self._code[0]))
                        self._code = None
                    self.images.end(event.name)
                case Text():
                    self._say(event.text)
                    if not literal:
                        self._tags_in_html(event, locate)
                case Other():
                    self._removed(event.name, event.span, locate)

    def _own_anchor(self, event: Start, locate: Callable[[int], int]) -> None:
        named = [
            event.attributes[key] for key in _NAMES if key in event.attributes and (key == "id" or event.name == "a")
        ]
        for identifier, value in {value.text: value for value in reversed(named) if value.text}.items():
            self.anchors.append(identifier)
            if identifier in self._ids:
                span = Span(locate(value.span.start), locate(value.span.end))
                hint = "links lead to the first of them; give this one an id of its own, or delete it"
                self.problems.append(Problem("LNK027", span, f"the id {identifier!r} is on this page twice", hint))
            self._ids.add(identifier)

    def _element(self, event: Start, locate: Callable[[int], int]) -> None:
        attributes = event.attributes
        name = event.name
        if name == "code" and "class" in attributes and attributes["class"].text == EXPRESSION:
            self._code = (locate(event.span.end), len(self._text))
        elif name == "img":
            self.links.show(attributes["alt"].text if "alt" in attributes else "")
        if name not in ALLOWED:
            self._removed(name, event.span, locate)
        if found := html_block(event):
            block, tag = found
            self._targets(block, tag, locate)
        self.problems += html_values.problems(event, locate)

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
