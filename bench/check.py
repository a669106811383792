"""CPU time of `playbook check`: against reading and converting the same pages with the usual Material extensions.

Each is a process of its own: the conversion, a first check with an empty cache, and a second one. They are taken by
turns and compared as ratios within one run, since machines are shared and noisy.

    python bench/check.py [DIRECTORY] [--rounds N]
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

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
LIMITS = {"first": 1.0, "second": 0.15}
"""What a check may take of the time of the conversion."""


def seconds(command: list[str], environment: dict[str, str], statuses: tuple[int, ...] = (0,)) -> float:
    """CPU time of a command and of all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in statuses:
        sys.exit(done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the times and their ratios; the exit status says whether one is too large."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("directory", nargs="?", type=Path, default=CORPORA)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    places = sorted(place for place in options.directory.iterdir() if place.is_dir() and any(place.rglob("*.md")))
    convert = [sys.executable, str(Path(__file__).with_name("convert.py")), str(options.directory), "--only", "usual"]
    check = [sys.executable, "-m", "playbook.cli", "check", "--format", "json", *map(str, places)]
    times: dict[str, list[float]] = {"convert": [], "first": [], "second": []}
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as cache:
            environment = {**os.environ, "PLAYBOOK_CACHE": cache}
            times["convert"].append(seconds([*convert, "--rounds", "1"], environment))
            times["first"].append(seconds(check, environment, (0, 1)))
            times["second"].append(seconds(check, environment, (0, 1)))
    for kind, values in times.items():
        print(f"{kind:8} " + "  ".join(f"{value:6.2f} s" for value in values))
    missed = 0
    for kind, limit in LIMITS.items():
        ratio = statistics.median(a / b for a, b in zip(times[kind], times["convert"], strict=True))
        missed += ratio > limit
        print(f"{kind} check / conversion: {ratio:.2f} (at most {limit} is wanted)")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
