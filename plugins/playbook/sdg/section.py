"""The key `sdg` of the front matter; its model is in `citations`, which pages without the key need not import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.gitbook.front_matter import register

if TYPE_CHECKING:
    from playbook.sdg.citations import Sdg

UNKNOWN, MALFORMED, CASE = "SDG001", "SDG002", "SDG003"


def _model() -> type[Sdg]:
    from playbook.sdg.citations import Sdg  # noqa: PLC0415 - see above

    return Sdg


SECTION = register("sdg", _model, MALFORMED)
