"""`{% @name/block … %}` (gitbook-format.md §2): blocks of GitBook's integrations, which run on its servers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll

from playbook.diagnostics import Problem
from playbook.markdown.block import Attribute, Block, Body, Value
from playbook.markdown.html import is_safe_url
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.markdown.model import Tag
    from playbook.markdown.render import Renderer

_CONTENT = re.compile(r'\bcontent="')
_AFTER_CONTENT = re.compile(r'"(?:\s+fullWidth="(?:true|false)")?\s*$')
_TAIL = 60
"""What stands after a diagram is shorter."""
_FENCE = re.compile(r"^[ \t]*```[ \t]*\n?", re.MULTILINE)
"""GitBook's export takes what follows an empty line of a diagram for code."""


class Integration(Block):
    """Nothing can be shown but the way to what the block showed, when it says where that is."""

    names = ("@",)
    attributes = {"url": Attribute(value=Value.LINK)}
    body = Body.NONE

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        url = values["url"].strip()
        if url and is_safe_url(url):
            to.tree.push("p", {"class": "gb-integration"})
            link = to.link(url, {})
            to.tree.text(url)
            to.tree.pop(link)

    def problems(self, tag: Tag) -> Iterator[Problem]:
        if tag.name.startswith("@"):
            yield Problem(
                "GB025",
                tag.span,
                f"`{{% {tag.name} %}}` is a block of an integration, which only GitBook can show",
                "" if tag.attributes.get("url") else "use an embed, a figure or a link",
            )

    @property
    def takes_any(self) -> bool:
        return True


class Mermaid(Block):
    """The older way to write a diagram: its text stands in quotes, with quotes of its own as they are."""

    names = ("@mermaid/diagram",)
    attributes = {"content": Attribute(required=True)}
    body = Body.NONE

    def current(self, tag: Tag) -> Tag:
        tag = super().current(tag)
        found = _CONTENT.search(tag.arguments)
        if found is None:
            return tag
        end = _AFTER_CONTENT.search(tag.arguments, max(found.end(), len(tag.arguments) - _TAIL))
        stop = end.start() if end else len(tag.arguments)
        content = _FENCE.sub("", unescapeAll(tag.arguments[found.end() : stop]))
        span = Span(tag.arguments_start + found.end(), tag.arguments_start + stop)
        return replace(tag, attributes={"content": content}, value_spans={"content": span})

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.code.block(to.tree, values["content"].replace("\\n", "\n"), "mermaid", {})

    @property
    def takes_any(self) -> bool:
        return True
