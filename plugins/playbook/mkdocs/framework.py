"""The pages of the investment framework as files, links and navigation of MkDocs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section

from playbook.figures.drawing import Drawn, draw
from playbook.figures.system import read_system
from playbook.figures.vector import read_vector
from playbook.markdown.references import Kind as Reached
from playbook.markdown.references import Reference, Unresolved
from playbook.mkdocs.addresses import destination, relative
from playbook.mkdocs.files import MadeFile
from playbook.mkdocs.navigation import label, pages_of, without
from playbook.sdg import coverage, export
from playbook.sdg.annotate import Annotator, Terms
from playbook.sdg.book import book
from playbook.sdg.entry_pages import FIGURE, counts, description
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import ROOT, Writer, address_of, key_of
from playbook.sdg.words import STRINGS, words
from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as HostPage

    from playbook.gitbook.document import Document
    from playbook.mkdocs.build import Build
    from playbook.mkdocs.files import PageFile
    from playbook.sdg.catalogue import Entry
    from playbook.sdg.framework import Framework
    from playbook.sdg.pages import MadePage
    from playbook.site import Edition, Page

PICTURES = STRINGS.with_name("figure")
"""The drawing of the framework, and what it is drawn with."""


class FrameworkFile(MadeFile):
    """A page of the framework."""

    made: MadePage

    @classmethod
    def of(
        cls, made: MadePage, edition: Edition, root: str, config: MkDocsConfig, *, below_language: bool
    ) -> FrameworkFile:
        """The file of one page.

        Args:
            made: The page.
            edition: Its language's pages.
            root: The path of its language ("" or "en/").
            config: For `site_dir` and the form of URLs.
            below_language: Whether MkDocs shall see it in a folder named after its language.
        """
        place = destination(f"{made.path}/", root, directory_urls=config.use_directory_urls)
        name = f"{made.path}.md"
        file = cls.at(name, place, edition, config, below_language=below_language, maker="playbook/sdg")
        file.made = made
        return file


class Shelf:
    """All that a build makes of the framework; what the languages share is made once."""

    def __init__(self, found: Framework, build: Build, config: MkDocsConfig) -> None:
        self.found = found
        self.build = build
        self._config = config

    @cached_property
    def books(self) -> dict[str, MadePage]:
        """The first page of each language, with those below it; empty when no pages are wanted."""
        if not self.found.settings.pages:
            return {}
        return {language or "": self._book(language) for language in self.build.site.by_language}

    def _book(self, code: str | None) -> MadePage:
        editions = self.build.site.by_language[code]
        language = spoken(editions[0])
        url = self.build.publication.url
        taken = {url(page).partition("/")[0].casefold() for edition in editions for page in edition.pages}
        root = wanted = words(language)["path"]
        number = 1
        while root.casefold() in taken:
            number += 1
            root = f"{wanted}-{number}"
        return book(self.found, language, root)

    @cached_property
    def files(self) -> dict[tuple[str, str], FrameworkFile]:
        """The file of each page, by language and key; each knows its twins."""
        files: dict[tuple[str, str], FrameworkFile] = {}
        for edition, *_ in self.build.site.by_language.values():
            root = self.build.publication.language_root(edition)
            language = edition.language or ""
            for made in self.books[language].walk() if self.books else ():
                files[language, made.key] = FrameworkFile.of(
                    made, edition, root, self._config, below_language=self.build.several
                )
        for (_, key), file in files.items():
            twins = ((language, files.get((language, key))) for language in self.books)
            file.alternates.update({language: twin for language, twin in twins if twin is not None})
        return files

    def of(self, edition: Edition) -> list[FrameworkFile]:
        """The pages of one language, in reading order."""
        language = edition.language or ""
        return [file for (own, _), file in self.files.items() if own == language]

    def url(self, edition: Edition, key: str) -> str:
        """Where the page of a key is, relative to the site's root; empty where there is none."""
        name, mark, anchor = key.partition("#")
        file = self.files.get((edition.language or "", name))
        return f"{file.url}{mark}{anchor}" if file is not None else ""

    def download(self, edition: Edition, name: str) -> str:
        """Where a download of the framework is, relative to the site's root."""
        root = self.build.publication.language_root(edition)
        return f"{root}{self.books[edition.language or ''].path}/{name}"

    def downloads(self, edition: Edition) -> Iterable[File]:
        """The picture and the data, as files."""
        if not self.books:
            return
        language = spoken(edition)
        cells = coverage.cells(self.found, language, self._full)
        texts = dict(self._exported)
        texts["coverage.csv"] = coverage.as_csv(cells)
        texts["coverage.json"] = coverage.as_json(self.found, cells)
        texts[FIGURE] = picture(Writer(self.found, language))
        for name, text in texts.items():
            path = self.download(edition, name)
            inclusion = InclusionLevel.INCLUDED
            file = File(
                path, None, self._config.site_dir, self._config.use_directory_urls, dest_uri=path, inclusion=inclusion
            )
            file.generated_by = "playbook/sdg"
            file.content_string = text
            yield file

    @cached_property
    def _exported(self) -> dict[str, str]:
        """The catalogue as data, the same in every language."""
        return {f"framework.{ending}": write(self.found.catalogue) for ending, write in export.FORMATS.items()}

    def _full(self, page: Page) -> str:
        """The address of a page of the site, in full when that is known."""
        return f"{self._config.site_url or ''}{self.build.address(page)}"

    @cached_property
    def pages(self) -> dict[str, Page]:
        """The pages of the site by their key."""
        return {address_of(page): page for _, page in self.build.site.pages()}

    def annotator(self, file: PageFile, document: Document) -> Annotator:
        """What adds to the links of a page what the framework knows of them."""
        language = spoken(file.edition)
        own = self.found.citations(document).autolink
        wanted = self.found.settings.autolink if own is None else own
        return Annotator(
            self.found.catalogue,
            self.found.addresses,
            language,
            words(language),
            self.entry_address(file.edition, file.url),
            self._terms(language, wanted) if wanted else None,
        )

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as the build
    def _terms(self, language: str, wanted: tuple[str, ...]) -> Terms:
        return Terms.of(self.found.catalogue, language, wanted)

    def entry_address(self, edition: Edition, url: str) -> Callable[[Entry | None], str]:
        """How a page names the page of an entry, or of the framework; of a specification, that of its building block."""

        def named(entry: Entry | None) -> str:
            if entry is not None and entry.kind is Kind.SPECIFICATION:
                blocks = self.found.catalogue.related(entry, Kind.BUILDING_BLOCK)
                entry = blocks[0] if len(blocks) == 1 else entry
            found = self.url(edition, ROOT if entry is None else key_of(entry))
            return relative(found, url) if found else ""

        return named


