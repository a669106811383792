"""The inline Markdown of one entry of `SUMMARY.md`: its title, its target, its link title."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_inline import link as link_rule

from playbook.markdown.slugs import strip_invisible
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class EntryText:
    """What the text of an entry says."""

    title: str
    """Of the first link, or of the whole text when it holds none, without markup."""
    target: str | None
    """Of the first link: entities and escapes decoded, percent-encoding as written; None without a link."""
    link_title: str = ""
    target_span: Span = NOWHERE
    """In the text of the entry."""
    rest: str = ""
    """The plain text outside the first link."""
    is_loose: bool = False
    """Whether the target has spaces and no `<…>` around it, which makes it no link of Markdown."""


def read_entry(text: str) -> EntryText:
    """Read the inline Markdown of an entry."""
    tokens = _markdown().parseInline(text)[0].children or []
    opening = next((number for number, token in enumerate(tokens) if token.type == "link_open"), None)
    if opening is None:
        return _loose(text) or EntryText(_plain(tokens), None)
    closing = next(n for n in range(opening, len(tokens)) if tokens[n].type == "link_close")
    link = tokens[opening]
    return EntryText(
        title=_plain(tokens[opening + 1 : closing]),
        target=str(link.attrGet("href") or "").strip(),
        link_title=strip_invisible(str(link.attrGet("title") or "")).strip(),
        target_span=link.meta.get("target", Span(0, len(text))),
        rest=_plain([*tokens[:opening], *tokens[closing + 1 :]]),
    )


def _loose(text: str) -> EntryText | None:
    """A link to a page that is none for a space: `[A](my page.md)`, `[A] (page.md)`."""
    for mark in ("](", "] ("):
        label, found, rest = text.partition(mark)
        path = rest.rstrip().removesuffix(")")
        is_page = path.partition("#")[0].lower().endswith(".md") and path != rest.rstrip()
        if found and is_page and label.startswith("[") and not set(path) & set("<>[]\n"):
            start = len(label) + len(mark)
            entry = read_entry(f"{label}](<{path}>)")
            return replace(entry, target_span=Span(start, start + len(path)), is_loose=True)
    return None


def _plain(tokens: Sequence[Token]) -> str:
    """The text of inline tokens as readers see it; an icon, whose text is its name, is none."""
    parts = []
    in_icon = False
    for token in tokens:
        if token.type == "html_inline":
            in_icon = token.content.startswith("<i ") or (in_icon and token.content != "</i>")
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type in {"text", "text_special"} and not in_icon:
            parts.append(_with_emoji(token.content) if token.type == "text" else token.content)
        elif token.type in {"code_inline", "image"}:
            parts.append(_plain(token.children) if token.children else token.content)
    return " ".join(strip_invisible("".join(parts)).split())


def _with_emoji(text: str) -> str:
    if text.count(":") < len("::"):
        return text
    from playbook.markdown.emoji import emojis  # noqa: PLC0415 (its table is large, and few entries need it)

    return emojis(text)


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark")
    markdown.inline.ruler.at("link", _link)
    # The targets are wanted as they are meant, and the space decides which of them lead somewhere.
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 (the name is fixed)
    return markdown


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the signature of a rule)
    """The rule of markdown-it-py, which also remembers where the target is written."""
    start, count = state.pos, len(state.tokens)
    if not link_rule(state, silent):
        return False
    if not silent:
        end = state.md.helpers.parseLinkLabel(state, start, True) + 2
        while end < state.posMax and state.src[end].isspace():
            end += 1
        destination = state.md.helpers.parseLinkDestination(state.src, end, state.posMax)
        opening = next(token for token in state.tokens[count:] if token.type == "link_open")
        opening.meta = {"target": Span(end, destination.pos if destination.ok else end)}
    return True
