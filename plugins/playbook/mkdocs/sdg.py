"""The plugin `playbook/sdg`: pages related to the SDG Digital Investment Framework, and the pages of the framework.

It works beside `playbook/gitbook`, whose pages it adds to; see `playbook.mkdocs.gitbook` on how hooks are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority

from playbook.mkdocs import configuration
from playbook.mkdocs.additions import Additions
from playbook.mkdocs.files import PageFile
from playbook.mkdocs.framework import FrameworkFile, Shelf, place
from playbook.mkdocs.gitbook import AFTER_I18N, EXTENSION, FIRST, LAST, GitBookPlugin
from playbook.mkdocs.meta import Facts
from playbook.mkdocs.plugin import Plugin
from playbook.sdg.framework import framework
from playbook.settings import PLUGIN, SdgSettings, SettingsError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from playbook.site import Edition

NAME = "playbook/sdg"
AFTER_GITBOOK = 90
"""When the site is read and nobody has asked it anything."""
AFTER_PAGES = AFTER_I18N - 10
AFTER_OPTIONS = LAST - 10
AFTER_SEARCH = -50
"""When the search has read a page, and before it is seen which scripts its content needs."""
STYLE, SCRIPT = "assets/playbook/sdg.css", "assets/playbook/sdg.js"
"""What boxes, cards and the matrix need, in our theme's directory."""


class SdgPlugin(Plugin):
    """Relates the pages of a site to the framework; see `playbook.settings.SdgSettings` for its options."""

    settings_class = SdgSettings
    settings: SdgSettings
    """The options."""
    shelf: Shelf
    """What a build makes of the framework; one for all of its languages."""
    additions: Additions

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
        self.additions = Additions(self.shelf)
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
            file.content_string = file.made.title
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
            config.mdx_configs[EXTENSION] = {"enabled": True, "html": self.additions.text(file)}
        elif isinstance(file, PageFile):
            options = config.mdx_configs[EXTENSION]
            config.mdx_configs[EXTENSION] = {**options, "annotate": self.additions.annotator(file)}
        return markdown

    on_page_markdown = CombinedEvent(_describe_page, _hand_to_extension)

    @event_priority(AFTER_SEARCH)
    def on_page_context(self, context: TemplateContext, /, *, page: Page, **_: object) -> TemplateContext:
        """Show what a page cites, and what its links lead to."""
        if isinstance(page.file, FrameworkFile | PageFile):
            page.content = self.additions.complete(page.file, page.content or "", page.canonical_url or "")
        return context

    def _edition(self, config: MkDocsConfig) -> Edition | None:
        return self.shelf.build.edition(configuration.language(config))
