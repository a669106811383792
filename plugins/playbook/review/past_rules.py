"""Rules about the review of pages that ask git what was before; silent in a project without the plugin `playbook/review`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.review.dates import SLACK, latest
from playbook.review.rules import at, reviewed
from playbook.review.version import version
from playbook.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.review.past import Known, Past
    from playbook.review.record import Review
    from playbook.site import Page, Site

CHANGED = "REV012"
PLACE = "mkdocs.yml"
"""Where something about the project as a whole is reported."""


def _past(site: Site) -> Known | None:
    if site.review is None:
        return None
    from playbook.review.past import past  # noqa: PLC0415 - other sites need not import what asks git

    return site.once(past)


def _known(site: Site) -> Iterator[tuple[Page, Review, Past]]:
    known = _past(site)
    if known is not None:
        for _, page, review in reviewed(site):
            if (found := known.of(page)) is not None:
                yield page, review, found


@rule("REV007", "version-behind-tag", Severity.WARNING)
def version_behind_tag(site: Site) -> Iterator[Finding]:
    """The version of a page is lower than that of the last tag.

    The page belongs to a version that has been replaced. Give it the version that is under work; `playbook review release`
    gives all pages theirs.
    """
    known = _past(site)
    last = known.last if known is not None else None
    for _, page, review in reviewed(site) if last is not None else ():
        number = version(review.version) if review.version is not None else None
        if last is not None and number is not None and number < last[1]:
            message = f"the version {review.version} is lower than that of the last tag, {last[0]}"
            yield at(page.document, "version", message, "give the page the version that is under work")


@rule("REV009", "review-before-change", Severity.WARNING)
def review_before_change(site: Site) -> Iterator[Finding]:
    """The review of a page is older than the text that it is about.

    Nobody can have signed off a text before it was written. The date is wrong, or that of an earlier round was kept.
    """
    for page, review, found in _known(site):
        if review.date is None or review.state is None or not review.state.fixed or found.text_date is None:
            continue
        if not found.changed and latest(review.date) + SLACK < found.text_date:
            message = f"the review is of {review.date}, and the text of {found.text_date}"
            yield at(page.document, "date", message, "give the date of the review of this text")


@rule("REV010", "skipped-state", Severity.WARNING)
def skipped_state(site: Site) -> Iterator[Finding]:
    """The state of a page is none of those that may follow the one before.

    The steps are `draft`, `internal-review`, `tac-review`, `tac-revised`, `release-candidate`, `published`, `obsolete`; what
    may follow each is in CONTRIBUTING.md. `playbook review sign` refuses other steps.
    """
    for page, review, found in _known(site):
        before = found.before.state if found.before is not None else None
        if review.state is not None and before is not None and review.state not in before.following:
            allowed = " or ".join(before.following) or "nothing"
            message = f"the state {str(review.state)!r} cannot follow {str(before)!r}"
            yield at(page.document, "state", message, f"after {before} comes {allowed}")


@rule(CHANGED, "changed-since-review", Severity.WARNING)
def changed_since_review(site: Site) -> Iterator[Finding]:
    """A page is no longer the one that was signed off.

    While a version is with the committee, is a release candidate or is published, its text stays as it was when the page got
    this state, and so do the texts that it includes, its pictures and its downloads. Whoever changes it says so: `playbook review sign` moves the page to `tac-revised`, or to `draft` of the next
    version. In the build of a release (`release: true` of `playbook/review`) this is an error.
    """
    severity = Severity.ERROR if site.review is not None and site.review.release else None
    for page, review, found in _known(site):
        if found.changed and review.state is not None:
            made = " or ".join(review.state.following)
            message = f"the page {found.changed_since(review.state)}"
            finding = at(page.document, "state", message, f"undo the change, or make the page {made}")
            yield Finding(finding.source, finding.span, message, finding.hint, severity=severity)


@rule("REV015", "unknown-history", Severity.NOTE)
def unknown_history(site: Site) -> Iterator[Finding]:
    """The history of the pages is not known, so that nobody can tell what changed since a review.

    Without git, in a directory that is no repository, and in a clone that was cut off (`--depth`, as actions/checkout makes it
    unless `fetch-depth: 0` is set), REV007, REV009, REV010 and REV012 are not followed.
    """
    known = _past(site)
    if known is not None and known.problem:
        yield Finding(
            Source(PLACE, ""), Span(0, 0), f"changes since the reviews are not known: {known.problem}", known.hint
        )
