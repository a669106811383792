"""What the expressions of a page can name (gitbook-format.md §16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.gitbook.document import Document, UsedExpression
    from playbook.gitbook.space import Space

ROOTS = {"space": "vars", "page": "vars", "visitor": "claims"}
"""The variables that GitBook gives, and what is in each."""


def variables(space: Space, page: Document, visitor: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of a page.

    Args:
        space: Where the page is.
        page: The page that is shown, not a text that it includes.
        visitor: The reader as the settings have it.
    """
    return {"space": {"vars": dict(space.variables)}, "page": {"vars": page_variables(page)}, "visitor": visitor}


def page_variables(page: Document) -> dict[str, Any]:
    """What the front matter of a page says under `vars`."""
    values = page.front_matter.values.get("vars")
    return dict(values) if isinstance(values, dict) else {}


def unknown(used: UsedExpression, known: Mapping[str, Mapping[str, Any] | None]) -> Iterator[tuple[str, str]]:
    """The variables of an expression that nothing defines: the name as it is written, and those that there are.

    Args:
        used: The expression.
        known: The names below `space.vars` and `page.vars`; None where they cannot be known.
    """
    for path in used.names:
        root = path[0]
        if root not in ROOTS:
            yield root, ", ".join(f"{name}.{below}" for name, below in ROOTS.items())
        elif len(path) > 1 and path[1] != ROOTS[root]:
            yield f"{root}.{path[1]}", f"{root}.{ROOTS[root]}"
        elif len(path) > 2 and (names := known.get(root)) is not None and path[2] not in names:
            yield ".".join(path[:3]), ", ".join(f"{root}.vars.{name}" for name in names)


def holds(space: Space, page: Document, visitor: Mapping[str, Any]) -> bool:
    """Whether a page is for a reader: it has no `if` in its front matter, or one that is true (gitbook-format.md §3).

    Args:
        space: Where the page is.
        page: The page.
        visitor: The reader as the settings have it.
    """
    condition = page.front_matter.values.get("if")
    if not isinstance(condition, str):
        return True
    from playbook.markdown.expressions import Failure, evaluate, truth  # noqa: PLC0415 - most sites have no condition

    value = evaluate(condition, variables(space, page, visitor))
    return not isinstance(value, Failure) and truth(value)
