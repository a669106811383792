"""The plugin `playbook/review`: the review of each page, and the record of what was published.

The pages are those of `playbook/gitbook`; see there on how hooks are called.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority

from playbook.mkdocs import configuration
from playbook.mkdocs.desk import DeskFile, Desks
from playbook.mkdocs.files import PageFile
from playbook.mkdocs.gitbook import AFTER_I18N, FIRST, GitBookPlugin
from playbook.mkdocs.meta import Facts
from playbook.mkdocs.navigation import without
from playbook.mkdocs.plugin import Plugin
from playbook.review.article import digest, visible_text
from playbook.review.legacy import legacy
from playbook.review.manifest import FILE, Manifest, PublishedPage
from playbook.review.overview import section_of
from playbook.review.past import past
from playbook.review.reviews import reviews
from playbook.review.shown import filled, shown
from playbook.settings import PLUGIN, REVIEW, ReviewSettings, SettingsError
from playbook.strings import strings
from playbook.whole import write_whole

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from playbook.mkdocs.build import Build
    from playbook.review.overview import Row
    from playbook.review.reviews import Reviews
    from playbook.review.shown import Shown

AFTER_GITBOOK = 90
"""When the site is read and nobody has asked it anything."""
AFTER_PAGES = AFTER_I18N - 10
STYLE, SCRIPT = "assets/playbook/review.css", "assets/playbook/review.js"
"""What the line and the desk need, in our theme's directory."""
AT_THE_END = AFTER_I18N - 200
"""When every other plugin has written its files."""


