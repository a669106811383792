"""The files of a revision, written to a directory: no work tree of git's is made, so none can be left behind."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from playbook.git.repository import LINK, SUBMODULE

if TYPE_CHECKING:
    from pathlib import Path

    from playbook.git.repository import Entry, Repository

_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")
_POINTER_SIZE = 1024
"""Bytes that a pointer of Git LFS may have (its specification)."""
_UNUSABLE = "no file can have this name here"
_OF_THE_FILE = frozenset(
    {
        errno.EEXIST,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.ENOENT,
        errno.ENAMETOOLONG,
        errno.EINVAL,
        errno.EILSEQ,
        errno.ELOOP,
    }
)
"""What a system refuses about one file, its name or what is in its place; another error (a full disk) ends the work."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file of a commit that was not written."""

    path: str
    reason: str


def extract(repository: Repository, revision: str, directory: Path) -> tuple[LeftOut, ...]:
    """Write the files of a revision, their bytes as they were committed.

    No filter and no attribute (`export-ignore`) changes them. Files of Git LFS are written where they were
    fetched. What lies outside of the directory is out of reach: links that would leave it are left out.

    Args:
        repository: Where the files are.
        revision: Of which commit.
        directory: Where; it exists and is empty.

    Returns:
        What could not be written, and why.

    Raises:
        GitError: Git cannot read all of it.
        OSError: The disk is full, or the like.
    """
    writer = _Writer(repository, directory)
    entries = [entry for entry in repository.files(revision) if writer.accepts(entry)]
    for entry, data in repository.read(sorted(entries, key=lambda one: one.kind == LINK)):
        try:
            writer.write(entry, data)
        except ValueError:
            writer.leave_out(entry.path, _UNUSABLE)
        except OSError as error:
            if error.errno not in _OF_THE_FILE:
                raise
            writer.leave_out(entry.path, error.strerror or str(error))
    writer.cut_links()
    return tuple(writer.left_out)


def borrow(repository: Repository, commit: str, directory: Path) -> None:
    """Let a directory with the files of a commit be a repository too, for what asks about their history.

    It borrows the objects of another one, which does not learn of it: it may be deleted at any time. Its tags are those
    of the commit and of what came before.

    Args:
        repository: Whose objects are borrowed.
        commit: The object name of the commit.
        directory: Where the files are.

    Raises:
        GitError: Git cannot read the tags.
        OSError: The disk is full, or the like.
    """
    git_dir = directory / ".git"
    (git_dir / "objects" / "info").mkdir(parents=True)
    (git_dir / "refs").mkdir()
    (git_dir / "HEAD").write_text(f"{commit}\n", encoding="ascii")
    alternates = os.fsencode(repository.common_dir / "objects")
    (git_dir / "objects" / "info" / "alternates").write_bytes(alternates + b"\n")
    sha256 = len(commit) > 40
    extensions = "[extensions]\n\tobjectFormat = sha256\n" if sha256 else ""
    configuration = f"[core]\n\trepositoryFormatVersion = {int(sha256)}\n\tbare = false\n{extensions}"
    (git_dir / "config").write_text(configuration, encoding="ascii")
    tags = "".join(f"{tag.commit} refs/tags/{tag.name}\n" for tag in repository.tags(reachable_from=commit))
    (git_dir / "packed-refs").write_bytes(os.fsencode(tags))
    if repository.is_shallow:
        (git_dir / "shallow").write_bytes((repository.common_dir / "shallow").read_bytes())


class _Writer:
    """Writes the files of a revision below a directory, and nowhere else."""

    def __init__(self, repository: Repository, directory: Path) -> None:
        self.repository = repository
        self.directory = directory
        self.left_out: list[LeftOut] = []
        self._links: list[Path] = []

    def leave_out(self, path: str, reason: str) -> None:
        self.left_out.append(LeftOut(path, reason))

    def accepts(self, entry: Entry) -> bool:
        if not _is_usable(entry.path):
            self.leave_out(entry.path, _UNUSABLE)
        elif entry.kind == SUBMODULE:
            self.leave_out(entry.path, "it is a submodule, which is another repository")
        else:
            return True
        return False

    def write(self, entry: Entry, data: bytes) -> None:
        file = self.directory / entry.path
        if entry.kind == LINK:
            # Git makes no tree with a link and, below the same name, more files; a hostile one would lead us elsewhere.
            if any((self.directory / above).is_symlink() for above in PurePosixPath(entry.path).parents[:-1]):
                raise ValueError(entry.path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.symlink_to(os.fsdecode(data))
            self._links.append(file)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        pointer = _POINTER.match(data[:_POINTER_SIZE])
        content = self._fetched(pointer[1].decode()) if pointer else data
        if content is None:
            self.leave_out(entry.path, "its content is kept by Git LFS and was not fetched")
        file.write_bytes(data if content is None else content)

    def cut_links(self) -> None:
        """Take away the links that lead out of the directory; one may do so through others."""
        top = os.path.realpath(self.directory)
        for link in self._links:
            if not os.path.realpath(link).startswith(f"{top}{os.sep}"):
                link.unlink()
                path = link.relative_to(self.directory).as_posix()
                self.leave_out(path, "this symbolic link leads out of the repository")

    def _fetched(self, name: str) -> bytes | None:
        """The content of which Git LFS has a copy here."""
        try:
            return (self.repository.common_dir / "lfs" / "objects" / name[:2] / name[2:4] / name).read_bytes()
        except OSError:
            return None


def _is_usable(path: str) -> bool:
    """Whether a path of a commit is safe to write: git refuses to make such names, a hostile repository has them."""
    steps = path.split("/")
    unsafe = "\\:" if os.name == "nt" else ""
    return not any(
        step in {"", ".", ".."} or step.casefold() == ".git" or any(char in unsafe for char in step) for step in steps
    )
