"""What the pages, boxes and cards of the framework say, by language; the texts are in `strings/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from playbook.language import base_language
from playbook.sdg.catalogue import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Mapping

STRINGS = Path(__file__).with_name("strings")


@cache
def words(language: str) -> Mapping[str, str]:
    """The texts for a language (`fr-CA` reads `fr`); English for those that it lacks."""
    return _read(FALLBACK) | _read(base_language(language))


@cache
def _read(language: str) -> dict[str, str]:
    file = STRINGS / f"{language}.yml"
    if not language.isalpha() or not file.is_file():
        return {}
    texts: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return texts
