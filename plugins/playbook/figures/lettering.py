"""How much room a text takes, and how it is broken into lines.

No font is read: the widths are those of an ordinary sans serif (Helvetica and the fonts made to its measure), and a
margin covers the system fonts that run wider.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MARGIN = 1.08
"""How much wider than the table a reader's font may be."""
BOLD = 1.07
"""How much wider a bold letter is than a regular one."""

_WIDTHS = {
    "ijl'\u2018\u2019": 222,
    "|": 260,
    " \u00a0,./:;!I[]\\ft\u0131": 278,
    "-\u2011()`r·•{}": 333,
    '"“”': 355,
    "*\u202f\u2009": 300,
    "Jckszvxy^": 500,
    "LTFZ": 611,
    "0123456789abdeghnopqu?_$#«»\u2013": 556,
    "+<>=~÷\u00d7\u2212": 584,
    "ABEKPSVXY&": 667,
    "CDHNRUw": 722,
    "GOQ": 778,
    "Mm": 833,
    "%æ": 889,
    "Wœ": 944,
    "@—…→←ÆŒ": 1000,
    "\u200b\u2060\ufeff\u00ad": 0,
}
_WIDTH = {letter: width / 1000 for letters, width in _WIDTHS.items() for letter in letters}
_WIDE = 1.0
_OTHER = 0.62
_BREAK = re.compile("( |\u200b|\u00ad|(?<=[^\\W\\d_][-/])(?=[^\\W\\d_]))")
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f]")
_STEP = 0.2


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text set in a box."""

    lines: tuple[str, ...]
    size: float
    """Height of the letters, in units of the drawing."""
    fits: bool
    """Whether all of it lies within the box; if not, it is set in the smallest size."""


def clean(text: str) -> str:
    """A text without the characters that XML does not allow, its white space made single spaces.

    Line ends stay, and so do no-break and soft characters, which are the author's.
    """
    lines = (re.sub("[ \t\r]+", " ", line).strip(" ") for line in _FORBIDDEN.sub("", text).split("\n"))
    return "\n".join(lines).strip("\n")


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    if letter in _WIDTH:
        return _WIDTH[letter]
    base = unicodedata.normalize("NFKD", letter)[0]
    if base in _WIDTH:
        return _WIDTH[base]
    if unicodedata.combining(letter):
        return 0.0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is, in units of the drawing, in a font that runs wide."""
    return sum(map(_letter, text)) * size * MARGIN * (BOLD if bold else 1.0)


def wrap(text: str, limit: float, size: float, *, bold: bool = False) -> tuple[str, ...] | None:
    """Break a text into lines no wider than a limit, or None when a word is wider.

    Lines end at spaces, after the hyphen or slash between two words, at zero-width spaces and, with a hyphen, at soft
    hyphens; never at no-break spaces.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        pieces = _BREAK.split(paragraph)
        line, length = "", 0.0
        for number in range(0, len(pieces), 2):
            word = pieces[number]
            joint = pieces[number - 1] if number else ""
            after = pieces[number + 1] if number + 1 < len(pieces) else ""
            hyphen = width("-", size, bold=bold) if after == "\u00ad" else 0.0
            wide = width(word, size, bold=bold)
            if wide + hyphen > limit:
                return None
            space = width(" ", size, bold=bold) if joint == " " else 0.0
            if number and length + space + wide + hyphen > limit:
                lines.append(f"{line}-" if joint == "\u00ad" else line)
                line, length = word, wide
            else:
                line, length = line + (" " if joint == " " else "") + word, length + space + wide
        lines.append(line)
    return tuple(lines)


def fit(
    text: str, box: tuple[float, float], size: float, smallest: float, *, leading: float = 1.25, bold: bool = False
) -> Lettering:
    r"""Set a text in a box: as large as its style wants, in as few lines as possible, these of about the same length.

    Args:
        text: The text; `\n` forces a new line.
        box: Width and height, in units of the drawing.
        size: The size that is wanted.
        smallest: The size below which the text would not be legible.
        leading: Height of a line, in sizes.
        bold: Whether the letters are bold.
    """
    wide, high = box
    candidate = size
    while True:
        lines = wrap(text, wide, candidate, bold=bold)
        if lines is not None and len(lines) * candidate * leading <= high + 0.01:
            return Lettering(_balanced(text, lines, wide, candidate, bold=bold), candidate, fits=True)
        if candidate <= smallest:
            return Lettering(lines or tuple(text.split()), candidate, fits=False)
        candidate = max(smallest, candidate - _STEP)


def _balanced(text: str, lines: tuple[str, ...], limit: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """The same number of lines, within the narrowest measure that allows it."""
    low = 0.0
    while len(lines) > 1 and limit - low > size / 4:
        middle = (low + limit) / 2
        narrower = wrap(text, middle, size, bold=bold)
        if narrower is not None and len(narrower) == len(lines):
            lines, limit = narrower, middle
        else:
            low = middle
    return lines
