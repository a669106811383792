"""The states of a page under review, and what may follow each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class ReviewState(StrEnum):
    """The state of a version of a page."""

    DRAFT = "draft"
    """Being written."""
    INTERNAL_REVIEW = "internal-review"
    """Read by the working group."""
    TAC_REVIEW = "tac-review"
    """Submitted to the Technical Advisory Committee."""
    TAC_REVISED = "tac-revised"
    """Being changed in answer to the committee."""
    RELEASE_CANDIDATE = "release-candidate"
    """Waiting for the verdict."""
    PUBLISHED = "published"
    """Released."""
    OBSOLETE = "obsolete"
    """No longer to be followed."""

    @property
    def following(self) -> tuple[ReviewState, ...]:
        """The states that may come next. `draft` after `published` is that of the next version."""
        return FOLLOWING[self]

    @property
    def stage(self) -> Stage:
        """The stage of GovStack's process to which the state belongs."""
        return STAGES[self]

    @property
    def fixed(self) -> bool:
        """Whether people have signed off, or are reading, a text that must not change meanwhile."""
        return self in FIXED


class Stage(StrEnum):
    """The stages of GovStack's specifications track (govstack-process, chapter 5.3.1, 2026)."""

    PROPOSAL = "Proposal"
    """Comes before there is a page, so no state belongs to it; minor versions skip it."""
    DRAFT = "Draft"
    RELEASE_CANDIDATE = "Release Candidate"
    """Holds the review: preparation, announcement, review period, integration, verdict (chapter 5.4.1)."""
    PUBLISHED = "Published"
    OBSOLETED = "Obsoleted"


FOLLOWING: Mapping[ReviewState, tuple[ReviewState, ...]] = {
    ReviewState.DRAFT: (ReviewState.INTERNAL_REVIEW, ReviewState.TAC_REVIEW),
    ReviewState.INTERNAL_REVIEW: (ReviewState.DRAFT, ReviewState.TAC_REVIEW),
    ReviewState.TAC_REVIEW: (ReviewState.TAC_REVISED, ReviewState.RELEASE_CANDIDATE),
    ReviewState.TAC_REVISED: (ReviewState.TAC_REVIEW, ReviewState.RELEASE_CANDIDATE),
    ReviewState.RELEASE_CANDIDATE: (ReviewState.TAC_REVISED, ReviewState.PUBLISHED),
    ReviewState.PUBLISHED: (ReviewState.DRAFT, ReviewState.OBSOLETE),
    ReviewState.OBSOLETE: (),
}
"""What may follow each state."""

STAGES: Mapping[ReviewState, Stage] = {
    ReviewState.DRAFT: Stage.DRAFT,
    ReviewState.INTERNAL_REVIEW: Stage.DRAFT,
    ReviewState.TAC_REVIEW: Stage.RELEASE_CANDIDATE,
    ReviewState.TAC_REVISED: Stage.RELEASE_CANDIDATE,
    ReviewState.RELEASE_CANDIDATE: Stage.RELEASE_CANDIDATE,
    ReviewState.PUBLISHED: Stage.PUBLISHED,
    ReviewState.OBSOLETE: Stage.OBSOLETED,
}
"""The building blocks' trail of 2021 to 2023 agrees: 0.9.0RC1 was released for the committee's review, 0.9.0RC2 held the
answers to it."""

FIXED = frozenset({ReviewState.TAC_REVIEW, ReviewState.RELEASE_CANDIDATE, ReviewState.PUBLISHED})
"""The states in which a change of the text is a change since the review."""


def state_of(text: str) -> ReviewState | None:
    """The state that a person means, whatever the capitals, spaces and underscores; None for none."""
    folded = "-".join(text.casefold().replace("_", " ").replace("-", " ").split())
    return next((state for state in ReviewState if state == folded), None)
