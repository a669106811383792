"""The plugin `playbook/review`: the review of each page, and the record of what was published.

The pages are those of `playbook/gitbook`; see there on how hooks are called.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from playbook.mkdocs import configuration
from playbook.mkdocs.gitbook import AFTER_I18N, GitBookPlugin
from playbook.mkdocs.plugin import Plugin
from playbook.review.article import digest, visible_text
from playbook.review.manifest import FILE, Manifest, PublishedPage
from playbook.review.reviews import reviews
from playbook.settings import PLUGIN, REVIEW, ReviewSettings, SettingsError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from playbook.mkdocs.build import Build
    from playbook.mkdocs.files import PageFile
    from playbook.review.reviews import Reviews

AFTER_GITBOOK = 90
"""When the site is read and nobody has asked it anything."""
AT_THE_END = AFTER_I18N - 200
"""When every other plugin has written its files."""


class ReviewPlugin(Plugin):
    """Shows the review of pages; see `playbook.settings.ReviewSettings` for its options."""

    settings_class = ReviewSettings
    settings: ReviewSettings
    """The options."""
    build: Build
    """The site that is being built; one for all of its languages."""
    reviews: Reviews

    @event_priority(AFTER_GITBOOK)
    def on_config(self, config: MkDocsConfig) -> None:
        """Read the reviews."""
        if configuration.is_further_language(config):
            return
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

    @event_priority(AT_THE_END)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write `review.json` when all languages are built."""
        if configuration.is_further_language(config):
            return
        fallback = str(config.theme.get("language") or "")
        directory = Path(config.site_dir)
        manifest = Manifest(
            version=self.settings.version or None,
            languages=tuple(language or fallback for language in self.build.site.by_language),
            pages=tuple(self._published(file, directory, fallback) for file in self.build.files.values()),
        )
        (directory / FILE).write_bytes(manifest.write().encode())

    def _published(self, file: PageFile, directory: Path, fallback: str) -> PublishedPage:
        edition, page = file.edition, file.content
        html = (directory / file.dest_uri).read_text(encoding="utf-8")
        return PublishedPage(
            path=page.document.source.path,
            key=edition.key(page),
            language=edition.language or fallback,
            url=self.build.address(page),
            title=page.document.title or page.title,
            section=next(iter(page.ancestors), ""),
            source_digest=digest(page.document.source.text),
            text_digest=digest(visible_text(html)),
            review=self.reviews.of(edition, page),
        )
