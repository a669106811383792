from __future__ import annotations

from datetime import UTC, datetime

import pytest
import repositories
from repositories import commit, git

from playbook.git import Repository, history

DAYS = [f"2024-0{month}-01T00:00:00Z" for month in range(1, 8)]


@pytest.fixture
def top(tmp_path):
    return repositories.repository(tmp_path)


def test_before_the_first_commit_there_is_none(top):
    assert history(Repository.find(top), ["a.md"]) == {}


def test_each_file_has_its_own_with_the_newest_first(top):
    first = commit(top, {"a.md": "1", "d/b é.md": "1", "c.md": "x"}, DAYS[0])
    second = commit(top, {"a.md": "2"}, DAYS[1])
    commit(top, {"c.md": "y"}, DAYS[2])
    last = commit(top, {"a.md": "3", "d/b é.md": "2", ":(top)x.md": "1"}, DAYS[3])
    found = Repository.find(top)
    told = history(found, ["a.md", "d/b é.md", "never.md", "new\nline.md", ":(top)x.md"])
    assert {path: [one.change.commit for one in revisions] for path, revisions in told.items()} == {
        "a.md": [last, second, first],
        "d/b é.md": [last, first],
        ":(top)x.md": [last],
    }
    assert told["a.md"][1].change.date == datetime(2024, 2, 1, tzinfo=UTC)
    contents = dict(found.read([one.entry for one in told["a.md"]]))
    assert list(contents.values()) == [b"3", b"2", b"1"]


def test_a_deletion_ends_it_and_a_rename_begins_another(top):
    commit(top, {"a.md": "1", "b.md": "same text\n" * 9}, DAYS[0])
    commit(top, {"a.md": None}, DAYS[1])
    again = commit(top, {"a.md": "2"}, DAYS[2])
    git(top, "mv", "b.md", "c.md")
    moved = commit(top, {}, DAYS[3])
    told = history(Repository.find(top), ["a.md", "b.md", "c.md"])
    assert {path: [one.change.commit for one in revisions] for path, revisions in told.items()} == {
        "a.md": [again],
        "c.md": [moved],
    }


def test_a_branch_that_was_merged_belongs_to_it(top):
    first = commit(top, {"a.md": "1", "b.md": "1"}, DAYS[0])
    git(top, "switch", "--quiet", "--create", "side")
    side = commit(top, {"a.md": "2"}, DAYS[1])
    git(top, "switch", "--quiet", "main")
    commit(top, {"b.md": "2"}, DAYS[2])
    git(top, "merge", "--quiet", "--no-edit", "side", date=DAYS[3])
    told = history(Repository.find(top), ["a.md"])
    assert [one.change.commit for one in told["a.md"]] == [side, first]
