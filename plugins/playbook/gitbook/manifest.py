"""The YAML files beside the pages: `.gitbook.yaml`, `docs.yaml`, `vars.yaml`, `tags.yaml` (gitbook-format.md §5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playbook.source import Span

if TYPE_CHECKING:
    from playbook.diagnostics import Problem


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where an old address leads."""

    target: str
    """A file relative to the content root, perhaps with an anchor, or a URL."""
    span: Span
    """Where the target is written."""
    key_span: Span
    """Where the old address is written."""


@dataclass(frozen=True)
class Manifest:
    """What `.gitbook.yaml` says of a space; without one, the defaults."""

    root: str = ""
    """The content root, relative to the file, '/'-separated; empty for the directory of the file."""
    readme: str = "README.md"
    """The home page, relative to the content root."""
    summary: str = "SUMMARY.md"
    """The table of contents, relative to the content root."""
    redirects: dict[str, Redirect] = field(default_factory=dict)
    """By old address, without a slash at its ends."""
    spans: dict[str, Span] = field(default_factory=dict)
    """Where `root`, `readme` and `summary` are written, if they are."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SpaceEntry:
    """A space as `docs.yaml` lists it."""

    directory: str
    """Where it is, relative to the file, '/'-separated; from the repository's root when it begins with '/'."""
    span: Span
    """Where the directory is written."""
    language: str = ""
    title: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    """By language."""
    path: str = ""
    """Its segment of the published address."""
    key: str = ""
    default: bool = False
    """Whether it is the one shown first among its siblings."""
    hidden: bool = False
    draft: bool = False
    section: str = ""
    """The `key` of the section that holds it; its spaces are variants of one another, often languages."""


@dataclass(frozen=True)
class SiteManifest:
    """What `docs.yaml` says of a site."""

    title: str = ""
    spaces: tuple[SpaceEntry, ...] = ()
    """In the order of the file; those without a directory are not in Git and left out."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Variables:
    """What `vars.yaml` says."""

    values: dict[str, str | int | float | bool] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    """Where each value is written."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class TagDefinition:
    """A tag that pages can carry."""

    tag: str
    """The slug by which pages name it."""
    label: str
    """What readers see; the slug when the file gives none."""
    icon: str
    span: Span
    """Where the slug is written."""


@dataclass(frozen=True)
class TagDefinitions:
    """What `tags.yaml` says."""

    tags: tuple[TagDefinition, ...] = ()
    problems: tuple[Problem, ...] = ()
