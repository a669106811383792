"""How the spaces of a project become one site: as its settings say, or `docs.yaml`, or its only directory."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.editions import Edition, Section
from playbook.gitbook.descriptions import named
from playbook.gitbook.files import is_inside
from playbook.gitbook.manifest import read_manifest
from playbook.gitbook.site_file import SITE_FILES, Names, read_site
from playbook.gitbook.space import Space
from playbook.gitbook.variables import holds
from playbook.language import detect, language_of_name
from playbook.markdown.slugs import segment
from playbook.sections import default_of, place_spaces
from playbook.settings import SettingsError
from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from playbook.cache import Cache
    from playbook.editions import ExternalLink
    from playbook.gitbook.site_file import SpaceEntry
    from playbook.gitbook.space import Page
    from playbook.settings import GitBookSettings, SpaceSettings

MANIFEST = ".gitbook.yaml"


@dataclass(frozen=True)
class Arrangement:
    """The spaces of a project, read."""

    editions: tuple[Edition, ...]
    """Language by language, the default one first; in each the main section first."""
    menu: tuple[Section | ExternalLink, ...]
    """The sections and what stands between them, in the order of the navigation."""
    problems: tuple[tuple[Source, Problem], ...] = ()
    """Those of `docs.yaml`."""
    left_out: tuple[Path, ...] = ()
    """The directories of spaces that `docs.yaml` names and that are not published."""


def arrange(
    root: Path, docs_dir: Path, settings: GitBookSettings, cache: Cache, known: Iterable[Space] = ()
) -> Arrangement:
    """Read the spaces of a project.

    Args:
        root: The directory of the project.
        docs_dir: Where its pages are, unless the settings or `docs.yaml` say it.
        settings: Those of the project.
        cache: Where what is read of pages is kept.
        known: Spaces that were read already, without descriptions of OpenAPI.

    Raises:
        SettingsError: A directory that the settings name is not there, or no page is in it.
    """
    reader = _Reader(root, settings, cache, {space.directory: space for space in known if not settings.openapi})
    problems: tuple[tuple[Source, Problem], ...] = ()
    if settings.spaces:
        return reader.of_settings(settings.spaces)
    if settings.site_file and not (root / settings.site_file).is_file():
        raise SettingsError("site_file", f"there is no file {settings.site_file!r}")
    file = root / settings.site_file if settings.site_file else site_file(root, docs_dir)
    if file is not None and not settings.languages:
        arrangement = reader.of_site_file(file)
        if arrangement.editions:
            return arrangement
        problems = arrangement.problems
    space = reader.read(space_directory(docs_dir, root), "docs_dir")
    section = Section()
    editions = reader.divided(space, settings.languages, "languages", section)
    return Arrangement(tuple(editions), (section,), problems)


def arrange_site_file(root: Path, file: Path, settings: GitBookSettings, cache: Cache) -> Arrangement:
    """Read the spaces that a `docs.yaml` names; no editions when it names none that is here.

    Raises:
        SettingsError: Something cannot be read.
    """
    return _Reader(root, settings, cache).of_site_file(file)


def site_file(root: Path, docs_dir: Path) -> Path | None:
    """The `docs.yaml` of a project: beside `mkdocs.yml`, or with the pages."""
    places = (directory / name for directory in dict.fromkeys((root, docs_dir)) for name in SITE_FILES)
    return next((file for file in places if file.is_file()), None)


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


def place_of(entry: SpaceEntry, directory: Path) -> Path | None:
    """Where a space of the `docs.yaml` in a directory is; None when it is not there or outside the repository."""
    repository = next((top for top in (directory, *directory.parents) if (top / ".git").exists()), directory)
    place = (repository if entry.directory.startswith("/") else directory) / entry.directory.lstrip("/")
    place = Path(os.path.normpath(place))
    return place if place.is_dir() and is_inside(place, repository) else None


@dataclass(frozen=True)
class _Reader:
    root: Path
    settings: GitBookSettings
    cache: Cache
    known: Mapping[Path, Space] = field(default_factory=dict)

    def read(self, directory: Path, setting: str) -> Space:
        """A space; `setting` names it."""
        directory = Path(os.path.normpath(directory))
        name = shown(directory, self.root)
        known = self.known.get(directory)
        if known is not None and known.name == name:
            return known
        try:
            return Space.read(directory, name, self._describe, self.cache)
        except NotADirectoryError as error:
            raise SettingsError(setting, f"there is no directory {directory.as_posix()!r}") from error
        except OSError as error:
            raise SettingsError(
                setting, f"{directory.as_posix()!r} cannot be read: {error.strerror or error}"
            ) from error

    def _pages(self, space: Space) -> tuple[Page, ...]:
        """The pages of a space that are for the readers of this site."""
        return tuple(page for page in space.pages if holds(space, page.document, self.settings.visitor))

    def _describe(self, name: str) -> bytes | None:
        file = named(self.root, self.settings, name)
        return file.data if file is not None else None

    def of_settings(self, spaces: Sequence[SpaceSettings]) -> Arrangement:
        """The spaces that the settings name; those of one path are one section."""
        paths = _paths(spaces)
        among: dict[str, list[SpaceSettings]] = {}
        for one, path in zip(spaces, paths, strict=True):
            among.setdefault(path, []).append(one)
        sections = {path: _section(path, entries) for path, entries in among.items()}
        default = _languages(spaces[0])[0]
        editions: list[Edition] = []
        for number, (one, path) in enumerate(zip(spaces, paths, strict=True)):
            key = f"spaces[{number}]"
            space = self.read(self.root / one.directory, f"{key}.directory")
            if one.languages:
                editions += self.divided(space, one.languages, f"{key}.languages", sections[path])
            else:
                usual = path if one.language == default else f"{path}/{one.language}".strip("/")
                editions.append(Edition(one.language, space, "", self._pages(space), sections[path], (usual,)))
        return Arrangement(_ordered(editions, default), tuple(sections.values()))

    def divided(self, space: Space, languages: Mapping[str, str], setting: str, section: Section) -> list[Edition]:
        """The languages of a space; pages in none of their directories are those of the first."""
        if not languages:
            return [Edition(None, space, "", self._pages(space), section, (section.path,))]
        by_directory = {"" if path == "." else path: language for language, path in languages.items()}
        first = next(iter(by_directory))
        pages: dict[str, list[Page]] = {directory: [] for directory in by_directory}
        for page in self._pages(space):
            directory = page.path.rpartition("/")[0]
            while directory and directory not in pages:
                directory = directory.rpartition("/")[0]
            pages[directory if directory in pages else first].append(page)
        for directory, language in by_directory.items():
            if not pages[directory]:
                problem = f"no page that SUMMARY.md lists is in {directory or '.'!r}"
                raise SettingsError(f"{setting}.{language}", problem)
        return [
            Edition(language, space, path, tuple(pages[path]), section, (section.path,))
            for path, language in by_directory.items()
        ]

    def of_site_file(self, file: Path) -> Arrangement:
        """The spaces that `docs.yaml` names; no editions when it names none that is here."""
        try:
            source = Source.read(file, shown(file, self.root))
        except OSError as error:
            raise SettingsError(shown(file, self.root), f"cannot be read: {error.strerror or error}") from error
        site = read_site(source)
        problems = list(site.problems)
        places = {entry: place_of(entry, file.parent) for entry in site.spaces if entry.in_git}
        spaces = self._published(site.spaces, places, file, problems)
        known = {space.directory for space in spaces.values()}
        left_out = tuple(place for place in places.values() if place is not None and place not in known)
        if not spaces:
            return Arrangement((), (), tuple((source, problem) for problem in problems), left_out)
        languages = _known_languages(spaces, problems)
        placed, menu = place_spaces(site.entries, languages, problems)
        editions = [
            Edition(
                one.language,
                spaces[one.entry],
                "",
                self._pages(spaces[one.entry]),
                one.section,
                one.gitbook_paths,
            )
            for one in placed
        ]
        default = languages[default_of(list(spaces))]
        told = tuple((source, problem) for problem in problems)
        return Arrangement(_ordered(editions, default), tuple(menu), told, left_out)

    def _published(
        self,
        entries: Iterable[SpaceEntry],
        places: Mapping[SpaceEntry, Path | None],
        file: Path,
        problems: list[Problem],
    ) -> dict[SpaceEntry, Space]:
        """The spaces that are here and published, read."""
        spaces: dict[SpaceEntry, Space] = {}
        seen: set[Path] = set()
        for entry in entries:
            called = entry.names.title or entry.key or entry.directory
            if entry.is_draft:
                message = f"the space {called!r} is a draft, so it is not published"
                problems.append(Problem("GB062", entry.span, message, "take `draft: true` away to publish it"))
            elif not entry.in_git:
                message = f"the space {called!r} has no directory: GitBook does not keep it in Git"
                problems.append(Problem("GB063", entry.span, message, "the space is left out"))
            elif (place := places[entry]) is None:
                message = f"there is no directory {entry.directory!r} in this repository"
                problems.append(Problem("GB064", entry.span, message, "the space is left out"))
            elif place in seen:
                message = f"the directory {entry.directory!r} is that of another space already"
                problems.append(Problem("GB064", entry.span, message, "the space is left out"))
            else:
                seen.add(place)
                spaces[entry] = self.read(place, file.name)
        for entry in [entry for entry, space in spaces.items() if not space.pages]:
            if len(spaces) > 1:
                message = f"the space {entry.names.title or entry.directory!r} has no pages"
                problems.append(Problem("GB067", entry.span, message, "the space is left out"))
                del spaces[entry]
        return spaces


def _known_languages(spaces: Mapping[SpaceEntry, Space], problems: list[Problem]) -> dict[SpaceEntry, str | None]:
    """The language of each space: as `docs.yaml` says, else as its pages are written, else that of the default one."""
    if not any(entry.language for entry in spaces):
        return dict.fromkeys(spaces)
    default = default_of(list(spaces))
    languages: dict[SpaceEntry, str | None] = {}
    for entry in sorted(spaces, key=lambda one: one is not default):
        language = entry.language or detect("\n\n".join(page.document.body for page in spaces[entry].pages[:3]))
        languages[entry] = language or languages.get(default) or next(one.language for one in spaces if one.language)
        if not entry.language:
            message = f"the language of the space is not said; it is taken for {languages[entry]!r}"
            hint = f"write `language: {languages[entry]}` below `content`"
            problems.append(Problem("GB066", entry.span, message, hint))
    return {entry: languages[entry] for entry in spaces}


def _ordered(editions: Iterable[Edition], default: str | None) -> tuple[Edition, ...]:
    """Language by language, the default one first; in each the main section first."""
    editions = list(editions)
    languages = list(dict.fromkeys([default, *(edition.language for edition in editions)]))
    return tuple(sorted(editions, key=lambda one: (languages.index(one.language), bool(one.section.path))))


def _languages(space: SpaceSettings) -> tuple[str | None, ...]:
    return tuple(space.languages) or (space.language,)


def _section(path: str, spaces: Sequence[SpaceSettings]) -> Section:
    """The section of spaces that have one path: each says its names in its language."""

    def said(name: str) -> tuple[str, dict[str, str]]:
        given = {language or "": text for one in spaces if (text := getattr(one, name)) for language in _languages(one)}
        return next(iter(given.values()), ""), given

    icon, _ = said("icon")
    title, titles = said("group")
    groups = (Names(title, titles),) if title else ()
    return Section(Names(*said("title"), *said("description"), icon), path, all(one.hidden for one in spaces), groups)


def _paths(spaces: Sequence[SpaceSettings]) -> list[str]:
    """Where the section of each space begins.

    Raises:
        SettingsError: Two spaces of one language have one path, or no space is the main section.
    """
    paths: list[str] = []
    taken: set[tuple[str | None, str]] = set()
    codes = {language.casefold() for one in spaces for language in _languages(one) if language}
    for number, one in enumerate(spaces):
        languages = _languages(one)
        path = one.path
        if path is None:
            main = all((language, "") not in taken for language in languages)
            path = "" if main else _own_name(one.directory)
        path = "/".join(segment(step) for step in path.split("/") if step)
        if path.partition("/")[0].casefold() in codes:
            problem = f"the path {path!r} is where a language begins"
            raise SettingsError(f"spaces[{number}].path", problem, "give the section another `path`")
        for language in languages:
            if (language, path.casefold()) in taken:
                problem = f"the path {path!r} is that of another space" + (f" in {language!r}" if language else "")
                raise SettingsError(
                    f"spaces[{number}].path", problem, "give each space a `language` or a `path` of its own"
                )
            taken.add((language, path.casefold()))
        paths.append(path)
    first = _languages(spaces[0])[0]
    if (first, "") not in taken:
        problem = "no space begins at the root of the site"
        raise SettingsError(
            "spaces",
            problem,
            f"leave out the `path` of a space in {first!r}" if first else "leave out the `path` of one",
        )
    return paths


def _own_name(directory: str) -> str:
    """The last step of a directory that is not named after a language."""
    steps = [step for step in os.path.normpath(directory).replace(os.sep, "/").split("/") if step not in (".", "..")]
    return next((step for step in reversed(steps) if language_of_name(step) is None), "") or "space"
