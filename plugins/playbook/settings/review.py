"""The options of `playbook/review`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from playbook.settings import options
from playbook.settings.options import SettingsError
from playbook.settings.versions import VersionsSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

REVIEW = "playbook/review"
"""The plugin of `mkdocs.yml` that has these options."""
PUBLIC = ("tac-review", "tac-revised", "release-candidate", "published")
"""The states of a version that is meant for readers."""

PLACEHOLDERS = ("page", "version", "heading", "title", "url")
"""What the address for comments may ask for."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Record = dict[str, Any]
"""The keys of a review as `mkdocs.yml` gives them; `playbook.review` reads them."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the reviews of pages say where the pages say nothing."""

    folders: Mapping[str, Record] = field(default_factory=dict)
    """By directory in a language (`.` for all pages); an inner one wins over an outer one."""
    groups: Mapping[str, Record] = field(default_factory=dict)
    """By title of a group or an entry of SUMMARY.md, for the pages below it; they win over directories."""


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """The options of `playbook/review`."""

    version: str = ""
    """The version of the site that is built; empty for one under work. Building versions sets it."""
    release: bool = False
    """Whether this is the build of a release: a page that changed since its review is then an error (REV012)."""
    defaults: Defaults = field(default_factory=Defaults)
    """What pages need not say themselves."""
    public: tuple[str, ...] = PUBLIC
    """The states whose pages are meant for readers."""
    comment_url: str = ""
    """Where people comment on a page. In it stand `{page}` for the page's file, `{version}`, `{title}` and `{url}` for what
    they name, `{heading}` for the heading that is being read; all are encoded as a part of an address."""
    desk: bool = True
    """Whether the reviewer's desk is made: a page for each language with the review of all pages."""
    versions: VersionsSettings = field(default_factory=VersionsSettings)
    """Which versions `playbook versions build` builds."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> ReviewSettings:
        """The options as `mkdocs.yml` gives them.

        Raises:
            SettingsError: With the key that cannot be used.
        """
        options.known(values, (option.name for option in fields(cls)), "")
        made: dict[str, Any] = {}
        for key, value in values.items():
            if value is None:
                continue
            if key == "defaults":
                made[key] = _defaults(options.mapping(value, key))
            elif key == "versions":
                made[key] = _versions(options.mapping(value, key))
            elif key == "version":
                made[key] = options.text(value, key)
            elif key == "comment_url":
                made[key] = _template(options.text(value, key), key)
            else:
                made[key] = options.like(getattr(cls(), key), value, key)
        return cls(**made)


def _template(text: str, key: str) -> str:
    if not text.startswith(("https://", "http://", "mailto:")):
        raise SettingsError(key, f"{text!r} is no address on the web", "begin it with https://")
    for name in _PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            raise SettingsError(key, f"nothing stands for {{{name}}}", f"known: {', '.join(PLACEHOLDERS)}")
    return text


def _versions(values: Mapping[str, Any]) -> VersionsSettings:
    try:
        return VersionsSettings.from_mapping(values)
    except SettingsError as error:
        raise SettingsError(f"versions.{error.key}", error.problem, error.hint) from error


def _defaults(values: Mapping[str, Any]) -> Defaults:
    options.known(values, (option.name for option in fields(Defaults)), "defaults.")
    folders = _records(values.get("folders"), "defaults.folders")
    groups = _records(values.get("groups"), "defaults.groups")
    return Defaults({path.replace("\\", "/").strip("/") or ".": record for path, record in folders.items()}, groups)


def _records(value: object, key: str) -> dict[str, Record]:
    if value is None:
        return {}
    made = {}
    for name, record in options.mapping(value, key).items():
        where = f"{key}.{name}"
        pairs = options.mapping(record, where).items()
        made[str(name)] = {str(each): _scalar(one, f"{where}.{each}") for each, one in pairs}
    return made


def _scalar(value: object, key: str) -> object:
    """A value of a record. What YAML 1.1 takes for a number has lost how it was written: 0.10 became 0.1."""
    if isinstance(value, float):
        raise SettingsError(key, f"a text is wanted, not {value!r}", f'put it in quotes: "{value}"')
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return value
