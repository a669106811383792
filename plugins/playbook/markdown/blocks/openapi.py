"""`{% openapi %}`, `{% openapi-operation %}`, `{% openapi-schemas %}`, `{% openapi-webhook %}` (gitbook-format.md §6.14).

The description is a file of the space, or the one that the settings name for a slug or an address
(`openapi: {slug: path}`). Without it the method, the path and the link between the tags remain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook.markdown.block import FLAG, Attribute, Block, Body
from playbook.markdown.openapi.reading import Unreadable, names
from playbook.markdown.openapi.show import Reference, heading
from playbook.markdown.openapi.specification import METHODS, Specification, read
from playbook.markdown.tree import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.model import Heading, Tag
    from playbook.markdown.openapi.parts import Operation
    from playbook.markdown.render import Renderer
    from playbook.markdown.tree import Node

_ALLOWED = (*METHODS, *(method.upper() for method in METHODS))
_SIGNED = re.compile(r"r2\.cloudflarestorage\.com|[?&]X-Amz-", re.IGNORECASE)
"""An address that GitBook made for a moment; it has expired long since."""


class OpenApi(Block):
    """An operation of a description that is a file or at an address."""

    names = ("openapi",)
    attributes = {
        "src": Attribute(required=True),
        "path": Attribute(required=True),
        "method": Attribute("get", _ALLOWED),
        "expanded": FLAG,
        "fullWidth": FLAG,
    }
    body = Body.OPTIONAL

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        show_operation(values["src"], values, to)

    def headings(self, tag: Tag) -> tuple[str, ...]:
        return operation_heading(tag)


class OpenApiOperation(OpenApi):
    """An operation of a description that is known by its slug."""

    names = ("openapi-operation",)
    attributes = {
        "spec": Attribute(required=True),
        "path": Attribute(required=True),
        "method": Attribute("get", _ALLOWED),
        "expanded": FLAG,
        "fullWidth": FLAG,
    }

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        show_operation(values["spec"], values, to)


class OpenApiWebhook(Block):
    """A request that the API sends."""

    names = ("openapi-webhook",)
    attributes = {"spec": Attribute(required=True), "name": Attribute(required=True), "method": Attribute("", _ALLOWED)}
    body = Body.OPTIONAL

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        found = specification(values["spec"], to)
        operation = found.webhook(values["name"], values["method"]) if found else None
        _show(found, operation, {"path": values["name"], "method": values["method"] or "post"}, to)

    def headings(self, tag: Tag) -> tuple[str, ...]:
        return (tag.attributes.get("name", "").strip() or "webhook",)


class OpenApiSchemas(Block):
    """Schemas of a description."""

    names = ("openapi-schemas",)
    attributes = {
        "spec": Attribute(required=True),
        "schemas": Attribute(required=True),
        "grouped": Attribute("true", ("true", "false")),
        "title": Attribute(),
    }
    body = Body.OPTIONAL

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        found = specification(values["spec"], to)
        headings = to.headings
        to.tree.push("section", {"class": "gb-api"}, block="openapi-schemas")
        wanted = names(values["schemas"])
        for number, name in enumerate(wanted):
            about = headings[number] if number < len(headings) else None
            if found and found.schema(name):
                Reference(found, to).schema(name, about)
            else:
                heading(to, about, "", name)
        _end(to, rendered=found is not None and all(found.schema(name) for name in wanted))

    def headings(self, tag: Tag) -> tuple[str, ...]:
        return names(tag.attributes.get("schemas", ""))


def operation_heading(tag: Tag) -> tuple[str, ...]:
    """The heading of an operation as it is known without its description: `GET /path`."""
    path = tag.attributes.get("path", "").strip()
    return (f"{(tag.attributes.get('method') or 'get').upper()} {path}",) if path else ()


def specification(source: str, to: Renderer) -> Specification | None:
    """The description that a tag names; None when there is none, or it cannot be read."""
    data = to.references.read_file(source) if source.strip() else None
    found = read(data) if data else None
    return None if isinstance(found, Unreadable) else found


def show_operation(source: str, values: Mapping[str, str], to: Renderer) -> None:
    """Write an operation.

    Args:
        source: The path, address or slug of the description.
        values: `path` and `method` as the tag has them.
        to: Where to write.
    """
    found = specification(source, to)
    operation = found.operation(values["path"].strip(), values["method"].lower()) if found else None
    _show(found, operation, values, to)


def _show(found: Specification | None, operation: Operation | None, values: Mapping[str, str], to: Renderer) -> None:
    about: Heading | None = next(iter(to.headings), None)
    classes = "gb-api gb-full-width" if values.get("fullWidth") == "true" else "gb-api"
    to.tree.push("section", {"class": classes}, block="openapi")
    if found and operation:
        Reference(found, to).operation(operation, about)
    elif about:
        heading(to, about, values["method"], values["path"])
    _end(to, rendered=operation is not None, source="" if about else values.get("src", ""))


def _end(to: Renderer, *, rendered: bool, source: str = "") -> None:
    """Make place for what stands between the tags: a link that is needed only where nothing else is known.

    Args:
        to: Where to write.
        rendered: Whether the description is shown.
        source: What to name when nothing else can be; empty for nothing.
    """
    if rendered:
        to.tree.push_away("")
        return
    place = to.tree.push("div", {"class": "gb-api__source"}, on_close=_without_expired_links)
    if source.strip():
        link = to.link(source, {})
        to.tree.text(source.rpartition("/")[2])
        to.tree.pop(link)
        to.tree.pop(place)
        to.tree.push_away("")


def _without_expired_links(node: Node) -> None:
    if is_blank(node.element):
        node.element.set("hidden", "hidden")
    for element in node.element.iter("a"):
        if _SIGNED.search(element.get("href", "")):
            element.tag = "span"
            element.attrib.clear()
