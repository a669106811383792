"""The words that an author wrote, found without the parser that is to be tested.

What is not prose is taken out by `NOT_SHOWN`: each entry says why readers do not see it as it is written.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Unseen(NamedTuple):
    """Source text that readers do not get as it is written."""

    reason: str
    pattern: re.Pattern[str]
    instead: str | Callable[[re.Match[str]], str] = " "


def _titles(tag: re.Match[str]) -> str:
    """Of a tag only its title is prose."""
    return " " + " ".join(re.findall(r"\btitle=\"([^\"]*)\"", tag[0])) + " "


NOT_SHOWN = (
    Unseen("comments are not published", re.compile(r"<!--.*?-->", re.DOTALL)),
    Unseen(
        "a card for a page has the title of the page",
        re.compile(r"\{% (content-ref|page-ref)\b.*?\{% end\1 %\}", re.DOTALL),
    ),
    Unseen(
        "an operation of an API is shown instead of the name of its file",
        re.compile(r"^\[[^\]\n]*\]\([^()\n]*\)\n(?=\{% endopenapi)", re.MULTILINE),
    ),
    Unseen("a mention has the title of its target", re.compile(r"\[[^\]\n]*\]\([^()\n]*\"mention\"\)")),
    Unseen("the same in HTML", re.compile(r"<a\b[^<>]*\bdata-mention\b[^<>]*>[^<>]*</a>")),
    Unseen("the name of an icon is a picture", re.compile(r"<i class=\"fa-[^<>]*>[^<>]*</i>")),
    Unseen("an expression has a value", re.compile(r"<code class=\"expression\">.*?</code>", re.DOTALL)),
    Unseen("text under a condition is not for every reader", re.compile(r"\{% if\b.*?\{% endif %\}", re.DOTALL)),
    Unseen(
        "in a table of cards a link without a text of its own is what a card leads to",
        re.compile(r"<td>\s*<a href=\"(?P<target>[^\"]*)\">(?:(?P=target)|[^<>]*\.md|[\w-]+|Broken link)</a>\s*</td>"),
    ),
    Unseen("of a tag only the title is shown", re.compile(r"\{%.*?%\}", re.DOTALL), _titles),
    Unseen("the language of a fence is not shown", re.compile(r"^[ \t>]*(?:```+|~~~+)[^\n]*$", re.MULTILINE)),
    Unseen("the number of an item comes from the list", re.compile(r"^[ \t>]*(?:[*+-] +)*\d+[.)](?=\s)", re.MULTILINE)),
    Unseen("the mark of a note is its number", re.compile(r"\[\^[^\]\n]+\]:?")),
    Unseen(
        "the target of a link is not its text",
        re.compile(r"\]\((?:<[^<>\n]*>|(?:\\.|[^()\s\\]|\([^()\s]*\))*)(?:\s+\"[^\"\n]*\")?\)"),
        "]",
    ),
)
ELEMENT = re.compile(r"<[A-Za-z/][^<>]*>")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
NOT_A_CHARACTER = re.compile(r"&#xNAN;")
EMPHASIS = re.compile(r"\*+|~~|[\[\]`\\]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> set[str]:
    """The words of a text, in lower case."""
    return {word.lower() for word in WORD.findall(INVISIBLE.sub("", text))}


def shown_words(text: str) -> set[str]:
    """The words that a page shows, also those that marks of code or of emphasis part."""
    return words(text) | words(EMPHASIS.sub("", text))


def lost_words(source: str, shown: str) -> set[str]:
    """The words of a page's source that the page does not show.

    Markup may part words (`<br>`) or stand in one (`**match**ing`), so that two readings are made; a word is lost
    when it is in both.

    Args:
        source: The page without its front matter.
        shown: Its visible text.
    """
    for unseen in NOT_SHOWN:
        source = unseen.pattern.sub(unseen.instead, source)
    source = NOT_A_CHARACTER.sub(" ", source)
    seen = shown_words(shown)
    readings = (unescape(EMPHASIS.sub(mark, ESCAPE.sub(r"\1", ELEMENT.sub(mark, source)))) for mark in ("", " "))
    return set.intersection(*(words(reading) - seen for reading in readings))
