"""`{% @name/block … %}` (gitbook-format.md §2): blocks of GitBook's integrations, which run on its servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.markdown.block import Attribute, Block, Body, Value
from playbook.markdown.html import is_safe_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.markdown.model import Tag
    from playbook.markdown.render import Renderer


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
    """The older way to write a diagram."""

    names = ("@mermaid/diagram",)
    attributes = {"content": Attribute(required=True)}
    body = Body.NONE

    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        to.code.block(to.tree, values["content"].replace("\\n", "\n"), "mermaid", {})

    @property
    def takes_any(self) -> bool:
        return True
