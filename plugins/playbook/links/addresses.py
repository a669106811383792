"""Addresses on the web: which of them are asked, and when two are the same place."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playbook.links.resolved import resolved
from playbook.markdown.references import Kind
from playbook.targets import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.links.resolved import Resolved
    from playbook.site import Site

_RESERVED = frozenset("alt example home.arpa internal invalid lan local localhost onion test".split())
"""Names that no public server has (RFC 2606, 6761, 6762, 7686, 8375, 9476)."""
_EXAMPLES = re.compile(r"(?:^|\.)example\.(?:com|net|org|edu)$")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)


def is_public(url: str) -> bool:
    """Whether an address can be that of a server on the Internet, by its name alone."""
    name = _host(url)
    try:
        return ip_address(name).is_global
    except ValueError:
        last = name.rpartition(".")
        reserved = last[2] in _RESERVED or f"{last[0].rpartition('.')[2]}.{last[2]}" in _RESERVED
        return bool(last[0]) and not reserved and not _EXAMPLES.search(name)


def _host(url: str) -> str:
    """The name of the server of an address, without its port; empty when it is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def external(site: Site) -> Iterator[tuple[Resolved, str]]:
    """The links whose addresses can be asked, and the addresses without their anchors."""
    settings = site.settings.external
    for one in site.once(resolved):
        asks = one.target.kind is Kind.EXTERNAL and one.in_full and one.target.reason is not Reason.UNKNOWN_SPACE
        url = one.target.url.partition("#")[0] if asks else ""
        asked = bool(_host(url)) and (settings.private or is_public(url))
        if asked and not any(fnmatchcase(url, p) for p in settings.ignore):
            yield one, url


def server(url: str) -> str:
    """The name of the server of an address, with its port where one is given."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def chooses_language(old: str, new: str) -> bool:
    """Whether a redirect only leads to the page in one of its languages: `/` to `/en/`, `/page` to `/fr-ch/page`."""
    before, after = urlsplit(old), urlsplit(new)
    if server(old).removeprefix("www.") != server(new).removeprefix("www."):
        return False
    steps = [[step for step in parts.path.split("/") if step] for parts in (before, after)]
    return len(steps[1]) == len(steps[0]) + 1 and any(
        _LANGUAGE.fullmatch(step) and steps[1][:number] + steps[1][number + 1 :] == steps[0]
        for number, step in enumerate(steps[1])
    )


def leads_home(old: str, new: str) -> bool:
    """Whether a redirect leads from a page to the front page: where pages are sent that are no more."""
    steps = [[step for step in urlsplit(url).path.split("/") if step] for url in (old, new)]
    return bool(steps[0]) and (not steps[1] or (len(steps[1]) == 1 and bool(_LANGUAGE.fullmatch(steps[1][0]))))
