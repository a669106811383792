"""What a person can set right, told in a sentence."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from playbook.diagnostics import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Mistake(click.ClickException):
    """A wrong use or a setting that cannot be used: told in a sentence, exit status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence."""
        click.echo(f"playbook: {self.format_message()}", file=file or sys.stderr)


@contextmanager
def told_as_mistakes() -> Iterator[None]:
    """Tell what people or the system refuse: settings, files, git. Anything else is a mistake of ours, with a traceback."""
    try:
        yield
    except UserError as error:
        raise Mistake(str(error)) from error
    except BrokenPipeError:  # whoever reads has enough: click ends quietly
        raise
    except OSError as error:
        raise Mistake(_refusal(error)) from error


def _refusal(error: OSError) -> str:
    """What the system refused, for people."""
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason
