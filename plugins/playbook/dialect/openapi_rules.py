"""Rules about OpenAPI descriptions (gitbook-format.md §4, §6.14)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.gitbook.computed import described_by
from playbook.markdown.openapi.reading import Unreadable, names
from playbook.specifications import openapi_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.gitbook.descriptions import File
    from playbook.gitbook.document import Document
    from playbook.markdown.model import Tag
    from playbook.markdown.openapi.specification import Specification
    from playbook.site import Edition, Site

SOURCES = {
    "openapi": "src",
    "swagger": "src",
    "openapi-operation": "spec",
    "openapi-schemas": "spec",
    "openapi-webhook": "spec",
}
"""The attribute by which each tag names its description."""


@dataclass(frozen=True, slots=True)
class Use:
    """A tag that shows a part of a description."""

    edition: Edition
    document: Document
    tag: Tag
    source: str
    """The path, address or slug of the description."""
    found: Specification | Unreadable | None
    """None when nothing says which file it is."""

    def finding(self, attribute: str, message: str, hint: str = "") -> Finding:
        """A finding at an attribute of the tag."""
        return Finding(self.document.source, self.tag.value_spans.get(attribute, self.tag.span), message, hint)


def uses(site: Site) -> list[Use]:
    """Every use of a description that readers meet."""
    found = []
    for edition, document in site.texts():
        for tag in document.tags:
            source = tag.attributes.get(SOURCES[tag.name], "").strip() if tag.name in SOURCES else ""
            if source:
                file = openapi_file(site, edition, document, source)
                found.append(Use(edition, document, tag, source, _read(file) if file else None))
    return found


def _read(file: File) -> Specification | Unreadable:
    from playbook.markdown.openapi.specification import read  # noqa: PLC0415 - most sites have no description

    values = read(file.data) if file.data else None
    return values or Unreadable("the file cannot be read, or is larger than any description")


def _is_file(source: str) -> bool:
    """Whether a description is named as a file, not by a slug or an address."""
    return "://" not in source and ("/" in source or "." in source)


@rule("GB033", "openapi-unreadable", Severity.ERROR)
def openapi_unreadable(site: Site) -> Iterator[Finding]:
    """An OpenAPI description is not there, cannot be read, or is none.

    Readers see the method and the path of an operation and nothing else. Correct the path (relative to the file that
    holds the tag) or the setting `openapi`, or repair the file: JSON or YAML with `openapi:` or `swagger:` at its top.
    """
    for use in site.once(uses):
        attribute = SOURCES[use.tag.name]
        if isinstance(use.found, Unreadable):
            yield use.finding(attribute, f"the description {use.source!r} cannot be used: {use.found.message}")
        elif use.found is None and use.source in site.settings.openapi:
            message = f"{site.settings.openapi[use.source]!r}, which the setting `openapi` names, is not there"
            yield use.finding(attribute, message)
        elif use.found is None and _is_file(use.source):
            near = use.edition.space.index.nearest(use.source)
            near = posixpath.relpath(near, posixpath.dirname(use.document.path) or ".") if near else ""
            hint = f"did you mean {near!r}?" if near else "the path is relative to the file that holds the tag"
            yield use.finding(attribute, f"the description {use.source!r} does not exist", hint)


@rule("GB034", "openapi-not-found", Severity.WARNING)
def openapi_not_found(site: Site) -> Iterator[Finding]:
    """An OpenAPI description has no such operation, schema or webhook.

    Readers see the method and the path, or the name, and nothing else. The description has changed since, or the tag
    is misspelt. Write the path as the description has it, with its `{variables}`.
    """
    for use in site.once(uses):
        values, found = use.tag.attributes, use.found
        if found is None or isinstance(found, Unreadable):
            continue
        if use.tag.name == "openapi-schemas":
            for name in names(values.get("schemas", "")):
                if found.schema(name) is None:
                    near = get_close_matches(name[:100], found.schemas, 1)
                    hint = f"did you mean {near[0]!r}?" if near else ""
                    yield use.finding("schemas", f"{use.source!r} has no schema {name!r}", hint)
        elif use.tag.name == "openapi-webhook":
            name, method = values.get("name", ""), values.get("method", "")
            if name and found.webhook(name, method) is None:
                yield use.finding("name", f"{use.source!r} has no webhook {name!r}")
        else:
            path, method = values.get("path", "").strip(), values.get("method", "get")
            if path and found.operation(path, method) is None:
                near_by = found.nearest_operation(path, method)
                hint = f"did you mean {near_by!r}?" if near_by else ""
                yield use.finding("path", f"{use.source!r} has no operation '{method.upper()} {path}'", hint)


@rule("GB035", "openapi-elsewhere", Severity.NOTE)
def openapi_elsewhere(site: Site) -> Iterator[Finding]:
    """An OpenAPI description is known by a slug or an address only, or `SUMMARY.md` asks for pages made of one.

    GitBook keeps such descriptions itself. Here the method, the path and the link remain of an operation, and nothing
    of an entry of `SUMMARY.md`. Put the file into the project and name it in `mkdocs.yml`, in the options of
    `playbook/gitbook`: `openapi: {slug: path/to/file.yaml}`.
    """
    seen: set[str] = set()
    for use in site.once(uses):
        if use.found is None and not _is_file(use.source) and use.source not in {*seen, *site.settings.openapi}:
            seen.add(use.source)
            message = f"the description {use.source!r} is not in the project; only methods and paths are shown of it"
            hint = f"name its file in mkdocs.yml: `openapi: {{{use.source}: path/to/file.yaml}}`"
            yield use.finding(SOURCES[use.tag.name], message, hint)
    for space in site.spaces:
        for item in space.summary.walk():
            if name := described_by(item):
                message = f"no pages are made of the description {name!r}, since it is not in the project"
                hint = f"name its file in mkdocs.yml: `openapi: {{{name}: path/to/file.yaml}}`"
                yield Finding(space.sources["SUMMARY.md"], item.span, message, hint)
