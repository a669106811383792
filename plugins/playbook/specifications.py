"""Where the OpenAPI descriptions are that pages name (gitbook-format.md §6.14)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.gitbook.files import is_inside
from playbook.markdown.references import Kind
from playbook.targets import resolve_file

if TYPE_CHECKING:
    from pathlib import Path

    from playbook.gitbook.document import Document
    from playbook.site import Edition, Site

MAX_BYTES = 5_000_000
"""A larger description is not read."""


@dataclass(frozen=True, slots=True)
class File:
    """An OpenAPI description."""

    path: Path
    data: bytes
    """Empty when the file cannot be read."""


def openapi_file(site: Site, edition: Edition, document: Document, target: str) -> File | None:
    """The file that a slug, an address or a path stands for; None when nothing says which.

    The settings may name any file of the project; a page only one of its space.

    Args:
        site: All pages.
        edition: That of the page that shows it.
        document: The page or the include that contains the tag.
        target: The slug or the path as written.
    """
    given = site.settings.openapi.get(target)
    if given is not None:
        path = site.root / given
        return _read(path) if is_inside(path, site.root) and path.is_file() else None
    if not target.strip():
        return None
    found = resolve_file(site, edition, document, target)
    if found.kind is not Kind.FILE:
        return None
    return _read((found.edition or edition).space.abs(found.path))


def _read(path: Path) -> File:
    try:
        if os.stat(path).st_size > MAX_BYTES:  # noqa: PTH116 - `Path.stat` is the same, and mypy knows this one
            return File(path, b"")
        return File(path, path.read_bytes())
    except OSError:
        return File(path, b"")
