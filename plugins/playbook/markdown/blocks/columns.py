"""`{% columns %}` and `{% column width="50%" %}` (gitbook-format.md §6.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playbook.markdown.block import FLAG, Attribute, Block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer

TWELVE = 12
_WIDTH = re.compile(r"\s*(\d{1,3}(?:\.\d{1,30})?)\s*%?\s*")


class Columns(Block):
    """Columns side by side; on narrow screens they stand one below the other."""

    names = ("columns",)
    attributes = {"fullWidth": FLAG}

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        wide = " gb-full-width" if values["fullWidth"] == "true" else ""
        to.tree.push("div", {"class": f"gb-columns{wide}"}, block="columns")


class Column(Block):
    """A column of some twelfths of the width; those without a width share the rest."""

    names = ("column",)
    attributes = {
        "width": Attribute(),
        "verticalAlignment": Attribute("top", ("top", "middle", "bottom")),
    }
    parent = "columns"

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        classes = ["gb-column"]
        if share := twelfths(values["width"]):
            classes.append(f"gb-column--{share}")
        if values["verticalAlignment"] != "top":
            classes.append(f"gb-column--{values['verticalAlignment']}")
        to.tree.push("div", {"class": " ".join(classes)}, block="column")


def twelfths(width: str) -> int:
    """A width in per cent as twelfths, 1 to 12; 0 when there is none."""
    match = _WIDTH.fullmatch(width)
    if not match or not float(match[1]):
        return 0
    return min(max(round(float(match[1]) * TWELVE / 100), 1), TWELVE)
