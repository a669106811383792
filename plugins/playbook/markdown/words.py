"""The few words that blocks add to a page, in the page's language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from playbook.language import base_language

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def words(language: str) -> Mapping[str, str]:
    """The words for a language tag (`fr`, `fr-CA`); English for what a language lacks."""
    table = _table()
    return table["en"] | table.get(base_language(language), {})


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("playbook.markdown").joinpath("words.yml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = yaml.safe_load(text)
    return table
