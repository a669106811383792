"""The state of a page as its description tells it: how reviews were marked before there was a record."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from playbook.diagnostics import Edit
from playbook.review.dates import earliest
from playbook.review.section import REVIEW
from playbook.review.states import ReviewState
from playbook.review.version import version
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.gitbook.document import Document

LONGEST = 120
"""Characters; a longer text says more than a state."""

_VERSION = re.compile(r"(?<!\S)v?(?P<version>\d+\.\d[0-9a-z.+-]*)(?!\S)")
_ROUND = re.compile(r"\b(?:round|tour|n°) ?(?P<round>[1-9])\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a description tells of a review."""

    version: str = ""
    state: ReviewState
    round: int | None = None
    date: str = ""

    def values(self) -> dict[str, Any]:
        """What it tells, as a record says it."""
        return {key: value for key, value in asdict(self).items() if value}


def legacy(description: str) -> Told | None:
    """What a description tells of the review and nothing else; None when it says something else, or more.

    Every word counts: whatever a description adds to the state makes it a description.
    """
    if not description or len(description) > LONGEST:
        return None
    text = " ".join(description.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    told: dict[str, Any] = {}
    for key, pattern, read in (
        ("date", _words().date, _date),
        ("version", _VERSION, _version),
        ("round", _ROUND, _round),
    ):
        if (found := pattern.search(text)) is not None and (value := read(found)):
            text = f"{text[: found.start()]} {text[found.end() :]}"
            told[key] = value
    state = _state(text)
    return Told(state=state, **told) if state is not None else None


def conversion(document: Document, told: Told) -> tuple[Edit, ...]:
    """The edit that puts the record of a review in the place of the description; none where that needs a person.

    Args:
        document: A page whose description tells its review.
        told: What it tells.
    """
    meta, text = document.front_matter, document.source.text
    path = ("description",)
    if path not in meta.key_spans or path not in meta.spans:
        return ()
    start, end = meta.key_spans[path].start, meta.spans[path].end
    line_end = text.find("\n", end)
    if text[start - 1] != "\n" or text[end:line_end].strip():
        return ()  # in braces, or a comment follows
    values = told.values()
    if REVIEW.key not in meta.values:
        lines = (f'  {key}: "{value}"' if key == "version" else f"  {key}: {value}" for key, value in values.items())
        return (Edit(Span(start, line_end), "\n".join((f"{REVIEW.key}:", *lines))),)
    written = meta.values[REVIEW.key]
    if isinstance(written, dict) and all(written.get(key) for key in values):
        return (Edit(Span(start, line_end + 1), ""),)
    return ()


def _date(found: re.Match[str]) -> str:
    """The date of a match, as exact as it is written; empty when the calendar has no such day."""
    day = f"-{int(found['day']):02}" if found["day"] else ""
    date = found["iso"] or f"{found['year']}-{_words().months[found['month']]:02}{day}"
    try:
        earliest(date)
    except ValueError:
        return ""
    return date


def _version(found: re.Match[str]) -> str:
    return found["version"] if version(found["version"]) is not None else ""


def _round(found: re.Match[str]) -> int:
    return int(found["round"])


def _state(text: str) -> ReviewState | None:
    """The state that words name; None when one of them has nothing to do with it."""
    known = _words()
    for phrase, word in known.phrases.items():
        text = text.replace(phrase, word)
    words = re.findall(r"[^\W_]+", text)
    said = {known.roles.get(word, "") for word in words} - {"filler"}
    if said in ({"draft"}, {"draft", "version"}):
        return ReviewState.DRAFT
    if said == {"candidate", "version"}:
        return ReviewState.RELEASE_CANDIDATE
    is_review = {"committee", "review"} <= said <= {"committee", "review", "version", "draft"}
    named = said & {"version", "draft"} or words[0] in known.purpose if words else False
    return ReviewState.TAC_REVIEW if is_review and named else None


@dataclass(frozen=True)
class _Words:
    phrases: Mapping[str, str]
    roles: Mapping[str, str]
    purpose: frozenset[str]
    months: Mapping[str, int]
    date: re.Pattern[str]
    """A day or a month of a year."""


@cache
def _words() -> _Words:
    text = files("playbook.review").joinpath("legacy.yml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    roles = {word: role for role, words in table["roles"].items() for word in words.split()}
    day, month = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?", "|".join(table["months"])
    date = re.compile(rf"\b(?:{day} )?(?P<month>{month}),? (?P<year>20\d\d)\b|\b(?P<iso>20\d\d-\d\d(?:-\d\d)?)\b")
    return _Words(table["phrases"], roles, frozenset(table["purpose"]), table["months"], date)
