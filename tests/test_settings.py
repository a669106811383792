from __future__ import annotations

import contextlib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.diagnostics import Severity
from playbook.settings import GitBookSettings, SettingsError, SpaceSettings, load_project

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_is_needed() -> None:
    settings = GitBookSettings.from_mapping({})
    assert settings == GitBookSettings()
    assert (settings.spaces, settings.languages, settings.own_urls, settings.rules) == ((), {}, (), {})


def test_every_option() -> None:
    settings = GitBookSettings.from_mapping(
        {
            "spaces": [{"directory": "docs/fr", "language": "fr"}, {"directory": "docs\\en", "language": "en"}],
            "own_urls": "https://Example.gitbook.io/Handbook",
            "rules": {"LNK002": "off", "GB045": False, "GB018": "error"},
        }
    )
    assert settings.spaces == (SpaceSettings("docs/fr", "fr"), SpaceSettings("docs/en", "en"))
    assert settings.own_urls == ("https://example.gitbook.io/Handbook/",)
    assert settings.rules == {"LNK002": None, "GB045": None, "GB018": Severity.ERROR}


def test_visitor_and_openapi() -> None:
    assert GitBookSettings().visitor == {"claims": {"unsigned": {}}}
    settings = GitBookSettings.from_mapping(
        {"visitor": {"claims": {"plan": "pro", "unsigned": {"beta": True}}}, "openapi": {"pets": "api\\pets.yaml"}}
    )
    assert settings.visitor == {"claims": {"plan": "pro", "unsigned": {"beta": True}}}
    assert settings.openapi == {"pets": "api/pets.yaml"}


def test_languages_of_one_space_keep_their_order() -> None:
    settings = GitBookSettings.from_mapping({"languages": {"fr": "./guide/", "en": ".", False: "no"}})
    assert list(settings.languages.items()) == [("fr", "guide"), ("en", "."), ("no", "no")]


def test_a_space_may_be_named_by_its_directory_alone() -> None:
    assert GitBookSettings.from_mapping({"spaces": ["docs"]}).spaces == (SpaceSettings("docs"),)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"space": []}, "space: there is no such option\n    hint: did you mean 'spaces'?"),
        ({"spaces": "docs"}, "spaces: a list is wanted, not 'docs'"),
        ({"spaces": [3]}, "spaces[0]: `key: value` lines are wanted, not 3"),
        ({"spaces": [{"language": "fr"}]}, "spaces[0].directory: a directory is wanted, not None"),
        ({"spaces": [{"directory": "a", "lang": "fr"}]}, "spaces[0].lang: there is no such option\n    hint: did"),
        ({"spaces": [{"directory": "a", "language": "French"}]}, "spaces[0].language: 'French' is no language code"),
        (
            {"spaces": ["a", {"directory": "b", "language": "fr"}]},
            "spaces[0].language: other spaces say their language",
        ),
        (
            {"spaces": [{"directory": "a", "language": "fr", "languages": {"en": "b"}}]},
            "spaces[0].languages: it splits a space into languages, but the space has one",
        ),
        ({"spaces": [{"directory": "a", "languages": {"en": "../b"}}]}, "spaces[0].languages.en: '../b' lies outside"),
        ({"spaces": [{"directory": "a", "path": "../b"}]}, "spaces[0].path: a path below the site is wanted"),
        ({"spaces": [{"directory": "a", "path": 3}]}, "spaces[0].path: a path below the site is wanted, not 3"),
        ({"spaces": [{"directory": "a", "title": 2026}]}, "spaces[0].title: a text is wanted, not 2026"),
        ({"spaces": [{"directory": "a", "hidden": "no"}]}, "spaces[0].hidden: true or false is wanted"),
        ({"space_ids": ["a"]}, "space_ids: `key: value` lines are wanted"),
        ({"space_ids": {"AbC": None}}, "space_ids.AbC: a directory is wanted, not None"),
        ({"languages": ["fr"]}, "languages: `key: value` lines are wanted"),
        ({"languages": {"fr": "../fr"}}, "languages.fr: '../fr' lies outside the space"),
        ({"languages": {"fr": "a", "en": "./a"}}, "languages.en: './a' is the directory of another language already"),
        ({"languages": {"fr": "a"}, "spaces": ["b"]}, "languages: it splits one space into languages"),
        ({"own_urls": ["example.org"]}, "own_urls[0]: 'example.org' is no address of a site"),
        ({"own_urls": ["https://[x/"]}, "own_urls[0]: 'https://[x/' is no address of a site"),
        ({"own_urls": [None]}, "own_urls[0]: None is no address of a site"),
        ({"visitor": {"name": "x"}}, "visitor.name: there is no such option"),
        ({"visitor": {"claims": [1]}}, "visitor.claims: `key: value` lines are wanted"),
        (
            {"visitor": {"claims": {"unsigned": {"since": date(2026, 1, 31)}}}},
            "visitor.claims.unsigned.since: a text, a number, a list or a mapping is wanted",
        ),
        ({"openapi": "api.yaml"}, "openapi: `key: value` lines are wanted"),
        ({"openapi": {"pets": None}}, "openapi.pets: a file is wanted, not None"),
        ({"rules": {"GB1": "off"}}, "rules.GB1: there is no such rule"),
        (
            {"rules": {"GB001": "fatal"}},
            "rules.GB001: 'fatal' is no severity\n    hint: one of error, warning, note, off",
        ),
    ],
)
def test_mistakes_are_told_with_their_place(values: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError) as raised:
        GitBookSettings.from_mapping(values)
    assert str(raised.value).startswith(told)


