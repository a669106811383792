"""What git knows of the review of pages; what becomes of it is in tests/rules/REV007.yml to REV015.yml."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import repositories
from projects import listing
from repositories import commit, git

from playbook.review.past import FIRST_READ, Past, past
from playbook.review.states import ReviewState
from playbook.settings import GitBookSettings, ReviewSettings
from playbook.site import Site

SIGNED = "---\nreview: {version: '0.9', state: tac-review, date: 2024-03-01}\n---\n\n# A\n\nText.\n"
DRAFT = SIGNED.replace("tac-review", "draft")


@pytest.fixture
def top(tmp_path):
    return repositories.repository(tmp_path / "top")


def site(root):
    return replace(Site.read(root, root, GitBookSettings()), review=ReviewSettings())


def of(root, path="a.md"):
    found = site(root)
    return past(found).of(found.editions[0].by_path[path])


def test_a_cut_off_history_is_no_history(top, tmp_path):
    commit(top, {"a.md": DRAFT, "SUMMARY.md": listing("a.md")}, "2024-01-01T12:00:00Z")
    commit(top, {"a.md": SIGNED}, "2024-03-01T12:00:00Z")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{top}", "copy")
    known = past(site(tmp_path / "copy"))
    assert known.problem == "the history of the repository is cut off"
    assert "--unshallow" in known.hint
    assert past(site(top)).problem == ""


def test_before_the_first_commit_nothing_is_known(top):
    (top / "a.md").write_text(SIGNED)
    assert past(site(top)).problem == "the pages are in no git repository"


def test_the_project_may_lie_deep_in_the_repository(top):
    commit(top, {"x/y/a.md": DRAFT, "x/y/SUMMARY.md": listing("a.md")}, "2024-01-01T12:00:00Z")
    commit(top, {"x/y/a.md": SIGNED}, "2024-03-01T12:00:00Z")
    found = of(top / "x" / "y")
    assert found.before.state is ReviewState.DRAFT
    assert found == Past(found.before, changed=False, text_date=dt.date(2024, 1, 1))


def test_the_state_before_is_found_behind_many_revisions(top):
    commit(top, {"a.md": DRAFT, "SUMMARY.md": listing("a.md")}, "2024-01-01T12:00:00Z")
    for number in range(FIRST_READ * 7):
        commit(top, {"a.md": f"{SIGNED}{number}\n"}, "2024-03-01T12:00:00Z")
    assert of(top).before.state is ReviewState.DRAFT
    assert of(top).changed


def test_a_change_that_was_taken_back_is_none(top):
    commit(top, {"a.md": SIGNED, "SUMMARY.md": listing("a.md")}, "2024-03-01T12:00:00Z")
    commit(top, {"a.md": SIGNED.replace("Text", "Other")}, "2024-04-01T12:00:00Z")
    assert of(top).changed
    commit(top, {"a.md": SIGNED}, "2024-05-01T12:00:00Z")
    assert not of(top).changed


def test_a_page_of_nothing_but_front_matter_has_a_review(top):
    bare = SIGNED.partition("\n\n")[0]
    assert bare.endswith("---")
    commit(top, {"a.md": bare, "SUMMARY.md": listing("a.md")}, "2024-03-01T12:00:00Z")
    commit(top, {"a.md": bare.replace("review:", "cover: b.png\nreview:")}, "2024-03-01T13:00:00Z")
    assert of(top).changed


def test_a_page_that_moved_begins_anew(top):
    commit(top, {"a.md": SIGNED, "SUMMARY.md": listing("a.md")}, "2024-03-01T12:00:00Z")
    git(top, "mv", "a.md", "b.md")
    commit(top, {"b.md": SIGNED.replace("Text", "Other"), "SUMMARY.md": listing("b.md")}, "2024-04-01T12:00:00Z")
    assert not of(top, "b.md").changed


def test_a_page_that_is_not_committed_has_no_past(top):
    commit(top, {"SUMMARY.md": listing("a.md")})
    (top / "a.md").write_text(SIGNED)
    assert of(top) is None


def test_a_legacy_mark_and_the_record_made_of_it_are_the_same_review(top):
    legacy = "---\ndescription: Version for TAC review\n---\n\n# A\n\nText.\n"
    commit(top, {"a.md": legacy, "SUMMARY.md": listing("a.md")}, "2024-03-01T12:00:00Z")
    converted = legacy.replace("description: Version for TAC review", "review:\n  state: tac-review")
    commit(top, {"a.md": converted}, "2024-04-01T12:00:00Z")
    assert of(top) == Past(None, changed=False, text_date=dt.date(2024, 3, 1))
    commit(top, {"a.md": converted.replace("Text", "Other")}, "2024-04-01T12:00:00Z")
    assert of(top).changed
