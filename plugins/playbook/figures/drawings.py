"""Where the drawings of a project are."""

from __future__ import annotations

from pathlib import Path

DRAWINGS = Path("assets/figures")
"""The directory of the drawings and their labels, in that of the project."""


def drawings(root: Path) -> list[Path]:
    """The drawings of a project, by name."""
    return sorted((root / DRAWINGS).glob("*.svg"))
