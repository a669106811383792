"""YAML with the position of each key and value, safe to read from any repository.

The text is read as events and put together here rather than by a loader, so that no input can make
it recurse, multiply aliases or build an object; what a person got wrong is told in their words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from playbook.diagnostics import Edit, Problem
from playbook.gitbook.yaml_faults import BrokenYamlError, explain
from playbook.markdown.slugs import strip_invisible
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]
"""The keys and indices that lead from the top to a value."""

Value = str | int | float | bool
"""A scalar, as a variable or an argument can have it."""

MAX_DEPTH = 64
"""Collections inside one another; real files have five at most."""
MAX_ALIASED = 1_000
"""Values that the aliases (`*name`) of a text may stand for, all together."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LEADING = re.compile("^[ \u200b\u2060\ufeff]*[\u200b\u2060\ufeff]", re.MULTILINE)
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]+")
_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Places:
    """Where a YAML text says what it says."""

    spans: dict[Path, Span] = field(default_factory=dict)
    """Where each value is; a nested value of an alias has no span of its own."""
    key_spans: dict[Path, Span] = field(default_factory=dict)
    """Where the key of each value of a mapping is."""
    plain: frozenset[Path] = frozenset()
    """The scalars written without quotes, which may stand for a number or for true and false."""

    def span(self, path: Path) -> Span:
        """Where a value is, or else what holds it (the values of an alias have no place of their own)."""
        while path and path not in self.spans:
            path = path[:-1]
        return self.spans.get(path, Span(0, 0))

    def key_span(self, path: Path) -> Span:
        """Where a key is, or else what holds it."""
        return self.key_spans[path] if path in self.key_spans else self.span(path[:-1])


@dataclass(frozen=True)
class Tree(Places):
    """What a YAML text says, and where it says it."""

    value: Any = None
    """Mappings as dict, sequences as list, every scalar as the text that was written; None for an empty
    text, an empty value, `~` and `null`, and when the text could not be read."""
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    """Whether the text could not be read to its end."""


_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")


def typed(tree: Tree, path: Path, value: Any) -> Any:  # noqa: ANN401 (YAML)
    """A value of a tree with its unquoted scalars as true, false or numbers where they are that (YAML 1.2).

    A number that would not be written back as it stands (`1.10`) is a version and stays a text.
    """
    if isinstance(value, dict):
        return {key: typed(tree, (*path, key), child) for key, child in value.items()}
    if isinstance(value, list):
        return [typed(tree, (*path, number), child) for number, child in enumerate(value)]
    return scalar(value) if isinstance(value, str) and path in tree.plain else value


def scalar(text: str) -> Value:
    """An unquoted scalar as YAML 1.2 reads it: true, false, a number or a text."""
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) and str(float(text)) == text else text


def read_yaml(text: str, code: str, offset: int = 0) -> Tree:
    """Read a YAML text.

    Args:
        text: The text, with LF line ends.
        code: The code of the problems.
        offset: Where `text` begins in its source; all spans are shifted by it.
    """
    positions = _Positions(text, offset)
    builder = _Builder(positions, code)
    try:
        builder.build()
    except BrokenYamlError as error:
        span = positions.span(error.start, error.end)
        edits = tuple(Edit(positions.span(start, end), text) for start, end, text in error.replacements)
        builder.problems.append(Problem(code, span, error.message, error.hint, edits))
        return Tree(builder.spans, builder.key_spans, problems=tuple(builder.problems), broken=True)
    plain = frozenset(builder.plain)
    return Tree(builder.spans, builder.key_spans, plain, builder.value, tuple(builder.problems))


class _Positions:
    """The text without the invisible characters that would break its indentation, and the way back.

    Such characters come from documentation pages out of which people copy (gitbook-format.md §5).
    """

    def __init__(self, text: str, offset: int) -> None:
        self.offset = offset
        self.at: list[int] = []
        self.removed: list[int] = []
        parts: list[str] = []
        position = removed = 0
        for leading in _LEADING.finditer(text):
            for invisible in _INVISIBLE.finditer(text, leading.start(), leading.end()):
                parts.append(text[position : invisible.start()])
                removed += len(invisible[0])
                self.at.append(invisible.end() - removed)
                self.removed.append(removed)
                position = invisible.end()
        self.text = "".join([*parts, text[position:]]) if parts else text

    def _place(self, index: int, *, end: bool = False) -> int:
        """The offset in the source; for the end of a span, that after its last character."""
        if end:
            return self._place(index - 1) + 1
        number = bisect_right(self.at, index)
        return self.offset + index + (self.removed[number - 1] if number else 0)

    def span(self, start: int, end: int) -> Span:
        """The span in the source, without the white space at its end."""
        while end > start and self.text[end - 1] in " \t\n\r":
            end -= 1
        place = self._place(start)
        return Span(place, self._place(end, end=True) if end > start else place)


