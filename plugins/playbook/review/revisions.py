"""What changed in the pages of a project between two revisions, without building a site of either."""

from __future__ import annotations

import base64
import mimetypes
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from playbook.review.difference import difference, is_beside
from playbook.review.difference.blocks import Reader
from playbook.review.difference.moves import moved_pages
from playbook.review.difference.nodes import Element
from playbook.review.rendering import RenderedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from playbook.review.difference import Difference
    from playbook.site import Site

LARGEST_IMAGE = 1_000_000
"""Bytes of an image that is written into a page."""


@dataclass(frozen=True)
class RevisedPage:
    """A page that changed."""

    kind: Literal["added", "removed", "moved", "changed"]
    old: RenderedPage | None
    new: RenderedPage | None
    difference: Difference
    """Of a page that came or is gone, from or to nothing."""

    @property
    def page(self) -> RenderedPage:
        """The page, as it is or was last."""
        page = self.new or self.old
        if page is None:
            raise AssertionError
        return page


def pages_of(sites: Iterable[Site], wanted: Callable[[str], bool]) -> dict[str, RenderedPage]:
    """The pages of sites by path; of a file that is shown twice, the first.

    Args:
        sites: Which sites.
        wanted: Whether a page is to be compared, by its path relative to the project.
    """
    found: dict[str, RenderedPage] = {}
    for site in sites:
        for edition, page in site.pages():
            rendered = RenderedPage(site, edition, page)
            if wanted(rendered.path):
                found.setdefault(rendered.path, rendered)
    return found


def revised(olds: dict[str, RenderedPage], news: dict[str, RenderedPage]) -> Iterator[RevisedPage]:
    """What changed, in the order of the new pages, those that are gone last."""
    gone = [page for path, page in olds.items() if path not in news]
    come = [page for path, page in news.items() if path not in olds]
    moved = dict(_moved(gone, come))
    names = {path: was.path for path, was in moved.items()}

    def compared(was: RenderedPage | None, page: RenderedPage | None) -> Difference:
        return difference(
            was.content() if was is not None else "",
            page.content() if page is not None else "",
            before=lambda address: was.identity(address, {}) if was is not None else address,
            after=lambda address: page.identity(address, names) if page is not None else address,
            shown=lambda address: _shown(was, address) if was is not None else "",
        )

    for path, page in news.items():
        was = olds.get(path) or moved.get(path)
        if was is None:
            yield RevisedPage("added", None, page, compared(None, page))
            continue
        if path in olds and was.page.document.source.text == page.page.document.source.text and not _refers(page):
            continue
        found = compared(was, page)
        if found.changes or path in moved:
            yield RevisedPage("moved" if path in moved else "changed", was, page, found)
    kept = {page.path for page in moved.values()}
    for page in gone:
        if page.path not in kept:
            yield RevisedPage("removed", page, None, compared(page, None))


def _refers(page: RenderedPage) -> bool:
    """Whether what a page shows depends on other files: images, included texts, descriptions of interfaces."""
    return bool(page.page.document.images or page.page.document.tags)


def _shown(page: RenderedPage, address: str) -> str:
    """What can still be had of what a page of the old revision names, when that is not at hand."""
    return address if address.startswith(("https://", "http://", "mailto:")) else data_address(page, address)


def data_address(page: RenderedPage, address: str) -> str:
    """An image as an address that holds it (RFC 2397); "" for what is none or too large."""
    file = page.file(address)
    kind = mimetypes.guess_type(address)[0] or ""
    try:
        if file is None or not kind.startswith("image/") or file.stat().st_size > LARGEST_IMAGE:
            return ""
        return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode('ascii')}"
    except OSError:
        return ""


def _moved(gone: Sequence[RenderedPage], come: Sequence[RenderedPage]) -> Iterator[tuple[str, RenderedPage]]:
    """The pages that came, by path, which are pages that are gone from elsewhere in their language."""
    reader = Reader(is_beside)
    by_language: dict[str | None, tuple[list[RenderedPage], list[RenderedPage]]] = defaultdict(lambda: ([], []))
    for side, pages in enumerate((gone, come)):
        for page in pages:
            by_language[page.edition.language][side].append(page)
    for both in by_language.values():
        olds, news = (
            [reader.read(Element("div", {}, page.content().children), str) for page in pages] for pages in both
        )
        for pair in moved_pages(olds, news):
            yield both[1][pair.new].path, both[0][pair.old]
