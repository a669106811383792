"""The OpenAPI descriptions that the settings name: `openapi: {slug: path}` (gitbook-format.md §6.14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.gitbook.files import is_inside

if TYPE_CHECKING:
    from pathlib import Path

    from playbook.settings import GitBookSettings

MAX_BYTES = 5_000_000
"""A larger description is not read."""


@dataclass(frozen=True, slots=True)
class File:
    """An OpenAPI description."""

    path: Path
    data: bytes
    """Empty when the file cannot be read."""


def named(root: Path, settings: GitBookSettings, name: str) -> File | None:
    """The file that the settings give for a slug or an address; None when they give none, or it is not there.

    Args:
        root: The directory of the project, which no file may leave.
        settings: Those of the project.
        name: The slug or the address.
    """
    given = settings.openapi.get(name)
    path = root / given if given else None
    return read_file(path) if path and is_inside(path, root) and path.is_file() else None


def read_file(path: Path) -> File:
    """A description on disk."""
    try:
        return File(path, path.read_bytes() if path.stat().st_size <= MAX_BYTES else b"")
    except OSError:
        return File(path, b"")
