"""What others made and we publish is whole, and its licence is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MERMAID = ROOT / "plugins/playbook/vendor/mermaid"
IMPORT = re.compile(r"""(?:from|import)\s*\(?["'](\.{1,2}/[^"']+)["']""")


def needed(file: Path, seen: set[Path]) -> set[Path]:
    if file not in seen:
        seen.add(file)
        for name in IMPORT.findall(file.read_text(encoding="utf-8")):
            needed((file.parent / name).resolve(), seen)
    return seen


def test_every_part_that_is_asked_for_is_there_and_no_other():
    files = {file for file in MERMAID.rglob("*") if file.suffix == ".js"}
    assert needed(MERMAID / "mermaid.esm.min.js", set()) == files
    assert len(files) > 50


@pytest.mark.parametrize("file", sorted(MERMAID.rglob("*.js")), ids=lambda file: file.name)
def test_nothing_is_loaded_from_elsewhere(file):
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"""(?:import|fetch|importScripts)\s*\(?\s*["'`](?:https?:)?//""", text)


def test_its_licence_and_its_version_are_told():
    assert "MIT License" in (MERMAID / "LICENSE").read_text(encoding="utf-8")
    version = (MERMAID / "VERSION").read_text(encoding="utf-8").strip()
    assert f"Mermaid {version}" in (ROOT / "NOTICE").read_text(encoding="utf-8")
