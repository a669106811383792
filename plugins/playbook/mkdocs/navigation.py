"""SUMMARY.md as MkDocs' navigation."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as HostPage

from playbook.gitbook.summary import Kind
from playbook.mkdocs.files import PageFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mkdocs.structure import StructureItem

    from playbook.gitbook.space import Entry
    from playbook.site import Edition

    Items = list[StructureItem]

_IN_URL = "%/:?#[]@!$&()*+,;=~"
"""What stays as it is in an address; a quotation mark would end the attribute, since MkDocs' templates escape nothing."""


@dataclass
class Builder:
    """Makes the navigation of one language.

    A page with children is a section whose first child is the page, as Material's
    `navigation.indexes` wants it. The first mention of a page is the page, later ones are links.
    """

    edition: Edition
    pages: Mapping[str, HostPage]
    """MkDocs' page by the path of its file in the space."""
    address: Callable[[str], str]
    """The address of a page or a file of the space, relative to the site's root; empty when it has none."""
    reading: list[HostPage] = field(default_factory=list)
    """The pages of the navigation in reading order."""

    def __post_init__(self) -> None:
        self._separated = False
        """Whether a separator stands before the next item."""

    def build(self) -> Items:
        """The items of the top level."""
        items = self._items(self.edition.space.contents)
        if len(items) == 1 and isinstance(items[0], Section) and self.is_home(items[0].children[0]):
            # Everything lies below the home, as in a language's directory: the home needs no fold.
            items = items[0].children
        return items

    def is_home(self, item: StructureItem) -> bool:
        """Whether an item is the home page of the language."""
        home = self.edition.home
        return home is not None and isinstance(item, HostPage) and item is self.pages.get(home.path)

    def _items(self, entries: Iterable[Entry]) -> Items:
        items: Items = []
        for entry in entries:
            if entry.kind is Kind.SEPARATOR:
                self._separated = bool(items)
                continue
            made = self._item(entry)
            if made is not None:
                if self._separated:
                    made.separated = True  # type: ignore[attr-defined]
                    self._separated = False
                items.append(made)
        return items

    def _item(self, entry: Entry) -> StructureItem | None:
        if entry.kind is Kind.PAGE and entry.page is not None and entry.page.hidden:
            return None  # and so is what lies below it
        title = label(entry.title)
        first = self._page(entry, title) if entry.kind is Kind.PAGE else self._link(entry, title)
        children = self._items(entry.children)
        if not children:
            return first
        if isinstance(first, HostPage):
            first.file.name = "index"  # what makes it the section's own page
        return Section(title, children if first is None else [first, *children])

    def _page(self, entry: Entry, title: Markup) -> HostPage | None:
        page = self.pages.get(entry.page.path) if entry.page is not None else None
        if page is not None:
            page.title = title
            self.reading.append(page)
        return page

    def _link(self, entry: Entry, title: Markup) -> Link | None:
        """An external link, or one to a file, to a heading, or to a page that has its place elsewhere."""
        if entry.kind is not Kind.LINK:
            return None
        if entry.item.kind is Kind.LINK:
            return Link(title, quote(entry.target, safe=_IN_URL))
        path, mark, anchor = entry.target.partition("#")
        address = self.address(path)
        return Link(title, quote(f"{address}{mark}{anchor}", safe=_IN_URL)) if address else None


def label(text: str) -> Markup:
    """A title as templates may print it: MkDocs' templates escape nothing."""
    return escape(text)


def navigation(builder: Builder, foreign: Items) -> Navigation:
    """The navigation of one language, and after it what other plugins added.

    Args:
        builder: Knows the language's pages.
        foreign: Items that are not of a space.
    """
    items = [*builder.build(), *foreign]
    for page in builder.pages.values():
        page.parent = page.previous_page = page.next_page = None
    _set_parents(items)
    reading = builder.reading
    for before, after in pairwise(reading):
        before.next_page, after.previous_page = after, before
    made = Navigation(items, [*reading, *pages_of(foreign)])
    made.homepage = next((page for page in builder.pages.values() if builder.is_home(page)), None)
    if made.homepage is not None and made.homepage.is_top_level:
        made.homepage.file.name = "index"  # what MkDocs knows a home by
    return made


def foreign_items(items: Iterable[StructureItem]) -> Items:
    """What of a navigation is not a page of a space, without sections that this leaves empty."""
    kept: Items = []
    for item in items:
        if isinstance(item, Section):
            if children := foreign_items(item.children):
                kept.append(Section(item.title, children))
        elif not (isinstance(item, HostPage) and isinstance(item.file, PageFile)):
            kept.append(item)
    return kept


def pages_of(items: Iterable[StructureItem]) -> list[HostPage]:
    """The pages among items and below them, in reading order."""
    pages: list[HostPage] = []
    for item in items:
        if isinstance(item, HostPage):
            pages.append(item)
        elif isinstance(item, Section):
            pages.extend(pages_of(item.children))
    return pages


def _set_parents(items: Iterable[StructureItem], parent: Section | None = None) -> None:
    for item in items:
        item.parent = parent
        if isinstance(item, Section):
            _set_parents(item.children, item)
