from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook import front_matter
from playbook.review.record import Review
from playbook.review.section import REVIEW
from playbook.review.signing import SigningError, _applied, edits, following
from playbook.review.states import ReviewState

AFTER = Review(version="0.10", state=ReviewState.TAC_REVIEW, round=2, date="2024-05-02", reviewers=("Ada", "Grace: H"))
RECORD = (
    'review:\n  version: "0.10"\n  state: tac-review\n  round: 2\n  date: 2024-05-02\n  reviewers: [Ada, "Grace: H"]\n'
)
PAGES = [
    ("# A\n", f"---\n{RECORD}---\n\n# A\n"),
    ("", f"---\n{RECORD}---\n\n"),
    ("---\nicon: x # why\n---\n\n# A\n", f"---\nicon: x # why\n{RECORD}---\n\n# A\n"),
    ("---\nicon: x\n---", f"---\nicon: x\n{RECORD}---"),
    ("---\nreview:\nicon: x\n---\n", f"---\n{RECORD}icon: x\n---\n"),
    (
        "---\nreview: # the state\n    state: draft   # so far\n    version: '0.9'\n    # nobody yet\nicon: x\n---\n",
        '---\nreview: # the state\n    state: tac-review   # so far\n    version: "0.10"\n    round: 2\n    date: 2024-05-02\n    reviewers: [Ada, "Grace: H"]\n    # nobody yet\nicon: x\n---\n',
    ),
    (
        "---\nreview:\n  reviewers:\n    - Old One\n  notes_url: https://example.org/a\n  state:\n---\n",
        '---\nreview:\n  reviewers:\n    [Ada, "Grace: H"]\n  state: tac-review\n  version: "0.10"\n  round: 2\n  date: 2024-05-02\n---\n',
    ),
    (
        "---\nreview: {state: draft, notes_url: 'https://example.org/a'} # here\n---\n",
        '---\nreview: {version: "0.10", state: tac-review, round: 2, date: 2024-05-02, reviewers: [Ada, "Grace: H"]} # here\n---\n',
    ),
]


@pytest.mark.parametrize(("before", "after"), PAGES)
def test_only_the_lines_of_the_review_change(before, after):
    made = edits(before, AFTER)
    assert _applied(before, made) == after
    assert edits(after, AFTER) == () or _applied(after, edits(after, AFTER)) == after


@pytest.mark.parametrize(
    "page",
    [
        "---\n{icon: x}\n---\n",
        "---\nicon: [\n---\n",
        "---\nicon: x\n",
        "---\nreview: &r {state: draft}\nother: *r\n---\n",
        "---\nreview: [a]\n---\n# A\n",
    ],
)
def test_what_cannot_be_written_safely_is_left_to_people(page):
    try:
        text = _applied(page, edits(page, AFTER))
    except SigningError:
        return
    meta = front_matter.read(text)
    assert REVIEW.read(meta).value == AFTER
    assert meta.problems == ()


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)


@given(
    TEXT
    | TEXT.map(lambda text: f"---\nicon: x\n{text}\n---\n\n# A\n")
    | TEXT.map(lambda text: f"---\nreview:\n  state: draft\n{text}\n---\n"),
    st.lists(TEXT.filter(str.strip), max_size=3),
)
def test_a_page_says_what_was_signed_or_nobody_touches_it(page, names):
    after = Review(state=ReviewState.DRAFT, version="1.0", reviewers=tuple(names))
    try:
        made = edits(page, after)
    except SigningError:
        return
    text = _applied(page, made)
    assert REVIEW.read(front_matter.read(text)).value == after
    assert text.endswith(page[front_matter.read(page).end :])


def test_every_step_is_that_of_the_process():
    for before in ReviewState:
        for state in ReviewState:
            signed = Review(version="2.0", reviewers=("Ada",))
            if state in (before, *before.following):
                assert following(Review(state=before, version="1.0"), state, signed).state is state
            else:
                with pytest.raises(SigningError, match=f"{state} cannot follow {before}"):
                    following(Review(state=before), state, signed)


def test_a_page_that_has_no_state_may_get_any():
    assert following(None, ReviewState.PUBLISHED, Review(reviewers=("Ada",))).reviewers == ("Ada",)


def test_who_signs_the_same_state_joins_and_the_next_state_has_its_own():
    now = Review(state=ReviewState.TAC_REVIEW, reviewers=("Ada",), notes_url="https://example.org/")
    again = following(now, ReviewState.TAC_REVIEW, Review(reviewers=("Grace", "Ada")))
    assert (again.reviewers, again.notes_url) == (("Ada", "Grace"), "https://example.org/")
    then = following(again, ReviewState.RELEASE_CANDIDATE, Review(reviewers=("Grace",)))
    assert (then.reviewers, then.notes_url) == (("Grace",), None)


def test_a_version_that_comes_back_is_in_its_next_round():
    now = Review(state=ReviewState.TAC_REVISED)
    assert following(now, ReviewState.TAC_REVIEW, Review()).round == 2
    assert following(now.model_copy(update={"round": 2}), ReviewState.TAC_REVIEW, Review()).round == 3
    assert following(now, ReviewState.TAC_REVIEW, Review(round=7)).round == 7


def test_nothing_is_published_without_reviewers():
    with pytest.raises(SigningError, match="without reviewers"):
        following(Review(state=ReviewState.RELEASE_CANDIDATE), ReviewState.PUBLISHED, Review())


@pytest.mark.parametrize("number", [None, "1.0", "0.9"])
def test_a_draft_after_a_publication_is_of_a_higher_version(number):
    now = Review(state=ReviewState.PUBLISHED, version="1.0", round=2)
    with pytest.raises(SigningError, match="next version"):
        following(now, ReviewState.DRAFT, Review(version=number))
    after = following(now, ReviewState.DRAFT, Review(version="1.1"))
    assert (after.version, after.round) == ("1.1", None)
