"""HTML tables as GitBook writes them: hidden headers and columns, widths, alignment, typed columns (gitbook-format.md §9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from playbook.markdown.stacking import stack
from playbook.markdown.tree import add_class, is_blank, is_heading, plain, remove_all, replace_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playbook.markdown.render import Renderer

COLOURS = frozenset("blue red green yellow orange purple pink violet cyan gray grey".split())
_KEPT = frozenset({"class", "id", "lang", "dir", "colspan", "rowspan", "scope", "headers", "title", "aria-label"})
_SPAN_LIMIT = 100
_PIXELS, _WIDEST = 50, 12
_BEST, _MOST_STARS = 5, 10
SEARCHED = 7
"""A table with as many rows can be searched at GitBook, unless its author says otherwise (gitbook-format.md §9)."""
FILTER = "data-gb-filter"
"""The attribute by which the theme's script knows a table that can be searched; a class would take Material's look."""


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
    places: Mapping[Element, int]
    """The number of the column in which each cell begins."""

    def column(self, index: int) -> Column:
        """A column; one of which the header says nothing is like any other."""
        return self.columns[index] if index < len(self.columns) else Column()

    def cells(self, row: Element) -> Iterator[tuple[int, Element]]:
        """The cells of a row with their column numbers."""
        return ((self.places[cell], cell) for cell in list(row) if cell in self.places)


def read(table: Element, attributes: Mapping[str, str]) -> Grid:
    """Find the header and the columns of a table."""
    sections = list(_sections(table))
    rows = [row for section in sections for row in section if len(row)]
    places = {cell: index for section in sections for cell, index in _places(section)}
    head = rows[0] if rows and all(cell.tag == "th" for cell in rows[0]) else None
    columns: list[Column] = []
    for cell in head if head is not None else ():
        columns += [_column(cell)] * _span(cell)
    grid = Grid(table, attributes, columns, head, rows[1:] if head is not None else rows, places)
    named = {index for row in grid.rows for index, cell in grid.cells(row) if not is_blank(cell)}
    for index, column in enumerate(columns):
        if column.kind == "users" and index not in named:
            column.hidden = True  # who they are is known to GitBook's server only
    return grid


def _sections(table: Element) -> Iterator[list[Element]]:
    """The rows of a table, those of each part by themselves: a cell does not reach into the next part."""
    loose = [part for part in table if part.tag == "tr"]
    if loose:
        yield loose
    for part in table:
        if part.tag in ("thead", "tbody", "tfoot"):
            yield [row for row in part if row.tag == "tr"]


def _places(rows: list[Element]) -> Iterator[tuple[Element, int]]:
    """The cells of rows with the column in which each begins: the first that no cell from above reaches into."""
    reaching: dict[int, int] = {}
    for row in rows:
        index = 0
        new: dict[int, int] = {}
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while index in reaching:
                index += 1
            yield cell, index
            after = index + _span(cell)
            further = _limit(cell.get("rowspan", ""), 1, _SPAN_LIMIT) - 1
            if further:
                new |= dict.fromkeys(range(index, after), further)
            index = after
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1} | new


def can_be_searched(attributes: Mapping[str, str], rows: int, least: int = SEARCHED) -> bool:
    """Whether a table is shown with a field to search it.

    Args:
        attributes: Of the table, as its author wrote them.
        rows: How many it has below its header.
        least: With how many it can be searched where its author says nothing.
    """
    wanted = attributes.get("data-search", "").lower()
    return wanted == "true" or (wanted != "false" and rows >= least)


def dress(grid: Grid, to: Renderer, targets: Mapping[Element, str]) -> None:
    """Show a table as its columns ask for.

    Args:
        grid: The table, changed in place.
        to: For its words and references.
        targets: What the links in it lead to, as the author wrote it.
    """
    for row in grid.rows:
        for index, cell in grid.cells(row):
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
    stack(grid.table)
    if can_be_searched(grid.attributes, len(grid.rows), to.search_rows):
        grid.table.set(FILTER, "")


def _dress_row(row: Element, grid: Grid, *, measured: bool) -> None:
    for index, cell in grid.cells(row):
        column = grid.column(index)
        span = _span(cell)
        shown = sum(not grid.column(one).hidden for one in range(index, index + span))
        if not shown:
            row.remove(cell)
            continue
        if shown < span:
            cell.set("colspan", str(shown))
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
