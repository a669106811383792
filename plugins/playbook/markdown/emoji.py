"""Emoji by their GitHub names, `:house:` (gitbook-format.md §15)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pymdownx import gemoji_db

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_SHORT_NAME = re.compile(r"(?<![\w:/]):([a-z0-9_+-]{1,60}):(?![\w:/])")
_LITERAL = ("<code", "<pre", "<kbd", "<i ")


def emojis(text: str) -> str:
    """The text with its short names replaced; unknown ones stay, as do times, `::` and parts of URLs."""
    return _SHORT_NAME.sub(lambda match: _table().get(match[1], match[0]), text) if ":" in text else text


def emoji_plugin(md: MarkdownIt) -> None:
    """Replace the short names in the texts of a page, so that its title and its ids know of them too."""
    md.core.ruler.push("gitbook_emoji", _replace)


def _replace(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and ":" in token.content:
            _in_text(token.children or [])


def _in_text(tokens: list[Token]) -> None:
    literal = ""
    for token in tokens:
        if token.type == "html_inline":
            markup = token.content.lower()
            if literal:
                literal = "" if markup.startswith(f"</{literal}") else literal
            elif markup.startswith(_LITERAL):
                literal = markup[1:].split()[0].rstrip(">")
        elif token.type == "text" and not literal:
            token.content = emojis(token.content)
        elif token.type == "image":
            _in_text(token.children or [])


@cache
def _table() -> dict[str, str]:
    characters = {
        name.strip(":"): "".join(
            chr(int(code, 16)) for code in (entry.get("unicode_alt") or entry["unicode"]).split("-")
        )
        for name, entry in gemoji_db.emoji.items()
        if "unicode" in entry
    }
    for alias, name in gemoji_db.aliases.items():
        if name.strip(":") in characters:
            characters.setdefault(alias.strip(":"), characters[name.strip(":")])
    return characters
