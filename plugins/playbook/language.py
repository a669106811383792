"""Which language a text is written in, for a repository that does not say it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLE = 20_000
"""Characters that are looked at."""
LEAST_HITS = 5
"""Function words that must be seen."""
LEAST_SHARE = 0.1
"""Of the words of a text, those that must be function words of its language; prose has 0.3 or more."""
MARGIN = 1.3
"""How many times more than those of any other language."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that sites are written in."""

    name: str
    """What its speakers call it."""
    english: str
    words: frozenset[str] = frozenset()
    """Its most frequent function words; empty when it is not recognised by words."""


def _language(name: str, english: str, words: str = "") -> Language:
    return Language(name, english, frozenset(words.split()))


LANGUAGES: Mapping[str, Language] = {
    "en": _language(
        "English", "English", "the of and to is that for with are this be on by from an which it or as can"
    ),
    "fr": _language(
        "Français", "French", "le la les des et est une du que pour dans qui sur avec sont par au aux ce en un de pas"
    ),
    "es": _language(
        "Español", "Spanish", "el la los las del y es una que para en con por se al como un de su más este esta lo"
    ),
    "pt": _language(
        "Português", "Portuguese", "o os a as da do das dos e é uma que para em com por não na no um de ao mais se são"
    ),
    "de": _language(
        "Deutsch", "German", "der die das und ist nicht ein eine mit von zu den dem für auf im sich des werden als auch"
    ),
    "it": _language(
        "Italiano", "Italian", "il lo la gli di e è una che per con del della dei nel sono un le in i da non più si al"
    ),
    "nl": _language(
        "Nederlands", "Dutch", "de het een en van is dat voor met op zijn aan te niet in die worden door of naar ook"
    ),
    "ar": _language("العربية", "Arabic"),
    "ru": _language("Русский", "Russian"),
    "zh": _language("中文", "Chinese"),
    "ja": _language("日本語", "Japanese"),
    "ko": _language("한국어", "Korean"),
    "am": _language("አማርኛ", "Amharic"),
    "bn": _language("বাংলা", "Bengali"),
    "fa": _language("فارسی", "Persian"),
    "hi": _language("हिन्दी", "Hindi"),
    "id": _language("Bahasa Indonesia", "Indonesian"),
    "pl": _language("Polski", "Polish"),
    "rw": _language("Ikinyarwanda", "Kinyarwanda"),
    "so": _language("Soomaali", "Somali"),
    "sw": _language("Kiswahili", "Swahili"),
    "tr": _language("Türkçe", "Turkish"),
    "uk": _language("Українська", "Ukrainian"),
    "vi": _language("Tiếng Việt", "Vietnamese"),
}
"""By ISO 639-1 code; those with words or a script of their own are recognised."""

NAMES: Mapping[str, str] = {code: language.name for code, language in LANGUAGES.items()}
"""What its speakers call each language, by code (`{"fr": "Français"}`)."""

_NOT_PROSE = re.compile(r"`[^`\n]*`|\{%[^%\n]*%\}|<[^<>\n]*>|\]\([^()\n]*\)|https?://\S+|&\w+;")
_WORD = re.compile(r"[^\W\d_]+")
_REGIONAL = re.compile("(?P<code>[a-z]{2})[-_](?:[a-z]{2}|han[st])")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0621-\u064a\u066e-\u06d3]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_OTHER_LETTERS = {"ar": re.compile("[پچژگکیٹڈے]"), "ru": re.compile("[іїєґўјљњћђѓќ]")}
"""Letters that show another language of the same script."""
_FOREIGN_SHARE = 0.01
"""Of the letters of a script, those of another language that loan words and names may account for."""
_BY_NAME = {
    name.casefold(): code for code, language in LANGUAGES.items() for name in (code, language.name, language.english)
}


@lru_cache(maxsize=64)  # several readers of one text ask it
def detect(text: str) -> str | None:
    """The language of a text, as an ISO 639-1 code; None when it is not clear.

    Args:
        text: Prose or Markdown; its beginning is enough.
    """
    prose = _NOT_PROSE.sub(" ", text[:SAMPLE]).lower()
    words = _WORD.findall(prose)
    return _by_script(prose, sum(map(len, words))) or _by_words(words)


def language_of_name(name: str) -> str | None:
    """The language that a directory is named after: `docs/fr`, `fr-FR`, `French`, `français`.

    A name is a hint and no more: `it` may be information technology.
    """
    last = name.rstrip("/").rpartition("/")[2].casefold()
    regional = _REGIONAL.fullmatch(last)
    return _BY_NAME.get(regional["code"] if regional is not None else last)


def base_language(code: str | None) -> str:
    """The code of a language without its region, in small letters: `pt` of `pt-BR` and `pt_BR`; empty for none."""
    return (code or "").replace("_", "-").partition("-")[0].lower()


def _by_script(prose: str, letters: int) -> str | None:
    counts = {code: len(script.findall(prose)) for code, script in _SCRIPTS}
    if counts["ja"] * 10 >= counts["zh"]:
        # Japanese mixes its own letters with Chinese ones; Chinese has none of them.
        counts["ja"] += counts["zh"]
        counts["zh"] = 0
    code = max(counts, key=lambda one: counts[one])
    if counts[code] < 2 * LEAST_HITS or counts[code] * 2 <= letters:
        return None
    others = _OTHER_LETTERS.get(code)
    foreign = len(others.findall(prose)) if others is not None else 0
    return code if foreign <= counts[code] * _FOREIGN_SHARE else None


def _by_words(words: list[str]) -> str | None:
    counts = Counter(words)
    hits = {
        code: sum(counts[word] for word in language.words) for code, language in LANGUAGES.items() if language.words
    }
    first, second = sorted(hits, key=lambda code: hits[code], reverse=True)[:2]
    if hits[first] < max(LEAST_HITS, LEAST_SHARE * len(words)) or hits[first] < MARGIN * hits[second]:
        return None
    return first
