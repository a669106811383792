"""The CPU time of reading, checking and curing a hostile space grows with its size, not with its square.

On a quiet machine doubling it multiplies the time by at most 2.5 (DESIGN.md, decision 11); under a tracer, beside other
processes, a test can only tell 2 from 4.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest
from projects import listing

from playbook import checks
from playbook.fixes import fixes
from playbook.markdown import parser
from playbook.settings import GitBookSettings
from playbook.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIMIT = 3.2
LEAST = 0.05
"""Seconds below which a clock says nothing."""


def page(text: str) -> dict[str, str]:
    return {"README.md": f"# Home\n\n{text}\n"}


def expression(text: str) -> dict[str, str]:
    return page(f'<code class="expression">{text}</code>')


HOSTILE: dict[str, tuple[int, Callable[[int], dict[str, str]]]] = {
    "aliases in front matter": (
        2000,
        lambda n: {"README.md": "---\na: &a [x]\n" + "".join(f"b{i}: [*a, *a]\n" for i in range(n)) + "---\n# H\n"},
    ),
    "keys in front matter": (3000, lambda n: {"README.md": "---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n"}),
    "brackets in front matter": (4000, lambda n: {"README.md": "---\na: " + "[" * n + "\n---\n# H\n"}),
    "variables": (2000, lambda n: page("") | {".gitbook/vars.yaml": "".join(f"v{i}: x\n" for i in range(n))}),
    "brackets in an expression": (20000, lambda n: expression("(" * n + "1" + ")" * n)),
    "sums in an expression": (20000, lambda n: expression("1" + "+1" * n)),
    "quotes in an expression": (20000, lambda n: expression("'a" * n)),
    "calls in an expression": (20000, lambda n: expression('"x"' + ".repeat(99)" * n)),
    "expressions": (1000, lambda n: page('<code class="expression">"x".repeat(9)</code>\n' * n)),
    "one text many times": (800, lambda n: page('{% include "part.md" %}\n\n' * n) | {"part.md": "# P\n\n[x](gone.md)\n"}),
    "texts in one another": (
        300,
        lambda n: page('{% include "p0.md" %}') | {f"p{i}.md": f'{{% include "p{i + 1}.md" %}}\n' for i in range(n)},
    ),
    "a deep table of contents": (
        400,
        lambda n: page("") | {"SUMMARY.md": "".join(f"{'  ' * i}* [x](p{i}.md)\n" for i in range(n))},
    ),
    "a long table of contents": (3000, lambda n: page("") | {"SUMMARY.md": "* [x](gone.md)\n" * n}),
    "redirects in a chain": (
        2000,
        lambda n: page("") | {".gitbook.yaml": "redirects:\n" + "".join(f"  r{i}: r{i + 1}\n" for i in range(n))},
    ),
    "protected spaces": (3000, lambda n: page("a&#x20;\n\n" * n)),
    "protected spaces on one line": (5000, lambda n: page("a" + "&#x20; " * n)),
    "empty strong": (5000, lambda n: page("a****b " * n)),
    "empty headings": (3000, lambda n: page("###\n\n" * n)),
    "local addresses": (1500, lambda n: page("[a](http://127.0.0.1:5000/o/a/s/b)\n" * n)),
    "brackets before a local address": (5000, lambda n: page("[" * n + "a](http://127.0.0.1:5000/o/a/s/b)")),
    "slips in values": (1500, lambda n: page('{% hint style="waring" %}\nx\n{% endhint %}\n' * n)),
    "code fences in quotes": (1500, lambda n: page("> ```\n> a\n> ```\n\n" * n)),
    "texts that say nothing": (1500, lambda n: page("[here](#home) <a href='x'></a> https://example.org/\n" * n)),
    "pictures of one srcset": (5000, lambda n: page("<img src='a' srcset='" + "a.png 1x, " * n + "b 2x'>")),
    "one id many times": (2000, lambda n: page('<a id="x"></a>\n\n' * n)),
    "other names of headings": (1000, lambda n: page("".join(f"## A & {i}\n\n[x](#a--{i})\n\n" for i in range(n)))),
    "redirects in circles": (
        1500,
        lambda n: page("") | {".gitbook.yaml": "redirects:\n" + "".join(f"  r{i}: r{(i + 7) % n}\n" for i in range(n))},
    ),
    "hidden pages that lead to one another": (
        150,
        lambda n: page("")
        | {f"p{i}.md": f"---\nhidden: true\n---\n# P\n\n[x](p{(i + 1) % n}.md)\n" for i in range(n)}
        | {"SUMMARY.md": listing("README.md", *(f"p{i}.md" for i in range(n)))},
    ),
    "links to nothing": (1500, lambda n: page("".join(f"[x](gone{i}.md)\n" for i in range(n)))),
    "marks without notes": (2000, lambda n: page("".join(f"a[^n{i}] *b*\n" for i in range(n)) + "\n[^x]: y\n")),
    "notes without marks": (2000, lambda n: page("".join(f"[^n{i}]: note\n\n" for i in range(n)))),
    "texts after figures": (1500, lambda n: page("<figure><img src='a.png'></figure>text\n\n" * n)),
    "figures on one line": (1500, lambda n: page("<div>" + "<figure><img src='a.png'></figure>" * n + "</div>text")),
    "cells that reach far": (300, lambda n: page("<table>" + "<tr><td rowspan='99' colspan='9'>a</td></tr>" * n + "</table>")),
    "values of HTML": (1500, lambda n: page("<table><tr><th data-type='chekbox'>a</th></tr></table>\n\n" * n)),
    "unknown tags in texts": (1500, lambda n: page("".join(f"a {{% x{i} %}} b\n" for i in range(n)))),
    "unknown tags": (1500, lambda n: page("".join(f"{{% x{i} %}}\n" for i in range(n)))),
    "values without quotes": (1500, lambda n: page("{% hint style=info %}\nx\n{% endhint %}\n" * n)),
    "environments": (400, lambda n: page("".join(f"$$\\begin{{aligned}} a_{{{i}}} \\end{{aligned}}$$\n\n" for i in range(n)))),
    "characters without width": (5000, lambda n: page("a\u200bb " * n)),
    "entities in a drawing": (
        3000,
        lambda n: page("![x](a.svg)")
        | {
            "a.svg": '<svg xmlns="http://www.w3.org/2000/svg">' + "&#x41;" * n + "<g a='x'/>" * n + "</svg>"
        },
    ),
}  # fmt: skip


def write(directory: Path, files: dict[str, str]) -> Path:
    directory.mkdir()
    for path, text in ({"SUMMARY.md": listing("README.md")} | files).items():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return directory


def seconds(directory: Path) -> float:
    """CPU time to read, to check and to cure a space."""
    parser.forget()
    gc.collect()
    gc.disable()  # how often it looks through everything is not our affair
    try:
        start = time.process_time()
        site = Site.read(directory, directory, GitBookSettings())
        list(fixes(site, checks.run(site)))
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("size", "make"), HOSTILE.values(), ids=HOSTILE)
def test_cost_grows_with_the_size(tmp_path: Path, size: int, make: Callable[[int], dict[str, str]]) -> None:
    small, large = write(tmp_path / "small", make(size)), write(tmp_path / "large", make(2 * size))
    once = twice = float("inf")
    for _ in range(6):  # the clock of a busy machine is no clock: what counts is the best of each
        once, twice = min(once, seconds(small)), min(twice, seconds(large))
        if twice <= LIMIT * max(once, LEAST):
            return
    pytest.fail(f"twice the input took {twice / once:.1f} times as long")
