"""A site: the spaces of one publication, and their pages by language."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from playbook.cache import Cache
from playbook.diagnostics import Problem
from playbook.gitbook.descriptions import named
from playbook.gitbook.files import is_inside
from playbook.gitbook.includes import included_by, includes, parts
from playbook.gitbook.manifest import read_manifest, read_site
from playbook.gitbook.space import Page, Space
from playbook.markdown.slugs import Ids, github_id, heading_id
from playbook.settings import FigureSettings, ReviewSettings, SdgSettings, SettingsError
from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playbook.gitbook.document import Document
    from playbook.gitbook.includes import Part
    from playbook.gitbook.manifest import SpaceEntry
    from playbook.markdown.headings import Heading
    from playbook.settings import GitBookSettings

    T = TypeVar("T")

__all__ = ["Edition", "Page", "Site", "Space"]

SITE_FILE = "docs.yaml"
MANIFEST = ".gitbook.yaml"


@dataclass(frozen=True, eq=False)
class Edition:
    """The pages of a site in one language.

    Two spaces make two editions; one space with a directory per language makes several editions of it.
    """

    language: str | None
    """None when nothing says it and the site has only one."""
    space: Space
    directory: str = ""
    """The language's directory inside the space; empty when the whole space is in the language."""
    pages: tuple[Page, ...] = ()
    """Those listed, in reading order."""
    path: str = ""
    """The segment of its address at GitBook, where `docs.yaml` says it."""

    def relative(self, path: str) -> str:
        """A path of the space as seen from the edition: what a page and its twins have in common."""
        return path.removeprefix(f"{self.directory}/") if self.directory else path

    @cached_property
    def home(self) -> Page | None:
        """Where the language begins: the README of its directory, or else its first page."""
        readme = f"{self.directory}/README.md" if self.directory else self.space.manifest.readme
        return self.by_path.get(readme) or next(iter(self.pages), None)

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """The pages by the path of their file in the space."""
        return {page.path: page for page in self.pages}

    @cached_property
    def by_address(self) -> dict[str, Page]:
        """The pages by their path at GitBook, relative to the space and in small letters.

        GitBook uses the path of the file or that of the navigation, and nothing in Git says which
        (gitbook-format.md §14).
        """
        addresses: dict[str, Page] = {}
        for page in self.pages:
            addresses.setdefault(address(page.path).casefold(), page)
        for page in self.pages:
            addresses.setdefault(page.navigation_path.casefold(), page)
            if not page.navigation_path:
                addresses.setdefault("readme", page)
        return addresses


@dataclass(frozen=True, eq=False)
class Site:
    """What a rule sees, and what a host publishes."""

    root: Path
    """The directory of the project; places are named relative to it."""
    settings: GitBookSettings
    editions: tuple[Edition, ...] = ()
    """The default language first; at least one."""
    problems: tuple[tuple[Source, Problem], ...] = ()
    """Those of `docs.yaml`."""
    figures: FigureSettings = field(default_factory=FigureSettings)
    sdg: SdgSettings | None = None
    """None for a site that does not relate its pages to the SDG Digital Investment Framework."""
    review: ReviewSettings | None = None
    """None for a site whose pages are not reviewed."""
    cache: Cache = field(default_factory=Cache)
    """What is kept between runs."""
    url: str = ""
    """Where it is published (`site_url` of `mkdocs.yml`); empty when nobody says it."""

    @classmethod
    def read(cls, root: Path, docs_dir: Path, settings: GitBookSettings, figures: FigureSettings | None = None) -> Site:
        """Read the spaces of a project.

        They are those of the settings, or those that `docs.yaml` names (beside `mkdocs.yml` or in
        `docs_dir`), or `docs_dir` as the only one, which `settings.languages` may divide.

        Raises:
            SettingsError: A directory that the settings name is not there, or no page is in it.
        """
        root, docs_dir = root.absolute(), docs_dir.absolute()
        cache = Cache(root / settings.cache if settings.cache else None)
        problems: tuple[tuple[Source, Problem], ...] = ()
        if settings.spaces:
            editions = [
                _whole(_read(root / one.directory, root, f"spaces[{number}].directory", settings, cache), one.language)
                for number, one in enumerate(settings.spaces)
            ]
        else:
            editions = []
            if not settings.languages:
                editions, problems = _from_site_file(root, docs_dir, settings, cache)
            editions = editions or _divided(
                _read(space_directory(docs_dir, root), root, "docs_dir", settings, cache), settings
            )
        return cls(root, settings, tuple(editions), problems, figures or FigureSettings(), cache=cache)

    @cached_property
    def spaces(self) -> tuple[Space, ...]:
        """Each space once, in the order of its first edition."""
        return tuple({id(edition.space): edition.space for edition in self.editions}.values())

    def pages(self) -> Iterator[tuple[Edition, Page]]:
        """All pages, edition by edition."""
        return ((edition, page) for edition in self.editions for page in edition.pages)

    def texts(self) -> Iterator[tuple[Edition, Document]]:
        """All that readers see: the document of each page, and after it the texts that it includes.

        A text is named once per edition, with the first page that includes it.
        """
        for edition in self.editions:
            seen = set(edition.by_path)
            for page in edition.pages:
                stack = [page.document]
                while stack:
                    document = stack.pop()
                    yield edition, document
                    for included in included_by(edition.space, document):
                        if included.path not in seen:
                            seen.add(included.path)
                            stack.append(included)

    def edition(self, page: Page) -> Edition:
        """The edition to which a page belongs."""
        return self._editions[id(page)]

    def edition_of(self, space: Space, path: str) -> Edition | None:
        """The edition in which a file is a page; None when it is not listed."""
        page = space.page_by_path.get(path)
        return None if page is None else self._editions.get(id(page))

    def twin(self, page: Page, language: str | None) -> Page | None:
        """The same page in another language (the page itself in its own); None when it is missing."""
        own = self.edition(page)
        for edition in self.editions:
            if edition.language == language:
                if page is own.home:
                    return edition.home
                prefix = f"{edition.directory}/" if edition.directory else ""
                twin = edition.by_path.get(prefix + own.relative(page.path))
                return None if twin is edition.home else twin
        return None

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
    def _editions(self) -> dict[int, Edition]:
        return {id(page): edition for edition, page in self.pages()}


