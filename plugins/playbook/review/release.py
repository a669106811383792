"""Cutting a version: which pages stand in its way, and what their reviews become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.review.past import past
from playbook.review.record import Review
from playbook.review.reviews import Reviews, reviews
from playbook.review.states import ReviewState
from playbook.review.version import version
from playbook.settings import ReviewSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.review.past import Past
    from playbook.site import Edition, Page, Site

READY = frozenset({ReviewState.RELEASE_CANDIDATE, ReviewState.PUBLISHED, ReviewState.OBSOLETE})
"""The states of pages that can be part of a release."""


def all_reviews(site: Site) -> Reviews:
    """The reviews of a site; of one without the plugin, those that its pages tell."""
    return site.once(reviews) or Reviews(site, ReviewSettings(), {}, {})


def obstacles(site: Site, number: str) -> Iterator[tuple[Page | None, str]]:
    """What stands in the way of a release; the page, None for the release as a whole.

    Args:
        site: All pages.
        number: The version.
    """
    wanted, known = version(number), site.once(past)
    if wanted is None:
        yield None, f"{number!r} is no version: write it like 0.9, 1.0.0 or 1.0.0-rc.1"
        return
    if known.last is not None and wanted <= known.last[1]:
        yield None, f"{number} is not higher than the last version, which has the tag {known.last[0]}"
    for edition, page in site.pages():
        yield from ((page, problem) for problem in _obstacles(site, edition, page, known.of(page)))


def _obstacles(site: Site, edition: Edition, page: Page, history: Past | None) -> Iterator[str]:
    found = all_reviews(site)
    review = found.of(edition, page)
    if review is None or review.state is None:
        yield "has no state"
        return
    if review.state not in READY:
        yield f"is {review.state}, and would have to be {ReviewState.RELEASE_CANDIDATE}"
        return
    if history is not None and history.changed:
        yield history.changed_since(review.state)
    if not review.reviewers and review.state is not ReviewState.OBSOLETE:
        yield "has no reviewers"


def released(now: Review | None, number: str, date: str) -> Review:
    """The review of a page in a release.

    A release candidate is published, unless the version itself is one; a page that was published stays so.

    Args:
        now: The review that it has.
        number: The version.
        date: The day of the release.
    """
    now = now or Review()
    wanted = version(number)
    if now.state is ReviewState.OBSOLETE:
        return now
    if now.state is ReviewState.RELEASE_CANDIDATE and wanted is not None and not wanted.prerelease:
        return now.model_copy(update={"version": number, "state": ReviewState.PUBLISHED, "date": date})
    return now.model_copy(update={"version": number})


def tag(site: Site, number: str) -> str:
    """The tag of a version, in the way of those before it."""
    last = site.once(past).last
    return number if last is not None and not last[0].startswith("v") else f"v{number}"
