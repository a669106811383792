"""An OpenAPI description: its operations, webhooks and schemas, whatever its version."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from playbook.markdown.openapi.parts import Body, Content, Operation, Parameter, Response, Scheme
from playbook.markdown.openapi.reading import Unreadable, listing, mapping, read_values, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_LONGEST_CHAIN = 20
"""References that lead to references."""
_COMPARED = 1_000
"""Operations among which the nearest is looked for."""
_OF_PARAMETER = "type format items enum default minimum maximum minLength maxLength pattern collectionFormat".split()
"""What a parameter of version 2.0 says about its schema."""


@dataclass(frozen=True, eq=False)
class Specification:
    """A description that was read. What it should hold and does not is left out; nothing raises."""

    data: Mapping[str, Any]
    is_old: bool = field(init=False)
    """Version 2.0, called Swagger."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_old", "swagger" in self.data)

    def follow(self, value: Any) -> tuple[Any, str]:  # noqa: ANN401 (any part of the file)
        """What a value is when it is a reference, and the reference; only references into the file are followed."""
        reference = ""
        for _ in range(_LONGEST_CHAIN):
            target = value.get("$ref") if isinstance(value, dict) else None
            if not isinstance(target, str):
                return value, reference
            reference, value = target, self._at(target)
        return None, reference

    def _at(self, pointer: str) -> Any:  # noqa: ANN401
        if not pointer.startswith("#"):
            return None
        value: Any = self.data
        for part in pointer[1:].strip("/").split("/") if pointer not in ("#", "#/") else ():
            name = unquote(part).replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and name in value:
                value = value[name]
            elif isinstance(value, list) and name.isdecimal() and int(name[:9]) < len(value):
                value = value[int(name[:9])]
            else:
                return None
        return value

    # looking for things

    def operations(self) -> Iterator[tuple[str, str]]:
        """Path and method of every operation."""
        for path, item in mapping(self.data.get("paths")).items():
            for method in mapping(self.follow(item)[0]):
                if method.lower() in METHODS:
                    yield path, method.lower()

    def tag(self, path: str, method: str) -> str:
        """The first tag of an operation; empty for none."""
        item = mapping(self.follow(mapping(self.data.get("paths")).get(path))[0])
        raw = mapping({key.lower(): value for key, value in item.items()}.get(method))
        return next((text(tag) for tag in listing(raw.get("tags"))), "")

    def operation(self, path: str, method: str) -> Operation | None:
        """The operation at a path; trailing slashes and the names of variables are not told apart."""
        paths = mapping(self.data.get("paths"))
        item = paths.get(path)
        if item is None:
            path = self._shapes.get(_shape(path), path)
            item = paths.get(path)
        return self._operation(path, method, item, self._server())

    def webhook(self, name: str, method: str) -> Operation | None:
        """A webhook: a request that the API sends (version 3.1)."""
        hooks = mapping(self.data.get("webhooks")) or mapping(self.data.get("x-webhooks"))
        return self._operation(name, method, hooks.get(name), "")

    @property
    def schemas(self) -> Mapping[str, Any]:
        """The named schemas."""
        return mapping(
            self.data.get("definitions") if self.is_old else mapping(self.data.get("components")).get("schemas")
        )

    def schema(self, name: str) -> dict[str, str] | None:
        """A reference to a named schema; None when there is none of that name."""
        if name not in self.schemas:
            return None
        escaped = name.replace("~", "~0").replace("/", "~1")
        return {"$ref": f"#/definitions/{escaped}" if self.is_old else f"#/components/schemas/{escaped}"}

    def nearest_operation(self, path: str, method: str) -> str:
        """The operation that was probably meant, as `GET /path`; empty when none is near."""
        same = self._shapes.get(_shape(path))
        near = [name for name in self._names if name.endswith(f" {same}")] if same else []
        near = near or get_close_matches(f"{method.upper()} {path}"[:200], self._names, 1, 0.5)
        return near[0] if near else ""

    @cached_property
    def _shapes(self) -> Mapping[str, str]:
        """The paths by what they are without the names of their variables; the first of several counts."""
        return {_shape(path): path for path in reversed(list(mapping(self.data.get("paths"))))}

    @cached_property
    def _names(self) -> list[str]:
        """The operations as hints name them, not more than can be compared quickly."""
        return [f"{method.upper()} {path}" for path, method in islice(self.operations(), _COMPARED)]

    # reading operations

    def _operation(self, path: str, method: str, item: Any, server: str) -> Operation | None:  # noqa: ANN401
        item = mapping(self.follow(item)[0])
        named = {key.lower(): value for key, value in item.items()}
        raw = mapping(named.get(method.lower() or next((one for one in METHODS if one in named), "")))
        if not raw:
            return None
        parameters = [*listing(item.get("parameters")), *listing(raw.get("parameters"))]
        found = {
            (text(mapping(one).get("name")), text(mapping(one).get("in"))): one
            for one, _ in map(self.follow, parameters)
        }
        own, body = self._old_body(raw, found) if self.is_old else (found, self._body(raw.get("requestBody")))
        servers = listing(raw.get("servers")) or listing(item.get("servers"))
        return Operation(
            method=method.lower() or next(one for one in METHODS if one in named),
            path=path,
            server=_url(servers[0]) if servers else server,
            summary=text(raw.get("summary")) or text(item.get("summary")),
            description=text(raw.get("description")) or text(item.get("description")),
            deprecated=raw.get("deprecated") is True,
            parameters=tuple(self._parameter(mapping(one)) for one in own.values()),
            body=body,
            responses=tuple(self._response(status, one, raw) for status, one in mapping(raw.get("responses")).items()),
            security=self._security(raw),
        )

    def _server(self) -> str:
        if self.is_old:
            host, base = text(self.data.get("host")), text(self.data.get("basePath"))
            schemes = [text(one) for one in listing(self.data.get("schemes"))]
            scheme = "https" if "https" in schemes or not schemes else schemes[0]
            return (f"{scheme}://{host}{base}" if host else base).rstrip("/")
        servers = listing(self.data.get("servers"))
        return _url(servers[0]) if servers else ""

    def _parameter(self, raw: Mapping[str, Any], name: str = "") -> Parameter:
        schema = raw.get("schema")
        if schema is None:
            content = next(iter(mapping(raw.get("content")).values()), None)
            schema = mapping(content).get("schema") if content else {k: raw[k] for k in _OF_PARAMETER if k in raw}
        place = text(raw.get("in"))
        return Parameter(
            name=name or text(raw.get("name")),
            place=place,
            required=raw.get("required") is True or place == "path",
            deprecated=raw.get("deprecated") is True,
            description=text(raw.get("description")),
            schema=schema,
            example=_example(raw),
        )

    def _body(self, raw: Any) -> Body | None:  # noqa: ANN401
        raw = mapping(self.follow(raw)[0])
        if not raw:
            return None
        contents = tuple(
            Content(kind, mapping(one).get("schema"), self._media_example(mapping(one)))
            for kind, one in mapping(raw.get("content")).items()
        )
        return Body(text(raw.get("description")), raw.get("required") is True, contents)

    def _media_example(self, raw: Mapping[str, Any]) -> Any:  # noqa: ANN401
        first = next(iter(mapping(raw.get("examples")).values()), None)
        return raw.get("example", mapping(self.follow(first)[0]).get("value"))

    def _old_body(self, raw: Mapping[str, Any], found: Mapping[Any, Any]) -> tuple[Mapping[Any, Any], Body | None]:
        """The parameters of version 2.0 that are none any more, as the body that they describe."""
        own = {key: one for key, one in found.items() if key[1] not in ("body", "formData")}
        kinds = [text(kind) for kind in listing(raw.get("consumes")) or listing(self.data.get("consumes"))]
        body = next((mapping(one) for key, one in found.items() if key[1] == "body"), None)
        if body is not None:
            kind = kinds[0] if kinds else "application/json"
            content = Content(kind, body.get("schema"), _example(body))
            return own, Body(text(body.get("description")), body.get("required") is True, (content,))
        form = {text(key[0]): mapping(one) for key, one in found.items() if key[1] == "formData"}
        if not form:
            return own, None
        properties = {
            name: {**{k: one[k] for k in _OF_PARAMETER if k in one}, "description": text(one.get("description"))}
            for name, one in form.items()
        }
        required = [name for name, one in form.items() if one.get("required") is True]
        schema = {"type": "object", "properties": properties, "required": required}
        kind = next((one for one in kinds if "form" in one), "application/x-www-form-urlencoded")
        return own, Body("", bool(required), (Content(kind, schema),))

    def _response(self, status: str, raw: Any, operation: Mapping[str, Any]) -> Response:  # noqa: ANN401
        raw = mapping(self.follow(raw)[0])
        headers = tuple(
            self._parameter(mapping(self.follow(one)[0]), name) for name, one in mapping(raw.get("headers")).items()
        )
        if not self.is_old:
            body = self._body(raw) or Body()
        else:
            kinds = listing(operation.get("produces")) or listing(self.data.get("produces"))
            kind = text(kinds[0]) if kinds else "application/json"
            example = next(iter(mapping(raw.get("examples")).values()), None)
            has_content = "schema" in raw or example is not None
            contents = (Content(kind, raw.get("schema"), example),) if has_content else ()
            body = Body(text(raw.get("description")), contents=contents)
        return Response(status, body, headers)

    def _security(self, raw: Mapping[str, Any]) -> tuple[tuple[Scheme, ...], ...]:
        wanted = raw.get("security", self.data.get("security"))
        known = mapping(
            self.data.get("securityDefinitions")
            if self.is_old
            else mapping(self.data.get("components")).get("securitySchemes")
        )
        return tuple(
            tuple(self._scheme(name, known.get(name), scopes) for name, scopes in mapping(one).items())
            for one in listing(wanted)
        )

    def _scheme(self, name: str, raw: Any, scopes: Any) -> Scheme:  # noqa: ANN401
        raw = mapping(self.follow(raw)[0])
        kind = text(raw.get("type"))
        if kind == "http":
            kind = f"HTTP {text(raw.get('scheme'))}"
        elif kind == "apiKey":
            kind = f"API key: {text(raw.get('in'))} {text(raw.get('name'))}"
        return Scheme(name, kind.strip(), text(raw.get("description")), tuple(text(one) for one in listing(scopes)))


