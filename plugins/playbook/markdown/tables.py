"""HTML tables as GitBook writes them: hidden headers and columns, widths, alignment, typed columns (gitbook-format.md §9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from playbook.markdown.tree import add_class, is_blank, is_heading, plain, remove_all, replace_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playbook.markdown.render import Renderer

COLOURS = frozenset("blue red green yellow orange purple pink violet cyan gray grey".split())
_KEPT = frozenset({"class", "id", "lang", "dir", "colspan", "rowspan", "scope", "headers", "title", "aria-label"})
_SPAN_LIMIT = 100
_PIXELS, _WIDEST = 50, 20
_BEST, _MOST_STARS = 5, 10


@dataclass(slots=True)
class Column:
    """What the header says about a column."""

    hidden: bool = False
    kind: str = ""
    """The `data-type`; "select" when the header holds options."""
    role: str = ""
    """On a card: `target`, `cover` or `cover-dark`."""
    label: str = ""
    width: int = 0
    """In steps of 50 px; 0 when it has none."""
    options: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The labels and colours of a select column, by id."""
    best: int = _BEST
    """Of a rating."""


@dataclass(slots=True)
class Grid:
    """A table in rows and columns."""

    table: Element
    attributes: Mapping[str, str]
    """As the author wrote them."""
    columns: list[Column]
    head: Element | None
    """The header row."""
    rows: list[Element]
    """All others."""

    def column(self, index: int) -> Column:
        """A column; one of which the header says nothing is like any other."""
        return self.columns[index] if index < len(self.columns) else Column()


def read(table: Element, attributes: Mapping[str, str]) -> Grid:
    """Find the header and the columns of a table."""
    rows = [row for row in _rows(table) if len(row)]
    head = rows[0] if rows and all(cell.tag == "th" for cell in rows[0]) else None
    columns: list[Column] = []
    for _, cell in cells(head) if head is not None else ():
        columns += [_column(cell)] * _span(cell)
    return Grid(table, attributes, columns, head, rows[1:] if head is not None else rows)


def cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row with their column numbers."""
    index = 0
    for cell in row:
        if cell.tag in ("td", "th"):
            yield index, cell
            index += _span(cell)


def dress(grid: Grid, to: Renderer, targets: Mapping[Element, str]) -> None:
    """Show a table as its columns ask for.

    Args:
        grid: The table, changed in place.
        to: For its words and references.
        targets: What the links in it lead to, as the author wrote it.
    """
    for row in grid.rows:
        for index, cell in cells(row):
            if not grid.column(index).hidden:
                show_value(cell, grid.column(index), to, targets)
    hidden = grid.head is not None and ("data-header-hidden" in grid.attributes or is_blank(grid.head))
    rows = grid.rows if grid.head is None else [grid.head, *grid.rows]
    for number, row in enumerate(rows):
        _dress_row(row, grid, measured=number == (1 if hidden and grid.rows else 0))
    grid.table[:] = [part for part in grid.table if part.tag not in ("colgroup", "col")]
    for part in grid.table.iter():
        if part.tag in ("thead", "tbody", "tfoot", "tr", "table", "caption"):
            _strip(part)
    if hidden:
        _hide_header(grid)


def _dress_row(row: Element, grid: Grid, *, measured: bool) -> None:
    for index, cell in list(cells(row)):
        column = grid.column(index)
        if column.hidden and _span(cell) == 1:
            row.remove(cell)
            continue
        if column.width and measured:
            add_class(cell, f"gb-width--{column.width}")
        _strip(cell)


def _hide_header(grid: Grid) -> None:
    """Take away a header without text; one with text stays for readers who listen."""
    for part in grid.table:
        if part is grid.head or grid.head in list(part):
            if is_blank(part):
                grid.table.remove(part)
            else:
                add_class(part, "gb-visually-hidden")
            return


def show_value(cell: Element, column: Column, to: Renderer, targets: Mapping[Element, str]) -> None:
    """Show what a cell of a typed column holds."""
    writer = _WRITERS.get(column.kind)
    if writer:
        writer(cell, column, to)
    if column.kind == "content-ref":
        for link in cell.iter("a"):
            title = to.references.link(targets[link]).title if link in targets else ""
            if title:
                replace_content(link, title)


def _checkbox(cell: Element, column: Column, to: Renderer) -> None:  # noqa: ARG001
    value = plain(cell).lower()
    if value in ("true", "false"):
        replace_content(cell, "")
        name = to.words["yes" if value == "true" else "no"]
        mark = SubElement(cell, "span", {"class": f"gb-check gb-check--{value}", "role": "img", "aria-label": name})
        mark.text = "☑" if value == "true" else "☐"


def _rating(cell: Element, column: Column, to: Renderer) -> None:
    value = plain(cell)
    if value.isascii() and value.isdigit() and len(value) < 3:
        stars = min(int(value), column.best)
        name = to.words["rating"].format(value=stars, best=column.best)
        replace_content(cell, "")
        mark = SubElement(cell, "span", {"class": "gb-rating", "role": "img", "aria-label": name})
        mark.text = "★" * stars + "☆" * (column.best - stars)


def _number(cell: Element, column: Column, to: Renderer) -> None:  # noqa: ARG001
    add_class(cell, "gb-number")


def _select(cell: Element, column: Column, to: Renderer) -> None:  # noqa: ARG001
    for option in cell.iter("span"):
        if "data-option" in option.attrib:
            label, colour = column.options.get(option.attrib.pop("data-option"), ("", ""))
            option.set("class", "gb-chip" + (f" gb-chip--{colour}" if colour in COLOURS else ""))
            if is_blank(option):
                replace_content(option, label)
            if (option.tail or "").strip() == ",":
                option.tail = " "


def _image(cell: Element, column: Column, to: Renderer) -> None:  # noqa: ARG001
    for link in cell.iter("a"):
        source = link.get("href", "")
        replace_content(link, "")
        tail = link.tail
        link.clear()
        link.tag, link.tail = "img", tail
        link.attrib.update({"src": source, "alt": "", "class": "gb-image gb-image--cell", "loading": "lazy"})


_WRITERS: dict[str, Callable[[Element, Column, Renderer], None]] = {
    "checkbox": _checkbox,
    "rating": _rating,
    "number": _number,
    "select": _select,
    "image": _image,
}


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if row.tag == "tr")


def _column(cell: Element) -> Column:
    options = {
        option.get("value", ""): (option.get("label", "") or plain(option), option.get("color", ""))
        for option in cell.iter("option")
    }
    for select in [child for child in cell if child.tag == "select"]:
        remove_all(cell, select)
    role = next((name for name in ("target", "cover", "cover-dark") if f"data-card-{name}" in cell.attrib), "")
    return Column(
        hidden="data-hidden" in cell.attrib,
        kind="select" if options else cell.get("data-type", ""),
        role=role,
        label=plain(cell),
        width=_width(cell.get("width", "")),
        options=options,
        best=_limit(cell.get("data-max", ""), _BEST, _MOST_STARS),
    )


def _width(text: str) -> int:
    try:
        pixels = float(text)
    except ValueError:
        return 0
    return min(max(round(pixels / _PIXELS), 1), _WIDEST) if 0 < pixels < float("inf") else 0


def _span(cell: Element) -> int:
    return _limit(cell.get("colspan", ""), 1, _SPAN_LIMIT)


def _limit(text: str, default: int, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text) else default


def _strip(element: Element) -> None:
    for key in list(element.attrib):
        if key not in _KEPT:
            del element.attrib[key]


def quiet_heading(cell: Element) -> None:
    """Make headings that only hold an icon plain text: a heading without words says nothing."""
    for part in cell.iter():
        if is_heading(part) and not plain(part):
            part.tag = "p"
            part.attrib.pop("id", None)
