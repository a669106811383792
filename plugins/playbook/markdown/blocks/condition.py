"""`{% if … %}`: content for some readers only (gitbook-format.md §6.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.markdown.block import Block
from playbook.markdown.expression_text import syntax_problem
from playbook.markdown.expressions import Failure, evaluate, parse, truth
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.markdown.model import Tag
    from playbook.markdown.render import Renderer


class Condition(Block):
    """What it holds is read and checked in any case, and shown when the expression is true.

    What cannot be evaluated counts as false.
    """

    names = ("if",)

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        value = evaluate(values["if"], to.references.variables)
        if not isinstance(value, Failure) and truth(value):
            to.tree.push_through()
        else:
            to.tree.push_away("")

    def values(self, tag: Tag) -> dict[str, str]:
        return {"if": tag.arguments}

    def problems(self, tag: Tag) -> Iterator[Problem]:
        if not tag.arguments:
            yield Problem("GB014", tag.span, "`{% if %}` has no expression", "write `{% if space.vars.name %}`")
            return
        expression = parse(tag.arguments)
        if isinstance(expression, Failure):
            where = Span(tag.arguments_start, tag.arguments_start + len(tag.arguments))
            yield syntax_problem(tag.arguments, expression, where)
