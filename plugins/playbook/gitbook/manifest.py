"""The YAML files beside the pages: `.gitbook.yaml`, `vars.yaml`, `tags.yaml` (gitbook-format.md §5)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playbook.diagnostics import Edit
from playbook.gitbook.positioned_yaml import Path, Value, typed
from playbook.gitbook.redirects import old_address
from playbook.gitbook.yaml_file import YamlFile, called
from playbook.markdown.slugs import INVISIBLE, strip_invisible
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.diagnostics import Problem
    from playbook.source import Source

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_URL = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)


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
class Variables:
    """What `vars.yaml` says."""

    values: dict[str, Value] = field(default_factory=dict)
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


def read_manifest(source: Source) -> Manifest:
    """Read `.gitbook.yaml`; an empty file means all defaults."""
    reader = _Reader(source, "GB047")
    for invisible in INVISIBLE.finditer(source.text):
        message = f"the invisible character U+{ord(invisible[0]):04X} makes GitBook misread this line"
        reader.report(Span(*invisible.span()), message, "delete it", "GB048", (Edit(Span(*invisible.span()), ""),))
    reader.only((), ("root", "structure", "redirects"))
    reader.only(("structure",), ("readme", "summary"))
    places: dict[str, Path] = {
        "root": ("root",),
        "readme": ("structure", "readme"),
        "summary": ("structure", "summary"),
    }
    paths = {key: reader.path(path) for key, path in places.items()}
    return Manifest(
        root=paths["root"],
        readme=paths["readme"] or "README.md",
        summary=paths["summary"] or "SUMMARY.md",
        redirects=dict(reader.redirects()),
        spans={key: reader.tree.spans[path] for key, path in places.items() if path in reader.tree.spans},
        problems=tuple(sorted(reader.problems, key=lambda problem: problem.span)),
    )


def read_variables(source: Source) -> Variables:
    """Read `vars.yaml`: a flat mapping of names to texts, numbers, true or false (§5.2)."""
    reader = _Reader(source, "GB055")
    values: dict[str, Value] = {}
    for name, value in reader.mapping(()).items():
        if not _NAME.fullmatch(name):
            hint = "write letters, digits and '_', a letter first"
            reader.report(reader.tree.key_span((name,)), f"{name!r} is not a name for a variable", hint)
        if isinstance(value, dict | list):
            reader.report(reader.tree.span((name,)), f"the value of {name!r} is not a text, a number, true or false")
        else:
            values[name] = "" if value is None else typed(reader.tree, (name,), value)
    spans = {name: reader.tree.span((name,)) for name in values}
    return Variables(values, spans, tuple(reader.problems))


def read_tags(source: Source) -> TagDefinitions:
    """Read `tags.yaml`: a list of tags with their labels and icons (§5.2)."""
    reader = _Reader(source, "GB055")
    tags: dict[str, TagDefinition] = {}
    for number, entry in enumerate(reader.sequence(())):
        span = reader.tree.span((number, "tag"))
        tag = _text(entry.get("tag")) if isinstance(entry, dict) else ""
        if not tag:
            reader.report(span, "this entry does not name its tag", "write `tag: its-name`")
        elif tag in tags:
            reader.report(span, f"the tag {tag!r} is defined twice", "the first counts")
        else:
            label, icon = _text(entry.get("label")) or tag, _text(entry.get("icon"))
            tags[tag] = TagDefinition(tag, label, icon, span)
    return TagDefinitions(tuple(tags.values()), tuple(reader.problems))


class _Reader(YamlFile):
    """A file whose values are paths or redirects."""

    def path(self, path: Path) -> str:
        """A path in the space, normalised; empty when there is none, or a bad one, which is reported."""
        value = self.at(path)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.report(self.tree.span(path), f"{called(path)} is not a path")
            return ""
        normalised = posixpath.normpath(strip_invisible(value).strip().lstrip("/") or ".")
        if normalised == ".." or normalised.startswith("../") or "\0" in normalised:
            self.report(self.tree.span(path), f"{value!r} lies outside the space", "the default is taken instead")
            return ""
        return "" if normalised == "." else normalised

    def redirects(self) -> Iterator[tuple[str, Redirect]]:
        seen: set[str] = set()
        for key, value in self.mapping(("redirects",)).items():
            path: Path = ("redirects", key)
            span, key_span = self.tree.span(path), self.tree.key_span(path)
            if not isinstance(value, str):
                self.report(span, f"{key!r} is redirected to nothing", "name a file or a URL")
                continue
            target = strip_invisible(value).strip()
            if not _URL.match(target) and target != (bare := target.removeprefix("./").lstrip("/")):
                message = "GitBook does not follow a redirect that begins so"
                self.report(span, message, f"write {bare!r}", "GB050", _rewritten(span, value, bare))
                target = bare
            old = old_address(key)
            if key != old:
                message = "GitBook matches no address that begins with './' or has a slash at its ends"
                self.report(key_span, message, f"write {old!r}", "GB050", _rewritten(key_span, key, old))
            if old.casefold() in seen:
                self.report(key_span, f"the address {old!r} is redirected twice", "the first counts", "GB050")
                continue
            seen.add(old.casefold())
            yield old, Redirect(target, span, key_span)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _rewritten(span: Span, written: str, meant: str) -> tuple[Edit, ...]:
    """The edit of a plain scalar that stays one; none for a scalar in quotes."""
    return (Edit(span, meant),) if span.end - span.start == len(written) and meant[:1].isalnum() else ()
