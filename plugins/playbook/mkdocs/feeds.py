"""A feed (RSS 2.0) for each page with `{% updates %}`, made of what readers see of it (gitbook-format.md §6.11).

A feed names everything in full, so there is none for a site whose address is not known.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, indent, register_namespace, tostring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARK = 'class="gb-update"'
"""What the HTML of a page with entries holds."""
MOST = 50
"""A feed has the newest entries, and no more than this: programs fetch the whole of it again and again."""
NAME = "rss.xml"
"""Of the file, below the address of its page, where GitBook has it too."""

_ATOM, _CONTENT = "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/modules/content/"
register_namespace("atom", _ATOM)
register_namespace("content", _CONTENT)

_ADDRESSES = frozenset({"href", "src", "poster", "cite"})
_KEPT = _ADDRESSES | frozenset("id alt title width height lang dir colspan rowspan start datetime open".split())
_LEFT_OUT = frozenset("svg button label input source track template script style".split())
"""Elements that mean nothing where the site's style and script are not."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SUMMARY = 280


@dataclass
class Entry:
    """An entry of a timeline."""

    day: date | None = None
    shown: str = ""
    """The date as readers see it."""
    title: str = ""
    anchor: str = ""
    """The id of its heading; empty when it has none."""
    tags: list[str] = field(default_factory=list)
    html: str = ""
    """What it says, with addresses in full."""
    text: str = ""
    """The same without markup and without the title."""


@dataclass(frozen=True)
class Channel:
    """What a feed says of its page."""

    title: str
    description: str
    url: str
    """Of the page, in full."""
    feed_url: str
    """Of the feed, in full."""
    language: str


def place(address: str) -> str:
    """Where the feed of a page lies, relative to the site's root.

    Args:
        address: The page's, percent-encoded as in links: `a/b/`, `a/b.html`, or empty for the home.
    """
    below = address.removeprefix("./").removesuffix("index.html").removesuffix(".html")
    return f"{below}{'/' if below and not below.endswith('/') else ''}{NAME}"


def entries(html: str, url: str) -> list[Entry]:
    """The entries of a page in its order; one in another is part of it.

    Args:
        html: The content of the page, well-formed.
        url: The page's address in full.
    """
    return [_entry(article, url) for article in _outermost(_Builder(html).root)]


def _outermost(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "article" and "gb-update" in child.get("class", "").split():
            yield child
        else:
            yield from _outermost(child)


def feed(channel: Channel, found: Iterable[Entry]) -> str:
    """A feed, the newest entry first; what has no date comes last."""
    rss = Element("rss", {"version": "2.0"})
    head = SubElement(rss, "channel")
    _add(head, "title", channel.title)
    _add(head, "link", channel.url)
    _add(head, "description", channel.description or channel.title)
    _add(head, "language", channel.language)
    _add(head, "generator", "govstack-playbook")
    SubElement(
        head, f"{{{_ATOM}}}link", {"rel": "self", "type": "application/rss+xml", "href": _clean(channel.feed_url)}
    )
    for entry, name in _named(channel.url, list(found))[:MOST]:
        item = SubElement(head, "item")
        _add(item, "title", entry.title or entry.shown or channel.title)
        _add(item, "link", f"{channel.url}#{entry.anchor}" if entry.anchor else channel.url)
        _add(item, "guid", name).set("isPermaLink", "false")
        if entry.day:
            _add(item, "pubDate", format_datetime(datetime.combine(entry.day, time(), UTC), usegmt=True))
        for tag in entry.tags:
            _add(item, "category", tag)
        _add(item, "description", _summary(entry.text) or entry.title)
        _add(item, f"{{{_CONTENT}}}encoded", entry.html)
    indent(rss)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(rss, encoding="unicode")}\n'


def _named(url: str, found: list[Entry]) -> list[tuple[Entry, str]]:
    """The entries, the newest first, each with a name that stays when others come before it.

    The id of a heading does not stay: a page with a new "Improvements" gives its id to the new one.
    """
    seen: Counter[str] = Counter()
    named = []
    for entry in reversed(found):
        name = f"{url}#{entry.day or quote(entry.shown)}-{sha256(entry.title.encode()).hexdigest()[:12]}"
        seen[name] += 1
        named.append((entry, name if seen[name] == 1 else f"{name}-{seen[name]}"))
    named.reverse()
    return sorted(named, key=lambda one: one[0].day or date.min, reverse=True)


def _summary(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SUMMARY else f"{text[:_SUMMARY].rpartition(' ')[0] or text[:_SUMMARY]} …"


def _add(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = _clean(text)
    return made


def _clean(text: str) -> str:
    """The text without the characters that XML does not know."""
    return _NO_XML.sub("", text)


def _entry(article: Element, url: str) -> Entry:
    entry = Entry()
    for part in article:
        if part.get("class") == "gb-update__about":
            for about in part.iter():
                if about.get("class") == "gb-chip":
                    entry.tags.append(_words(about))
                elif about.tag == "time" or about.get("class") == "gb-update__date":
                    entry.shown, entry.day = _words(about), _day(about.get("datetime", ""))
        elif part.get("class") == "gb-update__body":
            _plain(part, url)
            heading = next((one for one in part.iter() if one.tag in _HEADINGS), None)
            if heading is not None:
                entry.title, entry.anchor = _words(heading), heading.get("id", "")
            for one in part.iter():
                one.attrib.pop("id", None)
            entry.html = "".join(tostring(one, encoding="unicode", method="html") for one in part).strip()
            entry.text = _words(part).removeprefix(entry.title).strip()
    return entry


def _plain(element: Element, url: str) -> None:
    """Leave what means something by itself, with addresses in full."""
    children = list(element)
    element[:] = []
    for child in children:
        tail, child.tail = child.tail or "", None
        if child.tag == "math":
            SubElement(element, "code").text = child.get("alttext", "")
        elif child.tag not in _LEFT_OUT and "headerlink" not in child.get("class", "").split():
            _plain(child, url)
            if child.tag != "span" or child.attrib:
                element.append(child)
            else:
                _write(element, child.text or "")
                element.extend(child)
        _write(element, tail)
    for name in list(element.attrib):
        if name not in _KEPT:
            del element.attrib[name]
        elif name in _ADDRESSES:
            element.set(name, _full(element.attrib[name], url))


def _write(element: Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _full(address: str, url: str) -> str:
    try:
        return address if urlsplit(address).scheme else urljoin(url, address)
    except ValueError:
        return address


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


class _Builder(HTMLParser):
    """Makes a tree of the HTML of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._tree = TreeBuilder()
        self._open: list[str] = []
        self.handle_starttag("body", [])
        self.feed(html)
        self.close()
        self.handle_endtag("body")
        self.root = self._tree.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._tree.end(tag)
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open:
            self._tree.end(innermost := self._open.pop())
            if innermost == tag:
                return

    def handle_data(self, data: str) -> None:
        self._tree.data(data)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
