"""The revisions of files: what each commit made of them."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.git.asking import ask
from playbook.git.repository import LOG_FORMAT, REGULAR, Entry, commit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playbook.git.repository import Change, Repository

_FILE = "100"
"""How the modes of regular files begin."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A file as a commit left it."""

    change: Change
    entry: Entry


def history(repository: Repository, paths: Iterable[str]) -> Mapping[str, tuple[Revision, ...]]:
    """The revisions of files on the current branch, the newest first. A rename, or a deletion, begins a new history.

    A history that was cut off (`Repository.is_shallow`) seems to begin with all files.

    Args:
        repository: Where they are.
        paths: Relative to the top of the work tree, as `Repository.relative` names them.
    """
    wanted = [os.fsencode(path) for path in paths if "\n" not in path]
    if repository.commit is None or not wanted:
        return {}
    told = ask(
        repository.top or repository.git_dir,
        "--literal-pathspecs",
        *("log", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-diff-merges", "--topo-order"),
        *(LOG_FORMAT, "--stdin"),
        given=b"\n".join((repository.commit.encode(), b"--", *wanted, b"")),
    )
    found: defaultdict[str, list[Revision]] = defaultdict(list)
    ended: set[str] = set()
    change: Change | None = None
    parts = iter(told.split(b"\0"))
    for part in parts:
        if (commit := commit_of(part)) is not None:
            change = commit
        elif change is not None and part.strip():
            _, mode, _, name, status = part.decode().split()
            path = os.fsdecode(next(parts))
            if status == "D" or not mode.startswith(_FILE):
                ended.add(path)
            elif path not in ended:
                found[path].append(Revision(change, Entry(path, REGULAR, name)))
    return {path: tuple(revisions) for path, revisions in found.items()}
