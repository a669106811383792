"""What checks found, in the forms that people and programs read: one function per form."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from playbook.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from playbook.diagnostics import Diagnostic


def text(diagnostics: Iterable[Diagnostic]) -> str:
    """`path:line:col: severity CODE message` for each, and its hint below; empty for none."""
    return "".join(f"{diagnostic}\n" for diagnostic in diagnostics)


def json_(diagnostics: Collection[Diagnostic]) -> str:
    """A JSON object with every diagnostic and their counts."""
    value = {"diagnostics": [_as_json(diagnostic) for diagnostic in diagnostics], "summary": counts(diagnostics)}
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"


def counts(diagnostics: Collection[Diagnostic]) -> dict[str, int]:
    """How many there are of each severity, and in how many files."""
    severities = Counter(diagnostic.severity for diagnostic in diagnostics)
    files = {diagnostic.location.path for diagnostic in diagnostics}
    return {**{f"{severity}s": severities[severity] for severity in Severity}, "files": len(files)}


def summary(diagnostics: Collection[Diagnostic]) -> str:
    """The counts as a sentence for people: `2 errors and 1 note in 3 files`."""
    found = counts(diagnostics)
    named = [_number(found[f"{severity}s"], severity) for severity in Severity if found[f"{severity}s"]]
    if not named:
        return "nothing found"
    listed = " and ".join([*[", ".join(named[:-1])][: len(named) - 1], named[-1]])
    return f"{listed} in {_number(found['files'], 'file')}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "path": diagnostic.location.path,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "end_line": diagnostic.end.line,
        "end_column": diagnostic.end.column,
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
