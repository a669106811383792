"""Values of YAML keys held against a pydantic model, each error at its place and with its cure.

A model is a subclass of `Keys`; its fields take texts, `Flag`, `Number`, other `Keys`, lists and mappings of them. YAML
scalars come to it as they were written, so that `version: 0.10` is not 0.1 for a field that is a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import Enum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from playbook.diagnostics import Edit, Problem
from playbook.gitbook.positioned_yaml import Value, scalar
from playbook.markdown.slugs import strip_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from playbook.gitbook.positioned_yaml import Path, Places

KeysT = TypeVar("KeysT", bound=BaseModel)

ROUNDS = 8
"""How often values are mended and read again: a mended value can show the next error, at most once a level."""
SHOWN = 60
"""Characters of a value that a message quotes."""
NEAR = 0.6
"""How like a known key another must be to be taken for it (`difflib`)."""
_GONE: Any = object()
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")


class Plain(str):
    """A scalar that was written without quotes."""

    __slots__ = ()


class Keys(BaseModel):
    """A mapping of known keys; a key that is not a field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, defer_build=True)


def refuse(message: str = "", hint: str = "", *, kind: str = "", **mended: Any) -> PydanticCustomError:  # noqa: ANN401 (YAML)
    """The error that a validator raises for a value.

    Args:
        message: What is wrong; by default "… is not a value of …", or "the value of … is not KIND".
        hint: How to cure it.
        kind: What the value should be (`a number`).
        mended: `meant`, the text that evidently was meant and that `playbook fix` writes; `instead`, the value
            that is read in the place of this one, which otherwise is left out.
    """
    return PydanticCustomError("refused", "not a value", {"message": message, "hint": hint, "kind": kind, **mended})


def _flag(value: Any) -> bool:  # noqa: ANN401 (YAML)
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise refuse(kind="true or false")
    truth = _TRUTHS.get(strip_invisible(value).strip().lower())
    if truth is None:
        raise refuse(hint="write true or false")
    if not isinstance(value, Plain) or value.lower() not in {"true", "false"}:
        raise refuse(meant=str(truth).lower(), instead=truth)
    return truth


def number(value: Any) -> int | float:  # noqa: ANN401 (YAML)
    """The number that was written.

    Raises:
        PydanticCustomError: It is none, or has a unit.
    """
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str):
        raise refuse(kind="a number")
    digits = strip_invisible(value).strip().removesuffix("px").rstrip()
    if _NUMBER.fullmatch(digits) is None:
        raise refuse(hint="write a number")
    exact = float(digits)
    meant = int(exact) if exact.is_integer() else exact
    if digits != value:
        raise refuse(meant=str(meant), instead=meant)
    return meant


def _variable(value: Any) -> Value:  # noqa: ANN401 (YAML)
    if isinstance(value, Plain):
        return scalar(value)
    if isinstance(value, str | int | float):
        return value
    raise refuse(kind="a text, a number, true or false")


Flag = Annotated[bool, BeforeValidator(_flag)]
"""`true` or `false` without quotes; `yes` and the like are taken for it and reported."""
Number = Annotated[float, BeforeValidator(number)]
"""A number; a unit of `px` is left out and reported. `Annotated[float, Field(ge=…, le=…), BeforeValidator(number)]` is one
with bounds, the nearest of which is taken."""
Variable = Annotated[
    Value, BeforeValidator(_variable), WithJsonSchema({"type": ["string", "number", "boolean"]}, mode="validation")
]
"""A text, a number, true or false, as YAML 1.2 reads it."""


