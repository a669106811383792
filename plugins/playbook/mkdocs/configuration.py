"""MkDocs' configuration, and static-i18n's part in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.structure.nav import Section
from pathspec.gitignore import GitIgnoreSpec

from playbook.gitbook.site_file import SITE_FILES
from playbook.mkdocs.files import SITEMAP, PageFile
from playbook.strings import THEME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files

    from playbook.site import Site

I18N = "i18n"
STYLES = ("assets/playbook/playbook.css", "assets/playbook/openapi.css")
TABS = "assets/playbook/tabs.css"
"""What the bar of sections needs."""
SCRIPT = "assets/playbook/playbook.js"
"""What our templates need, below `THEME`."""
NOTES = "content.footnote.tooltips"
"""The feature of Material that shows a note beside its word, as GitBook does (gitbook-format.md §15)."""
FAVICON, MATERIAL_FAVICON = "assets/playbook/favicon.svg", "assets/images/favicon.png"
"""Our icon, and the one that Material shows when a project names none."""


def is_further_language(config: MkDocsConfig) -> bool:
    """Whether static-i18n is building a language after the first one."""
    i18n: Any = config.plugins.get(I18N)
    return bool(i18n is not None and i18n.building)


def language(config: MkDocsConfig) -> str | None:
    """The language that is being built; None without static-i18n."""
    i18n: Any = config.plugins.get(I18N)
    return None if i18n is None else i18n.current_language or i18n.default_language


def built_languages(config: MkDocsConfig) -> tuple[list[str], str | None]:
    """The languages that static-i18n builds, and the one that it puts at the site's root."""
    i18n: Any = config.plugins.get(I18N)
    return ([], None) if i18n is None else (list(i18n.build_languages), i18n.default_language)


def language_names(config: MkDocsConfig) -> dict[str, str]:
    """What static-i18n's configuration calls the languages."""
    i18n: Any = config.plugins.get(I18N)
    return {} if i18n is None else {one.locale: one.name for one in i18n.config.languages}


def tell_i18n(config: MkDocsConfig, files: Files) -> None:
    """Correct static-i18n's list of pages, of which it makes the sitemap."""
    i18n: Any = config.plugins.get(I18N)
    if i18n is not None:
        i18n.i18n_files_per_language[i18n.current_language] = [
            file for file in files.documentation_pages() if not _keeps_robots_out(file)
        ]


def has_section_of_language(config: MkDocsConfig, items: Iterable[StructureItem]) -> bool:
    """Whether static-i18n takes a section of the top level for the folder of a language.

    It knows them by their title (`Fr`), and of such a navigation it keeps only what is in there, sorted.
    """
    built, _ = built_languages(config)
    return any(isinstance(item, Section) and item.title in {one.capitalize() for one in built} for item in items)


def prepare(config: MkDocsConfig, site: Site, extension: str) -> dict[str, Any]:
    """Make a configuration ready for the spaces of a site.

    Args:
        config: MkDocs' configuration, changed in place.
        site: The site that it builds.
        extension: The Markdown extension that its pages need.

    Returns:
        The extension's options as the project sets them.
    """
    if extension not in config.markdown_extensions:
        config.markdown_extensions.append(extension)
    for path in _watched(config, site):
        if path not in config.watch:
            config.watch.append(path)
    if not config.site_url:
        # A sitemap needs full addresses.
        config.theme.static_templates.discard(SITEMAP)
    options = dict((config.mdx_configs or {}).get(extension, {}))
    return {key: value for key, value in options.items() if key not in ("enabled", "references")}


def keep_page_of_lost_addresses(config: MkDocsConfig) -> None:
    """Leave `404.html`, of which a site has one, in the default language; each further one would replace it."""
    if is_further_language(config):
        config.theme.static_templates.discard("404.html")


def add_theme(config: MkDocsConfig) -> None:
    """Let Material find our templates first, after those of the project itself."""
    if config.theme.name != "material":
        return
    ours = os.fspath(THEME)
    directories = [directory for directory in config.theme.dirs if directory != ours]
    custom = config.theme.custom_dir
    directories.insert(directories.index(custom) + 1 if custom in directories else 0, ours)
    config.theme.dirs[:] = directories
    wanted = (*STYLES, *((TABS,) if "navigation.tabs" in (config.theme.get("features") or ()) else ()))
    styles = [style for style in wanted if (THEME / style).is_file() and style not in config.extra_css]
    config.extra_css[:0] = styles
    if (THEME / SCRIPT).is_file() and SCRIPT not in (str(script) for script in config.extra_javascript):
        config.extra_javascript.insert(0, _deferred(SCRIPT))
    features = list(config.theme.get("features") or ())
    if NOTES not in features:
        config.theme["features"] = [*features, NOTES]
    if (THEME / FAVICON).is_file() and config.theme.get("favicon") == MATERIAL_FAVICON:
        config.theme["favicon"] = FAVICON


def add_assets(config: MkDocsConfig, *names: str) -> None:
    """Let every page of a Material site load styles and scripts from our theme's directory.

    Args:
        config: MkDocs' configuration, changed in place.
        names: The files, by the addresses that they have in the site.
    """
    if config.theme.name != "material":
        return
    for name in names:
        if name.endswith(".css"):
            config.extra_css += [] if name in config.extra_css else [name]
        elif name not in (str(script) for script in config.extra_javascript):
            config.extra_javascript.append(_deferred(name))


def _deferred(name: str) -> ExtraScriptValue:
    script = ExtraScriptValue(name)
    script.defer = True
    return script


def exclusion(config: MkDocsConfig, site: Site) -> GitIgnoreSpec:
    """What `exclude_docs` must be while MkDocs looks for files, so that it does not judge those of the spaces.

    It would warn of a README beside an index, which are two ordinary pages of a space.
    """
    docs = Path(config.docs_dir).resolve()
    patterns = []
    for directory in (one.resolve() for one in site.directories):
        if directory == docs:
            patterns.append("*")
        elif directory.is_relative_to(docs):
            patterns.append(f"/{_literal(directory.relative_to(docs).as_posix())}/")
    ours = GitIgnoreSpec.from_lines(patterns)
    return config.exclude_docs + ours if config.exclude_docs else ours


def _literal(path: str) -> str:
    return "".join(f"\\{letter}" if letter in "*?[]\\!# " else letter for letter in path)


def _watched(config: MkDocsConfig, site: Site) -> list[str]:
    """What the pages are made of and `mkdocs serve` would not watch by itself."""
    docs = Path(config.docs_dir).resolve()
    candidates = [
        *(site.root / name for name in SITE_FILES),
        *(site.root / file for file in site.settings.openapi.values()),
    ]
    if site.settings.site_file:
        candidates.append(site.root / site.settings.site_file)
    for space in site.spaces:
        candidates += [space.root, space.directory / ".gitbook.yaml"]
    found = (path.resolve() for path in candidates if path.exists())
    return [os.fspath(path) for path in dict.fromkeys(found) if not path.is_relative_to(docs)]


def _keeps_robots_out(file: object) -> bool:
    return isinstance(file, PageFile) and file.content.document.front_matter.values.get("noRobotsIndex") is True
