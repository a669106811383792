"""The figures of a site as they are published: their size, and the lighter files of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from playbook.figures.places import STILL, library, places
from playbook.figures.variants import ENDINGS, Variant, make_all, suits
from playbook.markdown.references import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playbook.figures.assets import Asset
    from playbook.publication import Publication
    from playbook.site import Space

COLUMN = 688
"""CSS pixels across that a drawing without a size of its own fills at least: the column of text."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A published figure."""

    asset: Asset
    url: str
    """Of the original, relative to the site's root."""
    variants: tuple[tuple[str, Variant], ...] = ()
    """Lighter files and their addresses, AVIF before WebP and narrow before wide."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in CSS pixels; zeros when they are not known."""
        width, height = self.asset.width, self.asset.height
        vector = self.asset.vector
        if vector is not None and not vector.fixed and 0 < width < COLUMN:
            return COLUMN, max(round(height * COLUMN / width), 1)
        return width, height

    @property
    def lightest(self) -> int:
        """Bytes that a reader with a large screen loads."""
        if not self.variants:
            return self.asset.bytes
        first = self.variants[0][1].media_type
        return max(variant.bytes for _, variant in self.variants if variant.media_type == first)


class Pictures:
    """The figures of a publication by their files."""

    def __init__(self, publication: Publication, *, encode: bool = True) -> None:
        """Look at the figures that readers see.

        Args:
            publication: The addresses of the site.
            encode: Whether lighter files that are missing are made; it takes about a second for each figure.
        """
        self.publication = publication
        self.site = publication.site
        self.encode = encode

    def find(self, space: Space, path: str) -> Picture | None:
        """The figure in a file of a space; None for one that is not published or not shown."""
        return self.by_file.get(space.abs(path))

    @cached_property
    def by_file(self) -> Mapping[Path, Picture]:
        """All figures by the path of the file; equal files are one figure."""
        assets: dict[Path, Asset] = {}
        known = self.site.once(library)
        for place in self.site.once(places):
            if place.listed and place.target.kind is Kind.FILE and place.image.element in STILL:
                space = (place.target.edition or place.edition).space
                assets[space.abs(place.target.path)] = known.asset(space, place.target.path)
        settings, cache = self.site.figures, self.site.cache
        light: Mapping[str, tuple[Variant, ...]] = {}
        if settings.variants:
            light = make_all(
                ((file, one) for file, one in assets.items() if suits(one)), settings, cache, encode=self.encode
            )
        made: dict[Path, Picture] = {}
        for file, asset in assets.items():
            url = self.publication.files.get(file)
            if url is not None:
                stem = url.rpartition(".")[0] if "." in url.rpartition("/")[2] else url
                variants = light.get(asset.digest, ())
                named = tuple((f"{stem}-{one.width}{ENDINGS[one.media_type]}", one) for one in variants)
                made[file] = Picture(asset, url, named)
        return made

    def files(self) -> dict[str, Path]:
        """The lighter files by their addresses."""
        return {url: variant.file for picture in self.by_file.values() for url, variant in picture.variants}
