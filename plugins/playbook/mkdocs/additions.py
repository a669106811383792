"""What the investment framework adds to pages.

Boxes, cards, linked data and lists of pages are no text of the page: the search must not find it by them, and need not
read them. So they come last of all, when a page has been read; until then it holds empty cards, and comments for lists.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from playbook.mkdocs.framework import FrameworkFile, spoken
from playbook.sdg.annotate import CARD, Annotator, Terms
from playbook.sdg.box import box, escaped_json, linked_data, name, script, term
from playbook.sdg.cards import card
from playbook.sdg.pages import COVERAGE, ROOT, key_of
from playbook.sdg.text import UNSEARCHED
from playbook.sdg.words import words

if TYPE_CHECKING:
    from playbook.mkdocs.files import PageFile
    from playbook.mkdocs.framework import Shelf
    from playbook.sdg.catalogue import Entry

_PLACE = re.compile("<!--sdg-([0-9]+)-->")
_EMPTY = f'<span class="{CARD}" id="{CARD}-'


class Additions:
    """What is added to the pages of one build."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._cards: dict[str, list[Entry | None]] = {}
        """What the cards of each page are about, by its file."""
        self._lists: dict[str, list[str]] = {}
        """What the search leaves out of each page of the framework, by its file."""

    def annotator(self, file: PageFile) -> Annotator:
        """What adds to the links of a page what the framework knows of them."""
        found, language = self.shelf.found, file.edition.language or ""
        own = found.citations(file.content.document).autolink
        wanted = found.settings.autolink if own is None else own

        def named(entry: Entry) -> str:
            return self.shelf.named(f"/{key_of(entry)}", language, file.url)

        terms = self._terms(spoken(file.edition), wanted) if wanted else None
        made = Annotator(found.catalogue, found.addresses, spoken(file.edition), named, terms)
        self._cards[file.src_uri] = made.cards
        return made

    def text(self, file: FrameworkFile) -> str:
        """A page of the framework, but for what the search leaves out."""
        html = file.made.html()
        if file.made.key == ROOT:
            html = html.replace("<img ", f"<img {self.shelf.picture_size} ", 1)
        language = file.edition.language or ""
        html = self.shelf.placed(self.shelf.shared(html, language), language, file.url)
        self._lists[file.src_uri] = UNSEARCHED.findall(html)
        places = count()
        return UNSEARCHED.sub(lambda _: f"<!--sdg-{next(places)}-->", html)

    def complete(self, file: FrameworkFile | PageFile, html: str, url: str) -> str:
        """A page with all that is added to it.

        Args:
            file: The page's.
            html: Its content.
            url: Its address in full; empty when it is not known.
        """
        if isinstance(file, FrameworkFile):
            return self._of_framework(file, html)
        language = file.edition.language or ""
        if cards := self._cards.get(file.src_uri):
            first, *others = html.split(_EMPTY)
            html = first + "".join(self._filled(part, cards, language) for part in others)
        document = file.content.document
        cited = self.shelf.found.citations(document)
        if cited.cited:
            html += self.shelf.shared(
                box(cited, self.shelf.writer(language), lambda entry: self._name(entry, language)), language
            )
        html = self.shelf.placed(html, language, file.url)
        if cited.cited:
            about = (self._term(one.entry, spoken(file.edition)) for one in cited.cited)
            html += linked_data(about, spoken(file.edition), url, document.title or file.content.title)
        return html

    def _filled(self, part: str, cards: list[Entry | None], language: str) -> str:
        """A card with what it holds, from its number on, and what follows it."""
        number, end, rest = part.partition('">')
        place = int(number) if number.isdecimal() else 0
        about = cards[place - 1 : place] if place else ()  # nothing in what another plugin copied from elsewhere
        return "".join([_EMPTY, number, end, *(self._card(entry, language) for entry in about), rest])

    def _of_framework(self, file: FrameworkFile, html: str) -> str:
        lists, language = self._lists.get(file.src_uri, ()), spoken(file.edition)
        html = _PLACE.sub(lambda place: lists[int(place[1])], html)
        if file.made.key == COVERAGE:
            return html + _filter_words(language)
        if file.made.entry is None:
            return html
        data = {"@context": "https://schema.org", **term(file.made.entry, language), "inLanguage": language}
        return html + script(escaped_json(data))

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as the build
    def _terms(self, language: str, wanted: tuple[str, ...]) -> Terms:
        return Terms.of(self.shelf.found.catalogue, language, wanted)

    @lru_cache(maxsize=2048)  # noqa: B019
    def _card(self, entry: Entry | None, language: str) -> str:
        return self.shelf.shared(card(entry, self.shelf.writer(language)), language)

    @lru_cache(maxsize=2048)  # noqa: B019
    def _name(self, entry: Entry, language: str) -> str:
        return self.shelf.shared(name(entry, self.shelf.writer(language)), language)

    @lru_cache(maxsize=2048)  # noqa: B019
    def _term(self, entry: Entry, language: str) -> str:
        return escaped_json(term(entry, language))


def _filter_words(language: str) -> str:
    """What the filter of the matrix says, for the script that makes it."""
    told = words(language)
    data = {key: told[f"filter.{key}"] for key in ("label", "open", "found")}
    return f'<script type="application/json" id="sdg-filter-words" data-pb-filters="">{escaped_json(data)}</script>\n'
