from __future__ import annotations

import pytest

from playbook.review.states import FOLLOWING, STAGES, ReviewState, Stage, state_of

ALLOWED = """
draft: internal-review tac-review
internal-review: draft tac-review
tac-review: tac-revised release-candidate
tac-revised: tac-review release-candidate
release-candidate: tac-revised published
published: draft obsolete
obsolete:
"""


def test_the_steps_are_those_of_the_process():
    steps = {line.partition(":")[0]: set(line.partition(":")[2].split()) for line in ALLOWED.strip().split("\n")}
    assert {state: set(state.following) for state in ReviewState} == steps


def test_every_state_has_a_stage_and_the_stages_are_in_order():
    assert set(STAGES) == set(FOLLOWING) == set(ReviewState)
    order = list(Stage)
    stages = [order.index(state.stage) for state in ReviewState]
    assert stages == sorted(stages)
    assert set(order) - {state.stage for state in ReviewState} == {Stage.PROPOSAL}


def test_the_text_of_some_states_must_not_change():
    assert [state for state in ReviewState if state.fixed] == ["tac-review", "release-candidate", "published"]


@pytest.mark.parametrize(
    ("text", "state"),
    [("TAC Review", "tac-review"), ("tac_review", "tac-review"), (" Draft ", "draft"), ("tacreview", None), ("", None)],
)
def test_a_state_is_known_whatever_its_capitals(text, state):
    assert state_of(text) == state
