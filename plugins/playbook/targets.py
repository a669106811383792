"""What the links and images of a page lead to (gitbook-format.md §11, §12)."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from playbook.gitbook.lookup import join
from playbook.markdown.references import Kind
from playbook.markdown.slugs import strip_invisible
from playbook.published import EDITOR, own_page, page_at, page_in_space, space_address

if TYPE_CHECKING:
    from playbook.gitbook.document import Document, Link
    from playbook.gitbook.lookup import Found, How
    from playbook.site import Edition, Page, Site

UNSAFE = frozenset({"javascript", "data", "vbscript"})
LOCAL = frozenset({"file", "blob"})
MAIL = frozenset({"mailto", "tel"})
OWN_MACHINE = frozenset({"127.0.0.1", "localhost", "0.0.0.0", "::1"})  # noqa: S104 - nothing is bound to it

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_CONTROL = re.compile(r"[\x00-\x20]+")
_EDITOR = re.compile(r"/(?:o|s|u|spaces)/")
_BROKEN = re.compile(r"(?:\.{0,2}/)*broken(?:-reference(?:[/#?]|$)|/(?:pages|spaces|files)/)")
_INTERNAL = re.compile(r"/(?:spaces|s|o|files|u)/")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CANDIDATE = re.compile(r"(\S+)\s+\d[\d.]*[wx]\s*(?:,|$)")


class Reason(StrEnum):
    """Why a reference is lost."""

    EMPTY = "empty"
    """There is no target at all."""
    BROKEN_REFERENCE = "broken-reference"
    """GitBook itself had lost it: `broken-reference`, `/broken/pages/ID`, `/spaces/ID`, `/files/ID`."""
    LOCAL_ADDRESS = "local-address"
    """An address of GitBook on the machine that exported the page (`http://127.0.0.1:5000/o/…`)."""
    LOCAL_FILE = "local-file"
    """A file on the writer's own machine (`file:///…`, `blob:…`, `C:\\…`)."""
    MISSING = "missing"
    """There is no such file."""
    UNLISTED = "unlisted"
    """A page that is not in `SUMMARY.md`, hence not published."""
    OUTSIDE = "outside"
    """A path that leaves the space."""
    WITHHELD = "withheld"
    """A page whose front matter keeps it from the readers of this site (`if`)."""
    UNKNOWN_SPACE = "unknown-space"
    """Of an external link: an address of GitBook's editor, in a space that the settings do not know."""
    NOT_IN_SPACE = "not-in-space"
    """An address of GitBook's editor, at which a space of the site has no page."""
    UNSAFE = "unsafe"
    """`javascript:`, `data:`, `vbscript:`."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or an image leads."""

    kind: Kind
    page: Page | None = None
    """Of a page or a heading."""
    document: Document | None = None
    """What was found; also of an unlisted page."""
    edition: Edition | None = None
    """Where the page or the file was found."""
    path: str = ""
    """Of the file, page or not, relative to the content root of the edition's space; what was looked for when
    it is missing."""
    anchor: str = ""
    """The id in the target; empty when none is asked for or the target has none of that name."""
    fragment: str = ""
    """The anchor as it was asked for, decoded."""
    url: str = ""
    """Of an external link or mail."""
    found: How | None = None
    """How the file was found."""
    space_id: str = ""
    """The space that an address of GitBook's editor names."""
    reason: Reason | None = None
    """Why it is lost; of an external link into this very site, `MISSING` when no page answers to it."""


def resolve(site: Site, edition: Edition, document: Document, target: str) -> Target:
    """Where a link leads.

    Args:
        site: All pages.
        edition: That of the page that shows the link.
        document: The page or the include that contains the text.
        target: As the author meant it: entities decoded, percent-encoding as written.
    """
    text = strip_invisible(target).strip()
    return _elsewhere(site, text) or _Lookup(site, edition, document).page(text)


def resolve_link(site: Site, edition: Edition, document: Document, link: Link) -> Target:
    """Where a link of a document leads: that of a download is never a page."""
    return (resolve_file if link.element == "file" else resolve)(site, edition, document, link.target)


