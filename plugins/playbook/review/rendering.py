"""Pages as HTML without a host, so that two revisions can be compared without building a site of either."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from playbook.gitbook.includes import find_included
from playbook.gitbook.variables import variables
from playbook.markdown.extension import convert
from playbook.markdown.references import Included, Kind, Unresolved
from playbook.review.difference.nodes import fragment
from playbook.review.sites import unfold
from playbook.specifications import openapi_file
from playbook.targets import resolve, resolve_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playbook.gitbook.document import Document
    from playbook.markdown.references import Reference
    from playbook.review.difference.nodes import Element
    from playbook.site import Edition, Page, Site


@dataclass(frozen=True)
class AsWritten:
    """References of a page whose targets stay as they are written; implements `playbook.markdown.references.References`."""

    site: Site
    edition: Edition
    document: Document
    page: Document

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.edition.language or "en"

    @property
    def variables(self) -> Mapping[str, Any]:
        """What expressions can name."""
        return variables(self.edition.space, self.page, self.site.settings.visitor)

    def link(self, target: str) -> Reference:
        """The target itself, with the title of the page that it names."""
        found = resolve(self.site, self.edition, self.document, target)
        title = (found.page.document.title or found.page.title) if found.page is not None else ""
        return replace(Unresolved().link(target), title=title)

    def image(self, target: str) -> Reference:
        """The target itself."""
        return Unresolved().image(target)

    def include(self, target: str) -> Included | None:
        """The text that `{% include %}` names."""
        document = find_included(self.edition.space, self.document, target)
        if document is None or document is self.page:
            return None
        return Included(document.path, document.body, replace(self, document=document))

    def read_file(self, target: str) -> bytes | None:
        """What is in a file of the space, or in the one that the settings give for a name or an address."""
        file = openapi_file(self.site, self.edition, self.document, target)
        return file.data if file is not None else None

    def tag(self, name: str) -> str:
        """What readers see for a tag."""
        return next((one.label for one in self.edition.space.tags if one.tag == name), name)


@dataclass(frozen=True)
class RenderedPage:
    """A page of a site that is read, not built."""

    site: Site
    edition: Edition
    page: Page

    @property
    def path(self) -> str:
        """Its source, relative to the project."""
        return self.page.document.source.path

    @property
    def title(self) -> str:
        """What it is called."""
        return self.page.document.title or self.page.title

    def content(self) -> Element:
        """Its description and its text; tabs are sections, each under its title."""
        document = self.page.document
        description = self.page.description.strip()
        lead = f'<p class="pb-lead">{escape(description)}</p>\n' if description else ""
        root = fragment(lead + convert(document.body, AsWritten(self.site, self.edition, document, document)))
        unfold(root)
        return root

    def file(self, address: str) -> Path | None:
        """The file that an address of the page names; None for another thing."""
        found = resolve_file(self.site, self.edition, self.page.document, address)
        if found.kind is not Kind.FILE:
            return None
        return (found.edition or self.edition).space.root / found.path

    def identity(self, address: str, names: Mapping[str, str]) -> str:
        """What an address leads to, said so that another revision says the same of the same.

        Args:
            address: As the page writes it.
            names: What pages are named that have another path in the other revision. Any other page is named by its
                path, and any other file by its content.
        """
        found = resolve(self.site, self.edition, self.page.document, address)
        if found.page is not None:
            path = found.page.document.source.path
            return f"{names.get(path, path)}#{found.anchor}"
        file = self.file(address)
        try:
            return hashlib.sha256(file.read_bytes()).hexdigest() if file is not None else address
        except OSError:
            return address
