"""What changed in each version since the one before it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from playbook.review.change_pages import write
from playbook.review.changes import compare
from playbook.review.sites import BuiltSite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from playbook.review.changes import Comparison
    from playbook.versions.site import VersionSite


def since_previous(sites: Sequence[VersionSite]) -> dict[str, Comparison]:
    """By name of a version, what changed since the version before it; nothing of what does not say what it holds.

    Args:
        sites: The newest first.

    Raises:
        OSError: A page cannot be read.
    """
    return {
        new.version.name: compare(_built(old), _built(new))
        for new, old in pairwise(sites)
        if new.manifest.pages and old.manifest.pages
    }


def write_changes(comparisons: Mapping[str, Comparison], directory: Path) -> None:
    """Add the pages about what changed to the versions of a site.

    Args:
        comparisons: By name of a version.
        directory: Of the site: each version is there in a directory of its name, with its places filled.

    Raises:
        OSError: The disk is full, or the like.
    """
    for name, comparison in comparisons.items():
        there = replace(comparison, new=replace(comparison.new, directory=directory / name))
        write(there, directory / name)


def _built(site: VersionSite) -> BuiltSite:
    return BuiltSite(site.directory, site.version.name, site.manifest)
