"""`playbook figures`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playbook.cli.common import EXISTING, sites
from playbook.diagnostics import RULES, Diagnostic
from playbook.figures import (
    listing,
    rules,  # noqa: F401 (RULES knows a drawing's problems once it is imported)
)
from playbook.figures.project import draw_project
from playbook.site import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playbook.source import Source


@click.group(invoke_without_command=True)
@click.pass_context
def figures(context: click.Context) -> None:
    """List the figures of a project, or draw those that are drawn once for all languages."""
    if context.invoked_subcommand is None:
        context.invoke(list_figures, path=Path(), form="text", encode=False)


@figures.command("list")
@click.argument("path", type=EXISTING, default=".")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How figures are printed.")
@click.option("--encode", is_flag=True, help="Make the lighter files that no build has made yet.")
def list_figures(path: Path, form: str, *, encode: bool) -> None:
    """Say what each figure weighs, and what its readers load of it.

    PATH is what `playbook check` takes. Lighter files count when a build has made them, or with --encode.
    """
    rows = [row for site in sites(path) for row in listing.rows(site, encode=encode)]
    for line in listing.table(rows) if form == "text" else [listing.json_(rows)]:
        click.echo(line)
    click.echo(listing.summary(rows), err=True)


@figures.command()
@click.argument("path", type=EXISTING, default=".")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 when an image is stale.")
def draw(path: Path, *, only_check: bool) -> None:
    """Draw the figures of assets/figures into the spaces of a project.

    Exit status: 0 when every image is as it should be, 1 when a drawing has a mistake or, with --check, when an image is
    stale.
    """
    site = next(iter(sites(path)))
    spaces = [(edition.language, edition.space.root) for edition in site.editions if edition.language]
    outcome = draw_project(site.root, spaces, check=only_check)
    for image in outcome.stale:
        click.echo(f"{'stale' if only_check else 'drawn'}: {_shown(image)}")
    for line in _problems(outcome.problems):
        click.echo(line)
    stale = len(outcome.stale) if only_check else 0
    click.echo(
        f"{len(outcome.images)} images, {len(outcome.stale)} {'stale' if only_check else 'drawn anew'}", err=True
    )
    sys.exit(int(bool(stale or outcome.problems)))


def _problems(problems: Iterable[tuple[Source, Any]]) -> Iterator[str]:
    for source, problem in problems:
        known = RULES[problem.code]
        start, end = source.location(problem.span.start), source.location(problem.span.end)
        yield str(
            Diagnostic(start, end, known.code, known.name, known.severity, problem.message, problem.hint, problem.edits)
        )


def _shown(path: Path) -> str:
    return shown(path, Path.cwd())
