"""Where a site's pages and files are published (gitbook-format.md §11, §14)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from playbook.editions import address
from playbook.gitbook.document import CANDIDATE
from playbook.gitbook.redirects import Ways, old_address
from playbook.markdown.references import Kind
from playbook.markdown.slugs import segment, slug
from playbook.targets import resolve_file, resolve_link
from playbook.vector import read_vector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from playbook.gitbook.document import Document
    from playbook.gitbook.manifest import Redirect
    from playbook.gitbook.space import Space
    from playbook.site import Edition, Page, Site
    from playbook.source import Span
    from playbook.targets import Target

FILES = "files/"
"""Where downloads and images are published."""
RESERVED = ("index",)
"""Last segments that would fall together with the home of their language, which is `index.html`."""

INERT = ".txt"
"""What is added to the name of a file that would run with the rights of the site: browsers show it as text."""

_DOCUMENTS = frozenset(".hta .htm .html .mht .mhtml .shtml .svgz .xht .xhtml .xml .xsl .xslt".split())
_DRAWING = ".svg"
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,10})$")
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]")
_STEM_LENGTH = 60
_DIGEST_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Collision:
    """A page that cannot be published at the address of its file, since another one is there."""

    edition: Edition
    page: Page
    other: Page
    url: str
    """Where it is published instead, relative to the site's root."""


@dataclass(frozen=True, slots=True)
class DeadRedirect:
    """A redirect of `.gitbook.yaml` that cannot be published."""

    space: Space
    old: str
    redirect: Redirect
    path: str = ""
    """The file to which it leads, relative to the content root, when that is not published; empty when no file of a
    site can have the old address."""


@dataclass(frozen=True, eq=False)
class Publication:
    """The addresses of a site. They hold no percent-encoding."""

    site: Site

    def url(self, page: Page) -> str:
        """Where a page is published, relative to the root of its language: `a/b/`, or "" for the language's home."""
        return self._addresses.urls[id(page)]

    def language_root(self, edition: Edition) -> str:
        """Where the language of an edition begins, relative to the site's root: "" for the first, `en/` for others."""
        return "" if edition.language == self.site.editions[0].language else f"{edition.language}/"

    def home(self, language: str | None) -> Page | None:
        """Where a language begins: the home of its main section, or else of its first section that has pages."""
        return next((one.home for one in self.site.by_language[language] if one.home is not None), None)

    def address(self, page: Page) -> str:
        """Where a page is published, relative to the site's root."""
        return self.language_root(self.site.edition(page)) + self.url(page)

    @property
    def collisions(self) -> tuple[Collision, ...]:
        """The pages that had to leave the address of their file to another page."""
        return tuple(self._addresses.collisions)

    @cached_property
    def files(self) -> dict[Path, str]:
        """Where the files to which pages refer are published, relative to the site's root, by absolute path.

        Equal files, wherever they are, have one address. What a browser would run (a web page, a drawing with a
        script) is published as a text.
        """
        addresses: dict[Path, str] = {}
        by_content: dict[str, str] = {}
        for edition, document in self.site.texts():
            for target in files_of(self.site, edition, document):
                space = (target.edition or edition).space
                file = space.abs(target.path)
                if file in addresses:
                    continue
                try:
                    with file.open("rb") as stream:
                        digest = hashlib.file_digest(stream, "sha256").hexdigest()
                except OSError:
                    continue  # a file that cannot be read is not published, and is reported by its space
                if digest not in by_content:
                    by_content[digest] = _file_address(target.path, digest) + (INERT if _runs(file) else "")
                addresses[file] = by_content[digest]
        return addresses

    @property
    def redirects(self) -> dict[str, str]:
        """New address by old address, relative to the site's root; paths end with a slash.

        A new one may have an anchor or be a URL. No old address is that of a page, and no new one is
        redirected in its turn.
        """
        return self._redirects.redirects

    @property
    def dead_redirects(self) -> tuple[DeadRedirect, ...]:
        """The redirects of `.gitbook.yaml` that cannot be published, but for those to files that do not exist."""
        return tuple(self._redirects.dead.values())

    @cached_property
    def _addresses(self) -> _Addresses:
        return _Addresses(self)

    @cached_property
    def _redirects(self) -> _Redirects:
        return _Redirects(self)