def conform(
    model: type[KeysT], value: object, places: Places, code: str, path: Path = ()
) -> tuple[KeysT | None, tuple[Problem, ...]]:
    """Read a value as a model. Nothing raises; the cost grows linearly with the value.

    An empty value is none. What the model does not take is reported and replaced by what was evidently meant, or
    left out; a mapping without a key that it needs is left out as a whole.

    Args:
        model: What the value should be.
        value: From a `Tree`: mappings, lists and scalars as they were written.
        places: Where everything is.
        code: The code of the problems.
        path: The keys and indices that lead to `value`.

    Returns:
        The model, None when nothing of it could be read; and what is wrong, in no particular order.
    """
    if value is None:
        return None, ()
    reader = _Reader(model, path, places, code)
    top = {"": _written(value, path, places.plain)}
    while top and reader.rounds < ROUNDS:
        try:
            return model.model_validate(top[""]), tuple(reader.problems.values())
        except ValidationError as error:
            reader.mend(top, error.errors(include_url=False))
    return None, tuple(reader.problems.values())


class _List(list[Any]):
    """A list that knows where each of its entries stood before others were left out."""

    numbers: list[int]


def _written(value: Any, path: Path, plain: frozenset[Path]) -> Any:  # noqa: ANN401 (YAML)
    """A copy in which scalars without quotes are `Plain`."""
    if isinstance(value, dict):
        return {key: _written(child, (*path, key), plain) for key, child in value.items()}
    if isinstance(value, list):
        copy = _List(_written(child, (*path, number), plain) for number, child in enumerate(value))
        copy.numbers = list(range(len(copy)))
        return copy
    return Plain(value) if isinstance(value, str) and path in plain else value


@dataclass
class _Reader:
    model: type[BaseModel]
    path: Path
    """That of the model."""
    places: Places
    code: str
    problems: dict[tuple[Path, str], Problem] = field(default_factory=dict)
    """By the place, and the key that is unknown or missing there."""
    rounds: int = 0

    def mend(self, top: dict[str, Any], errors: Iterable[ErrorDetails]) -> None:
        """Report errors, and replace or take out of `top[""]` what they are about."""
        self.rounds += 1
        touched: dict[int, Any] = {}
        for error in errors:
            path, container, key = _find(top, error["loc"])
            written = container[key]
            if written is _GONE:
                continue
            instead = _GONE
            if written is not None:
                instead = self._report(error, path, written)
            container[key] = instead if self.rounds < ROUNDS // 2 else _GONE
            touched[id(container)] = container
        for container in touched.values():
            _take_out(container)

    def _report(self, error: ErrorDetails, below: Path, written: Any) -> Any:  # noqa: ANN401 (YAML)
        """Report an error; the value that is read in the place of the one that it is about."""
        path = (*self.path, *below)
        name = _dotted(path)
        kind, context = error["type"], error.get("ctx", {})
        what = _shortened(written)
        message, hint, meant, instead = f"{what!r} is not a value of {name!r}", "", "", _GONE
        if not isinstance(written, str | int | float):
            message = f"the value of {name!r} cannot be used"
        span, about = self.places.span(path), ""
        match kind:
            case "extra_forbidden":
                known = list(_fields(_at(self.model, below[:-1])))
                about = str(below[-1])
                near = get_close_matches(about[:SHOWN], known, 1, NEAR)
                meant = near[0] if near else ""
                hint = f"write {meant}" if meant else f"known: {', '.join(known)}"
                above = _dotted(path[:-1])
                message = f"{above!r} has no key {_shortened(about)!r}" if above else f"there is no key {about!r}"
                span = self.places.key_span(path)
            case "missing":
                about = str(error["loc"][-1])
                message, hint = f"{name!r} lacks the key {about!r}", f"add `{about}: …` below it"
                span = self.places.key_span(path)
            case "refused":
                message = context["message"] or message
                if context["kind"]:
                    message = f"the value of {name!r} is not {context['kind']}"
                meant, instead = context.get("meant", ""), context.get("instead", _GONE)
                hint = context["hint"] or (f"write {meant}" if meant else "")
            case "greater_than_equal" | "less_than_equal":
                instead = context.get("ge", context.get("le"))
                meant = f"{instead:g}"
                hint = f"write {meant}"
            case "literal_error" | "enum" if isinstance(written, str):
                allowed = list(_allowed(_at(self.model, below)))
                folded = strip_invisible(written).strip().lower()
                near = get_close_matches(folded[:SHOWN], allowed, 1, NEAR)
                meant = near[0] if near else ""
                hint = f"write {meant}" if meant else f"allowed: {', '.join(allowed)}"
                instead = folded if folded in allowed else _GONE
            case _ if kind in _KINDS:
                message = f"the value of {name!r} is not {_KINDS[kind]}"
            case "value_error" | "assertion_error":
                hint = str(context["error"])
            case _:
                hint = f"it {error['msg'].removeprefix('Input ')}"
        edits = (Edit(span, meant),) if meant and not self._is_taken(path, meant, kind) else ()
        problem = Problem(self.code, span, message, hint, edits)
        first = self.problems.get((path, about))
        self.problems[path, about] = replace(problem, message=first.message) if first else problem
        return instead

    def _is_taken(self, path: Path, meant: str, kind: str) -> bool:
        """Whether the key that was meant is there as well, so that writing it would give it twice."""
        return kind == "extra_forbidden" and (*path[:-1], meant) in self.places.key_spans


