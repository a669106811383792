"""The pages of a space as readers get them, without a host: rendered with what their links really lead to."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from markdown import markdown

from playbook.mkdocs.links import PageReferences
from playbook.publication import Publication
from playbook.settings import GitBookSettings
from playbook.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playbook.gitbook.document import Document

INLINE = frozenset("a abbr b bdi bdo cite code em i ins kbd mark s small span strong sub sup u var wbr".split())
"""Elements that do not part words."""
LITERAL = frozenset({"code", "pre", "math", "script", "style"})
"""Elements in which GitBook's syntax may be shown."""
READ_ALOUD = frozenset({"alt", "title", "aria-label", "placeholder", "label"})
"""Attributes whose text reaches readers."""


class Published(NamedTuple):
    """A page."""

    name: str
    document: Document
    html: str
    """Of its article."""


def published(directory: Path, name: str) -> Iterator[Published]:
    """Every listed page of a space."""
    site = Site.read(directory, directory, GitBookSettings(cache=""))
    publication = Publication(site)

    def address(page) -> str:
        return publication.address(page)

    def file_address(edition, path: str) -> str:
        return publication.files.get(edition.space.abs(path), "")

    for edition in site.editions:
        for page in edition.pages:
            references = PageReferences(site, edition, page.document, address(page), address, file_address)
            html = markdown(
                page.document.body,
                extensions=["playbook.markdown"],
                extension_configs={"playbook.markdown": {"references": references}},
            )
            yield Published(f"{name}/{page.path}", page.document, html)


class Seen(HTMLParser):
    """What a page shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.plain: list[str] = []
        """Texts outside of code."""
        self.ids: list[str] = []
        self._parts: list[str] = []
        self._spoken: list[str] = []
        self._literal = 0
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All that readers see or hear."""
        return " ".join(("".join(self._parts), *self._spoken))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._literal += tag in LITERAL
        self._part(tag)
        for key, value in attrs:
            if key == "id" and value:
                self.ids.append(value)
            elif key in READ_ALOUD and value:
                self._spoken.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._literal -= tag in LITERAL
        self._part(tag)

    def handle_data(self, data: str) -> None:
        self._parts.append(data)
        if not self._literal:
            self.plain.append(data)

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self._parts.append(" ")
