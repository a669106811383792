"""The reviewers' desk as pages and files of MkDocs: one in each language."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from playbook.mkdocs.addresses import destination, relative
from playbook.mkdocs.files import MadeFile
from playbook.review import overview
from playbook.review.desk import desk
from playbook.settings import REVIEW
from playbook.strings import strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from playbook.mkdocs.build import Build
    from playbook.review.overview import Row

FORMS = {"CSV": ("csv", overview.as_csv), "JSON": ("json", overview.as_json)}
"""The downloads: how they are called, the ending of their name, and what makes them."""


class DeskFile(MadeFile):
    """The desk in one language."""

    path: str
    """Its name below its language, without ending."""


class Desks:
    """The desks of a site."""

    def __init__(self, build: Build, fallback: str, config: MkDocsConfig) -> None:
        """Make the desks of what `build` builds; `fallback` is the language of pages that name none."""
        self._build = build
        self._fallback = fallback
        self._config = config

    @cached_property
    def files(self) -> dict[str, DeskFile]:
        """The page of each language; each knows its twins."""
        made: dict[str, DeskFile] = {}
        for language, (edition, *_) in self._build.site.by_language.items():
            root = self._build.publication.language_root(edition)
            path = self._build.free_name(language, self.words(language)["desk.path"])
            place = destination(f"{path}/", root, directory_urls=self._config.use_directory_urls)
            several = self._build.several
            file = DeskFile.at(f"{path}.md", place, edition, self._config, below_language=several, maker=REVIEW)
            file.path = f"{root}{path}"
            file.content_string = f"# {self.words(language)['desk.title']}\n"
            made[language or ""] = file
        for file in made.values():
            file.alternates = dict(made)
        return made

    def words(self, language: str | None) -> dict[str, str]:
        """What the desk says."""
        return strings(language or self._fallback)

    def downloads(self, desk_: DeskFile) -> Iterator[File]:
        """The reviews of one language as data; to be written when all is known."""
        for ending, form in FORMS.values():
            path = f"{desk_.path}.{ending}"
            file = File(
                path,
                None,
                self._config.site_dir,
                self._config.use_directory_urls,
                dest_uri=path,
                inclusion=InclusionLevel.INCLUDED,
            )
            file.generated_by = REVIEW
            file.content_string = form(self._rows(desk_))
            yield file

    def html(self, desk_: DeskFile, comment: Callable[[Row], str]) -> str:
        """What a desk shows below its title."""
        language = desk_.edition.language or self._fallback
        downloads = {name: relative(f"{desk_.path}.{ending}", desk_.url) for name, (ending, _) in FORMS.items()}
        rows = self._rows(desk_)
        return desk(
            rows, self.words(desk_.edition.language), language, lambda row: self._url(row, desk_), comment, downloads
        )

    def address(self, row: Row) -> str:
        """Where the page of a row is, relative to the site's root."""
        return self._addresses[row.path]

    def _rows(self, desk_: DeskFile) -> tuple[Row, ...]:
        language = desk_.edition.language or ""
        return tuple(row for row in self._all if row.language == language)

    @cached_property
    def _all(self) -> tuple[Row, ...]:
        return overview.rows(self._build.site, self._build.open_findings)

    def _url(self, row: Row, desk_: DeskFile) -> str:
        return relative(self.address(row), desk_.url)

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {page.document.source.path: self._build.address(page) for _, page in self._build.site.pages()}
