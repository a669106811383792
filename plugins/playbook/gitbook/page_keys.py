"""The keys that GitBook reads in the front matter of a page, with their types and values (gitbook-format.md §3).

Keys that are not in the table (`title`, `slug`, `review` …) belong to other readers and are left as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from playbook.diagnostics import Edit, Problem
from playbook.gitbook.positioned_yaml import typed
from playbook.markdown.slugs import strip_invisible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.gitbook.positioned_yaml import Path, Tree
    from playbook.source import Span


class Type(StrEnum):
    """What the value of a key is, in the words of the message."""

    TEXT = "a text"
    FLAG = "true or false"
    NUMBER = "a number"
    VALUE = "a text, a number, true or false"
    CHOICE = "one of the values below"
    MAPPING = "a mapping of keys to values"
    LIST = "a list"
    TEXT_OR_MAPPING = "a text or a mapping of keys to values"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of GitBook's."""

    type: Type
    allowed: tuple[str, ...] = ()
    """The values of a CHOICE."""
    least: float = float("-inf")
    most: float = float("inf")
    """The bounds of a NUMBER."""
    open: bool = False
    """Whether a mapping may hold any key."""


_VISIBLE = {
    f"layout.{part}.visible": Key(Type.FLAG)
    for part in (
        "title",
        "description",
        "tableOfContents",
        "outline",
        "pagination",
        "metadata",
        "tags",
        "actions",
        "anchors",
        "cover",
    )
}
KEYS: Mapping[str, Key] = {
    "description": Key(Type.TEXT),
    "icon": Key(Type.TEXT),
    "hidden": Key(Type.FLAG),
    "noIndex": Key(Type.FLAG),
    "noRobotsIndex": Key(Type.FLAG),
    "cover": Key(Type.TEXT_OR_MAPPING),
    "cover.light": Key(Type.TEXT),
    "cover.dark": Key(Type.TEXT),
    "coverY": Key(Type.NUMBER),
    "coverHeight": Key(Type.NUMBER, least=10, most=700),
    "layout": Key(Type.MAPPING),
    "layout.width": Key(Type.CHOICE, ("default", "wide")),
    "layout.cover.size": Key(Type.CHOICE, ("hero", "full", "background")),
    "layout.cover.mask": Key(Type.CHOICE, ("none", "radial")),
    **{name.rpartition(".")[0]: Key(Type.MAPPING) for name in _VISIBLE},
    **_VISIBLE,
    "vars": Key(Type.MAPPING, open=True),
    "vars.*": Key(Type.VALUE),
    "if": Key(Type.TEXT),
    "tags": Key(Type.LIST),
    "tags.*": Key(Type.TEXT_OR_MAPPING),
    "tags.*.tag": Key(Type.TEXT),
    "tags.*.primary": Key(Type.FLAG),
    "metaLinks": Key(Type.MAPPING),
    "metaLinks.canonical": Key(Type.TEXT),
    "metaLinks.alternates": Key(Type.LIST),
    "metaLinks.alternates.*": Key(Type.TEXT),
}
"""By dotted path; `*` stands for any key or index."""

_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
_DROPPED: Any = object()


