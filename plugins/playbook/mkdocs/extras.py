"""Styles and scripts that only some pages need: a page asks for those of the blocks that it holds, and for no other."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import playbook

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Extra:
    """What one kind of block needs beyond the style and the script of every page."""

    name: str
    """Of its files in `theme/assets/playbook/`, and before the dot of its words in `theme/strings/`."""
    mark: str
    """What the HTML of a page holds where there is such a block."""
    library: str = ""
    """A library of others that its script loads: a directory of `VENDOR`, published beside the script."""

    def publish(self, site: Path) -> None:
        """Put the library below the directory of the site.

        Raises:
            OSError: It cannot be written.
        """
        if self.library:
            shutil.copytree(VENDOR / self.library, site / "assets" / "playbook" / self.library, dirs_exist_ok=True)


VENDOR = Path(playbook.__file__).parent / "vendor"
"""What others made, as they released it (`NOTICE`)."""
EXTRAS = (
    Extra("quality", 'class="pb-quality"'),
    Extra("updates", 'class="gb-updates"'),
    Extra("desk", 'class="pb-desk"'),
    Extra("tables", "data-gb-filter"),
    Extra("diagrams", 'class="gb-mermaid"', "mermaid"),
)


def extras(html: str) -> tuple[Extra, ...]:
    """What a page needs.

    Args:
        html: Its content.
    """
    return tuple(extra for extra in EXTRAS if extra.mark in html)


def words(text: Mapping[str, str], needed: tuple[Extra, ...]) -> dict[str, str]:
    """What the scripts of a page say.

    Args:
        text: All words of the interface.
        needed: What the page needs.
    """
    beginnings = tuple(f"{extra.name}." for extra in needed)
    return {key: value for key, value in text.items() if key.startswith(beginnings)}
