"""The switch between languages, and what `<head>` says of the other ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from playbook.strings import strings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.structure.files import File


@dataclass(frozen=True)
class Language:
    """A language of the site, as one page sees it."""

    language: str
    """Its code (`fr`)."""
    name: str
    """Its name in itself (`Français`)."""
    url: str
    """Where the switch leads, relative to the site's root: the page in that language, or else the home of its section,
    or of the language."""
    absolute: str
    """The page in that language in full; empty when there is none or when the site's address is not known."""
    current: bool
    """Whether the page is in this language."""
    missing: bool
    """Whether the page does not exist in this language, so that the switch leads to a home."""

    @property
    def text(self) -> Mapping[str, str]:
        """What the templates say in it, for a page that serves every language (`404.html`)."""
        return strings(self.language)


@dataclass(frozen=True)
class Interface:
    """What the theme's templates may ask of the site, as `playbook`."""

    language: str
    """The language that is being built."""
    home: str
    """Its home, relative to the site's root."""
    languages: tuple[Language, ...]
    """All of them, the default first; empty for a site in one language."""
    text: Mapping[str, str]
    """What the templates say, in the language that is being built."""
    extras: tuple[str, ...] = ()
    """The names of the styles and scripts that this page needs beyond those of every page."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What these scripts say."""
    index: str = ""
    """The search index of this language, below `search/`; empty where the site is searched as Material does."""
    feed: str = ""
    """The feed of this page, relative to the site's root; empty when it has none."""

    @property
    def alternate(self) -> list[dict[str, str | bool]]:
        """The same in the words of Material's `extra.alternate`."""
        return [
            {"name": one.name, "link": one.url, "lang": one.language, "missing": one.missing} for one in self.languages
        ]


def interface(
    homes: Mapping[str, str],
    nearest: Mapping[str, str],
    names: Mapping[str, str],
    current: str,
    twins: Mapping[str, File] | None,
    site_url: str,
    text: Mapping[str, str],
) -> Interface:
    """What templates are told.

    Args:
        homes: The address of each language's home, relative to the site's root, the default language first.
        nearest: Where the switch leads in each language in which the page does not exist.
        names: What each language calls itself.
        current: The language that is being built.
        twins: The page in each language in which it exists; None where there is no page (`404.html`).
        site_url: The site's address; empty when it is not known.
        text: What the templates say.
    """
    languages = []
    for language in homes:
        twin = None if twins is None else twins.get(language)
        url = nearest[language] if twin is None else twin.url.removeprefix("./")
        languages.append(
            Language(
                language=language,
                name=names.get(language, language),
                url=url or "./",
                absolute=urljoin(site_url, url) if site_url and twin is not None else "",
                current=language == current,
                missing=twins is not None and twin is None,
            )
        )
    shown = tuple(languages) if len(languages) > 1 else ()
    return Interface(current, homes.get(current, "") or "./", shown, text)
