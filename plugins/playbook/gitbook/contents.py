"""The pages of a space in reading order, and the table of contents as readers see it (gitbook-format.md §4)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.diagnostics import Edit, Problem
from playbook.gitbook.lookup import How, join
from playbook.gitbook.summary import MAX_DEPTH, Kind, Summary, SummaryItem
from playbook.markdown.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from playbook.gitbook.document import Document
    from playbook.gitbook.lookup import Found, Index


@dataclass(frozen=True, eq=False)
class Page:
    """A document that the table of contents lists."""

    document: Document
    title: str
    """How the navigation names it: the link title, else the text of the entry, else the page's own title."""
    item: SummaryItem
    """Its entry."""
    ancestors: tuple[str, ...] = ()
    """The titles of the entries and the group above it, outermost first."""
    navigation_path: str = ""
    """The path of its address at GitBook: the slugs of what is above it in the navigation, then its own; empty
    for the first page (§14)."""

    @property
    def path(self) -> str:
        """Its file, relative to the content root."""
        return self.document.path

    @property
    def hidden(self) -> bool:
        """Whether it is published but left out of the navigation and of previous and next."""
        return self.document.front_matter.values.get("hidden") is True

    @property
    def icon(self) -> str:
        """The Font Awesome name of its icon; empty for none."""
        return str(self.document.front_matter.values.get("icon") or "")

    @property
    def description(self) -> str:
        """What the page says of itself under its title; empty for nothing."""
        return str(self.document.front_matter.values.get("description") or "")


@dataclass(frozen=True, eq=False)
class Entry:
    """An entry of the table of contents whose target is known."""

    kind: Kind
    """PAGE only where the page stands in the reading order; a second mention of it is a LINK."""
    title: str
    item: SummaryItem
    page: Page | None = None
    """Of a page, and of a link to a page of the space."""
    target: str = ""
    """Of a link, the URL or, for a page or a file of the space, its path with `#anchor` if there is one."""
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Contents:
    """The table of contents of a space, resolved."""

    entries: tuple[Entry, ...] = ()
    pages: tuple[Page, ...] = ()
    """In reading order."""
    problems: tuple[Problem, ...] = ()
    """In the source of the summary."""


def resolve(summary: Summary, directory: str, index: Index, documents: Mapping[str, Document]) -> Contents:
    """Find the page of each entry.

    An entry whose file does not exist is left out, or becomes a label when it has children.

    Args:
        summary: The entries.
        directory: Where `SUMMARY.md` is, relative to the content root.
        index: The files of the space.
        documents: Those of them that can be pages.
    """
    resolver = _Resolver(directory, index, documents)
    resolver.find(summary)
    for item in summary.items:
        resolver.collect(item, (), "")
    entries = tuple(entry for item in summary.items for entry in resolver.entries(item))
    problems = sorted(resolver.problems, key=lambda problem: problem.span)
    return Contents(entries, tuple(resolver.pages.values()), tuple(problems))


