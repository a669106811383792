"""What an address at GitBook means: that of the published site, or that of a space in the editor (gitbook-format.md §12, §14)."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playbook.editions import Edition
    from playbook.site import Page, Site

EDITOR = "app.gitbook.com"
"""Where GitBook's editor shows spaces to those who may change them; other readers are asked to sign in."""
LONGEST = 3
"""Segments that the path of a space may have: section and variant, and one for luck."""

_SPACE = re.compile(r"/(?:o/[^/]+/)?(?:s|spaces)/(?P<id>[^/]+)(?:/~/(?:changes|revisions)/[^/]+)?(?P<path>/.*)?")


def space_address(path: str) -> tuple[str, str] | None:
    """The id of a space and the path inside it, of the path of an address in GitBook's editor; None for another one."""
    found = _SPACE.fullmatch(path)
    return (found["id"], (found["path"] or "").strip("/")) if found is not None else None


def page_in_space(site: Site, space_id: str, path: str) -> Page | None:
    """The page at a path of a space of the site that the settings know by its id."""
    space = site.space_by_id.get(space_id)
    editions = [edition for edition in site.editions if edition.space is space]
    return _first((edition, _segments(path)) for edition in editions)


def page_below(edition: Edition, path: str) -> Page | None:
    """The page at a path of an edition at GitBook."""
    return _first(iter([(edition, _segments(path))]))


def own_page(site: Site, url: str) -> tuple[bool, Page | None]:
    """Whether an address is one of the site as GitBook publishes it, and the page that has it."""
    parts = urlsplit(url)
    here = f"//{parts.netloc}{parts.path.rstrip('/')}/".casefold()
    for own in site.settings.own_urls:
        prefix = own.partition(":")[2].casefold()
        if here.startswith(prefix):
            return True, page_at(site, here[len(prefix) :], posixpath.basename(prefix.rstrip("/")))
    return False, None


def page_at(site: Site, path: str, variant: str = "") -> Page | None:
    """The page at a path of the site as GitBook publishes it.

    Args:
        site: All pages.
        path: Below the address of the site, or of one of its sections or variants.
        variant: The last segment of that address, which may name a section or a variant.
    """
    segments = _segments(path)
    if segments[:1] == ["v"]:  # older variants: `/v/NAME/…`
        del segments[0]
    return _first(_tries(site, variant, segments))


def _tries(site: Site, variant: str, segments: Sequence[str]) -> Iterator[tuple[Edition, Sequence[str]]]:
    named = site.once(_named)
    if variant and variant in named:
        yield named[variant], segments
    for length in range(min(LONGEST, len(segments)), -1, -1):
        edition = named.get("/".join(segments[:length]))
        if edition is not None:
            yield edition, segments[length:]
    yield from ((edition, segments) for edition in site.editions)


def _named(site: Site) -> dict[str, Edition]:
    """The editions by their paths at GitBook, in small letters; the usual ones come first."""
    named: dict[str, Edition] = {}
    for edition in site.editions:
        named.setdefault(edition.gitbook_paths[0].casefold(), edition)
    for edition in site.editions:
        for path in (*edition.gitbook_paths[1:], edition.language or ""):
            named.setdefault(path.casefold(), edition)
    return named


def _segments(path: str) -> list[str]:
    return [unquote(segment).casefold() for segment in path.split("/") if segment]


def _first(tries: Iterator[tuple[Edition, Sequence[str]]]) -> Page | None:
    pages = (edition.by_address.get("/".join(segments).removesuffix(".md")) for edition, segments in tries)
    return next((page for page in pages if page is not None), None)
