"""Builds a version: a host runs over the content of a tag, in a temporary place and in a process of its own."""

from __future__ import annotations

import os
import platform
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import playbook
from playbook import git, processes
from playbook.cache import Cache
from playbook.diagnostics import UserError
from playbook.settings import SettingsError
from playbook.versions.content import ContentError, configure
from playbook.versions.store import KEY

if TYPE_CHECKING:
    from playbook.git import LeftOut, Repository
    from playbook.versions.plan import Version
    from playbook.versions.project import Project
    from playbook.versions.store import Result, Store

TIME_LIMIT = 3600.0
"""Seconds that the host may take for one version."""
HOSTS = ("mkdocs", "properdocs")
"""Those that can build a version, the usual one first."""

_TALK = re.compile(r"(INFO|WARNING|DEBUG)\b")
_LINES = 12
"""Of what a host says about its failure, those that are repeated."""
_NAMED = 3
"""Files that are left out, of which the names are said."""


class BuildError(UserError):
    """A version cannot be built; the text is for people."""


@dataclass(frozen=True, slots=True)
class Built:
    """A version that was built, now or before."""

    version: Version
    result: Result
    key: str
    seconds: float = 0.0
    """How long that took; 0 when it was kept from before."""
    problem: str = ""
    """Why it is one from before, made by another generator or with other settings; empty when it is not."""

    @property
    def warnings(self) -> int:
        """How many the host gave."""
        return int(self.result.facts.get("warnings", 0))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done without."""
        return tuple(self.result.facts.get("notes", ()))


class Builder:
    """Builds the versions of a project."""

    def __init__(self, project: Project, repository: Repository, store: Store, host: str = "") -> None:
        """Prepare.

        Args:
            project: As it is today.
            repository: That of the content.
            store: Where versions are kept.
            host: One of `HOSTS`; the first that is installed, if none is named.
        """
        self.project = project
        self.repository = repository
        self.store = store
        self.host = host or next((name for name in HOSTS if find_spec(name)), HOSTS[0])

    def build(self, version: Version) -> Built:
        """A version, from the store if it is there.

        A version that can no longer be built is the one from before, if it was kept.

        Raises:
            BuildError: It cannot be built, and was not kept.
            OSError: The disk is full, or the like.
        """
        key = self.key(version)
        kept = self.store.find(key)
        if kept is not None:
            return Built(version, kept, key)
        begin = monotonic()
        try:
            with self.store.work() as directory:
                result = self._build(version, key, directory)
        except (BuildError, ContentError, SettingsError, git.GitError, processes.ProcessError) as error:
            before = self.store.newest(version=version.name, commit=version.commit) if version.tag else None
            if before is None:
                raise BuildError(str(error)) from error
            return Built(version, before, str(before.facts[KEY]), problem=str(error))
        return Built(version, result, key, monotonic() - begin)

    def key(self, version: Version) -> str:
        """A digest of all that goes into a version: its content and history, the generator, today's settings."""
        shallow = "shallow" if self.repository.is_shallow else ""
        return Cache.key("version", version.name, version.commit, shallow, self._common)

    @cached_property
    def _common(self) -> str:
        return Cache.key(generator(), self.host, self.project.digest())

    def _build(self, version: Version, key: str, directory: Path) -> Result:
        top, root = self._layout(directory)
        top.mkdir(parents=True)
        left_out = git.extract(self.repository, version.commit, top)
        git.borrow(self.repository, version.commit, top)
        configured = configure(self.project, version, root, top)
        site = directory / ".site"
        command = [sys.executable, "-m", self.host, "build", "--config-file", configured.file.name]
        outcome = processes.run(
            [*command, "--site-dir", os.fspath(site)],
            directory=configured.file.parent,
            environment=_environment(version),
            seconds=TIME_LIMIT,
            statuses=(),
        )
        said = (outcome.errors + outcome.output).decode(errors="replace")
        if outcome.status or not site.is_dir():
            raise BuildError(_reason(said) or f"{self.host} ended with status {outcome.status}")
        notes = [*configured.notes, *_named(left_out)]
        warnings = sum(line.startswith("WARNING") for line in said.splitlines())
        facts = {"version": version.name, "commit": version.commit}
        return self.store.put(key, site, warnings=warnings, notes=notes, said=said, **facts)

    def _layout(self, directory: Path) -> tuple[Path, Path]:
        """Where the content and the project go, so that each is seen from the other as it is today."""
        here = self.repository.top or self.repository.git_dir
        root = Path(os.path.realpath(self.project.root))
        common = Path(os.path.commonpath([here, root]))
        top = directory / "content"
        return top / here.relative_to(common), top / root.relative_to(common)


def generator() -> str:
    """A digest of the programs that make a site: ours, and all that are installed beside it."""
    digest = sha256(f"{sys.implementation.cache_tag} {platform.machine()}\n".encode())
    package = Path(playbook.__file__).parent
    for file in sorted(package.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    for name in sorted(f"{one.metadata['Name']}=={one.version}" for one in distributions()):
        digest.update(name.encode() + b"\n")
    return digest.hexdigest()


def _environment(version: Version) -> dict[str, str]:
    """What the host is told: the date of the version is that of its pages, and nobody waits for it at a terminal."""
    told = {"SOURCE_DATE_EPOCH": str(int(version.date.timestamp())), "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"}
    return {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", **git.environment(), **told}


def _reason(said: str) -> str:
    """Why a host failed, in its own words."""
    lines = [line.rstrip() for line in said.splitlines() if line.strip() and not _TALK.match(line)]
    if any(line.startswith("Traceback") for line in lines):
        lines = lines[-1:]
    return "\n".join(line.removeprefix("ERROR   -  ") for line in lines[-_LINES:])


def _named(left_out: tuple[LeftOut, ...]) -> list[str]:
    named = [f"{one.path} is left out: {one.reason}" for one in left_out[:_NAMED]]
    more = len(left_out) - _NAMED
    return [*named, f"{more} more files are left out"] if more > 0 else named
