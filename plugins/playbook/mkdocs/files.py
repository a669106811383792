"""What MkDocs is told about files: those of the spaces are ours, and no other plugin guesses about them."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from mkdocs.structure.files import File, InclusionLevel

from playbook.gitbook.site_file import SITE_FILES
from playbook.strings import THEME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from playbook.site import Edition, Page, Site

DESCRIPTIONS = (*SITE_FILES, "docs.yml")
"""Files at the top of `docs_dir` that describe the site and are not part of it."""
SITEMAP = "sitemap.xml"
"""A template that MkDocs fills; switched off, it would be copied as it is."""
CONFIGURED = ("extra_css", "extra_javascript", "extra_templates")
"""Options of MkDocs that name files of `docs_dir`."""


class PageFile(File):
    """The file of a page of a space, at the address that the publication gives it."""

    edition: Edition
    """The pages to which it belongs."""
    content: Page
    """The page as the space knows it."""
    locale: str
    """What static-i18n and its templates read: the language of the file,"""
    localization: str | None
    """the folder that made it so (none: ours are not found by their folder),"""
    locale_alternate_of: str
    """the language in whose build it stands in (its own),"""
    norm_src_uri: str
    """its path without the language,"""
    alternates: dict[str, File]
    """and the same page in each language, itself included."""

    @classmethod
    def of(cls, page: Page, edition: Edition, name: str, destination: str, config: MkDocsConfig) -> PageFile:
        """The file of one page.

        Args:
            page: The page.
            edition: The pages to which it belongs.
            name: What MkDocs shall call it; of several languages, it begins with the language.
            destination: Where its HTML goes, relative to the site's directory.
            config: For `docs_dir`, `site_dir` and the form of URLs.
        """
        source = edition.space.abs(page.path)
        file = cls(
            name,
            None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=destination,
            inclusion=InclusionLevel.INCLUDED,
        )
        file.abs_src_path = os.fspath(source)
        file.edit_uri = edit_path(source, config) if source.is_file() else None  # a page may be made of something else
        file.name = posixpath.basename(page.path)  # "index" would make it the index of a section
        file.edition, file.content = edition, page
        file.locale = file.locale_alternate_of = edition.language or ""
        file.localization = None
        file.norm_src_uri = name.removeprefix(f"{edition.language}/")
        file.alternates = {file.locale: file}
        return file


class MadeFile(File):
    """A page that is made by a plugin. What static-i18n and the templates read of it is the same as of `PageFile`."""

    edition: Edition
    """A section of the language in which it is."""
    locale: str
    localization: str | None
    locale_alternate_of: str
    norm_src_uri: str
    alternates: dict[str, File]

    @classmethod
    def at(
        cls, path: str, destination: str, edition: Edition, config: MkDocsConfig, *, below_language: bool, maker: str
    ) -> Self:
        """The file of one page.

        Args:
            path: Its name below its language, as of a Markdown file.
            destination: Where its HTML goes, relative to the site's directory.
            edition: A section of its language.
            config: For `site_dir` and the form of URLs.
            below_language: Whether MkDocs shall see it in a folder named after its language.
            maker: The plugin that makes it.
        """
        file = cls(
            f"{edition.language}/{path}" if below_language else path,
            None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=destination,
            inclusion=InclusionLevel.INCLUDED,
        )
        file.generated_by = maker
        file.edition = edition
        file.locale = file.locale_alternate_of = edition.language or ""
        file.localization = None
        file.norm_src_uri = path
        file.alternates = {file.locale: file}
        return file


class Download(File):
    """A file that a page refers to. It is copied as it is, even if its name is that of a page."""

    def is_documentation_page(self) -> bool:
        """It never is."""
        return False

    @classmethod
    def of(cls, source: Path, url: str, config: MkDocsConfig) -> Download:
        """The file to be copied from `source` to `url` (relative to the site's root)."""
        file = cls(
            url, None, config.site_dir, config.use_directory_urls, dest_uri=url, inclusion=InclusionLevel.INCLUDED
        )
        file.abs_src_path = os.fspath(source)
        return file


def edit_path(source: Path, config: MkDocsConfig) -> str:
    """A file as the edit link names it: relative to `docs_dir`, which may lie beside it.

    `edit_uri` is a URL, so names are percent-encoded; an `edit_uri_template` says itself what to encode.
    """
    path = os.path.relpath(source, config.docs_dir).replace(os.sep, "/")
    return path if config.edit_uri_template else quote(path)


def withdraw(files: Files, site: Site, config: MkDocsConfig) -> None:
    """Take the files of the spaces out of MkDocs' collection.

    static-i18n takes any folder with two letters for a language, and MkDocs copies whatever it finds.
    What the configuration itself names (a stylesheet in the only space) stays.

    Args:
        files: MkDocs' collection, changed in place.
        site: The site with the spaces.
        config: For `docs_dir` and the files that it names.
    """
    docs = os.path.realpath(config.docs_dir)
    below = tuple(f"{os.path.realpath(directory)}{os.sep}" for directory in site.directories)
    kept = _configured(config)
    for file in tuple(files):
        if file.src_dir != config.docs_dir:
            if _is_no_asset(file, config):
                files.remove(file)
            continue
        lies_at = os.path.join(docs, os.path.normpath(file.src_uri))  # noqa: PTH118 - thousands of plain strings
        inside = lies_at.startswith(below) or os.path.realpath(lies_at).startswith(below)
        if inside and file.src_uri in kept:
            file.inclusion = InclusionLevel.INCLUDED
        elif inside or file.src_uri in DESCRIPTIONS:
            files.remove(file)


def make_way(files: Files, ours: Iterable[PageFile]) -> list[str]:
    """Take out what would be written where a page of a space is written; their paths.

    A README beside the directories of the spaces is about the repository, and would replace the home page.
    """
    taken = {os.path.normcase(file.dest_uri) for file in ours}
    in_the_way = [file for file in files if os.path.normcase(file.dest_uri) in taken]
    for file in in_the_way:
        files.remove(file)
    return [file.src_uri for file in in_the_way]


def _is_no_asset(file: File, config: MkDocsConfig) -> bool:
    """Whether a file of a theme is not for readers: our texts, and a template that is switched off."""
    if file.src_dir == os.fspath(THEME):
        return file.src_uri.endswith((".yml", ".yaml"))
    return file.src_uri == SITEMAP and SITEMAP not in config.theme.static_templates


def _configured(config: MkDocsConfig) -> frozenset[str]:
    named = [str(name) for option in CONFIGURED for name in config[option]]
    named += [str(config.theme[name]) for name in ("favicon", "logo") if config.theme.get(name)]
    return frozenset(posixpath.normpath(name) for name in named)
