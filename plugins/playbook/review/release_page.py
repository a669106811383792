"""The page that tells what changed in a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.language import NAMES
from playbook.review.addresses import is_relative, relative
from playbook.review.changes import beside
from playbook.review.difference.nodes import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playbook.review.changes import Comparison, PageChange
    from playbook.review.difference import Image
    from playbook.review.difference.nodes import Node


_KINDS = ("changed", "added", "moved", "removed")
"""Of what can become of a page, as they are counted."""


def counts(numbers: Sequence[tuple[str, int, str]]) -> Element:
    """Numbers with what they count.

    Args:
        numbers: The name of each, the number, and what it counts.
    """
    entries: list[Node] = [
        Element("div", {"class": f"diff-counts__{name}"}, [Element("dt", {}, [text]), Element("dd", {}, [str(number)])])
        for name, number, text in numbers
    ]
    return Element("dl", {"class": "diff-counts"}, entries)


def release(comparison: Comparison, language: str, words: Mapping[str, str]) -> list[Node]:
    """What changed in a language.

    Args:
        comparison: What changed.
        language: Which language.
        words: Its texts.
    """
    return list(_Release(comparison, language, words).nodes())


class _Release:
    def __init__(self, comparison: Comparison, language: str, words: Mapping[str, str]) -> None:
        self.comparison, self.language, self.words = comparison, language, words
        self.changes = comparison.of(language)
        self.url = comparison.release_url(language)

    def nodes(self) -> Iterator[Node]:
        versions = {"version": self.comparison.old.version, "new": self.comparison.new.version}
        yield Element("h1", {"id": "changes"}, [self.words["changes.title"].format(**versions)])
        yield Element("p", {"class": "pb-lead"}, [self.words["changes.lead"].format(**versions)])
        if others := [one for one in self.comparison.languages if one != self.language]:
            yield self._languages(others)
        if not self.changes:
            yield Element("p", {}, [self.words["changes.nothing"]])
            return
        told = [one.difference for one in self.changes if one.difference is not None]
        yield counts(
            [
                *((kind, len(self._of(kind)), self.words[f"changes.{kind}.pages"]) for kind in _KINDS),
                ("inserted", sum(one.inserted for one in told), self.words["changes.inserted"]),
                ("deleted", sum(one.deleted for one in told), self.words["changes.deleted"]),
                ("images", sum(len(one.images) for one in told), self.words["changes.images"]),
            ]
        )
        yield from self._changed()
        for kind in ("added", "moved", "removed"):
            yield from self._listed(kind)
        yield from self._images()

    def _of(self, kind: str) -> list[PageChange]:
        return [change for change in self.changes if change.kind == kind]

    def _heading(self, kind: str) -> Element:
        return Element("h2", {"id": f"changes-{kind}"}, [self.words[f"changes.{kind}.pages"]])

    def _languages(self, others: Sequence[str]) -> Element:
        links: list[Node] = []
        for one in others:
            link = self._link(self.comparison.release_url(one), NAMES.get(one, one))
            link.attributes |= {"hreflang": one, "lang": one}
            links.append(Element("li", {}, [link]))
        return Element("ul", {"class": "diff-links"}, links)

    def _link(self, target: str, text: str) -> Element:
        return Element("a", {"href": relative(target, self.url)}, [text])

    def _changed(self) -> Iterator[Node]:
        """The table of the pages in which something changed."""
        shown = [change for change in self.changes if change.difference is not None]
        if not shown:
            return
        yield self._heading("changed")
        columns = ("pages", "section", "inserted", "deleted", "places")
        head = Element("tr", {}, [Element("th", {"scope": "col"}, [self.words[f"changes.{one}"]]) for one in columns])
        rows: list[Node] = []
        for change in shown:
            if change.difference is None or change.new is None:
                raise AssertionError
            link = self._link(self.comparison.diff_url(change.new), change.page.title)
            numbers = (change.difference.inserted, change.difference.deleted, change.difference.changes)
            cells: list[Node] = [Element("td", {}, [link]), Element("td", {}, [change.page.section])]
            cells += [Element("td", {"class": "diff-number"}, [str(number)]) for number in numbers]
            rows.append(Element("tr", {}, cells))
        yield Element("table", {}, [Element("thead", {}, [head]), Element("tbody", {}, rows)])

    def _listed(self, kind: str) -> Iterator[Node]:
        """The pages of a kind, each with where it is and, of those that moved, where it was."""
        shown = self._of(kind)
        if not shown:
            return
        yield self._heading(kind)
        items: list[Node] = []
        for change in shown:
            place = change.page.url if change.new is not None else beside(self.comparison.old, change.page.url)
            item: list[Node] = [self._link(place, change.page.title)]
            if change.new is not None and change.old is not None:
                was = self._link(beside(self.comparison.old, change.old.url), f"/{change.old.url}")
                item += [f" /{change.new.url}: {self.words['changes.was']} ", was]
            elif change.page.section:
                item.append(f" ({change.page.section})")
            items.append(Element("li", {}, item))
        yield Element("ul", {}, items)

    def _images(self) -> Iterator[Node]:
        """The images that are others, or described otherwise, as they were beside as they are."""
        shown = [(change, one) for change in self.changes for one in change.images if one.old and one.new]
        if not shown:
            return
        yield Element("h2", {"id": "changes-images"}, [self.words["changes.images"]])
        old, new = self.comparison.old.version, self.comparison.new.version
        for change, images in shown:
            if change.new is None:
                raise AssertionError
            yield Element("h3", {}, [self._link(self.comparison.diff_url(change.new), change.page.title)])
            others = images.old.alt != images.new.alt if images.old and images.new else False
            pair: list[Node] = [
                self._figure(images.old, old, is_old=True, described=others),
                self._figure(images.new, new, is_old=False, described=others),
            ]
            yield Element("div", {"class": "diff-pair"}, pair)

    def _figure(self, image: Image | None, version: str, *, is_old: bool, described: bool) -> Element:
        address = image.address if image else ""
        if address and is_relative(address):
            address = relative(beside(self.comparison.old, address) if is_old else address, self.url)
        alt = image.alt if image else ""
        # What is no image is named only: a drawing in the page, a film.
        shown: list[Node] = [Element("img", {"src": address, "alt": alt, "loading": "lazy"})] if address else []
        caption = Element("figcaption", {}, [f"{version}: {alt}" if described else version])
        return Element("figure", {"class": "gb-figure"}, [*shown, caption])
