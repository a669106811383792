"""The second build of all versions of a guide with six tags, against the first: at most 0.1 is wanted.

python bench/versions.py [pages of each language in each version, 40 if missing]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import histories  # noqa: E402 - made for the tests
from repositories import commit, git  # noqa: E402


def build(top: Path) -> float:
    """Seconds of one build."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-c", "from playbook.cli import main; main()", "versions", "build"]
    begin = time.perf_counter()
    subprocess.run(command, cwd=top, env=environment, capture_output=True, check=False)
    return time.perf_counter() - begin


def main() -> None:
    """Print the ratio."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as directory:
        top = histories.guide(Path(directory) / "guide")
        text = "".join(f"\n## Part {part}\n\n{'Words of a page. ' * 40}\n" for part in range(10))
        for number in range(6):
            names = [f"page-{one}.md" for one in range(pages)]
            files = {name: f"# {name} {number}\n{text}" for name in names} | {"SUMMARY.md": histories.listing(*names)}
            commit(top, {**histories.below("docs/fr", files), **histories.below("docs/en", files)}, tag=f"v2.{number}")
        git(top, "tag", "--delete", "v0.1", "0.5", "v0.6", "v0.9", "v1.0", "v1.1.0-rc.1")
        first, second = build(top), build(top)
    print(f"first {first:.1f} s, second {second:.1f} s: {second / first:.3f}")


if __name__ == "__main__":
    main()
