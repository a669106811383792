"""`playbook schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from playbook import checks
from playbook.cli.common import deliver
from playbook.gitbook.json_schema import json_schema

FEATURES = checks.FEATURES
"""Importing them registers their keys."""


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the terminal.")
def schema(output: Path | None) -> None:
    """Print the JSON Schema of a page's front matter, for editors."""
    deliver(f"{json.dumps(json_schema(), ensure_ascii=False, indent=2)}\n", output)
