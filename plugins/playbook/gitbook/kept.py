"""Documents that are kept between runs, by their text: reading a page is most of what a check costs."""

from __future__ import annotations

from functools import cache as once
from itertools import chain
from typing import TYPE_CHECKING, Any

from playbook.cache import Cache
from playbook.diagnostics import Edit, Problem
from playbook.gitbook.document import Document, Image, Link, UsedExpression
from playbook.gitbook.front_matter import FrontMatter
from playbook.gitbook.positioned_yaml import Places
from playbook.markdown.model import Heading, Tag
from playbook.source import Span

if TYPE_CHECKING:
    from playbook.source import Source


def read(source: Source, path: str, cache: Cache) -> Document:
    """Read a page, or take it from the cache; both give the same.

    Args:
        source: Its text.
        path: Its path relative to the content root, always '/'-separated.
        cache: Where it is kept; bytes that are not UTF-8 are not part of a text, so a page with any is not kept.
    """
    if cache.directory is None or source.undecodable:
        return Document.read(source, path)
    key = cache.key("document", _version(), source.text)
    try:
        return _unpacked(cache.value(key), source, path)
    except (TypeError, ValueError):  # there is none, or something else has written it
        pass
    document = Document.read(source, path)
    cache.put_value(key, _packed(document))
    return document


@once
def _version() -> str:
    """That of all that decides what is read of a page."""
    ours = ("playbook.gitbook", "playbook.markdown", "playbook.source", "playbook.diagnostics", "playbook.language")
    return Cache.version(
        *ours, "latex2mathml", "markdown-it-py", "mdit-py-plugins", "pydantic", "pymdown-extensions", "pyyaml"
    )


def _packed(document: Document) -> list[Any]:
    meta = document.front_matter
    return [
        document.body_start,
        [meta.values, _written(meta.places), meta.end, list(map(_flat, meta.problems))],
        [[one.level, one.text, one.id, *_ends(one.span)] for one in document.headings],
        [[one.target, one.text, one.element, one.mention, one.label, *_ends(one.span)] for one in document.links],
        [[one.target, one.alt, one.caption, one.element, *_ends(one.span)] for one in document.images],
        [
            [
                one.name,
                one.is_end,
                one.attributes,
                {name: _ends(span) for name, span in one.value_spans.items()},
                one.arguments,
                one.arguments_start,
                *_ends(one.span),
            ]
            for one in document.tags
        ],
        [[one.names, *_ends(one.span)] for one in document.expressions],
        sorted(document.anchors),
        list(map(_flat, document.problems)),
        document.own_ids,
        document.language,
    ]


def _unpacked(packed: Any, source: Source, path: str) -> Document:  # noqa: ANN401 - what `_packed` made
    start, meta, headings, links, images, tags, expressions, anchors, found, ids, language = packed
    values, written, end, meta_problems = meta
    return Document(
        source=source,
        path=path,
        front_matter=FrontMatter(values, _places(written), end, tuple(map(_problem, meta_problems))),
        body=source.text[start:],
        body_start=start,
        headings=tuple(Heading(level, text, id_, Span(*span)) for level, text, id_, *span in headings),
        links=tuple(
            Link(target, text, Span(*span), name, mention, label) for target, text, name, mention, label, *span in links
        ),
        images=tuple(Image(target, alt, caption, Span(*span), name) for target, alt, caption, name, *span in images),
        tags=tuple(
            Tag(
                name, is_end, Span(*span), attributes, {key: Span(*ends) for key, ends in value_spans.items()}, text, at
            )
            for name, is_end, attributes, value_spans, text, at, *span in tags
        ),
        expressions=tuple(UsedExpression(tuple(map(tuple, names)), Span(*span)) for names, *span in expressions),
        anchors=frozenset(anchors),
        problems=tuple(map(_problem, found)),
        own_ids=tuple(ids),
        language=language,
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _written(places: Places) -> list[Any]:
    return [
        [[path, *_ends(span), path in places.plain] for path, span in places.spans.items()],
        [[path, *_ends(span)] for path, span in places.key_spans.items()],
    ]


def _places(packed: Any) -> Places:  # noqa: ANN401 - what `_written` made
    values, keys = packed
    return Places(
        {tuple(path): Span(start, end) for path, start, end, _ in values},
        {tuple(path): Span(start, end) for path, start, end in keys},
        frozenset(tuple(path) for path, _, _, is_plain in values if is_plain),
    )


def _flat(problem: Problem) -> list[Any]:
    edits = chain.from_iterable((*_ends(edit.span), edit.text) for edit in problem.edits)
    return [problem.code, *_ends(problem.span), problem.message, problem.hint, *edits]


def _problem(packed: Any) -> Problem:  # noqa: ANN401 - what `_flat` made
    code, start, end, message, hint, *rest = packed
    edits = tuple(Edit(Span(a, b), text) for a, b, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True))
    return Problem(code, Span(start, end), message, hint, edits)
