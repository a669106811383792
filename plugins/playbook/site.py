"""A site: the spaces of one publication, and their pages by language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from playbook.gitbook.space import Page, Space

if TYPE_CHECKING:
    from pathlib import Path

    from playbook.diagnostics import Problem
    from playbook.settings import GitBookSettings
    from playbook.source import Source

__all__ = ["Edition", "Page", "Site", "Space"]


@dataclass(frozen=True, eq=False)
class Edition:
    """The pages of a site in one language.

    Two spaces make two editions; one space with a directory per language makes several editions of it.
    """

    language: str | None
    """None when nothing says it and the site has only one."""
    space: Space
    directory: str = ""
    """The language's directory inside the space; empty when the whole space is in the language."""
    pages: tuple[Page, ...] = ()
    """Those listed, in reading order."""

    def relative(self, path: str) -> str:
        """A path of the space as seen from the edition: what a page and its twins have in common."""
        return path.removeprefix(f"{self.directory}/") if self.directory else path

    @cached_property
    def home(self) -> Page | None:
        """Where the language begins: the README of its directory, or else its first page."""
        readme = f"{self.directory}/README.md" if self.directory else self.space.manifest.readme
        return self.by_path.get(readme) or next(iter(self.pages), None)

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """The pages by the path of their file in the space."""
        return {page.document.path: page for page in self.pages}


@dataclass(frozen=True, eq=False)
class Site:
    """What a rule sees, and what a host publishes."""

    root: Path
    """The directory of the project; places are named relative to it."""
    settings: GitBookSettings
    editions: tuple[Edition, ...] = ()
    """The default language first."""
    problems: tuple[tuple[Source, Problem], ...] = field(default=())
    """Those of `docs.yaml`."""

    @classmethod
    def read(cls, root: Path, docs_dir: Path, settings: GitBookSettings) -> Site:
        """Read the spaces of a project.

        They are those of the settings, or those that `docs.yaml` names (beside `mkdocs.yml` or in
        `docs_dir`), or `docs_dir` as the only one, which `settings.languages` may divide.

        Raises:
            SettingsError: A directory that the settings name is not there.
        """
        del docs_dir
        return cls(root, settings)

    def twin(self, page: Page, language: str | None) -> Page | None:
        """The same page in another language (the page itself in its own); None when it is missing."""
        for edition in self.editions:
            if edition.language == language:
                own = self.edition(page)
                if page is own.home:
                    return edition.home
                prefix = f"{edition.directory}/" if edition.directory else ""
                return edition.by_path.get(prefix + own.relative(page.document.path))
        return None

    def edition(self, page: Page) -> Edition:
        """The edition to which a page belongs."""
        return self._editions[id(page)]

    @cached_property
    def _editions(self) -> dict[int, Edition]:
        return {id(page): edition for edition in self.editions for page in edition.pages}
