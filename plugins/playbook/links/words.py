"""What the texts of links say, judged by word lists."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from playbook.language import base_language

if TYPE_CHECKING:
    from collections.abc import Mapping

_BETWEEN = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def says_nothing(text: str, language: str | None) -> bool:
    """Whether a text tells nothing of what is behind it when it is read alone (WCAG 2.4.9).

    Args:
        text: That of a link.
        language: Of the page, without its region; all that are known count when it is not.
    """
    words = _plain(text)
    lists = _lists()["meaningless"]
    return any(words in known for code, known in lists.items() if language in (None, code))


def is_address(text: str) -> bool:
    """Whether a text is nothing but an address on the web."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def names_language(text: str, language: str) -> bool:
    """Whether a text says that what is behind it is in a language: “in English”, « en anglais », `EN`.

    Args:
        text: That of a link.
        language: As an ISO 639-1 code, perhaps with a region.
    """
    code = base_language(language)
    named = _lists()["languages"].get(code, frozenset())
    return code.upper() in _BETWEEN.split(text) or _plain(text) == code or not named.isdisjoint(_plain(text).split())


def _plain(text: str) -> str:
    """Words in small letters with single spaces: what is said, whatever the signs around it."""
    return _BETWEEN.sub(" ", text).strip().casefold()


@cache
def _lists() -> Mapping[str, Mapping[str, frozenset[str]]]:
    lists = yaml.safe_load(files("playbook.links").joinpath("words.yml").read_text(encoding="utf-8"))
    return {
        name: {code: frozenset(_plain(text) for text in texts) for code, texts in by_language.items()}
        for name, by_language in lists.items()
    }
