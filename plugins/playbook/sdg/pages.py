"""The pages of the framework in one language, as HTML.

Their links name what they lead to by keys: `/goal/3` an entry, `/goal` its list, `/coverage`, `/pages/PATH` a page of the
site, `/files/NAME` a download. The host turns keys into addresses (`addressed`). Headings get their ids, and their place
in the outline, from the host too (`playbook.markdown.made`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

from playbook.language import NAMES
from playbook.sdg.catalogue import FALLBACK, Target
from playbook.sdg.kinds import OWN, Kind
from playbook.sdg.text import anchor_of, bullets, link, paragraph, plain, table, unsearched
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

_KEY = re.compile('(href|src)="(/[^"]*)"')


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
    """Its HTML, without the title."""
    entry: Entry | None = None
    children: tuple[MadePage, ...] = ()

    def html(self) -> str:
        """The whole page."""
        return f"<h1>{plain(self.title)}</h1>\n{self.body()}"

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
        """A link to an entry; its name where the site has no pages of the framework."""
        title = entry.title(self.language)
        return link(title, f"/{key_of(entry)}") if self.found.settings.pages else plain(title)

    def section(self, title: str, html: str) -> str:
        """A section of a page; nothing when it would be empty."""
        return f"<h2>{plain(self.words.get(title, title))}</h2>\n{html}" if html else ""

    def labelled(self, label: str, html: str) -> str:
        """HTML after what it is."""
        return f"{label}{self.words['colon']}{html}"

    def related(self, entry: Entry, kind: Kind) -> str:
        """The entries of a kind to which an entry is related, as a list with what each is."""
        return bullets(
            self.labelled(self.to(one), plain(one.explained(self.language)))
            for one in self.catalogue.related(entry, kind)
        )

    def page(self, subject: Subject) -> str:
        """A link to the page of a subject in the language, or else to one in another, which is said."""
        language = self.language if self.language in subject.pages else next(iter(subject.pages))
        made = subject.pages[language]
        if language in ("", self.language):
            return link(title_of(made), address_of(made))
        told = self.words["other_language"].format(language=NAMES.get(language, language))
        return f"{link(title_of(made), address_of(made), language)} ({plain(told)})"

    def pages(self, most: int, *entries: Entry) -> tuple[list[str], int]:
        """The pages of the site that deal with one of the entries or link to it, as links, and how many more there are."""
        citing = list({subject.path: subject for entry in entries for subject in self.found.citing(entry.key)}.values())
        linking = {
            address_of(page): page
            for entry in entries
            for edition, page in self.found.linking.get(entry.key, ())
            if (edition.language or self.language) == self.language
        }
        cites, links = plain(self.words["pages.cites"]), plain(self.words["pages.links"])
        made = [f"{self.page(subject)} ({cites})" for subject in citing[:most]]
        left = most - len(made)
        made += [f"{link(title_of(page), at)} ({links})" for at, page in list(linking.items())[:left]]
        return made, len(citing) + len(linking) - len(made)

    def page_list(self, *entries: Entry) -> str:
        """The same as a section."""
        found, more = self.pages(MOST, *entries)
        if more:
            found.append(link(self.words["more"].format(count=more), f"/{COVERAGE}"))
        text = unsearched(bullets(found)) if found else paragraph(plain(self.words["pages.none"]))
        return self.section("pages", text)

    def provenance(self, entry: Entry, *more: str) -> str:
        """Where an entry comes from, and more, small at the end of its page."""
        told = []
        for part in entry.source.split("; "):
            name, _, place = part.partition(" ")
            source = (
                f"{self.catalogue.publication.date[:4]}," if name == "itu" else self.said(self.catalogue.sources[name])
            )
            told.append(f"{source}{place}" if source.endswith(("/", ":")) else f"{source} {place}".strip(" ,"))
        lines = [self.labelled(self.words["source"], plain("; ".join(told)))]
        if entry.marks.get(self.language) == OWN:
            lines.append(plain(self.words["own"]))
        lines += map(plain, more)
        if entry.note and self.language == FALLBACK:
            lines.append(self.labelled(self.words["note"], plain(entry.note)))
        return paragraph("<br />\n".join(f"<small>{line}</small>" for line in lines))


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


def addressed(html: str, address: Callable[[str], str]) -> str:
    """HTML whose links and images name addresses in place of keys.

    Args:
        html: Of a page or a part of one.
        address: Of a key, with the slash that it begins with.
    """

    def replaced(match: re.Match[str]) -> str:
        return f'{match[1]}="{escape(address(unescape(match[2])))}"'

    return _KEY.sub(replaced, html)
