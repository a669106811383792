"""The key `review` of the front matter; its model is in `record`, which pages without the key need not import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.gitbook.front_matter import register

if TYPE_CHECKING:
    from playbook.review.record import Review

MALFORMED = "REV002"
"""The code of what is wrong with a record by itself."""


def _model() -> type[Review]:
    from playbook.review.record import Review  # noqa: PLC0415 - see above

    return Review


REVIEW = register("review", _model, MALFORMED)
