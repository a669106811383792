"""Tables that narrow screens show as cards, one for each row, with the heading of its column before each value.

Such is a table of text: a header that names each of three to six columns, no cell that reaches over others, and phrases
in one column at least beside the first. Numbers, marks and more columns are compared up and down: they stay a table and
scroll.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.markdown.tree import is_blank, plain

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

STACK = "data-gb-stack"
"""The attribute by which the theme knows such a table; a class would take Material's look."""
LABEL = "data-label"
"""The attribute with the heading of a cell's column."""
NOTHING = "data-gb-nothing"
"""The attribute of a cell that says nothing."""
_DASHES = frozenset("-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}")
COLUMNS = range(3, 7)
TITLE = 60
"""Characters, on average, in the cells of a first column that still name their rows; longer ones get a label too."""
PHRASE = 20
"""Characters, on average, in the cells of a column of phrases."""


def stack(table: Element) -> None:
    """Mark a table that narrow screens show as cards, and give its cells their labels."""
    if "class" in table.attrib:
        return
    parts = [part for part in table if part.tag != "caption"]
    if [part.tag for part in parts] != ["thead", "tbody"] or "class" in parts[0].attrib:
        return
    head, rows = list(parts[0]), [list(row) for row in parts[1]]
    labels = [plain(cell) for cell in head[0]] if len(head) == 1 else []
    if len(labels) not in COLUMNS or not all(labels) or not rows:
        return
    cells = [cell for row in (list(head[0]), *rows) for cell in row]
    if any(len(row) != len(labels) for row in rows) or any(
        not {"colspan", "rowspan"}.isdisjoint(cell.attrib) for cell in cells
    ):
        return
    lengths = [sum(len(plain(cell)) for cell in column) for column in zip(*rows, strict=True)]
    if max(lengths[1:]) < PHRASE * len(rows):
        return
    table.set(STACK, "")
    for row in rows:
        for label, cell in zip(labels, row, strict=True):
            if is_blank(cell) or plain(cell) in _DASHES:
                cell.set(NOTHING, "")
            elif cell is not row[0] or lengths[0] > TITLE * len(rows):
                cell.set(LABEL, label)
