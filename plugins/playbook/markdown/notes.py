"""Notes: words that have one, as GitBook writes them in HTML, and what is amiss with notes (gitbook-format.md §15, §18)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playbook.diagnostics import Problem
from playbook.markdown.html import Start, events
from playbook.markdown.spans import Locator
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

MARK = "data-footnote-ref"
"""The attribute of a word that has a note."""
_PREFIX = "#user-content-fn-"
_REFERENCE = re.compile(r"(?<!\\)\[\^(\w[\w-]{0,40})\](?!:)")
"""What is meant as the mark of a note, and not as `[^a-z]`."""
_DEFINITION = re.compile(r"^[ >]*\[\^([^\]\s]+)\]:", re.MULTILINE)


def notes_plugin(md: MarkdownIt) -> None:
    """Count these words among the references to notes, before the notes are put at the end of the page.

    A raw HTML token gets `meta["notes"]`: for each such word the number of its note, from 0, and how
    many came before it for the same note; None when there is no such note.
    """
    md.core.ruler.before("footnote_tail", "gitbook_notes", _number)


def _number(state: StateCore) -> None:
    notes = state.env.get("footnotes")
    if not notes or MARK not in state.src:
        return
    for token in state.tokens:
        for part in (token, *(token.children or ())):
            if part.type in ("html_block", "html_inline") and MARK in part.content:
                part.meta = {**part.meta, "notes": _references(part, notes)}


def _references(token: Token, notes: dict[str, Any]) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for event in events(token.content):
        if not isinstance(event, Start) or event.name != "a" or MARK not in event.attributes:
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


def note_problems(text: str, tokens: list[Token], line_starts: list[int], env: dict[str, Any]) -> Iterator[Problem]:
    """Marks without a note, and notes without a mark (§15: both occur).

    Args:
        text: The page.
        tokens: The whole of it, inline children included.
        line_starts: The offset of each line.
        env: What the parser noted.
    """
    references: dict[str, int] = env.get("footnotes", {}).get("refs", {})
    for match in _DEFINITION.finditer(text):
        if references.get(f":{match[1]}", 0) < 0:
            span = Span(match.start(1) - 2, match.end(1) + 1)
            message = f"no word has the note `[^{match[1]}]`, and readers do not see it"
            yield Problem("GB059", span, message, f"write `[^{match[1]}]` after the word, or delete the note")
    for token in tokens:
        if (token.type == "inline" and "[^" in token.content) or MARK in token.content:
            locate = Locator(text, line_starts, token)
            yield from _marks_without_note(token, references, locate)
            yield from _words_without_note(token, references, locate)


def _marks_without_note(token: Token, references: dict[str, int], locate: Locator) -> Iterator[Problem]:
    texts = (child.content for child in token.children or () if child.type == "text")
    shown = {mark for text in texts if "[^" in text for mark in _REFERENCE.findall(text)}
    for match in _REFERENCE.finditer(token.content):
        if f":{match[1]}" not in references and match[1] in shown:
            at = locate(match.start())
            yield _no_note(match[1], Span(at, at + len(match[0])), "it is shown as it is written")


def _words_without_note(token: Token, references: dict[str, int], locate: Locator) -> Iterator[Problem]:
    for part in (token, *(token.children or ())):
        if part.type not in ("html_block", "html_inline") or MARK not in part.content:
            continue
        offset = 0 if part is token else part.meta.get("span", (0, 0))[0]
        for event in events(part.content):
            if isinstance(event, Start) and MARK in event.attributes and "href" in event.attributes:
                value = event.attributes["href"]
                label = value.text.removeprefix(_PREFIX)
                if f":{label}" not in references:
                    span = Span(locate(offset + value.span.start), locate(offset + value.span.end))
                    yield _no_note(label, span, "the word stands without it")


def _no_note(label: str, span: Span, what: str) -> Problem:
    return Problem("GB059", span, f"there is no note `{label}`; {what}", f"write the note: `[^{label}]: …`")
