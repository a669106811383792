"""Headings of a page: levels, texts and ids, for the renderer and for whoever asks about pages.

One pass over the tokens decides them all, so that a check and the page never disagree
(gitbook-format.md §3, §13).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.markdown.html import Start, events
from playbook.markdown.model import Heading
from playbook.markdown.slugs import Ids, heading_id, strip_invisible
from playbook.markdown.tags import TAG, tags_of
from playbook.markdown.titles import titles
from playbook.markdown.tree import single_spaced
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

EXPLICIT_ID = re.compile(r"[-A-Za-z0-9.+_]+")
"""The ids that GitBook allows (§13); upper case is accepted from hand-written pages."""

_WRITTEN_ID = re.compile(r"(?:^|[ \t])\{#([-A-Za-z0-9.+_]+)\}\s*$")
"""The id of a heading in GitBook's exports until 2019."""
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_DEEPEST = 4
"""GitBook has a title and three levels of headings; deeper ones are shown at the third (§13)."""
_SECTION = 2


@dataclass(slots=True)
class _Candidate:
    level: int
    text: str
    explicit: str
    span: Span
    token: Token
    has_title_level: bool


def number_headings(
    tokens: list[Token], line_starts: list[int], length: int
) -> tuple[list[Token], list[Heading], list[str], list[Problem]]:
    """Decide level and id of each heading and drop the empty ones.

    A Markdown heading's tokens get the level as their `tag`; its opening token carries the
    `Heading` in `meta["heading"]`. A raw HTML token carries its headings, in order, in
    `meta["headings"]`; None stands for an empty one. Tabs get an id in `meta["id"]`, and the
    `<summary>` elements of a raw HTML token in `meta["summaries"]`, so that links can name them.

    Args:
        tokens: The page, inline children included.
        line_starts: The offset of each line of the page.
        length: The length of the page.

    Returns:
        The tokens that remain, the headings in order, all ids of the page (theirs first), and the problems.
    """
    problems: list[Problem] = []
    candidates: list[_Candidate] = []
    kept: list[Token] = []
    anchors: set[str] = set()
    titled: list[tuple[Token, str]] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "heading_open":
            inline, close = tokens[index + 1], tokens[index + 2]
            index += 3
            candidate = _markdown_heading(token, inline, _span(token, line_starts, length))
            anchors.update(_anchors(inline))
            if strip_invisible(candidate.text).strip() or _shows_something(inline):
                candidates.append(candidate)
                kept += (token, inline, close)
            else:
                problems.append(_empty(candidate.span))
                kept += _anchors_only(token, inline, close)
            continue
        index += 1
        kept.append(token)
        if token.type == "inline":
            anchors.update(_anchors(token))
        elif token.type == "html_block":
            titled += _titles(token)
            candidates += _html_headings(token, _span(token, line_starts, length), problems)
            anchors.update(_anchors(token))
        elif token.type == TAG:
            titled += _titles(token)
            if "block" in token.meta and token.nesting >= 0 and not tags_of(token).is_end:
                candidates += _block_headings(token)
    ids = Ids()
    headings = _decide(candidates, anchors, problems, ids)
    for token, title in titled:
        identifier = _free(ids, heading_id(title), anchors)
        if token.type == TAG:
            token.meta["id"] = identifier
        else:
            token.meta.setdefault("summaries", []).append(identifier)
    every = dict.fromkeys((*(heading.id for heading in headings), *sorted(ids.used | anchors)))
    return kept, headings, list(every), problems


def _block_headings(token: Token) -> Iterator[_Candidate]:
    """The headings that a block makes itself, one level below the last one of the page."""
    tag = tags_of(token)
    for text in token.meta["block"].headings(tag):
        yield _Candidate(0, single_spaced(text), "", tag.span, token, has_title_level=False)


def _titles(token: Token) -> Iterator[tuple[Token, str]]:
    """The titles of tabs and expandables, to which links may lead as to a heading (§6.2, §7)."""
    if token.type == TAG and token.info == "tab" and token.nesting > 0:
        if title := tags_of(token).attributes.get("title", "").strip():
            yield token, title
    elif token.type == "html_block" and "<summary" in token.content.lower():
        for one in titles(token.content, ("summary",)):
            yield token, one.text


