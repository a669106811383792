"""Where in the source a token stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from markdown_it.rules_inline import autolink, backtick, html_inline, image, link

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

_RECORDED: dict[str, tuple[Rule, str, str]] = {
    "link": (link, "[", "link_open"),
    "image": (image, "!", "image"),
    "autolink": (autolink, "<", "link_open"),
    "html_inline": (html_inline, "<", "html_inline"),
    "backticks": (backtick, "`", "code_inline"),
}
"""Of each rule, the sign with which what it reads begins, and the token that it makes."""


def spans_plugin(md: MarkdownIt) -> None:
    """Let the inline rules remember where they began and ended: `meta["span"]`, offsets in the content."""
    for name, recorded in _RECORDED.items():
        md.inline.ruler.at(name, _recording(*recorded))


def _recording(rule: Rule, sign: str, kind: str) -> Rule:
    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        start = state.pos
        if state.src[start] != sign:  # asked at every sign of a text
            return False
        count = len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            # backticks that nothing closes are a text
            token = next((token for token in state.tokens[count:] if token.type == kind), None)
            if token is not None:
                token.meta = {**token.meta, "span": (start, state.pos)}
        return True

    return run


class Locator:
    """Translates offsets in the content of one `inline` or `html_block` token into offsets in the source.

    The content of a token is the source without the marks of its containers and without the white
    space at the ends of lines, so each line of it is the end of a line of the source.
    """

    def __init__(self, text: str, line_starts: list[int], token: Token, after: int = 0) -> None:
        """Find each line of the content.

        Args:
            text: The source.
            line_starts: The offset of each line of the source.
            token: The token; it must have a `map` or an `offset` of its own.
            after: An offset in the source before which the content cannot begin, for the second
                and further cells of a table row.
        """
        self._content_starts: list[int] = []
        self._source_starts: list[int] = []
        self._escaped_bars: list[str | None] = []
        if "offset" in token.meta:
            self._content_starts.append(0)
            self._source_starts.append(token.meta["offset"])
            self._escaped_bars.append(None)
            return
        first = token.map[0] if token.map else 0
        offset = 0
        for number, line in enumerate(token.content.split("\n")):
            start, end = _line(line_starts, first + number, len(text))
            self._content_starts.append(offset)
            self._add(text, line, max(start, after if number == 0 else 0), end)
            offset += len(line) + 1

    def _add(self, text: str, line: str, start: int, end: int) -> None:
        bare = line.strip(" \t")
        indent = len(line) - len(line.lstrip(" \t"))
        source = text[start:end].rstrip(" \t\n")
        escaped = None
        if source.endswith(bare):
            found = len(source) - len(bare)
        elif (found := source.find(bare)) < 0 and "|" in bare:
            found, escaped = source.find(bare.replace("|", "\\|")), line
        self._source_starts.append(start + max(found, 0) - indent)
        self._escaped_bars.append(escaped)

    def __call__(self, offset: int) -> int:
        """The offset in the source of an offset in the content."""
        line = bisect_right(self._content_starts, offset) - 1
        column = offset - self._content_starts[line]
        escaped = self._escaped_bars[line]
        if escaped is not None:
            column += escaped.count("|", 0, column)
        return max(self._source_starts[line] + column, 0)


def _line(line_starts: list[int], number: int, length: int) -> tuple[int, int]:
    if number >= len(line_starts):
        return length, length
    return line_starts[number], line_starts[number + 1] if number + 1 < len(line_starts) else length
