"""`playbook schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from playbook import checks
from playbook.cli.common import Mistake, told
from playbook.gitbook.json_schema import json_schema
from playbook.reports.output import write_whole

FEATURES = checks.FEATURES
"""Importing them registers their keys."""


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the terminal.")
def schema(output: Path | None) -> None:
    """Print the JSON Schema of a page's front matter, for editors."""
    text = f"{json.dumps(json_schema(), ensure_ascii=False, indent=2)}\n"
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_whole(output, text)
    except OSError as error:
        raise Mistake(told(error)) from error
