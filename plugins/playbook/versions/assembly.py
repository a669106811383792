"""One site of all versions, of plain files: each version in its directory, aliases that lead to them, and the list."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playbook.cache import Cache
from playbook.versions import listing, slots
from playbook.versions.listing import PROPERTY, Listed
from playbook.versions.site import INDEX, LOST, file_of
from playbook.versions.slots import Place
from playbook.versions.store import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from playbook.versions.plan import Version
    from playbook.versions.site import VersionSite
    from playbook.versions.store import Result

SITEMAP = "sitemap.xml"
NO_JEKYLL = ".nojekyll"
"""Keeps GitHub Pages from leaving out files that begin with an underscore."""
ROOT_FILES = (INDEX, LOST, SITEMAP, NO_JEKYLL, listing.FILE)
"""What stands beside the versions; the list comes last, since it says that all the others are there."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The pages about what changed in a version since the one before."""

    previous: str
    """The name of the version before."""
    result: Result
    """The pages, to be added to those of the version."""

    @property
    def urls(self) -> Mapping[str, str]:
        """By address of a page, that of the page with its changes; both relative to the root of the version."""
        urls: Mapping[str, str] = self.result.facts["urls"]
        return urls


@dataclass(frozen=True, eq=False)
class Assembly:
    """The site that is made of the versions."""

    sites: Sequence[VersionSite]
    """Those that are published, the newest first."""
    current: Version | None
    """The one to which the root leads."""
    aliases: Mapping[str, Version]
    site_url: str = ""
    """With a slash at its end; empty when it is not known."""
    changes: Mapping[str, Changes] = field(default_factory=dict)
    """By name of a version, what changed in it."""

    @property
    def key(self) -> str:
        """That of all that decides what is written."""
        facts = [
            [(site.version.name, site.version.title, site.version.tag, site.built.key) for site in self.sites],
            {alias: version.name for alias, version in self.aliases.items()},
            self.current.name if self.current else "",
            self.site_url,
            {name: (changes.previous, changes.result.facts[KEY]) for name, changes in self.changes.items()},
        ]
        return Cache.key("site of versions", Cache.version("playbook.versions"), json.dumps(facts, sort_keys=True))

    def write(self, directory: Path) -> None:
        """Write it.

        Args:
            directory: Where; it exists and is empty.

        Raises:
            OSError: The disk is full, or the like.
        """
        for site in self.sites:
            self._write_version(site, directory / site.version.name)
        for alias, version in self.aliases.items():
            self._write_alias(self._by_name[version.name], directory / alias)
        (directory / NO_JEKYLL).touch()
        if self._current is not None:
            self._write_root(self._current, directory)
        (directory / listing.FILE).write_text(listing.write(self.listed()), encoding="utf-8")

    def listed(self) -> list[Listed]:
        """The versions as `versions.json` names them."""
        made = []
        for site in self.sites:
            version = site.version
            facts = {"tag": version.tag or None, "commit": version.commit, "state": site.state}
            ours = {PROPERTY: {name: value for name, value in facts.items() if value is not None}}
            aliases = sorted(alias for alias, meant in self.aliases.items() if meant == version)
            made.append(Listed(version.name, version.title, tuple(aliases), ours))
        return made

    @cached_property
    def _by_name(self) -> dict[str, VersionSite]:
        return {site.version.name: site for site in self.sites}

    @property
    def _current(self) -> VersionSite | None:
        return None if self.current is None else self._by_name[self.current.name]

    def _write_version(self, site: VersionSite, directory: Path) -> None:
        made: set[Path] = set()
        added = self.changes.get(site.version.name)
        files = [(site.directory, path) for path in site.files]
        files += [(added.result.files, path) for path in added.result.sizes] if added else []
        for top, path in files:
            source, target = top / path, directory / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            if path.endswith(".html"):
                page = _Page(self, site, path)
                target.write_bytes(slots.fill(source.read_bytes(), page.content))
            else:
                shutil.copyfile(source, target)

    def _write_alias(self, site: VersionSite, directory: Path) -> None:
        """A page that leads on for each page, in its language."""
        first = _redirect(site, INDEX)
        documents = {language: _redirect(site, file_of(home)) for language, home in site.homes.items()}
        for path in site.files:
            if path.endswith(".html") and path != LOST:
                document = documents.get(site.language(path), first)
                target = directory / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(self._leading(document, site, path, path.count("/") + 1), encoding="utf-8")

    def _write_root(self, site: VersionSite, directory: Path) -> None:
        leading = self._leading(_redirect(site, INDEX), site, INDEX, 0)
        (directory / INDEX).write_text(leading, encoding="utf-8")
        if LOST in site.files:
            shutil.copyfile(directory / site.version.name / LOST, directory / LOST)
        if self.site_url and SITEMAP in site.files:
            address = f"{self.site_url}{site.version.name}/{SITEMAP}"
            (directory / SITEMAP).write_text(_SITEMAP.format(address=address), encoding="utf-8")

    def _leading(self, document: Place, site: VersionSite, path: str, up: int) -> str:
        """A page that leads on to one of a version, from so many directories below the root."""
        there = f"{site.version.name}/{site.address(path)}"
        return document.part("document", url="../" * up + there, canonical=f"{self.site_url or '../' * up}{there}")


