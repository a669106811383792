"""Which page covers what: the page, and the same as data."""

from __future__ import annotations

import csv
import io
import json
from html import escape
from typing import TYPE_CHECKING, Any

from playbook.sdg.framework import COVERED
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import address_of, key_of, title_of
from playbook.sdg.text import NONE, anchor, plain, table

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
    parts = [words["coverage.intro"].format(csv="/files/coverage.csv", json="/files/coverage.json") + "\n"]
    overview = table(
        words["coverage.summary"],
        (words["coverage.layer"], words["coverage.covered"]),
        ((escape(words[f"kinds.{kind}"]), escape(_share(writer, kind))) for kind in COVERED),
    )
    parts.append(writer.section("coverage.summary", overview))
    parts.append(writer.section("coverage.by_page", _by_page(writer)))
    parts += [writer.section(f"kinds.{kind}", _by_entry(writer, kind)) for kind in COVERED]
    return "\n".join(parts)


def _share(writer: Writer, kind: Kind) -> str:
    entries = writer.catalogue.of(kind).values()
    covered = sum(bool(writer.found.citing(entry.key)) for entry in entries)
    return writer.words["coverage.of"].format(covered=covered, all=len(entries))


def _by_page(writer: Writer) -> str:
    words = writer.words
    cells = []
    for subject in writer.found.subjects[:MOST_ROWS]:
        found, other = writer.page(subject)
        row = [anchor(title_of(found), address_of(found)) + escape(other)]
        for kind in COVERED:
            cited = [entry for entry in writer.catalogue.of(kind).values() if entry.key in subject.cited]
            row.append(", ".join(map(writer.anchor, cited)) or NONE)
        cells.append(row)
    if not cells:
        return f"{plain(words['coverage.none'])}\n"
    heads = (words["coverage.page"], *(words[f"kinds.{kind}"] for kind in COVERED))
    made = table(words["coverage.by_page.caption"], heads, cells)
    if len(writer.found.subjects) > MOST_ROWS:
        made += "\n" + plain(words["coverage.first"].format(shown=MOST_ROWS, all=len(writer.found.subjects))) + "\n"
    return made


def _by_entry(writer: Writer, kind: Kind) -> str:
    """The entries of a kind with the pages that cover each; targets that none covers are listed by goal."""
    words = writer.words
    entries = writer.catalogue.of(kind).values()
    shown = [entry for entry in entries if kind is not Kind.TARGET or writer.found.citing(entry.key)]
    cells = []
    for entry in shown:
        listed = []
        citing = writer.found.citing(entry.key)
        for subject in citing[:MOST_IN_CELL]:
            found, other = writer.page(subject)
            listed.append(anchor(title_of(found), address_of(found)) + escape(other))
        if len(citing) > MOST_IN_CELL:
            listed.append(anchor(words["more"].format(count=len(citing) - MOST_IN_CELL), f"/{key_of(entry)}"))
        cells.append((writer.anchor(entry), ", ".join(listed) or f"<em>{escape(words['coverage.no'])}</em>"))
    caption = words["coverage.caption"].format(kind=words[f"kinds.{kind}"])
    text = (
        table(caption, (words[f"kind.{kind}"], words["pages"]), cells)
        if cells
        else f"{plain(words['coverage.none'])}\n"
    )
    if kind is Kind.TARGET:
        text += "\n" + _open_targets(writer)
    return text


def _open_targets(writer: Writer) -> str:
    words = writer.words
    lines = []
    for goal in writer.catalogue.goals.values():
        targets = writer.catalogue.related(goal, Kind.TARGET)
        missing = [target for target in targets if not writer.found.citing(target.key)]
        if missing:
            title = words["coverage.open"].format(goal=f"{goal.id}, {goal.title(writer.language)}")
            numbers = ", ".join(
                anchor(target.id, f"/goal/{goal.id}#target-{target.id.replace('.', '-')}") for target in missing
            )
            lines.append(
                f"<details>\n\n<summary>{escape(title)} ({len(missing)})</summary>\n\n{numbers}\n\n</details>\n"
            )
    return "\n".join(lines)


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
            for entry in found.catalogue.entries()
            if entry.key in subject.cited
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
    return json.dumps({"covered": rows, "not_covered": open_}, ensure_ascii=False, indent=1) + "\n"