def address(path: str) -> str:
    """The address of a file that is a page, without regard to its place in the navigation: `a/b`."""
    directory, _, name = path.rpartition("/")
    return directory if name == "README.md" else path.removesuffix(".md")


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


def space_directory(content: Path, top: Path) -> Path:
    """The directory of the space whose pages lie in `content`: that of its `.gitbook.yaml`, up to `top`."""
    if (content / MANIFEST).is_file() or not content.is_relative_to(top):
        return content
    for directory in content.parents:
        if (directory / MANIFEST).is_file():
            manifest = read_manifest(Source.read(directory / MANIFEST))
            return directory if directory / manifest.root == content else content
        if directory == top:
            break
    return content


def shown(path: Path, root: Path) -> str:
    """A path as diagnostics name it: relative to the project, '/'-separated; empty for the project itself."""
    try:
        relative = os.path.relpath(path, root)
    except ValueError:  # another drive of Windows
        return path.as_posix()
    return "" if relative == os.curdir else relative.replace(os.sep, "/")


def _description(root: Path, settings: GitBookSettings, name: str) -> bytes | None:
    file = named(root, settings, name)
    return file.data if file is not None else None


def _read(directory: Path, root: Path, setting: str, settings: GitBookSettings, cache: Cache) -> Space:
    directory = Path(os.path.normpath(directory))
    try:
        return Space.read(directory, shown(directory, root), lambda name: _description(root, settings, name), cache)
    except NotADirectoryError as error:
        raise SettingsError(setting, f"there is no directory {directory.as_posix()!r}") from error
    except OSError as error:
        raise SettingsError(setting, f"{directory.as_posix()!r} cannot be read: {error.strerror or error}") from error


def _whole(space: Space, language: str | None, path: str = "") -> Edition:
    return Edition(language, space, "", space.pages, path)


def _divided(space: Space, settings: GitBookSettings) -> list[Edition]:
    """The languages of a space; pages in none of their directories are those of the first."""
    if not settings.languages:
        return [_whole(space, None)]
    by_directory = {"" if path == "." else path: language for language, path in settings.languages.items()}
    first = next(iter(by_directory))
    pages: dict[str, list[Page]] = {directory: [] for directory in by_directory}
    for page in space.pages:
        directory = page.path.rpartition("/")[0]
        while directory and directory not in pages:
            directory = directory.rpartition("/")[0]
        pages[directory if directory in pages else first].append(page)
    for directory, language in by_directory.items():
        if not pages[directory]:
            problem = f"no page that SUMMARY.md lists is in {directory or '.'!r}"
            raise SettingsError(f"languages.{language}", problem)
    return [Edition(language, space, path, tuple(pages[path])) for path, language in by_directory.items()]


def _from_site_file(
    root: Path, docs_dir: Path, settings: GitBookSettings, cache: Cache
) -> tuple[list[Edition], tuple[tuple[Source, Problem], ...]]:
    """The spaces that `docs.yaml` names: those that are one publication in several languages."""
    for directory in dict.fromkeys((root, docs_dir)):
        file = directory / SITE_FILE
        if not file.is_file():
            continue
        try:
            source = Source.read(file, shown(file, root))
        except OSError as error:
            raise SettingsError(shown(file, root), f"cannot be read: {error.strerror or error}") from error
        manifest = read_site(source)
        problems = list(manifest.problems)
        editions = []
        for entry in variants(manifest.spaces, problems):
            place = place_of(entry, directory)
            if place is None:
                message = f"there is no directory {entry.directory!r} in this repository"
                problems.append(Problem("GB054", entry.span, message, "the space is left out"))
                continue
            editions.append(_whole(_read(place, root, SITE_FILE, settings, cache), entry.language or None, entry.path))
        return editions, tuple((source, problem) for problem in problems)
    return [], ()


def variants(spaces: Iterable[SpaceEntry], problems: list[Problem]) -> list[SpaceEntry]:
    """The spaces of a site that hold the same pages in different languages, the default first.

    They are the variants in the section of the site's default space (gitbook-format.md §5.1).

    Args:
        spaces: Those of `docs.yaml`.
        problems: Receives what cannot be published with the others.
    """
    candidates = [entry for entry in spaces if not entry.draft]
    default = next((entry for entry in candidates if entry.default), candidates[0] if candidates else None)
    if default is None:
        return []
    chosen = [default]
    languages = {default.language}
    for entry in candidates:
        if entry is default:
            continue
        if default.language and entry.section == default.section and entry.language not in {"", *languages}:
            chosen.append(entry)
            languages.add(entry.language)
        else:
            message = f"the space {entry.directory!r} is not published with {default.directory!r}"
            hint = "one site shows one space per language; give each variant of a section its own `language`"
            problems.append(Problem("GB054", entry.span, message, hint))
    return chosen


def place_of(entry: SpaceEntry, directory: Path) -> Path | None:
    """Where a space of `docs.yaml` is; None when it is not there or outside the repository."""
    repository = next((top for top in (directory, *directory.parents) if (top / ".git").exists()), directory)
    place = (repository if entry.directory.startswith("/") else directory) / entry.directory.lstrip("/")
    place = Path(os.path.normpath(place))
    return place if place.is_dir() and is_inside(place, repository) else None
