"""Every case of tests/blocks: the dialect, input and HTML."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cases import Case, read_cases, write_cases
from markdown import markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS = Path(__file__).parent.parent / "blocks"
CASES = [(path, case) for path in sorted(BLOCKS.glob("*.md")) for case in read_cases(path)]
DRAWING = re.compile(r"<svg .*?</svg>")
"""What an icon looks like is not our affair."""
UPDATED: defaultdict[Path, dict[int, str]] = defaultdict(dict)


@pytest.fixture(scope="module", autouse=True)
def _write_updates() -> Iterator[None]:
    yield
    for path, expected in UPDATED.items():
        write_cases(path, expected)


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path.stem}:{case.line} {case.title}" for path, case in CASES])
def test_block(path: Path, case: Case, request: pytest.FixtureRequest) -> None:
    html = DRAWING.sub("<svg></svg>", markdown(case.given, extensions=["playbook.markdown"]))
    if request.config.getoption("--update"):
        UPDATED[path][case.line] = html
    else:
        assert html == case.expected, f"{path.name}:{case.line}"


def test_every_block_has_a_case_file() -> None:
    from playbook.markdown.blocks import BLOCKS as KNOWN  # noqa: PLC0415

    stems = {path.stem for path in BLOCKS.glob("*.md")}
    modules = {type(block).__module__.rpartition(".")[2].replace("_", "-") for block in KNOWN.values()}
    assert modules <= stems
