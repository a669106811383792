"""Which GitBook spaces a directory holds, and in which languages they are written."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.arrangement import MANIFEST, arrange_site_file, shown, site_file
from playbook.cache import Cache
from playbook.gitbook.space import Space
from playbook.language import detect, language_of_name
from playbook.settings import GitBookSettings, SpaceSettings
from playbook.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SUMMARY = "SUMMARY.md"
README = "README.md"

LEAST_PAGES = 3
"""A directory of a space with fewer pages is not taken for a language of its own, unless its name says so."""
LEAST_SHARE = 0.8
"""Of the pages of a directory whose language is clear, those that must be in the one language."""

_SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages", "vendor"})


@dataclass(frozen=True, eq=False)
class Part:
    """A space of a site, and where it belongs there."""

    space: Space
    language: str | None = None
    """None for the only language of a site, and for a space of several."""
    divided: Mapping[str, str] = field(default_factory=dict)
    """The directory of each language inside the space; empty when it has one language."""
    path: str = ""
    """Of its section; empty for the main one."""
    group: str = ""
    """The heading above its section in the navigation."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are known of it, the first one first."""
        return tuple(self.divided) or ((self.language,) if self.language else ())

    def detected(self) -> str | None:
        """The language in which its first pages are written; None when it is not clear."""
        return detect("\n\n".join(page.document.body for page in self.space.pages[:LEAST_PAGES]))


@dataclass(frozen=True, eq=False)
class Candidate:
    """What one site can be made of: a space, or several as its languages and sections."""

    directory: Path
    """What a person names to mean it: the directory of the space, or the one that holds all of them."""
    parts: tuple[Part, ...]
    """The main section in the default language first."""
    site_file: Path | None = None
    """The `docs.yaml` that describes it."""

    @property
    def spaces(self) -> tuple[Space, ...]:
        """The spaces, that of the home page first."""
        return tuple(part.space for part in self.parts)

    @property
    def title(self) -> str:
        """What the home page is called, or else the directory."""
        pages = self.spaces[0].pages
        title = pages[0].document.title or pages[0].title if pages else ""
        return title or self.directory.resolve().name

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, the default one first; none when they are not known, as of a single space."""
        return tuple(dict.fromkeys(language for part in self.parts for language in part.languages))

    @property
    def language(self) -> str | None:
        """The default language; None when it is not clear."""
        return next(iter(self.languages), None) or self.parts[0].detected()

    @property
    def sections(self) -> int:
        """How many sections the site has."""
        return len({part.path for part in self.parts})

    @property
    def declared(self) -> bool:
        """Whether files of GitBook's say that each of its spaces is one; a table of contents alone may be a leftover."""
        return self.site_file is not None or all(".gitbook.yaml" in space.sources for space in self.spaces)

    def settings(self, root: Path) -> GitBookSettings:
        """The settings of a project in `root` that publishes this."""
        if self.site_file is not None or len(self.parts) == 1:
            return GitBookSettings(languages=self.parts[0].divided)
        return GitBookSettings(
            spaces=tuple(
                SpaceSettings(
                    shown(part.space.directory, root) or ".",
                    part.language,
                    part.divided,
                    part.path,
                    group=part.group,
                )
                for part in self.parts
            )
        )

    def site(self, root: Path) -> Site:
        """The site as it would be published.

        Raises:
            SettingsError: A directory cannot be read.
        """
        docs_dir = self.site_file.parent if self.site_file is not None else self.spaces[0].directory
        return Site.read(root, docs_dir, self.settings(root), known=self.spaces, cache=Cache.of_user())


@dataclass(frozen=True)
class Repository:
    """What a directory holds."""

    top: Path
    candidates: tuple[Candidate, ...]
    """What can be published; the first is at the top, if any is."""
    inner: tuple[Path, ...] = ()
    """Directories with a table of contents of their own inside the pages of a space: leftovers, or other spaces."""

    @property
    def main(self) -> Candidate | None:
        """What is meant when the directory is named: its only candidate, or the one at its top."""
        first = next(iter(self.candidates), None)
        return first if len(self.candidates) == 1 or (first and first.directory == self.top) else None


def find(top: Path) -> Repository:
    """Look for GitBook spaces in a directory.

    A space is a directory with a `.gitbook.yaml`, one that `docs.yaml` names, or one with a `SUMMARY.md` beside a
    `README.md`. A `SUMMARY.md` inside the pages of a space makes none: GitBook does not read it. A directory without
    any of these is a space if Markdown files are in it (gitbook-format.md §1).

    Raises:
        OSError: The directory cannot be read.
    """
    top = Path(os.path.abspath(top))  # noqa: PTH100 - resolve() would follow links that people name on purpose
    cache = Cache.of_user()
    described, left_out = _described(top, cache)
    spaces: list[Space] = list(described.spaces) if described is not None else []
    inner: list[Path] = []
    for directory, files in _walk(top):
        if directory in left_out or any(directory in (space.directory, space.root) for space in spaces):
            continue
        if MANIFEST in files:
            spaces.append(Space.read(directory, shown(directory, top), cache=cache))
        elif SUMMARY in files and (README in files or directory == top):
            holder = next((space for space in spaces if directory.is_relative_to(space.root)), None)
            if holder is None:
                spaces.append(Space.read(directory, shown(directory, top), cache=cache))
            else:
                inner.append(directory)
    if not spaces and any(top.glob("*.md")):
        spaces.append(Space.read(top, cache=cache))
    return Repository(top, tuple(_candidates(spaces, described)), tuple(inner))


