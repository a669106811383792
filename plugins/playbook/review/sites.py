"""Built sites, as they are compared with one another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from playbook.review import manifest
from playbook.review.addresses import is_relative, resolved
from playbook.review.article import ARTICLE, BESIDE
from playbook.review.difference.nodes import Element, document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playbook.review.manifest import Manifest, PublishedPage

_PLACES: tuple[Callable[[Element], bool], ...] = (
    lambda element: ARTICLE in element.attributes,
    lambda element: element.tag == "article" and "md-content__inner" in element.classes,
    lambda element: element.attributes.get("role") == "main",
    lambda element: element.tag == "main",
    lambda element: element.tag == "body",
)
"""Where the content of a page is: with our templates, and with others (`playbook.review.article`)."""

SECTIONS = "diff-sections"
"""The class of what was tabs."""


@dataclass
class BuiltSite:
    """A version of a site, built."""

    directory: Path
    version: str
    """Its name, as in its address: other versions are in directories of their names beside it."""
    manifest: Manifest
    _digests: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, directory: Path, version: str = "") -> BuiltSite:
        """Read a built site.

        Args:
            directory: Where it is.
            version: Its name; what its `review.json` says unless given, or else the name of the directory.

        Raises:
            ManifestError: Its `review.json` cannot be used.
            OSError: There is none.
        """
        found = manifest.read((directory / manifest.FILE).read_text(encoding="utf-8"))
        return cls(directory, version or found.version or directory.resolve().name, found)

    def page(self, page: PublishedPage) -> Element:
        """The `<html>` of a page.

        Raises:
            OSError: It cannot be read.
        """
        return document(self.file(page.url).read_text(encoding="utf-8", errors="replace"))

    def file(self, address: str) -> Path:
        """The file at an address relative to the site's root."""
        path = unquote(address)
        return self.directory / (f"{path}index.html" if not path or path.endswith("/") else path)

    def identity(self, address: str, base: str, names: Mapping[str, str]) -> str:
        """What an address leads to, said so that other versions say the same of the same.

        Args:
            address: As the page writes it.
            base: The page's own address, relative to the site's root.
            names: Of the pages, by address; any other file is named by its content.
        """
        if not is_relative(address):
            return address
        path, mark, fragment = resolved(address, base).partition("#")
        return f"{names.get(path) or self._digest(path)}{mark}{fragment}"

    def _digest(self, path: str) -> str:
        if path not in self._digests:
            try:
                file = self.file(path)
                inside = file.resolve().is_relative_to(self.directory.resolve())
                self._digests[path] = hashlib.sha256(file.read_bytes()).hexdigest() if inside else path
            except (OSError, ValueError):
                self._digests[path] = path
        return self._digests[path]


def container(page: Element) -> Element | None:
    """The element that holds the content of a page; None when there is none."""
    elements = list(page)
    return next((element for place in _PLACES for element in elements if place(element)), None)


def content(page: Element) -> Element:
    """The content of a page, without what stands beside it; tabs are sections, each under its title."""
    found = container(page) or Element("")
    for element in list(found):
        element.children = [
            child for child in element.children if not (isinstance(child, Element) and BESIDE in child.attributes)
        ]
    unfold(found)
    return Element("", {}, found.children)


def unfold(root: Element) -> None:
    """Make sections of tabs: their titles, which are shown without script, say all that the labels say."""
    for tabs in root:
        if "tabbed-set" not in tabs.classes or not any("gb-tab-title" in one.classes for one in tabs):
            continue
        tabs.attributes = {"class": SECTIONS}  # Material's script looks for `data-tabs`
        tabs.children = [
            child for child in tabs.children if isinstance(child, Element) and "tabbed-content" in child.classes
        ]
