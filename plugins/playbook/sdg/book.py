"""All pages of the framework in one language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from playbook.markdown.slugs import slug
from playbook.sdg import coverage, entry_pages
from playbook.sdg.catalogue import Goal
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import COVERAGE, LAYERS, ROOT, MadePage, Writer, key_of
from playbook.sdg.text import bullets, link, paragraph, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.sdg.catalogue import Entry
    from playbook.sdg.framework import Framework

BODIES = {
    Kind.GOAL: entry_pages.goal,
    Kind.USE_CASE: entry_pages.use_case,
    Kind.WORKFLOW: entry_pages.workflow,
    Kind.BUILDING_BLOCK: entry_pages.building_block,
}
"""What writes the page of an entry."""
AFTER = {Kind.USE_CASE: entry_pages.further, Kind.BUILDING_BLOCK: entry_pages.specifications}
"""What stands below the list of the entries of a kind."""


def book(found: Framework, language: str, root: str = "") -> MadePage:
    """The first page of the framework in a language, with all others below it. Their texts are written when asked for.

    Args:
        found: The framework of the site.
        language: Of the pages.
        root: Where the first page lies in its language; that of the words of the language unless given.
    """
    writer = Writer(found, language)
    words = writer.words
    root = root or words["path"]
    lists = tuple(
        MadePage(
            kind,
            f"{root}/{words[f'path.{kind}']}",
            words[f"nav.{kind}"],
            "",
            partial(_list, writer, kind),
            None,
            tuple(_entries(writer, kind, f"{root}/{words[f'path.{kind}']}")),
        )
        for kind in LAYERS
    )
    path = f"{root}/{words['path.coverage']}"
    matrix = MadePage(COVERAGE, path, words["nav.coverage"], words["coverage.lead"], partial(coverage.page, writer))
    body = partial(entry_pages.first, writer)
    return MadePage(ROOT, root, words["nav.root"], words["root.lead"], body, None, (*lists, matrix))


def _entries(writer: Writer, kind: Kind, above: str) -> Iterator[MadePage]:
    taken: set[str] = set()
    for entry in writer.catalogue.of(kind).values():
        title = _title(writer, entry)
        segment = slug(title)
        if not segment or segment in taken:
            segment = entry.id
        taken.add(segment)
        lead = entry.explained(writer.language)
        yield MadePage(key_of(entry), f"{above}/{segment}", title, lead, partial(BODIES[kind], writer, entry), entry)


def _title(writer: Writer, entry: Entry) -> str:
    """What a list and the page of an entry call it: goals have their number."""
    name = entry.title(writer.language)
    return f"{entry.id} {name}" if isinstance(entry, Goal) else name


def _list(writer: Writer, kind: Kind) -> str:
    """The page that lists the entries of a kind."""
    lines = (
        writer.labelled(link(_title(writer, entry), f"/{key_of(entry)}"), plain(entry.explained(writer.language)))
        for entry in writer.catalogue.of(kind).values()
    )
    text = paragraph(writer.words[f"list.{kind}"]) + bullets(lines)
    return text + AFTER[kind](writer) if kind in AFTER else text
