"""Reads a page; `Document.read` is the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.gitbook import front_matter
from playbook.gitbook.document import Document
from playbook.gitbook.reader import BodyReader
from playbook.gitbook.residue import invisible, residue
from playbook.gitbook.typography import typography
from playbook.language import detect
from playbook.markdown.model import Heading
from playbook.markdown.parser import parse
from playbook.source import Span

if TYPE_CHECKING:
    from playbook.source import Source


def read(source: Source, path: str) -> Document:
    """Read a page, or a text that pages include.

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
    return Document(
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
            *typography(source.text, meta, parsed),
        ),
        own_ids=parsed.ids,
        language=detect(body),
    )
