"""Reads case files: Markdown in which a case is a title, `.`, input, `.`, expected, `.`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Case(NamedTuple):
    """One case of a case file."""

    line: int
    title: str
    given: str
    expected: str


def read_cases(path: Path) -> list[Case]:
    """The cases of a file; text before the first title line is an introduction.

    A line that holds a single dot separates; one in an input is written `\\.`.
    """
    cases: list[Case] = []
    parts: list[list[str]] = [[]]
    start = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line != ".":
            parts[-1].append("." if line == "\\." else line)
            continue
        if len(parts) == 1:
            start = number
        parts.append([])
        if len(parts) == 4:
            title = next((text for text in reversed(parts[0]) if text.strip()), "")
            cases.append(Case(start, title, "\n".join(parts[1]), "\n".join(parts[2])))
            parts = [[]]
    return cases


def write_cases(path: Path, expected: dict[int, str]) -> None:
    """Put new expectations in place (`pytest --update`).

    Args:
        path: The case file.
        expected: What came out, by the line of each case.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    for case in reversed(read_cases(path)):
        if case.line in expected:
            separators = [index for index, line in enumerate(lines) if line == "." and index >= case.line - 1][1:3]
            new = ["\\." if line == "." else line for line in expected[case.line].split("\n") if expected[case.line]]
            lines[separators[0] + 1 : separators[1]] = new
    path.write_text("\n".join(lines), encoding="utf-8")
