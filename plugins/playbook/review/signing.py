"""Signing pages off: which review may follow, and the lines of the front matter that say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook.diagnostics import Edit
from playbook.gitbook import front_matter
from playbook.review.record import Review
from playbook.review.reviews import said
from playbook.review.section import REVIEW
from playbook.review.states import ReviewState
from playbook.review.version import version
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playbook.gitbook.front_matter import FrontMatter

_PLAIN = re.compile("[^\\W_][\\w .\u2019'()-]*")


class SigningError(Exception):
    """A page that cannot be signed off so; the text is for people."""


def following(now: Review | None, state: ReviewState, signed: Review) -> Review:
    """The review of a page after it was signed off.

    The reviewers of a state are those who signed it; who signs the same state again joins them. A version that comes
    back to the committee is in its next round.

    Args:
        now: The review that it has.
        state: The state that it gets.
        signed: Date, reviewers and whatever else was said for it.

    Raises:
        SigningError: The state cannot follow, or the review lacks what it needs.
    """
    before = now.state if now is not None else None
    if before is not None and state is not before and state not in before.following:
        allowed = " or ".join(before.following) or "nothing"
        raise SigningError(f"{state} cannot follow {before}\n    hint: after {before} comes {allowed}")
    if now is None:
        now = Review()
    values = signed.model_dump(exclude_none=True) | {"state": state}
    if state is before:
        values["reviewers"] = tuple(dict.fromkeys((*now.reviewers, *signed.reviewers)))
    else:
        values.setdefault("notes_url", None)  # the minutes are those of the state before
    if before is ReviewState.TAC_REVISED and state is ReviewState.TAC_REVIEW and signed.round is None:
        values["round"] = (now.round or 1) + 1
    if before is ReviewState.PUBLISHED and state is ReviewState.DRAFT:
        _next_version(now.version, signed.version)
        values.setdefault("round", None)
    after = now.model_copy(update=values)
    if state is ReviewState.PUBLISHED and not after.reviewers:
        raise SigningError("a page is not published without reviewers\n    hint: --reviewer NAME")
    return after


def _next_version(old: str | None, new: str | None) -> None:
    before, after = (version(text) if text else None for text in (old, new))
    if after is None or (before is not None and after <= before):
        higher = f" that is higher than {old}" if old else ""
        raise SigningError(
            f"a draft after a publication is one of the next version\n    hint: name one{higher}: --version"
        )


def edits(text: str, after: Review) -> tuple[Edit, ...]:
    """The edits of a page that make its front matter say a review; every other line stays as it is.

    Args:
        text: The page, with LF line ends.
        after: What it is to say.

    Raises:
        SigningError: The front matter is written in a way that only a person can change.
    """
    meta = front_matter.read(text)
    written = meta.values.get(REVIEW.key)
    now = REVIEW.read(meta).value
    values = _written(after)
    values = {key: value for key, value in values.items() if now is None or value != _written(now).get(key)}
    gone = [key for key in (written if isinstance(written, dict) else ()) if getattr(after, key, ()) in (None, ())]
    if isinstance(written, dict) and written and text[meta.spans[REVIEW.key,].start] == "{":
        known = ", ".join(f"{key}: {value}" for key, value in _written(after).items())
        made = [Edit(meta.spans[REVIEW.key,], f"{{{known}}}")]
    elif isinstance(written, dict) and written:
        made = _changed(text, meta, values, gone)
    elif REVIEW.key in meta.values:
        made = [Edit(_whole_line(text, meta, (REVIEW.key,)), _block(values))]
    elif meta.end:
        made = [Edit(_before_closing(text, meta.end), f"{_block(values)}\n")]
    elif front_matter.read(text).problems or text.startswith("---"):
        raise SigningError("the front matter cannot be read")
    else:
        made = [Edit(Span(0, 0), f"---\n{_block(values)}\n---\n\n")]
    if said(front_matter.read(_applied(text, made))) != after:
        raise SigningError(
            "its front matter can only be changed by hand\n    hint: write `review:` with a line for each key"
        )
    return tuple(made)


def _written(review: Review) -> dict[str, str]:
    """The keys of a review as YAML."""
    written = {}
    for key, value in review.model_dump(mode="json").items():
        if value in (None, []):
            continue
        if key == "version":
            written[key] = f'"{value}"'
        elif key == "reviewers":
            written[key] = f"[{', '.join(map(_text, value))}]"
        else:
            written[key] = _text(value) if key == "notes_url" else str(value)
    return written


def _text(value: str) -> str:
    """A text as YAML: plain where nobody can take it for something else."""
    if _PLAIN.fullmatch(value) or re.fullmatch(r"https?://[\w./~%-]+", value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _block(values: Mapping[str, str]) -> str:
    return "\n".join((f"{REVIEW.key}:", *(f"  {key}: {value}" for key, value in values.items())))


def _changed(text: str, meta: FrontMatter, values: Mapping[str, str], gone: Sequence[str]) -> list[Edit]:
    """The edits of a record that is there: values in their place, new keys after the last."""
    made = [Edit(_whole_line(text, meta, (REVIEW.key, key)), "") for key in gone]
    fresh = []
    for key, value in values.items():
        path = (REVIEW.key, key)
        if path in meta.key_spans:
            span = meta.spans[path]
            gap = "" if text[span.start - 1 : span.start].isspace() else " "
            made.append(Edit(span, gap + value))
        else:
            fresh.append(f"{key}: {value}")
    if not fresh:
        return made
    last = max(
        (span for path, span in meta.spans.items() if path[:1] == (REVIEW.key,) and len(path) > 1),
        key=lambda one: one.end,
    )
    first = min(span.start for path, span in meta.key_spans.items() if path[:1] == (REVIEW.key,) and len(path) == 2)
    indent = text[text.rfind("\n", 0, first) + 1 : first]
    end = text.find("\n", last.end)
    lines = "".join(f"\n{indent}{one}" for one in fresh)
    there = next((edit for edit in made if edit.span == Span(end, end)), None)  # the value of a key without one
    if there is not None:
        made.remove(there)
        lines = there.text + lines
    made.append(Edit(Span(end, end), lines))
    return made


def _whole_line(text: str, meta: FrontMatter, path: tuple[str, ...]) -> Span:
    start = text.rfind("\n", 0, meta.key_spans[path].start) + 1
    end = text.find("\n", max(meta.spans.get(path, meta.key_spans[path]).end, meta.key_spans[path].end))
    return Span(start, end + 1) if len(path) > 1 else Span(start, end)


def _before_closing(text: str, end: int) -> Span:
    """The place before the line that closes the front matter."""
    line = text.rfind("\n", 0, end - 1) + 1
    return Span(line, line)


def _applied(text: str, made: Sequence[Edit]) -> str:
    for edit in sorted(made, key=lambda one: one.span, reverse=True):
        text = f"{text[: edit.span.start]}{edit.text}{text[edit.span.end :]}"
    return text
