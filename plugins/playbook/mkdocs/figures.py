"""The plugin `playbook/figures`: figures that take their place at once and weigh little.

The pages are those of `playbook/gitbook`, which must be switched on; this plugin tells it the size and the lighter
files of each figure. Its rules (`FIG…`) hold without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger

from playbook.figures.pictures import Pictures
from playbook.mkdocs import configuration
from playbook.mkdocs.files import Download
from playbook.mkdocs.plugin import Plugin
from playbook.settings import FIGURES, PLUGIN, FigureSettings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from playbook.mkdocs.build import Build

log = get_plugin_logger("playbook")

AFTER_GITBOOK = 50
AFTER_PAGES = -300


class FiguresPlugin(Plugin):
    """Publishes figures with their size and lighter files; see `playbook.settings.FigureSettings` for its options."""

    settings_class = FigureSettings
    settings: FigureSettings
    pictures: Pictures
    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Notice whether an author is waiting for a preview."""
        del dirty
        self.serving = command == "serve"

    @event_priority(AFTER_GITBOOK)
    def on_config(self, config: MkDocsConfig) -> None:
        """Tell the build of the site that figures are known; a preview waits for none to be made lighter."""
        if configuration.is_further_language(config):
            return
        gitbook: Any = config.plugins.get(PLUGIN)
        if gitbook is None:
            raise PluginError(f"{FIGURES}: the pages are those of the plugin `{PLUGIN}`, which is not switched on")
        build: Build = gitbook.build
        self.pictures = build.pictures = Pictures(build.publication, encode=not self.serving)

    @event_priority(AFTER_PAGES)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Publish the lighter files beside the originals, once for all languages."""
        if configuration.is_further_language(config):
            return files
        for url, file in sorted(self.pictures.files().items()):
            files.append(Download.of(file, url, config))
        log.debug("figures: %s", _saving(self.pictures))
        return files

    @event_priority(AFTER_PAGES)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Hold the cache to its limit."""
        if not configuration.is_further_language(config):
            self.pictures.site.cache.prune()


def _saving(pictures: Pictures) -> str:
    shown = {picture.url: picture for picture in pictures.by_file.values()}.values()
    before, after = sum(one.asset.bytes for one in shown), sum(one.lightest for one in shown)
    return f"{len(shown)} of {before:,} bytes, shown with {after:,}"
