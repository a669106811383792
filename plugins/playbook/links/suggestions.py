"""What was probably meant by a link that leads nowhere."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playbook.gitbook.document import Document
    from playbook.gitbook.space import Space
    from playbook.site import Site

MOST = 500
"""Comparing names is costly: so many guesses are made for a site, and among so many names each."""
LIKENESS = 0.72
"""How like two names must be, from 0 to 1: misspelt words are at 0.9, other words of one family at 0.6."""


class Suggestions:
    """Guesses for one site; each is made once."""

    def __init__(self, site: Site) -> None:
        self._left = MOST
        self._siblings = {id(space): _by_directory(space) for space in site.spaces}
        self._known: dict[tuple[int, str], str] = {}

    def file(self, space: Space, path: str) -> str:
        """A file of a space with about this path; empty when there is none.

        Args:
            space: Where to look.
            path: What was looked for, relative to the content root.
        """
        moved = space.index.nearest(path) or space.index.nearest(f"{path}.md")
        if moved:
            return moved
        directory, name = posixpath.split(path)
        return self._once(
            (id(space), path),
            lambda: _joined(directory, self._nearest(name, self._siblings[id(space)].get(directory, ()))),
        )

    def anchor(self, document: Document, wanted: str) -> str:
        """An id of a document that is much like another; empty when there is none."""
        return self._once((id(document), f"#{wanted}"), lambda: self._nearest(wanted, sorted(document.ids)))

    def _once(self, key: tuple[int, str], guess: Callable[[], str]) -> str:
        if key not in self._known:
            self._known[key] = guess()
        return self._known[key]

    def _nearest(self, wanted: str, names: Iterable[str]) -> str:
        if not self._left:
            return ""
        self._left -= 1
        return next(iter(get_close_matches(wanted, list(names)[:MOST], 1, LIKENESS)), "")


def _joined(directory: str, name: str) -> str:
    return posixpath.join(directory, name) if name else ""


def _by_directory(space: Space) -> dict[str, list[str]]:
    """The names of the files and directories in each directory of a space."""
    names: dict[str, set[str]] = defaultdict(set)
    for path in space.sizes:
        above, name = posixpath.split(path)
        while name not in names[above]:
            names[above].add(name)
            above, name = posixpath.split(above)
            if not name:
                break
    return {directory: sorted(found) for directory, found in names.items()}
