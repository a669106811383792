"""The command `playbook`: one module for each of its commands."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from playbook import __version__
from playbook.cli.mistakes import told_as_mistakes

COMMANDS = {
    "check": "check",
    "diff": "diff",
    "figures": "figures",
    "fix": "fix",
    "init": "init",
    "review": "review",
    "rule": "rules",
    "rules": "rules",
    "schema": "schema",
    "sdg": "sdg",
    "status": "status",
    "versions": "versions",
}
"""The module of each command."""


class Commands(click.Group):
    """Commands that are imported when they are asked for: `playbook check` runs at every save and needs no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None when there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"playbook.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's)
        """Run a command."""
        with told_as_mistakes():
            return super().invoke(ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Read, check and publish GitBook repositories with open tools."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot print a character of a page must not end the command.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
