"""The options of `playbook/figures`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from playbook.settings import options
from playbook.settings.options import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

FIGURES = "playbook/figures"
"""The plugin of `mkdocs.yml` that has these options."""


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """The options of `playbook/figures`."""

    caption_excuses: bool = True
    """Whether a figure with a caption may do without alternative text."""
    decorative: tuple[str, ...] = ()
    """Files that say nothing and need no alternative text, as patterns (`*/divider-*.svg`) of their paths in the
    space. An empty `alt` does not say so: GitBook writes it for every figure."""
    captions: bool = False
    """Whether every figure needs a caption."""
    animations: bool = False
    """Whether figures may move by themselves."""
    max_bytes: int = 1_000_000
    """The weight of a figure's file."""
    max_width: int = 3840
    """Pixels across that the largest usual screen shows when a figure is opened."""
    variants: bool = True
    """Whether lighter files of raster figures are made when the site is built."""
    widths: tuple[int, ...] = (750, 1376)
    """Of the lighter files, in pixels: the column of text on a telephone and on a screen, both with double pixels."""
    quality: int = 65
    """Of AVIF, 1 to 100, with colours in full resolution."""
    workers: int = 0
    """Figures that are encoded at the same time; 0 for one per processor, four at most."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> FigureSettings:
        """The options as `mkdocs.yml` gives them.

        Raises:
            SettingsError: With the key that cannot be used.
        """
        options.known(values, (option.name for option in fields(cls)), "")
        given = {key: value for key, value in values.items() if value is not None}
        for key, value in given.items():
            given[key] = options.like(getattr(cls(), key), value, key)
        settings = cls(**given)
        if not 1 <= settings.quality <= 100:
            raise SettingsError("quality", f"a number from 1 to 100 is wanted, not {settings.quality}")
        return settings
