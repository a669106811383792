"""Reads JSON and YAML into plain values, whatever they are: bounded, and never raising."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_DEPTH = 200
"""Levels of mappings and lists."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"": None, "~": None, "null": None, "Null": None, "true": True, "True": True, "false": False, "False": False}
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{0,30})?(?:[eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file cannot be read."""

    message: str


def read_values(data: bytes) -> Any:  # noqa: ANN401 (whatever the file holds)
    """The values of a file, mappings with texts for keys; or why it is `Unreadable`.

    YAML's aliases share one value, which may then hold itself; its merge keys and tags mean nothing.
    """
    text = Source.decode("", data).text
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            pass  # YAML with braces, or to be told with its place
    try:
        return _built(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}: " if mark else ""
        return Unreadable(f"{place}{error.problem or error.context}")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Unreadable(str(error).split("\n", 1)[0])


def _built(events: Iterator[Any]) -> Any:  # noqa: ANN401, C901, PLR0912 (one case for each kind of event)
    """The value of the first document, built without recursion."""
    root: list[Any] = []
    stack: list[tuple[Any, list[str]]] = [(root, [])]
    anchors: dict[str, Any] = {}
    for event in events:
        match event:
            case yaml.ScalarEvent():
                keys = stack[-1][1]
                is_key = isinstance(stack[-1][0], dict) and not keys
                value = event.value if is_key or not event.implicit[0] else _scalar(event.value)
                _anchor(anchors, event, value)
                if is_key:
                    keys.append(event.value)
                else:
                    _put(stack, value)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if isinstance(stack[-1][0], dict) and not stack[-1][1]:
                    raise ValueError(f"{_place(event)}a key is not a text")
                if len(stack) > MAX_DEPTH:
                    raise ValueError(f"it is nested more than {MAX_DEPTH} deep")
                container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                _anchor(anchors, event, container)
                _put(stack, container)
                stack.append((container, []))
            case yaml.AliasEvent():
                if event.anchor not in anchors:
                    raise ValueError(f"{_place(event)}*{event.anchor} is not defined")
                if isinstance(stack[-1][0], dict) and not stack[-1][1]:
                    stack[-1][1].append(str(anchors[event.anchor])[:100])
                else:
                    _put(stack, anchors[event.anchor])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                stack.pop()
            case yaml.DocumentEndEvent():
                break
    return root[0] if root else None


def _place(event: Any) -> str:  # noqa: ANN401
    return f"line {event.start_mark.line + 1}: "


def _anchor(anchors: dict[str, Any], event: Any, value: Any) -> None:  # noqa: ANN401
    if event.anchor is not None:
        anchors[event.anchor] = value


def _put(stack: list[tuple[Any, list[str]]], value: Any) -> None:  # noqa: ANN401
    container, keys = stack[-1]
    if isinstance(container, dict):
        container[keys.pop()] = value
    else:
        container.append(value)


def _scalar(text: str) -> Any:  # noqa: ANN401
    """A plain scalar by YAML 1.2's core schema; dates and versions stay texts."""
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return int(text) if text.lstrip("+-").isdigit() else float(text)
    return text


def mapping(value: Any) -> Mapping[str, Any]:  # noqa: ANN401 (any part of the file, also below)
    """A value if it is a mapping, else nothing."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:  # noqa: ANN401
    """A value if it is a list, else nothing."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:  # noqa: ANN401
    """A value as a text; nothing for a mapping or a list."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""


def names(text: str) -> tuple[str, ...]:
    """The names of a list with commas between them, each once."""
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