class ReviewPlugin(Plugin):
    """Shows the review of pages; see `playbook.settings.ReviewSettings` for its options."""

    settings_class = ReviewSettings
    settings: ReviewSettings
    """The options."""
    site_url: str
    """Where the site is published; empty when that is not known."""
    build: Build
    """The site that is being built; one for all of its languages."""
    reviews: Reviews
    desks: Desks | None
    """None when the project wants none."""

    @event_priority(AFTER_GITBOOK)
    def _read_reviews(self, config: MkDocsConfig) -> None:
        """Read the reviews."""
        if configuration.is_further_language(config):
            return
        self.site_url = config.site_url or ""
        gitbook = config.plugins.get(PLUGIN)
        if not isinstance(gitbook, GitBookPlugin):
            message = f"{REVIEW}: the pages are those of the plugin `{PLUGIN}`, which is not switched on"
            raise PluginError(message)
        self.build = gitbook.build
        try:
            found = self.build.site.once(reviews)
        except SettingsError as error:
            message = f"{REVIEW}: {error}"
            raise PluginError(message) from error
        if found is None:
            raise AssertionError
        self.reviews = found
        self.desks = Desks(self.build, str(config.theme.get("language") or ""), config) if self.settings.desk else None

    @event_priority(AFTER_PAGES)
    def _add_style(self, config: MkDocsConfig) -> None:
        configuration.add_assets(config, STYLE, *([SCRIPT] if self.settings.comment_url else []))

    on_config = CombinedEvent(_read_reviews, _add_style)

    @event_priority(AFTER_PAGES)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the desk of the language that is being built."""
        desk = self._desk(config)
        if self.desks is not None and desk is not None:
            files.append(desk)
            for download in self.desks.downloads(desk):
                files.append(download)
            configuration.tell_i18n(config, files)
        return files

    @event_priority(AFTER_PAGES)
    def on_nav(self, nav: Navigation, /, **_: object) -> Navigation:
        """Keep the desk out of the navigation: it is for reviewers, and each page leads there."""
        nav.items = without(nav.items, DeskFile)
        for page in nav.pages:
            if isinstance(page.file, DeskFile):
                page.previous_page = page.next_page = None
        nav.pages = [page for page in nav.pages if not isinstance(page.file, DeskFile)]
        for page in nav.pages:
            if page.next_page is not None and isinstance(page.next_page.file, DeskFile):
                page.next_page = None
            if page.previous_page is not None and isinstance(page.previous_page.file, DeskFile):
                page.previous_page = None
        return nav

    def on_page_content(self, html: str, /, *, page: Page, **_: object) -> str:
        """Fill the desk."""
        file = page.file
        if self.desks is None or not isinstance(file, DeskFile):
            return html
        return f"{html}{self.desks.html(file, self._comment)}"

    def _comment(self, row: Row) -> str:
        """Where people comment on the page of a row of the desk."""
        if self.desks is None or not self.settings.comment_url:
            return ""
        site_url, url = self.site_url, self.desks.address(row)
        values = {"page": row.path, "version": row.version, "title": row.title, "url": f"{site_url}{url}"}
        return filled(self.settings.comment_url, **values, heading=row.title)

    def _desk(self, config: MkDocsConfig) -> DeskFile | None:
        if self.desks is None:
            return None
        edition = self.build.edition(configuration.language(config))
        return self.desks.files.get(edition.language or "") if edition is not None else None

    @event_priority(FIRST - 10)
    def on_page_markdown(self, markdown: str, /, *, page: Page, **_: object) -> str:
        """Leave out a description that only tells the state, which the page shows by itself."""
        file = page.file
        if isinstance(file, DeskFile) and self.desks is not None:
            text = self.desks.words(file.edition.language)
            page.meta = {
                "title": text["desk.title"],
                "robots": "noindex",
                "search": {"exclude": True},
                "hide": ["toc", "footer"],
            }
            page.meta["playbook"] = Facts(wide=True)
        if isinstance(file, PageFile) and legacy(file.content.description) is not None:
            page.meta["playbook"] = replace(page.meta["playbook"], description=Markup())
            del page.meta["description"]
        return markdown

    @event_priority(AFTER_PAGES)
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, **_: object
    ) -> TemplateContext:
        """Tell the templates of the review of the page."""
        file = page.file
        review = self.reviews.of(file.edition, file.content) if isinstance(file, PageFile) else None
        context["review"] = None  # type: ignore[typeddict-unknown-key]
        if isinstance(file, PageFile) and review is not None:
            language = file.edition.language or str(config.theme.get("language") or "")
            past_ = self.build.site.once(past).of(file.content)
            made = shown(review, past_, strings(language), language)
            context["review"] = self._with_comments(made, file, page)  # type: ignore[typeddict-unknown-key]
        desk = self._desk(config)
        context["desk"] = desk.url if desk is not None else ""  # type: ignore[typeddict-unknown-key]
        return context

    def _with_comments(self, made: Shown, file: PageFile, page: Page) -> Shown:
        if not self.settings.comment_url:
            return made
        review = self.reviews.of(file.edition, file.content)
        template = filled(
            self.settings.comment_url,
            page=file.content.document.source.path,
            version=(review.version if review is not None else None) or "",
            title=file.content.document.title or file.content.title,
            url=page.canonical_url or file.url,
        )
        return replace(made, comment_url=filled(template, heading=""), comment_template=template)

    @event_priority(AT_THE_END)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write `review.json` when all languages are built; static-i18n may have been told to build some of them only."""
        if configuration.is_further_language(config):
            return
        built, _ = configuration.built_languages(config)
        languages = [one for one in self.build.site.by_language if not self.build.several or one in built]
        fallback = str(config.theme.get("language") or "")
        directory = Path(config.site_dir)
        manifest = Manifest(
            version=self.settings.version or None,
            languages=tuple(language or fallback for language in languages),
            pages=tuple(
                self._published(file, directory, fallback)
                for file in self.build.files.values()
                if file.edition.language in languages
            ),
        )
        write_whole(directory / FILE, manifest.write())

    def _published(self, file: PageFile, directory: Path, fallback: str) -> PublishedPage:
        edition, page = file.edition, file.content
        html = (directory / file.dest_uri).read_text(encoding="utf-8")
        return PublishedPage(
            path=page.document.source.path,
            key=edition.key(page),
            language=edition.language or fallback,
            url=self.build.address(page),
            title=page.document.title or page.title,
            section=section_of(edition, page),
            source_digest=digest(page.document.source.text),
            text_digest=digest(visible_text(html)),
            review=self.reviews.of(edition, page),
        )
