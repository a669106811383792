"""Which spaces the addresses of GitBook's editor mean (gitbook-format.md §12)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playbook.links.resolved import resolved
from playbook.published import page_below, space_address
from playbook.targets import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.links.resolved import Resolved
    from playbook.site import Edition, Site, Space


@dataclass(frozen=True)
class Unknown:
    """The links into a space of the editor that the settings do not know."""

    first: Resolved
    """The first of them."""
    paths: list[str] = field(default_factory=list)
    """Where each of them leads in the space."""
    texts: set[str] = field(default_factory=set)
    """Those of the links to its home, in small letters."""


def unknown_spaces(site: Site) -> dict[str, Unknown]:
    """The spaces that links name by ids which the settings do not know, in the order of the links."""
    found: dict[str, Unknown] = {}
    for one in site.once(resolved):
        if one.target.reason is Reason.UNKNOWN_SPACE:
            named = space_address(urlsplit(one.target.url).path)
            if named is not None:
                unknown = found.setdefault(named[0], Unknown(one))
                unknown.paths.append(named[1])
                if not named[1]:
                    unknown.texts.add(one.link.text.strip().casefold())
    return found


def guess_spaces(site: Site) -> Mapping[str, Space]:
    """The space of the site that each unknown id probably means.

    It is the one that has the pages to which the links lead: most of them, and more than any other space. Where no space
    has any, it is the one that is called as links to its home say.
    """
    guessed = {name: _guess(site, unknown) for name, unknown in unknown_spaces(site).items()}
    return {name: space for name, space in guessed.items() if space is not None}


def _guess(site: Site, unknown: Unknown) -> Space | None:
    paths = {path for path in unknown.paths if path}
    found = Counter(
        space
        for path in paths
        for space in {edition.space for edition in site.editions if page_below(edition, path) is not None}
    )
    least = len(paths) // 2 + 1
    if not found:
        found.update({edition.space for edition in site.editions if _names(edition) & unknown.texts})
        least = 1
    ranked = found.most_common(2)
    if not ranked or ranked[0][1] < least or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _names(edition: Edition) -> set[str]:
    """What a section is called, in small letters."""
    home = edition.home
    own = {home.title, home.document.title or ""} if home is not None else set()
    return {name.casefold() for name in (*own, edition.section.title(edition), edition.space.directory.name)} - {""}
