"""`playbook check`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook import checks
from playbook.cli.common import (
    EXISTING,
    codes_of,
    in_files,
    named_for,
    projects,
    sites,
    with_answers,
)
from playbook.cli.mistakes import Mistake
from playbook.diagnostics import RULES, Severity
from playbook.links import external_rules
from playbook.reports import baseline, text
from playbook.reports.summary import number, summary
from playbook.site import shown
from playbook.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from playbook.diagnostics import Diagnostic
    from playbook.reports.baseline import Known
    from playbook.site import Site

FORMS = {"text": "text", "json": "json_", "sarif": "sarif", "github": "github"}
"""The module of each form of the report."""
TOLD = 10
"""Entries of a baseline that are named when they are found no more."""


@click.command()
@click.argument("paths", type=EXISTING, nargs=-1, metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice([*FORMS]), default="text", help="How findings are printed.")
@click.option(
    "--context/--no-context", default=None, help="Show the source lines; so in a terminal unless told not to."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the terminal.")
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    default=str(Severity.ERROR),
    show_default=True,
    help="The least severity that makes the command exit with 1.",
)
@click.option("--select", metavar="CODES", default="", help="Follow only these rules or families, as in GB018,LNK.")
@click.option("--ignore", metavar="CODES", default="", help="Do not follow these.")
@click.option(
    "--baseline", "known", type=click.Path(dir_okay=False, path_type=Path), help="Known findings to pass over."
)
@click.option("--external", is_flag=True, help="Ask other sites, too, whether the pages that are linked are there.")
@click.option("--update-baseline", "update", is_flag=True, help="Write all that is found to the file of --baseline.")
def check(  # noqa: PLR0913, PLR0917 - one argument for each option
    paths: tuple[Path, ...],
    form: str,
    context: bool | None,  # noqa: FBT001 - click calls it by name
    output: Path | None,
    fail_on: str,
    select: str,
    ignore: str,
    known: Path | None,
    external: bool,  # noqa: FBT001 - the same
    update: bool,  # noqa: FBT001 - the same
) -> None:
    """Say what is wrong in a project or in any GitBook space.

    A PATH is a directory with a mkdocs.yml, a mkdocs.yml, or a GitBook repository; the current directory unless given.
    Of a page or a figure, the project around it is read, and only what is wrong in that file is told. Exit status: 0 when nothing is as bad as --fail-on, 1 when something is, 2 for a wrong use or a setting that cannot
    be used.
    """
    if update and known is None:
        raise Mistake("--update-baseline needs the file that it writes\n    hint: --baseline FILE")
    codes = (codes_of(select) or frozenset(RULES)) - codes_of(ignore)
    codes = codes if external else codes - external_rules.CODES
    words = select.upper().replace(",", " ").split()
    asked = {code: RULES[code].severity for code in words if code in RULES and RULES[code].on_request}
    after = ""
    found, roots = _found(paths or (Path(),), codes, asked)
    if known is not None:
        found, after = _against(known, found, roots, codes, update=update)
    _print(found, form, output, context=context)
    click.echo(f"{summary(found)}{after}", err=True)
    worst = max((diagnostic.severity.rank for diagnostic in found), default=-1)
    sys.exit(int(worst >= Severity(fail_on).rank))


def _found(
    paths: Iterable[Path], codes: frozenset[str], asked: Mapping[str, Severity]
) -> tuple[list[Diagnostic], list[Path]]:
    """What is found in all sites, each finding once, and the directories and files that it is about."""
    diagnostics: dict[Diagnostic, None] = {}
    about: list[Path] = []
    for (project, path), files in projects(paths).items():
        for site in sites(project):
            checks.check_settings(site.settings)
            if codes & external_rules.CODES:
                site = with_answers(site, files)  # noqa: PLW2901 - the same site, of which more is known
            found = in_files(checks.run(_following(site, codes, asked)), site, files)
            site.cache.prune()
            about += files or [site.root]
            diagnostics |= dict.fromkeys(named_for(path, found, site.root))
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key), about


def _following(site: Site, codes: Collection[str], asked: Mapping[str, Severity]) -> Site:
    """A site in which other rules are off, and those of which nobody asks unless by their code are on."""
    off = dict.fromkeys(code for code in RULES if code not in codes)
    return replace(site, settings=replace(site.settings, rules={**asked, **site.settings.rules, **off}))


def _print(diagnostics: Sequence[Diagnostic], form: str, output: Path | None, *, context: bool | None) -> None:
    terminal = output is None and sys.stdout.isatty()
    # https://no-color.org
    coloured = terminal and not os.environ.get("NO_COLOR")
    if form == "text":
        report = text.render(diagnostics, context=terminal if context is None else context, coloured=coloured)
    else:
        report = import_module(f"playbook.reports.{FORMS[form]}").render(diagnostics)
    if output is None:
        click.echo(report, nl=False, color=coloured)
    else:
        write_whole(output, report)


def _against(
    file: Path, found: Sequence[Diagnostic], roots: Sequence[Path], codes: Collection[str], *, update: bool
) -> tuple[list[Diagnostic], str]:
    """What a baseline does not know, and what is to be said of what it knows.

    Entries about other sites and rules than those of this run are left as they are.
    """
    directory = file.absolute().parent

    def name(path: str) -> str:
        return shown(Path(os.path.abspath(path)), directory)  # noqa: PTH100 - links are named as they are

    def covered(entry: Known) -> bool:
        place = Path(os.path.normpath(directory / entry.path))
        return entry.code in codes and any(place.is_relative_to(root) for root in roots)

    if not update and not file.exists():
        raise Mistake(f"{file}: there is no such baseline\n    hint: --update-baseline writes it")
    entries = baseline.read(file) if file.exists() and not update else Counter[baseline.Known]()
    if update:
        with_others = _others(file, covered)
        entries = Counter(baseline.known_by(one, name(one.location.path)) for one in found)
        write_whole(file, baseline.write(with_others + entries))
        click.echo(f"{number(entries.total(), 'finding')} noted in {file}", err=True)
    compared = baseline.compare(found, entries, name)
    _tell_stale({entry: count for entry, count in compared.stale.items() if covered(entry)}, file)
    return compared.new, f"; {compared.known:,} more known from the baseline" if compared.known else ""


def _others(file: Path, covered: Callable[[Known], bool]) -> Counter[Known]:
    """The entries that a run says nothing about."""
    entries = baseline.read(file) if file.exists() else Counter[baseline.Known]()
    return Counter({entry: count for entry, count in entries.items() if not covered(entry)})


def _tell_stale(stale: dict[Known, int], file: Path) -> None:
    if not stale:
        return
    total = sum(stale.values())
    click.echo(
        f"{number(total, 'finding')} of {file} found no more; --update-baseline removes what is cured:", err=True
    )
    for entry in sorted(stale)[:TOLD]:
        click.echo(f"    {text.visible(f'{entry.path}: {entry.code} {entry.text}')}", err=True)
    if len(stale) > TOLD:
        click.echo(f"    and {len(stale) - TOLD:,} more", err=True)
