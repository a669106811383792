"""The pages of the investment framework as files, links and navigation of MkDocs."""

from __future__ import annotations

from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote

import yaml
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Section

from playbook.figures.drawing import Drawn, draw
from playbook.figures.system import read_system
from playbook.markdown.pictures import ADAPTIVE
from playbook.mkdocs.addresses import destination, relative
from playbook.mkdocs.files import MadeFile
from playbook.mkdocs.navigation import label, pages_of, without
from playbook.sdg import coverage, export
from playbook.sdg.book import book
from playbook.sdg.entry_pages import FIGURE, counts, description
from playbook.sdg.pages import ROOT, Writer, address_of, addressed
from playbook.sdg.words import STRINGS, words
from playbook.source import Source
from playbook.vector import read_vector

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as HostPage

    from playbook.mkdocs.build import Build
    from playbook.sdg.framework import Framework
    from playbook.sdg.pages import MadePage
    from playbook.site import Edition, Page

_DIRECTORY = "\0"
"""Stands for the way from a page to the directory of the pages of the framework."""
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
        language = spoken(self.build.site.by_language[code][0])
        return book(self.found, language, self.build.free_name(code, words(language)["path"]))

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

    @cached_property
    def directories(self) -> dict[str, str]:
        """Where the pages of each language are, relative to the site's root."""
        root = self.build.publication.language_root
        return {
            code: f"{root(self.build.site.by_language[code or None][0])}{book.path}/"
            for code, book in self.books.items()
        }

    def shared(self, html: str, language: str) -> str:
        """HTML for many pages: addresses in place of keys (`playbook.sdg.pages`), as seen from the directory of a language."""
        return addressed(html, partial(self._address, language))

    def named(self, key: str, language: str, base: str) -> str:
        """The address of one key as a page names it; empty when the site has no pages of the framework."""
        return self.placed(self._address(language, key), language, base) if self.books else ""

    def placed(self, html: str, language: str, base: str) -> str:
        """The same as a page names the addresses; `base` is where it is, relative to the site's root."""
        return html.replace(_DIRECTORY, relative(self.directories[language], base)) if self.books else html

    @lru_cache(maxsize=100_000)  # noqa: B019 - lives as long as the build
    def _address(self, language: str, key: str) -> str:
        kind, _, rest = key[1:].partition("/")
        if kind == "files":
            return f"{_DIRECTORY}{quote(rest)}"
        if kind == "pages":
            url, mark, anchor = self.build.address(self.pages[key]), "", ""
        else:
            name, mark, anchor = key[1:].partition("#")
            url = self.files[language, name].url
        return f"{_DIRECTORY}{relative(url, self.directories[language]).removeprefix('./')}{mark}{anchor}"

    def downloads(self, edition: Edition) -> Iterable[File]:
        """The picture and the data, as files."""
        if not self.books:
            return
        language = spoken(edition)
        cells = coverage.cells(self.found, language, self._full)
        texts = {
            **self._exported,
            "coverage.csv": coverage.as_csv(cells),
            "coverage.json": coverage.as_json(self.found, cells),
            FIGURE: picture(self.writer(language)),
        }
        for name, text in texts.items():
            path = f"{self.directories[edition.language or '']}{name}"
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

    @cached_property
    def picture_size(self) -> str:
        """What the picture takes of a page, and that it has colours of its own for dark pages, as attributes."""
        drawing = read_vector((PICTURES / FIGURE).read_bytes())
        return f'class="{ADAPTIVE}" decoding="async" width="{drawing.width}" height="{drawing.height}"'

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as the build
    def writer(self, language: str) -> Writer:
        """What writes in a language of the site; in English where nobody said which it is."""
        return Writer(self.found, language or "en")


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
