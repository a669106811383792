"""What changed between two versions of a built site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from playbook.review.addresses import is_relative, readdress, relative, resolved
from playbook.review.difference import Image, ImageChange, difference, is_beside
from playbook.review.difference.blocks import Reader
from playbook.review.difference.moves import moved_pages
from playbook.review.difference.nodes import Element
from playbook.review.sites import BuiltSite, content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from playbook.review.difference import Difference
    from playbook.review.difference.blocks import Block
    from playbook.review.manifest import PublishedPage

DIRECTORY = "changes"
"""Where in a site the changes since other versions are."""


@dataclass(frozen=True)
class PageChange:
    """What became of a page."""

    kind: Literal["added", "removed", "moved", "changed"]
    """`moved`: it has another source or another address; it may have changed as well."""
    old: PublishedPage | None
    new: PublishedPage | None
    difference: Difference | None = None
    """In what it says; None when that is the same, or the page is not in both versions."""

    @property
    def page(self) -> PublishedPage:
        """The page, in the newest version that has it."""
        page = self.new or self.old
        if page is None:
            raise AssertionError
        return page

    @property
    def images(self) -> tuple[ImageChange, ...]:
        """The images that changed, with addresses relative to the root of the version that has them."""
        return self.difference.images if self.difference else ()


@dataclass(frozen=True)
class Comparison:
    """What changed between two versions of a site."""

    old: BuiltSite
    new: BuiltSite
    pages: tuple[PageChange, ...]
    """Those that changed: language by language, in the reading order of the new version, those that are gone last."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the new version, the default language first."""
        return self.new.manifest.languages

    def of(self, language: str) -> list[PageChange]:
        """The changes in a language."""
        return [change for change in self.pages if change.page.language == language]

    @property
    def marked(self) -> dict[str, str]:
        """The addresses of the pages that changed, with those of the pages that show it; relative to the new version."""
        return {
            change.new.url: self.diff_url(change.new)
            for change in self.pages
            if change.new is not None and change.difference is not None
        }

    def release_url(self, language: str) -> str:
        """The address of the page that tells what changed, relative to the root of the new version."""
        own = "" if language == next(iter(self.languages), "") else f"{quote(language, safe='')}/"
        return f"{_directory(self.old)}{own}"

    def diff_url(self, page: PublishedPage) -> str:
        """The address of a page with its changes marked, relative to the root of the new version."""
        return _diff_url(self.old, page)


def _directory(old: BuiltSite) -> str:
    return f"{DIRECTORY}/{quote(old.version, safe='')}/"


def _diff_url(old: BuiltSite, page: PublishedPage) -> str:
    return f"{_directory(old)}pages/{page.url}"


def beside(old: BuiltSite, address: str) -> str:
    """Where something of the old version is, relative to the root of the new one."""
    return f"../{quote(old.version, safe='')}/{address}"


def compare(old: BuiltSite, new: BuiltSite) -> Comparison:
    """Compare two versions of a site.

    Raises:
        OSError: A page that `review.json` names cannot be read.
    """
    before = {id(page): old.manifest.page(page.key, page.language) for page in new.manifest.pages}
    gone = [page for page in old.manifest.pages if new.manifest.page(page.key, page.language) is None]
    come = [page for page in new.manifest.pages if before[id(page)] is None]
    before |= {id(page): was for was, page in _moved(old, new, gone, come)}
    found = _Pages(
        old,
        new,
        {page.url: page.url for page in old.manifest.pages},
        {page.url: was.url for page in new.manifest.pages if (was := before[id(page)]) is not None},
    )
    changes = [change for page in new.manifest.pages if (change := found.change(before[id(page)], page)) is not None]
    still_there = {id(was) for was in before.values()}
    changes += [PageChange("removed", page, None) for page in gone if id(page) not in still_there]
    languages = dict.fromkeys((*new.manifest.languages, *(change.page.language for change in changes)))
    return Comparison(old, new, tuple(change for one in languages for change in changes if change.page.language == one))


@dataclass(frozen=True)
class _Pages:
    """The pages of both versions, and what each is named when it is linked to: its address in the old one."""

    old: BuiltSite
    new: BuiltSite
    old_names: Mapping[str, str]
    new_names: Mapping[str, str]

    def change(self, was: PublishedPage | None, page: PublishedPage) -> PageChange | None:
        """What became of a page of the new version; None for nothing."""
        if was is None:
            return PageChange("added", None, page)
        found = self._difference(was, page)
        is_moved = (was.key, was.url) != (page.key, page.url)
        if not found.changes:
            return PageChange("moved", was, page) if is_moved else None
        own = _diff_url(self.old, page)
        images = tuple(ImageChange(_placed(change.old, was.url), _placed(change.new, own)) for change in found.images)
        return PageChange("moved" if is_moved else "changed", was, page, replace(found, images=images))

    def _difference(self, was: PublishedPage, page: PublishedPage) -> Difference:
        """What changed in a page that both versions have, with addresses as they are from its own place."""
        old, new, own = self.old, self.new, _diff_url(self.old, page)

        def moved_with_page(address: str) -> str:
            return relative(resolved(address, page.url), own) if is_relative(address) else address

        def shown(address: str) -> str:
            if not is_relative(address):
                # A place in the page may be gone; only the web and mail can be had whatever became of the old version.
                return address if address.startswith(("https://", "http://", "mailto:")) else ""
            return relative(beside(old, resolved(address, was.url)), own)

        present = content(new.page(page))
        readdress(present, moved_with_page)
        return difference(
            content(old.page(was)),
            present,
            before=lambda address: old.identity(address, was.url, self.old_names),
            after=lambda address: new.identity(address, own, self.new_names),
            shown=shown,
        )


def _placed(image: Image | None, base: str) -> Image | None:
    return image and replace(image, address=resolved(image.address, base))


def _moved(
    old: BuiltSite, new: BuiltSite, gone: Sequence[PublishedPage], come: Sequence[PublishedPage]
) -> Iterator[tuple[PublishedPage, PublishedPage]]:
    """The pages that are gone in one place and came in another of their language, as their words say."""
    reader = Reader(is_beside)

    def blocks(site: BuiltSite, pages: Iterable[PublishedPage]) -> list[Block]:
        return [
            replace(reader.read(Element("div", {}, content(site.page(page)).children), str), kind=page.language)
            for page in pages
        ]

    for pair in moved_pages(blocks(old, gone), blocks(new, come)):
        yield gone[pair.old], come[pair.new]
