"""`{% include "path.md" %}`: a text that several pages share (gitbook-format.md §6.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.markdown.block import Attribute, Block, Body

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.markdown.model import Tag
    from playbook.markdown.render import Renderer


class Include(Block):
    """The included text, as if it were written here; its relative links start from its own place."""

    names = ("include",)
    attributes = {"": Attribute()}
    body = Body.NONE

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        if values[""]:
            to.include(values[""])

    def problems(self, tag: Tag) -> Iterator[Problem]:
        yield from super().problems(tag)
        if not tag.attributes.get(""):
            hint = 'write `{% include "../.gitbook/includes/name.md" %}`'
            yield Problem("GB014", tag.span, "`{% include %}` names no file", hint)
