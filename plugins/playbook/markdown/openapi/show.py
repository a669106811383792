"""Writes operations and schemas into a page: headings, tables, expandable rows, examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.markdown.openapi.schemas import Row, Rows, example_text
from playbook.markdown.tree import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playbook.markdown.model import Heading
    from playbook.markdown.openapi.parts import Body, Operation, Parameter, Response
    from playbook.markdown.openapi.specification import Specification
    from playbook.markdown.render import Renderer


def heading(to: Renderer, about: Heading | None, method: str, title: str) -> None:
    """Write the heading of an operation, or of a schema, which has no method."""
    level = about.level if about else 2
    quiet = QUIET if to.in_aside() else ""
    attributes = {"class": "gb-api__heading"} | ({"id": about.id} if about else {})
    node = to.tree.push(f"{quiet}h{level}", attributes)
    if method:
        method_mark(to, method)
        to.tree.text(" ")
    to.tree.text(title)
    to.tree.pop(node)
    to.tree.text("\n")


def method_mark(to: Renderer, method: str) -> None:
    """Write the method of a call."""
    kind = f" gb-api__method--{method.lower()}" if method.isalpha() else ""
    to.tree.add("span", {"class": f"gb-api__method{kind}"}, method.upper())


def address(to: Renderer, url: str) -> None:
    """Write the line with the address of a call."""
    line = to.tree.push("p", {"class": "gb-api__call"})
    to.tree.add("code", None, url)
    to.tree.pop(line)
    to.tree.text("\n")


class Reference:
    """Writes what one description says."""

    def __init__(self, specification: Specification, to: Renderer) -> None:
        self.specification = specification
        self.to = to
        self.tree = to.tree
        self.level = 3
        """Of the titles inside an operation."""

    def operation(self, operation: Operation, about: Heading | None) -> None:
        """Write an operation."""
        self.level = (about.level if about else 2) + 1
        heading(self.to, about, operation.method, operation.summary or operation.path)
        if operation.summary or operation.server:
            address(self.to, operation.server + operation.path)
        if operation.deprecated:
            self.tree.add("p", {"class": "gb-api__deprecated"}, self.to.words["api_deprecated"])
        self._text(operation.description)
        self._security(operation)
        if operation.parameters:
            self._title("api_parameters")
            self._parameters(operation.parameters)
        if operation.body is not None:
            self._title("api_body_parameters", required=operation.body.required)
            self._body(operation.body)
        if operation.responses:
            self._title("api_responses")
            for response in operation.responses:
                self._response(response)

    def schema(self, name: str, about: Heading | None) -> None:
        """Write a named schema."""
        heading(self.to, about, "", name)
        row = Rows(self.specification).row(self.specification.schema(name))
        self._value(row)

    # the parts of an operation

    def _title(self, word: str, *, required: bool = False) -> None:
        attributes = {"class": "gb-api__title", "role": "heading", "aria-level": str(self.level)}
        node = self.tree.push("p", attributes)
        self.tree.text(self.to.words[word])
        if required:
            self.tree.text(" ")
            self.tree.add("span", {"class": "gb-api__required"}, self.to.words["api_required"])
        self.tree.pop(node)
        self.tree.text("\n")

    def _text(self, markdown: str) -> None:
        if markdown.strip():
            box = self.tree.push("div", {"class": "gb-api__text"})
            self.to.fragment(markdown)
            self.tree.pop(box)
            self.tree.text("\n")

    def _security(self, operation: Operation) -> None:
        ways = [way for way in operation.security if way]
        if not ways:
            return
        self._title("api_security")
        box = self.tree.push("ul", {"class": "gb-api__security"})
        for way in ways:
            item = self.tree.push("li")
            for number, scheme in enumerate(way):
                self.tree.text(" + " if number else "")
                self.tree.add("code", None, scheme.name)
                about = ", ".join((scheme.kind, *scheme.scopes)).strip(", ")
                self.tree.text(f" {about}" if about else "")
            self.tree.pop(item)
        if len(ways) < len(operation.security):
            self.tree.add("li", None, self.to.words["api_no_security"])
        self.tree.pop(box)
        self.tree.text("\n")

    def _parameters(self, parameters: Iterable[Parameter]) -> None:
        table = self.tree.push("table", {"class": "gb-api__table"})
        head = self.tree.push("thead")
        line = self.tree.push("tr")
        for word in ("api_name", "api_type", "api_description"):
            self.tree.add("th", {"scope": "col"}, self.to.words[word])
        self.tree.pop(line)
        self.tree.pop(head)
        self.tree.push("tbody")
        for parameter in parameters:
            row = Rows(self.specification).row(parameter.schema, parameter.name, required=parameter.required)
            line = self.tree.push("tr")
            cell = self.tree.push("td")
            self.tree.add("code", {"class": "gb-api__name"}, parameter.name)
            self.tree.text(" ")
            place = self.to.words.get(f"api_in_{parameter.place}", parameter.place)
            self.tree.add("span", {"class": "gb-api__place"}, place)
            self._marks(row.required, row.deprecated or parameter.deprecated)
            self.tree.pop(cell)
            cell = self.tree.push("td")
            self.tree.add("span", {"class": "gb-api__type"}, row.type)
            self.tree.pop(cell)
            cell = self.tree.push("td")
            self._text(parameter.description or row.description)
            self._facts(row)
            self._nested(row)
            self.tree.pop(cell)
            self.tree.pop(line)
        self.tree.pop(table)
        self.tree.text("\n")

    def _body(self, body: Body) -> None:
        self._text(body.description)
        for content in body.contents:
            if len(body.contents) > 1 or "json" not in content.media_type:
                line = self.tree.push("p", {"class": "gb-api__media"})
                self.tree.add("code", None, content.media_type)
                self.tree.pop(line)
                self.tree.text("\n")
            if content.schema is not None:
                self._value(Rows(self.specification).row(content.schema))
            example = example_text(self.specification, content.schema, content.example, content.media_type)
            if example:
                box = self.tree.push("details", {"class": "gb-api__example"})
                self.tree.add("summary", None, self.to.words["api_example"])
                language = "json" if "json" in content.media_type else "xml" if "xml" in content.media_type else ""
                self.to.code.block(self.tree, example + "\n", language, {})
                self.tree.pop(box)
            self.tree.text("\n")

    def _response(self, response: Response) -> None:
        box = self.tree.push("details", {"class": "gb-api__response"})
        summary = self.tree.push("summary")
        kind = response.status[:1] if response.status[:1] in "12345" else "0"
        self.tree.add("code", {"class": f"gb-api__status gb-api__status--{kind}"}, response.status)
        first, _, rest = response.body.description.strip().partition("\n")
        self.tree.text(" ")
        self.to.fragment(first, inline=True)
        self.tree.pop(summary)
        self.tree.text("\n")
        self._text(rest)
        if response.headers:
            self._title("api_headers")
            self._parameters(response.headers)
        self._body(type(response.body)("", False, response.body.contents))
        self.tree.pop(box)
        self.tree.text("\n")

    # values

    def _value(self, row: Row) -> None:
        """Write a value that stands by itself: what it is, then its rows."""
        line = self.tree.push("p", {"class": "gb-api__value"})
        self._kind(row)
        self.tree.pop(line)
        self.tree.text("\n")
        self._text(row.description)
        self._facts(row)
        if row.children:
            self._relation(row)
            self._rows(row)
        self.tree.text("\n")

    def _kind(self, row: Row) -> None:
        if row.title:
            self.tree.add("span", {"class": "gb-api__schema"}, row.title)
            self.tree.text(" " if row.type else "")
        if row.type:
            self.tree.add("span", {"class": "gb-api__type"}, row.type)
        if row.cut:
            self.tree.text(" ")
            self.tree.add("span", {"class": "gb-api__cut"}, self.to.words[f"api_{row.cut}"])

    def _marks(self, required: bool, deprecated: bool, access: str = "") -> None:  # noqa: FBT001
        named = {"required": required, "deprecated": deprecated, access: bool(access)}
        for word, holds in named.items():
            if holds:
                self.tree.text(" ")
                kind = "required" if word == "required" else "mark"
                self.tree.add("span", {"class": f"gb-api__{kind}"}, self.to.words[f"api_{word}"])

    def _facts(self, row: Row) -> None:
        if not row.facts:
            return
        box = self.tree.push("p", {"class": "gb-api__facts"})
        for number, (word, value) in enumerate(row.facts):
            self.tree.text("; " if number else "")
            self.tree.text(f"{self.to.words[f'api_fact_{word}']} ")
            self.tree.add("code", None, value)
        self.tree.pop(box)

    def _relation(self, row: Row) -> None:
        if row.relation in ("one_of", "any_of"):
            self.tree.add("p", {"class": "gb-api__relation"}, self.to.words[f"api_{row.relation}"])

    def _rows(self, row: Row) -> None:
        box = self.tree.push("ul", {"class": "gb-api__rows"})
        for child in row.children:
            item = self.tree.push("li")
            line = self.tree.push("p", {"class": "gb-api__value"})
            if child.name == "*":
                self.tree.add("span", {"class": "gb-api__name"}, self.to.words["api_any_name"])
            elif child.name:
                self.tree.add("code", {"class": "gb-api__name"}, child.name)
            self.tree.text(" " if child.name else "")
            self._kind(child)
            self._marks(child.required, child.deprecated, child.access)
            self.tree.pop(line)
            self._text(child.description)
            self._facts(child)
            self._nested(child)
            self.tree.pop(item)
            self.tree.text("\n")
        self.tree.pop(box)

    def _nested(self, row: Row) -> None:
        """Write the rows inside a row, to be opened by whoever wants to see them."""
        if not row.children:
            return
        box = self.tree.push("details", {"class": "gb-api__nested"})
        word = f"api_{row.relation}" if row.relation in ("one_of", "any_of") else "api_properties"
        about = f"{row.title}: " if row.title else ""
        self.tree.add("summary", None, f"{about}{self.to.words[word]} ({len(row.children)})")
        self._rows(row)
        self.tree.pop(box)
