"""A branch that mike 2 made and ours go together (https://github.com/jimporter/mike)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import repositories
from repositories import commit, git

pytestmark = [
    pytest.mark.skipif(find_spec("mike") is None, reason="mike is not installed"),
    pytest.mark.timeout(300),
]

SETTINGS = """\
site_name: Small
site_url: https://example.org/small/
theme: {name: material, font: false}
plugins: [search, playbook/gitbook]
"""


def mike(directory, *arguments):
    path = os.pathsep.join(
        (os.fspath(Path(sys.executable).parent), os.environ["PATH"])
    )  # it starts the host by its name
    environment = os.environ | repositories.ENVIRONMENT | {"PATH": path}
    command = [sys.executable, "-c", "from mike.driver import main; main()", *arguments]
    done = subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def listed(directory):
    return [(one["version"], one["aliases"]) for one in json.loads((directory / "versions.json").read_text())]


def test_mike_and_we_publish_to_the_same_branch(tmp_path, playbook):
    top = repositories.repository(tmp_path / "small")
    pages = {"docs/README.md": "# Home\n", "docs/SUMMARY.md": "* [Home](README.md)\n"}
    commit(top, {"mkdocs.yml": SETTINGS, ".gitignore": "/site/\n/.cache/\n", **pages}, tag="v1.0")
    mike(top, "deploy", "0.1")
    mike(top, "deploy", "0.2", "latest", "old")
    mike(top, "set-default", "latest")
    git(top, "worktree", "add", "--quiet", "../pages", "gh-pages")
    branch = tmp_path / "pages"
    before = (branch / "0.2/index.html").read_bytes()

    said = playbook(top, "versions", "build", "--output", "../pages")
    assert said.status == 0, said.text
    assert listed(branch) == [("dev", []), ("1.0", ["latest"]), ("0.2", ["old"]), ("0.1", [])]
    assert (branch / "0.2/index.html").read_bytes() == before
    assert not (branch / "latest").is_symlink()
    assert 'url=../1.0/"' in (branch / "latest/index.html").read_text()
    assert (branch / "old").is_symlink()

    git(branch, "add", "--all")
    git(branch, "commit", "--quiet", "--message", "Versions")
    assert mike(top, "list").splitlines() == ["dev", "1.0 [latest]", "0.2 [old]", "0.1"]
    mike(top, "retitle", "1.0", "One")
    mike(top, "delete", "0.1")
    mike(top, "deploy", "--update-aliases", "2.0", "latest")
    git(branch, "reset", "--quiet", "--hard", "gh-pages")
    assert listed(branch) == [("dev", []), ("2.0", ["latest"]), ("1.0", []), ("0.2", ["old"])]

    said = playbook(top, "versions", "build", "--output", "../pages")
    assert listed(branch) == [("dev", []), ("2.0", []), ("1.0", ["latest"]), ("0.2", ["old"])]
    assert json.loads((branch / "versions.json").read_text())[2]["title"] == "1.0"
    assert git(top, "status", "--porcelain") == ""
