from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from findings import diagnostic

from playbook.diagnostics import Severity
from playbook.reports import json_
from playbook.reports.summary import summary

if TYPE_CHECKING:
    from playbook.diagnostics import Diagnostic

ERROR = diagnostic("a/é.md", 4, Severity.ERROR, "end it")
WARNING = diagnostic("b.md", 1, Severity.WARNING)
NOTE = diagnostic("b.md", 2, Severity.NOTE)


def test_json_says_all_there_is() -> None:
    value = json.loads(json_.render([ERROR, NOTE]))
    assert value["diagnostics"][0] == {
        "path": "a/é.md",
        "line": 4,
        "column": 3,
        "end_line": 4,
        "end_column": 9,
        "code": "GB001",
        "name": "unclosed-tag",
        "severity": "error",
        "message": "`{% hint %}` is not closed",
        "hint": "end it",
    }
    assert value["diagnostics"][1]["hint"] == ""
    assert value["summary"] == {"errors": 1, "warnings": 0, "notes": 1, "files": 2}


@pytest.mark.parametrize(
    ("diagnostics", "sentence"),
    [
        ([], "nothing found"),
        ([ERROR], "1 error in 1 file"),
        ([ERROR, WARNING], "1 error and 1 warning in 2 files"),
        ([ERROR, WARNING, NOTE, NOTE], "1 error, 1 warning and 2 notes in 2 files"),
        ([NOTE] * 1200, "1,200 notes in 1 file"),
    ],
)
def test_the_summary_is_a_sentence(diagnostics: list[Diagnostic], sentence: str) -> None:
    assert summary(diagnostics) == sentence
