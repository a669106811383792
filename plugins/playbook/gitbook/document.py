"""A page, read for whoever asks about it: its headings, links, images and tags, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.gitbook import front_matter
from playbook.gitbook.image_reader import Image
from playbook.gitbook.link_reader import Link
from playbook.gitbook.reader import BodyReader, UsedExpression
from playbook.gitbook.residue import invisible, residue
from playbook.gitbook.typography import typography
from playbook.language import detect
from playbook.markdown.headings import Heading
from playbook.markdown.parser import parse
from playbook.source import Span

if TYPE_CHECKING:
    from playbook.gitbook.front_matter import FrontMatter
    from playbook.markdown.tags import Tag
    from playbook.source import Source

__all__ = ["Document", "Heading", "Image", "Link"]


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
        meta = front_matter.read(source.text)
        body = source.text[meta.end :]
        parsed = parse(body)
        reader = BodyReader(parsed, meta.end)
        reader.condition(meta)
        reader.read()
        undecodable = (
            Problem("GB030", Span(at, at + 1), f"byte {byte} is not UTF-8", "save the file as UTF-8")
            for byte, at in source.undecodable
        )
        left = [one for one in (residue(parsed, meta.end), invisible(source.text)) if one is not None]
        shifted = (Problem(p.code, p.span.shift(meta.end), p.message, p.hint, p.edits) for p in parsed.problems)
        return cls(
            source=source,
            path=path,
            front_matter=meta,
            body=body,
            body_start=meta.end,
            headings=tuple(Heading(h.level, h.text, h.id, h.span.shift(meta.end)) for h in parsed.headings),
            links=tuple(reader.links.links),
            images=tuple(reader.images.images),
            tags=tuple(reader.tags),
            expressions=tuple(reader.expressions),
            anchors=frozenset(reader.anchors),
            problems=(
                *undecodable,
                *meta.problems,
                *shifted,
                *reader.problems,
                *left,
                *typography(parsed, meta.end),
            ),
            own_ids=parsed.ids,
            language=detect(body),
        )

    @cached_property
    def title(self) -> str:
        """The text of the first `#` heading; "" when the page has none."""
        return next((heading.text for heading in self.headings if heading.level == 1), "")

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every anchor that a link can name."""
        return self.anchors.union(self.own_ids)
