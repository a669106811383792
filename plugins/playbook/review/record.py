"""What a page says of its review in its front matter.

```yaml
review:
  version: "0.9"
  state: tac-review
  round: 2
  date: 2026-03-31            # or 2026-03 where the day is not known
  reviewers: [Ada Lovelace]
  notes_url: https://example.org/minutes
```
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from playbook.gitbook.keys import Keys, number, refuse
from playbook.review.dates import latest
from playbook.review.states import ReviewState, state_of
from playbook.review.version import version as version_of

_WEB = re.compile(r"https?://[^\s<>\"']+")


def _state(value: Any) -> Any:  # noqa: ANN401 (YAML)
    meant = state_of(value) if isinstance(value, str) else None
    if meant is not None and meant != value:
        raise refuse(meant=str(meant), instead=meant)
    return value


def _version(text: str) -> str:
    if version_of(text) is None:
        meant = text.strip().lstrip("vV")
        if version_of(meant) is not None:
            raise refuse(meant=f'"{meant}"', instead=meant)
        raise refuse(hint="write it like 0.9, 1.0.0 or 1.0.0-rc.1")
    return text


def _date(text: str) -> str:
    try:
        latest(text)
    except ValueError:
        raise refuse(hint="write it like 2026-03-31, or 2026-03 where the day is not known") from None
    return text


def _address(text: str) -> str:
    if not _WEB.fullmatch(text):
        raise refuse(hint="write an address that begins with https://")
    return text


def _listed(value: Any) -> Any:  # noqa: ANN401 (YAML)
    return [value] if isinstance(value, str) else value


Names = tuple[Annotated[str, Field(min_length=1)], ...]


class Review(Keys):
    """The review of the page: which version of it is in which state."""

    version: Annotated[str, AfterValidator(_version)] | None = None
    """The version of the page, as in `0.9`, `1.0.0` or `1.0.0-rc.1`."""
    state: Annotated[ReviewState, BeforeValidator(_state)] | None = None
    """The state of this version."""
    round: Annotated[int, Field(ge=1, le=99), BeforeValidator(number)] | None = None
    """How often this version was submitted to the committee."""
    date: (
        Annotated[str, AfterValidator(_date), Field(json_schema_extra={"pattern": r"^\d{4}-\d{2}(-\d{2})?$"})] | None
    ) = None
    """When the page came into the state: `2026-03-31`, or `2026-03` where the day is not known."""
    reviewers: Annotated[Names, BeforeValidator(_listed, json_schema_input_type=str | Names)] = ()
    """Who signed it off."""
    notes_url: Annotated[str, AfterValidator(_address)] | None = None
    """Where the minutes of the review are."""

    def over(self, other: Review | None) -> Review:
        """This review, with what it does not say taken from another."""
        return self if other is None else other.model_copy(update=self.model_dump(exclude_unset=True))
