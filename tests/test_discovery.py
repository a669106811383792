from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import ENGLISH, FRENCH, listing, page, space, write

from playbook.discovery import find

if TYPE_CHECKING:
    from pathlib import Path


def found(root: Path, files: dict[str, str]) -> list[tuple[str, str, list[str], dict[str, str]]]:
    repository = find(write(root, files))
    return [
        (
            one.directory.relative_to(root).as_posix(),
            one.title,
            [part.language or "" for part in one.parts],
            dict(one.parts[0].divided),
        )
        for one in repository.candidates
    ]


def test_a_space_at_the_top(tmp_path: Path) -> None:
    assert found(tmp_path, space("", "Handbook")) == [(".", "Handbook", [""], {})]


def test_a_manifest_makes_a_space_of_its_directory(tmp_path: Path) -> None:
    files = {**space("spec/", "Handbook"), "README.md": "# About this repository\n", ".gitbook.yaml": "root: ./spec/\n"}
    assert found(tmp_path, files) == [(".", "Handbook", [""], {})]


def test_pages_without_a_table_of_contents_are_a_space(tmp_path: Path) -> None:
    assert found(tmp_path, {"README.md": page("Handbook"), "a.md": page("A")}) == [(".", "Handbook", [""], {})]


def test_a_directory_without_pages_holds_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, {"notes.txt": ""}) == []
    assert find(tmp_path).main is None


def test_a_table_of_contents_inside_the_pages_makes_no_space(tmp_path: Path) -> None:
    repository = find(write(tmp_path, {**space("", "Handbook"), **space("examples/", "Examples")}))
    assert [one.title for one in repository.candidates] == ["Handbook"]
    assert repository.main is repository.candidates[0]
    assert repository.inner == (tmp_path / "examples",)


def test_several_spaces_that_have_nothing_in_common(tmp_path: Path) -> None:
    repository = find(write(tmp_path, {**space("api/", "Programs"), **space("more/help/", "Help")}))
    assert [one.title for one in repository.candidates] == ["Programs", "Help"]
    assert repository.main is None


def test_a_space_at_the_top_is_meant_when_others_have_a_manifest_of_their_own(tmp_path: Path) -> None:
    files = {**space("", "Handbook"), **space("api/", "Programs"), "api/.gitbook.yaml": ""}
    repository = find(write(tmp_path, files))
    assert [one.title for one in repository.candidates] == ["Handbook", "Programs"]
    assert repository.main is repository.candidates[0]


def test_spaces_whose_directories_are_named_after_languages_are_one_site(tmp_path: Path) -> None:
    files = {**space("docs/en/", "Handbook"), **space("docs/fr/", "Guide", FRENCH)}
    assert found(tmp_path, files) == [("docs", "Handbook", ["en", "fr"], {})]


def test_a_name_of_two_letters_is_not_always_a_language(tmp_path: Path) -> None:
    files = {**space("en/", "Handbook"), **space("it/", "Information technology")}
    assert [one[0] for one in found(tmp_path, files)] == ["en", "it"]


def test_the_spaces_of_docs_yaml_are_one_site(tmp_path: Path) -> None:
    site_file = """
site:
  structure:
    - {type: space, key: a, default: true, content: {directory: ./one, language: fr}}
    - {type: space, key: b, content: {directory: ./two, language: en}}
"""
    files = {**space("one/", "Guide", FRENCH), **space("two/", "Handbook"), **space("api/", "Programs")}
    assert found(tmp_path, {**files, "docs.yaml": site_file}) == [
        (".", "Guide", ["fr", "en"], {}),
        ("api", "Programs", [""], {}),
    ]
    repository = find(tmp_path)
    assert repository.main is repository.candidates[0]


@pytest.mark.parametrize(
    ("paths", "divided"),
    [
        (["manual/a.md", "manual/b.md", "guide/README.md", "guide/a.md", "guide/b/c.md"], {"en": ".", "fr": "guide"}),
        (["manual/a.md", "manual/b.md", "fr/a.md"], {"en": ".", "fr": "fr"}),
        (["manual/a.md", "manual/b.md", "guide/a.md"], {}),
        (["manual/a.md", "manual/b.md", "manual/guide.md"], {}),
    ],
)
def test_the_languages_of_one_space(tmp_path: Path, paths: list[str], divided: dict[str, str]) -> None:
    files = {"README.md": page("Handbook"), "SUMMARY.md": listing("README.md", *paths)}
    files |= {path: page(path, FRENCH if path.startswith(("guide/", "fr/")) else ENGLISH) for path in paths}
    assert find(write(tmp_path, files)).candidates[0].parts[0].divided == divided


def test_the_languages_of_one_space_that_all_have_a_directory(tmp_path: Path) -> None:
    paths = ["fr/README.md", "fr/a.md", "en/README.md", "en/a.md"]
    files = {path: page(path, FRENCH if path.startswith("fr/") else ENGLISH) for path in paths}
    repository = find(write(tmp_path, {**files, "SUMMARY.md": listing(*paths)}))
    assert list(repository.candidates[0].parts[0].divided.items()) == [("fr", "fr"), ("en", "en")]


@pytest.mark.corpora
def test_real_repositories(corpora: Path) -> None:
    playbook = find(corpora / "country-playbook").candidates
    assert [one.parts[0].divided for one in playbook] == [{"en": ".", "fr": "guide-de-mise-en-oeuvre-de-govstack"}]
    site = playbook[0].site(corpora / "country-playbook")
    assert [(edition.language, len(edition.pages)) for edition in site.editions] == [("en", 46), ("fr", 53)]
    cases = find(corpora / "product-use-cases")
    assert cases.main is not None
    assert (cases.main.title, cases.inner) == (
        "Reference Use Cases",
        (corpora / "product-use-cases" / "example-implementations",),
    )
    assert len(find(corpora / "gitbook-example-site").candidates) == 10
