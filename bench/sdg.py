"""CPU time that the plugin `playbook/sdg` adds to a build, as a ratio.

A site of N pages, each citing five entries of the framework and linking to two of them, is built by turns with and
without the plugin.

    python bench/sdg.py [--pages N] [--rounds N]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playbook.sdg.catalogue_file import load
from playbook.sdg.kinds import Kind

BODY = Path(__file__).parents[1] / "docs" / "en" / "design-and-delivery" / "README.md"
"""A page of usual length; its links to other pages are taken out."""
LIMIT = 0.05
"""What the plugin may add."""
CONFIG = """\
site_name: Bench
theme: {name: material, font: false, features: [navigation.prune]}
plugins:
  - search
  - playbook/gitbook
"""


def write(root: Path, count: int) -> None:
    """Write the site."""
    catalogue = load()
    ids = {kind: [entry.id for entry in catalogue.of(kind).values()] for kind in Kind}
    text = BODY.read_text(encoding="utf-8").rpartition("\n---\n")[2]
    body = "\n".join(line for line in text.split("\n") if ".md" not in line and "{%" not in line and "<" not in line)
    docs = root / "docs"
    docs.mkdir()
    summary = ["* [Home](README.md)"]
    (docs / "README.md").write_text("# Home\n", encoding="utf-8")
    for number in range(count):

        def pick(kind: Kind, step: int = 0, number: int = number) -> str:
            return ids[kind][(number + step) % len(ids[kind])]

        case = catalogue.use_cases[pick(Kind.USE_CASE)]
        head = (
            f"---\nsdg:\n  targets: ['{case.targets[0]}']\n  use_cases: [{case.id}]\n"
            f"  workflows: [{pick(Kind.WORKFLOW)}]\n"
            f"  building_blocks: [{pick(Kind.BUILDING_BLOCK)}, {pick(Kind.BUILDING_BLOCK, 7)}]\n---\n"
        )
        links = f"[one](https://sdgs.un.org/goals/goal{number % 17 + 1}) <{catalogue.publication.url}>\n"
        (docs / f"page-{number}.md").write_text(f"{head}\n# Page {number}\n\n{links}\n{body}", encoding="utf-8")
        summary.append(f"* [Page {number}](page-{number}.md)")
    (docs / "SUMMARY.md").write_text("\n".join(summary) + "\n", encoding="utf-8")
    (root / "without.yml").write_text(CONFIG, encoding="utf-8")
    (root / "with.yml").write_text(f"{CONFIG}  - playbook/sdg\n", encoding="utf-8")


def build(root: Path, config: str) -> float:
    """CPU seconds of one build."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", f"{config}.yml", "-d", str(root / "site" / config)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    subprocess.run(command, cwd=root, check=True, env=environment, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the times and what is added; the exit status says whether it is too much."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        write(root, options.pages)
        seconds: dict[str, list[float]] = {"without": [], "with": []}
        for _ in range(options.rounds):
            for config, times in seconds.items():
                times.append(build(root, config))
                print(f"{config:8} {times[-1]:7.2f} s", flush=True)
    added = statistics.median(b / a - 1 for a, b in zip(seconds["without"], seconds["with"], strict=True))
    print(f"{options.pages} pages: the plugin adds {added:.1%} of CPU time ({LIMIT:.0%} is allowed)")
    return int(added > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
