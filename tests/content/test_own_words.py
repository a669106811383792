"""The sentences are our own: no run of eight words is also in the GovStack playbook of 2022 and 2023."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from published_pages import LANGUAGES, html, other_texts, paths, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RUN = 8
WORD = re.compile(r"[^\W_]+")
EXCUSED = Path(__file__).parent / "shared-phrases.txt"
"""Titles and names that both must give in full, one a line."""


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in WORD.findall(text)]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of eight words."""
    found = words(text)
    return zip(*(found[start:] for start in range(RUN)), strict=False)


def common(texts: Iterable[tuple[str, str]], upstream: set[tuple[str, ...]], excused: list[str]) -> list[str]:
    """The runs of the texts that are upstream's too, with where they are."""
    allowed = [f" {' '.join(words(line))} " for line in excused]
    return [
        f"{place}: {' '.join(run)}"
        for place, text in texts
        for run in runs(text)
        if run in upstream and not any(f" {' '.join(run)} " in phrase for phrase in allowed)
    ]


@pytest.fixture(scope="module")
def upstream(corpora: Path) -> set[tuple[str, ...]]:
    files = sorted((corpora / "country-playbook").rglob("*.md"))
    assert len(files) > 90
    return {run for file in files for run in runs(re.sub(r"<[^<>]*>|\]\([^)]*\)", " ", file.read_text("utf-8")))}


@pytest.mark.corpora
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_copied(language: str, upstream: set[tuple[str, ...]]) -> None:
    pages = [
        (f"docs/{language}/{path}", " ".join(one.text for one in said(html(language, path), language)))
        for path in paths(language)
    ]
    assert common([*pages, *other_texts(language)], upstream, EXCUSED.read_text("utf-8").splitlines()) == []


def test_every_excuse_is_a_phrase_of_ours() -> None:
    ours = " ".join(" ".join(words(" ".join(one.text for one in said(html("en", path), "en")))) for path in paths("en"))
    for line in EXCUSED.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            assert " ".join(words(line)) in ours, line


def test_a_copy_is_found() -> None:
    sentence = "GovStack can be brought in at three levels of a government at once"
    upstream = set(runs(f"We say that {sentence}."))
    assert common([("p", f"Nous disons: {sentence.upper()}!")], upstream, []) != []
    assert common([("p", sentence)], upstream, [sentence]) == []
    assert common([("p", "GovStack can be brought in at three")], upstream, []) == []