def files_of(site: Site, edition: Edition, document: Document) -> Iterator[Target]:
    """The files to which a document refers."""
    for image in document.images:
        if image.element != CANDIDATE:
            yield from _if_file(resolve_file(site, edition, document, image.target))
    for target, _ in covers(document):
        yield from _if_file(resolve_file(site, edition, document, target))
    for link in document.links:
        yield from _if_file(resolve_link(site, edition, document, link))


def covers(document: Document) -> Iterator[tuple[str, Span]]:
    """The pictures above the title that the front matter names, and where it does so."""
    values, spans = document.front_matter.values, document.front_matter.spans
    cover = values.get("cover")
    named: Mapping[tuple[str, ...], object] = {("cover",): cover}
    if isinstance(cover, dict):
        named = {("cover", scheme): cover.get(scheme) for scheme in ("light", "dark")}
    for key, value in named.items():
        if isinstance(value, str) and value and key in spans:
            yield value, spans[key]


def _if_file(target: Target) -> Iterator[Target]:
    if target.kind is Kind.FILE:
        yield target


def _runs(file: Path) -> bool:
    """Whether a browser that opens the file runs what it holds (DESIGN.md, decision 7).

    Raises:
        OSError: The file cannot be read.
    """
    ending = file.suffix.lower()
    if ending in _DOCUMENTS:
        return True
    if ending != _DRAWING:
        return False
    vector = read_vector(file.read_bytes())
    return bool(vector.active or vector.problem)


def _file_address(path: str, digest: str) -> str:
    name = path.rpartition("/")[2]
    extension = _EXTENSION.search(name)
    stem = slug(name[: extension.start()] if extension else name)[:_STEM_LENGTH].strip("-.") or "file"
    ending = f".{extension[1].lower()}" if extension else ""
    return f"{FILES}{stem}-{digest[:_DIGEST_LENGTH]}{ending}"


class _Addresses:
    """Gives each page an address of its own."""

    def __init__(self, publication: Publication) -> None:
        self.urls: dict[int, str] = {}
        self.collisions: list[Collision] = []
        self.taken: dict[str, Page] = {}
        """The page at each address, relative to the site's root and in small letters: servers and disks differ
        in whether they tell capitals apart."""
        self._last: dict[str, int] = {}
        self.homes = {language: publication.home(language) for language in publication.site.by_language}
        editions = publication.site.editions
        for edition in editions:
            if edition.home is not None:
                self.urls[id(edition.home)] = below = _below(edition)
                self.taken[f"{publication.language_root(edition)}{below}".casefold()] = edition.home
        for edition in editions:
            root = publication.language_root(edition)
            segments = _own_segments(edition)
            for page in edition.pages:
                if page is not edition.home:
                    self._claim(edition, page, root, f"{_below(edition)}{_wanted(edition, page, segments)}")

    def _claim(self, edition: Edition, page: Page, root: str, wanted: str) -> None:
        url = wanted
        in_the_way = self._other(edition, root, url)
        if in_the_way is not None:
            number = self._last.get(f"{root}{wanted}", 1)
            while self._other(edition, root, url) is not None:
                number += 1
                url = f"{wanted}-{number}"
            self._last[f"{root}{wanted}"] = number
            self.collisions.append(Collision(edition, page, in_the_way, f"{root}{url}/"))
        self.urls[id(page)] = f"{url}/"
        self.taken[f"{root}{url}/".casefold()] = page

    def _other(self, edition: Edition, root: str, url: str) -> Page | None:
        """The page that is already at an address."""
        if url.casefold() in RESERVED:
            return self.homes[edition.language]
        return self.taken.get(f"{root}{url}/".casefold())


def _below(edition: Edition) -> str:
    """Where the section of an edition begins, relative to the root of its language."""
    return f"{edition.section.path}/" if edition.section.path else ""


