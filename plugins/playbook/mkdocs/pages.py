"""A page of a space as MkDocs and the theme see it."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from playbook.markdown.references import Kind
from playbook.mkdocs.meta import Card, Facts, chips, cover, hidden_parts, host_meta, icon_path, is_wide
from playbook.targets import resolve_file

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from playbook.gitbook.document import Document
    from playbook.mkdocs.build import Build
    from playbook.mkdocs.files import PageFile

_icon_path = lru_cache(maxsize=4096)(icon_path)


def meta(file: PageFile, build: Build, config: MkDocsConfig) -> dict[str, Any]:
    """What `page.meta` says of a page (see `playbook.mkdocs.meta`)."""
    document = file.content.document
    values = document.front_matter.values
    directories = tuple(config.theme.dirs)
    made = host_meta(values, document.title or file.content.title, lambda name: _has_template(name, directories))
    if icon := _icon_path(file.content.icon, directories):
        made["icon"] = icon
    made["playbook"] = facts(file, build)
    return made


def facts(file: PageFile, build: Build) -> Facts:
    """What the theme's templates may ask of a page."""
    page, edition = file.content, file.edition
    values = page.document.front_matter.values
    hidden = hidden_parts(values)

    def picture(target: str) -> str:
        found = resolve_file(build.site, edition, page.document, target)
        return build.file_address(found.edition or edition, found.path) if found.kind is Kind.FILE else ""

    description = "" if "description" in hidden else page.description.strip()
    return Facts(
        home=page is edition.home,
        description=escape(description),
        hidden=hidden,
        wide=is_wide(values),
        cover=cover(values, picture),
        tags=chips(values, {one.tag: (one.label, one.icon) for one in edition.space.tags}),
        children=_children(file, build) if is_blank(page.document) else (),
        source=page.document.source.path,
    )


def is_blank(document: Document) -> bool:
    """Whether a page says nothing below its title."""
    text, start = document.source.text, document.body_start
    if document.headings and document.headings[0].level == 1:
        title = document.headings[0].span
        return not text[start : title.start].strip() and not text[title.end :].strip()
    return not text[start:].strip()


def untouched(body: str, markdown: str) -> str:
    """The page as it was read, if the hooks of other plugins only took it to lines and together again.

    static-i18n does so with every page, which loses the last line end and rare line separators; the
    parser would then take it for another text.
    """
    return body if markdown == "\n".join(body.splitlines()) else markdown


def _children(file: PageFile, build: Build) -> tuple[Card, ...]:
    below = {id(item) for item in file.content.item.children}
    return tuple(
        Card(
            title=escape(page.title),
            url=build.address(page) or "./",
            description=escape(page.description.strip()),
        )
        for page in file.edition.pages
        if id(page.item) in below and not page.hidden
    )


@lru_cache(maxsize=256)
def _has_template(name: str, directories: tuple[str, ...]) -> bool:
    return ".." not in name and any(os.path.isfile(f"{directory}/{name}") for directory in directories)  # noqa: PTH113
