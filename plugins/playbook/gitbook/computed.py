"""The pages that GitBook makes of an OpenAPI description: entries of `SUMMARY.md` of the type `builtin:openapi`.

Such a page is a text like any other, so that whatever asks about pages need not know where it comes
from (gitbook-format.md §4, §6.14).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from playbook.gitbook.summary import Kind, Summary, SummaryItem
from playbook.markdown.openapi.reading import listing, mapping, text
from playbook.markdown.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from playbook.markdown.openapi.specification import Specification

    Describe = Callable[[str], bytes | None]

TYPE = "builtin:openapi"
MAX_PAGES = 200
"""Pages of one description."""

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>#|~$&!:])")
_UNUSABLE = re.compile(r'["\n\r]|%}')


@dataclass
class Generated:
    """A table of contents with the pages that were made for it."""

    summary: Summary
    texts: dict[str, str] = field(default_factory=dict)
    """By path, relative to the content root."""


def generate(summary: Summary, directory: str, describe: Describe, taken: Collection[str]) -> Generated:
    """Put pages in the place of the entries whose description is known; the others stay as they are.

    Args:
        summary: The table of contents as written.
        directory: Where it is, relative to the content root.
        describe: Gives the description of a slug.
        taken: The paths of the files that there are.
    """
    generator = _Generator(directory, describe, set(taken))
    items = tuple(made for item in summary.items for made in generator.items(item))
    return Generated(replace(summary, items=items) if generator.texts else summary, generator.texts)


class _Generator:
    def __init__(self, directory: str, describe: Describe, taken: set[str]) -> None:
        self.top = f"{directory}/" if directory else ""
        self.describe = describe
        self.taken = taken
        self.texts: dict[str, str] = {}

    def items(self, item: SummaryItem) -> list[SummaryItem]:
        """What an entry becomes: itself, or the pages of its description."""
        name = described_by(item)
        data = self.describe(name) if name else None
        found = _read(data) if data else None
        if found is not None:
            pages = self._pages(item, name, found)
            if pages:
                return pages
        if item.children:
            item = replace(item, children=tuple(made for child in item.children for made in self.items(child)))
        return [item]

    def _pages(self, item: SummaryItem, name: str, found: Specification) -> list[SummaryItem]:
        tags = {text(mapping(tag).get("name")): mapping(tag) for tag in listing(found.data.get("tags"))}
        groups: dict[str, list[str]] = {tag: [] for tag in tags}
        for path, method in found.operations():
            if not _UNUSABLE.search(path):
                groups.setdefault(found.tag(path, method), []).append(
                    f'{{% openapi-operation spec="{name}" path="{path}" method="{method}" %}}\n'
                    f"{{% endopenapi-operation %}}\n"
                )
        pages = []
        for tag, operations in list(groups.items())[:MAX_PAGES]:
            if operations:
                about = tags.get(tag, {})
                title = (
                    text(about.get("x-page-title")) or tag or text(mapping(found.data.get("info")).get("title")) or name
                )
                pages.append(self._page(item, name, title, about, operations))
        schemas = [schema for schema in found.schemas if not re.search(r'[",\n]|%}', schema)]
        if schemas and mapping(item.data.get("props")).get("models") is not False:
            block = f'{{% openapi-schemas spec="{name}" schemas="{",".join(schemas)}" %}}\n{{% endopenapi-schemas %}}\n'
            pages.append(self._page(item, name, "Models", {}, [block]))
        return pages

    def _page(
        self,
        item: SummaryItem,
        name: str,
        title: str,
        about: Mapping[str, Any],
        blocks: list[str],
    ) -> SummaryItem:
        title = " ".join(title.split())
        stem = f"{slug(name) or 'api'}/{slug(title) or 'operations'}"
        target, number = f"{stem}.md", 1
        while f"{self.top}{target}" in self.taken:
            number += 1
            target = f"{stem}-{number}.md"
        self.taken.add(f"{self.top}{target}")
        head = {
            "description": " ".join(text(about.get("x-page-description")).split()),
            "icon": text(about.get("x-page-icon")),
        }
        lines = [f"{key}: {json.dumps(value)}\n" for key, value in head.items() if value]
        front = f"---\n{''.join(lines)}---\n\n" if lines else ""
        body = "\n".join(blocks)
        escaped = _PUNCTUATION.sub(r"\\\1", title)
        self.texts[f"{self.top}{target}"] = f"{front}# {escaped}\n\n{body}"
        return SummaryItem(Kind.PAGE, title, target=target, span=item.span, target_span=item.span)


def _read(data: bytes) -> Specification | None:
    from playbook.markdown.openapi.specification import Specification, read  # noqa: PLC0415 - most sites have none

    found = read(data)
    return found if isinstance(found, Specification) else None


def described_by(item: SummaryItem) -> str:
    """The slug of the description of which an entry asks for pages; empty for other entries."""
    if item.kind is not Kind.COMPUTED or item.data.get("type") != TYPE:
        return ""
    reference = mapping(mapping(mapping(item.data.get("dependencies")).get("spec")).get("ref"))
    return text(reference.get("spec")).strip()