@dataclass(frozen=True)
class FrameworkReferences(Unresolved):
    """What the keys in the pages of the framework lead to (`playbook.sdg.pages`)."""

    shelf: Shelf
    file: FrameworkFile

    @property
    def language(self) -> str:  # type: ignore[override]
        """The language of the page."""
        return spoken(self.file.edition)

    def link(self, target: str) -> Reference:
        """The page of a key, a page of the site, a download, or an address on the web."""
        if not target.startswith("/"):
            return super().link(target)
        kind, _, rest = target[1:].partition("/")
        edition = self.file.edition
        if kind == "files":
            return Reference(self._relative(self.shelf.download(edition, rest)), Reached.FILE, title=rest)
        if kind == "pages":
            return self._page(self.shelf.pages[target])
        url = self.shelf.url(edition, target[1:])
        return Reference(self._relative(url), Reached.PAGE) if url else Reference("", Reached.LOST)

    def image(self, target: str) -> Reference:
        """The picture of the framework."""
        drawing = read_vector((PICTURES / FIGURE).read_bytes())
        return replace(self.link(target), width=drawing.width, height=drawing.height, adapts=True)

    def _page(self, page: Page) -> Reference:
        language = self.shelf.build.site.edition(page).language
        url = self._relative(self.shelf.build.address(page))
        return Reference(url, Reached.PAGE, language=language if language != self.file.edition.language else None)

    def _relative(self, url: str) -> str:
        return relative(url, self.file.url)


def spoken(edition: Edition) -> str:
    """The language of an edition; English where nobody said it."""
    return edition.language or "en"


def place(nav: Navigation, shelf: Shelf, edition: Edition) -> None:
    """Put the pages of the framework at the end of the navigation, as a group of their own."""
    root = shelf.books[edition.language or ""]
    told = words(spoken(edition))
    pages = {file.made.key: file.page for file in shelf.of(edition) if file.page is not None}
    first = pages[ROOT]
    first.title = label(told["nav.overview"])
    group = Section(label(told["nav.group"]), [first])
    first.parent = group
    for child in root.children:
        item = _item(child, pages)
        item.parent = group
        group.children.append(item)
    nav.items = [*without(nav.items, FrameworkFile), group]
    ours = pages_of([group])
    nav.pages = [*(page for page in nav.pages if not isinstance(page.file, FrameworkFile)), *ours]
    for page in ours:
        page.previous_page = page.next_page = None
    for before, after in pairwise(ours):
        before.next_page, after.previous_page = after, before


def _item(made: MadePage, pages: dict[str, HostPage]) -> StructureItem:
    """A page, or a section whose own page it is."""
    page = pages[made.key]
    page.title = label(made.title)
    if not made.children:
        return page
    page.file.name = "index"  # what makes it the section's own page
    section = Section(label(made.title), [page, *(_item(child, pages) for child in made.children)])
    for child in section.children:
        child.parent = section
    return section


def picture(writer: Writer) -> str:
    """The framework in one picture, in the language of a writer."""
    layers = zip(("goal", "case", "workflow", "block"), writer.catalogue.layers.values(), strict=True)
    told = counts(writer)
    labels = {"demand": writer.words["figure.demand"], "supply": writer.words["figure.supply"]}
    for name, layer in layers:
        labels[name] = writer.said(layer.name)
        labels[f"{name}-question"] = writer.said(layer.answers)
    for name, key in zip(
        ("goal", "case", "workflow", "block"), ("goals", "use_cases", "workflows", "building_blocks"), strict=True
    ):
        labels[f"{name}-count"] = writer.words[f"figure.{key}"].format(**told)
    texts = {"title": writer.words["figure.title"], "description": description(writer), "labels": labels}
    template = Source.read(PICTURES / FIGURE, FIGURE)
    source = Source("framework.yml", yaml.safe_dump(texts, allow_unicode=True))
    style, symbols = (Source.read(PICTURES / name, name) for name in ("style.yml", "symbols.svg"))
    system, _ = read_system(style, symbols)
    drawn = draw("sdg-framework", writer.language, template, source, system) if system else Drawn(None)
    if drawn.svg is None:
        message = f"the picture of the framework cannot be drawn: {[problem.message for _, problem in drawn.problems]}"
        raise ValueError(message)
    return drawn.svg
