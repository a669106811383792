"""Where images stand in the pages of a site, and what lies in the files that they name."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from playbook.diagnostics import Edit, Finding
from playbook.figures.assets import EXTENSIONS, Asset, Reader
from playbook.gitbook.document import Image
from playbook.language import base_language
from playbook.markdown.references import Kind
from playbook.publication import covers
from playbook.source import Source, Span
from playbook.targets import resolve_file, resolve_link, resolve_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.gitbook.document import Document
    from playbook.site import Edition, Site, Space
    from playbook.targets import Target

ASSETS = ".gitbook/assets/"
"""Where GitBook puts what is uploaded, below the content root."""
COVER = "cover"
"""The `element` of a picture above a page's title."""
STILL = frozenset({"img", "source", COVER})
"""The elements that show pictures; `video` and `audio` hold other things."""
_SPECIAL = re.compile(r"[\s()<>&\"'\\]")
"""What a path cannot hold in Markdown and in HTML alike."""


@dataclass(frozen=True, slots=True)
class Place:
    """An image of a page and where it leads."""

    edition: Edition
    document: Document
    image: Image
    target: Target
    listed: bool = True
    """Whether readers see the page; false for one that SUMMARY.md leaves out."""

    @property
    def written(self) -> str:
        """The target, as the author meant it."""
        return self.image.target

    @property
    def span(self) -> Span:
        """Where the target stands."""
        return self.image.span

    @property
    def language(self) -> str | None:
        """The language of the page, without its region; None when nobody knows."""
        return base_language(self.edition.language) or self.document.language

    def finding(self, message: str, hint: str, edits: tuple[Edit, ...] = ()) -> Finding:
        """A finding at the image."""
        return Finding(self.document.source, self.span, message, hint, edits)

    def relative(self, path: str) -> str:
        """How the page names a file of its space."""
        return posixpath.relpath(path, posixpath.dirname(self.document.path) or ".")

    def naming(self, path: str) -> tuple[Edit, ...]:
        """The edit that names another file; none where it would have to be written in another way to be read."""
        plain = self.document.source.text[self.span.start : self.span.end] == self.written
        return (Edit(self.span, path),) if plain and not _SPECIAL.search(path) else ()


@dataclass(frozen=True, eq=False)
class Item:
    """A file of a space: an image, or something else that was uploaded."""

    space: Space
    asset: Asset
    places: tuple[Place, ...]
    """Where it is shown, pages in reading order and unlisted ones after them."""
    used: bool
    """Whether any page shows it or links to it."""

    @property
    def name(self) -> str:
        """How the file is named in diagnostics."""
        return posixpath.normpath(posixpath.join(self.space.name, self.space.manifest.root, self.asset.path))

    @property
    def is_image(self) -> bool:
        """Whether it should be an image, by its name or because a page shows it."""
        return bool(self.asset.expected or any(place.image.element == "img" for place in self.places))

    def finding(self, message: str, hint: str) -> Finding:
        """A finding where the file is first shown, or at the file itself when no page shows it."""
        return self.places[0].finding(message, hint) if self.places else self.at_file(message, hint)

    def at_file(self, message: str, hint: str) -> Finding:
        """A finding at the file itself."""
        return Finding(Source(self.name, ""), Span(0, 0), message, hint)

    def findings(self, message: str, hint: str) -> Iterator[Finding]:
        """A finding at each place where the file is shown, or one at the file itself."""
        for place in self.places:
            yield place.finding(message, hint)
        if not self.places:
            yield self.at_file(message, hint)


class Library:
    """The files that the spaces of a site hold for their pages."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.reader = Reader(site.cache)
        self._assets: dict[tuple[int, str], Asset] = {}

    def asset(self, space: Space, path: str) -> Asset:
        """What a file is; never raises."""
        key = (id(space), path)
        asset = self._assets.get(key)
        if asset is None:
            asset = self._assets[key] = self.reader.read(space.abs(path), path)
        return asset

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All images, and whatever else was uploaded, by space and name."""
        shown: Mapping[tuple[int, str], list[Place]] = defaultdict(list)
        spaces = {id(space): space for space in self.site.spaces}
        for place in self.site.once(places):
            if place.target.kind is Kind.FILE and place.image.element in STILL:
                space = (place.target.edition or place.edition).space
                shown[id(space), place.target.path].append(place)
        linked = self.site.once(_linked)
        wanted = {
            (key, path)
            for key, space in spaces.items()
            for path in space.files
            if path.startswith(ASSETS) or path.rpartition(".")[2].lower() in EXTENSIONS
        }
        return tuple(
            Item(spaces[key], self.asset(spaces[key], path), tuple(shown.get((key, path), ())), (key, path) in linked)
            for key in spaces
            for path in sorted(path for owner, path in wanted.union(shown) if owner == key)
        )

    @cached_property
    def images(self) -> tuple[Item, ...]:
        """The images."""
        return tuple(item for item in self.items if item.is_image)


def library(site: Site) -> Library:
    """The files of a site; to be asked by `site.once`, so that each is read once."""
    return Library(site)


def places(site: Site) -> tuple[Place, ...]:
    """Every image of every text: those that readers see first, then those of unlisted pages; to be asked by `once`."""
    found = []
    texts = [*((*text, True) for text in site.texts()), *((*text, False) for text in _unlisted(site))]
    for edition, document, listed in texts:
        for image in _images(document):
            target = resolve_file(site, edition, document, image.target)
            found.append(Place(edition, document, image, target, listed))
    return tuple(found)


def _unlisted(site: Site) -> Iterator[tuple[Edition, Document]]:
    """The texts that no reader meets, each with the edition to which it would belong."""
    seen = {id(document) for _, document in site.texts()}
    for space in site.spaces:
        editions = [edition for edition in site.editions if edition.space is space]
        for path, document in space.documents.items():
            if id(document) not in seen:
                inside = (one for one in editions if one.directory and path.startswith(f"{one.directory}/"))
                yield max(inside, key=lambda one: len(one.directory), default=editions[0]), document


def _images(document: Document) -> Iterator[Image]:
    yield from document.images
    for written, span in covers(document):
        yield Image(written, "", "", span, COVER)


def _linked(site: Site) -> frozenset[tuple[int, str]]:
    """The files that any text shows or links to, each with the identity of its space."""
    targets = [(place.edition, place.target) for place in site.once(places)]
    targets += ((edition, target) for edition, _, _, target in site.once(resolve_links))
    for edition, document in _unlisted(site):
        targets += ((edition, resolve_link(site, edition, document, link)) for link in document.links)
    return frozenset(
        (id((target.edition or edition).space), target.path) for edition, target in targets if target.kind is Kind.FILE
    )
