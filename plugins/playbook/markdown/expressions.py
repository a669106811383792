"""The expressions of `{% if %}` and `<code class="expression">` (gitbook-format.md §16).

GitBook takes one JavaScript expression. This is the part of the language that pages use: names,
members, literals, operators, `?:` and a few methods of texts and lists. Nothing can loop, call a
function of its own, or grow beyond a bound, so an expression costs time linear in its length.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from playbook.markdown.expression_nodes import (
    Binary,
    Call,
    Chain,
    Choice,
    Failure,
    Items,
    Literal,
    Logical,
    Member,
    Name,
    Node,
    Template,
    Unary,
)
from playbook.markdown.expression_syntax import syntax
from playbook.markdown.expression_values import METHODS, UNDEFINED, binary, member, negative, number, text_of, truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["UNDEFINED", "Expression", "Failure", "evaluate", "parse", "text_of", "truth"]

CONSTANTS = {"undefined": UNDEFINED, "NaN": float("nan"), "Infinity": float("inf")}


class _Fault(Exception):  # noqa: N818 (it never leaves this module)
    """What cannot be evaluated, and where."""

    def __init__(self, position: int, message: str) -> None:
        self.failure = Failure(position, message)


_SHORT = object()
"""The value of a chain that `?.` cut short."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was read."""

    node: Node

    def evaluate(self, variables: Mapping[str, Any]) -> Any:  # noqa: ANN401 (whatever the variables hold)
        """The value: a text, a number, a truth value, a list, a mapping, None (null) or `UNDEFINED`; or a `Failure`.

        Args:
            variables: `space`, `page` and `visitor` with what is in them, as JSON has it.
        """
        try:
            return _value(self.node, variables)
        except _Fault as fault:
            return fault.failure

    def names(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each variable that it reads: its position, and its name with the names of its members (`space`, `vars`, `x`)."""
        stack = [self.node]
        while stack:
            node = stack.pop()
            path: list[str] = []
            inner = node
            while isinstance(inner, Member | Chain):
                if isinstance(inner, Chain):
                    inner = inner.inner
                    continue
                if not isinstance(inner.key, Literal) or not isinstance(inner.key.value, str):
                    path.clear()
                    stack.append(inner.key)
                else:
                    path.append(inner.key.value)
                inner = inner.target
            if not isinstance(inner, Name):
                stack.extend(inner.children())
            elif inner.name not in CONSTANTS:
                yield inner.position, (inner.name, *reversed(path))


@lru_cache(maxsize=1024)
def parse(text: str) -> Expression | Failure:
    """Read an expression; what is wrong with it is a `Failure` with its position in `text`."""
    node = syntax(text)
    return node if isinstance(node, Failure) else Expression(node)


def evaluate(text: str, variables: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """The value of an expression, or a `Failure`; never raises."""
    expression = parse(text)
    return expression if isinstance(expression, Failure) else expression.evaluate(variables)


def _value(node: Node, variables: Mapping[str, Any]) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912 (one case for each kind of node)
    match node:
        case Literal():
            return node.value
        case Name():
            if node.name in variables:
                return variables[node.name]
            if node.name in CONSTANTS:
                return CONSTANTS[node.name]
            raise _Fault(node.position, f"{node.name!r} is not defined")
        case Chain():
            value = _value(node.inner, variables)
            return UNDEFINED if value is _SHORT else value
        case Member():
            target = _value(node.target, variables)
            if target is _SHORT or (node.optional and target in (None, UNDEFINED)):
                return _SHORT
            key = _value(node.key, variables)
            if target is None or target is UNDEFINED:
                raise _Fault(node.position, f"{text_of(target)} has no member {text_of(key)!r}")
            return member(target, key)
        case Call():
            return _call(node, variables)
        case Template():
            return _bounded(node, "".join(text_of(_value(part, variables)) for part in node.parts))
        case Items():
            return [_value(part, variables) for part in node.parts]
        case Unary():
            operand = _value(node.operand, variables)
            if node.operator == "!":
                return not truth(operand)
            return negative(operand) if node.operator == "-" else number(operand)
        case Logical():
            left = _value(node.left, variables)
            if node.operator == "??":
                return _value(node.right, variables) if left is None or left is UNDEFINED else left
            return _value(node.right, variables) if truth(left) == (node.operator == "&&") else left
        case Choice():
            return _value(node.then if truth(_value(node.condition, variables)) else node.otherwise, variables)
        case Binary():
            left, right = _value(node.left, variables), _value(node.right, variables)
            try:
                return _bounded(node, binary(node.operator, left, right))
            except TypeError as error:
                raise _Fault(node.position, str(error)) from None
    raise AssertionError(node)


def _call(node: Call, variables: Mapping[str, Any]) -> Any:  # noqa: ANN401
    target = _value(node.target, variables)
    if target is _SHORT or (node.optional and (target is None or target is UNDEFINED)):
        return _SHORT
    method = METHODS.get((type(target), node.name))
    if method is None:
        raise _Fault(node.position, f"there is no method {node.name!r} of {_kind(target)}")
    arguments = [_value(argument, variables) for argument in node.arguments]
    try:
        return _bounded(node, method(target, *arguments))
    except (TypeError, ValueError, OverflowError):
        raise _Fault(node.position, f"{node.name!r} cannot be called with these values") from None


MAX_RESULT = 10_000
"""Characters of a text, or entries of a list, that an expression may make."""


def _bounded(node: Node, value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str | list) and len(value) > MAX_RESULT:
        raise _Fault(node.position, f"the result is longer than {MAX_RESULT:,}")
    return value


def _kind(value: Any) -> str:  # noqa: ANN401
    if value is None or value is UNDEFINED:
        return text_of(value)
    kinds = {str: "a text", list: "a list", dict: "a mapping", bool: "a truth value"}
    return kinds.get(type(value), "a number")
