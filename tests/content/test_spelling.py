"""Every word is spelt as the dictionary of its language has it, or stands in a list with a reason.

The dictionaries are Hunspell's: dictionary-fr (Dicollecte, MPL 2.0) and dictionary-en-gb (SCOWL, MIT and BSD; spellings in
-ise), from the npm registry, used for this test only. A term in italics may be of the other language: it is cited.
"""

from __future__ import annotations

import gc
import os
import re
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from published_pages import LANGUAGES, ROOT, Said, front_matter, html, other_texts, paths, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spylls.hunspell import Dictionary

pytestmark = pytest.mark.timeout(180)  # a dictionary takes its time on a busy machine

HERE = Path(__file__).parent
MODULES = Path(os.environ.get("DICTIONARIES", ROOT / ".venv/node_modules"))
PACKAGES = {"fr": "dictionary-fr", "en": "dictionary-en-gb"}
OTHER = {"fr": "en", "en": "fr"}
WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
NO_WORD = re.compile(r"\b[\w.-]+\.(?:md|docx|org|com|info|global|pe|mx)\b(?:/\S*)?|[\w.]*\d[\w.]*")
"""Files, addresses, and what is written with a figure: `1er`, `1.7bn`."""
ELIDED = re.compile(r"^(?:[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)’", re.IGNORECASE)
POSSESSIVE = re.compile(r"’s?$")


@cache
def dictionary(language: str) -> Dictionary:
    """Hunspell's dictionary of a language."""
    files = MODULES / PACKAGES[language] / "index"
    if not files.with_suffix(".dic").is_file():
        pytest.skip(f"the dictionary {PACKAGES[language]} is not installed (.ci/run installs it)")
    from spylls.hunspell import Dictionary as Read  # noqa: PLC0415 (only where there is something to read)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its files to the garbage collector
        read = Read.from_files(str(files))
        gc.collect()
    return read


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list; `#` begins the reason for those that follow."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def known(word: str, language: str) -> bool:
    """Whether a word is spelt well, part by part where it has parts."""
    names = listed("words.txt") | listed(f"words.{language}.txt")
    bare = ELIDED.sub("", word) if language == "fr" else POSSESSIVE.sub("", word)
    for form in (word, bare):
        if {form, form.lower()} & names or dictionary(language).lookup(form.replace("’", "'")):
            return True
    parts = re.split(r"[-’'.]", bare)
    return len(parts) > 1 and all(not part or known(part, language) for part in parts)


@cache
def phrases(language: str) -> re.Pattern[str]:
    """The titles and names that are right as a whole."""
    listed_here = listed("words.txt") | listed(f"words.{language}.txt")
    return re.compile(
        "|".join(rf"\b{re.escape(name)}\b" for name in sorted(listed_here) if re.search(r"[ .]", name)), re.IGNORECASE
    )


def checked(text: str, language: str) -> list[str]:
    """The words of a text that are to be in a dictionary or in a list."""
    return WORD.findall(NO_WORD.sub(" ", phrases(language).sub(" ", text.replace("'", "’"))))


def unknown(texts: Iterator[Said], language: str) -> list[str]:
    """The words of the texts that are in no dictionary and no list."""
    found = {
        word
        for text, cited in texts
        for word in checked(text, language)
        if not known(word, language) and not (cited and known(word, OTHER[language]))
    }
    return sorted(found)


@pytest.mark.parametrize(("language", "path"), [(language, path) for language in LANGUAGES for path in paths("fr")])
def test_a_page_is_spelt_well(language: str, path: str) -> None:
    head = Said(front_matter(language, path)["description"], cited=False)
    assert unknown(iter([head, *said(html(language, path), language)]), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_templates_and_contents_are_spelt_well(language: str) -> None:
    texts = other_texts(language)
    assert unknown((Said(text, cited=False) for _, text in texts), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_mistakes_are_found(language: str) -> None:
    wrong = {
        "fr": "Le governement numérise les workflows, l’usagers’s et un blocks",
        "en": "The governement organizes a réunion",
    }
    assert (
        unknown(iter([Said(wrong[language], cited=False)]), language)
        == {
            "fr": ["blocks", "governement", "workflows"],
            "en": ["governement", "organizes", "réunion"],
        }[language]
    )


def test_a_cited_term_may_be_of_the_other_language() -> None:
    assert unknown(iter([Said("building blocks", cited=True)]), "fr") == []
    assert unknown(iter([Said("building blocks", cited=False)]), "fr") == ["blocks"]
    assert unknown(iter([Said("bilding", cited=True)]), "fr") == ["bilding"]


def everything(language: str) -> str:
    """All that is said in a language."""
    texts = [text for _, text in other_texts(language)]
    for path in paths(language):
        texts.append(front_matter(language, path)["description"])
        texts.extend(one.text for one in said(html(language, path), language))
    return " ".join(texts).replace("'", "’")


def test_the_lists_hold_what_is_used_in_order() -> None:
    for name, languages in (("words.txt", LANGUAGES), ("words.fr.txt", ["fr"]), ("words.en.txt", ["en"])):
        text = " ".join(map(everything, languages))
        unused = [
            word for word in listed(name) if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
        ]
        assert sorted(unused) == [], f"{name} lists words that no page uses"
        for group in re.split(r"^#.*$", (HERE / name).read_text("utf-8"), flags=re.MULTILINE):
            lines = [line for line in group.splitlines() if line]
            assert lines == sorted(set(lines), key=str.casefold), f"put {name} in order: {lines[:3]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_does_not_excuse_what_a_dictionary_knows(language: str) -> None:
    words = [word for word in listed(f"words.{language}.txt") if " " not in word]
    assert [word for word in words if dictionary(language).lookup(word.replace("’", "'"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_uses_a_word_to_avoid(language: str) -> None:
    """`avoid` in assets/terms.yml; the page of terms names them, and quotations in « » may."""
    table = yaml.safe_load((ROOT / "assets/terms.yml").read_text("utf-8"))["terms"]
    avoided = {word for term in table for word in term.get("avoid", {}).get(language, ())}
    assert avoided
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(avoided)))})s?\b", re.IGNORECASE)
    for path in paths(language):
        if path != "terminology.md":
            text = "".join(one.text for one in said(html(language, path), language) if not one.cited)
            assert pattern.findall(re.sub(r"«[^»]*»|“[^”]*”", " ", text)) == [], path
