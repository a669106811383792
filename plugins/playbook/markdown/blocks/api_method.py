"""API calls that are written by hand, in the older form (gitbook-format.md §6.14).

`{% api-method method="post" host="https://x" path="/y" %}` with `api-method-…` in it, and the
`swagger-…` children of a `{% swagger %}` that names no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from playbook.markdown.block import FLAG, Attribute, Block
from playbook.markdown.blocks.openapi import operation_heading, show_operation
from playbook.markdown.openapi.show import method_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.model import Tag
    from playbook.markdown.render import Renderer


def call_line(method: str, url: str, to: Renderer) -> None:
    """Write the method and the address of a call."""
    line = to.tree.push("p", {"class": "gb-api__call"})
    if method:
        method_mark(to, method)
        to.tree.text(" ")
    if url:
        to.tree.add("code", None, url)
    to.tree.pop(line)


class ApiMethod(Block):
    """A call: its method, its address, and what is said about it."""

    names = ("api-method",)
    attributes = {"method": Attribute(), "host": Attribute(), "path": Attribute(), "summary": Attribute()}

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.tree.push("section", {"class": "gb-api"}, block="api-method")
        call_line(values["method"], values["host"] + values["path"], to)
        if values["summary"]:
            to.tree.add("p", {"class": "gb-api__summary"}, values["summary"])


class Swagger(Block):
    """The same in a later form; one that names a file has the link to it as its content."""

    names = ("swagger",)
    attributes = {
        "src": Attribute(),
        "method": Attribute(),
        "baseUrl": Attribute(),
        "path": Attribute(),
        "summary": Attribute(),
        "expanded": FLAG,
        "fullWidth": FLAG,
    }

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        if values["src"]:
            show_operation(values["src"], values, to)
            return
        to.tree.push("section", {"class": "gb-api"}, block="swagger")
        call_line(values["method"], values["baseUrl"] + values["path"], to)
        if values["summary"]:
            to.tree.add("p", {"class": "gb-api__summary"}, values["summary"])

    def headings(self, tag: Tag) -> tuple[str, ...]:
        return operation_heading(tag) if tag.attributes.get("src") else ()


class Text(Block):
    """A text about what holds it."""

    names = ("api-method-description", "api-method-response-example-description", "swagger-description")

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.tree.push("div", {"class": "gb-api__text"})


class Summary(Block):
    """What the call does, in a line."""

    names = ("api-method-summary",)

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.tree.push("div", {"class": "gb-api__summary"})


class _Part(Block):
    """A part of a call, with a title in the page's language."""

    title: ClassVar[str] = ""

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.tree.push("div", {"class": "gb-api__part"})
        if self.title:
            to.tree.add("p", {"class": "gb-api__title"}, to.words[self.title])


class Spec(_Part):
    """What holds request and responses."""

    names = ("api-method-spec",)


class Request(_Part):
    """What is sent."""

    names = ("api-method-request",)
    title = "api_request"


class Response(_Part):
    """What comes back."""

    names = ("api-method-response",)
    title = "api_response"


class PathParameters(_Part):
    """Parameters in the path."""

    names = ("api-method-path-parameters",)
    title = "api_path_parameters"


class QueryParameters(_Part):
    """Parameters in the query."""

    names = ("api-method-query-parameters",)
    title = "api_query_parameters"


class Headers(_Part):
    """Headers."""

    names = ("api-method-headers",)
    title = "api_headers"


class BodyParameters(_Part):
    """Fields of the body."""

    names = ("api-method-body-parameters",)
    title = "api_body_parameters"


class FormParameters(_Part):
    """Fields of a form."""

    names = ("api-method-form-data-parameters",)
    title = "api_form_parameters"


class Parameter(Block):
    """A parameter: its name, its type, whether it must be there, and what it means."""

    names = ("api-method-parameter",)
    attributes = {
        "name": Attribute(required=True),
        "type": Attribute(),
        "required": Attribute("false", ("true", "false")),
    }

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.tree.push("div", {"class": "gb-api__parameter"})
        line = to.tree.push("p", {"class": "gb-api__name"})
        to.tree.add("code", None, values["name"])
        about = [values["type"], to.words[f"api_in_{values['in']}"] if values.get("in") else ""]
        about.append(to.words["api_required"] if values["required"] == "true" else "")
        if shown := " · ".join(word for word in about if word):
            to.tree.text(" ")
            to.tree.add("span", {"class": "gb-api__about"}, shown)
        to.tree.pop(line)


class SwaggerParameter(Parameter):
    """The same in a `swagger` block, which says where the parameter stands."""

    names = ("swagger-parameter",)
    attributes = {
        **Parameter.attributes,
        "in": Attribute("", ("path", "query", "header", "body", "cookie", "form")),
    }


class ResponseExample(Block):
    """An example of what comes back."""

    names = ("api-method-response-example",)
    attributes = {"httpCode": Attribute()}

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        _status(values["httpCode"], "", to)


class SwaggerResponse(Block):
    """A response in a `swagger` block."""

    names = ("swagger-response",)
    attributes = {"status": Attribute(), "description": Attribute()}

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        _status(values["status"], values["description"], to)


def _status(code: str, description: str, to: Renderer) -> None:
    to.tree.push("div", {"class": "gb-api__response"})
    line = to.tree.push("p", {"class": "gb-api__name"})
    if code:
        to.tree.add("code", None, code)
        to.tree.text(" ")
    to.tree.text(description)
    to.tree.pop(line)