def resolve_links(site: Site) -> tuple[tuple[Edition, Document, Link, Target], ...]:
    """Every link that readers meet and where it leads, with the text that holds it; to be asked by `site.once`."""
    return tuple(
        (edition, document, link, resolve_link(site, edition, document, link))
        for edition, document in site.texts()
        for link in document.links
    )


def resolve_file(site: Site, edition: Edition, document: Document, target: str) -> Target:
    """Where an image or a download is: `Kind.FILE`, `Kind.EXTERNAL` or `Kind.LOST`, never a page.

    Args:
        site: All pages.
        edition: That of the page that shows it.
        document: The page or the include that contains the text.
        target: As the author meant it; of a `srcset`, the first picture counts.
    """
    text = strip_invisible(target).strip()
    if (candidate := _CANDIDATE.match(text)) is not None:
        text = candidate[1]
    found = _elsewhere(site, text)
    if found is None:
        return _Lookup(site, edition, document).file(text)
    return Target(Kind.EXTERNAL, url=text) if found.page is not None else found


def _lost(reason: Reason, path: str = "") -> Target:
    return Target(Kind.LOST, path=path, reason=reason)


def _elsewhere(site: Site, text: str) -> Target | None:
    """A target that is no path; None for a path."""
    if not text:
        return _lost(Reason.EMPTY)
    if _BROKEN.match(text):
        return _lost(Reason.BROKEN_REFERENCE)
    if _DRIVE.match(text) or text.startswith("\\\\"):
        return _lost(Reason.LOCAL_FILE)
    if text.startswith("//"):
        return _web(site, f"https:{text}")
    # Browsers read a scheme through white space and control characters.
    scheme = _SCHEME.match(_CONTROL.sub("", text[:64]))
    return _with_scheme(site, scheme[1].lower(), text) if scheme is not None else None


def _with_scheme(site: Site, scheme: str, url: str) -> Target:
    if scheme in ("http", "https"):
        return _web(site, url)
    if scheme in UNSAFE:
        return _lost(Reason.UNSAFE)
    if scheme in LOCAL:
        return _lost(Reason.LOCAL_FILE)
    return Target(Kind.MAIL if scheme in MAIL else Kind.EXTERNAL, url=url)


def _web(site: Site, url: str) -> Target:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return Target(Kind.EXTERNAL, url=url)
    if host == EDITOR or host in OWN_MACHINE:
        named = space_address(parts.path)
        if named is not None and named[0] in site.settings.space_ids:
            return _in_space(site, *named, parts.fragment)
        if host in OWN_MACHINE and _EDITOR.match(parts.path):
            return _lost(Reason.LOCAL_ADDRESS)
        if named is None or host != EDITOR:
            return Target(Kind.EXTERNAL, url=url)
        return Target(Kind.EXTERNAL, url=url, space_id=named[0], reason=Reason.UNKNOWN_SPACE)
    return _published(site, url, parts.fragment)


def _in_space(site: Site, space_id: str, path: str, fragment: str) -> Target:
    """A page of a space that the settings know by its id: here, or at another published site."""
    elsewhere = site.settings.space_ids[space_id]
    if space_id not in site.space_by_id:
        url = f"{elsewhere.rstrip('/')}/{path}" + (f"#{fragment}" if fragment else "")
        return _published(site, url, fragment)
    page = page_in_space(site, space_id, path)
    if page is None:
        return Target(Kind.LOST, path=path, space_id=space_id, reason=Reason.NOT_IN_SPACE)
    return _page(site, site.edition(page), page, _decoded(fragment), None)


def _published(site: Site, url: str, fragment: str) -> Target:
    ours, page = own_page(site, url)
    if page is not None:
        return _page(site, site.edition(page), page, _decoded(fragment), None)
    return Target(Kind.EXTERNAL, url=url, reason=Reason.MISSING if ours else None)


def _page(site: Site, edition: Edition, page: Page, fragment: str, how: How | None) -> Target:
    anchor = site.anchor(page.document, fragment) if fragment else ""
    return Target(
        Kind.HEADING if anchor else Kind.PAGE,
        page=page,
        document=page.document,
        edition=edition,
        path=page.path,
        anchor=anchor,
        fragment=fragment,
        found=how,
    )


