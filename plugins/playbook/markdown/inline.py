"""GitBook's additions to inline Markdown, and what its editor leaves behind (gitbook-format.md §15)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook.markdown.slugs import strip_invisible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_BREAKS = frozenset({"softbreak", "hardbreak"})
_SPACE = " \t\n"
_NOT_BLANK = re.compile(r"\S")
NO_CHARACTER = "&#xNAN;"
"""What the editor writes when it escapes the character before a text that has none."""


def empty_strong(state: StateInline, silent: bool) -> bool:  # noqa: ARG001, FBT001 (markdown-it's signature, also below)
    """`****` is a strong without content: it goes, and two strong texts beside it become one."""
    if not is_empty_strong(state.src, state.pos):
        return False
    state.pos += 4
    return True


def is_empty_strong(text: str, position: int) -> bool:
    """Whether the stars at a place hold nothing, and do not open or close something, as in `****x****`."""
    end = position + 4
    if not text.startswith("****", position) or text.startswith("*", end):
        return False
    if position and text[position - 1] == "*":
        return False
    before = strip_invisible(text[max(position - 8, 0) : position])[-1:] or " "
    after = strip_invisible(text[end : end + 8])[:1] or " "
    return before.isspace() == after.isspace()


def final_backslash(state: StateInline, silent: bool) -> bool:  # noqa: ARG001, FBT001
    """A backslash that ends a block is a line break to nowhere: nothing is shown."""
    if state.src[state.pos] != "\\" or state.pos + 1 != state.posMax or state.posMax != len(state.src):
        return False
    state.pos += 1
    return True


def math_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`$$…$$`; a single `$` is never mathematics."""
    if not state.src.startswith("$$", state.pos):
        return False
    end = state.src.find("$$", state.pos + 2)
    if end < 0 or not state.src[state.pos + 2 : end].strip():
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content = state.src[state.pos + 2 : end].strip()
        alone = not (_NOT_BLANK.search(state.src, 0, state.pos) or _NOT_BLANK.search(state.src, end + 2))
        token.meta = {"span": (state.pos, end + 2), "display": alone}
    state.pos = end + 2
    return True


def no_character(state: StateInline, silent: bool) -> bool:  # noqa: ARG001, FBT001
    """`&#xNAN;`, which the editor writes before emphasis that begins a line, stands for no character at all."""
    if not state.src.startswith(NO_CHARACTER, state.pos):
        return False
    state.pos += len(NO_CHARACTER)
    return True


_MAX_MATH_LINES = 200
"""A formula without end is looked for no further than this."""
_MATH_LINE = re.compile(r"\$\$(?P<body>(?:[^$]|\$(?!\$))*)(?P<end>\$\$)?\s*")


def math_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """`$$` … `$$` over several lines; what lies between is not Markdown."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("$$", start) or state.is_code_block(line):
        return False
    match = _MATH_LINE.fullmatch(state.src, start, state.eMarks[line])
    if not match:
        return False
    last = line
    if not match["end"]:
        last = next(
            (
                n
                for n in range(line + 1, min(end_line, line + _MAX_MATH_LINES))
                if state.isEmpty(n) or state.src.startswith("$$", max(state.eMarks[n] - 2, state.bMarks[n]))
            ),
            end_line,
        )
        if last >= end_line or state.isEmpty(last):
            return False
    if silent:
        return True
    token = state.push("math", "", 0)
    token.block = True
    text = state.src[start : state.eMarks[last]].strip()
    token.content = text.removeprefix("$$").removesuffix("$$").strip()
    token.meta = {"display": True}
    token.map = [line, last + 1]
    state.line = last + 1
    return bool(token.content)


def trim(state: StateCore) -> None:
    """Take white space and breaks from the ends of every text block, and drop what is then empty.

    `&#x20;` is how the editor protects a space at the end of a line; it means nothing there.
    """
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "inline":
            token.children = trim_inline(token.children or [])
        kept.append(token)
        if (
            token.type == "paragraph_close"
            and len(kept) > 2
            and kept[-3].type == "paragraph_open"
            and not kept[-2].children
        ):
            del kept[-3:]
    state.tokens = kept


def trim_inline(children: Sequence[Token]) -> list[Token]:
    """The children without white space and breaks at both ends; no-break spaces stay."""
    tokens = list(children)
    while tokens and _strip(tokens[-1], at_end=True):
        tokens.pop()
    first = 0
    while first < len(tokens) and _strip(tokens[first], at_end=False):
        first += 1
    return tokens[first:]


def _strip(token: Token, *, at_end: bool) -> bool:
    """Strip one end of a text token; whether nothing is left."""
    if token.type in _BREAKS:
        return True
    if token.type != "text":
        return False
    token.content = token.content.rstrip(_SPACE) if at_end else token.content.lstrip(_SPACE)
    return not token.content


def inline_plugin(md: MarkdownIt) -> None:
    """Read what §15 adds to inline Markdown."""
    md.block.ruler.before("fence", "math_block", math_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("escape", "math", math_inline)
    md.inline.ruler.before("escape", "final_backslash", final_backslash)
    md.inline.ruler.before("emphasis", "empty_strong", empty_strong)
    md.inline.ruler.before("entity", "no_character", no_character)
    md.core.ruler.push("gitbook_trim", trim)
