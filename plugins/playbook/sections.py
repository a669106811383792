"""The sections of a site that `docs.yaml` describes (gitbook-format.md §5.1)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.editions import ExternalLink, Section
from playbook.gitbook.site_file import Names, SpaceEntry
from playbook.markdown.slugs import segment, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from playbook.gitbook.site_file import Holder, LinkEntry


@dataclass(frozen=True, eq=False)
class Place:
    """Where a space of `docs.yaml` belongs."""

    entry: SpaceEntry
    language: str | None
    section: Section
    gitbook_paths: tuple[str, ...]
    """Where it is below the site's address at GitBook, the usual path first."""


@dataclass(frozen=True, eq=False)
class Variant:
    """Spaces that hold the same pages in different languages."""

    entries: dict[str | None, SpaceEntry]
    """By language."""

    @property
    def first(self) -> SpaceEntry:
        """The one that is written first."""
        return next(iter(self.entries.values()))


def default_of(entries: Sequence[SpaceEntry]) -> SpaceEntry:
    """The space that a site shows first: the default one of its default section."""
    sections = list(dict.fromkeys(entry.section for entry in entries))
    section = next((one for one in sections if one is not None and one.default), sections[0])
    return _default_among([entry for entry in entries if entry.section is section])


def _default_among(entries: Sequence[SpaceEntry]) -> SpaceEntry:
    return next((entry for entry in entries if entry.default), entries[0])


def place_spaces(
    listed: Iterable[SpaceEntry | LinkEntry], languages: Mapping[SpaceEntry, str | None], problems: list[Problem]
) -> tuple[list[Place], list[Section | ExternalLink]]:
    """Find the section of each space.

    A section of GitBook holds variants of the same pages: languages, versions, or both. What is one variant in several
    languages is one section here; several variants are sections in a group that has the name of GitBook's section.

    Args:
        listed: The spaces and links in the order of the file.
        languages: The language of each space that is published; the others are left out.
        problems: Receives what is wrong with the paths of sections.

    Returns:
        The place of each space, and the sections and links in the order of the navigation.
    """
    entries = list(languages)
    default = default_of(entries)
    by_section: dict[Holder | None, list[SpaceEntry]] = defaultdict(list)
    for entry in entries:
        by_section[entry.section].append(entry)
    leading = {holder: _default_among(among) for holder, among in by_section.items()}
    paths = _Paths(leading, default, languages.values(), problems)
    places: list[Place] = []
    menu: list[Section | ExternalLink] = []
    for one in listed:
        if not isinstance(one, SpaceEntry):
            menu.append(ExternalLink(one.url, one.names, tuple(group.names for group in one.groups)))
        elif one.section in by_section:
            for variant, section in _sections(one.section, by_section.pop(one.section), languages, paths):
                menu.append(section)
                places += (
                    Place(entry, language, section, paths.at_gitbook(entry))
                    for language, entry in variant.entries.items()
                )
    return places, menu


def _sections(
    holder: Holder | None,
    entries: Sequence[SpaceEntry],
    languages: Mapping[SpaceEntry, str | None],
    paths: _Paths,
) -> Iterator[tuple[Variant, Section]]:
    variants = pair(entries, languages)
    for variant in variants:
        first = variant.first
        groups = [group.names for group in first.groups]
        if holder is not None and len(variants) > 1:
            groups.append(holder.names)
        if holder is not None and len(variants) == 1:
            names = holder.names
        else:
            titles = {language or "": entry.names.called(language) for language, entry in variant.entries.items()}
            names = Names(
                first.names.title, titles, first.names.description, first.names.descriptions, first.names.icon
            )
        hidden = all(entry.is_hidden for entry in variant.entries.values())
        yield variant, Section(names, paths.of(variant, holder), hidden, tuple(groups))


def pair(entries: Sequence[SpaceEntry], languages: Mapping[SpaceEntry, str | None]) -> list[Variant]:
    """The spaces of one section of GitBook by what they are variants of.

    When all languages have as many spaces, the first of each belong together, and so on. Otherwise they do by their
    paths without the language (`v2`, `v2-fr`), and a language's only space belongs to the default one.
    """
    by_language: dict[str | None, list[SpaceEntry]] = defaultdict(list)
    for entry in entries:
        by_language[languages[entry]].append(entry)
    numbers = {len(spaces) for spaces in by_language.values()}
    if len(numbers) == 1:
        rows = zip(*by_language.values(), strict=True)
        return [Variant(dict(zip(by_language, row, strict=True))) for row in rows]
    variants: dict[str, list[Variant]] = defaultdict(list)
    main = Variant({})
    default = _default_among(entries)
    for entry in sorted(entries, key=lambda one: one is not default):
        language = languages[entry]
        key = "" if entry is default or len(by_language[language]) == 1 else _without(entry.path or entry.key, language)
        if entry is default:
            variants[_without(entry.path or entry.key, language)].append(main)
        candidates = [main] if not key else variants[key]
        variant = next((one for one in candidates if language not in one.entries), None)
        if variant is None:
            variants[key].append(variant := Variant({}))
        variant.entries[language] = entry
    found = {id(one): one for among in variants.values() for one in among}
    order = {id(entry): number for number, entry in enumerate(entries)}
    return sorted(found.values(), key=lambda one: min(order[id(entry)] for entry in one.entries.values()))


def _without(path: str, language: str | None) -> str:
    """A path without its language: `v2` of `v2-fr`."""
    return "-".join(word for word in path.casefold().split("-") if word != (language or "").casefold()) or path


class _Paths:
    """Gives each section a path of its own."""

    def __init__(
        self,
        leading: Mapping[Holder | None, SpaceEntry],
        default: SpaceEntry,
        languages: Iterable[str | None],
        problems: list[Problem],
    ) -> None:
        self.leading = leading
        self.default = default
        self.reserved = {language.casefold() for language in languages if language}
        self.problems = problems
        self.taken: set[str] = set()

    def of(self, variant: Variant, holder: Holder | None) -> str:
        """Where a section begins here; empty for that of the default space."""
        entries = variant.entries.values()
        if self.default in entries:
            return ""
        steps = []
        if holder is not None:
            steps.append(holder.path or slug(holder.names.title or holder.key) or "section")
        if holder is None or self.leading[holder] not in entries:
            language, first = next(iter(variant.entries.items()))
            name = first.names.title or first.key or first.directory.rpartition("/")[2]
            steps.append(_without(first.path, language) or slug(name) or "space")
        return self._own("/".join(segment(name) for name in "/".join(steps).split("/") if name), variant.first)

    def _own(self, wanted: str, entry: SpaceEntry) -> str:
        first, *rest = wanted.split("/")
        path, number = wanted, 1
        while path.casefold() in self.taken or path.casefold().partition("/")[0] in self.reserved:
            number += 1
            path = "/".join((f"{first}-{number}", *rest))
        self.taken.add(path.casefold())
        if path != wanted:
            message = f"the path {wanted!r} of this space is taken by something else; it begins at {path!r}"
            self.problems.append(Problem("GB065", entry.span, message, "give it a `path` of its own"))
        return path

    def at_gitbook(self, entry: SpaceEntry) -> tuple[str, ...]:
        """Where GitBook publishes a space: the default section and the default variant have no segment."""
        section = entry.section.path if entry.section is not None else ""
        in_default = entry.section is self.default.section
        full = f"{section}/{entry.path}"
        if self.leading[entry.section] is entry:
            paths = ["", section, full] if in_default else [section, full]
        else:
            paths = [full, entry.path] if in_default else [full]
        return tuple(dict.fromkeys(path.strip("/") for path in paths))
