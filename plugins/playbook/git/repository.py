"""A repository, and the questions that it answers."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from playbook.git.asking import PARTIAL, GitError, ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

REGULAR, LINK, SUBMODULE = "blob", "link", "commit"
"""The kinds of files in a commit."""

_MODES = {"120000": LINK, "160000": SUBMODULE}
LOG_FORMAT = "--format=%x01%H %at"
_COMMIT = re.compile(rb"\x01([0-9a-f]{40,64}) (\d+)")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that names a commit."""

    name: str
    """`v1.0`."""
    commit: str
    """The commit's object name, in full."""
    tree: str
    """The object name of the commit's content: equal for equal contents."""
    date: datetime
    """When an annotated tag was made, or the commit of a lightweight one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that changed a file."""

    commit: str
    date: datetime
    """When its author made the change, in UTC: a later rebase is no change."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a commit."""

    path: str
    """Relative to the top of the repository, with slashes."""
    kind: str
    """`blob`, `link` (symbolic) or `commit` (a submodule)."""
    name: str
    """The object name of its content."""


@dataclass(frozen=True, eq=False)
class Repository:
    """A git repository, with or without a work tree."""

    git_dir: Path
    """Where the repository of this work tree is."""
    common_dir: Path
    """Where what all work trees share is: objects, tags."""
    top: Path | None
    """The top of the work tree, symbolic links resolved; None of a bare repository."""
    is_shallow: bool
    """Whether the history is cut off, as a `git clone --depth` leaves it."""

    @classmethod
    def find(cls, path: Path) -> Repository | None:
        """The repository that a file or directory is in; None when there is none.

        Raises:
            GitError: There is one, but git is not installed or refuses to read it.
        """
        directory = path if path.is_dir() else path.parent
        if not _may_be_inside(directory):
            return None
        questions = ("--is-shallow-repository", "--is-inside-work-tree", "--git-dir", "--git-common-dir")
        top = None
        try:
            shallow, inside, git_dir, common = os.fsdecode(ask(directory, "rev-parse", *questions)).splitlines()
            if inside == "true":
                top = Path(os.fsdecode(ask(directory, "rev-parse", "--show-toplevel")).removesuffix("\n"))
        except GitError as error:
            if "not a git repository (or any" in error.problem:
                return None
            raise
        here = Path(os.path.abspath(directory))  # noqa: PTH100 - git's answers may be relative to it
        return cls(here / git_dir, Path(os.path.normpath(here / common)), top, shallow == "true")

    @cached_property
    def commit(self) -> str | None:
        """The commit that is checked out; None before the first one."""
        return self.resolve("HEAD")

    @cached_property
    def branch(self) -> str | None:
        """The branch that is checked out; None when HEAD is detached."""
        told = self._ask("symbolic-ref", "--quiet", "--short", "HEAD", statuses=(0, 1))
        return os.fsdecode(told).strip() or None

    @cached_property
    def uncommitted(self) -> tuple[str, ...]:
        """The files of the work tree that were changed, added or deleted since the commit; directories end in a slash.

        Filters that the repository's own configuration names (Git LFS) may run for this.
        """
        if self.top is None:
            return ()
        asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=normal", "--ignore-submodules=dirty")
        return tuple(os.fsdecode(line[3:]) for line in self._ask(*asked).split(b"\0") if line)

    def resolve(self, revision: str) -> str | None:
        """The object name of the commit that a revision means; None when there is no such commit."""
        return self._objects([f"{revision}^{{commit}}"])[0]

    def tree(self, revision: str, path: str = "") -> str | None:
        """The object name of a directory of a revision, equal for equal contents; None when there is none."""
        return self._objects([f"{revision}:{path.strip('/')}" if path.strip("/") else f"{revision}^{{tree}}"])[0]

    def date(self, revision: str) -> datetime | None:
        """When the commit that a revision means was made, in UTC; None when there is no such commit."""
        commit = self.resolve(revision)
        if commit is None:
            return None
        return _date(self._ask("log", "-1", "--no-patch", "--format=%ct", commit).decode().strip())

    def tags(self, pattern: str = "*", *, reachable_from: str = "") -> tuple[Tag, ...]:
        """The tags whose names match a pattern and that name commits, by name.

        Args:
            pattern: As of file names: `v*`.
            reachable_from: Only tags of this commit and those before it.
        """
        asked = ["--format=%(refname)%00%(creatordate:unix)", "refs/tags"]
        if reachable_from:
            asked.insert(0, f"--merged={reachable_from}")
        lines = self._ask("for-each-ref", *asked).splitlines()
        found = [os.fsdecode(line).split("\0") for line in lines]
        prefix = "refs/tags/"
        matching = [row for row in found if fnmatchcase(row[0].removeprefix(prefix), pattern)]
        objects = iter(self._objects([f"{name}^{{{kind}}}" for name, *_ in matching for kind in ("commit", "tree")]))
        return tuple(
            Tag(name.removeprefix(prefix), commit, tree, _date(date))
            for (name, date), commit, tree in zip(matching, objects, objects, strict=True)
            if commit is not None and tree is not None and date
        )

    def relative(self, path: Path) -> str | None:
        """The path of a file relative to the top of the work tree, as git names it; None outside of it."""
        if self.top is None:
            return None
        parent = os.path.realpath(path.parent)
        inside = os.path.relpath(os.path.join(parent, path.name), self.top).replace(os.sep, "/")  # noqa: PTH118
        return None if inside == ".." or inside.startswith("../") or os.path.isabs(inside) else inside  # noqa: PTH117

    def files(self, revision: str, directory: str = "") -> tuple[Entry, ...]:
        """The files of a revision, those below a directory if one is named; none when there is no such revision."""
        tree = self.tree(revision, directory)
        if tree is None:
            return ()
        prefix = f"{directory.strip('/')}/" if directory.strip("/") else ""
        entries = []
        for line in self._ask("ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0")[:-1]:
            head, _, path = line.partition(b"\t")
            mode, _, name = head.decode().split(" ")
            entries.append(Entry(prefix + os.fsdecode(path), _MODES.get(mode, REGULAR), name))
        return tuple(entries)

    def show(self, revision: str, path: str) -> bytes | None:
        """The content of a file of a revision (of a symbolic link, where it leads); None when there is none."""
        return self.contents(revision, [path]).get(path)

    def contents(self, revision: str, paths: Iterable[str]) -> Mapping[str, bytes]:
        """The contents of several files of a revision, by path; without those that it does not have."""
        wanted = set(paths)
        entries = [entry for entry in self.files(revision) if entry.path in wanted and entry.kind != SUBMODULE]
        return {entry.path: data for entry, data in self.read(entries)}

    def read(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """The contents of files, one after the other: all of them may not fit into memory.

        Raises:
            GitError: One is not in the repository.
        """
        given = "".join(f"{entry.name}\n" for entry in entries).encode()
        with TemporaryFile() as stream:
            self._ask("cat-file", "--batch", given=given, output=stream)
            stream.seek(0)
            for entry in entries:
                head = stream.readline().split()
                if len(head) != 3:
                    raise GitError(f"the content of {entry.path!r} is not in this repository", PARTIAL)
                yield entry, stream.read(int(head[2]))
                stream.read(1)

    def blobs(self, places: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """The object names of files, by revision and path; without those that are not there."""
        wanted = list(dict.fromkeys(places))
        names = self._objects([f"{revision}:{path}" for revision, path in wanted], kinds=("blob",))
        return {place: name for place, name in zip(wanted, names, strict=True) if name is not None}

    def hashes(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The object names that files of the work tree would have in a commit, by path; without those that are no files.

        Filters that the repository's own configuration names (Git LFS) may run for this.
        """
        top = self.top
        wanted = [
            path for path in dict.fromkeys(paths) if "\n" not in path and top is not None and (top / path).is_file()
        ]
        if not wanted:
            return {}
        given = b"".join(os.fsencode(path) + b"\n" for path in wanted)
        names = self._ask("hash-object", "--stdin-paths", given=given).decode().split()
        return dict(zip(wanted, names, strict=True))

    def _objects(self, expressions: Sequence[str], kinds: Sequence[str] = ("commit", "tree")) -> list[str | None]:
        """The object names that expressions of git mean, in their order; None for nothing, or for another kind."""
        if not expressions:
            return []
        given = b"".join(_line(expression) for expression in expressions)
        lines = self._ask("cat-file", "--batch-check=%(objectname) %(objecttype)", given=given).splitlines()
        return [_object(line, kinds) for line in lines]

    def _ask(
        self, *arguments: str, given: bytes = b"", output: IO[bytes] | None = None, statuses: Sequence[int] = (0,)
    ) -> bytes:
        return ask(self.top or self.git_dir, *arguments, given=given, output=output, statuses=statuses)


def commit_of(part: bytes) -> Change | None:
    """The commit that a part of git's log, asked for with `LOG_FORMAT`, names; None for other parts."""
    head = _COMMIT.fullmatch(part)
    return None if head is None else Change(head[1].decode(), _date(head[2].decode()))


def _may_be_inside(directory: Path) -> bool:
    """Whether a directory can be in a repository, so that no program starts where there is clearly none."""
    here = Path(os.path.realpath(directory))
    return any(
        os.path.lexists(one / ".git") or ((one / "HEAD").is_file() and (one / "objects").is_dir())
        for one in (here, *here.parents)
    )


def _line(expression: str) -> bytes:
    """An expression as a line of git's input; "-", which means nothing, for one that no line can hold."""
    try:
        encoded = os.fsencode(expression)
    except UnicodeEncodeError:
        encoded = b""
    return b"-\n" if b"\n" in encoded or not encoded else encoded + b"\n"


def _object(line: bytes, kinds: Sequence[str]) -> str | None:
    name, _, kind = line.decode(errors="replace").rpartition(" ")
    return name if kind in kinds else None


def _date(seconds: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):  # a commit may claim any time
        return datetime.fromtimestamp(0, UTC)
