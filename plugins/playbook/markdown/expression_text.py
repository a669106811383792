"""`<code class="expression">…</code>`: what an expression gives, in the text (gitbook-format.md §16)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll

from playbook.diagnostics import Problem
from playbook.markdown.expression_syntax import MAX_LENGTH
from playbook.markdown.expressions import UNDEFINED, Failure, evaluate, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    from playbook.source import Span

EXPRESSION = "expression"
"""The class of the element, and the type of the token."""

_OPENING = re.compile(r"""<code\s{1,9}class\s{0,9}=\s{0,9}(?:"expression"|'expression'|expression)\s{0,9}>""")
_CLOSING = "</code>"


def expression_plugin(md: MarkdownIt) -> None:
    """Take expressions out of the text before anything in them is read as Markdown."""
    md.inline.ruler.before("html_inline", EXPRESSION, _expression)


def _expression(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    if not state.src.startswith("<code", state.pos):
        return False
    opening = _OPENING.match(state.src, state.pos)
    if opening is None:
        return False
    end = state.src.find(_CLOSING, opening.end(), opening.end() + 2 * MAX_LENGTH)
    if end < 0:
        return False
    if not silent:
        token = state.push(EXPRESSION, "", 0)
        token.content = unescapeAll(state.src[opening.end() : end]).strip()
        token.meta = {"span": (opening.end(), end)}
    state.pos = end + len(_CLOSING)
    return True


def syntax_problem(text: str, failure: Failure, where: Span) -> Problem:
    """What is said of an expression that cannot be read.

    Args:
        text: The expression.
        failure: What is wrong with it.
        where: Its place.
    """
    shown = text if len(text) <= 60 else f"{text[:59]}…"
    return Problem(
        "GB026",
        where,
        f"`{shown}` is not an expression: {failure.message} (character {failure.position + 1})",
        'write names, texts, numbers and operators, as in `space.vars.name` or `visitor.claims.plan === "pro"`',
    )


def shown(text: str, variables: Mapping[str, object]) -> str | Failure:
    """What readers see of an expression: its value as a text, nothing for null and undefined.

    Args:
        text: The expression.
        variables: What it can name.
    """
    value = evaluate(text, variables)
    if isinstance(value, Failure):
        return value
    return "" if value is None or value is UNDEFINED else text_of(value)
