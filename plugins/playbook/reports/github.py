"""Annotations of GitHub Actions: findings beside the lines of a pull request.

GitHub shows ten annotations of each severity per step and drops the others without a word; those are told in
the log instead.
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from playbook.diagnostics import Severity
from playbook.reports import text
from playbook.reports.summary import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playbook.diagnostics import Diagnostic

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
LIMIT = 10
"""Annotations of one severity that a step may have."""
MAX_MESSAGE = 4_000
"""Characters of a message; GitHub takes 64 KB."""

_DATA = re.compile("[%\r\n]")
_PROPERTY = re.compile("[%\r\n:,]")


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """A workflow command for each finding that GitHub will show, and the lines of the text report for the others."""
    shown: list[str] = []
    others: list[Diagnostic] = []
    given: Counter[Severity] = Counter()
    for diagnostic in diagnostics:
        given[diagnostic.severity] += 1
        if given[diagnostic.severity] > LIMIT:
            others.append(diagnostic)
        else:
            shown.append(_annotation(diagnostic))
    return "".join((*shown, _log(others) if others else ""))


def _annotation(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    message = f"{diagnostic.message}\nhint: {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{diagnostic.code} {diagnostic.name}",
    }
    listed = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    return f"::{COMMANDS[diagnostic.severity]} {listed}::{_escaped(message[:MAX_MESSAGE], _DATA)}\n"


def _log(diagnostics: list[Diagnostic]) -> str:
    """The lines of the text report, in which no name of a file and no text of a page is taken for a command."""
    lines = text.render(diagnostics)
    token = sha256(lines.encode(errors="surrogatepass")).hexdigest()
    title = f"{number(len(diagnostics), 'more finding')}, for which GitHub has no annotations left"
    return f"::group::{title}\n::stop-commands::{token}\n{lines}::{token}::\n::endgroup::\n"


def _escaped(value: str, special: re.Pattern[str]) -> str:
    return special.sub(lambda match: f"%{ord(match[0]):02X}", value)