class _Page:
    """What stands in the places of one page."""

    def __init__(self, assembly: Assembly, site: VersionSite, path: str) -> None:
        self.assembly = assembly
        self.site = site
        self.path = path

    def content(self, place: Place) -> str:
        if place.name == "index":
            return self._index(place)
        if place.name == "selector":
            return "".join(self._selector(place))
        if place.name == "notice":
            return self._notice(place)
        return self._changed(place) if place.name == "changed" else ""

    @property
    def _current(self) -> VersionSite | None:
        """The current version, unless the page is in it."""
        current = self.assembly._current  # noqa: SLF001 - a part of it
        return None if current is None or current is self.site else current

    @property
    def _language(self) -> str:
        return self.site.language(self.path)

    def _link(self, site: VersionSite, url: str) -> str:
        """How the page names an address of a version; empty when it cannot."""
        there = f"{site.version.name}/{url}"
        if self.path == LOST:  # shown at any address
            base = urlsplit(self.assembly.site_url).path
            return f"{base}{there}" if base else ""
        return "../" * (self.path.count("/") + 1) + there

    def _index(self, place: Place) -> str:
        """What search engines are told: of all versions of a page, only the current one is to be found."""
        if self._current is None:
            return place.inside.strip()
        url = self.site.same(self._current, self.path)
        robots = '<meta name="robots" content="noindex">'
        if url is None:
            return robots
        there = f"{self._current.version.name}/{url}"
        address = f"{self.assembly.site_url}{there}" if self.assembly.site_url else self._link(self._current, url)
        return f'{robots}\n<link rel="canonical" href="{address}">'

    def _selector(self, place: Place) -> Iterator[str]:
        if len(self.assembly.sites) < 2 or not self._link(self.site, ""):
            return
        yield place.part("open", title=self.site.version.title)
        for site in self.assembly.sites:
            url = self.site.same(site, self.path) if self.path != LOST else None
            part = "here" if site is self.site else "missing" if url is None and self.path != LOST else "there"
            link = self._link(site, site.home(self._language) if url is None else url)
            yield place.part(part, url=link, title=site.version.title)
        yield place.part("close")

    def _notice(self, place: Place) -> str:
        current, version = self._current, self.site.version
        if current is None:
            return ""
        kind = "dev" if version.is_dev else "superseded" if version.precedes(current.version) else "preview"
        url = self.site.same(current, self.path)
        values = {"version": version.name, "current": current.version.name}
        state = place.choice("states", self.site.state_of(self.path) or "")
        text = slots.filled(str(place.parts.get("home" if url is None else "same", "")), values)
        link = self._link(current, current.home(self._language) if url is None else url)
        return place.part(kind, state=state, url=link, link=text, **values)

    def _changed(self, place: Place) -> str:
        changes = self.assembly.changes.get(self.site.version.name)
        url = changes.urls.get(self.site.address(self.path)) if changes else None
        if changes is None or url is None:
            return ""
        return place.part("link", url=self._link(self.site, url), previous=changes.previous)


_SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>{address}</loc></sitemap>
</sitemapindex>
"""


_WORDLESS = Place(
    "redirect",
    {
        "document": (
            '<!doctype html>\n<meta charset="utf-8">\n<meta name="robots" content="noindex">\n<title>{url}</title>\n'
            '<link rel="canonical" href="{canonical}">\n<meta http-equiv="refresh" content="0; url={url}">\n'
            '<p><a href="{url}">{url}</a></p>\n'
        )
    },
    "",
)
"""A page that leads on, for a theme that is not ours and has no words for it."""


def _redirect(site: VersionSite, path: str) -> Place:
    """What a page of a version gives for pages that lead to it."""
    file = site.directory / path
    found = slots.place(file.read_bytes(), "redirect") if file.is_file() else None
    return found or _WORDLESS
