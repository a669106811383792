"""Bare addresses in a text (GFM), without looking at more of it than they can reach.

The library's rules look back over all text since the last mark-up and copy all that follows, at each
`w`, `:` and `@`; asked first whether an address is possible at all, they cost time linear in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

_SPACE = re.compile(r"\s")
_ADDED = {"w": "http://", "@": "mailto:"}
"""What the rules put before an address that has no scheme, by the character that they look for."""
_PROTOCOLS = ("http", "https", "mailto", "xmpp")


def autolinks_plugin(md: MarkdownIt) -> None:
    """Read bare addresses."""
    md.use(gfm_autolink_plugin)
    rules = dict(zip(md.inline.ruler.get_active_rules(), md.inline.ruler.getRules(""), strict=True))
    for name, is_possible in _POSSIBLE.items():
        md.inline.ruler.at(name, _guarded(rules[name], is_possible))


def _guarded(rule: Rule, is_possible: Callable[[StateInline], bool]) -> Rule:
    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        if not is_possible(state):
            return False
        end = state.posMax
        space = _SPACE.search(state.src, state.pos, end)
        state.posMax = space.start() if space else end
        at, count = state.pos, len(state.tokens)
        try:
            if not rule(state, silent):
                return False
        finally:
            state.posMax = end
        for token in state.tokens[count:]:
            if token.type == "link_open":
                _record(token, state.src[at], state.pos)
        return True

    return run


def _record(token: Token, trigger: str, end: int) -> None:
    """Let a link remember where it stands in the content, as `spans_plugin` does for others."""
    written = str(token.attrs["href"]).removeprefix(_ADDED.get(trigger, ""))
    token.meta = {**token.meta, "span": (end - len(written), end)}


def _www(state: StateInline) -> bool:
    return state.src[state.pos : state.pos + 4].lower() == "www."


def _protocol(state: StateInline) -> bool:
    return state.src.startswith(":", state.pos) and state.pending[-6:].endswith(_PROTOCOLS)


def _email(state: StateInline) -> bool:
    return state.src.startswith("@", state.pos) and (
        state.pending[-1:].isalnum() or state.pending[-1:] in tuple(".-_+")
    )


_POSSIBLE: dict[str, Callable[[StateInline], bool]] = {
    "gfm_autolink_www": _www,
    "gfm_autolink_protocol": _protocol,
    "gfm_autolink_email": _email,
}
