"""`playbook sdg`."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.cli.common import EXISTING, deliver
from playbook.sdg import export
from playbook.sdg.catalogue_file import load as load_catalogue
from playbook.sdg.framework import own_entries
from playbook.settings import CONFIGURATION, load_project


@click.group()
def sdg() -> None:
    """The SDG Digital Investment Framework, to which pages are related."""


@sdg.command("export")
@click.argument("path", type=EXISTING, default=".")
@click.option("--format", "form", type=click.Choice([*export.FORMATS]), default="json", help="JSON, CSV or JSON-LD.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the terminal.")
def export_(path: Path, form: str, output: Path | None) -> None:
    """Write the catalogue of the framework, with the entries of the project in PATH.

    JSON-LD names goals and targets by the identifiers of the United Nations.
    """
    project = path if path.is_file() else path / CONFIGURATION
    own = None
    if project.is_file():
        settings = load_project(project)
        own = own_entries(settings.root, settings.sdg) if settings.sdg else None
    deliver(export.FORMATS[form](load_catalogue(own)), output)
