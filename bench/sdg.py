"""CPU time that the plugin `playbook/sdg` adds to a build, as a ratio.

The pages are those of this playbook, with their tables, figures and links (900 words in the middle, as against the 470 of
the first version of this benchmark), as often as the wanted number of pages asks for; each copy is a part of the
navigation. Each page cites five entries of the framework and links to two of them once more. The site is built by turns
with and without the plugin, after a build that fills the cache and is not counted; of each, the best time counts, since
what else a machine does can only add to it.

    python bench/sdg.py [--pages N] [--rounds N] [--languages fr,en]
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import yaml

from playbook.sdg.catalogue_file import load
from playbook.sdg.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAYBOOK = Path(__file__).parents[1] / "docs"
LIMIT = 0.05
"""What the plugin may add."""
CONFIG: dict[str, Any] = {
    "site_name": "Bench",
    "theme": {"name": "material", "font": False, "features": ["navigation.indexes", "navigation.prune"]},
    "markdown_extensions": [{"toc": {"permalink": "#"}}],
}
HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
ITEM = re.compile(r" *\* \[")


def citations() -> Iterator[tuple[str, str]]:
    """The front matter of one page after the other, and its links."""
    catalogue = load()
    for number in count():

        def pick(kind: Kind, step: int = 0, number: int = number) -> str:
            ids = [*catalogue.of(kind)]
            return ids[(number + step) % len(ids)]

        case = catalogue.use_cases[pick(Kind.USE_CASE)]
        sdg = {
            "targets": [case.targets[0]],
            "use_cases": [case.id],
            "workflows": [pick(Kind.WORKFLOW)],
            "building_blocks": [pick(Kind.BUILDING_BLOCK), pick(Kind.BUILDING_BLOCK, 7)],
        }
        links = f"\n[Goal](https://sdgs.un.org/goals/goal{pick(Kind.GOAL)}), <{catalogue.publication.url}>\n"
        yield f"---\n{yaml.safe_dump({'sdg': sdg})}---\n", links


def write_space(space: Path, language: str, pages: int) -> int:
    """Write the pages of one language; how many there are."""
    source = PLAYBOOK / language
    contents = [line for line in (source / "SUMMARY.md").read_text("utf-8").split("\n") if ITEM.match(line)]
    texts = {path.relative_to(source): path.read_text("utf-8") for path in sorted(source.rglob("*.md"))}
    del texts[Path("SUMMARY.md")]
    copytree(source / ".gitbook", space / ".gitbook")
    (space / "README.md").write_text("# Bench\n", "utf-8")
    summary = ["* [Bench](README.md)"]
    cited = citations()
    parts = max(1, round(pages / len(texts)))
    for part in (f"part-{number}" for number in range(parts)):
        first, *others = (item.replace("](", f"]({part}/", 1) for item in contents)
        summary += [first, *(f"  {item}" for item in others)]
        for path, text in texts.items():
            head, links = next(cited)
            body = HEAD.sub("", text).replace(".gitbook/", "../.gitbook/")
            (space / part / path).parent.mkdir(parents=True, exist_ok=True)
            (space / part / path).write_text(f"{head}{body}{links}", "utf-8")
    (space / "SUMMARY.md").write_text("\n".join(summary) + "\n", "utf-8")
    return parts * len(texts)


def write(root: Path, pages: int, languages: list[str]) -> int:
    """Write the site; how many pages it has."""
    written = sum(write_space(root / "docs" / language, language, pages // len(languages)) for language in languages)
    spaces = [{"directory": f"docs/{language}", "language": language} for language in languages]
    plugins: list[Any] = ["search", {"playbook/gitbook": {"spaces": spaces}}]
    if len(languages) > 1:
        locales = [{"locale": one, "name": one, "default": one == languages[0]} for one in languages]
        i18n = {"docs_structure": "folder", "fallback_to_default": False, "reconfigure_search": False}
        plugins.insert(1, {"i18n": {**i18n, "languages": locales}})
    for name, more in (("without", []), ("with", ["playbook/sdg"])):
        (root / f"{name}.yml").write_text(yaml.safe_dump({**CONFIG, "plugins": [*plugins, *more]}), "utf-8")
    return written


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
    arguments.add_argument("--languages", default="fr,en")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        pages = write(root, options.pages, options.languages.split(","))
        seconds: dict[str, list[float]] = {"without": [], "with": []}
        build(root, "without")  # fills the cache that both use
        for _ in range(options.rounds):
            for config, times in seconds.items():
                times.append(build(root, config))
                print(f"{config:8} {times[-1]:7.2f} s", flush=True)
    added = min(seconds["with"]) / min(seconds["without"]) - 1
    print(f"{pages} pages: the plugin adds {added:.1%} of CPU time ({LIMIT:.0%} is allowed)")
    return int(added > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
