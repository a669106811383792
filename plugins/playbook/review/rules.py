"""Rules about the review of pages; silent, but for one, in a project without the plugin `playbook/review`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.review.dates import earliest, today
from playbook.review.legacy import conversion, legacy
from playbook.review.section import MALFORMED, REVIEW
from playbook.review.states import ReviewState
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.gitbook.document import Document
    from playbook.review.record import Review
    from playbook.review.reviews import Reviews
    from playbook.site import Edition, Page, Site


def _reviews(site: Site) -> Reviews | None:
    if site.review is None:
        return None
    from playbook.review.reviews import reviews  # noqa: PLC0415 - other sites need not import it

    return site.once(reviews)


def reviewed(site: Site) -> Iterator[tuple[Edition, Page, Review]]:
    """The pages that have a review, by themselves or since the project says it."""
    found = _reviews(site)
    return found.pages() if found is not None else iter(())


def at(document: Document, key: str, message: str, hint: str) -> Finding:
    """A finding about a key of the record; at its beginning for what the page does not say itself."""
    meta = document.front_matter
    span = meta.spans.get((REVIEW.key, key)) or meta.key_spans.get((REVIEW.key,)) or Span(0, 0)
    return Finding(document.source, span, message, hint)


@rule("REV001", "missing-review", Severity.WARNING, on_request=True)
def missing_review(site: Site) -> Iterator[Finding]:
    """A page does not say its version or the state of its review.

    Followed only where the project asks for it (`rules: {REV001: warning}` of `playbook/gitbook`). Write `review:` with `version`
    and `state` into the front matter, or let the project say them for a directory or a group (`defaults`).
    """
    found = _reviews(site)
    if found is None:
        return
    for edition, page in site.pages():
        review = found.of(edition, page)
        missing = [key for key in ("version", "state") if review is None or getattr(review, key) is None]
        if missing:
            hint = (
                "write `review: {version: …, state: …}` into the front matter, or set `defaults` of `playbook/review`"
            )
            message = f"the review of the page has no {' and no '.join(missing)}"
            yield at(page.document, missing[0], message, hint)


@rule(MALFORMED, "malformed-review", Severity.WARNING)
def malformed_review(site: Site) -> Iterator[Finding]:
    """A part of the key `review` is not written as it is read, and is left out.

    The states are `draft`, `internal-review`, `tac-review`, `tac-revised`, `release-candidate`, `published` and `obsolete`.
    Versions are compared by Semantic Versioning (semver.org): `0.9`, `1.0.0`, `1.0.0-rc.1`; put one in quotes, since other
    readers of the front matter may take `0.10` for a number, which is 0.1. Dates are those of ISO 8601: `2026-03-31`, or
    `2026-03` where the day is not known. `round` is a whole number, `reviewers` a list of names, `notes_url` an address on
    the web.
    """
    if site.review is None:
        return
    for _, page in site.pages():
        for problem in REVIEW.read(page.document.front_matter).problems:
            yield Finding(page.document.source, problem.span, problem.message, problem.hint, problem.edits)


@rule("REV008", "review-in-the-future", Severity.WARNING)
def review_in_the_future(site: Site) -> Iterator[Finding]:
    """The date of a review is still to come.

    A page is signed off on a day that has come. The year may be mistyped.
    """
    last = today() + timedelta(days=1)  # it is tomorrow already east of us
    for _, page, review in reviewed(site):
        if review.date is not None and earliest(review.date) > last:
            yield at(page.document, "date", f"the date of the review, {review.date}, is in the future", "")


@rule("REV011", "published-without-reviewers", Severity.WARNING)
def published_without_reviewers(site: Site) -> Iterator[Finding]:
    """A page is published, and nobody is named who reviewed it.

    Readers trust a version because people have signed it off. Name them in `reviewers`; GovStack's process asks for at
    least two who are not authors (govstack-process, chapter 5.4.3).
    """
    for _, page, review in reviewed(site):
        if review.state is ReviewState.PUBLISHED and not review.reviewers:
            yield at(page.document, "state", "the page is published without reviewers", "add `reviewers: [name, name]`")


@rule("REV013", "twins-reviewed-differently", Severity.WARNING)
def twins_reviewed_differently(site: Site) -> Iterator[Finding]:
    """A page and the same page in another language differ in version or state.

    Readers of one language then get what readers of the other do not: a draft for a release, or the other way round. Sign
    both off, or say in the front matter what is true.
    """
    found = _reviews(site)
    if found is None:
        return
    first = site.editions[0].language
    for edition, page, review in found.pages():
        twin = site.twin(page, first) if edition.language != first else None
        other = found.of(site.edition(twin), twin) if twin is not None else None
        if twin is None or other is None:
            continue
        for key in ("version", "state"):
            here, there = getattr(review, key), getattr(other, key)
            if here != there:
                message = f"the {key} is {_told(here)} here and {_told(there)} in {first!r}"
                yield at(page.document, key, message, f"see {twin.document.source.path}")


def _told(value: str | None) -> str:
    return "missing" if value is None else repr(str(value))


@rule("REV014", "state-as-description", Severity.WARNING)
def state_as_description(site: Site) -> Iterator[Finding]:
    """The description of a page says nothing but its state.

    Search results and link previews show the description, and no program can find the pages of a state by it. `playbook fix`
    puts a `review:` in its place; then write a description of what the page is about.
    """
    for _, page in site.pages():
        told = legacy(page.description)
        if told is None or told.state is None:
            continue
        span = page.document.front_matter.spans.get(("description",), Span(0, 0))
        message = f"the description {page.description.strip()!r} says only the state of the page"
        hint = f"write `review: {{state: {told.state}}}`, and describe what the page is about"
        yield Finding(page.document.source, span, message, hint, conversion(page.document, told))
