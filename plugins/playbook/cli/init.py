"""`playbook init`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cli.common import beside
from playbook.cli.mistakes import Mistake
from playbook.discovery import find
from playbook.gathering import gather
from playbook.init import configuration
from playbook.settings import CONFIGURATION
from playbook.site import shown
from playbook.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.discovery import Candidate, Repository


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Where to write the configuration; DIR/{CONFIGURATION} unless given.",
)
@click.option("--all", "together", is_flag=True, help="Make one site of all spaces, with a section for each.")
@click.option("--force", is_flag=True, help="Replace a configuration that is there.")
def init(directory: Path, output: Path | None, *, together: bool, force: bool) -> None:
    """Write a mkdocs.yml for the GitBook space(s) in DIR.

    Nothing else is written; with --output outside of DIR the repository is not touched. Of several spaces, those that
    are languages of one another, or that docs.yaml names, are one site; the others become sections of one site when
    each has a .gitbook.yaml, or with --all.
    """
    repository = find(directory)
    candidate = _chosen(repository, directory, together=together)
    output = output or directory / CONFIGURATION
    text = configuration(candidate, output)
    for line in _found(candidate, repository):
        click.echo(line)
    if output.exists() and not force:
        raise Mistake(f"{output} exists already\n    hint: --force replaces it, --output writes elsewhere")
    write_whole(output, text)
    click.echo(f"Wrote {output}. See the site with: mkdocs serve -f {output}")


def _chosen(repository: Repository, directory: Path, *, together: bool) -> Candidate:
    candidates = repository.candidates
    if not candidates:
        raise Mistake(f"there is no GitBook space in {str(directory)!r}\n    hint: one has a SUMMARY.md or a README.md")
    declared = repository.main is None and all(one.declared for one in candidates)
    chosen = gather(repository) if len(candidates) > 1 and (together or declared) else repository.main
    if chosen is not None:
        if not any(space.pages for space in chosen.spaces):
            raise Mistake(f"the space in {str(directory)!r} has no pages\n    hint: `playbook check` says why")
        return chosen
    listed = "\n".join(
        f"    {directory / shown(one.directory, repository.top)} ({one.title}, {_number_of_pages(one)})"
        for one in candidates
    )
    first = directory / shown(candidates[0].directory, repository.top)
    raise Mistake(
        f"{str(directory)!r} holds {len(candidates)} spaces that are not languages of one another:\n{listed}\n"
        f"    hint: `playbook init --all {directory}` makes a section of each, `playbook init {first}` a site of one"
    )


def _found(candidate: Candidate, repository: Repository) -> Iterator[str]:
    """What was found, for whoever reads the terminal."""
    yield f"Found “{candidate.title}”: {_number_of_pages(candidate)}"
    site = candidate.site(repository.top)
    for edition in site.editions:
        where = shown(edition.space.root / edition.directory, repository.top) or "."
        section = f" /{edition.section.path}" if candidate.sections > 1 else ""
        language = edition.language or candidate.language or "language unknown"
        yield f"  {language}{section}: {_pages(len(edition.pages))} in {where}"
    yield from beside(repository, candidate)


def _number_of_pages(candidate: Candidate) -> str:
    return _pages(sum(len(space.pages) for space in candidate.spaces))


def _pages(number: int) -> str:
    return f"{number} page{'' if number == 1 else 's'}"
