"""The command `playbook`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playbook import __version__, checks
from playbook.cli.check import check
from playbook.cli.common import EXISTING, Mistake, beside, codes_of, sites, told
from playbook.cli.rules import rule, rules
from playbook.diagnostics import RULES, Diagnostic
from playbook.discovery import find
from playbook.figures import listing
from playbook.figures.project import draw_project
from playbook.fixes import Tally, fixes
from playbook.init import CONFIGURATION, InitError, configuration
from playbook.sdg import export
from playbook.sdg.catalogue_file import load as load_catalogue
from playbook.sdg.framework import own_entries
from playbook.settings import SettingsError, load_project
from playbook.site import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playbook.discovery import Candidate, Repository
    from playbook.source import Source


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Read, check and publish GitBook repositories with open tools."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot print a character of a page must not end the command.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


for command in (check, rule, rules):
    main.add_command(command)


@main.command()
@click.argument("directory", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Where to write the configuration; DIR/{CONFIGURATION} unless given.",
)
@click.option("--force", is_flag=True, help="Replace a configuration that is there.")
def init(directory: Path, output: Path | None, *, force: bool) -> None:
    """Write a mkdocs.yml for the GitBook space(s) in DIR.

    Nothing else is written; with --output outside of DIR the repository is not touched.
    """
    try:
        repository = find(directory)
        candidate = _only(repository, directory)
        output = output or directory / CONFIGURATION
        text = configuration(candidate, output)
        for line in _found(candidate, repository):
            click.echo(line)
        if output.exists() and not force:
            raise Mistake(f"{output} exists already\n    hint: --force replaces it, --output writes elsewhere")
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(text.encode())
    except InitError as error:
        raise Mistake(str(error)) from error
    except OSError as error:
        raise Mistake(told(error)) from error
    click.echo(f"Wrote {output}. See the site with: mkdocs serve -f {output}")


@main.command()
@click.argument("paths", type=EXISTING, nargs=-1, metavar="[PATH]...")
@click.option("--diff", "only_show", is_flag=True, help="Write nothing; print the difference, and exit with 1 for one.")
@click.option("--select", metavar="CODES", default="", help="Cure only what these rules find, as in GB018,LNK004.")
def fix(paths: tuple[Path, ...], select: str, *, only_show: bool) -> None:
    """Cure what is mechanically wrong, in place, without touching any other line.

    A PATH is what `playbook check` takes; files keep their line ends. Exit status: 0 when every file is as it should be,
    1 when one could not be written or, with --diff, would change, 2 for a wrong use.
    """
    codes = codes_of(select)
    total = Tally()
    try:
        for path in paths or (Path(),):
            for site in sites(path):
                checks.check_settings(site.settings)
                for line in total.add(fixes(site, checks.run(site), codes), only_show=only_show):
                    click.echo(line, nl=False)
    except SettingsError as error:
        raise Mistake(str(error)) from error
    except OSError as error:
        raise Mistake(told(error)) from error
    click.echo(total.summary(only_show=only_show), err=True)
    sys.exit(int(bool(total.failed or (only_show and total.files))))


@main.group(invoke_without_command=True)
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
    try:
        rows = [row for site in sites(path) for row in listing.rows(site, encode=encode)]
    except SettingsError as error:
        raise Mistake(str(error)) from error
    except OSError as error:
        raise Mistake(told(error)) from error
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
    try:
        site = next(iter(sites(path)))
        spaces = [(edition.language, edition.space.root) for edition in site.editions if edition.language]
        outcome = draw_project(site.root, spaces, check=only_check)
    except SettingsError as error:
        raise Mistake(str(error)) from error
    except OSError as error:
        raise Mistake(told(error)) from error
    for image in outcome.stale:
        click.echo(f"{'stale' if only_check else 'drawn'}: {_shown(image)}")
    for line in _problems(outcome.problems):
        click.echo(line)
    stale = len(outcome.stale) if only_check else 0
    click.echo(
        f"{len(outcome.images)} images, {len(outcome.stale)} {'stale' if only_check else 'drawn anew'}", err=True
    )
    sys.exit(int(bool(stale or outcome.problems)))


@main.group()
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
    try:
        own = None
        if project.is_file():
            settings = load_project(project)
            own = own_entries(settings.root, settings.sdg) if settings.sdg else None
        text = export.FORMATS[form](load_catalogue(own))
        if output is not None:
            output.write_bytes(text.encode())
    except SettingsError as error:
        raise Mistake(str(error)) from error
    except OSError as error:
        raise Mistake(told(error)) from error
    if output is None:
        click.echo(text, nl=False)


def _only(repository: Repository, directory: Path) -> Candidate:
    if not repository.candidates:
        raise Mistake(f"there is no GitBook space in {str(directory)!r}\n    hint: one has a SUMMARY.md or a README.md")
    if repository.main is not None:
        if not any(space.pages for space in repository.main.spaces):
            raise Mistake(f"the space in {str(directory)!r} has no pages\n    hint: `playbook check` says why")
        return repository.main
    listed = "\n".join(
        f"    {directory / shown(one.directory, repository.top)} ({one.title}, {_number_of_pages(one)})"
        for one in repository.candidates
    )
    raise Mistake(
        f"{str(directory)!r} holds {len(repository.candidates)} spaces that are not languages of one another; "
        f"one site can be made of one of them:\n{listed}\n    hint: name one, as in "
        f"`playbook init {directory / shown(repository.candidates[0].directory, repository.top)}`"
    )


def _found(candidate: Candidate, repository: Repository) -> Iterator[str]:
    """What was found, for whoever reads the terminal."""
    yield f"Found “{candidate.title}”: {_number_of_pages(candidate)}"
    for edition in candidate.site(repository.top).editions:
        where = shown(edition.space.root / edition.directory, repository.top) or "."
        yield f"  {edition.language or candidate.language or 'language unknown'}: {_pages(len(edition.pages))} in {where}"
    yield from beside(repository)


def _number_of_pages(candidate: Candidate) -> str:
    return _pages(sum(len(space.pages) for space in candidate.spaces))


def _pages(number: int) -> str:
    return f"{number} page{'' if number == 1 else 's'}"


def _problems(problems: Iterable[tuple[Source, Any]]) -> Iterator[str]:
    for source, problem in problems:
        known = RULES[problem.code]
        start, end = source.location(problem.span.start), source.location(problem.span.end)
        yield str(
            Diagnostic(start, end, known.code, known.name, known.severity, problem.message, problem.hint, problem.edits)
        )


def _shown(path: Path) -> str:
    return shown(path, Path.cwd())
