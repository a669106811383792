"""The built site of one version: its pages, and the same page in another version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from playbook.review import manifest

if TYPE_CHECKING:
    from pathlib import Path

    from playbook.review.manifest import Manifest, PublishedPage
    from playbook.versions.building import Built
    from playbook.versions.plan import Version

INDEX = "index.html"
LOST = "404.html"


@dataclass(frozen=True, eq=False)
class VersionSite:
    """A version that was built."""

    built: Built
    directory_urls: bool
    """The host's `use_directory_urls`."""

    @property
    def version(self) -> Version:
        """Which version it is."""
        return self.built.version

    @property
    def directory(self) -> Path:
        """Where its files are."""
        return self.built.result.files

    @property
    def files(self) -> list[str]:
        """The paths of its files."""
        return list(self.built.result.sizes)

    @cached_property
    def manifest(self) -> Manifest:
        """What it holds; nothing, where it does not say so."""
        try:
            return manifest.read((self.directory / manifest.FILE).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, manifest.ManifestError):
            return manifest.Manifest()

    @cached_property
    def states(self) -> set[str]:
        """The review states of its pages."""
        return {str(page.review.state) for page in self.manifest.pages if page.review and page.review.state}

    @property
    def state(self) -> str | None:
        """The review state that all its reviewed pages are in; None when they are in several, or none is reviewed."""
        return next(iter(self.states)) if len(self.states) == 1 else None

    def state_of(self, path: str) -> str | None:
        """The review state of a page by the path of its file; of what is not reviewed, that of the version."""
        page = self._by_path.get(path)
        return str(page.review.state) if page and page.review and page.review.state else self.state

    def address(self, path: str) -> str:
        """The address of a file, relative to the root of the version: "" for its home."""
        page = self._by_path.get(path)
        if page is not None:
            return page.url
        return quote(path.removesuffix(INDEX) if self.directory_urls and f"/{path}".endswith(f"/{INDEX}") else path)

    def home(self, language: str) -> str:
        """The address of the home in a language, or else of the first home."""
        return self.homes.get(language, self.address(INDEX))

    def language(self, path: str) -> str:
        """The language of a page; of what is not among the pages of the site, that of the directory it lies in."""
        page = self._by_path.get(path)
        if page is not None:
            return page.language
        address = self.address(path)
        roots = ((home.removesuffix(INDEX), language) for language, home in self.homes.items())
        return max(((root, language) for root, language in roots if address.startswith(root)), default=("", ""))[1]

    def same(self, other: VersionSite, path: str) -> str | None:
        """The address in another version of the page that a file of this one is; None when it is not there."""
        page = self._by_path.get(path)
        if page is not None and (twin := other.manifest.page(page.key, page.language)) is not None:
            return twin.url
        # Another page may have taken the address; a redirect leads to where the page is now.
        if path not in other.built.result.sizes or (page is not None and path in other._by_path):
            return None
        return other.address(path)

    @cached_property
    def homes(self) -> dict[str, str]:
        """The address of the home in each language."""
        first: dict[str, str] = {}
        for page in self.manifest.pages:
            if page.key == "README.md":
                first.setdefault(page.language, page.url)
        return first

    @cached_property
    def _by_path(self) -> dict[str, PublishedPage]:
        """The pages by the paths of their files."""
        return {file_of(page.url): page for page in self.manifest.pages}


def file_of(url: str) -> str:
    """The path of the file behind an address."""
    path = unquote(url)
    return f"{path}{INDEX}" if not path or path.endswith("/") else path
