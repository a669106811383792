"""What the links and images of a page lead to, as far as a renderer needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_VARIABLES: Mapping[str, Any] = {
    "space": {"vars": {}},
    "page": {"vars": {}},
    "visitor": {"claims": {"unsigned": {}}},
}
"""What expressions find where nothing is known."""


class Kind(StrEnum):
    """What a reference leads to."""

    PAGE = "page"
    HEADING = "heading"
    FILE = "file"
    EXTERNAL = "external"
    MAIL = "mail"
    LOST = "lost"
    """Nothing that a reader could open."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a link or an image of a page leads."""

    url: str
    """What to write in `href` or `src`, not yet escaped for HTML; empty when it is lost."""
    kind: Kind
    title: str = ""
    """The target's current title (page, heading) or name (file); empty when it is not known."""
    size: int | None = None
    """Of a file, in bytes."""
    language: str | None = None
    """The language of the target when it differs from that of the page."""
    width: int = 0
    """Of an image, in CSS pixels; 0 when the host does not know it."""
    height: int = 0
    adapts: bool = False
    """Whether an image has colours of its own for dark pages."""
    sources: tuple[ImageSource, ...] = ()
    """Lighter files of an image, the best first."""


@dataclass(frozen=True, slots=True)
class ImageSource:
    """Lighter files of one image, of the same type."""

    media_type: str
    files: tuple[tuple[str, int], ...]
    """What to write in `srcset`, like `Reference.url`, and the width in pixels of each."""


@dataclass(frozen=True, slots=True)
class Included:
    """A text that a page includes."""

    name: str
    """The same for the same text, and for no other."""
    text: str
    """Without its front matter."""
    references: References
    """What its own links lead to."""


class References(Protocol):
    """Answers for one page. A host makes it from a site; without one, `Unresolved` serves."""

    @property
    def language(self) -> str:
        """The language of the page, for the few words that a block adds (`en` when unknown)."""
        ...

    @property
    def variables(self) -> Mapping[str, Any]:
        """What expressions can name: `space.vars`, `page.vars`, `visitor.claims` (gitbook-format.md §16)."""
        ...

    def link(self, target: str) -> Reference:
        """Where a link leads.

        Args:
            target: As the author meant it: entities decoded, percent-encoding as written.
        """
        ...

    def image(self, target: str) -> Reference:
        """Where the file of an image, an embedded video or a download is."""
        ...

    def include(self, target: str) -> Included | None:
        """The text that `{% include %}` names; None when there is none."""
        ...

    def read_file(self, target: str) -> bytes | None:
        """What is in a file of the space, or in the one that the settings give for a name or an address."""
        ...

    def tag(self, name: str) -> str:
        """What readers see for a tag of the space (`tags.yaml`); the tag itself when it has no label."""
        ...


class Unresolved:
    """References of a page that is read by itself: every target is taken as it is written."""

    language = "en"
    variables = NO_VARIABLES

    def link(self, target: str) -> Reference:
        """The target itself."""
        if target.startswith(("mailto:", "tel:")):
            return Reference(target, Kind.MAIL)
        return Reference(target, Kind.EXTERNAL if "://" in target else Kind.PAGE)

    def image(self, target: str) -> Reference:
        """The target itself."""
        return Reference(target, Kind.FILE, title=target.rpartition("/")[2])

    def include(self, target: str) -> None:
        """Nothing: no other text is known."""

    def read_file(self, target: str) -> None:
        """Nothing: no file is known."""

    def tag(self, name: str) -> str:
        """The tag itself."""
        return name
