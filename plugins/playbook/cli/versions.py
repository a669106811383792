"""`playbook versions`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from playbook.cli.common import EXISTING
from playbook.cli.mistakes import Mistake
from playbook.settings import CONFIGURATION
from playbook.site import shown
from playbook.versions.building import HOSTS
from playbook.versions.plan import plan
from playbook.versions.project import Project
from playbook.versions.publishing import Output
from playbook.versions.release import release, repository_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playbook.git import Repository
    from playbook.versions.building import Built
    from playbook.versions.plan import Plan, Version


@click.group()
def versions() -> None:
    """List the versions of a site, or build all of them as one site."""


@versions.command("list")
@click.argument("path", type=EXISTING, default=".")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How they are printed.")
def list_versions(path: Path, form: str) -> None:
    """List the versions of a project, the newest first.

    PATH is a mkdocs.yml or its directory. A version is a tag that the option `versions.pattern` of playbook/review names;
    the working branch is one too.
    """
    project, repository = _project(path)
    planned = plan(repository, project.review.versions)
    if form == "json":
        rows = [
            {"version": one.name, "title": one.title, "tag": one.tag or None, "commit": one.commit, "date": _day(one)}
            for one in planned.versions
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        width = max((len(one.name) for one in planned.versions), default=0)
        for one in planned.versions:
            click.echo(f"{one.name:{width}}  {_day(one)}  {one.commit[:10]}  {one.tag or _branch(repository)}")
    _say_what_is_missing(planned, repository)


@versions.command()
@click.argument("path", type=EXISTING, default=".")
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where the site goes; site_dir of mkdocs.yml if missing."
)
@click.option("--host", type=click.Choice(HOSTS), default=None, help="What builds a version.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Versions that are built at the same time.")
def build(path: Path, output: Path | None, host: str | None, workers: int | None) -> None:
    """Build every version as one site that needs no server.

    PATH is a mkdocs.yml or its directory. Each version is the content of its tag, built as mkdocs.yml says today; what was
    built before is kept. Readers see all of the new site or all of the one before, at any moment.

    Exit status: 0 when every version was built, 1 when one could not be, 2 when nothing was published.
    """
    project, repository = _project(path)
    replaceable = output is None or output.absolute() == project.site_dir
    place = Output.at(output or project.site_dir, replaceable=replaceable)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as progress:
        watcher = _Told(progress, repository, place)
        made = release(project, repository, place, watcher, host=host or "", workers=workers or 0)
    named = ", ".join(f"{alias} is {version.name}" for alias, version in made.aliases.items())
    where = shown(place.directory, Path.cwd()) or "."
    click.echo(f"{len(made.published)} versions in {where}" + (f"; {named}" if named else ""), err=True)
    sys.exit(int(bool(made.failed)))


class _Told:
    """Says how the work goes on: a line for each version, and a bar below them at a terminal."""

    def __init__(self, progress: Progress, repository: Repository, place: Output) -> None:
        self.progress = progress
        self.repository = repository
        self.place = place
        self.task = progress.add_task("Building versions", total=None)

    def waiting(self) -> None:
        self._say("another run builds versions of this project; waiting for it")

    def begins(self, plan: Plan) -> None:
        self.progress.update(self.task, total=len(plan.versions))
        _say_what_is_missing(plan, self.repository)
        changed = [path for path in self.repository.uncommitted if not self._is_output(path)]
        if changed and any(one.is_dev for one in plan.versions):
            self._say(f"what is not committed is in no version ({changed[0]}{' …' if len(changed) > 1 else ''})")

    def _is_output(self, path: str) -> bool:
        top = self.repository.top
        return top is not None and Path(top, path) in (self.place.directory, *self.place.directory.parents)

    def built(self, built: Built) -> None:
        name = built.version.name
        if built.problem:
            self._say(f"{name}: cannot be built any more, so that it stays as it was: {_indented(built.problem)}")
        else:
            warnings = f", {built.warnings} warnings" if built.warnings else ""
            how = f"built in {built.seconds:.0f} s" if built.seconds else "kept"
            self._say(f"{name}: {how}{warnings}")
        for note in built.notes:
            self._say(f"{name}: {note}")
        self.progress.advance(self.task)

    def failed(self, version: Version, problem: str) -> None:
        self._say(f"{version.name}: cannot be built: {_indented(problem)}")
        self.progress.advance(self.task)

    def withheld(self, version: Version, states: Sequence[str]) -> None:
        self._say(f"{version.name}: not published, since its pages are in {', '.join(states)} (option `public`)")

    def _say(self, line: str) -> None:
        self.progress.console.print(line, markup=False, highlight=False, soft_wrap=True)


def _project(path: Path) -> tuple[Project, Repository]:
    file = path if path.is_file() else path / CONFIGURATION
    if not file.is_file():
        raise Mistake(f"there is no {CONFIGURATION} in {str(path)!r}\n    hint: `playbook init` writes one")
    project = Project.read(file)
    return project, repository_of(project)


def _say_what_is_missing(planned: Plan, repository: Repository) -> None:
    for tag, reason in planned.left_out:
        click.echo(f"tag {tag} is left out: {reason}", err=True)
    if repository.is_shallow:
        click.echo("this clone is shallow, so that tags may be missing (git fetch --unshallow --tags)", err=True)
    elif not any(one.tag for one in planned.versions):
        click.echo("no tag is a version (option `versions.pattern` of playbook/review)", err=True)


def _branch(repository: Repository) -> str:
    return f"branch {repository.branch}" if repository.branch else "what is checked out"


def _day(version: Version) -> str:
    return version.date.date().isoformat()


def _indented(problem: str) -> str:
    return problem.replace("\n", "\n    ")
