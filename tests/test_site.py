from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import listing, site, write

from playbook.markdown.blocks import BLOCKS
from playbook.settings import GitBookSettings, SettingsError
from playbook.site import Site

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "# Title\n"
TWO_SPACES = {
    "docs/fr/README.md": "# Accueil\n",
    "docs/fr/a.md": PAGE,
    "docs/fr/seul.md": PAGE,
    "docs/fr/SUMMARY.md": listing("README.md", "a.md", "seul.md"),
    "docs/en/README.md": "# Home\n",
    "docs/en/a.md": PAGE,
    "docs/en/SUMMARY.md": listing("README.md", "a.md"),
}
SPACES = [{"directory": "docs/fr", "language": "fr"}, {"directory": "docs/en", "language": "en"}]
SITE_FILE = """
site:
  structure:
    - {type: space, key: en, path: en, content: {directory: ./docs/en, language: en}}
    - {type: space, key: fr, path: fr, default: true, content: {directory: /docs/fr, language: fr}}
    - {type: space, key: it, path: it, content: {directory: ../elsewhere, language: it}}
    - {type: space, key: x, path: x, content: {directory: ./docs/en}}
"""


def editions(read: Site) -> list[tuple[str | None, str, str, list[str]]]:
    return [
        (edition.language, edition.space.name, edition.directory, [page.path for page in edition.pages])
        for edition in read.editions
    ]


def test_the_directory_of_the_pages_is_the_only_space(tmp_path: Path) -> None:
    write(tmp_path, {"docs/README.md": PAGE, "docs/a.md": PAGE})
    read = Site.read(tmp_path, tmp_path / "docs", GitBookSettings())
    assert editions(read) == [(None, "docs", "", ["README.md", "a.md"])]
    assert read.editions[0].pages[1].document.source.path == "docs/a.md"


def test_a_space_for_each_language(tmp_path: Path) -> None:
    read = site(tmp_path, TWO_SPACES, spaces=SPACES)
    assert editions(read) == [
        ("fr", "docs/fr", "", ["README.md", "a.md", "seul.md"]),
        ("en", "docs/en", "", ["README.md", "a.md"]),
    ]
    french, english = read.editions
    assert read.spaces == (french.space, english.space)
    assert read.twin(french.pages[1], "en") is english.pages[1]
    assert read.twin(french.pages[1], "fr") is french.pages[1]
    assert read.twin(french.pages[0], "en") is english.home
    assert read.twin(french.pages[2], "en") is None
    assert read.twin(french.pages[2], "it") is None
    assert read.edition(english.pages[1]) is english


def test_the_spaces_of_docs_yaml(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, TWO_SPACES)
    write(tmp_path, {"docs.yaml": SITE_FILE})
    read = Site.read(tmp_path, tmp_path / "docs", GitBookSettings())
    assert [edition[:2] for edition in editions(read)] == [("fr", "docs/fr"), ("en", "docs/en")]
    assert [problem.message for _, problem in read.problems] == [
        "'../elsewhere' lies outside the project",
        "the directory 'docs/en' is that of another space already",
    ]


def test_a_space_with_a_directory_for_a_language(tmp_path: Path) -> None:
    files = {
        "README.md": PAGE,
        "a.md": PAGE,
        "fr/README.md": PAGE,
        "fr/a.md": PAGE,
        "fr/more/b.md": PAGE,
        "frame/c.md": PAGE,
        "SUMMARY.md": listing("README.md", "a.md", "fr/README.md", "fr/a.md", "fr/more/b.md", "frame/c.md"),
    }
    read = site(tmp_path, files, languages={"en": ".", "fr": "fr"})
    assert editions(read) == [
        ("en", "", "", ["README.md", "a.md", "frame/c.md"]),
        ("fr", "", "fr", ["fr/README.md", "fr/a.md", "fr/more/b.md"]),
    ]
    english, french = read.editions
    assert len(read.spaces) == 1
    assert french.home is french.pages[0]
    assert read.twin(english.pages[1], "fr") is french.pages[1]
    assert read.twin(french.pages[0], "en") is english.home
    assert french.relative("fr/more/b.md") == "more/b.md"
    assert read.edition_of(french.space, "fr/a.md") is french
    assert read.edition_of(french.space, "gone.md") is None


def test_the_home_of_a_language_without_a_readme_is_its_first_page(tmp_path: Path) -> None:
    files = {"README.md": PAGE, "fr/a.md": PAGE, "SUMMARY.md": listing("README.md", "fr/a.md")}
    read = site(tmp_path, files, languages={"en": ".", "fr": "fr"})
    assert read.editions[1].home is read.editions[1].pages[0]


def test_the_manifest_above_the_pages_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {".gitbook.yaml": "root: ./spec/\nredirects: {old: a.md}\n", "spec/README.md": PAGE, "spec/a.md": PAGE},
    )
    read = Site.read(tmp_path, tmp_path / "spec", GitBookSettings())
    assert read.editions[0].space.directory == tmp_path
    assert list(read.editions[0].space.manifest.redirects) == ["old"]


def test_a_manifest_that_is_about_other_pages_is_not_taken(tmp_path: Path) -> None:
    write(tmp_path, {".gitbook.yaml": "root: ./spec/\n", "spec/README.md": PAGE, "docs/README.md": PAGE})
    read = Site.read(tmp_path, tmp_path / "docs", GitBookSettings())
    assert read.editions[0].space.directory == tmp_path / "docs"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"spaces": [{"directory": "gone"}]}, "spaces[0].directory: there is no directory"),
        ({"languages": {"en": ".", "fr": "fr"}}, "languages.fr: no page that SUMMARY.md lists is in 'fr'"),
    ],
)
def test_settings_that_name_nothing(tmp_path: Path, settings: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError) as raised:
        site(tmp_path, {"README.md": PAGE}, **settings)
    assert str(raised.value).startswith(told)


@pytest.mark.skipif("include" not in BLOCKS, reason="the dialect has no includes yet")
def test_the_texts_of_pages_and_of_what_they_include(tmp_path: Path) -> None:
    include = '{% include ".gitbook/includes/a.md" %}\n'
    files = {
        "README.md": f"# Home\n\n{include}\n{include}",
        ".gitbook/includes/a.md": '{% include "b.md" %}\n',
        ".gitbook/includes/b.md": '{% include "a.md" %}\n',
        ".gitbook/includes/unused.md": "Text\n",
        "unlisted.md": PAGE,
        "SUMMARY.md": listing("README.md"),
    }
    read = site(tmp_path, files)
    assert [text.path for _, text in read.texts()] == ["README.md", ".gitbook/includes/a.md", ".gitbook/includes/b.md"]


def test_the_addresses_of_pages_at_gitbook(tmp_path: Path) -> None:
    summary = "* [Home](README.md)\n  * [Child](child.md)\n\n## Group of pages\n\n* [A](dir/A.md)\n"
    read = site(tmp_path, {"README.md": PAGE, "child.md": PAGE, "dir/A.md": PAGE, "SUMMARY.md": summary})
    assert {address: page.path for address, page in read.editions[0].by_address.items()} == {
        "": "README.md",
        "readme": "README.md",
        "child": "child.md",
        "readme/child": "child.md",
        "dir/a": "dir/A.md",
        "group-of-pages/a": "dir/A.md",
    }


def test_what_is_asked_once_is_computed_once(tmp_path: Path) -> None:
    read = site(tmp_path, {"README.md": PAGE})
    asked = []

    def count(of: Site) -> int:
        asked.append(of)
        return len(asked)

    assert (read.once(count), read.once(count)) == (1, 1)
