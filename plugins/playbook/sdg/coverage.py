"""Which page covers what: the page, and the same as data."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from playbook.sdg.framework import COVERED
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import key_of, title_of
from playbook.sdg.text import NONE, details, link, paragraph, plain, table, unsearched

if TYPE_CHECKING:
    from collections.abc import Callable

    from playbook.sdg.framework import Framework
    from playbook.sdg.pages import Writer
    from playbook.site import Page

MOST_ROWS = 200
"""Pages that the table by page shows; the downloads have all."""
MOST_IN_CELL = 10
"""Pages that a cell names."""


def page(writer: Writer) -> str:
    """The page of the matrix."""
    words = writer.words
    files = {ending: link(f"coverage.{ending}", f"/files/coverage.{ending}") for ending in ("csv", "json")}
    overview = table(
        words["coverage.summary"],
        (words["coverage.layer"], words["coverage.covered"]),
        ((plain(words[f"kinds.{kind}"]), plain(_share(writer, kind))) for kind in COVERED),
    )
    parts = [
        paragraph(plain(words["coverage.intro"]).format(**files)),
        writer.section("coverage.summary", overview),
        writer.section("coverage.by_page", unsearched(_by_page(writer))),
        *(writer.section(f"kinds.{kind}", unsearched(_by_entry(writer, kind))) for kind in COVERED),
    ]
    return "".join(parts)


def _share(writer: Writer, kind: Kind) -> str:
    entries = writer.catalogue.of(kind).values()
    covered = sum(bool(writer.found.citing(entry.key)) for entry in entries)
    return writer.words["coverage.of"].format(covered=covered, all=len(entries))


def _by_page(writer: Writer) -> str:
    words = writer.words
    cells = []
    for subject in writer.found.subjects[:MOST_ROWS]:
        cited = writer.found.in_order(subject.cited)
        named = ((kind, ", ".join(writer.to(entry) for entry in cited if entry.kind is kind)) for kind in COVERED)
        layers = (
            writer.labelled(f"<strong>{plain(words[f'kinds.{kind}'])}</strong>", names)
            for kind, names in named
            if names
        )
        cells.append((writer.page(subject), "<br />\n".join(layers) or NONE))
    if not cells:
        return paragraph(plain(words["coverage.none"]))
    made = table(words["coverage.by_page.caption"], (words["coverage.page"], words["coverage.deals"]), cells)
    if len(writer.found.subjects) > MOST_ROWS:
        made += paragraph(plain(words["coverage.first"].format(shown=MOST_ROWS, all=len(writer.found.subjects))))
    return made


def _by_entry(writer: Writer, kind: Kind) -> str:
    """The entries of a kind with the pages that cover each; targets that none covers are listed by goal."""
    words = writer.words
    cells = []
    for entry in writer.catalogue.of(kind).values():
        citing = writer.found.citing(entry.key)
        if kind is Kind.TARGET and not citing:
            continue
        listed = [writer.page(subject) for subject in citing[:MOST_IN_CELL]]
        if len(citing) > MOST_IN_CELL:
            listed.append(link(words["more"].format(count=len(citing) - MOST_IN_CELL), f"/{key_of(entry)}"))
        cells.append((writer.to(entry), ", ".join(listed) or f"<em>{plain(words['coverage.no'])}</em>"))
    caption = words["coverage.caption"].format(kind=words[f"kinds.{kind}"])
    heads = (words[f"kind.{kind}"], words["pages"])
    made = table(caption, heads, cells) if cells else paragraph(plain(words["coverage.none"]))
    return made + _open_targets(writer) if kind is Kind.TARGET else made


def _open_targets(writer: Writer) -> str:
    words = writer.words
    made = []
    for goal in writer.catalogue.goals.values():
        targets = writer.catalogue.related(goal, Kind.TARGET)
        missing = [target for target in targets if not writer.found.citing(target.key)]
        if missing:
            title = words["coverage.open"].format(goal=f"{goal.id}, {goal.title(writer.language)}")
            numbers = ", ".join(link(target.id, f"/{key_of(target)}") for target in missing)
            made.append(details(f"{title} ({len(missing)})", paragraph(numbers)))
    return "".join(made)


def cells(found: Framework, language: str, address: Callable[[Page], str]) -> list[dict[str, Any]]:
    """One row for each page and entry that it covers, the same in every language but for names and addresses.

    Args:
        found: The framework of the site.
        language: Of the names.
        address: Of a page in a language.
    """
    made: list[dict[str, Any]] = []
    for subject in found.subjects:
        page_ = subject.pages[language if language in subject.pages else next(iter(subject.pages))]
        made.extend(
            {
                "kind": str(entry.kind),
                "id": entry.id,
                "name": entry.title(language),
                "page": title_of(page_),
                "path": subject.path,
                "address": address(page_),
            }
            for entry in found.in_order(subject.cited)
        )
    return made


def as_csv(rows: list[dict[str, Any]]) -> str:
    """The cells as CSV (RFC 4180)."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, ["kind", "id", "name", "page", "path", "address"])
    writer.writeheader()
    writer.writerows({key: inert(value) for key, value in row.items()} for row in rows)
    return stream.getvalue()


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def as_json(found: Framework, rows: list[dict[str, Any]]) -> str:
    """The cells as JSON, with what no page covers."""
    open_ = {
        str(kind): [entry.id for entry in found.catalogue.of(kind).values() if not found.citing(entry.key)]
        for kind in COVERED
    }
    encoded = json.JSONEncoder(ensure_ascii=False).encode
    lines = ",\n".join(map(encoded, rows))
    return f'{{"covered": [\n{lines}\n],\n"not_covered": {encoded(open_)}}}\n'
