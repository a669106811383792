"""A page as it was read, for whoever asks about it: its headings, links, images and tags, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.diagnostics import Problem
    from playbook.gitbook.front_matter import FrontMatter
    from playbook.markdown.model import Heading, Tag
    from playbook.source import Source, Span

CARD, BUTTON = "card", "button"
"""The `element` of links that are not text."""
CANDIDATE = "candidate"
"""The `element` of a further picture of a `srcset`."""
POSTER = "poster"
"""The `element` of the still of a video."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page."""

    target: str
    """As the author meant it: entities and backslashes decoded, percent-encoding as written."""
    text: str
    """What the reader clicks."""
    span: Span
    """The target, in the source of the page."""
    element: str
    """`a`, `button`, `card` (the whole card is a link), or the tag that holds it: `content-ref`, `embed`, `file` …"""
    mention: bool = False
    """Whether the target's title is shown in place of `text`."""
    label: str | None = None
    """What names it to readers who cannot see it: its text, the words of its pictures or its `aria-label`; empty when
    nothing does. None when something else names it: the title of the target, the words of a card, a block."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a page."""

    target: str
    """As the author meant it, like `Link.target`."""
    alt: str | None
    """The alternative text; None when the attribute is missing."""
    caption: str
    span: Span
    """The target, in the source of the page."""
    element: str
    """`img`, `source` (the other one of a light and dark pair), `candidate` (a further picture of a `srcset`, which the
    site replaces by its own), `video`, `audio`, `poster` or `cover`."""


@dataclass(frozen=True, slots=True)
class UsedExpression:
    """An expression of a page: in `{% if … %}` or in `<code class="expression">`."""

    names: tuple[tuple[str, ...], ...]
    """The variables that it reads, each with the names of its members (`space`, `vars`, `x`); none when it cannot be
    read."""
    span: Span
    """In the source of the page."""


@dataclass(frozen=True)
class Document:
    """A page of a space, or a text that pages include. Reading one never raises: what is wrong is in `problems`."""

    source: Source
    path: str
    """Relative to the content root, always '/'-separated."""
    front_matter: FrontMatter
    body: str = field(repr=False)
    """The page without its front matter: what is rendered."""
    body_start: int
    """Where the body begins in the source."""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[Tag, ...] = ()
    expressions: tuple[UsedExpression, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Ids that raw HTML gives, beside those of the headings."""
    problems: tuple[Problem, ...] = ()
    own_ids: tuple[str, ...] = ()
    """Every id that it gives when it is shown, in the order in which a page that includes it makes them free."""
    language: str | None = None
    """The language that its body is written in (`playbook.language.detect`); None when it is not clear."""

    @classmethod
    def read(cls, source: Source, path: str) -> Document:
        """Read a page.

        Args:
            source: Its text.
            path: Its path relative to the content root, always '/'-separated.
        """
        # what reads pages is slow to import, and a page that has not changed is not read again
        from playbook.gitbook.reading import read  # noqa: PLC0415

        return read(source, path)

    @cached_property
    def title(self) -> str:
        """The text of the first `#` heading; "" when the page has none."""
        return next((heading.text for heading in self.headings if heading.level == 1), "")

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every anchor that a link can name."""
        return self.anchors.union(self.own_ids)
