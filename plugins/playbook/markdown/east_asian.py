"""Strong and emphasised texts in Chinese, Japanese and Korean, which have no spaces at their ends.

By CommonMark 0.31, §6.2, stars close nothing when a sign stands before them and a letter after, as it is after a bold
label with its wide colon. Beside East Asian characters a sign is here like a letter, as in the proposal for CommonMark
at github.com/tats-u/markdown-cjk-friendly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from markdown_it.rules_inline.emphasis import tokenize

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_WIDE = frozenset("WFH")
"""The widths of East Asian letters and signs (Unicode Standard Annex 11)."""


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    start, count = state.pos, len(state.delimiters)
    if not tokenize(state, silent):
        return False
    before, after = state.src[start - 1 : start] or " ", state.src[state.pos : state.pos + 1] or " "
    if state.src[start] == "*" and (_is_wide(before) or _is_wide(after)):
        for delimiter in state.delimiters[count:]:
            delimiter.open = not after.isspace() and (_is_letter(after) or not _is_letter(before) or _is_wide(before))
            delimiter.close = not before.isspace() and (_is_letter(before) or not _is_letter(after) or _is_wide(after))
    return True


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in _WIDE


def _is_letter(sign: str) -> bool:
    """Whether a character is no sign between words; an East Asian one never is."""
    return _is_wide(sign) or not (sign.isspace() or category(sign)[0] in "PS")


def east_asian_plugin(md: MarkdownIt) -> None:
    """Let stars open and close beside East Asian characters."""
    md.inline.ruler.at("emphasis", _emphasis)
