"""The versions of a site: the option `versions` of `playbook/review`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from playbook.settings import options
from playbook.settings.options import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

NEWEST = "newest"
"""In `aliases`: the highest version that is no pre-release, or else the highest."""
DEV = "dev"
"""What the working branch is called if nothing else is said."""

_NAME = re.compile(r"[A-Za-z0-9_~+][A-Za-z0-9._~+-]*")
_TAKEN = frozenset({"index.html", "404.html", "versions.json", "sitemap.xml"})


def is_name(text: str) -> bool:
    """Whether a version or an alias can be called so: it is a directory, and a part of addresses."""
    return bool(_NAME.fullmatch(text)) and not text.endswith(".") and text not in _TAKEN


@dataclass(frozen=True, slots=True)
class VersionsSettings:
    """Which versions of a site are built, and what they are called."""

    pattern: tuple[str, ...] = ("v[0-9]*", "[0-9]*")
    """The tags that are versions, as patterns of file names. A version is called as its tag, without what its pattern
    has before the first wildcard: `v1.0` is version 1.0."""
    exclude: tuple[str, ...] = ()
    """Tags that are not built, as patterns."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What readers choose a version by, by its name, where that is not its name."""
    aliases: Mapping[str, str] = field(default_factory=lambda: {"latest": NEWEST, "stable": "published"})
    """By alias, the version that it stands for: `newest`, a review state (the highest version whose pages are all in
    it), or the name of a version."""
    default: str = "latest"
    """Where the root leads, an alias or a version; it is the current version, which older ones name."""
    dev: str = DEV
    """The name of the working branch's version; empty (`false` in `mkdocs.yml`) for none."""
    workers: int = 0
    """How many versions are built at the same time; 0 stands for as many as there are processors."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> VersionsSettings:
        """The options as `mkdocs.yml` gives them.

        Raises:
            SettingsError: With the key that cannot be used.
        """
        options.known(values, (option.name for option in fields(cls)), "")
        made: dict[str, Any] = {}
        for key, value in values.items():
            if key == DEV:
                made[key] = DEV if value is True else _name(value, key) if value else ""
            elif value is None:
                continue
            elif key in {"titles", "aliases"}:
                made[key] = {
                    _name(name, f"{key}.{name}"): options.text(one, f"{key}.{name}")
                    for name, one in options.mapping(value, key).items()
                }
            elif key == "default":
                made[key] = _name(value, key)
            else:
                made[key] = options.like(getattr(cls(), key), value, key)
        settings = cls(**made)
        for alias in settings.aliases:
            if alias == settings.dev:
                raise SettingsError(f"aliases.{alias}", "the working branch is called so", "give one another name")
        return settings


def _name(value: object, key: str) -> str:
    text = options.text(value, key)
    if not is_name(text):
        raise SettingsError(key, f"{text!r} cannot be the name of a directory of the site")
    return text