class _Resolver:
    def __init__(self, directory: str, index: Index, documents: Mapping[str, Document]) -> None:
        self.directory = directory
        self.index = index
        self.documents = documents
        self.problems: list[Problem] = []
        self.pages: dict[str, Page] = {}
        self.found: dict[int, Found] = {}
        """The file of each entry, by the identity of the entry."""
        self.place: dict[str, int] = {}
        """The entry that is the place of each file in the reading order."""

    def find(self, summary: Summary) -> None:
        """Find the files. The place of a page is its first entry without an anchor, else its first entry."""
        anchored: dict[str, int] = {}
        for item in summary.walk():
            if item.kind is Kind.PAGE and (found := self._find(item)) is not None:
                self.found[id(item)] = found
                (anchored if item.anchor else self.place).setdefault(found.path, id(item))
        self.place = anchored | self.place

    def collect(self, item: SummaryItem, above: tuple[str, ...], address: str) -> None:
        """Make the pages of an entry and of those below it.

        Args:
            item: The entry.
            above: The titles of the entries that hold it.
            address: The path at GitBook of what holds it, with a slash at its end, or empty.
        """
        found = self.found.get(id(item))
        title = item.link_title or item.title
        if item.kind is Kind.GROUP:
            address = f"{item.slug or slug(item.title)}/"
        elif found is not None:
            address = f"{address}{_own_slug(found.path)}"
            document = self.documents.get(found.path)
            if document is not None and self.place[found.path] == id(item):
                title = title or _title(document)
                self.pages[found.path] = Page(document, title, item, above, address if self.pages else "")
            address += "/"
        for child in item.children:
            self.collect(child, (*above, title) if title else above, address)

    def entries(self, item: SummaryItem) -> list[Entry]:
        """What an item becomes: one entry or, when there is nothing to show of it, none."""
        children = tuple(entry for child in item.children for entry in self.entries(child))
        title = item.link_title or item.title
        if item.kind is not Kind.PAGE:
            return [Entry(item.kind, title, item, None, item.target, children)]
        found = self.found.get(id(item))
        if found is None:
            return [Entry(Kind.LABEL, title, item, None, "", children)] if children else []
        page = self.pages.get(found.path)
        title = title or (page.title if page is not None else posixpath.basename(found.path))
        if page is not None and page.item is item:
            return [Entry(Kind.PAGE, title, item, page, found.path, children)]
        target = f"{found.path}#{item.anchor}" if item.anchor else found.path
        if page is not None and not item.anchor:
            hint = "a page has one place, the first; this entry becomes a link to it"
            self._report("GB042", item, f"{item.target!r} is listed a second time", hint)
        return [Entry(Kind.LINK, title, item, page, target, children)]

    def _find(self, item: SummaryItem) -> Found | None:
        path = join(self.directory, item.target)
        if path is None:
            message = f"{item.target!r} lies outside the space"
            self._report("GB043", item, message, "GitBook reads nothing above the content root; move the page into it")
            return None
        found = self.index.find(path) or (self.index.find(item.target) if self.directory else None)
        if found is None:
            nearest = self.index.nearest(path)
            hint = f"did you mean {self._relative(nearest)!r}?" if nearest else "the entry is left out"
            self._report("GB041", item, f"{item.target!r} does not exist", hint)
        elif found.how is How.CASE:
            written = self._relative(found.path)
            hint = f"write {written!r}"
            edits = (Edit(item.target_span, written),) if " " not in written and not item.anchor else ()
            self._report("GB051", item, f"{item.target!r} differs from the file by its capitals", hint, edits)
        return found

    def _report(self, code: str, item: SummaryItem, message: str, hint: str, edits: tuple[Edit, ...] = ()) -> None:
        self.problems.append(Problem(code, item.target_span, message, hint, edits))

    def _relative(self, path: str) -> str:
        return posixpath.relpath(path, self.directory or ".")


def _own_slug(path: str) -> str:
    """The segment of a page in its address at GitBook (§14)."""
    directory, name = posixpath.split(path)
    if name == "README.md":
        return posixpath.basename(directory) or "readme"
    return name.removesuffix(".md")


def _title(document: Document) -> str:
    """The title of a page whose entry has none."""
    return document.title or str(document.front_matter.values.get("title") or "") or _own_slug(document.path)


def from_files(paths: Iterable[str], readme: str = "README.md") -> Summary:
    """The table of contents of a space that has none: the tree of its folders (§4).

    The README of a folder comes first and holds the rest of it; then everything in alphabetical order.

    Args:
        paths: The files that can be pages.
        readme: The home page.
    """
    tree: dict[str, set[str]] = {"": set()}
    for path in paths:
        folder = ""
        for segment in path.split("/")[:-1][:MAX_DEPTH]:
            below = f"{folder}{segment}/"
            tree[folder].add(below)
            tree.setdefault(below, set())
            folder = below
        tree[folder].add(path)
    home = [SummaryItem(Kind.PAGE, target=readme)] if any(readme in names for names in tree.values()) else []
    return Summary((*home, *_folder(tree, "", readme)))


def _folder(tree: Mapping[str, set[str]], folder: str, readme: str) -> Iterator[SummaryItem]:
    for path in sorted(tree[folder], key=lambda name: (name.casefold(), name)):
        if path in tree:
            children = tuple(_folder(tree, path, readme))
            if f"{path}README.md" in tree[path] and f"{path}README.md" != readme:
                yield SummaryItem(Kind.PAGE, target=f"{path}README.md", children=children)
            elif children:
                yield SummaryItem(Kind.LABEL, title=path.split("/")[-2], children=children)
        elif path != readme and (not folder or posixpath.basename(path) != "README.md"):
            yield SummaryItem(Kind.PAGE, target=path)
