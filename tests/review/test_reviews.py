from __future__ import annotations

from dataclasses import replace

import pytest

from playbook.review.record import Review
from playbook.review.reviews import reviews
from playbook.review.states import ReviewState
from playbook.settings import GitBookSettings, ReviewSettings, SettingsError
from playbook.site import Site

SUMMARY = """# Contents

* [Home](README.md)
* [A](a/README.md)
  * [B](a/b/page.md)

## Group

* [C](c.md)
"""
DEFAULTS = {
    "folders": {".": {"version": "0.9", "state": "draft"}, "a/": {"state": "internal-review"}, "a/b": {"round": 3}},
    "groups": {"Group": {"state": "published", "date": "2024-01-01"}},
}


@pytest.fixture
def site(tmp_path):
    def make(options, **texts):
        files = {
            "SUMMARY.md": SUMMARY,
            "README.md": "# Home",
            "a/README.md": "# A",
            "a/b/page.md": "# B",
            "c.md": "# C",
        }
        for path, text in (files | texts).items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        found = Site.read(tmp_path, tmp_path, GitBookSettings())
        return replace(found, review=None if options is None else ReviewSettings.from_mapping(options))

    return make


def by_path(site):
    found = reviews(site)
    return {page.path: found.of(edition, page) for edition, page in site.pages()}


def test_without_the_plugin_there_are_none(site):
    assert reviews(site(None)) is None


def test_pages_that_say_nothing_have_none(site):
    assert set(by_path(site({})).values()) == {None}


def test_the_project_speaks_for_directories_and_groups(site):
    assert by_path(site({"defaults": DEFAULTS})) == {
        "README.md": Review(version="0.9", state=ReviewState.DRAFT),
        "a/README.md": Review(version="0.9", state=ReviewState.INTERNAL_REVIEW),
        "a/b/page.md": Review(version="0.9", state=ReviewState.INTERNAL_REVIEW, round=3),
        "c.md": Review(version="0.9", state=ReviewState.PUBLISHED, date="2024-01-01"),
    }


def test_a_page_has_the_last_word(site):
    own = '---\nreview: {version: "1.0", reviewers: [Ada]}\n---\n\n# C\n'
    found = by_path(site({"defaults": DEFAULTS}, **{"c.md": own}))
    assert found["c.md"] == Review(version="1.0", state=ReviewState.PUBLISHED, date="2024-01-01", reviewers=("Ada",))


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({"state": "done"}, "state"),
        ({"versions": "1.0"}, "versions"),
        ({"version": "x"}, "version"),
        ({"reviewers": 3}, "reviewers"),
    ],
)
def test_what_the_project_cannot_say(site, record, key):
    with pytest.raises(SettingsError) as raised:
        reviews(site({"defaults": {"folders": {"a": record}}}))
    assert raised.value.key == "defaults.folders.a"
    assert key in raised.value.problem
