"""What a site is made of: sections, and the pages of each of them in each language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from playbook.gitbook.site_file import Names

if TYPE_CHECKING:
    from playbook.gitbook.space import Page, Space


@dataclass(frozen=True, eq=False)
class Section:
    """A part of a site with a table of contents of its own, in one or several languages.

    It is what GitBook calls a section, or one of the variants in a section (gitbook-format.md §5.1).
    """

    names: Names = field(default_factory=Names)
    """What it is called; without a title, as its home page is."""
    path: str = ""
    """Where it begins below the root of its language, without slashes at its ends; empty for the main section."""
    hidden: bool = False
    """Whether the navigation leaves it out; its pages are published all the same."""
    groups: tuple[Names, ...] = ()
    """The headings above it in the navigation, the outermost first."""

    def title(self, edition: Edition) -> str:
        """What the section is called in the language of one of its editions."""
        home = edition.home
        own = home.document.title or home.title if home is not None else ""
        return self.names.called(edition.language) or own or self.path


@dataclass(frozen=True, eq=False)
class ExternalLink:
    """An address of another site in the navigation between sections."""

    url: str
    names: Names
    groups: tuple[Names, ...] = ()


@dataclass(frozen=True, eq=False)
class Edition:
    """The pages of one section of a site in one language.

    A space is an edition, or several when it has a directory for each language.
    """

    language: str | None
    """None when nothing says it and the site has only one."""
    space: Space
    directory: str = ""
    """The language's directory inside the space; empty when the whole space is in the language."""
    pages: tuple[Page, ...] = ()
    """Those that are published, in reading order."""
    section: Section = field(default_factory=Section)
    gitbook_paths: tuple[str, ...] = ("",)
    """Where its space is below the site's address at GitBook, without slashes at the ends; the usual path first."""

    def relative(self, path: str) -> str:
        """A path of the space as seen from the edition: what a page and its twins have in common."""
        return path.removeprefix(f"{self.directory}/") if self.directory else path

    def key(self, page: Page) -> str:
        """What a page and its twins in other languages have in common: its section, and its file inside of it."""
        path = "README.md" if page is self.home else self.relative(page.path)
        return f"{self.section.path}/{path}".lstrip("/")

    @cached_property
    def home(self) -> Page | None:
        """Where the edition begins: the README of its directory, or else its first page."""
        readme = f"{self.directory}/README.md" if self.directory else self.space.manifest.readme
        return self.by_path.get(readme) or next(iter(self.pages), None)

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """The pages by the path of their file in the space."""
        return {page.path: page for page in self.pages}

    @cached_property
    def by_address(self) -> dict[str, Page]:
        """The pages by their path at GitBook, relative to the space and in small letters.

        GitBook uses the path of the file or that of the navigation, and nothing in Git says which
        (gitbook-format.md §14).
        """
        addresses: dict[str, Page] = {}
        for page in self.pages:
            addresses.setdefault(address(page.path).casefold(), page)
        for page in self.pages:
            addresses.setdefault(page.navigation_path.casefold(), page)
            if not page.navigation_path:
                addresses.setdefault("readme", page)
        return addresses


def address(path: str) -> str:
    """The address of a file that is a page, without regard to its place in the navigation: `a/b`."""
    directory, _, name = path.rpartition("/")
    return directory if name == "README.md" else path.removesuffix(".md")
