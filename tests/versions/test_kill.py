"""`versions build` is killed at any moment: readers find the site of an earlier run or that of a later one, complete."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import repositories
from repositories import commit, git

from playbook import versions

TIMES = 20
SETTINGS = """\
site_name: Small
theme: {name: mkdocs}
plugins: [search, playbook/gitbook]
"""


def change(top, text):
    """Change all versions in the same way."""
    commit(top, {"docs/README.md": f"# Home\n\n({text})\n"})
    git(top, "tag", "--force", "v1.0")


def found(site):
    """Which change a reader finds, in all versions alike, and the files that are there."""
    listed = json.loads((site / "versions.json").read_text(encoding="utf-8"))
    names = [name for one in listed for name in (one["version"], *one["aliases"])]
    assert sorted(names) == sorted(path.name for path in site.iterdir() if path.is_dir()) == ["1.0", "dev", "latest"]
    texts = {
        re.findall(r"\((\w+)\)", file.read_text(encoding="utf-8"))[0] for file in site.glob("*/search/*index.json")
    }
    texts |= {re.findall(r"\((\w+)\)", (site / name / "index.html").read_text())[0] for name in ("1.0", "dev")}
    assert len(texts) == 1, texts
    return texts.pop(), {path.relative_to(site) for path in site.rglob("*")}


def start(top):
    source = Path(versions.__file__).parents[2]
    command = [sys.executable, "-c", "from playbook.cli import main; main()", "versions", "build", "--workers", "2"]
    environment = os.environ | {"PYTHONPATH": str(source)}
    return subprocess.Popen(command, cwd=top, env=environment, stderr=subprocess.DEVNULL)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and not every system exchanges directories")
@pytest.mark.timeout(900)
def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path):
    top = repositories.repository(tmp_path / "small")
    commit(
        top, {"mkdocs.yml": SETTINGS, ".gitignore": "/site/\n/.cache/\n", "docs/SUMMARY.md": "* [Home](README.md)\n"}
    )
    change(top, "first")
    begin = time.monotonic()
    assert start(top).wait() == 0
    whole = time.monotonic() - begin
    text, files = found(top / "site")
    assert text == "first"
    killed = 0
    for number in range(TIMES):
        change(top, f"change{number}")
        process = start(top)
        time.sleep(random.uniform(0, whole))  # noqa: S311 - any moment
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        text, there = found(top / "site")
        assert there == files
        assert text == "first" or text in {f"change{one}" for one in range(number + 1)}
        assert _is_quiet(top), "a program outlives us"
    assert killed > TIMES // 2
    assert start(top).wait() == 0
    assert found(top / "site") == (f"change{TIMES - 1}", files)
    assert git(top, "status", "--porcelain") == ""
    assert not (top / ".git/worktrees").exists()
    assert not list((top / ".git").rglob("*.lock"))
    assert not list((top / ".cache/playbook/versions").glob("work-*"))
    assert not [path.name for path in top.iterdir() if path.name.startswith(".site")]


def _is_quiet(top):
    """Whether no program works in a directory any more."""
    for _ in range(300):
        if not any(_directory(process).startswith(os.fspath(top)) for process in Path("/proc").glob("[0-9]*")):
            return True
        time.sleep(0.01)
    return False


def _directory(process):
    try:
        return os.fspath((process / "cwd").readlink())
    except OSError:
        return ""
