"""One build of the whole site: what its languages share, since MkDocs runs once for each of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from playbook.language import NAMES
from playbook.mkdocs import configuration, feeds
from playbook.mkdocs.addresses import address, destination
from playbook.mkdocs.files import Download, PageFile
from playbook.mkdocs.links import PageReferences
from playbook.mkdocs.redirects import WEB
from playbook.publication import Publication
from playbook.settings import FIGURES, REVIEW, SDG, SettingsError
from playbook.site import Site
from playbook.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs.config.defaults import MkDocsConfig

    from playbook.figures.pictures import Pictures
    from playbook.mkdocs.extras import Extra
    from playbook.settings import GitBookSettings
    from playbook.site import Edition, Page

log = get_plugin_logger("playbook")


class Build:
    """A site being built: its pages as files of MkDocs, and their addresses."""

    def __init__(self, site: Site, config: MkDocsConfig) -> None:
        """Prepare the build of `site`; `config` is MkDocs' own, the same object for every language."""
        self.site = site
        self.publication = Publication(site)
        self.open_findings: Counter[str] = Counter()
        """Errors and warnings by file."""
        self.pictures: Pictures | None = None
        """What the plugin `playbook/figures` knows of figures; None without it."""
        self.feeds: dict[str, str] = {}
        """The feeds of the pages that are already made, by the address of each page."""
        self.extras: set[Extra] = set()
        """What the pages that are already made need beyond the style and the script of every page."""
        self._without_feed: list[str] = []
        self._config = config

    @classmethod
    def read(cls, config: MkDocsConfig, settings: GitBookSettings) -> Build:
        """Read the spaces that a configuration names.

        Raises:
            PluginError: The settings name something that is not there.
        """
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        try:
            figures, sdg, review = (
                getattr(config.plugins.get(plugin), "settings", None) for plugin in (FIGURES, SDG, REVIEW)
            )
            site = Site.read(root, Path(config.docs_dir), settings, figures)
            return cls(replace(site, sdg=sdg, review=review, url=config.site_url or ""), config)
        except SettingsError as error:
            raise PluginError(f"playbook/gitbook: {error}") from error

    @property
    def several(self) -> bool:
        """Whether the site has more than one language."""
        return len(self.site.by_language) > 1

    def editions(self, language: str | None) -> tuple[Edition, ...]:
        """The sections in a language, the main one first; a site in one language has them whatever it is called."""
        return self.site.by_language.get(language, ()) if self.several else self.site.editions

    def edition(self, language: str | None) -> Edition | None:
        """The first section in a language."""
        return next(iter(self.editions(language)), None)

    def check_languages(self, built: Sequence[str], default: str | None) -> None:
        """See that static-i18n builds the languages that the site has.

        Args:
            built: The languages that static-i18n builds; none without it.
            default: The one that it puts at the site's root.

        Raises:
            PluginError: It does not; the message says what to write.
        """
        languages = [language or "" for language in self.site.by_language]
        if not self.several:
            if len(built) <= 1:
                return
            message = f"the plugin `i18n` builds {', '.join(built)}, but all pages of the site are in one language"
            hint = "name the spaces, or the directories, of the other languages in the options of `playbook/gitbook`"
        else:
            message = _mismatch(languages, built, default)
            wanted = ", ".join(
                f"{{locale: {language}, name: {NAMES.get(language, language)}{', default: true' * (number == 0)}}}"
                for number, language in enumerate(languages)
            )
            hint = f"write `i18n: {{docs_structure: folder, fallback_to_default: false, languages: [{wanted}]}}`"
        if message:
            raise PluginError(f"playbook/gitbook: {message}\n    hint: {hint}")

    def is_built(self, language: str | None) -> bool:
        """Whether static-i18n builds a language; `build_only_locale` leaves out all but one."""
        built, _ = configuration.built_languages(self._config)
        return not (self.several and built) or language in built

    @cached_property
    def homes(self) -> dict[str, str]:
        """The address of the home of each language that is built, the default language first."""
        return {language or "": self._home(language) for language in self.site.by_language if self.is_built(language)}

    def _home(self, language: str | None) -> str:
        home = self.publication.home(language)
        if home is not None:
            return self._url(self.files[id(home)])
        root = self.publication.language_root(self.site.by_language[language][0])
        return address("", root, directory_urls=self._config.use_directory_urls)

    def homes_of(self, edition: Edition) -> dict[str, str]:
        """The address in each language of the home of a section, or else of the language's home."""
        homes = dict(self.homes)
        for language in self.site.by_language:
            sibling = self.site.sibling(edition, language) if self.is_built(language) else None
            if sibling is not None and sibling.home is not None:
                homes[language or ""] = self._url(self.files[id(sibling.home)])
        return homes

    @cached_property
    def files(self) -> dict[int, PageFile]:
        """The file of each page, by the identity of the page; each knows its twins."""
        made: dict[int, PageFile] = {}
        names: set[str] = set()
        for edition, page in self.site.pages():
            name = self._name(edition, page, names)
            place = destination(
                self.publication.url(page),
                self.publication.language_root(edition),
                directory_urls=self._config.use_directory_urls,
            )
            made[id(page)] = PageFile.of(page, edition, name, place, self._config)
        for file in made.values():
            for language in self.site.by_language:
                twin = self.site.twin(file.content, language) if language != file.edition.language else None
                if twin is not None:
                    file.alternates[language or ""] = made[id(twin)]
        return made

    def _name(self, edition: Edition, page: Page, taken: set[str]) -> str:
        """What MkDocs calls the file of a page: its path in the language and the section, which no other page has."""
        below = (edition.language if self.several else "", edition.section.path)
        wanted = name = "/".join(step for step in (*below, edition.relative(page.path)) if step)
        number = 1
        while name in taken:  # a space with a directory that is called like another section
            number += 1
            name = f"{wanted.removesuffix('.md')}-{number}.md"
        taken.add(name)
        return name

    def pages(self, edition: Edition) -> list[PageFile]:
        """The files of the pages of one section in one language, in reading order."""
        return [self.files[id(page)] for page in edition.pages]

    def free_name(self, language: str | None, wanted: str) -> str:
        """A name below a language for pages of a plugin: `wanted`, with a number where pages of the site are there."""
        editions = self.site.by_language[language]
        taken = {self.publication.url(page).partition("/")[0].casefold() for one in editions for page in one.pages}
        name, number = wanted, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted}-{number}"
        return name

    def downloads(self) -> list[Download]:
        """The files that pages refer to, each once."""
        sources = {url: source for source, url in self.publication.files.items()}
        return [Download.of(source, url, self._config) for url, source in sorted(sources.items())]

    def known_addresses(self) -> dict[str, str]:
        """Where the addresses lead that readers may know: those of pages, and old ones."""
        return self.redirects() | self._pages(built=True)

    def redirects(self) -> dict[str, str]:
        """New address by old address, the new one as a link names it."""
        pages, absent = self._pages(built=True), self._pages(built=False)
        named = {}
        for old, new in self.publication.redirects.items():
            path, mark, anchor = new.partition("#")
            if path in absent:
                continue
            inside = f"{pages.get(path, quote(path)) or './'}{mark}{quote(anchor)}"
            named[old] = new if new.startswith(WEB) else inside
        return named

    def _pages(self, *, built: bool) -> dict[str, str]:
        """Where the addresses of pages lead, in the languages that are built or in the others."""
        return {
            self.publication.address(file.content): self._url(file)
            for file in self.files.values()
            if self.is_built(file.edition.language) is built
        }

    def add_feed(self, file: PageFile, html: str, url: str, site_name: str) -> None:
        """Make the feed of a page.

        Args:
            file: The page's.
            html: Its content.
            url: Its address in full; empty when that is not known, and then there is no feed.
            site_name: What readers know the site by.
        """
        if not url:
            self._without_feed.append(file.src_uri)
            return
        page = file.content
        channel = feeds.Channel(
            title=f"{page.document.title or page.title} \N{EN DASH} {site_name}",
            description=page.description.strip(),
            url=url,
            feed_url=urljoin(self._config.site_url or "", feeds.place(file.url)),
            language=file.edition.language or str(self._config.theme.get("language") or ""),
        )
        self.feeds[file.url] = feeds.feed(channel, feeds.entries(html, url))

    def write_feeds(self, site: Path) -> None:
        """Write the feeds below the directory of the site, and say why there are none."""
        if self._without_feed:
            log.info("no feed for %s: a feed names pages in full; set `site_url`", ", ".join(self._without_feed))
        for address_, text in self.feeds.items():
            write_whole(site / unquote(feeds.place(address_)), text)

    def references(self, file: PageFile) -> PageReferences:
        """What the links of one page lead to."""
        return PageReferences(
            self.site,
            file.edition,
            file.content.document,
            self._url(file),
            self.address,
            self.file_address,
            pictures=self.pictures,
        )

    def addresses(self, edition: Edition) -> Callable[[str], str]:
        """The address of any page or file of an edition's space, by its path in there."""
        pages = edition.space.page_by_path

        def address_of(path: str) -> str:
            file = self.files.get(id(pages.get(path)))
            return self._url(file) or "./" if file is not None else self.file_address(edition, path)

        return address_of

    def address(self, page: Page) -> str:
        """The address of a page, relative to the site's root; "" for the site's home."""
        return self._url(self.files[id(page)])

    def file_address(self, edition: Edition, path: str) -> str:
        """The address of a file of a space, relative to the site's root; empty when it is not published."""
        return quote(self.publication.files.get(edition.space.abs(path), ""))

    @staticmethod
    def _url(file: PageFile) -> str:
        """MkDocs' address of a page, but "" for the site's home."""
        return file.url.removeprefix("./")


def _mismatch(languages: Sequence[str], built: Sequence[str], default: str | None) -> str:
    """What is wrong with the languages that static-i18n builds of a site that has several; empty for nothing."""
    pages = f"the site has pages in {', '.join(languages)}"
    if not built:
        return f"{pages}, but only the plugin `i18n` can build several languages"
    if unknown := [language for language in built if language not in languages]:
        return f"the plugin `i18n` builds {', '.join(unknown)}, but {pages}"
    if len(built) > 1 and default != languages[0]:
        return f"the default of the plugin `i18n` is {default}, but {languages[0]} comes first among the spaces"
    return ""
