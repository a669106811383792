"""Which versions a repository has, in which order, and what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from playbook.review.version import version as version_of
from playbook.settings.versions import NEWEST, is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from playbook.git import Repository, Tag
    from playbook.settings import VersionsSettings

_WILDCARD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the site."""

    name: str
    """`1.0`: its directory, and what addresses call it."""
    title: str
    """What readers choose it by."""
    commit: str
    """The object name of the commit that holds its content."""
    date: datetime
    """When it was tagged, or the last commit of the working branch."""
    tag: str = ""
    """Empty for the working branch."""

    @property
    def is_dev(self) -> bool:
        """Whether it is the working branch."""
        return not self.tag

    @property
    def is_prerelease(self) -> bool:
        """Whether its number says that another one follows (`1.0.0-rc.1`)."""
        number = version_of(self.name)
        return number is not None and number.prerelease is not None

    def precedes(self, other: Version) -> bool:
        """Whether it is older than another one."""
        return _key(self) < _key(other)


@dataclass(frozen=True, slots=True)
class Plan:
    """The versions to build."""

    versions: tuple[Version, ...]
    """The working branch first, then the newest."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Tags that match and are not built, and why."""


def plan(repository: Repository, settings: VersionsSettings) -> Plan:
    """The versions of a repository.

    Raises:
        GitError: Git cannot read them.
    """
    left_out: list[tuple[str, str]] = []
    by_name: dict[str, Version] = {}
    commit = repository.commit
    date = repository.date("HEAD")
    if settings.dev and commit is not None and date is not None:
        by_name[settings.dev] = Version(settings.dev, _title(settings.dev, settings), commit, date)
    for tag in sorted(repository.tags(), key=lambda one: (one.date, one.name)):
        name = _name(tag, settings.pattern)
        if name is None:
            continue
        if any(fnmatchcase(tag.name, pattern) for pattern in settings.exclude):
            left_out.append((tag.name, "`exclude` names it"))
        elif not is_name(name):
            left_out.append((tag.name, f"{name!r} cannot be the name of a directory of the site"))
        elif name in settings.aliases:
            left_out.append((tag.name, f"{name!r} is an alias"))
        elif name in by_name:
            other = by_name[name].tag
            left_out.append((tag.name, f"{name!r} is already the version of {other or 'the working branch'}"))
        else:
            by_name[name] = Version(name, _title(name, settings), tag.commit, tag.date, tag.name)
    return Plan(tuple(sorted(by_name.values(), key=_key, reverse=True)), tuple(left_out))


def aliases(
    versions: Sequence[Version], states: Mapping[str, str | None], settings: VersionsSettings
) -> dict[str, Version]:
    """The version for which each alias stands, without aliases that stand for nothing.

    Args:
        versions: Those that are published, the newest first.
        states: The review state of each, by name; None where no page has any, or not all have the same.
        settings: What the aliases stand for.
    """
    found = {}
    for alias, wanted in settings.aliases.items():
        version = _meant(wanted, versions, states)
        if version is not None:
            found[alias] = version
    return found


def current(versions: Sequence[Version], by_alias: Mapping[str, Version], settings: VersionsSettings) -> Version | None:
    """The version to which the root leads: the default, or else the newest; None when there is none."""
    named = by_alias.get(settings.default) or next((one for one in versions if one.name == settings.default), None)
    return named or _newest(versions) or next(iter(versions), None)


def _meant(wanted: str, versions: Sequence[Version], states: Mapping[str, str | None]) -> Version | None:
    if wanted == NEWEST:
        return _newest(versions)
    named = next((one for one in versions if one.name == wanted), None)
    return named or next((one for one in versions if one.tag and states.get(one.name) == wanted), None)


def _newest(versions: Iterable[Version]) -> Version | None:
    tagged = [one for one in versions if one.tag]
    return next((one for one in tagged if not one.is_prerelease), next(iter(tagged), None))


def _key(version: Version) -> tuple[bool, bool, object, float, str]:
    """The working branch is the newest; a name that is no number comes before all numbers (as mike orders them)."""
    number = version_of(version.name)
    return (version.is_dev, number is not None, number or version.date, version.date.timestamp(), version.name)


def _name(tag: Tag, patterns: Iterable[str]) -> str | None:
    """What the version of a tag is called; None for a tag that is no version."""
    for pattern in patterns:
        if fnmatchcase(tag.name, pattern):
            wildcard = _WILDCARD.search(pattern)
            return tag.name.removeprefix(pattern[: wildcard.start()]) if wildcard else tag.name
    return None


def _title(name: str, settings: VersionsSettings) -> str:
    return settings.titles.get(name, name)
