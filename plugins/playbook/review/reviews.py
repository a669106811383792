"""The reviews of all pages of a site: what each says itself, and what the project says for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from playbook.gitbook.keys import conform
from playbook.gitbook.positioned_yaml import Places
from playbook.review.legacy import legacy
from playbook.review.record import Review
from playbook.review.section import MALFORMED, REVIEW
from playbook.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.gitbook.front_matter import FrontMatter
    from playbook.settings import ReviewSettings
    from playbook.site import Edition, Page, Site


@dataclass(frozen=True, eq=False)
class Reviews:
    """The reviews of a site."""

    site: Site
    settings: ReviewSettings
    folders: Mapping[str, Review]
    """What the project says by directory in a language,"""
    groups: Mapping[str, Review]
    """and by title of what is above a page in SUMMARY.md."""

    def pages(self) -> Iterator[tuple[Edition, Page, Review]]:
        """The pages that have a review, edition by edition."""
        for edition, page in self.site.pages():
            if (review := self.of(edition, page)) is not None:
                yield edition, page, review

    def of(self, edition: Edition, page: Page) -> Review | None:
        """The review of a page, with what the project says for it; None when neither says anything."""
        if id(page) not in self._known:
            own, default = said(page.document.front_matter), self._default(edition, page)
            self._known[id(page)] = default if own is None else own.over(default)
        return self._known[id(page)]

    def _default(self, edition: Edition, page: Page) -> Review | None:
        """What the project says of a page: by directory, the outermost first, and by what is above it in SUMMARY.md."""
        said = [self.folders.get(directory) for directory in _directories(edition.relative(page.path))]
        said += [self.groups.get(title) for title in page.ancestors]
        default = None
        for one in said:
            default = default if one is None else one.over(default)
        return default

    @cached_property
    def _known(self) -> dict[int, Review | None]:
        return {}


def said(meta: FrontMatter) -> Review | None:
    """What a page says itself, in its record or, where that has no state, in its description."""
    own = REVIEW.read(meta).value
    if own is not None and own.state is not None:
        return own
    told = legacy(str(meta.values.get("description") or ""))
    review = Review.model_validate(told.values()) if told is not None else None
    return review if own is None else own.over(review)


def reviews(site: Site) -> Reviews | None:
    """The reviews of a site; None for a site whose pages are not reviewed. Ask by `site.once(reviews)`.

    Raises:
        SettingsError: What the project says for pages cannot be read.
    """
    if site.review is None:
        return None
    defaults = site.review.defaults
    folders, groups = _read("folders", defaults.folders), _read("groups", defaults.groups)
    return Reviews(site, site.review, folders, groups)


def _read(kind: str, given: Mapping[str, Mapping[str, Any]]) -> dict[str, Review]:
    read = {}
    for name, values in given.items():
        review, problems = conform(Review, dict(values), Places(), MALFORMED)
        for problem in problems:
            raise SettingsError(f"defaults.{kind}.{name}", problem.message, problem.hint)
        if review is not None:
            read[name] = review
    return read


def _directories(path: str) -> Iterator[str]:
    """The directories of a page, from the outermost in: `.`, `a`, `a/b`."""
    yield "."
    for at, letter in enumerate(path):
        if letter == "/":
            yield path[:at]
