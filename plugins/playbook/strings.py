"""What the theme's templates and our own pages say, by language; the texts are in `theme/strings/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

import playbook

THEME = Path(playbook.__file__).parent / "theme"
"""Our templates for Material."""
FALLBACK = "en"
"""The language that has every text."""


def strings(language: str) -> dict[str, str]:
    """The texts for a language (`fr-CA` reads `fr`); English for those that it lacks."""
    return _read(FALLBACK) | _read(language.replace("_", "-").partition("-")[0].lower())


@cache
def _read(language: str) -> dict[str, str]:
    file = THEME / "strings" / f"{language}.yml"
    if not language.isalpha() or not file.is_file():
        return {}
    texts: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return texts
