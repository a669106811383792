"""Pages whose HTML is already made: only their headings are looked at, for ids and outline."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from playbook.markdown.slugs import Ids, heading_id
from playbook.markdown.tree import literal

if TYPE_CHECKING:
    from collections.abc import Callable

_HEADING = re.compile(r'<(h[1-6])(?: id="([^"]*)")?>([^<]*)</\1>')


def write_made(html: str, root: Element, keep: Callable[[str], str]) -> None:
    """Write a page into a tree in which its headings are elements, so that `toc` and others see them.

    Args:
        html: The page; safe as it is. A heading holds nothing but text, and has no other attribute than an id.
        root: Where it goes.
        keep: Takes HTML and gives what stands for it in the tree (`markdown.util.HtmlStash.store`).
    """
    ids = Ids()
    before, *parts = _HEADING.split(html)
    root.text = keep(before)
    for name, given, text, after in zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True):
        title = unescape(text)
        heading = SubElement(root, name, {"id": literal(ids.claim(given or heading_id(title)))})
        heading.text = literal(title)
        heading.tail = keep(after)