def _own_segments(edition: Edition) -> dict[str, str]:
    """The segment that a page gives itself by `slug:`, by the path of its file or, of a README, its directory."""
    segments = {}
    for page in edition.pages:
        own = page.document.front_matter.values.get("slug")
        if isinstance(own, str) and (name := segment(own.strip().strip("/"))) and own.strip("/ "):
            segments[address(page.path)] = name
    return segments


def _wanted(edition: Edition, page: Page, segments: Mapping[str, str]) -> str:
    """The address that a page should have, relative to its section and without a slash at its end."""
    path = address(page.path)
    above = edition.directory if edition.directory and path.startswith(f"{edition.directory}/") else ""
    names = []
    for name in (path[len(above) :].strip("/") or "readme").split("/"):
        above = f"{above}/{name}" if above else name
        names.append(segments.get(above) or segment(name))
    return "/".join(names)


class _Redirects:
    """Collects where old addresses lead."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.site = publication.site
        self.redirects: dict[str, str] = {}
        self.dead: dict[int, DeadRedirect] = {}
        self._taken = {publication.address(page).casefold() for _, page in self.site.pages()}
        self._folded: set[str] = set()
        for roots in (self._own_root, self._usual_root, self._other_roots):
            for by_file in (True, False):
                for edition, page in self.site.pages():
                    path = address(page.path) if by_file else page.navigation_path or "readme"
                    for root in roots(edition):
                        self._add(f"{root}/{path}", publication.address(page))
            for space in self.site.spaces:
                self._of_manifest(space, roots)
        for language in self.site.by_language:
            home = publication.home(language)
            if home is not None:
                self._add(publication.language_root(self.site.edition(home)), publication.address(home))

    def _own_root(self, edition: Edition) -> tuple[str, ...]:
        """Where the addresses of a space begin here, as long as no page has another name than its file."""
        first = self._first(edition.space)
        return (f"{self.publication.language_root(first)}{first.section.path}",)

    @staticmethod
    def _usual_root(edition: Edition) -> tuple[str, ...]:
        """Where they begin at GitBook."""
        return edition.gitbook_paths[:1]

    @staticmethod
    def _other_roots(edition: Edition) -> tuple[str, ...]:
        """Where GitBook finds them too."""
        return edition.gitbook_paths[1:]

    def _first(self, space: Space) -> Edition:
        return next(edition for edition in self.site.editions if edition.space is space)

    def _add(self, old: str, new: str) -> None:
        """Add a redirect; the first one of an address counts, and a page always wins."""
        key = f"{'/'.join(name for name in old.split('/') if name)}/"
        if not _is_usable(key) or key.casefold() in self._taken or key.casefold() in self._folded:
            return
        self._folded.add(key.casefold())
        self.redirects[key] = new.removeprefix("./")

    def _of_manifest(self, space: Space, roots: Callable[[Edition], tuple[str, ...]]) -> None:
        """The redirects that a space asks for itself (§5)."""
        ways = Ways(space.manifest.redirects, space.find)
        for old, redirect in space.manifest.redirects.items():
            way = ways.follow(redirect)
            key = old_address(old)
            if not _is_usable(f"{key}/"):
                self.dead[id(redirect)] = DeadRedirect(space, old, redirect)
                continue
            new = way.target if way.is_url else ""
            page = self.site.published(space, way.found.path) if way.found is not None else None
            if page is not None:
                new = self._address(page, way.target)
            elif way.found is not None:
                self.dead[id(redirect)] = DeadRedirect(space, old, redirect, way.found.path)
            for root in roots(self._first(space)) if new else ():
                self._add(f"{root}/{key}", new)

    def _address(self, page: Page, target: str) -> str:
        """The address of a page, with the anchor that a target names; "./" for the site's home."""
        fragment = target.partition("#")[2]
        anchor = self.site.anchor(page.document, fragment) if fragment else ""
        return (self.publication.address(page) or "./") + (f"#{anchor}" if anchor else "")


def _is_usable(address: str) -> bool:
    """Whether a file of the site can have an old address, on every system."""
    steps = address.removesuffix("/").split("/")
    return not _UNUSABLE.search(address) and all(step.strip(". ") for step in steps)
