"""What lies on disk below a content root, without ever leaving the space."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from playbook.diagnostics import Problem
from playbook.source import Span

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
    for path in lister.walk(""):
        if lister.may_enter(path):
            lister.walk(f"{path}/")
    return Listing(dict(sorted(lister.sizes.items())), tuple(sorted(lister.problems, key=lambda entry: entry[0])))


def is_inside(path: str | Path, directory: str | Path) -> bool:
    """Whether a path, with its symbolic links resolved, is a directory or lies in it."""
    real, border = os.path.realpath(path), os.path.realpath(directory)
    return real == border or real.startswith(border.rstrip(os.sep) + os.sep)


class _Lister:
    def __init__(self, root: str, space: Path) -> None:
        self.root = root
        self.space = space
        self.sizes: dict[str, int] = {}
        self.problems: list[tuple[str, Problem]] = []

    def walk(self, top: str) -> list[str]:
        """List what is below a directory, given as '' or 'path/'; returns the links to directories in it."""
        links: list[str] = []
        stack = [top]
        while stack:
            below = stack.pop()
            try:
                entries = list(os.scandir(f"{self.root}/{below}"))
            except OSError as error:
                self._report("GB052", below.rstrip("/"), f"cannot be read: {error.strerror}")
                continue
            for entry in entries:
                if entry.name == ".gitbook" or not (entry.name.startswith(".") or entry.name in _EXCLUDED):
                    self._add(f"{below}{entry.name}", entry, stack, links)
        return sorted(links)

    def _add(self, path: str, entry: os.DirEntry[str], directories: list[str], links: list[str]) -> None:
        try:
            path.encode()
            if entry.is_dir(follow_symlinks=False):
                directories.append(f"{path}/")
            elif entry.is_symlink() and not is_inside(entry.path, self.space):
                self._report("GB046", path, "is a symbolic link out of the space")
            elif entry.is_dir():
                links.append(path)
            elif entry.is_file():
                self.sizes[path] = entry.stat().st_size
            elif entry.is_symlink():
                self._report("GB052", path, "is a symbolic link to nothing")
        except UnicodeEncodeError:
            self._report("GB052", path, "has a name that is not UTF-8")
        except OSError as error:
            self._report("GB052", path, f"cannot be read: {error.strerror}")

    def may_enter(self, path: str) -> bool:
        """Whether a link to a directory of the space is no loop."""
        link = f"{self.root}/{path}"
        if is_inside(Path(link).parent, link):
            self._report("GB046", path, "is a symbolic link to a directory that contains it")
            return False
        return True

    def _report(self, code: str, path: str, message: str) -> None:
        path = path.encode(errors="replace").decode()
        name = path.rpartition("/")[2] or "the content root"
        hint = "put a copy in its place" if code == "GB046" else ""
        self.problems.append((path, Problem(code, Span(0, 0), f"{name!r} {message}", hint)))