def project(root: Path, text: str, name: str = "mkdocs.yml") -> Path:
    file = root / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_project_without_anything(tmp_path: Path) -> None:
    read = load_project(project(tmp_path, "site_name: Handbook\n"))
    assert (read.site_name, read.root, read.docs_dir) == ("Handbook", tmp_path, tmp_path / "docs")
    assert not read.uses_gitbook


@pytest.mark.parametrize(
    "plugins",
    ["[search, playbook/gitbook]", "{search: {}, playbook/gitbook: {}}", "[search, playbook/gitbook: {}]"],
)
def test_the_plugin_in_every_form(tmp_path: Path, plugins: str) -> None:
    assert load_project(project(tmp_path, f"plugins: {plugins}\n")).uses_gitbook


def test_what_other_programs_put_into_the_file_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_TEST_DIRECTORY", "pages")
    monkeypatch.delenv("PLAYBOOK_TEST_NAME", raising=False)
    text = """
site_name: !ENV [PLAYBOOK_TEST_NAME, "Handbook"]
docs_dir: !ENV PLAYBOOK_TEST_DIRECTORY
extra: !relative
hooks: !!python/object/apply:os.system [exit 1]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
plugins:
  - playbook/gitbook:
      own_urls: [https://example.org/]
"""
    read = load_project(project(tmp_path, text))
    assert (read.site_name, read.docs_dir) == ("Handbook", tmp_path / "pages")
    assert read.gitbook.own_urls == ("https://example.org/",)


def test_inherit(tmp_path: Path) -> None:
    project(tmp_path, "site_name: Base\ndocs_dir: ../pages\nplugins: {playbook/gitbook: {own_urls: []}}\n", "base.yml")
    read = load_project(
        project(tmp_path, "INHERIT: base.yml\nsite_name: Own\nplugins: {playbook/gitbook: {rules: {GB045: off}}}\n")
    )
    assert (read.site_name, read.docs_dir) == ("Own", tmp_path.parent / "pages")
    assert read.gitbook.rules == {"GB045": None}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [\n", "mkdocs.yml:2:1: is not YAML:"),
        ("- a\n", "mkdocs.yml: is not a configuration"),
        ("", "mkdocs.yml: is not a configuration"),
        ("INHERIT: mkdocs.yml\n", "mkdocs.yml: INHERIT leads back"),
        ("INHERIT: gone.yml\n", "gone.yml: cannot be read: No such file or directory"),
        ("docs_dir: 3\n", "docs_dir: a directory is wanted, not 3"),
        ("plugins: [playbook/gitbook: [3]]\n", "plugins.playbook/gitbook: options are wanted, not [3]"),
        (
            "plugins:\n- playbook/gitbook:\n    rules: {GB001: bad}\n",
            "plugins.playbook/gitbook.rules.GB001: 'bad' is no severity",
        ),
    ],
)
def test_broken_projects(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as raised:
        load_project(project(tmp_path, text))
    assert str(raised.value).removeprefix(f"{tmp_path.as_posix()}/").startswith(told)


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_bytes(b"site_name: Caf\xe9\n")
    with pytest.raises(SettingsError, match=r"is not UTF-8 \(byte 14\)"):
        load_project(file)


@given(
    st.lists(st.sampled_from([*"abc:-[]{}!&*?|>'\"#%@,\n \t\0é", "!ENV ", "INHERIT: ", "plugins: ", "\n- "])).map(
        "".join
    )
)
def test_no_text_makes_it_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = project(tmp_path_factory.getbasetemp(), text, "any.yml")
    with contextlib.suppress(SettingsError):
        load_project(file)


def test_a_parent_that_no_file_can_be(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        load_project(project(tmp_path, 'INHERIT: "\\0"\n'))