@lru_cache(maxsize=16)
def read(data: bytes) -> Specification | Unreadable:
    """Read a description, or say why it cannot be read. The last ones are remembered: a page shows many parts of one."""
    values = read_values(data)
    if isinstance(values, Unreadable):
        return values
    if not isinstance(values, dict) or not ("openapi" in values or "swagger" in values):
        return Unreadable("it is no OpenAPI description: there is neither `openapi` nor `swagger` in it")
    return Specification(values)


def _url(server: Any) -> str:  # noqa: ANN401
    """The address of a server, with the defaults of its variables."""
    url = text(mapping(server).get("url"))
    for name, variable in mapping(mapping(server).get("variables")).items():
        url = url.replace(f"{{{name}}}", text(mapping(variable).get("default")) or f"{{{name}}}")
    return url.rstrip("/")


def _example(raw: Mapping[str, Any]) -> Any:  # noqa: ANN401
    examples = raw.get("examples")
    first = next(iter(examples.values()), None) if isinstance(examples, dict) else None
    return raw.get("example", raw.get("x-example", mapping(first).get("value")))


def _shape(path: str) -> str:
    """A path without the names of its variables."""
    parts = path.rstrip("/").split("/")
    return "/".join("{}" if part.startswith("{") and part.endswith("}") else part.casefold() for part in parts)
