"""The plugin `playbook/gitbook`: GitBook spaces as the pages of a MkDocs site.

With static-i18n every hook runs once for each language with the same configuration; what the
languages share is a `Build`, which lives from the first language's `on_config` to its `on_post_build`.
static-i18n's own hooks have priority -100: what it must not see is done before, what it must not
undo is done after.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger

from playbook import checks
from playbook.diagnostics import Severity
from playbook.language import NAMES
from playbook.mkdocs import configuration, feeds, pages, redirects, search
from playbook.mkdocs.build import Build
from playbook.mkdocs.extras import extras, words
from playbook.mkdocs.files import PageFile, make_way, withdraw
from playbook.mkdocs.navigation import Builder, foreign_items, label, navigation, without
from playbook.mkdocs.panel import with_panel
from playbook.mkdocs.plugin import Plugin
from playbook.mkdocs.quality import QualityFile, quality_files
from playbook.mkdocs.switch import Interface, interface
from playbook.settings import GitBookSettings
from playbook.strings import strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext
    from pathspec.gitignore import GitIgnoreSpec

    from playbook.diagnostics import Diagnostic
    from playbook.site import Edition

log = get_plugin_logger("playbook")

EXTENSION = "playbook.markdown"
BEFORE_I18N = 100
BEFORE_FURTHER_LANGUAGES = -50
"""Of `on_post_build`: after the search plugin has written its index, before static-i18n builds the other languages."""
AFTER_I18N = -200
FIRST = 1000
LAST = -1000


class GitBookPlugin(Plugin):
    """Publishes the pages of GitBook spaces; see `playbook.settings` for its options."""

    settings_class = GitBookSettings
    settings: GitBookSettings
    """The options."""
    build: Build
    """The site that is being built; one for all of its languages."""
    serving = False
    """Whether an author previews the site."""
    _extension_options: dict[str, Any]
    _excluded: GitIgnoreSpec | None
    _items: list[StructureItem]
    _found: defaultdict[str, list[Diagnostic]]
    """What is wrong, by file."""
    _quality: dict[str, QualityFile]
    """The page about it in each language; none unless the project asks for it."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Notice whether an author previews the site."""
        del dirty
        self.serving = command == "serve"

    @event_priority(BEFORE_I18N)
    def _read_site(self, config: MkDocsConfig) -> None:
        if configuration.is_further_language(config):
            return
        self.build = Build.read(config, self.settings)
        self.build.check_languages(*configuration.built_languages(config))
        self._extension_options = configuration.prepare(config, self.build.site, EXTENSION)

    @event_priority(AFTER_I18N)
    def _complete_configuration(self, config: MkDocsConfig) -> None:
        configuration.add_theme(config)
        configuration.keep_page_of_lost_addresses(config)

    on_config = CombinedEvent(_read_site, _complete_configuration)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Say what is wrong with the pages, once; an error or a warning stops a strict build."""
        self._excluded, config.exclude_docs = config.exclude_docs, configuration.exclusion(config, self.build.site)
        if configuration.is_further_language(config):
            return
        self._found = defaultdict(list)
        found = checks.run(self.build.site)
        self._quality = quality_files(self.build, found, config) if self.settings.quality else {}
        for diagnostic in found:
            self._found[diagnostic.location.path].append(diagnostic)
            level = logging.INFO if diagnostic.severity is Severity.NOTE else logging.WARNING
            self.build.open_findings[diagnostic.location.path] += diagnostic.severity is not Severity.NOTE
            log.logger.log(level, "%s", diagnostic)  # in the printed form, without the name of the plugin before it

    @event_priority(BEFORE_I18N)
    def _withdraw_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        config.exclude_docs = self._excluded  # for the theme's files, which MkDocs judges after this
        withdraw(files, self.build.site, config)
        return files

    @event_priority(AFTER_I18N)
    def _add_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        ours = [file for edition in self._editions(config) for file in self.build.pages(edition)]
        for path in make_way(files, ours):
            log.info("'%s' is not published: a page of a space has its address", path)
        for file in (*ours, *self._quality_files(config)):
            files.append(file)
        if not configuration.is_further_language(config):
            for download in self.build.downloads():
                files.append(download)
        configuration.tell_i18n(config, files)
        return files

    on_files = CombinedEvent(_withdraw_files, _add_files)

    @event_priority(BEFORE_I18N)
    def _make_navigation(self, nav: Navigation, /, *, config: MkDocsConfig, **_: object) -> Navigation:
        """Put SUMMARY.md in the place of the navigation that MkDocs makes of folders; `nav:` wins over both."""
        self._items = nav.items
        editions = self._editions(config)
        if not editions or config.nav is not None:
            return nav
        builders = []
        for edition in editions:
            ours = {file.content.path: file.page for file in self.build.pages(edition) if file.page is not None}
            for path, page in ours.items():
                page.title = label(edition.by_path[path].title)
            builders.append(Builder(edition, ours, self.build.addresses(edition)))
        home = self.build.publication.home(editions[0].language)
        foreign = without(foreign_items(nav.items), QualityFile)
        foreign += (file.page for file in self._quality_files(config) if file.page is not None)
        made = navigation(builders, self.build.site.menu, home, foreign)
        self._items = made.items
        return made

    @event_priority(AFTER_I18N)
    def _restore_navigation(self, nav: Navigation, /, *, config: MkDocsConfig, **_: object) -> Navigation:
        if config.nav is None and configuration.has_section_of_language(config, self._items):
            nav.items = self._items
        return nav

    on_nav = CombinedEvent(_make_navigation, _restore_navigation)

    def on_page_read_source(self, /, *, page: Page, **_: object) -> str | None:
        """The page without its front matter; the line before it keeps MkDocs from finding one in the text."""
        return f"\n{page.file.content.document.body}" if isinstance(page.file, PageFile) else None

    @event_priority(FIRST)
    def _describe_page(self, markdown: str, /, *, page: Page, config: MkDocsConfig, **_: object) -> str:
        file = page.file
        if isinstance(file, QualityFile):
            page.meta = {"title": file.title, "search": {"exclude": True}, "robots": "noindex"}
        if not isinstance(file, PageFile):
            return markdown
        page.meta = pages.meta(file, self.build, config)
        return file.content.document.body

    @event_priority(LAST)
    def _hand_to_extension(self, markdown: str, /, *, page: Page, config: MkDocsConfig, **_: object) -> str:
        file = page.file
        if not isinstance(file, PageFile):
            config.mdx_configs[EXTENSION] = {"enabled": False}
            return markdown
        references = self.build.references(file)
        config.mdx_configs[EXTENSION] = {**self._extension_options, "enabled": True, "references": references}
        return pages.untouched(file.content.document.body, markdown)

    on_page_markdown = CombinedEvent(_describe_page, _hand_to_extension)

    @event_priority(LAST)
    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, **_: object) -> str:
        """Make the feed of a page with entries, when it is as readers will see it."""
        file = page.file
        if isinstance(file, PageFile) and feeds.MARK in html:
            self.build.add_feed(file, html, page.canonical_url or "", config.site_name)
        return html

    @event_priority(AFTER_I18N)
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, **_: object
    ) -> TemplateContext:
        """Tell the templates of the page's twins; of a page that is not ours, those that static-i18n knows."""
        self._tell_templates(context, config, page.file)
        told: Interface = context["playbook"]  # type: ignore[typeddict-item]
        needed = extras(page.content or "")
        self.build.extras.update(needed)
        feed = feeds.place(page.file.url) if page.file.url in self.build.feeds else ""
        context["playbook"] = replace(  # type: ignore[typeddict-unknown-key]
            told, extras=tuple(one.name for one in needed), words=words(told.text, needed), feed=feed
        )
        return context

    @event_priority(LAST)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Show what is wrong with a page to the author who previews it; a published page never holds it."""
        file = page.file
        if not self.serving or not isinstance(file, PageFile):
            return output
        found = self._found.get(file.content.document.source.path, ())
        text = strings(self._spoken(file.edition, config))
        return with_panel(output, found, text, self.settings.editor, self.build.site.root)

    @event_priority(AFTER_I18N)
    def on_template_context(self, context: TemplateContext, /, *, config: MkDocsConfig, **_: object) -> TemplateContext:
        """Tell templates that are no pages (`404.html`) of the languages' homes, not of the last page's twins."""
        self._tell_templates(context, config, None)
        return context

    @event_priority(BEFORE_FURTHER_LANGUAGES)
    def _keep_index(self, *, config: MkDocsConfig) -> None:
        search.separate(config, configuration.language(config) or "")

    @event_priority(AFTER_I18N)
    def _finish(self, *, config: MkDocsConfig) -> None:
        """Write the redirects, the feeds and what scripts load when all languages are built."""
        if configuration.is_further_language(config):
            return
        languages = {
            self.build.publication.language_root(edition): self._spoken(edition, config)
            for edition, *_ in self.build.site.by_language.values()
        }
        refused = redirects.write(self.build.redirects(), Path(config.site_dir), languages, config.site_url or "")
        for old in refused:
            log.info("no redirect from '%s': something is in its place, or no file can have that name", old)
        redirects.write_capitals(self.build.known_addresses(), Path(config.site_dir))
        self.build.write_feeds(Path(config.site_dir))
        for extra in self.build.extras if config.theme.name == "material" else ():
            extra.publish(Path(config.site_dir))
        search.lighten(config, Path(config.site_dir, "404.html"))

    on_post_build = CombinedEvent(_keep_index, _finish)

    def _quality_files(self, config: MkDocsConfig) -> Iterator[QualityFile]:
        """The quality page in the language that is being built."""
        for edition in self._editions(config)[:1]:
            if (edition.language or "") in self._quality:
                yield self._quality[edition.language or ""]

    def _editions(self, config: MkDocsConfig) -> tuple[Edition, ...]:
        return self.build.editions(configuration.language(config))

    def _tell_templates(self, context: TemplateContext, config: MkDocsConfig, file: File | None) -> None:
        told = replace(self._interface(config, file), index=self._index(config))
        context["playbook"] = told  # type: ignore[typeddict-unknown-key]
        if told.languages:
            config.extra["alternate"] = told.alternate

    @staticmethod
    def _index(config: MkDocsConfig) -> str:
        return search.index_of(config, configuration.language(config) or "")

    def _interface(self, config: MkDocsConfig, file: File | None) -> Interface:
        edition = next(iter(self._editions(config)), self.build.site.editions[0])
        return interface(
            self.build.homes,
            self.build.homes_of(file.edition) if isinstance(file, PageFile) else self.build.homes,
            {**NAMES, **configuration.language_names(config)},
            edition.language or "",
            getattr(file, "alternates", None),
            config.site_url or "",
            strings(self._spoken(edition, config)),
        )

    def _spoken(self, edition: Edition, config: MkDocsConfig) -> str:
        """The language of an edition; of one that nobody told, that of the theme."""
        return edition.language or str(config.theme.get("language") or "")
