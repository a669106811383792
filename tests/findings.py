"""Makes findings for tests of reports."""

from __future__ import annotations

from playbook.diagnostics import Diagnostic, Edit, Severity
from playbook.source import Location, Source


def diagnostic(
    path: str,
    line: int,
    severity: Severity = Severity.WARNING,
    hint: str = "",
    message: str = "`{% hint %}` is not closed",
) -> Diagnostic:
    """A finding in columns 3 to 8 of a line."""
    start, end = Location(path, line, 3), Location(path, line, 9)
    return Diagnostic(start, end, "GB001", "unclosed-tag", severity, message, hint)


def within(text: str, part: str, *edits: Edit, path: str = "a.md", code: str = "LNK001") -> Diagnostic:
    """A finding about the first occurrence of a part in a text."""
    source = Source.decode(path, text.encode())
    at = source.text.index(part)
    start, end = source.location(at), source.location(at + len(part))
    return Diagnostic(start, end, code, "missing-target", Severity.ERROR, f"{part!r} is wrong", "", edits, source)
