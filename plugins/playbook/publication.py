"""Where a site's pages and files are published (gitbook-format.md §14)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playbook.site import Edition, Page, Site


@dataclass(frozen=True, eq=False)
class Publication:
    """The addresses of a site. They hold no percent-encoding."""

    site: Site

    def url(self, page: Page) -> str:
        """Where a page is published, relative to the root of its language: `a/b/`, or "" for its home."""
        return self._urls[id(page)]

    def language_root(self, edition: Edition) -> str:
        """Where a language begins, relative to the site's root: "" for the first, `en/` for others."""
        return "" if edition is self.site.editions[0] else f"{edition.language}/"

    @cached_property
    def files(self) -> dict[Path, str]:
        """Where the files to which pages refer are published, relative to the site's root, by absolute path.

        Equal files, wherever they are, have one address.
        """
        return {}

    @cached_property
    def redirects(self) -> dict[str, str]:
        """New address by old address, relative to the site's root; paths end with a slash.

        A new one may have an anchor or be a URL. No old address is that of a page, and no new one is
        redirected in its turn.
        """
        return {}

    @cached_property
    def _urls(self) -> dict[int, str]:
        return {}
