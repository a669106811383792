"""Which versions there are, in which order, and what aliases stand for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import repositories
from repositories import commit

from playbook.git import Repository
from playbook.settings import SettingsError, VersionsSettings
from playbook.versions.plan import Version, aliases, current, plan


@pytest.fixture
def top(tmp_path):
    return repositories.repository(tmp_path)


def planned(top, **options):
    return plan(Repository.find(top), VersionsSettings.from_mapping(options))


def names(top, **options):
    return [one.name for one in planned(top, **options).versions]


def test_versions_are_ordered_by_their_numbers_and_the_working_branch_is_the_newest(top):
    for number, tag in enumerate(("v0.10", "v0.9", "v1.0.0", "v1.0.0-rc.1", "v0.9.1", "v1.0.0RC2", "v2nd")):
        commit(top, {"page.md": tag}, f"2024-01-{10 + number}T00:00:00Z", tag)
    assert names(top) == ["dev", "1.0.0", "1.0.0RC2", "1.0.0-rc.1", "0.10", "0.9.1", "0.9", "2nd"]


def test_the_pattern_says_which_tags_are_versions_and_what_they_are_called(top):
    commit(top, {"page.md": "1"}, tag="v1.0")
    commit(top, {"page.md": "2"}, tag="release/2.0")
    commit(top, {"page.md": "3"}, tag="3.0")
    commit(top, {"page.md": "4"}, tag="other")
    assert names(top) == ["dev", "3.0", "1.0"]
    assert names(top, pattern="release/*") == ["dev", "2.0"]
    assert names(top, pattern=["other"], dev=False) == ["other"]
    assert names(top, pattern="no*") == ["dev"]


def test_tags_that_cannot_be_versions_are_said(top):
    commit(top, {"page.md": "1"}, "2024-01-01T00:00:00Z", "v1.0", annotated=True)
    commit(top, {"page.md": "2"}, "2024-01-02T00:00:00Z", "1.0")
    commit(top, {"page.md": "3"}, "2024-01-03T00:00:00Z", "v2/0")
    commit(top, {"page.md": "4"}, "2024-01-04T00:00:00Z", "v4")
    commit(top, {"page.md": "5"}, "2024-01-05T00:00:00Z", "v5")
    made = planned(top, exclude=["v4"], aliases={"5": "newest"}, pattern=["v[0-9]*", "[0-9]*"], dev="dev")
    assert [one.tag for one in made.versions] == ["", "v1.0"]
    assert made.left_out == (
        ("1.0", "'1.0' is already the version of v1.0"),
        ("v2/0", "'2/0' cannot be the name of a directory of the site"),
        ("v4", "`exclude` names it"),
        ("v5", "'5' is an alias"),
    )


def test_a_tag_may_take_the_name_of_the_working_branch_away(top):
    commit(top, {"page.md": "1"}, tag="v1")
    assert planned(top, dev="1").left_out == (("v1", "'1' is already the version of the working branch"),)


def test_before_the_first_commit_there_is_no_version(top):
    assert names(top) == []


def test_titles_are_those_of_the_settings(top):
    commit(top, {"page.md": "1"}, tag="v0.9")
    made = planned(top, titles={"0.9": "0.9 (TAC)", "dev": "Work in progress"})
    assert [one.title for one in made.versions] == ["Work in progress", "0.9 (TAC)"]


def made(*tags):
    day = datetime(2024, 1, 1, tzinfo=UTC)
    versions = [
        Version(tag.removeprefix("v"), tag, "c" * 40, day + timedelta(number), tag) for number, tag in enumerate(tags)
    ]
    return [Version("dev", "dev", "c" * 40, day), *versions]


@pytest.mark.parametrize(
    ("tags", "states", "options", "found", "default"),
    [
        (["v2.0-rc.1", "v1.0", "v0.9"], {}, {}, {"latest": "1.0"}, "1.0"),
        (["v2.0-rc.1", "v1.0-rc.1"], {}, {}, {"latest": "2.0-rc.1"}, "2.0-rc.1"),
        ([], {}, {}, {}, "dev"),
        (["v2.0", "v1.0"], {"1.0": "published"}, {}, {"latest": "2.0", "stable": "1.0"}, "2.0"),
        (["v2.0", "v1.0"], {"1.0": "published"}, {"default": "stable"}, {"latest": "2.0", "stable": "1.0"}, "1.0"),
        (["v2.0"], {"dev": "published"}, {"default": "dev"}, {"latest": "2.0"}, "dev"),
        (["v2.0", "v1.0"], {}, {"aliases": {"old": "1.0", "next": "dev"}}, {"old": "1.0", "next": "dev"}, "2.0"),
        (["v2.0"], {}, {"aliases": {}, "default": "3.0"}, {}, "2.0"),
    ],
)
def test_aliases_stand_for_versions(tags, states, options, found, default):
    settings = VersionsSettings.from_mapping(options)
    versions = made(*tags)
    by_alias = aliases(versions, states, settings)
    assert {alias: version.name for alias, version in by_alias.items()} == found
    assert current(versions, by_alias, settings).name == default


def test_nothing_is_current_where_there_is_nothing():
    assert current([], {}, VersionsSettings()) is None


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"patern": "v*"}, "patern"),
        ({"pattern": 1}, "pattern"),
        ({"titles": {0.9: "x"}}, "titles.0.9"),
        ({"titles": {"0.9": 1}}, "titles.0.9"),
        ({"aliases": {"a/b": "newest"}}, "aliases.a/b"),
        ({"aliases": {"..": "newest"}}, "aliases..."),
        ({"aliases": {"versions.json": "newest"}}, "aliases.versions.json"),
        ({"aliases": {"dev": "newest"}}, "aliases.dev"),
        ({"aliases": []}, "aliases"),
        ({"default": "../x"}, "default"),
        ({"dev": "a b"}, "dev"),
        ({"workers": -1}, "workers"),
    ],
)
def test_options_that_cannot_be_used_are_named(options, key):
    with pytest.raises(SettingsError) as caught:
        VersionsSettings.from_mapping(options)
    assert caught.value.key.startswith(key)


def test_the_working_branch_may_be_switched_on_and_off():
    assert VersionsSettings.from_mapping({"dev": True}).dev == "dev"
    assert VersionsSettings.from_mapping({"dev": False}).dev == ""
    assert VersionsSettings.from_mapping({"dev": None, "pattern": None}).pattern == VersionsSettings().pattern