def _decoded(fragment: str) -> str:
    """An anchor without its encodings and without the browser's `:~:text=…`."""
    return _ESCAPED.sub(r"\1", unquote(unescape(fragment.partition(":~:")[0])))


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Looks for the paths of one document."""

    site: Site
    edition: Edition
    document: Document

    def page(self, text: str) -> Target:
        path, _, fragment = text.partition("#")
        fragment = _decoded(fragment)
        if not path or path.startswith("?"):
            return self._here(fragment)
        edition, found, looked_for = self._find(path)
        if found is None and "#" in text:
            edition, found, _ = self._find(text)  # a file with a `#` in its name
        if found is None:
            return self._by_address(path, fragment) or self._unknown(path, looked_for)
        page = edition.space.page_by_path.get(found.path)
        if page is not None:
            own = self.site.edition_of(edition.space, found.path)
            if own is None:
                return _lost(Reason.WITHHELD, found.path)
            return _page(self.site, own, page, fragment, found.how)
        document = edition.space.documents.get(found.path)
        if document is not None or found.path.endswith(".md"):
            return Target(
                Kind.LOST,
                document=document,
                edition=edition,
                path=found.path,
                fragment=fragment,
                found=found.how,
                reason=Reason.UNLISTED,
            )
        return Target(Kind.FILE, edition=edition, path=found.path, fragment=fragment, found=found.how)

    def file(self, text: str) -> Target:
        path, _, fragment = text.partition("#")
        edition, found, looked_for = self._find(path)
        if found is None and "#" in text:
            edition, found, _ = self._find(text)
        if found is None:
            return self._unknown(path, looked_for)
        if found.path.endswith(".md") and not path.casefold().endswith(".md"):
            return _lost(Reason.MISSING, found.path)  # a directory, or a page without its ending
        return Target(Kind.FILE, edition=edition, path=found.path, fragment=_decoded(fragment), found=found.how)

    def _here(self, fragment: str) -> Target:
        page = self.edition.by_path.get(self.document.path)
        if page is not None:
            return _page(self.site, self.edition, page, fragment, None)
        # A text that pages include: the heading is on whatever page shows it.
        anchor = self.site.anchor(self.document, fragment) if fragment else ""
        return Target(
            Kind.HEADING if anchor else Kind.PAGE,
            document=self.document,
            edition=self.edition,
            path=self.document.path,
            anchor=anchor,
            fragment=fragment,
        )

    def _find(self, path: str) -> tuple[Edition, Found | None, str | None]:
        """The file at a path, the edition (of the space) that has it, and the path that was looked for."""
        directory = posixpath.dirname(self.document.path)
        joined = join(directory, path)
        if joined is None:
            return *self._in_other_space(directory, path), None
        found = self.edition.space.find(joined)
        if found is None and "?" in path:
            joined = join(directory, path.partition("?")[0])
            found = self.edition.space.find(joined) if joined is not None else None
        if self.site.contains_spaces(self.edition.space):
            other, inside = self._in_other_space("", found.path if found is not None else joined or "")
            if inside is not None:
                return other, inside, joined
        return self.edition, found, joined

    def _in_other_space(self, directory: str, path: str) -> tuple[Edition, Found | None]:
        """A path that leaves the space may enter another one of the site."""
        path = unquote(path.partition("?")[0])
        own = self.edition.space
        place = os.path.normpath(own.root / directory / path)
        for top, edition in self.site.by_root:
            if place == top or place.startswith(top + os.sep):
                if edition.space is own:
                    break
                return edition, edition.space.find(place[len(top) :].replace(os.sep, "/").strip("/"))
        return self.edition, None

    def _by_address(self, path: str, fragment: str) -> Target | None:
        """A path from the site's root may be an address at GitBook instead of a file."""
        if not path.startswith("/"):
            return None
        path = path.partition("?")[0]
        page = self.edition.by_address.get(unquote(path).strip("/").casefold()) or page_at(self.site, path)
        return None if page is None else _page(self.site, self.site.edition(page), page, fragment, None)

    def _unknown(self, path: str, looked_for: str | None) -> Target:
        if _INTERNAL.match(path):
            return _lost(Reason.BROKEN_REFERENCE)
        return _lost(Reason.OUTSIDE) if looked_for is None else _lost(Reason.MISSING, looked_for)
