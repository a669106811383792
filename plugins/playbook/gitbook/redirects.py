"""Where the redirects of `.gitbook.yaml` lead in the end (gitbook-format.md §5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playbook.gitbook.lookup import Found
    from playbook.gitbook.manifest import Redirect

MOST_STEPS = 20
"""Redirects are followed no further, as browsers do."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Way:
    """What a reader passes who comes by an old address."""

    steps: tuple[str, ...]
    """The targets as they are written, one after the other."""
    found: Found | None = None
    """The file at the end; None for a URL, and where the way leads nowhere."""
    circular: bool = False
    """Whether it leads back to an address on it."""

    @property
    def target(self) -> str:
        """Where it ends: a file, perhaps with an anchor, or a URL."""
        return self.steps[-1]

    @property
    def is_url(self) -> bool:
        """Whether it ends at a full address."""
        return bool(_URL.match(self.target))


class Ways:
    """The ways of a space. GitBook takes one step; all of them are followed here."""

    def __init__(self, redirects: Mapping[str, Redirect], find: Callable[[str], Found | None]) -> None:
        """Prepare to follow redirects.

        Args:
            redirects: By old address.
            find: The file of the space that a path names.
        """
        self._by_key: dict[str, Redirect] = {}
        for old, redirect in redirects.items():
            self._by_key.setdefault(old_address(old).casefold(), redirect)
        self._find = find

    def follow(self, redirect: Redirect) -> Way:
        """Where a redirect leads."""
        steps: list[str] = []
        followed: set[int] = set()
        while len(steps) < MOST_STEPS:
            followed.add(id(redirect))
            steps.append(redirect.target)
            if _URL.match(redirect.target):
                break
            path = redirect.target.partition("#")[0]
            found = self._find(path)
            if found is not None:
                return Way(tuple(steps), found)
            following = self._by_key.get(old_address(path).casefold())
            if following is None:
                break
            if id(following) in followed:
                return Way(tuple(steps), circular=True)
            redirect = following
        return Way(tuple(steps))


def old_address(path: str) -> str:
    """An old address as servers compare it but for capitals: without `./` before it and slashes at its ends."""
    return path.strip().removeprefix("./").strip("/")
