"""Blocks that GitBook writes as `<div data-gb-custom-block data-tag="…">` (gitbook-format.md §18).

It does so in list items and cells, where no tag can stand, and older exports did so everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.markdown.blocks import BLOCKS
from playbook.markdown.model import Tag

if TYPE_CHECKING:
    from playbook.markdown.block import Block
    from playbook.markdown.html import Start

NAMES = ("hint", "tabs", "tab", "stepper", "step", "columns", "column", "code", "content-ref", "embed", "file")
"""The blocks that are read; of any other the content stays, as for the Liquid that GitBook took for blocks of its own."""
_PREFIX = "data-"


def html_block(event: Start) -> tuple[Block, Tag] | None:
    """The block that an element of raw HTML is, and the tag for which it stands, with spans in the markup."""
    name = event.attributes["data-tag"].text.strip().lower() if "data-tag" in event.attributes else ""
    if event.name != "div" or name not in NAMES:
        return None
    block = BLOCKS[name]
    keys = {_PREFIX + key.lower(): key for key in block.attributes}
    found = {keys[name]: value for name, value in event.attributes.items() if name in keys}
    values = {key: value.text for key, value in found.items()}
    spans = {key: value.span for key, value in found.items()}
    return block, block.current(Tag(name, is_end=False, span=event.span, attributes=values, value_spans=spans))
