"""Version numbers as people write them, in the order of Semantic Versioning (semver.org, §11)."""

from __future__ import annotations

import re

from semver import Version

__all__ = ["Version", "version"]

_WRITTEN = re.compile(
    r"(?P<core>\d{1,9}\.\d{1,9}(?:\.\d{1,9})?)"
    r"(?:-?(?P<short>(?:alpha|beta|rc)\.?\d{0,9})|-(?P<long>[0-9A-Za-z.-]{1,60}))?(?:\+[0-9A-Za-z.-]{1,60})?",
    re.ASCII | re.IGNORECASE,
)


def version(text: str) -> Version | None:
    """The version that a text names; None when it names none.

    Beside SemVer's `1.0.0-rc.1` that are `0.9`, which is 0.9.0, and `0.9.0RC1`, as GovStack's building blocks wrote it.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    core, short, long = found["core"], found["short"], found["long"]
    core = ".".join(str(int(number)) for number in core.split("."))
    pre = re.sub(r"(?<=[a-z])\.?(?=\d)", ".", short.lower()) if short else long
    try:
        return Version.parse(f"{core}-{pre}" if pre else core, optional_minor_and_patch=True)
    except ValueError:  # an empty identifier, or a number with a zero before it
        return None
