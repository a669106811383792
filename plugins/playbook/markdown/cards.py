"""`<table data-view="cards">` (gitbook-format.md §8): each row is a card."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from playbook.markdown.tables import FILTER, quiet_heading, show_value
from playbook.markdown.tree import add_class, is_blank, is_heading, literal, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.markdown.render import Renderer
    from playbook.markdown.tables import Grid

_FITS = frozenset({"contain", "fill", "cover"})


def build(grid: Grid, to: Renderer, targets: Mapping[Element, str]) -> Element:
    """The cards of a table, as a list.

    Args:
        grid: The table; its cells move into the cards.
        to: For its words and references.
        targets: What the links in it lead to, as the author wrote it.
    """
    classes = ["gb-cards"]
    if grid.attributes.get("data-card-size") == "large":
        classes.append("gb-cards--large")
    if grid.attributes.get("data-card-wrap") == "false":
        classes.append("gb-cards--row")
    if grid.attributes.get("data-full-width") == "true":
        classes.append("gb-full-width")
    titled = not {"data-column-title-hidden", "data-header-hidden"} & grid.attributes.keys()
    box = Element("ul", {"class": " ".join(classes)})
    if grid.attributes.get("data-search") == "true":
        box.set(FILTER, "")
    for row in grid.rows:
        card = _card(row, grid, to, targets, titled=titled)
        if not is_blank(card):
            box.append(card)
    return box


def _card(row: Element, grid: Grid, to: Renderer, targets: Mapping[Element, str], *, titled: bool) -> Element:
    card = Element("li", {"class": "gb-cards__item"})
    covers: dict[str, Element] = {}
    link: Element | None = None
    shown: list[tuple[str, Element]] = []
    for index, cell in grid.cells(row):
        column = grid.column(index)
        if column.role.startswith("cover"):
            covers.setdefault(column.role, cell)
        elif column.role == "target":
            link = next(cell.iter("a"), None) if link is None else link
        if not column.hidden:
            show_value(cell, column, to, targets)
            quiet_heading(cell)
            if not is_blank(cell):
                shown.append((column.label if titled else "", cell))
    _cover(card, covers)
    body = SubElement(card, "div", {"class": "gb-cards__body"})
    for label, cell in shown:
        if label:
            SubElement(body, "span", {"class": "gb-cards__label"}).text = label
        cell.tag = "div"
        cell.attrib = {key: value for key, value in cell.attrib.items() if key in ("id", "lang", "dir", "class")}
        add_class(cell, "gb-cards__cell")
        cell.tail = None
        body.append(cell)
    if link is not None and link.get("href"):
        add_class(card, "gb-cards__item--link")
        _lead(
            body, [cell for _, cell in shown], link, to.references.link(targets[link]).title if link in targets else ""
        )
    return card


def _lead(body: Element, shown: list[Element], target: Element, title: str) -> None:
    """Make the whole card a link, named by its first words; links in it stay links of their own."""
    attributes = {"class": "gb-cards__link"} | {k: target.attrib[k] for k in ("href", "hreflang") if k in target.attrib}
    for cell in shown:
        if plain(cell) and next(cell.iter("a"), None) is None:
            add_class(cell, "gb-cards__title")
            alone = len(cell) == 1 and not (cell.text or cell[0].tail or "").strip()
            holder = cell[0] if alone and (is_heading(cell[0]) or cell[0].tag == "p") else cell
            link = Element("a", attributes)
            link.text, holder.text = holder.text, None
            link.extend(list(holder))
            holder[:] = [link]
            return
    SubElement(body, "a", attributes | {"aria-label": literal(title) or plain(target)})


def _cover(card: Element, covers: dict[str, Element]) -> None:
    found = [(role, cell, _source(cell)) for role, cell in covers.items()]
    pictures = [(role, cell, source) for role, cell, source in sorted(found, key=lambda one: one[0]) if source]
    if not pictures:
        return
    fit = next((cell.get("data-object-fit", "") for _, cell, _ in pictures if cell.get("data-object-fit")), "cover")
    box = SubElement(card, "div", {"class": f"gb-cards__cover gb-cards__cover--{fit if fit in _FITS else 'cover'}"})
    for role, _, source in pictures:
        scheme = {}
        if len(pictures) > 1:
            scheme = {"class": "gb-only-dark" if role == "cover-dark" else "gb-only-light"}
        SubElement(box, "img", {"src": source, "alt": "", "loading": "lazy", **scheme})


def _source(cell: Element) -> str:
    """The address of the picture in a cell, which holds a link to it or the picture itself."""
    return next((part.get("src") or part.get("href") or "" for part in cell.iter() if part.tag in ("img", "a")), "")
