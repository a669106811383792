"""What a description consists of, in one form for all versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation."""

    name: str
    place: str
    """`path`, `query`, `header` or `cookie`."""
    required: bool
    deprecated: bool
    description: str
    schema: Any
    example: Any = None


@dataclass(frozen=True, slots=True)
class Content:
    """A body in one media type."""

    media_type: str
    schema: Any
    example: Any = None


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent or received."""

    description: str = ""
    required: bool = False
    contents: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What comes back with a status."""

    status: str
    body: Body
    headers: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to prove who asks."""

    name: str
    kind: str
    description: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of an API."""

    method: str
    path: str
    server: str = ""
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[tuple[Scheme, ...], ...] = ()
    """Each of these is enough; an empty one means that nothing is needed."""
