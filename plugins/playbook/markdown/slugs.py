"""Anchors of headings and path segments of titles: the single source of truth.

The rules were fitted on 7,415 links that GitBook wrote itself (gitbook-format.md §13).
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

MAX_LENGTH = 100
"""GitBook cuts an id after this many characters, without regard to words (§13 step 8)."""

INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
"""Zero-width characters, which occur in real pages and never carry meaning (§1)."""

_APOSTROPHES = re.compile("['\u2019\u2018\u02bc]")
_OUTSIDE = re.compile(r"[^a-z0-9._+-]+")
_SAFE = re.compile(r"[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*")
_DASHES = re.compile(r"-{2,}")
_SYMBOLS = {"&": " and ", "<": " less-than ", ">": " greater-than "}
_LETTERS = str.maketrans(  # the letters that NFKD does not take apart
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "\u0131": "i", "ħ": "h"}
)


def strip_invisible(text: str) -> str:
    """The text without zero-width characters."""
    return INVISIBLE.sub("", text)


def slug(text: str) -> str:
    """The path segment of a title, as GitBook names files (§13, steps 2 to 8).

    Scripts other than Latin keep their letters, since what GitBook transliterates them to is not
    known (§23) and an id of their own letters is valid in a URL.

    Args:
        text: Plain text, without markup.

    Returns:
        At most `MAX_LENGTH` characters; empty when the text holds no letter and no digit.
    """
    text = unescape(strip_invisible(text)).lower().translate(_LETTERS)
    text = _APOSTROPHES.sub("", text)
    for symbol, word in _SYMBOLS.items():
        text = text.replace(symbol, word)
    decomposed = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    if not text.isascii():
        text = "".join(c if c.isascii() or c.isalnum() else "-" for c in text)
        text = re.sub(r"[^\w.+-]+", "-", text)
    else:
        text = _OUTSIDE.sub("-", text)
    return _DASHES.sub("-", text)[:MAX_LENGTH].strip("-")


def segment(name: str) -> str:
    """A name as a segment of an address: as it is where that needs no encoding, else its slug."""
    return name if _SAFE.fullmatch(name) else slug(name).strip(".") or "page"


def heading_id(text: str) -> str:
    """The automatic id of a heading (§13, steps 1 to 9); `section` when the text gives none."""
    identifier = slug(text)
    if identifier[:1].isdigit():
        identifier = f"id-{identifier}"[:MAX_LENGTH]
    return identifier or "section"


def github_id(text: str) -> str:
    """The id that GitHub gives to a heading, which hand-written links often use (§13)."""
    text = unescape(strip_invisible(text)).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


class Ids:
    """Makes ids unique on a page: `-1`, `-2` … (§13, step 10)."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._last: dict[str, int] = {}

    def claim(self, wanted: str) -> str:
        """`wanted`, or the first free one of its numbered forms."""
        identifier = wanted
        while identifier in self.used:
            self._last[wanted] = self._last.get(wanted, 0) + 1
            identifier = f"{wanted}-{self._last[wanted]}"
        self.used.add(identifier)
        return identifier
