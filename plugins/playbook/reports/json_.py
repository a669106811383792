"""The JSON report, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playbook.reports.summary import counts

if TYPE_CHECKING:
    from collections.abc import Collection

    from playbook.diagnostics import Diagnostic


def render(diagnostics: Collection[Diagnostic]) -> str:
    """A JSON object with every diagnostic and their counts."""
    value = {"diagnostics": [_as_json(diagnostic) for diagnostic in diagnostics], "summary": counts(diagnostics)}
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"


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
