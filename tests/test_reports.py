from __future__ import annotations

import json

import pytest

from playbook import reports
from playbook.diagnostics import Diagnostic, Severity
from playbook.source import Location


def diagnostic(path: str, line: int, severity: Severity, hint: str = "") -> Diagnostic:
    start, end = Location(path, line, 3), Location(path, line, 9)
    return Diagnostic(start, end, "GB001", "unclosed-tag", severity, "`{% hint %}` is not closed", hint)


ERROR = diagnostic("a/é.md", 4, Severity.ERROR, "end it")
WARNING = diagnostic("b.md", 1, Severity.WARNING)
NOTE = diagnostic("b.md", 2, Severity.NOTE)


def test_text_is_one_line_for_each_and_its_hint() -> None:
    assert reports.text([ERROR, WARNING]) == (
        "a/é.md:4:3: error GB001 `{% hint %}` is not closed\n    hint: end it\n"
        "b.md:1:3: warning GB001 `{% hint %}` is not closed\n"
    )
    assert reports.text([]) == ""


def test_json_says_all_there_is() -> None:
    value = json.loads(reports.json_([ERROR, NOTE]))
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
    assert reports.summary(diagnostics) == sentence
