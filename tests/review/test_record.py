from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook import front_matter
from playbook.review.dates import earliest, latest
from playbook.review.record import Review, read
from playbook.review.states import ReviewState


def record(*lines):
    return read(front_matter.read("\n".join(("---", *lines, "---", "", "# Page", ""))))


def problems(found):
    return [(one.code, one.span.start, one.message, one.hint) for one in found.problems]


def test_a_whole_record():
    found = record(
        "review:",
        '  version: "0.10"',
        "  state: tac-review",
        "  round: 2",
        "  date: 2024-05-02",
        "  reviewers: [Ada, Grace]",
        "  notes_url: https://example.org/a",
    )
    assert found.problems == ()
    assert found.review == Review(
        version="0.10",
        state=ReviewState.TAC_REVIEW,
        round=2,
        date="2024-05-02",
        reviewers=("Ada", "Grace"),
        notes_url="https://example.org/a",
    )


def test_a_version_is_the_text_that_is_written():
    assert record("review: {version: 0.10}").review.version == "0.10"


def test_a_page_that_says_nothing_has_no_review():
    assert record("title: A").review is None


def test_an_empty_key_is_as_good_as_none():
    found = record("review:", "  version:", "  state: draft")
    assert found.problems == ()
    assert found.review == Review(state=ReviewState.DRAFT)


def test_one_reviewer_needs_no_list():
    assert record("review: {reviewers: Ada Lovelace}").review.reviewers == ("Ada Lovelace",)


def test_what_cannot_be_used_is_left_out_and_the_rest_is_kept():
    found = record("review: {version: next, state: tac-reveiw, date: 2024-13-01, stat: x, round: 0, reviewers: [Ada]}")
    assert found.review == Review(reviewers=("Ada",))
    assert [(one.code, one.message) for one in found.problems] == [
        ("REV005", "'next' is no value of 'version'"),
        ("REV003", "'tac-reveiw' is no value of 'state'"),
        ("REV006", "'2024-13-01' is no value of 'date'"),
        ("REV002", "'review' has no key 'stat'"),
        ("REV004", "'0' is no value of 'round'"),
    ]
    hints = [one.hint for one in found.problems]
    assert hints[1] == "did you mean 'tac-review'?"
    assert hints[3] == "did you mean 'state'?"


@pytest.mark.parametrize("written", ["draft", "[draft]", "", "~"])
def test_what_is_no_mapping(written):
    found = record(f"review: {written}")
    assert found.review is None
    assert [one.code for one in found.problems] == ["REV004"]


def test_the_place_is_that_of_the_value():
    found = record("review:", "  state: nonsense")
    (problem,) = found.problems
    text = "---\nreview:\n  state: nonsense"
    assert text[problem.span.start : problem.span.end] == "nonsense"


@pytest.mark.parametrize("written", ["[[a]]", "{a: b}", "[{a: b}]", "['']", "[~]"])
def test_reviewers_that_are_no_names(written):
    found = record(f"review: {{state: draft, reviewers: {written}}}")
    assert found.review == Review(state=ReviewState.DRAFT)
    assert [one.code for one in found.problems] == ["REV004"]


@pytest.mark.parametrize(
    "written", ["1714521600", "20240501", "2024-W01-1", "2024-05-01T10:00", "5/2024", "2023-02-29"]
)
def test_dates_are_written_in_one_way(written):
    assert [one.code for one in record(f"review: {{date: '{written}'}}").problems] == ["REV006"]


@pytest.mark.parametrize("written", ["javascript:alert(1)", "notes.md", "https://", "https://a b"])
def test_the_notes_are_on_the_web(written):
    assert [one.code for one in record(f"review: {{notes_url: '{written}'}}").problems] == ["REV004"]


def test_a_month_is_as_long_as_it_is():
    assert (earliest("2024-02"), latest("2024-02")) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert earliest("2024-02-03") == latest("2024-02-03") == dt.date(2024, 2, 3)


@given(
    st.recursive(
        st.text(max_size=12),
        lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3),
    )
)
def test_nothing_makes_it_fail(value):
    meta = front_matter.FrontMatter(values={"review": value})
    read(meta)
    read(
        front_matter.FrontMatter(
            values={"review": dict.fromkeys(("version", "state", "round", "date", "reviewers", "notes_url"), value)}
        )
    )