def _decide(candidates: list[_Candidate], anchors: set[str], problems: list[Problem], ids: Ids) -> list[Heading]:
    explicit = {c.explicit for c in candidates if c.explicit}
    reserved = explicit | anchors
    headings: list[Heading] = []
    has_title = False
    last = 1
    for candidate in candidates:
        if not candidate.text and candidate.token.type == "html_block":
            candidate.token.meta.setdefault("headings", []).append(None)
            continue
        level = min(candidate.level or last + 1, _DEEPEST)
        last = level if candidate.level else last
        if level == 1:
            if has_title:
                level = _SECTION
                problems.append(
                    Problem(
                        "GB017",
                        candidate.span,
                        f'the page has a second title "{candidate.text}", shown as a section',
                        "write `## ` for a section",
                    )
                )
            has_title = True
        if candidate.explicit and candidate.explicit not in ids.used:
            identifier = ids.claim(candidate.explicit)
        else:
            identifier = _free(ids, heading_id(candidate.text), reserved)
        heading = Heading(level, candidate.text, identifier, candidate.span)
        headings.append(heading)
        if candidate.token.type == "heading_open":
            candidate.token.meta = {**candidate.token.meta, "heading": heading}
        else:
            candidate.token.meta.setdefault("headings", []).append(heading)
    return headings


def _free(ids: Ids, wanted: str, reserved: set[str]) -> str:
    identifier = ids.claim(wanted)
    while identifier in reserved:
        identifier = ids.claim(wanted)
    return identifier


def _markdown_heading(token: Token, inline: Token, span: Span) -> _Candidate:
    explicit = ""
    children = inline.children or []
    for child in children:
        if child.type == "html_inline" and child.content.startswith("<a"):
            explicit = explicit or _explicit_id(child.content)
    if not explicit and children and (written := _WRITTEN_ID.search(inline.content)):
        last, mark = children[-1], written[0].strip()
        if last.type == "text" and last.content.endswith(mark):
            explicit, last.content = written[1], last.content.removesuffix(mark).rstrip()
    return _Candidate(_LEVELS[token.tag], plain_text(children), explicit, span, token, token.tag == "h1")


def _explicit_id(markup: str) -> str:
    """The id of `<a href="#x" id="x">`, the form in which GitBook writes it."""
    for event in events(markup):
        if isinstance(event, Start) and event.name == "a" and "id" in event.attributes:
            identifier = event.attributes["id"].text
            href = event.attributes.get("href")
            if EXPLICIT_ID.fullmatch(identifier) and (href is None or href.text == f"#{identifier}"):
                return identifier
    return ""


def _html_headings(token: Token, span: Span, problems: list[Problem]) -> Iterator[_Candidate]:
    """The `<h2 …>` … of a raw HTML block; an empty one leaves None in `meta["headings"]`."""
    if "<h" not in token.content and "<H" not in token.content:
        return
    for title in titles(token.content, _LEVELS):
        if not title.is_closed:
            return
        if strip_invisible(title.text):
            explicit = title.identifier if EXPLICIT_ID.fullmatch(title.identifier) else ""
            level = _LEVELS[title.name]
            yield _Candidate(level, title.text, explicit, span, token, has_title_level=title.name == "h1")
        else:
            if not title.has_picture:
                problems.append(_empty(span))
            yield _Candidate(_LEVELS[title.name], "", "", span, token, has_title_level=False)


def _empty(span: Span) -> Problem:
    return Problem("GB018", span, "the heading is empty and is left out", "delete it or give it a text")


def _shows_something(inline: Token) -> bool:
    return any(child.type in ("image", "math") or "<img" in child.content for child in inline.children or [])


def _anchors(token: Token) -> Iterator[str]:
    """The ids and names that raw HTML gives (§13: hand-made anchors)."""
    if "<" not in token.content:
        return
    for part in (token, *(token.children or [])):
        if part.type in ("html_block", "html_inline") and ("id" in part.content or "name" in part.content):
            for event in events(part.content):
                if isinstance(event, Start):
                    for key in ("id", "name"):
                        if event.attributes.get(key, ("",))[0]:
                            yield event.attributes[key].text


def _anchors_only(token: Token, inline: Token, close: Token) -> Sequence[Token]:
    """What remains of an empty heading: its anchors, which links may name."""
    inline.children = [child for child in inline.children or [] if child.type == "html_inline"]
    if not any(True for _ in _anchors(inline)):
        return ()
    token.type, token.tag, close.type, close.tag = "paragraph_open", "p", "paragraph_close", "p"
    return token, inline, close


def _span(token: Token, line_starts: list[int], length: int) -> Span:
    first, last = token.map or (0, 0)
    start = line_starts[first] if first < len(line_starts) else length
    end = line_starts[last] - 1 if last < len(line_starts) else length
    return Span(start, max(start, end))


def plain_text(tokens: Sequence[Token]) -> str:
    """The text of inline tokens without markup, images, icons and footnote marks (§13, step 1)."""
    parts: list[str] = []
    icon = False
    for token in tokens:
        if token.type == "html_inline":
            opening = token.content.startswith(("<i ", "<i>", "<I "))
            icon = opening or (icon and not token.content.startswith("</"))
            if token.content.startswith("<br"):
                parts.append(" ")
        elif icon:
            continue
        elif token.type in ("text", "code_inline", "math"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return single_spaced("".join(parts))
