"""What is wrong in a built site, as a reader or a crawler would find it."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFTOVER = re.compile(r"\{%-?\s*(?:end)?[a-z@][\w-]*[^\n]{0,40}|&#x20;")
"""GitBook's syntax that is shown to readers."""


@dataclass
class Page:
    """A page of a built site."""

    file: Path
    html: LexborHTMLParser
    redirects: bool
    """Whether it only sends readers on."""
    ids: set[str] = field(default_factory=set)


def faults(site: Path, prefix: str = "/") -> list[str]:
    """Each fault as `page: what`.

    Args:
        site: The directory of the site.
        prefix: The path of its address; only `404.html` may name anything from there.
    """
    pages = {file: _read(file) for file in sorted(site.rglob("*.html"))}
    return [
        f"{page.file.relative_to(site).as_posix()}: {fault}"
        for page in pages.values()
        for fault in (*_structure(page), *_links(page, pages, site, prefix))
    ]


def _read(file: Path) -> Page:
    text = file.read_text(encoding="utf-8")
    html = LexborHTMLParser(text)
    return Page(file, html, 'http-equiv="refresh"' in text, {node.attributes["id"] or "" for node in html.css("[id]")})


def _structure(page: Page) -> Iterator[str]:
    if page.redirects:
        return
    if (titles := len(page.html.css("h1"))) != 1:
        yield f"{titles} h1"
    ids = Counter(node.attributes["id"] for node in page.html.css("[id]"))
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1)
    article = LexborHTMLParser(page.html.css_first("article").html or "") if page.html.css_first("article") else None
    if article is not None:
        for code in article.css("code, pre, script, style"):
            code.decompose()
        yield from (f"shows {found[0]!r}" for found in LEFTOVER.finditer(article.body.text() if article.body else ""))


def _links(page: Page, pages: dict[Path, Page], site: Path, prefix: str) -> Iterator[str]:
    for node in page.html.css("[href], [src]"):
        for name in ("href", "src"):
            if name not in node.attributes:
                continue
            address = node.attributes[name] or ""
            if not address:
                yield f"empty {name} in {(node.html or '')[:60]!r}"
                continue
            fault = _leads_nowhere(address, page, pages, site, prefix)
            if fault:
                yield f"{name} {address!r} {fault}"


def _leads_nowhere(address: str, page: Page, pages: dict[Path, Page], site: Path, prefix: str) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    path = unquote(parts.path)
    if path.startswith("/"):
        if page.file.name != "404.html":
            return "needs the root of the server"
        target = site / path.removeprefix(prefix).lstrip("/")
    else:
        target = page.file.parent / path if path else page.file
    target = Path(os.path.normpath(target))
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return "leads to nothing"
    anchor = unquote(parts.fragment)
    known = not anchor or target not in pages or pages[target].redirects or anchor in pages[target].ids
    return "" if known or anchor.startswith("__") else "names no id of its target"