_KINDS = {
    "string_type": "a text",
    "string_unicode": "a text",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
    "dict_type": "a mapping of keys to values",
    "list_type": "a list",
    "tuple_type": "a list",
    "union_tag_not_found": "a text or a mapping of keys to values",
    "literal_error": "a text",
    "enum": "a text",
}


def _find(top: dict[str, Any], place: tuple[int | str, ...]) -> tuple[Path, Any, Any]:
    """The path of a place that pydantic names, and the container and key of the value there.

    A part that is not in the data is the name of a branch of a union, or a key that is missing.
    """
    path: list[str | int] = []
    container: Any = top
    key: Any = ""
    for part in place:
        value = container[key]
        if isinstance(value, dict) and part in value:
            path.append(part)
        elif isinstance(value, _List) and isinstance(part, int) and part < len(value):
            path.append(value.numbers[part])
        else:
            continue
        container, key = value, part
    return tuple(path), container, key


def _take_out(container: Any) -> None:  # noqa: ANN401 (YAML)
    if isinstance(container, dict):
        for key in [key for key, value in container.items() if value is _GONE]:
            del container[key]
    else:
        kept = [index for index, value in enumerate(container) if value is not _GONE]
        container.numbers = [container.numbers[index] for index in kept]
        container[:] = [container[index] for index in kept]


def _at(model: Any, path: Path) -> list[Any]:  # noqa: ANN401 (a type)
    """The types that a model allows at a path."""
    types = [model]
    for part in path:
        below: list[Any] = []
        for one in types:
            if get_origin(one) in {list, tuple, dict}:
                arguments = get_args(one)
                below += _types(arguments[1] if get_origin(one) is dict else arguments[0])
            elif part in (fields := _fields([one])):
                below += _types(fields[part])
        types = below
    return types


def _types(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 (a type)
    """The alternatives of a type."""
    if get_origin(annotation) is Annotated:
        yield from _types(get_args(annotation)[0])
    elif get_origin(annotation) in {Union, UnionType}:
        for one in get_args(annotation):
            yield from _types(one)
    else:
        yield annotation


def _fields(types: Iterable[Any]) -> dict[str, Any]:
    """The keys of the models among some types, with the type of each."""
    return {
        field.alias or name: field.annotation
        for one in types
        if isinstance(one, type) and issubclass(one, BaseModel)
        for name, field in one.model_fields.items()
    }


def _allowed(types: Iterable[Any]) -> Iterator[str]:
    """The texts that some types list."""
    for one in types:
        if get_origin(one) is Literal:
            yield from (str(value) for value in get_args(one))
        elif isinstance(one, type) and issubclass(one, Enum):
            yield from (str(member.value) for member in one)


def _dotted(path: Path) -> str:
    """A path as people write it: `tags[0].tag`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{_shortened(part)}" for part in path).removeprefix(".")


def _shortened(value: Any) -> Any:  # noqa: ANN401 (YAML)
    return f"{value[:SHOWN]}…" if isinstance(value, str) and len(value) > SHOWN else value
