"""What git knows of the review of each page: the text that was signed off, and the state before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from playbook.git import GitError, Repository, history
from playbook.gitbook import front_matter
from playbook.review.beside import changed_beside
from playbook.review.dates import SLACK, latest
from playbook.review.legacy import legacy
from playbook.review.record import Review
from playbook.review.reviews import reviews, said
from playbook.review.section import REVIEW
from playbook.review.version import version
from playbook.source import Source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from playbook.git import Change
    from playbook.review.reviews import Reviews
    from playbook.review.states import ReviewState
    from playbook.review.version import Version
    from playbook.site import Page, Site

LONGEST_HEAD = 65536
"""Characters in which the front matter of a page ends, if it ends unusually."""
FIRST_READ = 2
"""Revisions of each page that are read at once; twice as many each further time."""


@dataclass(frozen=True, slots=True)
class Past:
    """What git knows of the review of one page."""

    before: Review | None = None
    """The last review in another state; None when there was none."""
    changed: bool = False
    """Whether readers no longer see what was signed off."""
    beside: tuple[str, ...] = ()
    """The included texts and files that make the difference, from the top of the work tree; none when it is the page's own text."""
    text_date: dt.date | None = None
    """When the text that was signed off was last changed (in UTC); None when it is not committed."""

    def changed_since(self, state: ReviewState) -> str:
        """What is told of a page that has changed since it came to a state."""
        which = f": {', '.join(self.beside)}" if self.beside else ""
        return f"has changed since it became {str(state)!r}{which}"


@dataclass(frozen=True)
class Known:
    """What git knows of the reviews of a site."""

    problem: str = ""
    """Why it knows nothing."""
    hint: str = ""
    last: tuple[str, Version] | None = None
    """The highest version that has a tag before what is checked out, and the tag."""
    _pages: Mapping[int, Past] = field(default_factory=dict)

    def of(self, page: Page) -> Past | None:
        """What it knows of a page; None for nothing."""
        return self._pages.get(id(page))


@dataclass(frozen=True, slots=True)
class _Text:
    """A page at one time."""

    review: Review | None
    shown: object
    """What readers see of it, to be compared."""


def past(site: Site) -> Known:
    """What git knows of the reviews of a site. Ask by `site.once(past)`."""
    found = site.once(reviews)
    if found is None or not any(True for _ in found.pages()):
        return Known()
    try:
        repository = Repository.find(site.root)
        if repository is None or repository.commit is None:
            return Known("the pages are in no git repository", "changes since a review are found by its history")
        if repository.is_shallow:
            return Known("the history of the repository is cut off", "fetch all of it: git fetch --unshallow --tags")
        return Known(last=_last_tag(repository), _pages=_pages(site, found, repository))
    except GitError as error:
        return Known(error.problem, error.hint)


def _last_tag(repository: Repository) -> tuple[str, Version] | None:
    tags = repository.tags(reachable_from="HEAD")
    named = [(number, tag.name) for tag in tags if (number := version(tag.name.removeprefix("v"))) is not None]
    return max(((name, number) for number, name in named), key=lambda one: one[1], default=None)


def _pages(site: Site, found: Reviews, repository: Repository) -> dict[int, Past]:
    """What git knows of each page: the revisions of all pages are read together, the newest first, as far as needed."""
    walks: dict[str, tuple[Page, _Walk]] = {}
    for edition, page, review in found.pages():
        inside = repository.relative(edition.space.abs(page.path))
        if inside is not None:
            walks[inside] = page, _Walk(_read(page.document.source.text), review)
    revisions = history(repository, walks)
    going = {path: walk for path, (_, walk) in walks.items() if path in revisions}
    start, count = 0, FIRST_READ
    while going:
        wanted = [(going[path], one) for path in going for one in revisions[path][start : start + count]]
        contents = repository.read([one.entry for _, one in wanted])
        for (walk, one), (entry, data) in zip(wanted, contents, strict=True):
            walk.step(_read(Source.decode(entry.path, data).text), one.change)
        start, count = start + count, count * 2
        going = {path: walk for path, walk in going.items() if not walk.ended and len(revisions[path]) > start}
    pasts = {page: walk.past() for path, (page, walk) in walks.items() if path in revisions}
    commits = {
        page: walk.commit for page, walk in walks.values() if walk.commit and walk.fixed and not pasts[page].changed
    }
    for page, paths in changed_beside(site, repository, commits).items():
        pasts[page] = replace(pasts[page], changed=True, beside=paths)
    return {id(page): one for page, one in pasts.items()}


class _Walk:
    """Goes back through the revisions of a page."""

    def __init__(self, now: _Text, review: Review) -> None:
        self.now = now
        self.review = review
        """With what the project says for the page."""
        self.own = now.review if now.review is not None and now.review.state is not None else None
        self.signed = now
        """The page as it was when its review became what it is."""
        self.commit = ""
        """The commit that made it so; empty when nothing says so."""
        self.same_review = self.own is not None
        self.same_text = True
        self.before: Review | None = None
        self.text_date: dt.date | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing older matters."""
        return not self.same_text and not self._looks_for_state

    @property
    def fixed(self) -> bool:
        """Whether the page must stay as it is."""
        return self.review.state is not None and self.review.state.fixed

    def step(self, older: _Text, change: Change) -> None:
        """Take the next revision into account."""
        date = change.date.date()
        self.same_review = self.same_review and _same(older.review, self.own)
        if self.same_review:
            self.signed, self.text_date, self.commit = older, date, change.commit
            return
        self.same_text = self.same_text and older.shown == self.signed.shown
        if self.same_text:
            self.text_date = date
        if self._looks_for_state:
            self.before = older.review or _NOTHING

    @property
    def _looks_for_state(self) -> bool:
        if self.own is None:
            return False
        return self.before is None or self.before.state is self.own.state

    def past(self) -> Past:
        """What was found."""
        if self.own is None:
            date = self.review.date
            changed = date is not None and (self.text_date is None or self.text_date > latest(date) + SLACK)
        else:
            changed = self.signed.shown != self.now.shown
        state = self.review.state
        before = self.before if self.before is not None and self.before.state is not None else None
        if before is not None and before.state is state:
            before = None
        return Past(before, self.fixed and changed, text_date=self.text_date)


_NOTHING = Review()


def _same(older: Review | None, newer: Review | None) -> bool:
    """Whether two reviews are the same sign-off; where its minutes are does not matter."""
    if older is None or newer is None:
        return False
    return older.model_copy(update={"notes_url": newer.notes_url}) == newer


def _read(text: str) -> _Text:
    closing = text.find("\n---", 3)
    end, values, review = _head(text[: (text.find("\n", closing + 1) + 1 or None) if closing > 0 else LONGEST_HEAD])
    return _Text(review, (values, text[end:]))


@lru_cache(maxsize=1024)
def _head(text: str) -> tuple[int, dict[str, Any], Review | None]:
    """Where a front matter ends, what readers see of it, and the review that it tells; most revisions leave it as it is."""
    meta = front_matter.read(text)
    told = legacy(str(meta.values.get("description") or ""))
    hidden = {REVIEW.key, "description"} if told is not None else {REVIEW.key}
    return meta.end, {key: value for key, value in meta.values.items() if key not in hidden}, said(meta)
