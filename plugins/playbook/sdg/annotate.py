"""Adds to the links of a page what the framework knows of them, and links the first mention of its terms.

It works on the element tree of the page when everything else is done, so the dialect need not know of the framework.
What the cards say is filled in last of all (`playbook.sdg.cards`): it is no text of the page, and the search must not
find it there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from playbook.language import base_language
from playbook.markdown.tree import HEADINGS, QUIET, is_heading, literal
from playbook.sdg.citations import ALL
from playbook.sdg.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playbook.sdg.addresses import Addresses, Recognised
    from playbook.sdg.catalogue import Catalogue, Entry

PUBLICATION = "publication"
"""The id of the framework itself among the terms."""
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
TERM, CARD = "sdg-term", "sdg-card"
"""The classes of a link with its card, and of the card."""

_CODE = frozenset({"code", "pre", "kbd", "samp", "script", "style", "button", "summary", "math"})
_AROUND = _CODE | HEADINGS | {f"{QUIET}{name}" for name in HEADINGS} | {"a"}
"""In which a link gets no card."""


@dataclass(frozen=True)
class Terms:
    """The terms of the framework in one language."""

    ids: Mapping[str, str]
    """What is meant by each term in small letters."""
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, catalogue: Catalogue, language: str, wanted: tuple[str, ...]) -> Terms:
        """The terms that are to be linked.

        Args:
            catalogue: The framework.
            language: Of the page.
            wanted: Ids, or `*` for all.
        """
        ids: dict[str, str] = {}
        named = {PUBLICATION: catalogue.publication.title}
        for kind in (Kind.USE_CASE, Kind.WORKFLOW, Kind.BUILDING_BLOCK):
            named |= {f"{kind}/{entry.id}": entry.name for entry in catalogue.of(kind).values()}
        for name, text in named.items():
            if (wanted == ALL or name.rpartition("/")[2] in wanted) and text.has(language):
                ids.setdefault(_folded(text.to(language)), name)
        longest = sorted((_spelt(term) for term in ids), key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE) if longest else None
        return cls(ids, pattern)


def _folded(text: str) -> str:
    return " ".join(text.replace(CURLY, "'").casefold().split())


def _spelt(term: str) -> str:
    """A term with either apostrophe and any white space."""
    return re.escape(term).replace(r"\ ", r"\s+").replace("'", f"['{CURLY}]")


@dataclass
class Annotator:
    """Annotates one page: called with the root of its element tree."""

    catalogue: Catalogue
    addresses: Addresses
    language: str
    address: Callable[[Entry], str]
    """Where the page of an entry is, as the annotated page names it; empty when there is none."""
    terms: Terms | None = None
    seen: set[str] = field(default_factory=set)
    """The terms that the page already links."""
    cards: list[Entry | None] = field(default_factory=list)
    """What the cards of the page are about, None for the publication; the first has the id `sdg-card-1`."""

    def __call__(self, root: Element) -> None:
        """Annotate a page."""
        links = {link: found for link in root.iter("a") if (found := self._recognised(link)) is not None}
        if links:
            blocks = [block for block in root if not links.keys().isdisjoint(block.iter("a"))]
            parts = [part for block in blocks for part in block.iter() if part.tag in _AROUND]
            code = {link for part in parts if part.tag in _CODE for link in part.iter("a")}
            closed = {link for part in parts for link in part.iter("a") if link is not part}
            for link, found in links.items():
                if link not in code:
                    self._link(link, found, card=link not in closed)
        if self.terms is not None and self.terms.pattern is not None:
            self._mentions(root, self.terms, self.terms.pattern)

    # links that are there

    def _recognised(self, link: Element) -> Recognised | None:
        url = link.get("href", "")
        found = self.addresses.recognise(url) if url.startswith("http") else None
        return None if found is None or found.wrong else found

    def _link(self, link: Element, recognised: Recognised, *, card: bool) -> None:
        url = link.get("href", "")
        if recognised.entry is None:
            self.seen.add(PUBLICATION)
            self._edition(link, recognised)
        else:
            self.seen.add(f"{recognised.entry.kind}/{recognised.entry.id}")
        title = self._title(recognised.entry)
        if not len(link) and (link.text or "").strip() in (url, url.partition("://")[2]):
            link.text = literal(title)
        if card and "class" not in link.attrib:
            self._card(link, recognised.entry)
        elif "title" not in link.attrib:
            link.set("title", literal(title))

    def _edition(self, link: Element, recognised: Recognised) -> None:
        """Lead to the edition in the language of the page."""
        base = base_language(self.language)
        if recognised.superseded is None and recognised.language == base:
            link.set("hreflang", base)
            return
        url, language = self.catalogue.publication.edition_url(self.language)
        link.set("href", url)
        if language:
            link.set("hreflang", language)

    def _title(self, entry: Entry | None) -> str:
        return self.catalogue.publication.title.to(self.language) if entry is None else entry.title(self.language)

    def _card(self, box: Element, entry: Entry | None) -> None:
        """Make a link the box of itself and its card."""
        self.cards.append(entry)
        identifier = f"{CARD}-{len(self.cards)}"
        link = Element("a", {**box.attrib, "aria-describedby": identifier})
        link.text, link[:] = box.text, box[:]
        box.tag, box.text, box[:] = "span", None, [link]
        box.attrib = {"class": TERM}
        SubElement(box, "span", {"class": CARD, "id": identifier})

    # first mentions

    def _mentions(self, root: Element, terms: Terms, pattern: re.Pattern[str]) -> None:
        for parent, after in _texts(root):
            self._in_text(parent, after, terms, pattern)

    def _in_text(self, parent: Element, after: Element | None, terms: Terms, pattern: re.Pattern[str]) -> None:
        """Link the terms in the text that follows an element, or that begins its parent."""
        text = (parent.text if after is None else after.tail) or ""
        for match in pattern.finditer(text):
            name = terms.ids.get(_folded(match[0]), "")
            if not name or name in self.seen:
                continue
            url, entry = self._place(name)
            if not url:
                continue
            self.seen.add(name)
            link = Element("a", {"href": url})
            link.text, link.tail = match[0], text[match.end() :]
            rest = text[: match.start()]
            if after is None:
                parent.text = rest
                parent.insert(0, link)
            else:
                after.tail = rest
                parent.insert(list(parent).index(after) + 1, link)
            self._card(link, entry)
            self._in_text(parent, link, terms, pattern)
            return

    def _place(self, name: str) -> tuple[str, Entry | None]:
        if name == PUBLICATION:
            return self.catalogue.publication.edition_url(self.language)[0], None
        kind, _, identifier = name.partition("/")
        entry = self.catalogue.entry((Kind(kind), identifier))
        return (self.address(entry), entry) if entry is not None else ("", None)


def _texts(root: Element) -> list[tuple[Element, Element | None]]:
    """The places of text in which a term may be linked, in reading order: below an element, after a child of it."""
    texts: list[tuple[Element, Element | None]] = [(root, None)]
    stack = [(root, iter(list(root)))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                texts.append((stack[-1][0], parent))
        elif _is_closed(child):
            texts.append((parent, child))
        else:
            texts.append((child, None))
            stack.append((child, iter(list(child))))
    return texts


def _is_closed(element: Element) -> bool:
    """Whether no link may be made in an element: in a heading, a link or code."""
    if element.tag in _CODE or element.tag == "a":
        return True
    return is_heading(element) or element.get("class") == TERM
