"""A text and positions in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

UNDECODABLE = re.compile("[\udc80-\udcff]+")
"""What `surrogateescape` makes of bytes that are not UTF-8."""


class Span(NamedTuple):
    """A stretch of a text, as offsets in characters."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character; equal to `start` for a place between two characters."""

    def shift(self, offset: int) -> Span:
        """The same stretch in a text that has `offset` more characters before it."""
        return Span(self.start + offset, self.end + offset)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file, as people and editors count it."""

    path: str
    """The file, always '/'-separated."""
    line: int
    """1-based."""
    column: int
    """1-based, in characters (SARIF's `unicodeCodePoints`)."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Source:
    """The text of one file."""

    path: str
    """The file as people should see it named, always '/'-separated."""
    text: str
    """The content with LF line ends and without a byte order mark (gitbook-format.md §1)."""
    undecodable: tuple[tuple[int, int], ...] = ()
    """Where bytes were not UTF-8: (offset in bytes, offset in `text` of the U+FFFD in their place)."""

    @classmethod
    def decode(cls, path: str, data: bytes) -> Source:
        """Read UTF-8 bytes; what is not UTF-8 becomes U+FFFD and is remembered.

        A text that is entirely UTF-16 with a byte order mark is read as such, since Windows
        editors save it.
        """
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return cls(path, _normalise(data.decode("utf-16", errors="replace")))
        try:
            return cls(path, _normalise(data.decode("utf-8")))
        except UnicodeDecodeError:
            return cls(path, *_decode_tolerantly(data))

    @classmethod
    def read(cls, file: Path, path: str | None = None) -> Source:
        """Read a file.

        Args:
            file: The file on disk.
            path: Its name as people should see it; the file's own path when omitted.

        Raises:
            OSError: The file cannot be read.
        """
        return cls.decode(file.as_posix() if path is None else path, file.read_bytes())

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of the first character of each line."""
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    def location(self, offset: int) -> Location:
        """The place of an offset; one beyond the text is the end of the text."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.line_starts, offset)
        return Location(self.path, line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line (1-based), without its line end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : None if end < 0 else end]


def _normalise(text: str) -> str:
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode_tolerantly(data: bytes) -> tuple[str, tuple[tuple[int, int], ...]]:
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape")
    parts: list[str] = []
    undecodable: list[tuple[int, int]] = []
    position = length = 0
    at_byte = len(data) - len(data.removeprefix(b"\xef\xbb\xbf"))
    for match in UNDECODABLE.finditer(text):
        at_byte += len(text[position : match.start()].encode())
        parts.append(_normalise(text[position : match.start()]))
        length += len(parts[-1])
        undecodable.append((at_byte, length))
        parts.append("\ufffd")
        length += 1
        at_byte += match.end() - match.start()
        position = match.end()
    parts.append(_normalise(text[position:]))
    return "".join(parts), tuple(undecodable)
