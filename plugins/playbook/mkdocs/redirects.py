"""Pages that send readers of an old address to the new one, for servers that only know files."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from playbook.mkdocs.addresses import relative
from playbook.strings import strings
from playbook.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

INDEX = "redirects.json"
"""The file at the site's root that lists all redirects, for servers that can do better than a page."""

CAPITALS = "capitals.json"
"""The file at the site's root that says where addresses with capitals lead."""

MARK = "govstack-playbook redirect"
"""How a redirect page of an earlier build is known, in a directory that was not emptied (`--dirty`)."""

WEB = ("http://", "https://")
"""How an address outside the site begins."""

PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="generator" content="{mark}">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={href}">
</head>
<body>
<p>{title}. <a href="{href}">{text}</a></p>
</body>
</html>
"""


def page(old: str, new: str, language: str, site_url: str) -> str:
    """The HTML of one redirect page.

    Args:
        old: Where the page lies, relative to the site's root.
        new: Where it leads: relative to the site's root, or in full.
        language: Of the text.
        site_url: Of the site, to name the new page in full; empty when it is not known.
    """
    texts = strings(language)
    href = new if new.startswith(WEB) else relative(new, old)
    return PAGE.format(
        mark=MARK,
        language=escape(language or "en"),
        title=escape(texts["redirect.title"]),
        text=escape(texts["redirect.link"]),
        href=escape(href),
        canonical=escape(urljoin(site_url, new) if site_url else href),
    )


def write(redirects: Mapping[str, str], site: Path, language_of: Mapping[str, str], site_url: str) -> list[str]:
    """Write the redirect pages and their list; a page that exists is never replaced.

    Args:
        redirects: New address by old address, relative to the site's root; the old one is not percent-encoded.
        site: The site's directory.
        language_of: Language by the beginning of an address ("en/", and "" for the default).
        site_url: As for `page`.

    Returns:
        The old addresses that have no redirect, because something is in their place or no file can have their name.
    """
    written: dict[str, str] = {}
    refused: list[str] = []
    for old, new in sorted(redirects.items()):
        steps = [step for step in old.split("/") if step]
        if not steps or any(step in (".", "..") or "\\" in step or "\0" in step for step in steps):
            refused.append(old)
            continue
        place = site.joinpath(*steps)
        file = place if place.suffix == ".html" else place / "index.html"
        address = quote("/".join(steps)) + ("" if place.suffix == ".html" else "/")
        text = page(address, new, _language(old if new.startswith(WEB) else new, language_of), site_url)
        try:
            if (file.exists() and not _is_redirect(file)) or _below_a_file(file, site):
                refused.append(old)
                continue
            write_whole(file, text)
        except (OSError, ValueError):  # a name that the file system does not take
            refused.append(old)
        else:
            written[address] = new
    if written:
        write_whole(site / INDEX, json.dumps(written, ensure_ascii=False, indent=2) + "\n")
    return refused


def write_capitals(addresses: Mapping[str, str], site: Path) -> None:
    """Write what the page of lost addresses looks up: addresses with capitals, by the same without.

    GitBook does not tell them apart (gitbook-format.md §14); a server of files does, and no file can be there for both,
    since disks differ.

    Args:
        addresses: Where each address leads, relative to the site's root or in full; without percent-encoding.
        site: The site's directory.
    """
    folded = {old.lower(): new or "./" for old, new in addresses.items() if old != old.lower()}
    if folded:
        write_whole(site / CAPITALS, json.dumps(folded, ensure_ascii=False, indent=2) + "\n")


def _language(address: str, language_of: Mapping[str, str]) -> str:
    return next(
        (language_of[root] for root in sorted(language_of, key=len, reverse=True) if address.startswith(root)), ""
    )


def _is_redirect(file: Path) -> bool:
    return MARK in file.read_text(encoding="utf-8", errors="replace")[:500]


def _below_a_file(file: Path, site: Path) -> bool:
    return any(parent.is_file() for parent in file.parents if parent.is_relative_to(site))
