"""What is kept between runs: one directory for each result, by what it was made of.

Only one run at a time uses a store, so whatever a run finds half made is that of one that was stopped, and is removed.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

if sys.platform != "win32":
    import fcntl

LIMIT = 2_000_000_000
"""Bytes that a store may hold; the results that were not asked for the longest go first."""
KEY = "key"
"""The fact that names a result."""
FACTS = "facts.json"
"""The file of a result that says what it is."""
RESULT = "files"
"""The directory of a result that holds its files."""

_WORK = "work-"
_SIZES = "sizes"


class Result:
    """A directory in the store: complete, and as it was put there."""

    def __init__(self, directory: Path, facts: dict[str, Any]) -> None:
        self.files = directory / RESULT
        """Where its files are."""
        self.facts = facts
        """What is known of it."""
        self.sizes: dict[str, int] = facts[_SIZES]
        """Bytes of each file, by its path."""


class Store:
    """Directories by key."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._used: set[str] = set()

    @classmethod
    @contextmanager
    def open(cls, directory: Path | None, waiting: Callable[[], None]) -> Iterator[Store]:
        """Use a store; a temporary one without a directory.

        Args:
            directory: Where it is, in a directory of results.
            waiting: Called when another run uses it, which is waited for.

        Raises:
            OSError: The directory cannot be made.
        """
        if directory is None:
            with tempfile.TemporaryDirectory(prefix="playbook-") as temporary:
                yield cls(Path(temporary))
            return
        Cache.prepare(directory.parent)
        Cache.prepare(directory)
        with (directory / "lock").open("a") as lock:
            _lock(lock.fileno(), waiting)
            for abandoned in directory.glob(f"{_WORK}*"):
                shutil.rmtree(abandoned, ignore_errors=True)
            store = cls(directory)
            try:
                yield store
            finally:
                store.prune()

    @contextmanager
    def work(self) -> Iterator[Path]:
        """A new directory, removed in the end."""
        directory = Path(tempfile.mkdtemp(prefix=_WORK, dir=self._directory))
        try:
            yield directory
        finally:
            shutil.rmtree(directory, ignore_errors=True)

    def find(self, key: str) -> Result | None:
        """A result; None when there is none, or not as it was put there."""
        directory = self._directory / key
        result = _read(directory)
        if result is None:
            shutil.rmtree(directory, ignore_errors=True)
            return None
        self._used.add(key)
        os.utime(directory)
        return result

    def newest(self, **facts: object) -> Result | None:
        """The result that was used last among those of which some facts are known."""
        for _, directory in sorted(self._results(), reverse=True):
            result = _read(directory)
            if result is not None and all(result.facts.get(name) == value for name, value in facts.items()):
                self._used.add(directory.name)
                return result
        return None

    def put(self, key: str, files: Path, **facts: object) -> Result:
        """Keep a directory.

        Args:
            key: From `Cache.key`.
            files: The directory, on the same file system; it is moved.
            facts: What is known of it.
        """
        made = Path(tempfile.mkdtemp(prefix=_WORK, dir=self._directory))
        files.rename(made / RESULT)
        known = {KEY: key, **facts, _SIZES: dict(_sizes(made / RESULT))}
        (made / FACTS).write_text(json.dumps(known), encoding="utf-8")
        directory = self._directory / key
        shutil.rmtree(directory, ignore_errors=True)
        made.rename(directory)
        self._used.add(key)
        return Result(directory, known)

    def prune(self) -> None:
        """Hold the store to its limit; what this run used stays."""
        results = sorted(self._results(), reverse=True)
        left = LIMIT
        for _, directory in sorted(results, key=lambda one: one[1].name not in self._used):
            left -= sum(size for _, size in _sizes(directory))
            if left < 0 and directory.name not in self._used:
                shutil.rmtree(directory, ignore_errors=True)

    def _results(self) -> Iterator[tuple[float, Path]]:
        for directory in self._directory.iterdir():
            if directory.is_dir() and not directory.name.startswith(_WORK):
                yield directory.stat().st_mtime, directory


def _read(directory: Path) -> Result | None:
    try:
        facts = json.loads((directory / FACTS).read_text(encoding="utf-8"))
        whole = facts[_SIZES] == dict(_sizes(directory / RESULT))
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return Result(directory, facts) if whole else None


def _sizes(directory: Path) -> Iterator[tuple[str, int]]:
    """The files below a directory and their sizes."""
    top = os.fspath(directory)
    for place, _, names in os.walk(top):
        for name in names:
            file = os.path.join(place, name)  # noqa: PTH118 - thousands of plain strings
            yield file[len(top) + 1 :].replace(os.sep, "/"), os.lstat(file).st_size


def _lock(descriptor: int, waiting: Callable[[], None]) -> None:
    """Take a lock, which the system releases when we end, however that is."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(descriptor, fcntl.LOCK_EX)
