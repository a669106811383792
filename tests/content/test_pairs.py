"""The French and the English page of a pair say the same, and each has a head that says what it gives."""

from __future__ import annotations

import pytest
from published_pages import DOCS, LANGUAGES, front_matter, html, paths, sections

PATHS = paths("fr")
PAGES = [(language, path) for language in LANGUAGES for path in PATHS]


def test_both_languages_have_the_same_pages() -> None:
    assert paths("en") == PATHS
    assert len(PATHS) >= 53


def test_every_page_is_in_the_table_of_contents() -> None:
    for language in LANGUAGES:
        contents = (DOCS / language / "SUMMARY.md").read_text("utf-8")
        assert [path for path in PATHS if f"({path}" not in contents] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_pair_is_made_alike(path: str) -> None:
    """The same headings in number, order and level; the same figures, lists, items, rows, tabs, steps and cards."""
    french, english = (list(sections(html(language, path))) for language in ("fr", "en"))
    for (title, made), (twin, made_twin) in zip(french, english, strict=False):
        assert made == made_twin, f"{title!r} and {twin!r} are not made alike"
    assert len(french) == len(english)


@pytest.mark.parametrize(("language", "path"), PAGES)
def test_the_description_says_what_the_page_gives(language: str, path: str) -> None:
    description = front_matter(language, path)["description"]
    assert 110 <= len(description) <= 160, f"{len(description)} characters: {description}"
    assert description.endswith(".")
    assert "TAC" not in description or path == "version-history.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_description(language: str) -> None:
    descriptions = [front_matter(language, path)["description"] for path in PATHS]
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.parametrize(("language", "path"), PAGES)
def test_the_state_of_review_is_recorded(language: str, path: str) -> None:
    assert front_matter(language, path)["review"] == {"version": "0.1.0", "state": "draft"}


@pytest.mark.parametrize("path", PATHS)
def test_a_pair_serves_the_same_entries_of_the_framework(path: str) -> None:
    assert front_matter("fr", path).get("sdg") == front_matter("en", path).get("sdg")
