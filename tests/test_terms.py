"""The terminology pages say what the table of terms says, in the order of each language's alphabet."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
TABLE: dict[str, Any] = yaml.safe_load((ROOT / "assets/terms.yml").read_text("utf-8"))
SOURCES = {"ours", "upstream", "itu", "dial", "termium"}
OTHER = {"fr": "en", "en": "fr"}
AVOID = {"fr": "À\N{NO-BREAK SPACE}éviter\N{NO-BREAK SPACE}:", "en": "Avoid:"}
COLON = {"fr": "\N{NO-BREAK SPACE}: ", "en": ": "}


def alphabetical(term: str) -> str:
    """Return the key by which people look a term up: accents, case and punctuation aside."""
    letters = unicodedata.normalize("NFKD", term.casefold().replace("œ", "oe"))
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ")


def entry(term: dict[str, Any], language: str) -> str:
    """Return the line of a term on the page in ``language``."""
    other = term[OTHER[language]].split(" (")[0]
    also = "" if other == term[language] else f" (*{other}*)"
    avoid = ", ".join(term.get("avoid", {}).get(language, ()))
    line = f"* **{term[language]}**{also}{COLON[language]}{term['definition'][language]}"
    return f"{line} _{AVOID[language]} {avoid}._" if avoid else line


def sections(language: str) -> str:
    """Return the part of the page that the table makes: a heading and a list for each theme."""
    made = []
    for theme, title in TABLE["themes"].items():
        terms = sorted(
            (term for term in TABLE["terms"] if term["theme"] == theme), key=lambda term: alphabetical(term[language])
        )
        made.append(f"### {title[language]}\n\n" + "\n".join(entry(term, language) for term in terms))
    return "\n\n".join(made)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_holds_the_table(language: str) -> None:
    page = (ROOT / f"docs/{language}/terminology.md").read_text("utf-8")
    assert sections(language) in page, f"put this into docs/{language}/terminology.md:\n{sections(language)}"


def test_terms_are_complete_and_distinct() -> None:
    terms = TABLE["terms"]
    for key in ("id", "fr", "en"):
        assert len({term[key] for term in terms}) == len(terms), key
    for term in terms:
        assert set(term) <= {"id", "theme", "fr", "en", "definition", "source", "avoid"}, term["id"]
        assert term["theme"] in TABLE["themes"], term["id"]
        assert term["source"] in SOURCES, term["id"]
        assert all(term["definition"][language].endswith(".") for language in OTHER), term["id"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_definition_uses_a_word_to_avoid(language: str) -> None:
    banned = {word for term in TABLE["terms"] for word in term.get("avoid", {}).get(language, ()) if " " in word}
    for term in TABLE["terms"]:
        assert not [word for word in banned if word in term["definition"][language]], term["id"]
