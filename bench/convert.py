"""CPU time to convert pages: ours against Python-Markdown with the usual Material extensions.

The two are alternated and compared as a ratio within one run, since machines are shared and noisy.

    python bench/convert.py [DIRECTORY] [--rounds N]
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from markdown import Markdown

from playbook.gitbook import front_matter
from playbook.markdown import parser
from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
USUAL = (
    "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.arithmatex pymdownx.betterem pymdownx.caret"
    " pymdownx.details pymdownx.emoji pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.mark"
    " pymdownx.smartsymbols pymdownx.snippets pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde"
).split()
"""What Material's documentation recommends as a complete configuration."""
OURS = ["toc", "pymdownx.highlight", "playbook.markdown"]
CONFIGS = {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.tasklist": {"custom_checkbox": True}}


def convert(pages: list[str], extensions: list[str]) -> float:
    """CPU seconds for all pages; as MkDocs does, each page gets a converter of its own."""
    configs = {name: CONFIGS[name] for name in extensions if name in CONFIGS}
    start = time.process_time()
    for page in pages:
        parser.forget()
        Markdown(extensions=extensions, extension_configs=configs).convert(page)
    return time.process_time() - start


def main() -> None:
    """Print the times and their ratio."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("directory", nargs="?", type=Path, default=CORPORA)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument(
        "--only", choices=("usual", "ours"), help="Convert with one of the two, as a baseline of others."
    )
    options = arguments.parse_args()
    warnings.simplefilter("ignore")
    sources = [Source.read(file) for file in sorted(options.directory.rglob("*.md"))]
    pages = [source.text[front_matter.read(source.text).end :] for source in sources]
    if not pages:
        arguments.error(f"no page in {options.directory}")
    print(f"{len(pages)} pages, {sum(map(len, pages)) / 1e6:.2f} million characters")
    kinds: dict[str, Callable[[], float]] = {
        "usual": lambda: convert(pages, USUAL),
        "ours": lambda: convert(pages, OURS),
    }
    if options.only:
        kinds = {options.only: kinds[options.only]}
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(options.rounds):
        for kind, run in kinds.items():
            gc.collect()
            seconds[kind].append(run())
    for kind, times in seconds.items():
        print(f"{kind:6} " + "  ".join(f"{value:6.2f} s" for value in times))
    if options.only:
        return
    ratios = [ours / usual for ours, usual in zip(seconds["ours"], seconds["usual"], strict=True)]
    print(f"ours / usual: {statistics.median(ratios):.2f} (median of {', '.join(f'{ratio:.2f}' for ratio in ratios)})")


if __name__ == "__main__":
    main()
