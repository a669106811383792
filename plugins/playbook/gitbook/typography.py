"""French typography in French pages: spaces before signs, apostrophes, ligatures, double spaces.

The rules are those of the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: a no-break space before
`:` and inside « », a narrow one before `;`, `!` and `?`. Either is accepted everywhere, since many keyboards have one only.

A sign with an ordinary space before it is itself a sign of French. Without any, a few words around it must be French:
pages quote titles and names in other languages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from playbook.diagnostics import Edit, Problem
from playbook.gitbook.scalar_text import passage_of_scalar
from playbook.language import detect
from playbook.markdown.prose import OBJECT, passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.gitbook.front_matter import FrontMatter
    from playbook.markdown.parser import Parsed
    from playbook.markdown.prose import Passage
    from playbook.source import Span

SPACES, APOSTROPHES, LIGATURES, DOUBLE = "GB080", "GB081", "GB082", "GB083"

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_SIGN = re.compile(r"(?<![;:!?])[;:!?]++(?=[\s)\]»”\"’.,…]|$)|[«»]")
_NEXT = re.compile(r"(?P<space> *+)(?P<next>\S?)")
_STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W_]|[«“\ufffc])")
_CURVED = re.compile(r"(?<=[^\W\d_])’")
_TWO_SPACES = re.compile(r"(?<=[^\s«])  +(?=[^\s;:!?»])")
_CAN_FOLLOW = re.compile(rf"[^\W_]|[)\]»”\"’%€.…{OBJECT}]")
"""What a sign without a space can follow, and one with a space too."""
_CLAUSE = re.compile(r"[.;:!?…\n](?=\s)|[(«“\"]")
"""After which the words begin that tell the language of a sign."""
_REACH = 120
"""Characters before a sign that are looked at."""
_ADDRESS = re.compile(r"(?:^|\s)(?:https?|mailto|file|ftp|tel|[A-Z])$")
"""Before a colon: the beginning of an address or of a path."""
_SURE = 2
"""So many more words of another language make a passage one in that language."""
_WORD = re.compile(r"[^\W\d_]+['’]?")
_ACCENTS = re.compile("[àâçéèêëîïôùûœ]")
_OFTEN = (" de ", " la ", " les ", " des ", " et ")


def is_french(text: str) -> bool:
    """Whether a page is in French; most others are known at a glance."""
    return any(word in text for word in _OFTEN) and detect(text) == "fr"


def typography(text: str, meta: FrontMatter, parsed: Parsed) -> list[Problem]:
    """What a typographer would correct, one problem of a kind at most; nothing in a page that is not in French.

    Args:
        text: The page.
        meta: Its front matter, whose `description` readers see too.
        parsed: Its body.
    """
    if not is_french(parsed.text):
        return []
    page = _Page(text, meta, parsed)
    return [problem for problem in (page.spaces(), page.apostrophes(), page.ligatures(), page.double()) if problem]


@dataclass(frozen=True)
class _French:
    """What `french.yml` says."""

    french: frozenset[str]
    english: frozenset[str]
    elisions: frozenset[str]
    names: tuple[str, ...]
    ligatures: dict[str, str]
    """The word with œ by the word without it."""
    without: re.Pattern[str]
    """Finds those without it."""


@cache
def _french() -> _French:
    data: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("french.yml").read_text(encoding="utf-8"))
    ligatures = {word.replace("œ", "oe"): word for word in data["ligatures"]}
    words = "|".join(re.escape(word).replace("’", "['’]") for word in sorted(ligatures, key=len, reverse=True))
    return _French(
        frozenset(data["french"].split()),
        frozenset(data["english"].split()),
        frozenset(data["elisions"].split()),
        tuple(data["names"]),
        ligatures,
        re.compile(rf"(?<![\w-])(?:{words})[sx]?(?!\w)", re.IGNORECASE),
    )


def _lean(text: str) -> int:
    """How many more words of a text are evidently French than English."""
    known = _french()
    balance = 0
    for word in _WORD.findall(text.lower()):
        if word[-1] in "'’":
            balance += word[:-1] in known.elisions
        elif word in known.english:
            balance -= 1
        elif word in known.french or _ACCENTS.search(word):
            balance += 1
    return balance


class _Page:
    """The passages of a page in French, of which a few may be in another language."""

    def __init__(self, text: str, meta: FrontMatter, parsed: Parsed) -> None:
        self.source = text
        leans = [
            (passage, _lean(passage.text)) for passage in (*_description(text, meta), *passages(parsed, "fr", meta.end))
        ]
        self.is_mixed = any(lean <= -_SURE for _, lean in leans)
        self.passages = [(passage, lean) for passage, lean in leans if lean >= 0]

    def spaces(self) -> Problem | None:
        """Signs without a no-break space."""
        edits: dict[Span, Edit] = {}
        first = ""
        for passage, lean in self.passages:
            for start, end, text in _spaces(passage.text):
                if not self._is_french(passage, lean, start, is_marked=start < end):
                    continue
                span = passage.span(start, end)
                if self.source[span.start : span.end] == passage.text[start:end]:
                    first = first or _excerpt(passage.text, start, end)
                    edits.setdefault(span, Edit(span, text))
        return self._problem(
            SPACES,
            [*edits.values()],
            ("a sign lacks", "signs lack"),
            f"a no-break space: {first!r}",
        )

    def apostrophes(self) -> Problem | None:
        """Straight apostrophes in a page that has curved ones as well."""
        if "'" not in self.source or "’" not in self.source:
            return None
        curved = sum(len(_CURVED.findall(passage.text)) for passage, _ in self.passages)
        if not curved:
            return None
        edits = self._replaced(_STRAIGHT, "’")
        rest = f"straight (') and {curved} curved (’)"
        return self._problem(APOSTROPHES, edits, ("an apostrophe is", "apostrophes are"), rest)

    def ligatures(self) -> Problem | None:
        """Words with oe for œ."""
        known = _french()
        edits = []
        if "oe" in (small := self.source.casefold()) and known.without.search(small):
            for passage, lean in self.passages:
                for match in known.without.finditer(passage.text):
                    if self._is_french(passage, lean, match.start(), is_marked=False):
                        at = match.start() + _with_ligature(match[0], known).index("œ")
                        span = passage.span(at, at + 2)
                        ligature = "œ" if passage.text[at].islower() else "Œ"
                        edits.append((match[0], Edit(span, ligature)))
        first = edits[0][0] if edits else ""
        return self._problem(
            LIGATURES,
            [edit for _, edit in edits],
            ("a word is", "words are"),
            f"written with oe for œ: {first!r}",
        )

    def double(self) -> Problem | None:
        """Two spaces where one is enough."""
        if "  " not in self.source:
            return None
        edits = self._replaced(_TWO_SPACES, " ")
        return self._problem(DOUBLE, edits, ("a place has", "places have"), "more than one space between words")

    def _replaced(self, pattern: re.Pattern[str], text: str) -> list[Edit]:
        found = []
        for passage, _ in self.passages:
            for match in pattern.finditer(passage.text):
                span = passage.span(*match.span())
                # YAML doubles an apostrophe in single quotes
                if self.source[span.start : span.end].replace("''", "'") == match[0]:
                    found.append(Edit(span, text))
        return found

    def _is_french(self, passage: Passage, lean: int, at: int, *, is_marked: bool) -> bool:
        """Whether the words before a place are French.

        Args:
            passage: The passage.
            lean: That of the passage.
            at: The place.
            is_marked: Whether the place itself is a sign of French.
        """
        number = bisect_left(passage.links, (at, 0)) - 1
        is_link = number >= 0 and at <= passage.links[number][1]
        begin = max(at - _REACH, passage.links[number][0] if is_link else 0, 0)
        window = passage.text[begin:at]
        last = 0
        for match in _CLAUSE.finditer(window):
            last = match.end()
        clause = _lean(window[last:])
        if clause or (is_link and not is_marked):
            return clause > 0
        return lean > 0 or not self.is_mixed

    @staticmethod
    def _problem(code: str, edits: list[Edit], number: tuple[str, str], rest: str) -> Problem | None:
        if not edits:
            return None
        subject = number[0] if len(edits) == 1 else f"{len(edits)} {number[1]}"
        return Problem(code, edits[0].span, f"{subject} {rest}", "`playbook fix` puts it right", tuple(edits))


def _description(text: str, meta: FrontMatter) -> Iterator[Passage]:
    value, span = meta.values.get("description"), meta.spans.get(("description",))
    if isinstance(value, str) and span is not None and (passage := passage_of_scalar(text, span, value)) is not None:
        yield passage


def _spaces(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a no-break space is missing, as what is there instead, and the space that should be there."""
    opened, last = 0, text.rfind("»")
    for match in _SIGN.finditer(text):
        sign, start = match[0], match.start()
        after, following = _following(text, match.end())
        if sign == "«":
            if not text[start - 1 : start].isalnum():  # else it closes, as in German
                opened += 1
                if following and start < last:
                    yield match.end(), after, NO_BREAK
            continue
        while start and text[start - 1] == " ":
            start -= 1
        before = text[start - 1 : start]
        if sign == "»":
            is_sign = opened > 0  # else it opens, as in German, or points, as in a path of pages
            opened = max(opened - 1, 0)
        elif sign == ":" and before.isdigit() and following.isdigit():
            is_sign = False
        elif start == match.start():
            is_sign = not _belongs_to_word(text, start, sign)
        else:
            is_sign = not (sign in ":;" and after == match.end() and following == ")")
        if is_sign and "::" not in sign and _CAN_FOLLOW.match(before):
            yield start, match.start(), NARROW if sign[0] in ";!?" else NO_BREAK


def _excerpt(text: str, start: int, end: int) -> str:
    """The words around a place."""
    first = text.rfind(" ", 0, max(start - 12, 0)) + 1
    last = text.find(" ", end + 1)
    return " ".join(text[max(first, start - 30) : last if 0 <= last < end + 20 else end + 1].split())


def _following(text: str, at: int) -> tuple[int, str]:
    """The place of the next character that is no ordinary space, and that character; none for other white space."""
    match = _NEXT.match(text, at)
    return (match.end("space"), match["next"]) if match else (at, "")


def _belongs_to_word(text: str, at: int, sign: str) -> bool:
    """Whether a sign without a space is a part of a name or an address."""
    word = text[max(at - 20, 0) : at]
    return f"{word}{sign}".endswith(_french().names) or (sign == ":" and _ADDRESS.search(word) is not None)


def _with_ligature(word: str, known: _French) -> str:
    folded = word.casefold().replace("'", "’")
    return known.ligatures.get(folded) or known.ligatures[folded[:-1]]
