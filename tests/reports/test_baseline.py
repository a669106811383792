from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from findings import diagnostic, within
from hypothesis import given
from hypothesis import strategies as st

from playbook.reports import baseline
from playbook.reports.baseline import Known
from playbook.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

OLD = "# A\n\n[x](gone.md)\n"


@pytest.mark.parametrize(
    ("text", "path", "code", "known"),
    [
        (OLD, "a.md", "LNK001", True),
        (f"More\n\n{OLD}", "a.md", "LNK001", True),
        ("# A\n\n  [x](gone.md)\t\n", "a.md", "LNK001", True),
        ("# A\n\n[y](gone.md)\n", "a.md", "LNK001", False),
        (OLD, "b.md", "LNK001", False),
        (OLD, "a.md", "LNK002", False),
    ],
)
def test_a_finding_is_known_by_file_code_and_line(text: str, path: str, code: str, *, known: bool) -> None:
    entries = Counter({baseline.known_by(within(OLD, "gone.md"), "a.md"): 1})
    found = within(text, "gone.md", path=path, code=code)
    compared = baseline.compare([found], entries, str)
    assert (compared.new, compared.known, bool(compared.stale)) == ([] if known else [found], int(known), not known)


def test_of_findings_on_equal_lines_as_many_are_known_as_there_were() -> None:
    found = [within(OLD, "gone.md")] * 3
    compared = baseline.compare(found, Counter({baseline.known_by(found[0], "a.md"): 2}), str)
    assert (len(compared.new), compared.known, compared.stale) == (1, 2, Counter())


def test_a_long_line_is_known_by_its_whole() -> None:
    start = "word " * 10_000
    first, second = (baseline.known_by(within(f"{start}{end}", end), "a.md") for end in ("one", "two"))
    assert first != second
    assert len(first.text) < 200


def test_a_file_that_is_no_text_is_known() -> None:
    assert baseline.known_by(diagnostic("a.png", 1), "a.png") == Known("a.png", "GB001", "")


known = st.builds(Known, st.text(), st.text(), st.text())


@given(st.dictionaries(known, st.integers(1, 9)))
def test_what_is_written_is_read_as_it_was(tmp_path_factory: pytest.TempPathFactory, entries: dict[Known, int]) -> None:
    file = tmp_path_factory.getbasetemp() / "baseline.json"
    file.write_bytes(baseline.write(Counter(entries)).encode(errors="backslashreplace"))
    assert baseline.read(file) == Counter(entries)


def test_a_baseline_has_one_line_for_each_finding() -> None:
    text = baseline.write(
        Counter({Known("b.md", "GB001", "x"): 1, Known("a.md", "GB001", "é"): 2, Known("", "", ""): 0})
    )
    assert [line.strip() for line in text.splitlines()[3:5]] == [
        '{"path": "a.md", "code": "GB001", "text": "é", "count": 2},',
        '{"path": "b.md", "code": "GB001", "text": "x", "count": 1}',
    ]
    assert json.loads(baseline.write(Counter())) == {"version": 1, "findings": []}


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"version": 1, "findings": [{}]}', b"[" * 100_000])
def test_what_is_no_baseline_is_told(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "b.json"
    file.write_bytes(data)
    with pytest.raises(SettingsError, match="is not a baseline"):
        baseline.read(file)


def test_a_baseline_of_another_version_is_told(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    file.write_text('{"version": 2, "findings": []}')
    with pytest.raises(SettingsError, match="version 2, not 1"):
        baseline.read(file)
