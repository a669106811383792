"""The tree of an expression: what `expression_syntax` makes and `expressions` evaluates."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an expression cannot be read or evaluated."""

    position: int
    """In the text of the expression."""
    message: str


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an expression."""

    position: int

    def children(self) -> Iterator[Node]:
        """The parts of this part."""
        for field in fields(self):
            value = getattr(self, field.name)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Node):
                    yield part


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A text, a number, `true`, `false` or `null`; also the name of a member."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Member(Node):
    """`target.key`, `target?.key`, `target[key]`."""

    target: Node
    key: Node
    optional: bool


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """All that `?.` skips when what is before it is null or undefined."""

    inner: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`target.name(arguments)`."""

    target: Node
    name: str
    arguments: tuple[Node, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Template(Node):
    """A text between backquotes with `${…}` in it."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Items(Node):
    """`[a, b]`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """`!x`, `-x`, `+x`."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """An operator whose sides are both evaluated."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logical(Node):
    """`&&`, `||`, `??`: the right side only when it is needed."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """`condition ? then : otherwise`."""

    condition: Node
    then: Node
    otherwise: Node
