"""Annotations written as HTML: `<a data-footnote-ref href="#user-content-fn-1">word</a>` (gitbook-format.md §15, §18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playbook.markdown.html import Start, events

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_MARK = "data-footnote-ref"
_PREFIX = "#user-content-fn-"


def notes_plugin(md: MarkdownIt) -> None:
    """Count these words among the references to notes, before the notes are put at the end of the page.

    A raw HTML token gets `meta["notes"]`: for each such word the number of its note, from 0, and how
    many came before it for the same note; None when there is no such note.
    """
    md.core.ruler.before("footnote_tail", "gitbook_notes", _number)


def _number(state: StateCore) -> None:
    notes = state.env.get("footnotes")
    if not notes or _MARK not in state.src:
        return
    for token in state.tokens:
        for part in (token, *(token.children or ())):
            if part.type in ("html_block", "html_inline") and _MARK in part.content:
                part.meta = {**part.meta, "notes": _references(part, notes)}


def _references(token: Token, notes: dict[str, Any]) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for event in events(token.content):
        if not isinstance(event, Start) or event.name != "a" or _MARK not in event.attributes:
            continue
        label = event.attributes["href"].text.removeprefix(_PREFIX) if "href" in event.attributes else ""
        number = notes["refs"].get(f":{label}")
        if number is None:
            found.append(None)
            continue
        listed = notes.setdefault("list", {})
        if number < 0:
            number = notes["refs"][f":{label}"] = len(listed)
            listed[number] = {"label": label, "count": 0}
        found.append((number, listed[number]["count"]))
        listed[number]["count"] += 1
    return found
