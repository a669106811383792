"""One repository that holds everything that could exhaust a check: it ends soon, in little memory, and says what is wrong."""

from __future__ import annotations

import json
import os
import resource
import struct
import subprocess
import sys
import zlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pictures import picture
from projects import listing, write

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = 700_000_000
"""Bytes that the program may ask for; the libraries that it loads take a third of them."""
SECONDS = 60
"""CPU time; a quiet machine needs a sixth of it."""
ENTITIES = (
    '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><svg xmlns="http://www.w3.org/2000/svg"><text>&i;</text></svg>'
)


def megapixels() -> bytes:
    """A PNG of 200 megapixels, whole as far as its parts tell, in some hundred bytes."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 20_000, 10_000, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", zlib.compress(b"\0" * 999)) + part(b"IEND", b"")


def links(count: int) -> str:
    kinds = (
        "[here](a.md#part)",
        "[x](a.md#Part)",
        "[x](gone{0}.md)",
        "[x](a.md#gone{0})",
        "[](a.md)",
        "https://example.org/{0}",
        '<a href="a.md"></a>',
        "[x](broken-reference)",
        "[x](http://127.0.0.1:5000/o/x/s/{0}/)",
        "[x](../../{0})",
    )
    return "\n".join(kinds[number % len(kinds)].format(number) for number in range(count))


@pytest.mark.timeout(180)
@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set to the memory of a program")
def test_a_repository_made_to_exhaust_us(tmp_path: Path) -> None:
    figures = "".join(f"![Figure {number} of many](gone-{number}.png)\n\n" for number in range(5_000))
    write(
        tmp_path,
        {
            "README.md": "# Home\n",
            "a.md": "# A\n\n## Part\n",
            "figures.md": f"# Figures\n\n{figures}",
            "links.md": f"# Links\n\n{links(20_000)}\n",
            "odd.md": "# Odd\n\n![Large](large.png) ![Cut off](cut.jpg) ![Entities](bomb.svg)\n",
            "large.png": megapixels(),
            "cut.jpg": picture("JPEG")[:-400],
            "bomb.svg": ENTITIES,
            "SUMMARY.md": listing("README.md", "a.md", "figures.md", "links.md", "odd.md"),
        },
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(
        [sys.executable, "-m", "playbook.cli", "check", str(tmp_path), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PLAYBOOK_CACHE": ""},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY)),
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (result.returncode, "Traceback" in result.stderr) == (1, False), result.stderr[-2000:]
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SECONDS
    found = json.loads(result.stdout)["diagnostics"]
    counts = Counter((one["path"].rpartition("/")[2], one["code"]) for one in found)
    assert counts["figures.md", "FIG001"] == 5_000
    of_links = {code: number for (path, code), number in counts.items() if path == "links.md"}
    assert of_links == {
        "LNK001": 2_000,
        "LNK002": 2_000,
        "LNK003": 2_000,
        "LNK004": 2_000,
        "LNK006": 2_000,
        "LNK020": 2_000,
        "LNK028": 4_000,
        "LNK029": 4_000,
    }
    odd = [f"{one['code']} {one['message']}" for one in found if one["path"].endswith("odd.md")]
    assert odd == [
        "FIG006 the image 'large.png' has more pixels than are ever decoded here (20,000 by 10,000)",
        "FIG006 the image 'cut.jpg' is cut off: its end is missing",
        "FIG040 the drawing 'bomb.svg' holds the entity a",
    ]
