from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook import front_matter
from playbook.review.dates import earliest, latest
from playbook.review.record import Review
from playbook.review.section import REVIEW
from playbook.review.states import ReviewState


def record(*lines):
    return REVIEW.read(front_matter.read("\n".join(("---", *lines, "---", "", "# Page", ""))))


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
    assert found.value == Review(
        version="0.10",
        state=ReviewState.TAC_REVIEW,
        round=2,
        date="2024-05-02",
        reviewers=("Ada", "Grace"),
        notes_url="https://example.org/a",
    )


def test_a_version_is_the_text_that_is_written():
    assert record("review: {version: 0.10}").value.version == "0.10"


def test_a_page_that_says_nothing_has_no_review():
    assert record("title: A").value is None


def test_an_empty_key_is_as_good_as_none():
    found = record("review:", "  version:", "  state: draft")
    assert found.problems == ()
    assert found.value == Review(state=ReviewState.DRAFT)


def test_one_reviewer_needs_no_list():
    assert record("review: {reviewers: Ada Lovelace}").value.reviewers == ("Ada Lovelace",)


def test_what_cannot_be_used_is_left_out_and_the_rest_is_kept():
    found = record(
        "review: {version: next, state: tac-reveiw, date: 2024-13-01, stat: x, round: 1.5, reviewers: [Ada]}"
    )
    assert found.value == Review(reviewers=("Ada",))
    assert {(one.message, one.hint) for one in found.problems} == {
        ("'next' is not a value of 'review.version'", "write it like 0.9, 1.0.0 or 1.0.0-rc.1"),
        ("'tac-reveiw' is not a value of 'review.state'", "write tac-review"),
        (
            "'2024-13-01' is not a value of 'review.date'",
            "write it like 2026-03-31, or 2026-03 where the day is not known",
        ),
        ("'review' has no key 'stat'", "write state"),
        ("'1.5' is not a value of 'review.round'", "it should be a valid integer, got a number with a fractional part"),
    }


@pytest.mark.parametrize(
    ("written", "state"), [("TAC Review", "tac-review"), ("Draft", "draft"), ("release_candidate", "release-candidate")]
)
def test_what_was_evidently_meant_is_read(written, state):
    found = record(f"review: {{state: {written}}}")
    assert found.value.state == state
    ((edit,),) = (problem.edits for problem in found.problems)
    assert edit.text == state


def test_a_letter_before_a_version_is_none_of_its():
    found = record("review: {version: v1.0}")
    assert found.value.version == "1.0"
    assert found.problems[0].edits[0].text == '"1.0"'


@pytest.mark.parametrize("written", ["draft", "[draft]", '""'])
def test_what_is_no_mapping(written):
    found = record(f"review: {written}")
    assert found.value is None
    assert len(found.problems) == 1


def test_the_place_is_that_of_the_value():
    found = record("review:", "  state: nonsense")
    (problem,) = found.problems
    text = "---\nreview:\n  state: nonsense"
    assert text[problem.span.start : problem.span.end] == "nonsense"


@pytest.mark.parametrize("written", ["[[a]]", "[{a: b}]", "['']"])
def test_reviewers_that_are_no_names(written):
    found = record(f"review: {{state: draft, reviewers: {written}}}")
    assert found.value.reviewers == ()
    assert found.value.state is ReviewState.DRAFT
    assert len(found.problems) == 1


@pytest.mark.parametrize(
    "written", ["1714521600", "20240501", "2024-W01-1", "2024-05-01T10:00", "5/2024", "2023-02-29"]
)
def test_dates_are_written_in_one_way(written):
    assert len(record(f"review: {{date: '{written}'}}").problems) == 1


@pytest.mark.parametrize("written", ["javascript:alert(1)", "notes.md", "https://", "https://a b"])
def test_the_notes_are_on_the_web(written):
    assert len(record(f"review: {{notes_url: '{written}'}}").problems) == 1


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
    for written in (value, dict.fromkeys(Review.model_fields, value)):
        found = REVIEW.read(front_matter.FrontMatter(values={"review": written}))
        assert found.value is None or found.value.over(Review(version="1.0")).version


def test_one_review_is_laid_over_another():
    below = Review(version="0.9", state=ReviewState.DRAFT, reviewers=("Ada",))
    assert Review(state=ReviewState.PUBLISHED).over(below) == below.model_copy(update={"state": ReviewState.PUBLISHED})
    assert below.over(None) is below
