"""What lies on disk below a content root, without ever leaving the space."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.source import Span

if TYPE_CHECKING:
    from pathlib import Path

_EXCLUDED = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True)
class Listing:
    """The files of a space."""

    sizes: dict[str, int] = field(default_factory=dict)
    """In bytes, by path relative to the content root, sorted."""
    problems: tuple[tuple[str, Problem], ...] = ()
    """What could not be listed: its path, and why."""


def list_files(root: Path, space: Path) -> Listing:
    """List the files below a content root.

    Left out: directories and files whose name begins with a dot (but `.gitbook`), `node_modules`,
    what is neither a file nor a directory, and symbolic links to something outside the space. A link
    to a directory of the space is followed, but the links to directories in there are not, so that
    neither a loop nor a multiplication is possible.

    Args:
        root: The content root.
        space: The directory of the space, which contains `root`.
    """
    lister = _Lister(str(root), space)
    lister.walk("", links=True)
    return Listing(dict(sorted(lister.sizes.items())), tuple(sorted(lister.problems, key=lambda entry: entry[0])))


def is_inside(path: str | Path, directory: str | Path) -> bool:
    """Whether a path, with its symbolic links resolved, is a directory or lies in it."""
    real, border = os.path.realpath(path), os.path.realpath(directory)
    return real == border or real.startswith(os.path.join(border, ""))


class _Lister:
    def __init__(self, root: str, space: Path) -> None:
        self.root = root
        self.space = space
        self.sizes: dict[str, int] = {}
        self.problems: list[tuple[str, Problem]] = []

    def walk(self, top: str, *, links: bool) -> None:
        """List what is below a directory, given as '' or 'path/' relative to the root."""
        start = os.path.join(self.root, top)
        linked = []
        for directory, directories, names in os.walk(start, onerror=self._unreadable):
            below = top + os.path.join(directory, "")[len(start) :].replace(os.sep, "/")
            directories[:] = sorted(name for name in directories if _is_shown(name))
            for name in [*directories]:
                if os.path.islink(os.path.join(directory, name)):
                    directories.remove(name)
                    linked.append(f"{below}{name}")
            for name in names:
                if _is_shown(name):
                    self._list(f"{below}{name}", os.path.join(directory, name))
        for path in linked:
            if links and self._may_enter(path):
                self.walk(f"{path}/", links=False)

    def _list(self, path: str, file: str) -> None:
        try:
            path.encode()
            status = os.lstat(file)
            if stat.S_ISLNK(status.st_mode):
                if not is_inside(file, self.space):
                    self._report("GB046", path, "is a symbolic link out of the space")
                    return
                status = os.stat(file)  # noqa: PTH116 (a Path for each of thousands of files is slow)
        except UnicodeEncodeError:
            self._report("GB052", path, "has a name that is not UTF-8")
        except OSError as error:
            self._report("GB052", path, f"cannot be read: {error.strerror}")
        else:
            if stat.S_ISREG(status.st_mode):
                self.sizes[path] = status.st_size

    def _may_enter(self, path: str) -> bool:
        link = os.path.join(self.root, path)
        if not is_inside(link, self.space):
            self._report("GB046", path, "is a symbolic link out of the space")
        elif is_inside(os.path.dirname(link), link):
            self._report("GB046", path, "is a symbolic link to a directory that contains it")
        else:
            return True
        return False

    def _unreadable(self, error: OSError) -> None:
        path = os.path.relpath(error.filename, self.root).replace(os.sep, "/")
        self._report("GB052", path, f"cannot be read: {error.strerror}")

    def _report(self, code: str, path: str, message: str) -> None:
        path = path.encode(errors="replace").decode()
        name = path.rpartition("/")[2]
        hint = "put a copy in its place" if code == "GB046" else ""
        self.problems.append((path, Problem(code, Span(0, 0), f"{name!r} {message}", hint)))


def _is_shown(name: str) -> bool:
    return name == ".gitbook" or (not name.startswith(".") and name not in _EXCLUDED)
