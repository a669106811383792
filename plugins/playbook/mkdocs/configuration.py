"""MkDocs' configuration, and static-i18n's part in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathspec.gitignore import GitIgnoreSpec

import playbook
from playbook.mkdocs.files import PageFile

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from playbook.site import Site

I18N = "i18n"
THEME = Path(playbook.__file__).parent / "theme"
"""Our templates for Material."""
STYLE, SCRIPT = "assets/playbook/playbook.css", "assets/playbook/playbook.js"
"""What our templates need, below `THEME`."""


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
    _exclude(config, site)
    for path in _watched(config, site):
        if path not in config.watch:
            config.watch.append(path)
    if not config.site_url:
        # A sitemap needs full addresses.
        config.theme.static_templates.discard("sitemap.xml")
    options = dict((config.mdx_configs or {}).get(extension, {}))
    return {key: value for key, value in options.items() if key not in ("enabled", "references")}


def add_theme(config: MkDocsConfig) -> None:
    """Let Material find our templates first, after those of the project itself."""
    if config.theme.name != "material":
        return
    ours = os.fspath(THEME)
    directories = [directory for directory in config.theme.dirs if directory != ours]
    custom = config.theme.custom_dir
    directories.insert(directories.index(custom) + 1 if custom in directories else 0, ours)
    config.theme.dirs[:] = directories
    for option, name in ((config.extra_css, STYLE), (config.extra_javascript, SCRIPT)):
        if (THEME / name).is_file() and name not in (str(entry) for entry in option):
            option.insert(0, name)


def _exclude(config: MkDocsConfig, site: Site) -> None:
    """Keep MkDocs from judging the files of the spaces (two index pages in one folder, and the like)."""
    docs = Path(config.docs_dir).resolve()
    patterns = []
    for edition in site.editions:
        directory = edition.space.directory.resolve()
        if directory == docs:
            patterns.append("*")
        elif directory.is_relative_to(docs):
            patterns.append(f"/{_literal(directory.relative_to(docs).as_posix())}/")
    ours = GitIgnoreSpec.from_lines(patterns)
    config.exclude_docs = config.exclude_docs + ours if config.exclude_docs else ours


def _literal(path: str) -> str:
    return "".join(f"\\{letter}" if letter in "*?[]\\!# " else letter for letter in path)


def _watched(config: MkDocsConfig, site: Site) -> list[str]:
    """What the pages are made of and `mkdocs serve` would not watch by itself."""
    docs = Path(config.docs_dir).resolve()
    candidates = [edition.space.directory.resolve() for edition in site.editions] + [site.root / "docs.yaml"]
    return [os.fspath(path) for path in dict.fromkeys(candidates) if path.exists() and not path.is_relative_to(docs)]


def _keeps_robots_out(file: object) -> bool:
    return isinstance(file, PageFile) and file.content.document.front_matter.values.get("noRobotsIndex") is True
