"""`playbook rules` and `playbook rule`."""

from __future__ import annotations

import json

import click

from playbook import checks
from playbook.cli.common import nearest_rule
from playbook.cli.mistakes import Mistake
from playbook.diagnostics import RULES, Rule
from playbook.reports import reference

FORMS = ("text", "json", "markdown")


@click.command()
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="Markdown is that of RULES.md.")
def rules(form: str) -> None:
    """List the rules: code, name, severity and what each is about."""
    click.echo(_listed(form), nl=False)


@click.command()
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """Say what a rule is for and how to cure what it finds; without CODE, list the rules."""
    if code is None:
        click.echo(_listed("text"), nl=False)
        return
    found = RULES.get(code.upper()) or next((one for one in RULES.values() if one.name == code.lower()), None)
    if found is None:
        raise Mistake(f"there is no rule {code!r}\n    hint: {nearest_rule(code)}")
    click.echo(
        f"{found.code} {found.name} ({found.severity}{', off unless set' if found.on_request else ''})\n\n{found.documentation}"
    )


def _listed(form: str) -> str:
    known = [RULES[code] for code in sorted(RULES)]
    match form:
        case "json":
            return f"{json.dumps({'rules': [_as_json(one) for one in known]}, ensure_ascii=False, indent=2)}\n"
        case "markdown":
            return reference.render(known, checks.FAMILIES)
        case _:
            return reference.table(known)


def _as_json(one: Rule) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "on_request": one.on_request,
        "summary": one.summary,
        "documentation": one.documentation,
    }
