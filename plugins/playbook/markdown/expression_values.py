"""What operators and methods do with values, as JavaScript has it (ECMA-262)."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_GROWTH = 10_000
"""Characters that one method may make."""


class _Undefined:
    """The value of what is not there."""

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED = _Undefined()
_NUMERAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")


def truth(value: Any) -> bool:  # noqa: ANN401 (any value, also below)
    """Whether a value counts as true."""
    if value is None or value is UNDEFINED or value is False or value == "":
        return False
    return not (_is_number(value) and (value == 0 or math.isnan(value)))


def number(value: Any) -> float:  # noqa: ANN401
    """A value as a number; NaN for what is none."""
    if isinstance(value, bool) or value is None:
        return float(bool(value))
    if _is_number(value):
        return float(value)
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return 0.0
        return float(text) if len(text) < 400 and _NUMERAL.fullmatch(text) else math.nan
    return math.nan


def negative(value: Any) -> float:  # noqa: ANN401
    """`-x`."""
    return -number(value)


def text_of(value: Any) -> str:  # noqa: ANN401, PLR0911
    """A value as a text."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if _is_number(value):
        return _number_text(float(value))
    if isinstance(value, list):
        return ",".join("" if part is None or part is UNDEFINED else text_of(part) for part in value)
    if isinstance(value, dict):
        return "[object Object]"
    return repr(value) if value is UNDEFINED else str(value)


def _number_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    return repr(value).replace("e-0", "e-").replace("e+0", "e+")


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float) and not isinstance(value, bool)


def strictly_equal(left: Any, right: Any) -> bool:  # noqa: ANN401
    """`===`."""
    if _is_number(left) and _is_number(right):
        return float(left) == float(right)
    if isinstance(left, list | dict) or isinstance(right, list | dict):
        return left is right
    return type(left) is type(right) and bool(left == right)


def loosely_equal(left: Any, right: Any) -> bool:  # noqa: ANN401
    """`==`."""
    nothing = (left is None or left is UNDEFINED, right is None or right is UNDEFINED)
    if any(nothing):
        return all(nothing)
    if type(left) is type(right) or (_is_number(left) and _is_number(right)):
        return strictly_equal(left, right)
    if isinstance(left, list | dict) or isinstance(right, list | dict):
        return text_of(left) == text_of(right)
    return number(left) == number(right)


def binary(operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401, C901, PLR0911 (one case for each operator)
    """The value of `left operator right`.

    Raises:
        TypeError: The operator means nothing between such values; the message says so.
    """
    match operator:
        case "===":
            return strictly_equal(left, right)
        case "!==":
            return not strictly_equal(left, right)
        case "==":
            return loosely_equal(left, right)
        case "!=":
            return not loosely_equal(left, right)
        case "in":
            if isinstance(right, dict):
                return text_of(left) in right
            if isinstance(right, list):
                return 0 <= number(left) < len(right)
            raise TypeError(f"nothing can be 'in' {text_of(right)[:40]!r}")
        case "<" | ">" | "<=" | ">=":
            return _compare(operator, left, right)
        case "+":
            if all(isinstance(side, bool | int | float) or side is None or side is UNDEFINED for side in (left, right)):
                return number(left) + number(right)
            return text_of(left) + text_of(right)
    return _arithmetic(operator, number(left), number(right))


def _arithmetic(operator: str, left: float, right: float) -> float:
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    if operator == "/":
        if right == 0:
            return (
                math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, left) * math.copysign(1, right)
            )
        return left / right
    if right == 0 or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return left if math.isinf(right) else math.fmod(left, right)


def _compare(operator: str, left: Any, right: Any) -> bool:  # noqa: ANN401
    if not (isinstance(left, str) and isinstance(right, str)):
        left, right = number(left), number(right)
    match operator:
        case "<":
            return bool(left < right)
        case ">":
            return bool(left > right)
        case "<=":
            return bool(left <= right)
    return bool(left >= right)


def member(target: Any, key: Any) -> Any:  # noqa: ANN401
    """`target[key]`: only what the data themselves hold, and `length`."""
    if isinstance(target, dict):
        return target.get(text_of(key), UNDEFINED)
    if isinstance(target, str | list):
        if key == "length":
            return float(len(target))
        place = number(key) if not isinstance(key, str) or key.isdigit() else math.nan
        if 0 <= place < len(target) and place == int(place):
            return target[int(place)]
    return UNDEFINED


def _integer(value: Any, default: float = 0) -> int:  # noqa: ANN401
    if value is UNDEFINED:
        value = default
    place = number(value)
    return 0 if math.isnan(place) else int(max(min(place, 2**31), -(2**31)))


