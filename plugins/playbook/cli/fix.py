"""`playbook fix`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from playbook import checks
from playbook.cli.common import EXISTING, codes_of, in_files, projects, sites, with_answers
from playbook.fixes import Tally, fixes


@click.command()
@click.argument("paths", type=EXISTING, nargs=-1, metavar="[PATH]...")
@click.option("--diff", "only_show", is_flag=True, help="Write nothing; print the difference, and exit with 1 for one.")
@click.option("--select", metavar="CODES", default="", help="Cure only what these rules find, as in GB018,LNK004.")
@click.option("--external", is_flag=True, help="Ask other sites, too, where the pages that are linked have moved.")
def fix(paths: tuple[Path, ...], select: str, *, only_show: bool, external: bool) -> None:
    """Cure what is mechanically wrong, in place, without touching any other line.

    A PATH is what `playbook check` takes; files keep their line ends. Exit status: 0 when every file is as it should be,
    1 when one could not be written or, with --diff, would change, 2 for a wrong use.
    """
    codes = codes_of(select)
    total = Tally()
    for (project, _), files in projects(paths or (Path(),)).items():
        for site in sites(project):
            checks.check_settings(site.settings)
            if external:
                site = with_answers(site, files)  # noqa: PLW2901 - the same site, of which more is known
            found = in_files(checks.run(site), site, files)
            for line in total.add(fixes(site, found, codes), only_show=only_show):
                click.echo(line, nl=False)
    click.echo(total.summary(only_show=only_show), err=True)
    sys.exit(int(bool(total.failed or (only_show and total.files))))