def conform(tree: Tree) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Give GitBook's keys their types.

    A value that GitBook would not take is reported. It is replaced by what was evidently meant (`yes` for
    a flag, `fa-rocket` for an icon) or, where nothing is evident, left out.

    Args:
        tree: Front matter that is a mapping.
    """
    conformer = _Conformer(tree)
    values = {}
    for name, written in tree.value.items():
        value = conformer.value((name,), name, written) if name in KEYS else written
        if name not in KEYS and (known := _BY_FOLDED_NAME.get(name.casefold())) is not None:
            conformer.report(tree.key_span((name,)), f"GitBook does not know the key {name!r}", known)
        if value is not _DROPPED:
            values[name] = value
    return values, tuple(conformer.problems)


_BY_FOLDED_NAME = {name.casefold(): name for name in KEYS if "." not in name}
_PARTS = {
    parent: tuple(name.rpartition(".")[2] for name in KEYS if name.rpartition(".")[0] == parent)
    for parent in {name.rpartition(".")[0] for name in KEYS} - {""}
}


class _Conformer:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []

    def report(self, span: Span, message: str, meant: str = "", hint: str = "") -> None:
        """Report a problem, with the edit that cures it when it is known what was meant."""
        edits = (Edit(span, meant),) if meant else ()
        self.problems.append(Problem("GB032", span, message, f"write {meant}" if meant else hint, edits))

    def value(self, path: Path, name: str, value: Any) -> Any:  # noqa: ANN401 (YAML)
        """The value of one of GitBook's keys in its type; `_DROPPED` when it cannot have it."""
        key = KEYS[name]
        if value is None:
            return _DROPPED
        if isinstance(value, dict) and key.type in {Type.MAPPING, Type.TEXT_OR_MAPPING}:
            return self._mapping(path, name, value)
        if isinstance(value, list) and key.type is Type.LIST:
            below = [self.value((*path, number), f"{name}.*", child) for number, child in enumerate(value)]
            return [child for child in below if child is not _DROPPED]
        if isinstance(value, str) and key.type not in {Type.MAPPING, Type.LIST}:
            return self._scalar(path, name, key, value)
        hint = f"GitBook allows {', '.join(key.allowed)}" if key.allowed else ""
        self.report(self.tree.span(path), f"the value of {name!r} is not {key.type}", hint=hint)
        return _DROPPED

    def _mapping(self, path: Path, name: str, value: dict[str, Any]) -> dict[str, Any]:
        values = {}
        for part, child in value.items():
            below = f"{name}.*" if KEYS[name].open else f"{name}.{part}"
            if below in KEYS:
                conforming = self.value((*path, part), below, child)
                if conforming is not _DROPPED:
                    values[part] = conforming
            else:
                near = get_close_matches(part, _PARTS[name], 1)
                hint = f"GitBook knows {', '.join(_PARTS[name])}"
                span = self.tree.key_span((*path, part))
                self.report(span, f"GitBook does not know the key {part!r} of {name!r}", near[0] if near else "", hint)
        return values

    def _scalar(self, path: Path, name: str, key: Key, value: str) -> Any:  # noqa: ANN401 (YAML)
        match key.type:
            case Type.FLAG:
                return self._flag(path, name, value)
            case Type.NUMBER:
                return self._number(path, name, key, value)
            case Type.CHOICE:
                return self._choice(path, name, key, value)
            case Type.VALUE:
                return typed(self.tree, path, value)
            case _:
                return self._icon(path, value) if name == "icon" else value

    def _flag(self, path: Path, name: str, value: str) -> Any:  # noqa: ANN401 (dropped or a bool)
        truth = _TRUTHS.get(strip_invisible(value).strip().lower())
        if truth is None or path not in self.tree.plain or value.lower() not in {"true", "false"}:
            meant = "" if truth is None else str(truth).lower()
            message = f"{value!r} is not a value of {name!r}"
            self.report(self.tree.span(path), message, meant, "write true or false")
        return _DROPPED if truth is None else truth

    def _number(self, path: Path, name: str, key: Key, value: str) -> Any:  # noqa: ANN401 (dropped or a number)
        digits = strip_invisible(value).strip().removesuffix("px").rstrip()
        if _NUMBER.fullmatch(digits) is None:
            self.report(self.tree.span(path), f"{value!r} is not a value of {name!r}", hint="write a number")
            return _DROPPED
        number = float(digits)
        within = float(min(max(number, key.least), key.most))
        meant = int(within) if within.is_integer() else within
        if meant != number or digits != value:
            self.report(self.tree.span(path), f"{value!r} is not a value of {name!r}", f"{meant}")
        return meant

    def _choice(self, path: Path, name: str, key: Key, value: str) -> Any:  # noqa: ANN401 (dropped or a text)
        if value in key.allowed:
            return value
        meant = strip_invisible(value).strip().lower()
        near = get_close_matches(meant[:50], key.allowed, 1)
        hint = f"GitBook allows {', '.join(key.allowed)}"
        self.report(self.tree.span(path), f"{value!r} is not a value of {name!r}", near[0] if near else "", hint)
        return meant if meant in key.allowed else _DROPPED

    def _icon(self, path: Path, value: str) -> str:
        icon = value.removeprefix("fa-")
        if icon != value:
            self.report(self.tree.span(path), f"the icon {value!r} is named without 'fa-'", icon)
        return icon