@dataclass
class _Frame:
    """A collection that is being read."""

    container: dict[str, Any] | list[Any]
    path: Path
    start: int
    anchor: str | None
    key: str | None = None
    size: int = 1

    @property
    def wants_key(self) -> bool:
        return isinstance(self.container, dict) and self.key is None


class _Builder:
    def __init__(self, positions: _Positions, code: str) -> None:
        self.positions = positions
        self.code = code
        self.value: Any = None
        self.spans: dict[Path, Span] = {}
        self.key_spans: dict[Path, Span] = {}
        self.plain: set[Path] = set()
        self.problems: list[Problem] = []
        self.frames: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliased = 0
        self.documents = 0

    def build(self) -> None:
        for event in self._events():
            start, end = event.start_mark.index, event.end_mark.index
            match event:
                case yaml.DocumentStartEvent():
                    self.documents += 1
                    if self.documents > 1:
                        raise BrokenYamlError(start, end, "a second YAML document begins here", "remove this line")
                case yaml.ScalarEvent():
                    self._scalar(event, start, end)
                case yaml.AliasEvent():
                    self._alias(event.anchor or "", start, end)
                case yaml.MappingStartEvent():
                    self._open({}, event.anchor, start, end)
                case yaml.SequenceStartEvent():
                    self._open([], event.anchor, start, end)
                case yaml.CollectionEndEvent():
                    self._close(end)

    def _events(self) -> Iterator[Any]:
        text = self.positions.text
        if (character := _NOT_YAML.search(text)) is not None:
            message = f"the character U+{ord(character[0]):04X} is not allowed in YAML"
            raise BrokenYamlError(*character.span(), message, "remove it")
        try:
            yield from yaml.parse(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            raise explain(error, text) from error
        except yaml.YAMLError as error:
            raise BrokenYamlError(0, 0, f"the text is not YAML: {error}") from error

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> None:
        plain = event.style not in ("'", '"', "|", ">")
        if self.frames and self.frames[-1].wants_key:
            self._key(event.value, start, end)
            return
        path = self._path()
        self.spans[path] = self.positions.span(start, end)
        value = None if plain and event.value in ("", "~", "null") else event.value
        if plain and value is not None:
            self.plain.add(path)
        if event.anchor is not None:
            self.anchors[event.anchor] = value, 1
        self._put(value, 1)

    def _key(self, text: str, start: int, end: int) -> None:
        frame = self.frames[-1]
        frame.key = strip_invisible(text)
        path = (*frame.path, frame.key)
        span = self.positions.span(start, end)
        if frame.key in frame.container:
            message = f"the key {frame.key!r} is given twice"
            self.problems.append(Problem(self.code, span, message, "keep one of them; the last one counts"))
        self.key_spans[path] = span

    def _alias(self, name: str, start: int, end: int) -> None:
        if name not in self.anchors:
            message = f"the alias *{name} stands for nothing"
            raise BrokenYamlError(start, end, message, "put the value in quotes if it is meant to begin with '*'")
        value, size = self.anchors[name]
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            raise BrokenYamlError(start, end, "the aliases of this text stand for too many values", "write them out")
        if self.frames and self.frames[-1].wants_key:
            if not isinstance(value, str):
                raise BrokenYamlError(start, end, "a key must be a text")
            self._key(value, start, end)
            return
        self.spans[self._path()] = self.positions.span(start, end)
        self._put(value, size)

    def _open(self, container: dict[str, Any] | list[Any], anchor: str | None, start: int, end: int) -> None:
        if self.frames and self.frames[-1].wants_key:
            raise BrokenYamlError(
                start, end, "a key must be a text", "put a value that begins with '{' or '[' in quotes"
            )
        if len(self.frames) >= MAX_DEPTH:
            raise BrokenYamlError(start, end, f"the values are nested more than {MAX_DEPTH} deep")
        self.frames.append(_Frame(container, self._path(), start, anchor))

    def _close(self, end: int) -> None:
        frame = self.frames.pop()
        self.spans[frame.path] = self.positions.span(frame.start, end)
        if frame.anchor is not None:
            self.anchors[frame.anchor] = frame.container, frame.size
        self._put(frame.container, frame.size)

    def _path(self) -> Path:
        if not self.frames:
            return ()
        frame = self.frames[-1]
        if isinstance(frame.container, list):
            return (*frame.path, len(frame.container))
        return (*frame.path, frame.key or "")

    def _put(self, value: Any, size: int) -> None:  # noqa: ANN401 (YAML)
        if not self.frames:
            self.value = value
            return
        frame = self.frames[-1]
        frame.size += size
        if isinstance(frame.container, list):
            frame.container.append(value)
        elif frame.key is not None:
            frame.container[frame.key] = value
            frame.key = None