def _slice(target: Any, start: Any = 0, end: Any = UNDEFINED) -> Any:  # noqa: ANN401
    return target[_integer(start) : _integer(end, len(target))]


def _substring(text: str, start: Any = 0, end: Any = UNDEFINED) -> str:  # noqa: ANN401
    first, last = (min(max(_integer(place, len(text)), 0), len(text)) for place in (start, end))
    return text[min(first, last) : max(first, last)]


def _at(target: Any, place: Any = 0) -> Any:  # noqa: ANN401
    index = _integer(place)
    return target[index] if -len(target) <= index < len(target) else UNDEFINED


def _character(text: str, place: Any = 0) -> str:  # noqa: ANN401
    index = _integer(place)
    return text[index] if 0 <= index < len(text) else ""


def _replace(text: str, old: Any, new: Any) -> str:  # noqa: ANN401
    return text.replace(text_of(old), text_of(new), 1)


def _replace_all(text: str, old: Any, new: Any) -> str:  # noqa: ANN401
    found, put = text_of(old), text_of(new)
    if text.count(found) * len(put) > MAX_GROWTH:
        raise OverflowError
    return text.replace(found, put)


def _split(text: str, separator: Any = UNDEFINED) -> list[str]:  # noqa: ANN401
    if separator is UNDEFINED:
        return [text]
    return text.split(text_of(separator)) if text_of(separator) else list(text)


def _join(parts: list[Any], separator: Any = ",") -> str:  # noqa: ANN401
    between = "," if separator is UNDEFINED else text_of(separator)
    if len(parts) * len(between) > MAX_GROWTH:
        raise OverflowError
    return between.join("" if part is None or part is UNDEFINED else text_of(part) for part in parts)


def _padded(text: str, length: Any, fill: Any, *, left: bool) -> str:  # noqa: ANN401
    missing, filler = _integer(length) - len(text), text_of(fill)
    if missing <= 0 or not filler:
        return text
    if missing > MAX_GROWTH:
        raise OverflowError
    padding = (filler * (missing // len(filler) + 1))[:missing]
    return padding + text if left else text + padding


def _fixed(value: float, digits: Any = 0) -> str:  # noqa: ANN401
    places = _integer(digits)
    if not 0 <= places <= 20 or math.isnan(value) or math.isinf(value) or abs(value) >= 1e21:
        raise ValueError
    return f"{value:.{places}f}"


def _contains(parts: list[Any], wanted: Any) -> bool:  # noqa: ANN401
    return any(strictly_equal(part, wanted) for part in parts)


def _index(parts: list[Any], wanted: Any) -> float:  # noqa: ANN401
    return float(next((place for place, part in enumerate(parts) if strictly_equal(part, wanted)), -1))


_OF_TEXTS: dict[str, Callable[..., Any]] = {
    "at": _at,
    "charAt": _character,
    "concat": lambda text, *parts: text + "".join(text_of(part) for part in parts),
    "endsWith": lambda text, end: text.endswith(text_of(end)),
    "includes": lambda text, part: text_of(part) in text,
    "indexOf": lambda text, part: float(text.find(text_of(part))),
    "padEnd": lambda text, length, fill=" ": _padded(text, length, fill, left=False),
    "padStart": lambda text, length, fill=" ": _padded(text, length, fill, left=True),
    "replace": _replace,
    "replaceAll": _replace_all,
    "slice": _slice,
    "split": _split,
    "startsWith": lambda text, start: text.startswith(text_of(start)),
    "substring": _substring,
    "toLowerCase": str.lower,
    "toString": lambda text: text,
    "toUpperCase": str.upper,
    "trim": str.strip,
    "trimEnd": str.rstrip,
    "trimStart": str.lstrip,
}
_OF_LISTS: dict[str, Callable[..., Any]] = {
    "at": _at,
    "concat": lambda parts, *more: sum((one if isinstance(one, list) else [one] for one in more), parts),
    "includes": _contains,
    "indexOf": _index,
    "join": _join,
    "slice": _slice,
    "toString": text_of,
}
_OF_NUMBERS: dict[str, Callable[..., Any]] = {"toFixed": _fixed, "toString": text_of}

METHODS: dict[tuple[type, str], Callable[..., Any]] = {
    **{(str, name): method for name, method in _OF_TEXTS.items()},
    **{(list, name): method for name, method in _OF_LISTS.items()},
    **{(kind, name): method for name, method in _OF_NUMBERS.items() for kind in (int, float)},
    (bool, "toString"): text_of,
}
"""What can be called, by the type of the value and the name."""
