from __future__ import annotations

import re

from findings import diagnostic
from hypothesis import given
from hypothesis import strategies as st

from playbook.diagnostics import Severity
from playbook.reports import github

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*),line=(\d+),col=(\d+),title=([^,:]*)::([^\r\n]*)\n")


def unescaped(value: str) -> str:
    """As the runner of GitHub reads it."""
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(written, meant)
    return value


def test_a_finding_is_an_annotation() -> None:
    found = diagnostic("docs/a.md", 4, Severity.ERROR, "end it")
    assert github.render([found]) == (
        "::error file=docs/a.md,line=4,col=3,title=GB001 unclosed-tag::`{%25 hint %25}` is not closed%0Ahint: end it\n"
    )
    assert github.render([diagnostic("a.md", 1, Severity.NOTE)]).startswith("::notice ")


@given(st.text(max_size=50), st.text(max_size=50))
def test_what_is_written_is_read_as_it_was(path: str, message: str) -> None:
    match = COMMAND.fullmatch(github.render([diagnostic(path, 7, message=message)]))
    assert match
    assert [unescaped(match[2]), unescaped(match[6])] == [path, message]


def test_what_github_would_drop_is_told_in_the_log() -> None:
    errors = [diagnostic("a.md", number, Severity.ERROR) for number in range(1, 13)]
    notes = [diagnostic("::set-env::.md", number, Severity.NOTE) for number in range(1, 12)]
    lines = github.render([*errors, *notes]).splitlines()
    assert [line.split(" ")[0] for line in lines[:20]] == ["::error"] * 10 + ["::notice"] * 10
    assert lines[20] == "::group::3 more findings, for which GitHub has no annotations left"
    token = lines[21].removeprefix("::stop-commands::")
    assert lines[22:] == [
        "a.md:11:3: error GB001 `{% hint %}` is not closed",
        "a.md:12:3: error GB001 `{% hint %}` is not closed",
        "::set-env::.md:11:3: note GB001 `{% hint %}` is not closed",
        f"::{token}::",
        "::endgroup::",
    ]


def test_a_message_is_not_longer_than_github_takes() -> None:
    assert len(github.render([diagnostic("a.md", 1, message="%" * 100_000)])) < 64_000
