"""Adds to the links of a page what the framework knows of them, and links the first mention of its terms.

It works on the element tree of the page when everything else is done, so the dialect need not know of the framework.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from playbook.markdown.tree import is_heading, literal
from playbook.sdg.catalogue import Specification, Target
from playbook.sdg.citations import ALL
from playbook.sdg.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playbook.sdg.addresses import Addresses, Recognised
    from playbook.sdg.catalogue import Catalogue, Entry

PUBLICATION = "publication"
"""The id of the framework itself among the terms."""
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
MOST_RELATED = 4
"""Relations that a card names."""

_CODE = frozenset({"code", "pre", "kbd", "samp", "script", "style", "button", "summary", "math"})
_RELATED = {
    Kind.GOAL: Kind.USE_CASE,
    Kind.TARGET: Kind.USE_CASE,
    Kind.USE_CASE: Kind.WORKFLOW,
    Kind.WORKFLOW: Kind.BUILDING_BLOCK,
    Kind.BUILDING_BLOCK: Kind.WORKFLOW,
    Kind.SPECIFICATION: Kind.BUILDING_BLOCK,
}
"""Which relation a card names."""


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
    words: Mapping[str, str]
    address: Callable[[Entry | None], str]
    """Where the page of an entry, or of the framework, is, as the annotated page names it; empty when there is none."""
    terms: Terms | None = None
    seen: set[str] = field(default_factory=set)
    """The terms that the page already links."""
    count: int = 0

    def __call__(self, root: Element) -> None:
        """Annotate a page."""
        stack = [(root, False, False)]
        while stack:
            parent, in_link, in_heading = stack.pop()
            for child in list(parent):
                if child.tag in _CODE:
                    continue
                heading = in_heading or is_heading(child)
                if child.tag == "a":
                    self._link(parent, child, card=not heading and not in_link)
                else:
                    stack.append((child, in_link, heading))
        if self.terms is not None and self.terms.pattern is not None:
            self._mentions(root, self.terms, self.terms.pattern)

    # links that are there

    def _link(self, parent: Element, link: Element, *, card: bool) -> None:
        url = link.get("href", "")
        recognised = self.addresses.recognise(url) if url.startswith("http") else None
        if recognised is None or recognised.wrong:
            return
        if recognised.entry is None:
            self.seen.add(PUBLICATION)
            self._edition(link, recognised)
        else:
            self.seen.add(f"{recognised.entry.kind}/{recognised.entry.id}")
        title = self._title(recognised.entry)
        if not len(link) and (link.text or "").strip() in (url, url.partition("://")[2]):
            link.text = literal(title)
        if card and "class" not in link.attrib:
            self._card(parent, link, recognised.entry, title)
        elif "title" not in link.attrib:
            link.set("title", literal(title))

    def _edition(self, link: Element, recognised: Recognised) -> None:
        """Lead to the edition in the language of the page."""
        base = self.language.partition("-")[0]
        if recognised.superseded is None and recognised.language == base:
            link.set("hreflang", base)
            return
        url, language = self.catalogue.publication.edition_url(self.language)
        link.set("href", url)
        if language:
            link.set("hreflang", language)

    def _title(self, entry: Entry | None) -> str:
        return self.catalogue.publication.title.to(self.language) if entry is None else entry.title(self.language)

    def _card(self, parent: Element, link: Element, entry: Entry | None, title: str) -> Element:
        """Put a link and its card in the place of the link."""
        self.count += 1
        identifier = f"sdg-card-{self.count}"
        box = Element("span", {"class": "sdg-term"})
        box.tail, link.tail = link.tail, None
        parent[list(parent).index(link)] = box
        box.append(link)
        link.set("aria-describedby", identifier)
        card = SubElement(box, "span", {"class": "sdg-card", "id": identifier, "data-search-exclude": ""})
        for name, text in self._lines(entry, title):
            # Material's search knows elements by their names: another <span> inside would end what it leaves out.
            line = SubElement(card, "strong" if name == "name" else "small", {"class": f"sdg-card__{name}"})
            line.text = literal(text)
        if url := self.address(entry):
            more = SubElement(card, "a", {"class": "sdg-card__more", "href": url})
            more.text = literal(self.words["card.more"])
        return box

    def _lines(self, entry: Entry | None, title: str) -> list[tuple[str, str]]:
        if entry is None:
            publication = self.catalogue.publication
            about = f"{', '.join(publication.publishers)}, {publication.date[:4]}. {publication.reference}"
            return [
                ("kind", self.words["kind.publication"]),
                ("name", title),
                ("text", f"{self.words['card.publication']} {about}"),
            ]
        kind = self.words[f"kind.{entry.kind}"]
        if isinstance(entry, Specification):
            kind = f"{kind}, {self.words['specification.version']} {entry.version}"
        lines = [("kind", kind), ("name", title)]
        if text := entry.explained(self.language):
            lines.append(("text", text))
        if isinstance(entry, Target):
            return lines
        related = self.catalogue.related(entry, _RELATED[entry.kind])
        if related:
            names = ", ".join(one.title(self.language) for one in related[:MOST_RELATED])
            more = " …" if len(related) > MOST_RELATED else ""
            lines.append(
                ("related", f"{self.words[f'kinds.{_RELATED[entry.kind]}']}{self.words['colon']}{names}{more}")
            )
        return lines

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
            self._in_text(parent, self._card(parent, link, entry, self._title(entry)), terms, pattern)
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
    return is_heading(element) or element.get("class") == "sdg-term"
