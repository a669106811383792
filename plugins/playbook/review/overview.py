"""The review of all pages at one glance: for the desk of reviewers, and for `playbook status`."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from playbook.review.past import past
from playbook.review.reviews import Reviews, reviews
from playbook.review.states import ReviewState
from playbook.settings import ReviewSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playbook.site import Edition, Page, Site

NONE = "none"
"""The state of a page that has none, in data."""


@dataclass(frozen=True, slots=True)
class Row:
    """The review of one page."""

    path: str
    """Of its file, relative to the project."""
    language: str
    section: str
    title: str
    state: str
    """Empty for none."""
    version: str
    round: int | None
    date: str
    reviewers: tuple[str, ...]
    notes_url: str
    changed: bool | None
    """Whether the text changed since; None when nobody knows."""
    twins: tuple[str, ...]
    """The other languages in which the page exists."""
    missing: tuple[str, ...]
    """Those in which it does not."""
    findings: int
    """Errors and warnings that are open."""


def rows(site: Site, findings: Mapping[str, int]) -> tuple[Row, ...]:
    """The review of every page, edition by edition in reading order.

    Args:
        site: The site; one without the plugin is read as with its defaults.
        findings: By file, how many errors and warnings are open.
    """
    found = site.once(reviews) or Reviews(site, ReviewSettings(), {}, {})
    known = site.once(past)
    made = []
    for edition, page in site.pages():
        review = found.of(edition, page)
        others = [language for language in site.by_language if language != edition.language and language]
        there = tuple(language for language in others if site.twin(page, language) is not None)
        history = known.of(page)
        made.append(
            Row(
                path=page.document.source.path,
                language=edition.language or "",
                section=section_of(edition, page),
                title=page.document.title or page.title,
                state=str(review.state or "") if review is not None else "",
                version=(review.version if review is not None else None) or "",
                round=review.round if review is not None else None,
                date=(review.date if review is not None else None) or "",
                reviewers=review.reviewers if review is not None else (),
                notes_url=(review.notes_url if review is not None else None) or "",
                changed=history.changed if history is not None else None,
                twins=there,
                missing=tuple(language for language in others if language not in there),
                findings=findings.get(page.document.source.path, 0),
            )
        )
    return tuple(made)


def section_of(edition: Edition, page: Page) -> str:
    """The part of the site to which a page belongs: a section, or what is outermost above it in SUMMARY.md."""
    if edition.section.path:
        return edition.section.title(edition)
    return next(iter(page.ancestors), "")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a section is."""

    language: str
    section: str
    pages: int
    states: Mapping[str, int]
    """Pages by state, in the order of the process; `none` for those without one."""


def progress(some: Iterable[Row]) -> tuple[Progress, ...]:
    """How far the review of each section is, in reading order."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for row in some:
        counted.setdefault((row.language, row.section), Counter())[row.state or NONE] += 1
    order = (*ReviewState, NONE)
    return tuple(
        Progress(language, section, count.total(), {str(state): count[state] for state in order if count[state]})
        for (language, section), count in counted.items()
    )


def as_json(some: tuple[Row, ...]) -> str:
    """The reviews and the progress as JSON."""
    data = {"pages": [asdict(row) for row in some], "progress": [asdict(one) for one in progress(some)]}
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n"


def as_csv(some: Iterable[Row]) -> str:
    """The reviews as CSV (RFC 4180); lists are separated by semicolons."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(Row.__slots__)
    for row in some:
        values = asdict(row)
        writer.writerow([_cell(value) for value in values.values()])
    return stream.getvalue()


def _cell(value: object) -> object:
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    # A spreadsheet would run it.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
