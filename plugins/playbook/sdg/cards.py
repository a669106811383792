"""What a link to the framework shows when it is pointed at: what it leads to, in a few lines."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from playbook.sdg.catalogue import Specification, Target
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import ROOT, key_of
from playbook.sdg.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.sdg.catalogue import Entry
    from playbook.sdg.pages import Writer

MOST_RELATED = 4
"""Relations that a card names."""
_RELATED = {
    Kind.GOAL: Kind.USE_CASE,
    Kind.TARGET: Kind.USE_CASE,
    Kind.USE_CASE: Kind.WORKFLOW,
    Kind.WORKFLOW: Kind.BUILDING_BLOCK,
    Kind.BUILDING_BLOCK: Kind.WORKFLOW,
    Kind.SPECIFICATION: Kind.BUILDING_BLOCK,
}
"""Which relation a card names."""


def card(entry: Entry | None, writer: Writer) -> str:
    """What a card holds; its link names a key (`playbook.sdg.pages`).

    Args:
        entry: What the link leads to; None for the publication.
        writer: Of the language of the page.
    """
    made = "".join(_publication(writer) if entry is None else _entry(entry, writer))
    if not writer.found.settings.pages:
        return made
    url = escape(f"/{ROOT if entry is None else key_of(_shown(entry, writer))}")
    return f'{made}<a class="sdg-card__more" href="{url}">{plain(writer.words["card.more"])}</a>'


def _shown(entry: Entry, writer: Writer) -> Entry:
    """The entry whose page says most of an entry: of a specification, its only building block."""
    blocks = writer.catalogue.related(entry, Kind.BUILDING_BLOCK) if entry.kind is Kind.SPECIFICATION else ()
    return blocks[0] if len(blocks) == 1 else entry


def _line(name: str, text: str) -> str:
    tag = "strong" if name == "name" else "small"
    return f'<{tag} class="sdg-card__{name}">{plain(text)}</{tag}>'


def _publication(writer: Writer) -> Iterator[str]:
    publication = writer.catalogue.publication
    about = f"{', '.join(publication.publishers)}, {publication.date[:4]}. {publication.reference}"
    yield _line("kind", writer.words["kind.publication"])
    yield _line("name", writer.said(publication.title))
    yield _line("text", f"{writer.words['card.publication']} {about}")


def _entry(entry: Entry, writer: Writer) -> Iterator[str]:
    words, language = writer.words, writer.language
    kind = words[f"kind.{entry.kind}"]
    if isinstance(entry, Specification):
        kind = f"{kind}, {words['specification.version']} {entry.version}"
    yield _line("kind", kind)
    yield _line("name", entry.title(language))
    if text := entry.explained(language):
        yield _line("text", text)
    related = writer.catalogue.related(entry, _RELATED[entry.kind])
    if related and not isinstance(entry, Target):
        names = ", ".join(one.title(language) for one in related[:MOST_RELATED])
        more = " …" if len(related) > MOST_RELATED else ""
        yield _line("related", writer.labelled(words[f"kinds.{_RELATED[entry.kind]}"], f"{names}{more}"))
