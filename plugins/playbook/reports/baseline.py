"""Findings that a team knows of, so that only new ones count.

A finding is known again by its file, its code and the text of its line, not by the number of the line: what is
written above it may change. A baseline is a JSON file with one line for each.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from playbook.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from playbook.diagnostics import Diagnostic

VERSION = 1
MAX_TEXT = 120
"""Characters of a line that are kept; a longer one is followed by a digest of the whole."""


class Known(NamedTuple):
    """By what a finding is known again."""

    path: str
    """The file, relative to the directory of the baseline."""
    code: str
    text: str
    """The line, with single spaces; empty for a file that is not a text."""


class Compared(NamedTuple):
    """What was found, against a baseline."""

    new: list[Diagnostic]
    """What the baseline does not know, in the order in which it was found."""
    known: int
    """How many findings it knows."""
    stale: Counter[Known]
    """What it knows and was not found any more."""


def identities(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """A digest for each finding that stays the same when lines move; those on equal lines are numbered."""
    seen: Counter[Known] = Counter()
    digests = []
    for diagnostic in diagnostics:
        known = known_by(diagnostic, diagnostic.location.path)
        seen[known] += 1
        digests.append(sha256("\0".join((*known, str(seen[known]))).encode(errors="surrogatepass")).hexdigest()[:32])
    return digests


def known_by(diagnostic: Diagnostic, path: str) -> Known:
    """By what a finding is known again; `path` names its file."""
    text = " ".join(unicodedata.normalize("NFC", diagnostic.line).split())
    if len(text) > MAX_TEXT:
        digest = sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
        text = f"{text[:MAX_TEXT]}… {digest}"
    return Known(path, diagnostic.code, text)


def compare(diagnostics: Iterable[Diagnostic], baseline: Counter[Known], name: Callable[[str], str]) -> Compared:
    """Part findings into those that a baseline knows and those that are new.

    Of several on equal lines, as many are known as the baseline has.

    Args:
        diagnostics: What was found.
        baseline: What is known.
        name: The path of a file as the baseline has it, of the path as diagnostics have it.
    """
    left = Counter(baseline)
    new = []
    known = 0
    for diagnostic in diagnostics:
        entry = known_by(diagnostic, name(diagnostic.location.path))
        if left[entry] > 0:
            left[entry] -= 1
            known += 1
        else:
            new.append(diagnostic)
    return Compared(new, known, +left)


def read(file: Path) -> Counter[Known]:
    """What a baseline knows.

    Raises:
        SettingsError: It is not a baseline.
        OSError: It cannot be read.
    """
    try:
        value = json.loads(file.read_bytes())
        if value["version"] != VERSION:
            problem = f"is a baseline of version {value['version']!r}, not {VERSION}"
            raise SettingsError(str(file), problem, "write it anew with --update-baseline")
        entries: Counter[Known] = Counter()
        for one in value["findings"]:
            entries[Known(str(one["path"]), str(one["code"]), str(one["text"]))] += int(one["count"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SettingsError(str(file), "is not a baseline", "write it anew with --update-baseline") from error
    return entries


def write(entries: Counter[Known]) -> str:
    """The text of a baseline: sorted, one finding on a line, so that versions of it can be merged."""
    lines = (
        f"    {json.dumps({**entry._asdict(), 'count': count}, ensure_ascii=False)}"
        for entry, count in sorted(entries.items())
        if count > 0
    )
    listed = ",\n".join(lines)
    findings = f"[\n{listed}\n  ]" if listed else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'
