"""Rules about the spaces of a site and `docs.yaml` (gitbook-format.md §5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Severity, rule
from playbook.reported import reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.diagnostics import Finding
    from playbook.site import Site


@rule("GB054", "site-file", Severity.WARNING)
def site_file(site: Site) -> Iterator[Finding]:
    """`docs.yaml` cannot be read, or one of its entries cannot be used.

    The entry is left out. Its shape is `site:`, below it `structure:`, a list of entries with `type`, `key` and, for a
    space, `content: {directory: ./docs/en, language: en}`; sections and groups hold others below `children`.
    """
    return reported(site, "GB054")


@rule("GB062", "space-draft", Severity.NOTE)
def space_draft(site: Site) -> Iterator[Finding]:
    """A space of `docs.yaml`, its section or its group is a draft.

    It is not published, as at GitBook; links to its pages are links to nothing. Take `draft: true` away when it is ready.
    """
    return reported(site, "GB062")


@rule("GB063", "space-outside-git", Severity.NOTE)
def space_outside_git(site: Site) -> Iterator[Finding]:
    """A space of `docs.yaml` has no directory (`directory: null`): GitBook keeps it, and not the repository.

    It cannot be published from here. Give it a directory in GitBook's settings of Git Sync, so that its pages are
    exported, or leave it where it is.
    """
    return reported(site, "GB063")


@rule("GB064", "space-missing", Severity.ERROR)
def space_missing(site: Site) -> Iterator[Finding]:
    """`docs.yaml` names a directory for a space that is not in the repository, or that another space has already.

    The space is left out. Directories that begin with `/` are taken from the top of the repository, others from the
    directory of `docs.yaml`.
    """
    return reported(site, "GB064")


@rule("GB065", "section-path-taken", Severity.WARNING)
def section_path_taken(site: Site) -> Iterator[Finding]:
    """Two sections of `docs.yaml` ask for one `path`, or a section for that of a language of the site (`en`).

    The later one gets a number at its end, so that no page is lost, but its addresses depend on the order of the file.
    Give each section, and each variant in it, a `path` of its own.
    """
    return reported(site, "GB065")


@rule("GB066", "space-without-language", Severity.WARNING)
def space_without_language(site: Site) -> Iterator[Finding]:
    """A space of `docs.yaml` does not say its language, though others of the site do.

    It is taken for the language in which its first pages are clearly written, or else for that of the default space.
    Write `language:` below `content`.
    """
    return reported(site, "GB066")


@rule("GB067", "space-without-pages", Severity.WARNING)
def space_without_pages(site: Site) -> Iterator[Finding]:
    """A space of `docs.yaml` has no pages: its directory holds none, or its `SUMMARY.md` lists none that exist.

    It is left out of the site. List its pages, or take the space away.
    """
    return reported(site, "GB067")
