"""Schemas as rows for people, and examples made of them: bounded, however they refer to one another."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playbook.markdown.openapi.reading import listing, mapping, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.openapi.specification import Specification

MAX_ROWS = 400
"""Rows of one body; what is beyond is not shown."""
MAX_DEPTH = 8
"""Levels of rows."""
MAX_EXAMPLE = 10_000
"""Characters of an example."""
_MAX_VALUES = 500
_FACTS = {
    "default": "default",
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "above",
    "exclusiveMaximum": "below",
    "multipleOf": "multiple",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_items",
    "maxItems": "max_items",
    "pattern": "pattern",
}
"""What a schema says about its values, and the word for it (`api_fact_…`)."""
_EXAMPLES = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "uuid": "123e4567-e89b-12d3-a456-426614174000",
    "email": "name@example.org",
    "uri": "https://example.org/",
    "url": "https://example.org/",
    "hostname": "example.org",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
}


@dataclass(slots=True)
class Row:
    """A value and what is in it."""

    name: str = ""
    type: str = ""
    title: str = ""
    """The name of the schema."""
    required: bool = False
    deprecated: bool = False
    access: str = ""
    """`read_only` or `write_only`."""
    description: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    """A word (`api_fact_…`) and what it is about."""
    children: list[Row] = field(default_factory=list)
    relation: str = ""
    """How the children make up the value: `properties`, `one_of` or `any_of`."""
    cut: str = ""
    """Why there are no children: `shown_above`, since the value holds itself, or `more`."""


class Rows:
    """Makes the rows of one block of a page."""

    def __init__(self, specification: Specification) -> None:
        self._specification = specification
        self._left = MAX_ROWS

    def row(self, schema: Any, name: str = "", *, required: bool = False) -> Row:  # noqa: ANN401
        """The rows of a schema."""
        return self._row(schema, name, (), 0, required=required)

    def _row(self, schema: Any, name: str, above: tuple[str, ...], depth: int, *, required: bool) -> Row:  # noqa: ANN401
        self._left -= 1
        if self._left < 0 or depth > 2 * MAX_DEPTH:
            return Row(name, required=required, cut="more")
        schema, reference = self._specification.follow(schema)
        row = Row(name, required=required, title=_title(reference))
        if schema is None and reference:
            row.type = row.title or reference
            return row
        if reference in above:
            row.type, row.cut = _type(self._merged(mapping(schema), 0)), "shown_above"
            return row
        if reference:
            above = (*above, reference)
        merged = self._merged(mapping(schema), 0)
        row.type = _type(merged)
        row.description = text(merged.get("description"))
        row.deprecated = merged.get("deprecated") is True
        row.access = next(
            (a for k, a in (("readOnly", "read_only"), ("writeOnly", "write_only")) if merged.get(k) is True), ""
        )
        row.facts = _facts(merged)
        self._fill(row, merged, above, depth)
        return row

    def _fill(self, row: Row, schema: Mapping[str, Any], above: tuple[str, ...], depth: int) -> None:
        """Give a row its children; those of a list are those of what is in it."""
        for kind in ("oneOf", "anyOf"):
            options = [one for one in listing(schema.get(kind)) if mapping(one).get("type") != "null"]
            if len(options) == 1:
                inner = self._row(options[0], "", above, depth + 1, required=False)
                row.children, row.relation, row.cut = inner.children, inner.relation, inner.cut
                row.type, row.title = inner.type + (" | null" if len(listing(schema[kind])) > 1 else ""), inner.title
                return
            if options:
                self._children(row, [("", one, False) for one in options], above, depth)
                row.relation = "one_of" if kind == "oneOf" else "any_of"
                return
        if "items" in schema:
            inner = self._row(schema["items"], "", above, depth + 1, required=False)
            row.type = f"{inner.type or 'any'}[]"
            row.title, row.children, row.relation, row.cut = inner.title, inner.children, inner.relation, inner.cut
            row.description = row.description or inner.description
            row.facts += [fact for fact in inner.facts if fact[0] == "allowed"]
            return
        required = {text(one) for one in listing(schema.get("required"))}
        named = [(key, one, key in required) for key, one in mapping(schema.get("properties")).items()]
        if isinstance(schema.get("additionalProperties"), dict) and schema["additionalProperties"]:
            named.append(("*", schema["additionalProperties"], False))
        self._children(row, named, above, depth)
        row.relation = "properties"

    def _children(self, row: Row, named: list[tuple[str, Any, bool]], above: tuple[str, ...], depth: int) -> None:
        if named and depth >= MAX_DEPTH:
            row.cut = "more"
            return
        for name, schema, required in named:
            if self._left <= 0:
                row.cut = "more"
                return
            row.children.append(self._row(schema, name, above, depth + 1, required=required))

    def _merged(self, schema: Mapping[str, Any], depth: int) -> Mapping[str, Any]:
        """A schema with what the parts of its `allOf` say."""
        parts = listing(schema.get("allOf"))
        if not parts or depth > MAX_DEPTH:
            return schema
        merged: dict[str, Any] = {}
        properties: dict[str, Any] = {}
        required: list[Any] = []
        for part in [*parts[:50], {key: value for key, value in schema.items() if key != "allOf"}]:
            self._left -= 1
            one = self._merged(mapping(self._specification.follow(part)[0]), depth + 1) if self._left > 0 else {}
            properties |= mapping(one.get("properties"))
            required += listing(one.get("required"))
            merged |= one
        return {**merged, "properties": properties, "required": required} if properties else merged


def _title(reference: str) -> str:
    return reference.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


def _type(schema: Mapping[str, Any]) -> str:
    kinds = schema.get("type")
    names = [text(one) for one in kinds] if isinstance(kinds, list) else [text(kinds)] if kinds else []
    if not names:
        if "properties" in schema or "additionalProperties" in schema:
            names = ["object"]
        elif "items" in schema:
            names = ["array"]
        elif listing(schema.get("enum")):
            names = ["enum"]
    if schema.get("nullable") is True and "null" not in names:
        names.append("null")
    kind = "" if names == ["null"] and "type" not in schema else " | ".join(name for name in names if name)
    form = text(schema.get("format"))
    return f"{kind} ({form})" if kind and form else kind or form


def _facts(schema: Mapping[str, Any]) -> list[tuple[str, str]]:
    facts = []
    values = listing(schema.get("enum")) or ([schema["const"]] if "const" in schema else [])
    if values:
        facts.append(
            ("allowed", ", ".join(shortened(one, 100) for one in values[:50]) + (" …" if len(values) > 50 else ""))
        )
    for key, word in _FACTS.items():
        value = schema.get(key)
        if key in schema and not isinstance(value, bool if key.startswith("exclusive") else type(None)):
            facts.append((word, shortened(value, 200)))
    return facts


def shortened(value: Any, length: int) -> str:  # noqa: ANN401
    """A value as JSON, or a text as it is, cut to a length."""
    written = value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)
    return written if len(written) <= length else f"{written[: length - 1]}…"


def plain(value: Any) -> Any:  # noqa: ANN401
    """A copy of a value as JSON can have it; what is too deep or too much becomes `…`."""
    left = [_MAX_VALUES]

    def copied(one: Any, depth: int) -> Any:  # noqa: ANN401
        left[0] -= 1
        if isinstance(one, dict | list) and (depth > 2 * MAX_DEPTH or left[0] < 0):
            return "…"
        if isinstance(one, dict):
            return {str(key): copied(part, depth + 1) for key, part in list(one.items())[: max(left[0], 0) + 1]}
        if isinstance(one, list):
            return [copied(part, depth + 1) for part in one[: max(left[0], 0) + 1]]
        if isinstance(one, float) and not math.isfinite(one):
            return str(one)
        return one

    return copied(value, 0)


def example_text(specification: Specification, schema: Any, example: Any, media_type: str) -> str:  # noqa: ANN401
    """An example of a body: the one that is given, or for JSON one that is made of the schema; empty for none."""
    if example is None and "json" in media_type.lower():
        example = _Examples(specification).example(schema, ())
    if example is None:
        return ""
    if not isinstance(example, str) or ("json" in media_type.lower() and not example.lstrip().startswith(("{", "["))):
        example = json.dumps(plain(example), indent=2, ensure_ascii=False)
    return example if len(example) <= MAX_EXAMPLE else f"{example[:MAX_EXAMPLE]}\n…"


class _Examples:
    def __init__(self, specification: Specification) -> None:
        self._specification = specification
        self._left = 200

    def example(self, schema: Any, above: tuple[str, ...]) -> Any:  # noqa: ANN401 (one case for each kind of schema)
        self._left -= 1
        followed, reference = self._specification.follow(schema)
        schema = mapping(followed)
        for value in (
            schema.get("example"),
            *listing(schema.get("examples"))[:1],
            schema.get("default"),
            schema.get("const"),
        ):
            if value is not None:
                return value
        if values := listing(schema.get("enum")):
            return values[0]
        if not schema or len(above) > MAX_DEPTH or self._left < 0 or (reference and reference in above):
            return None
        above = (*above, reference)
        if parts := listing(schema.get("allOf")):
            made: dict[str, Any] = {}
            for part in [*parts[:50], {key: value for key, value in schema.items() if key != "allOf"}]:
                one = self.example(part, above)
                made |= one if isinstance(one, dict) else {}
            return made or None
        for kind in ("oneOf", "anyOf"):
            if options := listing(schema.get(kind)):
                return self.example(options[0], above)
        return self._of_type(schema, above)

    def _of_type(self, schema: Mapping[str, Any], above: tuple[str, ...]) -> Any:  # noqa: ANN401
        kinds = schema.get("type")
        kind = next((one for one in kinds if one != "null"), "") if isinstance(kinds, list) else kinds
        if "properties" in schema or kind == "object":
            properties = list(mapping(schema.get("properties")).items())[: max(self._left, 0)]
            shown = [(key, one) for key, one in properties if mapping(one).get("writeOnly") is not True]
            made = {key: self.example(one, above) for key, one in shown}
            return {key: one for key, one in made.items() if one is not None}
        if "items" in schema:
            one = self.example(schema["items"], above)
            return [] if one is None else [one]
        if kind == "string":
            return _EXAMPLES.get(text(schema.get("format")), "text")
        return {"integer": schema.get("minimum", 1), "number": schema.get("minimum", 1.5), "boolean": True}.get(
            str(kind)
        )
