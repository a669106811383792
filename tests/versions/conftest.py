from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import histories
import pytest

from playbook import versions


@dataclass
class Said:
    status: int
    text: str


@pytest.fixture(scope="session")
def playbook():
    """Runs the command in a directory."""

    def run(directory, *arguments, environment=None):
        code = "from playbook.cli import main; main()"
        source = Path(versions.__file__).parents[2]
        known = os.environ | {"PYTHONPATH": str(source)} | (environment or {})
        command = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(command, cwd=directory, env=known, capture_output=True, text=True, check=False)
        return Said(done.returncode, done.stdout + done.stderr)

    return run


@dataclass
class Guide:
    top: Path
    said: Said

    @property
    def site(self):
        return self.top / "site"

    def text(self, path):
        return (self.site / path).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def guide(tmp_path_factory, playbook):
    """The guide of `histories`, all its versions built once for all tests; nothing may change it."""
    top = histories.guide(tmp_path_factory.mktemp("guide"))
    return Guide(top, playbook(top, "versions", "build"))
