"""The links of a site and where they lead, for the rules that judge them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from playbook.diagnostics import Edit, Finding
from playbook.markdown.references import Kind
from playbook.targets import resolve_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.gitbook.document import Document, Link
    from playbook.site import Edition, Site
    from playbook.targets import Reason, Target

SAFE = "/-._~!$&'*+,;=:@"
"""What needs no encoding in a path."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A link of a page and where it leads."""

    edition: Edition
    document: Document
    link: Link
    target: Target

    def finding(self, message: str, hint: str = "", meant: str = "") -> Finding:
        """A finding at the link; with `meant`, the target to be written instead is its cure."""
        source, span = self.document.source, self.link.span
        replaceable = meant and not self.is_bare and source.text[span.start : span.end] == self.link.target
        return Finding(source, span, message, hint, (Edit(span, meant),) if replaceable else ())

    @property
    def is_bare(self) -> bool:
        """Whether it is an address in a text, which would be no link any more with a path in its place."""
        start = self.link.span.start
        before = self.document.source.text[max(start - 3, 0) : start]
        return self.link.target.endswith(self.link.text) and not before.endswith(("](", "](<", '"', "'", "="))

    def relative(self, path: str) -> str:
        """How the page names a file of its space."""
        return posixpath.relpath(path, posixpath.dirname(self.document.path) or ".")

    def naming(self, path: str, anchor: str = "") -> str:
        """How the page should link to a file of its space, as it is written in Markdown; `path` alone for the page itself."""
        return quote(self.relative(path), safe=SAFE) + (f"#{anchor}" if anchor else "")

    @property
    def in_full(self) -> bool:
        """Whether the target is written as a full address (`https://…`)."""
        return self.link.target.lower().lstrip().startswith(("https://", "http://", "//"))


def resolved(site: Site) -> list[Resolved]:
    """Every link that readers meet; to be asked by `site.once`."""
    return [Resolved(*one) for one in site.once(resolve_links)]


def lost(site: Site, *reasons: Reason) -> Iterator[Resolved]:
    """The links that lead nowhere, for one of some reasons."""
    found = site.once(resolved)
    return (one for one in found if one.target.kind is Kind.LOST and one.target.reason in reasons)
