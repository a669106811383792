"""What a page says of its review in its front matter.

```yaml
review:
  version: "0.9"
  state: tac-review
  round: 2
  date: 2026-03-31            # or 2026-03 where the day is not known
  reviewers: [Ada Lovelace]
  notes_url: https://example.org/minutes
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from playbook.diagnostics import Edit, Problem
from playbook.review.dates import latest
from playbook.review.states import ReviewState, state_of
from playbook.review.version import version as version_of
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.gitbook.front_matter import FrontMatter
    from playbook.gitbook.positioned_yaml import Path

KEY = "review"
"""The key of the front matter."""

UNKNOWN_KEY, UNKNOWN_STATE, MALFORMED, VERSION, DATE = "REV002", "REV003", "REV004", "REV005", "REV006"
"""The codes of what can be wrong in a record by itself."""

MOST_ROUNDS = 99
_WEB = re.compile(r"https?://[^\s<>\"']+")


def _is_version(text: str) -> str:
    if version_of(text) is None:
        message = f"{text!r} is no version"
        raise ValueError(message)
    return text


def _is_date(text: str) -> str:
    latest(text)
    return text


def _is_address(text: str) -> str:
    if not _WEB.fullmatch(text):
        message = f"{text!r} is no address on the web"
        raise ValueError(message)
    return text


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Name = Annotated[str, Field(min_length=1)]


class Review(BaseModel):
    """The review of one page. Every key may be missing."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    version: Annotated[str, AfterValidator(_is_version)] | None = None
    """As written: `0.10` is not `0.1` (`playbook.review.version`)."""
    state: ReviewState | None = None
    round: Annotated[int, Field(ge=1, le=MOST_ROUNDS)] | None = None
    """How often this version was submitted to the committee."""
    date: Annotated[str, AfterValidator(_is_date)] | None = None
    """When the page came into the state, by ISO 8601: `2026-03-31`, or `2026-03` where the day is not known."""
    reviewers: Annotated[tuple[Name, ...], BeforeValidator(_listed)] = ()
    """Who signed it off."""
    notes_url: Annotated[str, AfterValidator(_is_address)] | None = None
    """Where the minutes of the review are."""


KEYS = tuple(Review.model_fields)
_HINTS: Mapping[str, tuple[str, str]] = {
    "version": (VERSION, "write it like '0.9', '1.0.0' or '1.0.0-rc.1'"),
    "state": (UNKNOWN_STATE, f"known: {', '.join(ReviewState)}"),
    "round": (MALFORMED, f"write a whole number from 1 to {MOST_ROUNDS}"),
    "date": (DATE, "write it like '2026-03-31', or '2026-03' where the day is not known"),
    "reviewers": (MALFORMED, "write `reviewers: [one name, another]`"),
    "notes_url": (MALFORMED, "write an address that begins with https://"),
}
"""By key, the code of a value that cannot be read, and how to write it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the front matter of a page says of its review."""

    review: Review | None = None
    """None when it says nothing. A value that cannot be used is left out."""
    problems: tuple[Problem, ...] = ()


def read(meta: FrontMatter) -> Record:
    """Read the record of a page; what is wrong with it is in the problems."""
    if KEY not in meta.values:
        return Record()
    written = meta.values[KEY]
    if not isinstance(written, dict):
        span = _span(meta, (KEY,))
        hint = "write `version:`, `state:` … below it"
        return Record(None, (Problem(MALFORMED, span, f"the value of {KEY!r} is not a mapping", hint),))
    values, problems = {}, []
    for key, value in written.items():
        if key not in KEYS:
            problems.append(_unknown(meta, key))
        elif value is not None:
            values[key] = value
    state = values.get("state")
    if isinstance(state, str) and (meant := state_of(state)) is not None and meant != state:
        span = _span(meta, (KEY, "state"))
        edits = (Edit(span, meant),)
        problems.append(
            Problem(UNKNOWN_STATE, span, f"the state {state!r} is written {str(meant)!r}", f"write {meant}", edits)
        )
        values["state"] = meant
    review, refused = made(values)
    problems += (_refused(meta, key, values[key]) for key in refused)
    return Record(review, tuple(sorted(problems, key=lambda problem: problem.span)))


def made(values: Mapping[str, Any]) -> tuple[Review, tuple[str, ...]]:
    """The review that some values make, and the keys whose values cannot be used."""
    try:
        return Review.model_validate(dict(values)), ()
    except ValidationError as error:
        refused = tuple(dict.fromkeys(str(one["loc"][0]) for one in error.errors(include_url=False)))
        return Review.model_validate({key: value for key, value in values.items() if key not in refused}), refused


def how_to_write(key: str) -> str:
    """What helps somebody whose value cannot be read."""
    return _HINTS[key][1]


def _unknown(meta: FrontMatter, key: str) -> Problem:
    near = get_close_matches(key.casefold(), KEYS, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(KEYS)}"
    span = meta.key_spans.get((KEY, key), _span(meta, (KEY,)))
    return Problem(UNKNOWN_KEY, span, f"{KEY!r} has no key {key!r}", hint)


def _refused(meta: FrontMatter, key: str, value: object) -> Problem:
    code, hint = _HINTS[key]
    if key == "state" and isinstance(value, str):
        near = get_close_matches(value.casefold()[:40], ReviewState, 1)
        hint = f"did you mean {str(near[0])!r}?" if near else hint
    edits: tuple[Edit, ...] = ()
    if key == "version" and isinstance(value, str) and version_of(meant := value.strip().lstrip("vV")) is not None:
        hint, edits = f"write {meant}", (Edit(_span(meta, (KEY, key)), f'"{meant}"'),)
    shown = repr(value) if isinstance(value, str) else "what is written"
    return Problem(code, _span(meta, (KEY, key)), f"{shown} is no value of {key!r}", hint, edits)


def _span(meta: FrontMatter, path: Path) -> Span:
    """Where a value is; the values of an alias are where the alias is."""
    while path and path not in meta.spans:
        path = path[:-1]
    return meta.spans.get(path, Span(0, 0))
