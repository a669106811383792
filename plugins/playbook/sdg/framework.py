"""The framework as one site uses it: its catalogue, who cites what, which links mean something of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from playbook.sdg.addresses import Addresses
from playbook.sdg.catalogue_file import load
from playbook.sdg.citations import citations
from playbook.sdg.kinds import Kind
from playbook.settings import SettingsError
from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from playbook.gitbook.document import Document, Link
    from playbook.sdg.addresses import Recognised
    from playbook.sdg.catalogue import Catalogue, Entry
    from playbook.sdg.citations import Citations
    from playbook.sdg.kinds import Key
    from playbook.settings import SdgSettings
    from playbook.site import Edition, Page, Site

COVERED = (Kind.TARGET, Kind.USE_CASE, Kind.WORKFLOW, Kind.BUILDING_BLOCK)
"""What the pages of a site can cover."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A page in all its languages."""

    path: str
    """Of its section and, inside of it, of its file, as seen from each language."""
    pages: Mapping[str, Page]
    """By language, the default first; not every language need have it."""
    cited: frozenset[Key]
    """What its front matter cites in any language."""


@dataclass(frozen=True, eq=False)
class Framework:
    """The framework as one site uses it."""

    site: Site
    settings: SdgSettings
    catalogue: Catalogue
    own: Source | None
    """The project's own entries."""

    @cached_property
    def addresses(self) -> Addresses:
        """Recognises the links that mean something of the framework."""
        return Addresses(self.catalogue)

    def citations(self, document: Document) -> Citations:
        """What a page says of the framework."""
        if id(document) not in self._citations:
            self._citations[id(document)] = citations(document, self.catalogue)
        return self._citations[id(document)]

    def links(self, document: Document) -> tuple[tuple[Link, Recognised], ...]:
        """The links of a page that mean something of the framework."""
        if id(document) not in self._links:
            known = self.addresses.recognise
            web = (link for link in document.links if link.target.startswith("http"))
            self._links[id(document)] = tuple(
                (link, found) for link in web if (found := known(link.target)) is not None
            )
        return self._links[id(document)]

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """The pages that cite the framework, in the reading order of the default language."""
        pages: dict[str, dict[str, Page]] = defaultdict(dict)
        for edition, page in self.site.pages():
            pages[edition.key(page)][edition.language or ""] = page
        subjects = []
        for path, by_language in pages.items():
            cited = frozenset(
                one.entry.key for page in by_language.values() for one in self.citations(page.document).cited
            )
            if cited:
                subjects.append(Subject(path, by_language, cited))
        return tuple(subjects)

    def in_order(self, keys: Iterable[Key]) -> list[Entry]:
        """Entries in the order of the catalogue."""
        return [entry for _, entry in sorted((self._places[key] for key in keys), key=itemgetter(0))]

    @cached_property
    def _places(self) -> Mapping[Key, tuple[int, Entry]]:
        return {entry.key: (place, entry) for place, entry in enumerate(self.catalogue.entries())}

    def citing(self, key: Key) -> tuple[Subject, ...]:
        """The pages that cite an entry."""
        return tuple(self._citing.get(key, ()))

    @cached_property
    def linking(self) -> Mapping[Key, tuple[tuple[Edition, Page], ...]]:
        """By entry, the pages that link to it without citing it."""
        found: dict[Key, dict[int, tuple[Edition, Page]]] = defaultdict(dict)
        for edition, page in self.site.pages():
            cited = {one.entry.key for one in self.citations(page.document).cited}
            for _, recognised in self.links(page.document):
                if recognised.entry is not None and recognised.entry.key not in cited:
                    found[recognised.entry.key][id(page)] = (edition, page)
        return {key: tuple(pages.values()) for key, pages in found.items()}

    @cached_property
    def _citing(self) -> Mapping[Key, list[Subject]]:
        found: dict[Key, list[Subject]] = defaultdict(list)
        for subject in self.subjects:
            for key in subject.cited:
                found[key].append(subject)
        return found

    @cached_property
    def _links(self) -> dict[int, tuple[tuple[Link, Recognised], ...]]:
        return {}

    @cached_property
    def _citations(self) -> dict[int, Citations]:
        return {}


def framework(site: Site) -> Framework | None:
    """The framework of a site; None when the site does not use it.

    Raises:
        SettingsError: The project's own entries cannot be read or used.
    """
    if site.sdg is None:
        return None
    own = own_entries(site.root, site.sdg)
    return Framework(site, site.sdg, load(own), own)


def own_entries(root: Path, settings: SdgSettings) -> Source | None:
    """The project's own entries; None when it has none.

    Raises:
        SettingsError: The file cannot be read.
    """
    if not settings.catalogue:
        return None
    try:
        return Source.read(root / settings.catalogue, settings.catalogue)
    except OSError as error:
        problem = f"{settings.catalogue!r} cannot be read: {error.strerror or error}"
        raise SettingsError("catalogue", problem) from error
