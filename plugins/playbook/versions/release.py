"""Builds every version and publishes them as one site."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from playbook.cache import Cache
from playbook.git import GitError, Repository
from playbook.review.change_pages import write
from playbook.review.changes import compare
from playbook.review.sites import BuiltSite
from playbook.versions.assembly import Assembly, Changes
from playbook.versions.building import Builder, BuildError
from playbook.versions.plan import aliases, current, plan
from playbook.versions.site import VersionSite
from playbook.versions.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playbook.versions.building import Built
    from playbook.versions.plan import Plan, Version
    from playbook.versions.project import Project
    from playbook.versions.publishing import Output

STORE = "versions"
"""The directory of the project's cache in which versions are kept."""


class Watcher(Protocol):
    """Is told how the work goes on."""

    def waiting(self) -> None:
        """Another run uses the store, and is waited for."""

    def begins(self, plan: Plan) -> None:
        """Versions are about to be built."""

    def built(self, built: Built) -> None:
        """A version is there."""

    def failed(self, version: Version, problem: str) -> None:
        """A version cannot be built."""

    def withheld(self, version: Version, states: Sequence[str]) -> None:
        """A version is not published, since its pages are in these states."""


@dataclass(frozen=True, slots=True)
class Release:
    """What was published."""

    published: tuple[Version, ...]
    """The newest first."""
    aliases: Mapping[str, Version]
    current: Version | None
    """The one to which the root leads."""
    failed: tuple[Version, ...]
    """Those that could not be built, by today's generator at least."""


def repository_of(project: Project) -> Repository:
    """The repository of a project's content.

    Raises:
        GitError: It is in none, or git cannot read it.
    """
    found = Repository.find(project.root) or Repository.find(project.docs_dir)
    if found is None or found.top is None:
        raise GitError(f"{project.root} is in no git repository", "versions are tags of git")
    return found


def release(
    project: Project, repository: Repository, output: Output, watcher: Watcher, *, host: str = "", workers: int = 0
) -> Release:
    """Build every version and publish them.

    Args:
        project: As it is today.
        repository: That of its content.
        output: Where the site goes.
        watcher: Is told how the work goes on.
        host: The program that builds a version (`playbook.versions.building.HOSTS`).
        workers: How many versions are built at the same time; those of the settings if 0.

    Raises:
        GitError: Git cannot read the versions.
        BuildError: There is nothing to publish; the site that is there stays.
        OutputError: Nothing can be written in the place of the site.
        OSError: The disk is full, or the like.
    """
    settings = project.review.versions
    planned = plan(repository, settings)
    watcher.begins(planned)
    with Store.open(project.cache / STORE if project.cache else None, watcher.waiting) as store:
        builder = Builder(project, repository, store, host)
        by_version = _build(builder, planned, watcher, workers or settings.workers or processors())
        directory_urls = project.values.get("use_directory_urls") is not False
        sites = [VersionSite(by_version[one], directory_urls) for one in planned.versions if one in by_version]
        public = [site for site in sites if _is_public(site, project)]
        for site in sites:
            if site not in public:
                watcher.withheld(site.version, sorted(site.states))
        if not public:
            raise BuildError("no version can be published")
        versions = [site.version for site in public]
        by_alias = aliases(versions, {site.version.name: site.state for site in public}, settings)
        now = current(versions, by_alias, settings)
        assembly = Assembly(public, now, by_alias, project.site_url, dict(_changes(store, public)))
        _publish(assembly, output, Cache(project.cache))
    failed = tuple(one for one in planned.versions if one not in by_version or by_version[one].problem)
    return Release(tuple(versions), by_alias, now, failed)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _build(builder: Builder, planned: Plan, watcher: Watcher, workers: int) -> dict[Version, Built]:
    made = {}
    pool = ThreadPoolExecutor(max_workers=workers)
    try:
        waiting = {pool.submit(builder.build, version): version for version in planned.versions}
        for future in as_completed(waiting):
            version = waiting[future]
            try:
                made[version] = future.result()
            except BuildError as error:
                watcher.failed(version, str(error))
            else:
                watcher.built(made[version])
    finally:
        pool.shutdown(cancel_futures=True)
    return made


def _changes(store: Store, sites: Sequence[VersionSite]) -> Iterator[tuple[str, Changes]]:
    """What changed in each version since the one before, kept by the keys of both."""
    for new, old in pairwise(sites):
        if not new.manifest.pages or not old.manifest.pages:
            continue
        key = Cache.key("changes", old.version.name, old.built.key, new.built.key)
        result = store.find(key)
        if result is None:
            before, after = (BuiltSite(one.directory, one.version.name, one.manifest) for one in (old, new))
            with store.work() as work:
                (work / "pages").mkdir()
                urls = dict(write(compare(before, after), work / "pages"))
                result = store.put(key, work / "pages", urls=urls)
        yield new.version.name, Changes(old.version.name, result)


def _publish(assembly: Assembly, output: Output, cache: Cache) -> None:
    """Write the site, unless it is there as it was written by a run that would have written the same."""
    if cache.value(Cache.key(assembly.key, output.digest())) is not None:
        output.tidy()
        return
    with output.staging() as directory:
        assembly.write(directory)
        output.publish(directory)
    cache.put_value(Cache.key(assembly.key, output.digest()), str(output.directory))


def _is_public(site: VersionSite, project: Project) -> bool:
    """Whether a version is for readers: the working branch is, and what has a page in a public state, or none in any."""
    return site.version.is_dev or not site.states or bool(site.states & set(project.review.public))
