"""Addresses on the web that mean something of the framework: the publication, goals and targets, specifications."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from playbook.sdg.catalogue import Address, Catalogue, Entry

HOSTS = frozenset({"sdgs.un.org", "metadata.un.org", "unstats.un.org", "sustainabledevelopment.un.org"})
"""Of the United Nations, where goals and targets have addresses."""
PUBLISHER = "itu.int"

_GOAL = re.compile(r"(?:/goals/goal|/sdg)([0-9]{1,2})/?")
_IDENTIFIER = re.compile(r"/sdg/([0-9]{1,2}(?:\.[0-9a-z]{1,2})?)/?", re.IGNORECASE)
_EDITION = re.compile(r"-pdf-([efsrac])\b")
_LANGUAGES = {"e": "en", "f": "fr", "s": "es", "r": "ru", "a": "ar", "c": "zh"}
"""How ITU ends the names of its editions."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What an address means."""

    entry: Entry | None
    """None for the publication itself."""
    language: str = ""
    """Of an edition of the publication; empty for its page."""
    superseded: Address | None = None
    """Set for a copy of the publication, or a page about what came before it."""
    wrong: str = ""
    """Set for an address of the publisher or of the United Nations that names nothing there is: what it names."""
    goal: str = ""
    """Of a target, the goal that the address names beside it."""


def _parts(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", "", ""
    return host, parts.path.rstrip("/").casefold(), parts.query


class Addresses:
    """Recognises addresses; each costs one look-up by host."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        publication = catalogue.publication
        self.reference = publication.reference.casefold()
        self.known: dict[tuple[str, str], Recognised] = {_place(publication.url): Recognised(None)}
        for address in publication.addresses:
            self.known[_place(address.url)] = Recognised(None, address.language)
        for language, url in publication.editions.items():
            self.known[_place(url)] = Recognised(None, language)
        self.superseded = [(*_place(address.url), address) for address in publication.superseded]
        self.specifications: dict[tuple[str, str], Entry] = {}
        for specification in catalogue.specifications.values():
            for url in (specification.url, specification.legacy_url):
                if url:
                    host, path, _ = _parts(url)
                    self.specifications[host, path.split("/")[1]] = specification
        self.hosts = HOSTS | {PUBLISHER, "handle.itu.int"} | {host for host, _ in self.specifications}
        self.hosts |= {host for host, _ in self.known} | {host for host, _, _ in self.superseded}
        self._cache: dict[str, Recognised | None] = {}

    def recognise(self, url: str) -> Recognised | None:
        """What an address means; None for an ordinary one."""
        if url not in self._cache:
            host, path, query = _parts(url)
            self._cache[url] = self._look_up(host, path, query) if host in self.hosts else None
        return self._cache[url]

    def _look_up(self, host: str, path: str, query: str) -> Recognised | None:
        found = self.known.get((host, path))
        if found is not None:
            return found
        if host in HOSTS:
            return self._united_nations(host, path, query)
        if host == PUBLISHER and self.reference.rpartition("-")[0] in path:
            edition = _EDITION.search(path)
            if self.reference in path:
                return Recognised(None, _LANGUAGES[edition[1]] if edition else "")
            return Recognised(None, wrong=path)
        for there, begins, address in self.superseded:
            if host == there and path.startswith(begins):
                return Recognised(None, address.language, address)
        segment = path.split("/")[1] if path else ""
        entry = self.specifications.get((host, segment))
        return None if entry is None else Recognised(entry)

    def _united_nations(self, host: str, path: str, query: str) -> Recognised | None:
        goal = target = ""
        if host == "unstats.un.org" and path.startswith("/sdgs/"):
            asked = parse_qs(query)
            goal, target = ((asked.get(key) or [""])[0] for key in ("Goal", "Target"))
        elif match := _IDENTIFIER.fullmatch(path):
            goal, target = ("", match[1]) if "." in match[1] else (match[1], "")
        elif match := _GOAL.fullmatch(path):
            goal = match[1]
        name = (target or goal).lower()
        if not name:
            return None
        entry = self.catalogue.targets.get(name) if target else self.catalogue.goals.get(name.lstrip("0"))
        return Recognised(entry, wrong="" if entry else name, goal=goal if target else "")


def _place(url: str) -> tuple[str, str]:
    host, path, _ = _parts(url)
    return host, path
