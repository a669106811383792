"""The word that was perhaps meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SURELY = 0.8
"""So alike, two words are one with a slip of the finger in it."""


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that was perhaps meant; empty when none is near."""
    return next(iter(get_close_matches(word.lower()[:50], list(words), n=1, cutoff=0.5)), "")


def alike(word: str, other: str) -> bool:
    """Whether a word is another one with a slip of the finger in it, so surely that it may be corrected."""
    return bool(get_close_matches(word.lower()[:50], [other], n=1, cutoff=_SURELY))


def did_you_mean(word: str) -> str:
    """The hint that names the word that was perhaps meant; empty without one."""
    return f'did you mean "{word}"?' if word else ""
