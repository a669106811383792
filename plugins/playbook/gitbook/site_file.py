"""`docs.yaml`: which spaces a site has, and how it orders them (gitbook-format.md §5.1)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playbook.gitbook.yaml_file import YamlFile
from playbook.markdown.slugs import strip_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.diagnostics import Problem
    from playbook.gitbook.positioned_yaml import Path
    from playbook.source import Source, Span

SITE_FILES = ("docs.yaml", "gitbook-docs.yaml")
"""What the file is called, and what GitBook called it before."""

_WEB = ("http://", "https://")


@dataclass(frozen=True)
class Names:
    """What something is called in each language."""

    title: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    """By language, instead of `title`."""
    description: str = ""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    """By language, instead of `description`."""
    icon: str = ""
    """The Font Awesome name."""

    def called(self, language: str | None) -> str:
        """The title in a language."""
        return self.titles.get(language or "") or self.title

    def described(self, language: str | None) -> str:
        """The description in a language."""
        return self.descriptions.get(language or "") or self.description


@dataclass(frozen=True, eq=False)
class Holder:
    """A section, which holds spaces, or a group of sections; both may be held by groups."""

    names: Names
    key: str = ""
    path: str = ""
    """Its segment of the published address; a group has none."""
    default: bool = False
    """Whether it is the one shown first among its siblings."""
    hidden: bool = False
    draft: bool = False


@dataclass(frozen=True, eq=False)
class SpaceEntry:
    """A space as `docs.yaml` lists it."""

    directory: str
    """Where it is, relative to the file, '/'-separated; from the repository's root when it begins with '/'; empty for
    the directory of the file, and for a space that GitBook does not keep in Git."""
    span: Span
    """Where the directory is written, or else the entry."""
    names: Names = field(default_factory=Names)
    language: str = ""
    path: str = ""
    """Its segment of the published address."""
    key: str = ""
    default: bool = False
    hidden: bool = False
    draft: bool = False
    in_git: bool = True
    """Whether it has a directory at all."""
    section: Holder | None = None
    """Its spaces are variants of one another: languages, often, or versions. None at the top of the site, where all
    spaces are such variants."""
    groups: tuple[Holder, ...] = ()
    """Those that hold the section, the outermost first."""

    @property
    def is_draft(self) -> bool:
        """Whether GitBook does not publish it yet, or something that holds it."""
        return self.draft or any(one.draft for one in self.holders)

    @property
    def is_hidden(self) -> bool:
        """Whether the navigation leaves it out, or something that holds it."""
        return self.hidden or any(one.hidden for one in self.holders)

    @property
    def holders(self) -> tuple[Holder, ...]:
        """What holds it, the outermost first."""
        return (*self.groups, self.section) if self.section is not None else self.groups


@dataclass(frozen=True, eq=False)
class LinkEntry:
    """An address of another site in the navigation between sections."""

    url: str
    names: Names
    groups: tuple[Holder, ...] = ()


@dataclass(frozen=True)
class SiteFile:
    """What `docs.yaml` says of a site."""

    title: str = ""
    entries: tuple[SpaceEntry | LinkEntry, ...] = ()
    """In the order of the file."""
    problems: tuple[Problem, ...] = ()

    @property
    def spaces(self) -> tuple[SpaceEntry, ...]:
        """The spaces in the order of the file, drafts and those outside of Git among them."""
        return tuple(entry for entry in self.entries if isinstance(entry, SpaceEntry))


def read_site(source: Source) -> SiteFile:
    """Read `docs.yaml`."""
    reader = _Reader(source, "GB054")
    reader.mapping(())
    site = reader.mapping(("site",))
    entries = tuple(reader.entries(("site", "structure"), None, ()))
    return SiteFile(_text(site.get("title")), entries, tuple(reader.problems))


class _Reader(YamlFile):
    def __init__(self, source: Source, code: str) -> None:
        super().__init__(source, code)
        self.keys: set[str] = set()

    def entries(
        self, path: Path, section: Holder | None, groups: tuple[Holder, ...]
    ) -> Iterator[SpaceEntry | LinkEntry]:
        """The spaces and links of a list and of the lists inside it."""
        for number, node in enumerate(self.sequence(path)):
            here = (*path, number)
            if not isinstance(node, dict):
                self.report(self.tree.span(here), "this entry is not a mapping of keys to values")
                continue
            self._see_key(here, _text(node.get("key")))
            if "content" in node:
                yield from self._space(here, node, section, groups)
            elif _text(node.get("url")).startswith(_WEB):
                if not _is(node, "draft"):
                    yield LinkEntry(_text(node["url"]), self._names(here, node), groups)
            elif node.get("children") is not None:
                holder = self._holder(here, node)
                below = (*here, "children")
                if node.get("type") == "section":
                    yield from self.entries(below, holder, groups)
                else:
                    yield from self.entries(below, section, (*groups, holder))

    def _see_key(self, path: Path, key: str) -> None:
        if key in self.keys:
            span = self.tree.span((*path, "key"))
            self.report(span, f"the key {key!r} is used twice", "GitBook wants them unique")
        self.keys |= {key} - {""}

    def _holder(self, path: Path, node: dict[str, Any]) -> Holder:
        return Holder(
            self._names(path, node),
            _text(node.get("key")),
            _text(node.get("path")),
            _is(node, "default"),
            _is(node, "hidden"),
            _is(node, "draft"),
        )

    def _space(
        self, path: Path, node: dict[str, Any], section: Holder | None, groups: tuple[Holder, ...]
    ) -> Iterator[SpaceEntry]:
        content = self.mapping((*path, "content"))
        span = self.tree.span((*path, "content", "directory"))
        written = strip_invisible(_text(content.get("directory"))).strip()
        directory = posixpath.normpath(written) if written else ""
        if directory == ".." or directory.startswith("../"):
            hint = "a directory that begins with '/' is taken from the repository's root"
            self.report(span, f"{written!r} lies outside the project", hint)
            return
        yield SpaceEntry(
            directory="" if directory == "." else directory,
            span=span,
            names=self._names(path, node),
            language=_text(content.get("language")),
            path=_text(node.get("path")),
            key=_text(node.get("key")),
            default=_is(node, "default"),
            hidden=_is(node, "hidden"),
            draft=_is(node, "draft"),
            in_git=bool(written),
            section=section,
            groups=groups,
        )

    def _names(self, path: Path, node: dict[str, Any]) -> Names:
        return Names(
            _text(node.get("title")),
            self._by_language((*path, "localizedTitle")),
            _text(node.get("description")),
            self._by_language((*path, "localizedDescription")),
            _text(node.get("icon")),
        )

    def _by_language(self, path: Path) -> dict[str, str]:
        return {language: text for language, text in self.mapping(path).items() if isinstance(text, str) and text}


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _is(node: dict[str, Any], key: str) -> bool:
    return _text(node.get(key)).casefold() == "true"
