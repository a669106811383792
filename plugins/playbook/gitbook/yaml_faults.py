"""What is wrong with a YAML text, in the words of the person who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

_SIMPLE_LINE = re.compile(r"[ \t]*(?:- +)*[^\s:#'\"\[\]{},&*!|>%@`-][^:\n]*:[ \t]+(?P<value>[^\n]*\S)")
_INDENT = re.compile(r"[ \t]*")


class BrokenYamlError(Exception):
    """A YAML text that cannot be read any further."""

    def __init__(
        self, start: int, end: int, message: str, hint: str = "", replacements: tuple[tuple[int, int, str], ...] = ()
    ) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.message = message
        self.hint = hint
        self.replacements = replacements
        """Start, end and new text of what would cure it."""


_QUOTE = "put the whole value in quotes"
_MESSAGES = (
    ("mapping values are not allowed", "a second ':' makes this value unreadable", _QUOTE),
    ("found character '\\t'", "a tab can neither indent YAML nor begin a value", "write spaces instead"),
    ("cannot start any token", "this character cannot begin a value", _QUOTE),
    ("alphabetic or numeric character", "this character cannot begin a value", _QUOTE),
    ("could not find expected ':'", "this line is not a key, a ':' and a value", "write `key: value`"),
    ("',' or ']'", "this list is not closed by ']'", _QUOTE + " if it is not meant as a list"),
    ("',' or '}'", "this mapping is not closed by '}'", _QUOTE + " if it is not meant as a mapping"),
    ("node content", "a value is missing here", "check the brackets and commas"),
    ("comment or ", "the text of a '>' or '|' value begins on the next line", _QUOTE + " if it is not meant so"),
    ("unknown escape character", "a backslash has a meaning between these quotes", "write two of them, or use '…'"),
    ("expected key", "this is neither a key nor a part of the value before it", "check quotes and indentation"),
    ("expected <block end>", "this is neither a key nor a part of the value before it", "check quotes and indentation"),
    ("'-' indicator", "this is neither an entry of the list nor a part of one", "check quotes and indentation"),
    ("unexpected end of stream", "this quote is never closed", "close it"),
    ("unexpected document indicator", "this quote is never closed", "close it"),
)
"""What PyYAML or libyaml says, what we say, the cure."""

_SEEN_AT_START = (
    "unexpected end of stream",
    "unexpected document indicator",
    "could not find expected ':'",
    "',' or ']'",
    "',' or '}'",
)
"""Faults that are better shown where the thing begins than where the reader gives up."""


def explain(error: yaml.MarkedYAMLError, text: str) -> BrokenYamlError:
    """Say what PyYAML or libyaml could not read, and where."""
    problem = error.problem or error.context or "unknown error"
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and any(words in problem for words in _SEEN_AT_START):
        mark = error.context_mark
    index = min(mark.index, len(text)) if mark is not None else 0
    if "unknown escape" in problem and text[index - 1 : index] == "\\" and text[index : index + 1] != "\\":
        index -= 1  # libyaml points at the backslash, PyYAML at what follows it
    indent = _INDENT.match(text, text.rfind("\n", 0, index) + 1)
    if indent is not None and "\t" in indent[0]:
        index = indent.start() + indent[0].index("\t")
        problem = "found character '\\t'"
    elif "cannot start any token" in problem and text.startswith("\t", index):
        problem = "found character '\\t'"
    end = min(index + 1, len(text))
    for words, message, hint in _MESSAGES:
        if words in problem:
            quoted = _quoted(index, text) if words.startswith("mapping values") else ()
            return BrokenYamlError(index, end, message, hint, quoted)
    return BrokenYamlError(index, end, f"the YAML cannot be read: {problem}")


def _quoted(index: int, text: str) -> tuple[tuple[int, int, str], ...]:
    """The value of the line in quotes, when the line is one key and one value."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    match = _SIMPLE_LINE.fullmatch(text, start, len(text) if end < 0 else end)
    if match is None or match["value"][0] in "'\"|>[{&*!":
        return ()
    value = match["value"].replace("\\", "\\\\").replace('"', '\\"')
    return ((*match.span("value"), f'"{value}"'),)
