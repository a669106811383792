"""Writes HTML for the pages of the framework."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from playbook.markdown.slugs import heading_id
from playbook.markdown.stacking import stack
from playbook.markdown.tables import FILTER, can_be_searched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NONE = "\N{EN DASH}"
"""An empty cell of a table."""
UNSEARCHED = re.compile("<!--unsearched-->(.*?)<!--/unsearched-->", re.DOTALL)
"""What readers see and the search does not."""

_TAG = re.compile("<[^>]*>")


def plain(text: str) -> str:
    """A text that HTML shows as it is, and that is taken for no attribute (`playbook.sdg.pages.addressed`)."""
    return escape(text, quote=False).replace('"', "&quot;")


def link(text: str, target: str, language: str = "") -> str:
    """A link.

    Args:
        text: Plain text.
        target: What it leads to.
        language: Of what it leads to, when it is another one than that of the page.
    """
    told = f' hreflang="{escape(language)}"' if language else ""
    return f'<a href="{escape(target)}"{told}>{plain(text)}</a>'


def paragraph(html: str) -> str:
    """A paragraph."""
    return f"<p>{html}</p>\n"


def bullets(items: Iterable[str]) -> str:
    """A list of items in HTML; empty for no items."""
    lines = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<ul>\n{lines}</ul>\n" if lines else ""


def details(title: str, html: str) -> str:
    """What readers unfold."""
    return f'<details id="{heading_id(title)}">\n<summary>{plain(title)}</summary>\n{html}</details>\n'


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column names the rows; it can be searched, and is shown as cards, as one of a page would be.

    Args:
        caption: What the table says; plain text.
        heads: Of the columns; plain text.
        rows: Cells in HTML.
    """
    cells = [list(row) for row in rows]
    made = Element("table")
    head = SubElement(SubElement(made, "thead"), "tr")
    for name in heads:
        SubElement(head, "th", {"scope": "col"}).text = name
    body = SubElement(made, "tbody")
    for first, *others in cells:
        line = SubElement(body, "tr")
        SubElement(line, "th", {"scope": "row"}).text = _text(first)
        for html in others:
            SubElement(line, "td").text = _text(html)
    if can_be_searched({}, len(cells)):
        made.set(FILTER, "")
    stack(made)
    lines = (
        f"<tr>{''.join(f'{_start(cell)}{html}</{cell.tag}>' for cell, html in zip(line, row, strict=True))}</tr>\n"
        for line, row in zip(body, cells, strict=True)
    )
    return (
        f"{_start(made)}<caption>{plain(caption)}</caption><thead><tr>\n"
        + "".join(f"{_start(cell)}{plain(name)}</th>\n" for cell, name in zip(head, heads, strict=True))
        + f"</tr></thead><tbody>\n{''.join(lines)}</tbody></table>\n"
    )


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html))


def _start(element: Element) -> str:
    told = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    return f"<{element.tag}{told}>"


def unsearched(html: str) -> str:
    """HTML that the search leaves out: lists of other pages, which are found by themselves."""
    return f"<!--unsearched-->{html}<!--/unsearched-->"


def anchor_of(target: str) -> str:
    """The anchor of a target in the page of its goal."""
    return f"target-{target.replace('.', '-')}"
