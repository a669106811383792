"""The tables of contents of a site's sections as MkDocs' navigation."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as HostPage

from playbook.editions import ExternalLink
from playbook.gitbook.summary import Kind
from playbook.mkdocs.files import PageFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import File

    from playbook.editions import Edition
    from playbook.editions import Section as SiteSection
    from playbook.gitbook.space import Entry, Page

    Items = list[StructureItem]

_IN_URL = "%/:?#[]@!$&()*+,;=~"
"""What stays as it is in an address; a quotation mark would end the attribute, since MkDocs' templates escape nothing."""


@dataclass
class Builder:
    """Makes the navigation of one section in one language.

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

    @property
    def home(self) -> HostPage | None:
        """The home page of the section."""
        home = self.edition.home
        return self.pages.get(home.path) if home is not None else None

    def build(self) -> Items:
        """The items of the top level, for a site that has no other section."""
        items = self._items(self.edition.space.contents)
        if len(items) == 1 and isinstance(items[0], Section) and items[0].children[0] is self.home:
            # Everything lies below the home, as in a language's directory: the home needs no fold.
            items = items[0].children
        return items

    def section(self) -> StructureItem | None:
        """The section as one item, whose own page is its home; None when it shows nothing."""
        title = label(self.edition.section.title(self.edition))
        items = self._items(self.edition.space.contents)
        home, first = self.home, items[0] if items else None
        if home is not None and isinstance(first, Section) and first.children[0] is home:
            below = first.children[1:]
            if below and not home.is_index:  # the home is only the first page of a group
                below = [Section(first.title, below)]
            items = [home, *below, *items[1:]]
        if home is None or not items or items[0] is not home:
            return Section(title, items) if items else None
        if len(items) == 1:
            home.title = title
            return home
        home.file.name = "index"  # what makes it the section's own page
        return Section(title, items)

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


def navigation(
    builders: Sequence[Builder], menu: Iterable[SiteSection | ExternalLink], home: Page | None, foreign: Items
) -> Navigation:
    """The navigation of one language, and after it what other plugins added.

    Args:
        builders: One for each section in the language.
        menu: The sections of the site, and what stands between them, in the order of the navigation.
        home: Where the language begins.
        foreign: Items that are not of a space.
    """
    items = _menu(builders, menu)
    for builder in builders:
        for page in builder.pages.values():
            page.parent = page.previous_page = page.next_page = None
    items += foreign
    _set_parents(items)
    for builder in builders:
        for before, after in pairwise(builder.reading):
            before.next_page, after.previous_page = after, before
    reading = [page for builder in builders for page in builder.reading]
    made = Navigation(items, [*reading, *pages_of(foreign)])
    made.homepage = next((one.home for one in builders if home is not None and one.edition.home is home), None)
    if made.homepage is not None and made.homepage.is_top_level:
        made.homepage.file.name = "index"  # what MkDocs knows a home by
    return made


def _menu(builders: Sequence[Builder], menu: Iterable[SiteSection | ExternalLink]) -> Items:
    by_section = {id(builder.edition.section): builder for builder in builders}
    for builder in builders:
        if builder.edition.section.hidden:
            builder.build()  # its pages have titles and an order all the same
    entries = [one for one in menu if isinstance(one, ExternalLink) or (id(one) in by_section and not one.hidden)]
    if len(entries) == 1 and not isinstance(entries[0], ExternalLink):
        return by_section[id(entries[0])].build()
    language = builders[0].edition.language
    placed: list[tuple[tuple[str, ...], StructureItem]] = []
    for one in entries:
        title, address = one.names.called(language), one.url if isinstance(one, ExternalLink) else ""
        made = Link(label(title or address), quote(address, safe=_IN_URL)) if address else by_section[id(one)].section()
        if made is not None:
            made.description = label(one.names.described(language))  # type: ignore[attr-defined]
            placed.append((tuple(filter(None, (group.called(language) for group in one.groups))), made))
    return _grouped(placed)


def _grouped(placed: Iterable[tuple[tuple[str, ...], StructureItem]]) -> Items:
    """Items below the titles of the groups that hold them; neighbours in one group share its title."""
    items: Items = []
    for title, among in groupby(placed, key=lambda one: one[0][:1]):
        if title:
            group = Section(label(title[0]), _grouped((groups[1:], item) for groups, item in among))
            group.sections = True  # type: ignore[attr-defined]
            items.append(group)
        else:
            items += (item for _, item in among)
    return items


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


def without(items: Iterable[StructureItem], kind: type[File]) -> Items:
    """A navigation without the pages of one kind, and without sections that this leaves empty."""
    kept: Items = []
    for item in items:
        if isinstance(item, Section):
            if children := without(item.children, kind):
                item.children = children
                kept.append(item)
        elif not (isinstance(item, HostPage) and isinstance(item.file, kind)):
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
