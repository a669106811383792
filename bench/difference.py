"""CPU time to compare two versions of a page, for pages of doubling length: it must about double too.

python bench/difference.py [--rounds N]
"""

from __future__ import annotations

import argparse
import time
from random import Random
from typing import TYPE_CHECKING

from playbook.review.difference import difference

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (100, 200, 400, 800)
"""Blocks of the pages."""
LIMIT = 2.5


def _words(random: Random, count: int) -> str:
    return " ".join(f"w{random.randint(0, 900)}" for _ in range(count))


def _paragraphs(size: int, seed: int) -> list[str]:
    return [f"<p>{_words(Random(seed + number), 50)}</p>" for number in range(size)]  # noqa: S311 (no secret)


def _edited(size: int) -> tuple[str, str]:
    old = "".join(_paragraphs(size, 0))
    return old, old.replace("w1", "v1")


def _rewritten(size: int) -> tuple[str, str]:
    return "".join(_paragraphs(size, 0)), "".join(_paragraphs(size, 10**6))


def _shuffled(size: int) -> tuple[str, str]:
    old = _paragraphs(size, 0)
    return "".join(old), "".join(Random(1).sample(old, size))  # noqa: S311


def _rows(size: int) -> tuple[str, str]:
    rows = [f"<tr><td>{_words(Random(number), 3)}</td><td>{number % 7}</td><td>Yes</td></tr>" for number in range(size)]  # noqa: S311
    return (
        f"<table>{''.join(rows)}</table>",
        f"<table>{''.join(rows).replace('>3<', '>4<').replace('w1', 'v1')}</table>",
    )


def _equal(size: int) -> tuple[str, str]:
    return f"<ul>{'<li>same here</li>' * size * 5}</ul>", f"<ul>{'<li>same there</li>' * (size * 5 + 1)}</ul>"


def _one_paragraph(size: int) -> tuple[str, str]:
    old = _words(Random(0), size * 50)  # noqa: S311
    return f"<p>{old}</p>", f"<p>{old.replace('w12', 'v12')}</p>"


CASES: tuple[Callable[[int], tuple[str, str]], ...] = (_edited, _rewritten, _shuffled, _rows, _equal, _one_paragraph)


def main() -> None:
    """Print the times, and by what each doubling multiplies them, over all doublings."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=3)
    rounds = arguments.parse_args().rounds
    for case in CASES:
        pages = [case(size) for size in SIZES]
        times = [min(_time(*page) for _ in range(rounds)) for page in pages]
        ratio = (times[-1] / times[0]) ** (1 / (len(SIZES) - 1))
        shown = " ".join(f"{one * 1000:8.1f}" for one in times)
        print(
            f"{case.__name__[1:]:14} {shown} ms   times {ratio:.2f} for twice the length {'' if ratio <= LIMIT else 'TOO MUCH'}"
        )


def _time(old: str, new: str) -> float:
    start = time.process_time()
    difference(old, new)
    return time.process_time() - start


if __name__ == "__main__":
    main()
