"""The rules themselves: a table for the terminal, and the reference page, made of their docstrings."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playbook.diagnostics import Rule

_HEAD = """\
<!-- Made of the docstrings of the rules: `playbook rules --format markdown > RULES.md` -->

# Rules

What `playbook check` looks for. A rule is set to another severity or off in `mkdocs.yml`; one place is excused by
`<!-- playbook: ignore CODE -->` on the line before.
"""


def table(rules: Sequence[Rule]) -> str:
    """A line for each rule: code, name, severity, first sentence."""
    width = max((len(rule.name) for rule in rules), default=0)
    return "".join(f"{rule.code:<6}  {rule.name:<{width}}  {rule.severity:<7}  {rule.summary}\n" for rule in rules)


def render(rules: Sequence[Rule], families: Mapping[str, str]) -> str:
    """The reference page, in Markdown.

    Args:
        rules: In the order of their codes.
        families: What the rules of each family are about, by the letters of their codes.
    """
    parts = [_HEAD]
    for family, group in groupby(rules, key=lambda rule: rule.code[:-3]):
        members = list(group)
        parts += (f"\n## {families.get(family, family)}\n\n", "| Code | Name | Severity |\n| --- | --- | --- |\n")
        parts += (
            f"| [{one.code}](#{one.code.lower()}) | {one.name} | {one.severity}{', off unless set' if one.on_request else ''} |\n"
            for one in members
        )
        parts += (
            f'\n### <a id="{one.code.lower()}"></a>{one.code} {one.name}\n\n{one.documentation}\n' for one in members
        )
    return "".join(parts)
