"""Results that are kept between runs, by what they were made of.

An entry's key is a digest of everything that went into it, so an entry is never wrong, only unused. The directory may
be deleted at any time, and several programs may use it at once: a file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from functools import cache as once
from importlib import metadata
from importlib.abc import InspectLoader
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_path

from playbook import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 500_000_000
"""Bytes that a cache may hold; the entries that were not asked for the longest go first."""

_KEY = 40
"""Characters of a key, with which the name of its file begins."""
_NAME = re.compile(r"([0-9a-f]{40})-([0-9a-f]{16})(?:\.[a-z0-9]{1,8})?")
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Results that can be made again; this directory may be deleted at any time (bford.info/cachedir).\n"
)
_ABANDONED = 3600.0
"""Seconds after which a half-written file belongs to a program that was stopped."""


class Cache:
    """Bytes by key, in the files of one directory.

    A file that cannot be read or written, or that holds something else than was put there, is as good as none.
    """

    def __init__(self, directory: Path | None = None, limit: int = LIMIT) -> None:
        """Use a directory, which is made when the first entry is put; without one, nothing is kept."""
        self.directory = directory
        self.limit = limit
        self._names: dict[str, str] | None = None
        self._used: set[str] = set()
        self._written = 0

    @classmethod
    def of_user(cls) -> Cache:
        """That of the person who runs the command, for repositories that are only looked at: nothing is written into them.

        The environment variable PLAYBOOK_CACHE names another directory; empty, nothing is kept.
        """
        return _in_directory(os.environ.get("PLAYBOOK_CACHE"))

    @staticmethod
    def key(*parts: str | bytes) -> str:
        """The key of a result.

        Args:
            parts: What the result is, the version of what makes it, and all that goes into it.
        """
        digest = hashlib.sha256()
        for part in parts:
            data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
        return digest.hexdigest()[:_KEY]

    @staticmethod
    def version(*names: str) -> str:
        """The version of results that some code makes: it changes with the code, so nobody has to remember it.

        Args:
            names: Modules and packages (with all that is in them) of ours by their text; distributions by their version.
        """
        digest = hashlib.sha256()
        for name in names:
            for part in _parts(name):
                digest.update(part)
        return digest.hexdigest()[:16]

    def file(self, key: str) -> Path | None:
        """The file that holds an entry, its content seen to be as it was put; None when there is none."""
        found = self._read(key)
        return None if found is None else found[0]

    def get(self, key: str) -> bytes | None:
        """An entry; None when there is none."""
        found = self._read(key)
        return None if found is None else found[1]

    def value(self, key: str) -> Any:  # noqa: ANN401 - whatever was put
        """A value put by `put_value`; None when there is none."""
        data = self.get(key)
        try:
            return None if data is None else json.loads(data)
        except (ValueError, RecursionError):
            return None

    def put(self, key: str, data: bytes, ending: str = "") -> Path | None:
        """Keep an entry.

        Args:
            key: From `Cache.key`.
            data: The result.
            ending: Of the file's name (`.avif`), for people who look.

        Returns:
            The file; None when it could not be written.
        """
        if self.directory is None:
            return None
        name = f"{key}-{_sum(data)}{ending}"
        file = self.directory / name
        try:
            self.prepare(self.directory)
            descriptor, part = tempfile.mkstemp(".part", dir=self.directory)
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(data)
                Path(part).replace(file)
            except OSError:
                Path(part).unlink(missing_ok=True)
                raise
        except OSError:
            return None
        self._listed()[key] = name
        self._used.add(name)
        self._written += len(data)
        return file

    def put_value(self, key: str, value: object) -> None:
        """Keep a value that JSON can express."""
        self.put(
            key, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass"), ".json"
        )

    def prune(self) -> None:
        """Hold the cache to its limit, if anything was added; what this run used stays."""
        if self.directory is None or not self._written:
            return
        self._written = 0
        entries: list[tuple[float, int, str]] = []
        try:
            with os.scandir(self.directory) as listed:
                for entry in listed:
                    if _NAME.fullmatch(entry.name) or entry.name.endswith(".part"):
                        stat = entry.stat(follow_symlinks=False)
                        entries.append((stat.st_mtime, stat.st_size, entry.name))
        except OSError:
            return
        size = sum(size for _, size, _ in entries)
        newest = max((time for time, _, _ in entries), default=0.0)
        for time, bytes_, name in sorted(entries):
            abandoned = name.endswith(".part") and time < newest - _ABANDONED
            if abandoned or (size > self.limit and name not in self._used and not name.endswith(".part")):
                _remove(self.directory / name)
                self._listed().pop(name[:_KEY], None)
                size -= bytes_

    def _listed(self) -> dict[str, str]:
        """The name of the file of each key."""
        if self._names is None:
            try:
                names = os.listdir(self.directory) if self.directory is not None else []  # noqa: PTH208 - plain names
            except OSError:
                names = []
            self._names = {name[:_KEY]: name for name in names if name[_KEY : _KEY + 1] == "-"}
        return self._names

    def _read(self, key: str) -> tuple[Path, bytes] | None:
        name = self._listed().get(key)
        if name is None or self.directory is None:
            return None
        file = self.directory / name
        try:
            data = file.read_bytes()
        except OSError:
            data = None
        if data is None or f"-{_sum(data)}" not in name:
            _remove(file)
            del self._listed()[key]
            return None
        if name not in self._used:
            self._used.add(name)
            _touch(file)
        return file, data

    @staticmethod
    def prepare(directory: Path) -> None:
        """Make a directory for results, and tell programs that back up or publish files to pass it by.

        Raises:
            OSError: It cannot be made.
        """
        if directory.is_dir():
            return
        directory.mkdir(parents=True, exist_ok=True)
        (directory / ".gitignore").write_text("*\n", encoding="utf-8")
        (directory / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8")


@once
def _in_directory(named: str | None) -> Cache:
    """That in a directory, the user's own unless another is named; one for each, since it is listed once."""
    if named is None:
        return Cache(user_cache_path("playbook", appauthor=False))
    return Cache(Path(named).absolute() if named else None)


def _parts(name: str) -> Iterator[bytes]:
    """What a module, a package or a distribution is made of, as far as its version is concerned."""
    if name.partition(".")[0] != __package__:
        yield f"{name} {metadata.version(name)}".encode()
        return
    spec = find_spec(name)
    if spec is not None and spec.submodule_search_locations:
        files = (file for place in spec.submodule_search_locations for file in Path(place).rglob("*.*"))
        for file in sorted(file for file in files if file.suffix in {".py", ".yml"}):
            yield file.read_bytes()
    elif spec is not None and isinstance(spec.loader, InspectLoader):
        yield (spec.loader.get_source(name) or __version__).encode()


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _touch(file: Path) -> None:
    try:
        os.utime(file)
    except OSError:
        return


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return
