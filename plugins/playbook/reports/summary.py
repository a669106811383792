"""How many findings there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from playbook.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Collection

    from playbook.diagnostics import Diagnostic


def counts(diagnostics: Collection[Diagnostic]) -> dict[str, int]:
    """How many there are of each severity, and in how many files."""
    severities = Counter(diagnostic.severity for diagnostic in diagnostics)
    files = {diagnostic.location.path for diagnostic in diagnostics}
    return {**{f"{severity}s": severities[severity] for severity in Severity}, "files": len(files)}


def summary(diagnostics: Collection[Diagnostic]) -> str:
    """The counts as a sentence for people: `2 errors and 1 note in 3 files`."""
    found = counts(diagnostics)
    named = [number(found[f"{severity}s"], severity) for severity in Severity if found[f"{severity}s"]]
    if not named:
        return "nothing found"
    listed = " and ".join([*[", ".join(named[:-1])][: len(named) - 1], named[-1]])
    return f"{listed} in {number(found['files'], 'file')}"


def number(count: int, noun: str) -> str:
    """A count with its noun: `1 file`, `1,200 files`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
