"""The dialect: CommonMark, GFM, footnotes, `$$` and GitBook's tags, read into tokens (markdown-it-py)."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from playbook.diagnostics import Problem
from playbook.markdown.autolinks import autolinks_plugin
from playbook.markdown.blocks import BLOCKS
from playbook.markdown.east_asian import east_asian_plugin
from playbook.markdown.emoji import emoji_plugin
from playbook.markdown.empty_items import empty_items_plugin
from playbook.markdown.expression_text import expression_plugin
from playbook.markdown.headings import number_headings
from playbook.markdown.inline import inline_plugin
from playbook.markdown.notes import MARK, note_problems, notes_plugin
from playbook.markdown.pairs import pair
from playbook.markdown.rows import join_rows, rows_plugin
from playbook.markdown.spans import spans_plugin
from playbook.markdown.tags import TAG, tags_of, tags_plugin
from playbook.source import Span

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    from playbook.markdown.model import Heading

MAX_PAGE = 2_000_000
"""A page with more characters is shown as literal text (DESIGN.md, decision 11)."""
MAX_LINE = 50_000
"""A line with more characters is shown as literal text; raw HTML, which is read in linear time, is not a line."""

_CACHED_CHARACTERS = 4_000_000


@dataclass(frozen=True)
class Parsed:
    """A page that was read."""

    text: str
    """What was read: as long as what was given, with the rows of tables on one line each."""
    tokens: list[Token] = field(repr=False)
    """Not to be changed: the same tokens are shown and asked about."""
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...]
    line_starts: list[int] = field(repr=False)
    ids: tuple[str, ...] = ()
    """Every id that the page gives: those of the headings, then those of raw HTML."""


def parse(text: str) -> Parsed:
    """Read a page without its front matter. Never raises, and costs time linear in the text.

    What was read last is remembered, since a page is first checked and then shown.
    """
    return _cache.get(text) or _cache.put(text, _parse(text))


def commonmark(text: str) -> list[Token]:
    """Read pure CommonMark, without GFM, GitBook's tags and GitBook's rules."""
    return _commonmark().parse(text)


def forget() -> None:
    """Drop what was remembered, as measurements need it."""
    _cache.clear()


class _Cache:
    """The last pages, up to a number of characters."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.pages: OrderedDict[str, Parsed] = OrderedDict()

    def get(self, text: str) -> Parsed | None:
        if text in self.pages:
            self.pages.move_to_end(text)
            return self.pages[text]
        return None

    def clear(self) -> None:
        self.pages.clear()
        self.size = 0

    def put(self, text: str, parsed: Parsed) -> Parsed:
        self.pages[text] = parsed
        self.size += len(text)
        while self.size > self.limit and len(self.pages) > 1:
            oldest, _ = self.pages.popitem(last=False)
            self.size -= len(oldest)
        return parsed


_cache = _Cache(_CACHED_CHARACTERS)


def _parse(text: str) -> Parsed:
    text = join_rows(text)
    line_starts = list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))
    if len(text) > MAX_PAGE:
        problem = Problem(
            "GB011",
            Span(0, 0),
            f"the page has {len(text):,} characters, more than {MAX_PAGE:,}, and is shown as literal text",
            "divide it into several pages",
        )
        return Parsed(text, [_literal(text)], (), (problem,), line_starts)
    env: dict[str, Any] = {"block_names": _NAMES, "problems": []}
    tokens = _gitbook().parse(text, env)
    tokens, headings, ids, problems = number_headings(tokens, line_starts, len(text))
    if "[^" in text or MARK in text:
        problems += note_problems(text, tokens, line_starts, env)
    problems = sorted(env["problems"] + problems, key=lambda problem: problem.span)
    return Parsed(text, tokens, tuple(headings), tuple(problems), line_starts, tuple(ids))


_NAMES = frozenset(name for name in BLOCKS if not name.startswith("@"))


@cache
def _commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark")


@cache
def _gitbook() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.options["tasklists"] = True
    md.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005 (the tree decides what is safe)
    md.normalizeLink = lambda url: url  # type: ignore[method-assign] # messages quote what is written
    md.use(autolinks_plugin).use(footnote_plugin, inline=False)
    md.use(tags_plugin).use(inline_plugin).use(expression_plugin).use(spans_plugin)
    md.use(emoji_plugin).use(notes_plugin).use(empty_items_plugin).use(east_asian_plugin)
    md.block.ruler.before(
        "gitbook_tag", "long_line", _long_line, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.core.ruler.after("block", "gitbook_pairs", _pairs)
    md.use(rows_plugin)
    return md


def _pairs(state: StateCore) -> None:
    problems: list[Problem] = state.env["problems"]
    state.tokens, found = pair(state.tokens, BLOCKS)
    problems += found
    problems += _open_fences(state)
    problems += _code_without_fence(state.tokens)


def _open_fences(state: StateCore) -> list[Problem]:
    problems = []
    lines: list[str] = []
    starts: list[int] = []
    for token in state.tokens:
        if token.type != "fence" or not token.map:
            continue
        first, last = token.map
        if token.content.count("\n") + 2 <= last - first:
            continue
        if not lines:
            lines = state.src.split("\n")
            starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        start = starts[first]
        problems.append(
            Problem(
                "GB010",
                Span(start, start + len(lines[first])),
                f"the code block that begins with `{token.markup}` is not closed",
                f"end it with a line `{token.markup}`",
            )
        )
    return problems


def _code_without_fence(tokens: list[Token]) -> list[Problem]:
    """`{% code %}` is there for one fence (§6.5)."""
    problems = []
    opened: Token | None = None
    for token in tokens:
        if token.type in ("fence", "code_block") or (token.type == "html_block" and "<pre" in token.content):
            opened = None
        elif token.type == TAG and token.info == "code":
            if token.nesting < 0 and opened is not None:
                problems.append(
                    Problem(
                        "GB015",
                        tags_of(opened).span,
                        "`{% code %}` holds no code block; its content is shown as text",
                        "put a fence, three backticks, before and after the code",
                    )
                )
            opened = token if token.nesting > 0 else None
    return problems


def _long_line(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if end - start <= MAX_LINE or state.src.startswith("<", start):
        return False
    if not silent:
        token = _literal(state.src[start:end])
        token.map = [line, line + 1]
        state.tokens.append(token)
        state.env["problems"].append(
            Problem(
                "GB012",
                Span(start, end),
                f"the line has {end - start:,} characters, more than {MAX_LINE:,}, and is shown as literal text",
                "break it into several lines",
            )
        )
        state.line = line + 1
    return True


def _literal(text: str) -> Token:
    return Token("gitbook_literal", "", 0, content=text, block=True)


__all__ = ["TAG", "Parsed", "commonmark", "parse", "tags_of"]
