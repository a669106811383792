"""Git repositories made for a test: no configuration of the machine's enters them, and their dates are fixed."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A. Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "A. Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
}


def git(directory: Path, *arguments: str, date: str = "2024-01-01T00:00:00Z", given: bytes | None = None) -> str:
    """What git says."""
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    command = ["git", "-c", "protocol.file.allow=always", *arguments]
    environment = os.environ | ENVIRONMENT | dates
    done = subprocess.run(command, cwd=directory, env=environment, check=True, capture_output=True, input=given)
    return os.fsdecode(done.stdout).strip()


def repository(directory: Path) -> Path:
    """An empty repository with the branch `main`."""
    directory.mkdir(parents=True, exist_ok=True)
    git(directory, "init", "--quiet", "--initial-branch=main", ".")
    return directory


def commit(
    directory: Path,
    files: Mapping[str, str | bytes | None],
    date: str = "2024-01-01T00:00:00Z",
    tag: str = "",
    *,
    annotated: bool = False,
) -> str:
    """Write files (None takes one away), commit all of them, and tag the commit."""
    for name, content in files.items():
        file = directory / name
        if content is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    git(directory, "add", "--all")
    git(directory, "commit", "--quiet", "--allow-empty", "--message", "A change", date=date)
    if tag:
        git(directory, "tag", *(["--annotate", "--message", tag] if annotated else []), tag, date=date)
    return git(directory, "rev-parse", "HEAD")
