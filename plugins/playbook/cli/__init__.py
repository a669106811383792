"""The command `playbook`: one module for each of its commands."""

from __future__ import annotations

import sys

import click

from playbook import __version__
from playbook.cli.check import check
from playbook.cli.diff import diff
from playbook.cli.figures import figures
from playbook.cli.fix import fix
from playbook.cli.init import init
from playbook.cli.review import review
from playbook.cli.rules import rule, rules
from playbook.cli.schema import schema
from playbook.cli.sdg import sdg
from playbook.cli.status import status
from playbook.cli.versions import versions

COMMANDS = (check, diff, figures, fix, init, review, rule, rules, schema, sdg, status, versions)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Read, check and publish GitBook repositories with open tools."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot print a character of a page must not end the command.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


for command in COMMANDS:
    main.add_command(command)
