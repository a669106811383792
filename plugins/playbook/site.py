"""A site: the spaces of one publication, and their pages by section and language."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from playbook.arrangement import arrange, shown
from playbook.cache import Cache
from playbook.editions import Edition, ExternalLink, Section
from playbook.gitbook.includes import included_by, includes, parts
from playbook.gitbook.space import Page, Space
from playbook.markdown.slugs import Ids, github_id, heading_id
from playbook.settings import FigureSettings, ReviewSettings, SdgSettings, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from playbook.diagnostics import Problem
    from playbook.gitbook.document import Document
    from playbook.gitbook.includes import Part
    from playbook.markdown.model import Heading
    from playbook.settings import GitBookSettings
    from playbook.source import Source
    from playbook.web import Answer

    T = TypeVar("T")

__all__ = ["Edition", "ExternalLink", "Page", "Section", "Site", "Space", "shown"]


@dataclass(frozen=True, eq=False)
class Site:
    """What a rule sees, and what a host publishes."""

    root: Path
    """The directory of the project; places are named relative to it."""
    settings: GitBookSettings
    editions: tuple[Edition, ...] = ()
    """Language by language, the default one first, in each the main section first; at least one."""
    menu: tuple[Section | ExternalLink, ...] = ()
    """The sections, and addresses of other sites between them, in the order of the navigation."""
    problems: tuple[tuple[Source, Problem], ...] = ()
    """Those of `docs.yaml`."""
    left_out: tuple[Path, ...] = ()
    """The directories of spaces that `docs.yaml` names and that are not published."""
    figures: FigureSettings = field(default_factory=FigureSettings)
    sdg: SdgSettings | None = None
    """None for a site that does not relate its pages to the SDG Digital Investment Framework."""
    review: ReviewSettings | None = None
    """None for a site whose pages are not reviewed."""
    cache: Cache = field(default_factory=Cache)
    """What is kept between runs."""
    url: str = ""
    """Where it is published (`site_url` of `mkdocs.yml`); empty when nobody says it."""
    external: Mapping[str, Answer] = field(default_factory=dict)
    """What was learnt of addresses on the web, without their anchors; empty unless somebody asked for it."""

    @classmethod
    def read(
        cls,
        root: Path,
        docs_dir: Path,
        settings: GitBookSettings,
        figures: FigureSettings | None = None,
        *,
        known: Iterable[Space] = (),
        cache: Cache | None = None,
    ) -> Site:
        """Read the spaces of a project.

        They are those of the settings, or those that `docs.yaml` names (beside `mkdocs.yml` or in
        `docs_dir`), or `docs_dir` as the only one, which `settings.languages` may divide.

        Args:
            root: The directory of the project.
            docs_dir: Where its pages are, unless the settings or `docs.yaml` say it.
            settings: Those of the spaces.
            figures: Those of the figures.
            known: Spaces that were read already, without descriptions of OpenAPI.
            cache: What is kept between runs, where that is not for the settings to say.

        Raises:
            SettingsError: A directory that the settings name is not there, or no page is in it.
        """
        root, docs_dir = root.absolute(), docs_dir.absolute()
        if cache is None:
            cache = Cache(root / settings.cache if settings.cache else None)
        found = arrange(root, docs_dir, settings, cache, known)
        site = cls(
            root,
            settings,
            found.editions,
            found.menu,
            found.problems,
            found.left_out,
            figures or FigureSettings(),
            cache=cache,
        )
        for name, place in settings.space_ids.items():
            if name not in site.space_by_id and "://" not in place:
                raise SettingsError(f"space_ids.{name}", f"no space of the site is in {place!r}")
        return site

    @property
    def directories(self) -> tuple[Path, ...]:
        """The directories whose files are those of spaces, published or not, and no other pages of a host."""
        return (*(space.directory for space in self.spaces), *self.left_out)

    @cached_property
    def spaces(self) -> tuple[Space, ...]:
        """Each space once, in the order of its first edition."""
        return tuple({id(edition.space): edition.space for edition in self.editions}.values())

    @cached_property
    def by_root(self) -> tuple[tuple[str, Edition], ...]:
        """The first edition of each space by the absolute path of its content root, inner spaces before outer ones."""
        roots = {os.path.normpath(edition.space.root): edition for edition in reversed(self.editions)}
        return tuple(sorted(roots.items(), key=lambda one: -len(one[0])))

    def contains_spaces(self, space: Space) -> bool:
        """Whether other spaces of the site lie inside a space."""
        return space in self._outer

    @cached_property
    def _outer(self) -> frozenset[Space]:
        spaces = [edition.space for _, edition in self.by_root]
        return frozenset(
            outer
            for outer in spaces
            for inner in spaces
            if inner is not outer and inner.root.is_relative_to(outer.root)
        )

    @cached_property
    def space_by_id(self) -> dict[str, Space]:
        """The spaces whose ids at GitBook the settings know."""
        by_place = {os.path.normpath(place): one for one in self.spaces for place in (one.root, one.directory)}
        places = {name: os.path.normpath(self.root / place) for name, place in self.settings.space_ids.items()}
        return {name: by_place[place] for name, place in places.items() if place in by_place}

    def pages(self) -> Iterator[tuple[Edition, Page]]:
        """All pages, edition by edition."""
        return ((edition, page) for edition in self.editions for page in edition.pages)

    def texts(self) -> tuple[tuple[Edition, Document], ...]:
        """All that readers see: the document of each page, and after it the texts that it includes.

        A text is named once per edition, with the first page that includes it.
        """
        return self.once(_texts)

    def edition(self, page: Page) -> Edition:
        """The edition to which a page belongs."""
        return self._editions[id(page)]

    def edition_of(self, space: Space, path: str) -> Edition | None:
        """The edition in which a file is a page; None when it is not published as one."""
        page = space.page_by_path.get(path)
        return None if page is None else self._editions.get(id(page))

    def published(self, space: Space, path: str) -> Page | None:
        """The page that a file is published as; None for one that is not listed, or withheld."""
        return space.page_by_path[path] if self.edition_of(space, path) is not None else None

    def withheld(self) -> Iterator[tuple[Space, Page]]:
        """The pages that are listed and not for the readers of this site (`playbook.gitbook.variables.holds`)."""
        return ((space, page) for space in self.spaces for page in space.pages if id(page) not in self._editions)

    @cached_property
    def by_language(self) -> dict[str | None, tuple[Edition, ...]]:
        """The editions in each language, the default language first; of each, the first begins at its root."""
        found: dict[str | None, list[Edition]] = {}
        for edition in self.editions:
            found.setdefault(edition.language, []).append(edition)
        return {language: tuple(editions) for language, editions in found.items()}

    def sibling(self, edition: Edition, language: str | None) -> Edition | None:
        """The same section in another language (the edition itself in its own); None when it is missing."""
        return self._by_section.get((id(edition.section), language))

    def twin(self, page: Page, language: str | None) -> Page | None:
        """The same page in another language (the page itself in its own); None when it is missing."""
        own = self.edition(page)
        edition = self.sibling(own, language)
        if edition is None:
            return None
        if page is own.home:
            return edition.home
        prefix = f"{edition.directory}/" if edition.directory else ""
        twin = edition.by_path.get(prefix + own.relative(page.path))
        return None if twin is edition.home else twin

    def anchor(self, document: Document, wanted: str) -> str:
        """The id of a document that a link means; empty when it has none of that name.

        Accepted are the id, the id whatever its capitals and with or without GitBook's `id-`, the id that
        GitHub would give to a heading, and that of the heading's text as it is (gitbook-format.md §13).
        """
        if wanted in document.ids:
            return wanted
        names = self._anchors.get(id(document))
        if names is None:
            names = self._anchors[id(document)] = _anchor_names(self.headings(document), self.ids(document))
        return next((names[name] for name in (wanted.casefold(), heading_id(wanted)) if name in names), "")

    def heading(self, document: Document, identifier: str) -> Heading | None:
        """The heading of a page, or of a text that it includes, with this id."""
        by_id = self._headings.get(id(document))
        if by_id is None:
            by_id = self._headings[id(document)] = {heading.id: heading for heading in self.headings(document)}
        return by_id.get(identifier)

    def headings(self, document: Document) -> tuple[Heading, ...]:
        """The headings that readers find on a page: its own, and after them those of the texts that it includes."""
        return (*document.headings, *(heading for part in self._parts(document) for heading in part.headings))

    def ids(self, document: Document) -> frozenset[str]:
        """Every anchor of a page, those of the texts that it includes among them."""
        return document.ids.union(*(part.ids.values() for part in self._parts(document)))

    def _parts(self, document: Document) -> tuple[Part, ...]:
        """The texts that a page includes; nothing for a document that is no page."""
        space = self._spaces.get(id(document))
        return parts(space, document) if space is not None and includes(document) else ()

    @cached_property
    def _spaces(self) -> dict[int, Space]:
        """The space of each page, by the identity of its document."""
        return {id(page.document): edition.space for edition, page in self.pages()}

    def once(self, compute: Callable[[Site], T]) -> T:
        """What a function says about this site, asked only once."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        result: T = self._computed[compute]
        return result

    @cached_property
    def _computed(self) -> dict[Callable[[Site], Any], Any]:
        return {}

    @cached_property
    def _headings(self) -> dict[int, dict[str, Heading]]:
        """The headings of the documents that were asked for, by id."""
        return {}

    @cached_property
    def _anchors(self) -> dict[int, dict[str, str]]:
        return {}

    @cached_property
    def _by_section(self) -> dict[tuple[int, str | None], Edition]:
        return {(id(edition.section), edition.language): edition for edition in self.editions}

    @cached_property
    def _editions(self) -> dict[int, Edition]:
        return {id(page): edition for edition, page in self.pages()}


def _texts(site: Site) -> tuple[tuple[Edition, Document], ...]:
    found = []
    for edition in site.editions:
        seen = set(edition.by_path)
        for page in edition.pages:
            stack = [page.document]
            while stack:
                document = stack.pop()
                found.append((edition, document))
                for included in included_by(edition.space, document):
                    if included.path not in seen:
                        seen.add(included.path)
                        stack.append(included)
    return tuple(found)


def _anchor_names(headings: tuple[Heading, ...], ids: frozenset[str]) -> dict[str, str]:
    """The ids of a page by other names that links use for them, in small letters."""
    names: dict[str, str] = {}
    for identifier in (*(heading.id for heading in headings), *sorted(ids)):
        names.setdefault(identifier.casefold(), identifier)
        names.setdefault(identifier.casefold().removeprefix("id-"), identifier)
    github = Ids()
    for heading in headings:
        names.setdefault(heading_id(heading.text), heading.id)
        names.setdefault(github.claim(github_id(heading.text)), heading.id)
    return names
