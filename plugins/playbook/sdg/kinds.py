"""What the entries of the catalogue are."""

from __future__ import annotations

from enum import StrEnum

OWN = "own"
"""The mark of a name that was translated here and is not official."""


class Kind(StrEnum):
    """What an entry of the catalogue is."""

    GOAL = "goal"
    TARGET = "target"
    USE_CASE = "use-case"
    WORKFLOW = "workflow"
    BUILDING_BLOCK = "building-block"
    SPECIFICATION = "specification"
    """A GovStack specification of a building block."""


Key = tuple[Kind, str]
"""What an entry is known by."""