def _walk(top: Path) -> Iterator[tuple[Path, Sequence[str]]]:
    """The directories below `top`, outer ones before inner ones, with the names of their files."""
    for directory, directories, files in os.walk(top):
        directories[:] = sorted(name for name in directories if not name.startswith(".") and name not in _SKIPPED)
        yield Path(directory), files


def _described(top: Path, cache: Cache) -> tuple[Candidate | None, tuple[Path, ...]]:
    """What the `docs.yaml` of a directory describes, and the spaces in Git that it leaves out."""
    file = site_file(top, top)
    if file is None:
        return None, ()
    found = arrange_site_file(top, file, GitBookSettings(), cache)
    if not found.editions:
        return None, ()
    parts = (Part(one.space, one.language, path=one.section.path) for one in found.editions)
    return Candidate(top, tuple(parts), file), found.left_out


def _candidates(spaces: Sequence[Space], described: Candidate | None) -> Iterator[Candidate]:
    """The spaces, those that are languages of one another together."""
    left = list(spaces)
    if described is not None:
        left = left[len(described.spaces) :]
        yield described
    siblings: dict[Path, list[Space]] = defaultdict(list)
    for space in left:
        siblings[space.directory.parent].append(space)
    for parent, group in siblings.items():
        languages = _languages_of(group) if len(group) > 1 else None
        if languages is not None:
            yield Candidate(parent, tuple(Part(*pair) for pair in zip(group, languages, strict=True)))
        else:
            yield from (Candidate(space.directory, (Part(space, divided=divide(space)),)) for space in group)


def _languages_of(group: Sequence[Space]) -> list[str] | None:
    """The language of each space when their directories are named after different languages, and rightly so."""
    languages = []
    for space in group:
        named = language_of_name(space.directory.name)
        if named is None or Part(space).detected() not in (None, named):
            return None
        languages.append(named)
    return languages if len(set(languages)) == len(languages) else None


def divide(space: Space) -> dict[str, str]:
    """The languages of the directories of one space, the default language first; empty when it has only one.

    A directory is in a language of its own when its pages clearly are; the largest of each language counts.
    """
    by_directory: dict[str, list[str | None]] = defaultdict(list)
    for page in space.pages:
        language = page.document.language
        directory = page.path
        while "/" in directory:
            directory = directory.rpartition("/")[0]
            by_directory[directory].append(language)
        by_directory[""].append(language)
    main = _main_language(space, by_directory[""])
    if main is None:
        return {}
    found: dict[str, str] = {}
    for directory in sorted(by_directory, key=lambda one: (-len(by_directory[one]), one)):
        language = _clear_language(directory, by_directory[directory])
        if language is not None and directory and language != main:
            inside = any(directory.startswith(f"{other}/") for other in found.values())
            if not inside:
                found.setdefault(language, directory)
    if not found:
        return {}
    return {main: _main_directory(space, main, found), **found}


def _main_language(space: Space, languages: Sequence[str | None]) -> str | None:
    """The language of the home page, or else that of most pages."""
    home = space.pages[0].document.language if space.pages else None
    counted = Counter(language for language in languages if language is not None)
    return home or next((language for language, _ in counted.most_common(1)), None)


def _clear_language(directory: str, languages: Sequence[str | None]) -> str | None:
    counted = Counter(language for language in languages if language is not None)
    if not counted:
        return None
    language, count = counted.most_common(1)[0]
    least = 1 if language_of_name(directory) == language else LEAST_PAGES
    return language if count >= least and count >= LEAST_SHARE * sum(counted.values()) else None


def _main_directory(space: Space, main: str, found: Mapping[str, str]) -> str:
    """A directory that is named after the main language and holds all its pages, or else the top (`.`)."""
    above = (
        os.path.commonpath([*found.values(), ""]) if len(found) > 1 else next(iter(found.values())).rpartition("/")[0]
    )
    prefix = f"{above}/" if above else ""
    named = {page.path.removeprefix(prefix).partition("/")[0] for page in space.pages if page.path.startswith(prefix)}
    own = next((f"{prefix}{name}" for name in sorted(named) if language_of_name(name) == main), None)
    directories = (own, *found.values())
    if own and all(page.path.startswith(tuple(f"{one}/" for one in directories if one)) for page in space.pages):
        return own
    return "."
