"""The reviews of all pages of a site: what each says itself, and what the project says for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from playbook.review import record
from playbook.review.legacy import legacy
from playbook.review.record import KEYS, Review, made
from playbook.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.review.record import Record
    from playbook.settings import ReviewSettings
    from playbook.site import Edition, Page, Site


@dataclass(frozen=True, eq=False)
class Reviews:
    """The reviews of a site."""

    site: Site
    settings: ReviewSettings

    def pages(self) -> Iterator[tuple[Edition, Page, Review]]:
        """The pages that have a review, edition by edition."""
        for edition, page in self.site.pages():
            if (review := self.of(edition, page)) is not None:
                yield edition, page, review

    def of(self, edition: Edition, page: Page) -> Review | None:
        """The review of a page, with what the project says for it; None when neither says anything."""
        own = self.own(page)
        values = {**self._defaults(edition, page), **(own.model_dump(exclude_unset=True) if own is not None else {})}
        return made(values)[0] if values else None

    def own(self, page: Page) -> Review | None:
        """What a page says itself, in its record or, where that has no state, in its description."""
        own = self.record(page).review
        if own is not None and own.state is not None:
            return own
        told = legacy(page.description)
        if told is None or own is None:
            return told or own
        return made({**told.model_dump(exclude_unset=True), **own.model_dump(exclude_unset=True)})[0]

    def record(self, page: Page) -> Record:
        """What a page says itself."""
        if id(page) not in self._records:
            self._records[id(page)] = record.read(page.document.front_matter)
        return self._records[id(page)]

    def _defaults(self, edition: Edition, page: Page) -> dict[str, Any]:
        """What the project says of a page: by directory, the outermost first, and by what is above it in SUMMARY.md."""
        defaults = self.settings.defaults
        values: dict[str, Any] = {}
        for directory in _directories(edition.relative(page.path)):
            values |= defaults.folders.get(directory, {})
        for title in page.ancestors:
            values |= defaults.groups.get(title, {})
        return values

    @cached_property
    def _records(self) -> dict[int, Record]:
        return {}


def reviews(site: Site) -> Reviews | None:
    """The reviews of a site; None for a site whose pages are not reviewed. Ask by `site.once(reviews)`.

    Raises:
        SettingsError: What the project says for pages cannot be read.
    """
    if site.review is None:
        return None
    _check("folders", site.review.defaults.folders)
    _check("groups", site.review.defaults.groups)
    return Reviews(site, site.review)


def _check(kind: str, given: Mapping[str, Mapping[str, Any]]) -> None:
    for name, values in given.items():
        where = f"defaults.{kind}.{name}"
        for key in values:
            if key not in KEYS:
                raise SettingsError(f"{where}.{key}", "a review has no such key", f"known: {', '.join(KEYS)}")
        for key in made(values)[1]:
            raise SettingsError(f"{where}.{key}", f"{values[key]!r} is no value of {key!r}", record.how_to_write(key))


def _directories(path: str) -> Iterator[str]:
    """The directories of a page, from the outermost in: `.`, `a`, `a/b`."""
    yield "."
    for at, letter in enumerate(path):
        if letter == "/":
            yield path[:at]
