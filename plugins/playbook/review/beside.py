"""The files that readers see on a page beside its own text, and which of them changed since the page was signed off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.gitbook.includes import parts
from playbook.markdown.references import Kind
from playbook.targets import resolve_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playbook.git import Repository
    from playbook.site import Page, Site


def beside(site: Site, page: Page) -> Iterator[Path]:
    """The texts that a page includes, and the pictures and downloads of its text and of theirs. One may come twice."""
    edition = site.edition(page)
    included = [part.document for part in parts(edition.space, page.document)]
    for document in included:
        yield edition.space.abs(document.path)
    for document in (page.document, *included):
        targets = [image.target for image in document.images]
        targets += [link.target for link in document.links if link.element == "file"]
        for target in targets:
            found = resolve_file(site, edition, document, target)
            if found.kind is Kind.FILE and found.edition is not None:
                yield found.edition.space.abs(found.path)


def changed_beside(site: Site, repository: Repository, signed: Mapping[Page, str]) -> dict[Page, tuple[str, ...]]:
    """Of pages, the files beside them that are not what they were.

    Args:
        site: All pages.
        repository: In which the site is.
        signed: The commit in which each page was signed off.

    Returns:
        Paths relative to the top of the work tree, sorted; only pages with such files.
    """
    shown = {
        page: sorted({inside for path in beside(site, page) if (inside := repository.relative(path)) is not None})
        for page in signed
    }
    now = repository.hashes({path for paths in shown.values() for path in paths})
    then = repository.blobs((signed[page], path) for page, paths in shown.items() for path in paths)
    changed = {
        page: tuple(path for path in paths if path in now and then.get((signed[page], path)) != now[path])
        for page, paths in shown.items()
    }
    return {page: paths for page, paths in changed.items() if paths}
