"""Which file a path written by a person names (gitbook-format.md §11, §12)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INSIGNIFICANT = re.compile(r"[\W_]+")


class How(StrEnum):
    """What had to be done to a path for it to name a file, in the order of the attempts."""

    EXACT = "exact"
    """Nothing."""
    ENTITIES = "entities"
    """HTML entities were decoded (`&#x27;`)."""
    PERCENT = "percent"
    """Percent-encoding was decoded (`%20`)."""
    BACKSLASHES = "backslashes"
    r"""Backslash escapes were undone (`mds\_spec.png`, as GitBook used to write)."""
    EXTENSION = "extension"
    """`.md` was added."""
    UNICODE = "unicode"
    """Accents and spaces were compared whatever their Unicode form; names that macOS gives have narrow spaces in them."""
    CASE = "case"
    """Capitals and small letters were taken as equal; servers that tell them apart would not find it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The file that a path names."""

    path: str
    """Relative to the content root, as it is on disk; of a directory, its README."""
    how: How


def normalise(path: str) -> str | None:
    """A path without `.`, `..` and doubled or outer slashes; None when it climbs above its start."""
    path = posixpath.normpath(path.lstrip("/"))
    if path == ".." or path.startswith("../"):
        return None
    return "" if path == "." else path


def join(directory: str, path: str) -> str | None:
    """A path relative to a directory, or to the top when it begins with a slash; None when it climbs above the top."""
    return normalise(path if path.startswith("/") else f"{directory}/{path}")


class Index:
    """The files of a space by every name they answer to."""

    def __init__(self, paths: Iterable[str], readme: str = "README.md") -> None:
        """Make an index.

        Args:
            paths: All files, relative to the content root.
            readme: What the content root itself stands for.
        """
        self._paths = sorted(paths)
        self._names = {path: path for path in self._paths}
        for path in self._paths:
            directory, name = posixpath.split(path)
            if name == "README.md":
                self._names.setdefault(directory, path)
        if readme in self._names:
            self._names[""] = readme

    def __contains__(self, path: str) -> bool:
        return self._names.get(path) == path

    def find(self, path: str) -> Found | None:
        """The file or the README of the directory that a path names.

        Args:
            path: Relative to the content root, as it is written.
        """
        names: list[str] = []
        for how, name in _spellings(path):
            if name in self._names:
                return Found(self._names[name], how)
            names.append(name)
        names_with_extension = [f"{name}.md" for name in names]
        for how, answers, key in (
            (How.EXTENSION, self._names, str),
            (How.UNICODE, self._by_composed, _composed),
            (How.CASE, self._by_folded, _folded),
        ):
            for name in names + names_with_extension:
                if (found := answers.get(key(name))) is not None:
                    return Found(found, how)
        return None

    def nearest(self, path: str) -> str:
        """A file of about the same name, anywhere in the space; empty when there is none, or several."""
        candidates = self._by_name.get(_key(path), [])
        return candidates[0] if len(candidates) == 1 else ""

    @cached_property
    def _by_composed(self) -> dict[str, str]:
        return {_composed(name): path for name, path in reversed(self._names.items())}

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        folded = {_folded(path): path for path in reversed(self._paths)}
        for path in self._paths:
            directory, name = posixpath.split(_folded(path))
            if name == "readme.md":
                folded.setdefault(directory, path)
        return folded

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        by_name: dict[str, list[str]] = {}
        for path in self._paths:
            by_name.setdefault(_key(path), []).append(path)
        return by_name


def _spellings(path: str) -> Iterator[tuple[How, str]]:
    """The path as it is written, then with one more kind of escape undone each time."""
    seen = set()
    for how, undo in (
        (How.EXACT, str),
        (How.ENTITIES, unescape),
        (How.PERCENT, unquote),
        (How.BACKSLASHES, lambda text: _ESCAPED.sub(r"\1", text)),
    ):
        path = undo(path)
        name = normalise(path)
        if name is not None and name not in seen:
            seen.add(name)
            yield how, name


def _composed(name: str) -> str:
    return _SPACE.sub(" ", normalize("NFC", name))


def _folded(name: str) -> str:
    return _composed(_composed(name).casefold())


def _key(path: str) -> str:
    """What two spellings of one file name have in common."""
    directory, name = posixpath.split(path)
    if name.lower() == "readme.md":
        name = f"{posixpath.basename(directory)}/{name}"
    return _INSIGNIFICANT.sub("", normalize("NFKD", unquote(name)).casefold())
