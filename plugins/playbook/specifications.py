"""Where the OpenAPI descriptions are that pages name (gitbook-format.md §6.14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.gitbook.descriptions import named, read_file
from playbook.markdown.references import Kind
from playbook.targets import resolve_file

if TYPE_CHECKING:
    from playbook.gitbook.descriptions import File
    from playbook.gitbook.document import Document
    from playbook.site import Edition, Site


def openapi_file(site: Site, edition: Edition, document: Document, target: str) -> File | None:
    """The file that a slug, an address or a path stands for; None when nothing says which.

    The settings may name any file of the project; a page only one of its space.

    Args:
        site: All pages.
        edition: That of the page that shows it.
        document: The page or the include that contains the tag.
        target: The slug, the address or the path as written.
    """
    if target in site.settings.openapi:
        return named(site.root, site.settings, target)
    if not target.strip():
        return None
    found = resolve_file(site, edition, document, target)
    if found.kind is not Kind.FILE:
        return None
    return read_file((found.edition or edition).space.abs(found.path))
