"""`playbook status`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook import checks
from playbook.cli.common import EXISTING, deliver, sites
from playbook.diagnostics import Severity
from playbook.review import overview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playbook.review.overview import Row


def _printed(rows: tuple[Row, ...]) -> str:
    return "".join(f"{line}\n" for line in _text(rows))


FORMS: dict[str, Callable[[tuple[Row, ...]], str]] = {
    "text": _printed,
    "json": overview.as_json,
    "csv": overview.as_csv,
}


@click.command()
@click.argument("path", type=EXISTING, default=".")
@click.option("--format", "form", type=click.Choice([*FORMS]), default="text", help="How it is printed.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the terminal.")
def status(path: Path, form: str, output: Path | None) -> None:
    """Say how far the review of each page in PATH is.

    Per page: state, version, date, reviewers, whether it changed since, its twins in other languages, and the errors and
    warnings that are open. This is what the reviewers' desk shows in the site.
    """
    rows: list[Row] = []
    for site in sites(path):
        checks.check_settings(site.settings)
        open_ = Counter(one.location.path for one in checks.run(site) if one.severity is not Severity.NOTE)
        rows += overview.rows(site, open_)
    deliver(FORMS[form](tuple(rows)), output)


def _text(rows: tuple[Row, ...]) -> Iterator[str]:
    """One line for each page, and the progress of each section before its pages."""
    progress = {(one.language, one.section): one for one in overview.progress(rows)}
    wide = max((len(row.path) for row in rows), default=0)
    group: tuple[str, str] | None = None
    for row in rows:
        if (row.language, row.section) != group:
            if group is not None:
                yield ""
            group = (row.language, row.section)
            one = progress[group]
            said = ", ".join(f"{count} {state}" for state, count in one.states.items())
            yield f"{' · '.join(part for part in group if part) or 'Pages'} ({one.pages}): {said}"
        yield f"  {row.path:<{wide}}  {', '.join(_parts(row))}".rstrip()


def _parts(row: Row) -> Iterator[str]:
    yield row.state or "no state"
    if row.version:
        yield row.version
    if row.round:
        yield f"round {row.round}"
    if row.date:
        yield row.date
    if row.changed:
        yield "CHANGED SINCE"
    if row.reviewers:
        yield f"by {' and '.join(row.reviewers)}"
    if row.missing:
        yield f"missing in {' and '.join(row.missing)}"
    if row.findings:
        yield f"{row.findings} open finding{'' if row.findings == 1 else 's'}"
