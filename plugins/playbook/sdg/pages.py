"""The pages of the framework in one language, as Markdown in GitBook's dialect.

Their links name what they lead to by keys: `/goal/3` an entry, `/goal` its list, `/coverage`, `/pages/PATH` a page of the
site, `/files/NAME` a download. The host turns keys into addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.language import NAMES
from playbook.sdg.catalogue import FALLBACK, Target
from playbook.sdg.kinds import OWN, Kind
from playbook.sdg.text import anchor, anchor_of, bullets, link, plain, table
from playbook.sdg.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playbook.sdg.catalogue import Entry, Text
    from playbook.sdg.framework import Framework, Subject
    from playbook.site import Page

ROOT, COVERAGE = "", "coverage"
LAYERS = (Kind.GOAL, Kind.USE_CASE, Kind.WORKFLOW, Kind.BUILDING_BLOCK)
"""The kinds whose entries have pages."""
MOST = 50
"""Pages of the site that a page of an entry lists."""


@dataclass(frozen=True, eq=False)
class MadePage:
    """A page of the framework."""

    key: str
    """What it is known by in all languages: empty, `goal`, `goal/3`, `coverage` …"""
    path: str
    """Where it lies in its language, without a slash at the end."""
    title: str
    """What the navigation calls it."""
    lead: str
    """What stands below its title; plain text."""
    body: Callable[[], str]
    """Its Markdown, without the title."""
    entry: Entry | None = None
    children: tuple[MadePage, ...] = ()

    def markdown(self) -> str:
        """The whole page."""
        return f"# {plain(self.title)}\n\n{self.body()}"

    def walk(self) -> Iterator[MadePage]:
        """The page and those below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def key_of(entry: Entry) -> str:
    """The key of the page of an entry; of a target, its place in the page of its goal."""
    if isinstance(entry, Target):
        return f"goal/{entry.goal}#{anchor_of(entry.id)}"
    return f"{entry.kind}/{entry.id}" if entry.kind in LAYERS else f"{Kind.BUILDING_BLOCK}#specifications"


class Writer:
    """What the writers of pages share: one framework in one language."""

    def __init__(self, found: Framework, language: str) -> None:
        self.found = found
        self.catalogue = found.catalogue
        self.language = language
        self.words = words(language)

    def said(self, text: Text) -> str:
        """A text of the catalogue in the language of the page."""
        return text.to(self.language)

    def to(self, entry: Entry) -> str:
        """A link to an entry."""
        return link(entry.title(self.language), f"/{key_of(entry)}")

    def anchor(self, entry: Entry) -> str:
        """A link to an entry, in HTML."""
        return anchor(entry.title(self.language), f"/{key_of(entry)}")

    def section(self, title: str, text: str) -> str:
        """A section of a page; nothing when it would be empty."""
        return f"## {self.words.get(title, title)}\n\n{text}\n" if text else ""

    def related(self, entry: Entry, kind: Kind) -> str:
        """The entries of a kind to which an entry is related, as a list with what each is."""
        return bullets(
            f"{self.to(one)}{self.words['colon']}{plain(one.explained(self.language))}"
            for one in self.catalogue.related(entry, kind)
        )

    def page(self, subject: Subject) -> tuple[Page, str]:
        """The page of a subject in the language, or else in another, and what is said about that."""
        language = self.language if self.language in subject.pages else next(iter(subject.pages))
        name = NAMES.get(language, language)
        other = "" if language in ("", self.language) else f" ({self.words['other_language'].format(language=name)})"
        return subject.pages[language], other

    def pages(self, entry: Entry) -> list[tuple[str, str, str]]:
        """The pages of the site that deal with an entry or link to it: title, address, which of the two."""
        found = []
        for subject in self.found.citing(entry.key):
            page, other = self.page(subject)
            found.append((title_of(page) + other, address_of(page), self.words["pages.cites"]))
        for edition, page in self.found.linking.get(entry.key, ()):
            if (edition.language or self.language) == self.language:
                found.append((title_of(page), address_of(page), self.words["pages.links"]))
        return found

    def page_list(self, entry: Entry) -> str:
        """The same as a section."""
        found = self.pages(entry)
        text = bullets(f"{link(title, address)} ({how})" for title, address, how in found[:MOST])
        if len(found) > MOST:
            text += f"* {link(self.words['more'].format(count=len(found) - MOST), '/coverage')}\n"
        return self.section("pages", text or f"{plain(self.words['pages.none'])}\n")

    def provenance(self, entry: Entry) -> str:
        """Where an entry comes from, small at the end of its page."""
        told = []
        for part in entry.source.split("; "):
            name, _, place = part.partition(" ")
            source = f"{self.catalogue.publication.date[:4]}," if name == "itu" else self.catalogue.sources[name]
            told.append(f"{source}{place}" if source.endswith(("/", ":")) else f"{source} {place}".strip(" ,"))
        lines = [f"{self.words['source']}{self.words['colon']}{plain('; '.join(told))}"]
        if entry.marks.get(self.language) == OWN:
            lines.append(plain(self.words["own"]))
        if entry.note and self.language == FALLBACK:
            lines.append(f"{self.words['note']}{self.words['colon']}{plain(entry.note)}")
        return "".join(f"<small>{line}</small>\\\n" for line in lines)[:-2] + "\n"


def title_of(page: Page) -> str:
    """What a page calls itself."""
    return page.document.title or page.title


def address_of(page: Page) -> str:
    """The key of a page of the site: where its file is in the project."""
    return f"/pages/{page.document.source.path}"


def rows(cells: Iterable[tuple[str, ...]], caption: str, heads: tuple[str, ...]) -> str:
    """A table, or nothing when it has no rows."""
    cells = list(cells)
    return table(caption, heads, cells) if cells else ""
