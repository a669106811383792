"""A mkdocs.yml is changed without being understood."""

from __future__ import annotations

import pytest
import yaml

from playbook.settings import SettingsError
from playbook.versions.configuration import Configuration

TEXT = """\
site_name: !ENV [NAME, Guide]
theme: material
plugins:
  - search
  - i18n: {languages: [{locale: fr}]}
  - playbook/sdg:
  - other: {function: !!python/name:module.function "", path: !relative docs}
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ""}
"""


@pytest.fixture
def made(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(TEXT)
    return Configuration.read(tmp_path / "mkdocs.yml")


def test_tags_of_the_host_pass_through(made):
    made.set("site_url", "https://example.org/1.0/")
    text = str(made)
    assert "!ENV [NAME, Guide]" in text
    assert "!!python/name:module.function" in text
    assert "!!python/name:material.extensions.emoji.twemoji" in text
    assert "!relative" in text
    assert made.values["site_url"] == "https://example.org/1.0/"
    assert made.values["site_name"] == "Guide"


def test_options_are_set_and_taken_away(made):
    made.set("strict", value=False)
    made.set("site_name", "é: #1")
    assert made.values["strict"] is False
    assert made.values["site_name"] == "é: #1"
    made.set("site_name", None)
    assert "site_name" not in made.values


def test_a_theme_named_alone_keeps_its_name(made):
    made.update("theme", {"custom_dir": "/x"})
    assert made.values["theme"] == {"name": "material", "custom_dir": "/x"}
    made.update("extra", {"a": 1})
    made.update("extra", {"a": None, "b": [1]})
    assert made.values["extra"] == {"b": [1]}


def test_plugins_get_options_however_they_are_written(made):
    made.update_plugin("search", {"lang": "fr"})
    made.update_plugin("playbook/sdg", {"pages": False})
    made.update_plugin("i18n", {"languages": [{"locale": "en"}], "build_only_locale": None})
    made.update_plugin("playbook/review", {"version": "1.0", "desk": None})
    assert made.plugin("search") == {"lang": "fr"}
    assert made.plugin("playbook/sdg") == {"pages": False}
    assert made.plugin("i18n") == {"languages": [{"locale": "en"}]}
    assert made.plugin("playbook/review") == {"version": "1.0"}
    assert made.plugin("none") is None
    assert [next(iter(one)) for one in made.values["plugins"]] == [
        "search",
        "i18n",
        "playbook/sdg",
        "other",
        "playbook/review",
    ]


@pytest.mark.parametrize("plugins", ["", "plugins: {search: , playbook/gitbook: {cache: x}}\n", "plugins: search\n"])
def test_plugins_may_be_missing_or_a_mapping(tmp_path, plugins):
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{plugins}")
    made = Configuration.read(tmp_path / "mkdocs.yml")
    made.update_plugin("playbook/gitbook", {"cache": "y"})
    assert made.values["plugins"] in (
        [{"playbook/gitbook": {"cache": "y"}}],
        {"search": None, "playbook/gitbook": {"cache": "y"}},
    )


def test_what_is_inherited_is_there(tmp_path):
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "all.yml").write_text(
        "INHERIT: ../top.yml\ntheme: {language: fr, name: material}\nnav: [a.md]\n"
    )
    (tmp_path / "top.yml").write_text("site_name: Top\nextra: {a: 1}\n")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base/all.yml\ntheme: {language: en}\nextra: {b: 2}\n")
    made = Configuration.read(tmp_path / "mkdocs.yml")
    assert made.values == {
        "site_name": "Top",
        "extra": {"a": 1, "b": 2},
        "theme": {"language": "en", "name": "material"},
        "nav": ["a.md"],
    }


def test_options_are_taken_from_another_file(made, tmp_path):
    (tmp_path / "other.yml").write_text("nav: [!ENV [X, a.md]]\nsite_name: Other\n")
    other = Configuration.read(tmp_path / "other.yml")
    for key in ("nav", "site_name", "theme"):
        made.take(key, other)
    assert made.values["nav"] == ["a.md"]
    assert made.values["site_name"] == "Other"
    assert "theme" not in made.values


@pytest.mark.parametrize("text", ["", "- a\n", "a: [\n", "INHERIT: nowhere.yml\n", "INHERIT: mkdocs.yml\n"])
def test_what_is_no_configuration_is_told(tmp_path, text):
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(SettingsError):
        Configuration.read(tmp_path / "mkdocs.yml")


def test_anchors_and_merged_keys_keep_their_meaning(tmp_path):
    text = "extra: {one: &one {a: 1}, two: {<<: *one, b: 2}, three: *one}\n"
    (tmp_path / "mkdocs.yml").write_text(text)
    made = Configuration.read(tmp_path / "mkdocs.yml")
    made.set("site_name", "x")
    assert made.values == {**yaml.safe_load(text), "site_name": "x"}
