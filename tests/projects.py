"""Writes small projects for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.settings import GitBookSettings
from playbook.site import Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a directory; returns the directory."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def listing(*paths: str) -> str:
    """A SUMMARY.md that lists pages one after the other."""
    return "".join(f"* [{path}](<{path}>)\n" for path in paths)


def site(root: Path, files: Mapping[str, str | bytes], **settings: object) -> Site:
    """A site with its pages in `root` itself."""
    write(root, files)
    return Site.read(root, root, GitBookSettings.from_mapping(settings))
