"""The plugin `playbook/sdg`: pages related to the SDG Digital Investment Framework, and the pages of the framework.

It works beside `playbook/gitbook`, whose pages it adds to; see `playbook.mkdocs.gitbook` on how hooks are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority

from playbook.mkdocs import configuration
from playbook.mkdocs.addresses import relative
from playbook.mkdocs.files import PageFile
from playbook.mkdocs.framework import FrameworkFile, FrameworkReferences, Shelf, place, spoken
from playbook.mkdocs.gitbook import AFTER_I18N, EXTENSION, FIRST, LAST, GitBookPlugin
from playbook.mkdocs.meta import Facts
from playbook.mkdocs.plugin import Plugin
from playbook.sdg.box import box, escaped_json, linked_data, script, term
from playbook.sdg.framework import framework
from playbook.sdg.pages import COVERAGE
from playbook.sdg.words import words
from playbook.settings import PLUGIN, SdgSettings, SettingsError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from playbook.site import Edition

NAME = "playbook/sdg"
AFTER_GITBOOK = 90
"""When the site is read and nobody has asked it anything."""
AFTER_PAGES = AFTER_I18N - 10
AFTER_OPTIONS = LAST - 10
STYLE, SCRIPT = "assets/playbook/sdg.css", "assets/playbook/sdg.js"
"""What boxes, cards and the matrix need, in our theme's directory."""


class SdgPlugin(Plugin):
    """Relates the pages of a site to the framework; see `playbook.settings.SdgSettings` for its options."""

    settings_class = SdgSettings
    settings: SdgSettings
    """The options."""
    shelf: Shelf
    """What a build makes of the framework; one for all of its languages."""

    @event_priority(AFTER_GITBOOK)
    def _read_framework(self, config: MkDocsConfig) -> None:
        if configuration.is_further_language(config):
            return
        gitbook = config.plugins.get(PLUGIN)
        if not isinstance(gitbook, GitBookPlugin):
            message = f"{NAME}: the pages are those of the plugin `{PLUGIN}`, which is not switched on"
            raise PluginError(message)
        build = gitbook.build
        try:
            found = build.site.once(framework)
        except SettingsError as error:
            message = f"{NAME}: {error}"
            raise PluginError(message) from error
        if found is None:
            raise AssertionError
        self.shelf = Shelf(found, build, config)
        if found.own is not None and (path := str(build.site.root / self.settings.catalogue)) not in config.watch:
            config.watch.append(path)

    @event_priority(AFTER_PAGES)
    def _add_style(self, config: MkDocsConfig) -> None:
        configuration.add_assets(config, STYLE, SCRIPT)

    on_config = CombinedEvent(_read_framework, _add_style)

    @event_priority(AFTER_PAGES)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the pages of the framework in the language that is being built."""
        edition = self._edition(config)
        if edition is None:
            return files
        for file in self.shelf.of(edition):
            file.content_string = file.made.markdown()
            files.append(file)
        for download in self.shelf.downloads(edition):
            files.append(download)
        configuration.tell_i18n(config, files)
        return files

    @event_priority(AFTER_PAGES)
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, **_: object) -> Navigation:
        """Give the pages of the framework their part of the navigation; `nav:` wins over it."""
        edition = self._edition(config)
        if edition is not None and config.nav is None and self.shelf.books:
            place(nav, self.shelf, edition)
        return nav

    @event_priority(FIRST)
    def _describe_page(self, markdown: str, /, *, page: Page, **_: object) -> str:
        if isinstance(page.file, FrameworkFile):
            lead = escape(page.file.made.lead)
            page.meta = {"title": escape(page.file.made.title), "playbook": Facts(description=lead)}
            if lead:
                page.meta["description"] = lead
        return markdown

    @event_priority(AFTER_OPTIONS)
    def _hand_to_extension(self, markdown: str, /, *, page: Page, config: MkDocsConfig, **_: object) -> str:
        file = page.file
        if isinstance(file, FrameworkFile):
            references = FrameworkReferences(self.shelf, file)
            config.mdx_configs[EXTENSION] = {"enabled": True, "references": references}
        elif isinstance(file, PageFile):
            annotator = self.shelf.annotator(file, file.content.document)
            config.mdx_configs[EXTENSION] = {**config.mdx_configs[EXTENSION], "annotate": annotator}
        return markdown

    on_page_markdown = CombinedEvent(_describe_page, _hand_to_extension)

    def on_page_content(self, html: str, /, *, page: Page, **_: object) -> str:
        """Show what a page cites: the box below its text, and linked data."""
        file = page.file
        if isinstance(file, FrameworkFile):
            if file.made.key == COVERAGE:
                return html + _filter_words(spoken(file.edition))
            entry = file.made.entry
            if entry is None:
                return html
            data = {"@context": "https://schema.org", **term(entry, spoken(file.edition))}
            return html + script({**data, "inLanguage": spoken(file.edition)})
        if not isinstance(file, PageFile):
            return html
        document = file.content.document
        cited = self.shelf.found.citations(document)
        if not cited.cited:
            return html
        language = spoken(file.edition)

        def address(key: str) -> str:
            found = self.shelf.url(file.edition, key)
            return relative(found, file.url) if found else ""

        entries = tuple(one.entry for one in cited.cited)
        title = document.title or file.content.title
        data_ = linked_data(entries, language, page.canonical_url or "", title)
        return html + box(cited, language, words(language), address) + data_

    def _edition(self, config: MkDocsConfig) -> Edition | None:
        return self.shelf.build.edition(configuration.language(config))


def _filter_words(language: str) -> str:
    """What the filter of the matrix says, for the script that makes it."""
    told = words(language)
    data = {key: told[f"filter.{key}"] for key in ("label", "open", "found")}
    return f'<script type="application/json" id="sdg-filter-words" data-pb-filters="">{escaped_json(data)}</script>\n'
