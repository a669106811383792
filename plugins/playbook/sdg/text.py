"""Writes Markdown and tables for the pages of the framework."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NONE = "\N{EN DASH}"
"""An empty cell of a table."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|{}~$&!])")
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
"""White space that may break, unlike the no-break spaces before French signs."""
_COUNTED = re.compile(r"^([0-9]+)([.)])", re.MULTILINE)


def plain(text: str) -> str:
    """A text that Markdown shows as it is."""
    return _COUNTED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", text).strip()))


def link(text: str, target: str) -> str:
    """A link in Markdown."""
    return f"[{plain(text)}]({target})"


def anchor(text: str, target: str) -> str:
    """A link in HTML."""
    return f'<a href="{escape(target)}">{escape(text)}</a>'


def bullets(items: Iterable[str]) -> str:
    """A list; empty for no items."""
    return "".join(f"* {item}\n" for item in items)


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in HTML whose first column names the rows.

    Args:
        caption: What the table says; plain text.
        heads: Of the columns; plain text.
        rows: Cells in HTML.
    """
    lines = [f"<table><caption>{escape(caption)}</caption><thead><tr>"]
    lines += [f'<th scope="col">{escape(head)}</th>' for head in heads]
    lines.append("</tr></thead><tbody>")
    for first, *others in rows:
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        lines.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    lines.append("</tbody></table>")
    return "\n".join(lines) + "\n"


def anchor_of(target: str) -> str:
    """The anchor of a target in the page of its goal."""
    return f"target-{target.replace('.', '-')}"
