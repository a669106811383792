"""What a block declares: its tag, its attributes, its place, and how it is shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from playbook.diagnostics import Edit, Problem
from playbook.markdown import icons
from playbook.markdown.spelling import alike, did_you_mean, nearest
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.markdown.model import Tag
    from playbook.markdown.render import Renderer


class Body(Enum):
    """Whether a tag has an end tag, and so a body."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    """The end tag may be left out when there is no caption (gitbook-format.md §6.8, §6.9)."""
    NONE = "none"


class Value(Enum):
    """What the value of an attribute means."""

    TEXT = "text"
    LINK = "link"
    """A page, a heading or a URL (gitbook-format.md §12)."""
    FILE = "file"
    """A file of the space or a URL (§11)."""
    ICON = "icon"
    """The name of an icon (§15)."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag."""

    default: str = ""
    """The value when the attribute is missing or not allowed."""
    allowed: tuple[str, ...] = ()
    """The allowed values; empty when any text is."""
    value: Value = Value.TEXT
    required: bool = False


FLAG = Attribute(default="false", allowed=("true", "false"))
"""An attribute that is `"true"` or `"false"`."""


_NO_VALUE = "undefined"
"""What GitBook's export writes for a title, a path or a method that nobody chose."""


class Block(ABC):
    """A tag of the dialect. A subclass in `playbook.markdown.blocks` is found by itself.

    `open` writes what stands before the body and returns nothing: what it leaves open on the tree
    is closed at the end tag, or, for a tag without body, at once.
    """

    names: ClassVar[tuple[str, ...]]
    """The names of the tag."""
    former: ClassVar[tuple[str, ...]] = ()
    """Names that GitBook gave it in earlier years; they are read as the first of `names`."""
    attributes: ClassVar[Mapping[str, Attribute]] = {}
    body: ClassVar[Body] = Body.REQUIRED
    parent: ClassVar[str] = ""
    """The tag that must directly hold this one (`tabs` for `tab`)."""

    @abstractmethod
    def open(self, values: Mapping[str, str], to: Renderer, *, has_body: bool) -> None:
        """Begin the block.

        Args:
            values: Every declared attribute; where the tag has none or a value that is not
                allowed, the default. Other attributes are left out.
            to: Where to write.
            has_body: Whether an end tag follows.
        """

    def current(self, tag: Tag) -> Tag:
        """A tag in the form that GitBook writes today, without the values that nobody gave it."""
        name = self.names[0] if tag.name in self.former else tag.name
        if name == tag.name and _NO_VALUE not in tag.attributes.values():
            return tag
        attributes = {key: value for key, value in tag.attributes.items() if value != _NO_VALUE}
        return replace(tag, name=name, attributes=attributes)

    def headings(self, tag: Tag) -> tuple[str, ...]:  # noqa: ARG002
        """The texts of the headings that the block makes, for its ids and the outline; `Renderer.headings` has them."""
        return ()

    def values(self, tag: Tag) -> dict[str, str]:
        """The values of a tag as `open` takes them."""
        return {
            key: tag.attributes[key]
            if key in tag.attributes and (not attribute.allowed or tag.attributes[key] in attribute.allowed)
            else attribute.default
            for key, attribute in self.attributes.items()
        }

    def problems(self, tag: Tag) -> Iterator[Problem]:
        """What is wrong with the attributes of a tag (§2, §20)."""
        yield from self._quotes(tag)
        for key, value in tag.attributes.items():
            attribute = self.attributes.get(key)
            where = tag.value_spans[key]
            if attribute is None:
                if not self.takes_any:
                    yield Problem(
                        "GB006",
                        where,
                        f'`{{% {tag.name} %}}` has no attribute "{key or value}"',
                        did_you_mean(nearest(key, self.attributes)),
                    )
            elif attribute.allowed and value not in attribute.allowed:
                near = nearest(value, attribute.allowed)
                # where the quotes are entities, values do not stand where they seem to
                curable = near and "&quot;" not in tag.arguments and (near == attribute.default or alike(value, near))
                yield Problem(
                    "GB007",
                    where,
                    f'"{value}" is not a value of "{key}" in `{{% {tag.name} %}}`; "{attribute.default}" is used',
                    did_you_mean(near) or f"allowed are {', '.join(attribute.allowed)}",
                    (Edit(where, near),) if curable else (),
                )
            elif attribute.value is Value.ICON and value and not icons.is_free(value):
                yield unknown_icon(value, where)
        for key, attribute in self.attributes.items():
            if attribute.required and not tag.attributes.get(key):
                yield Problem(
                    "GB014", tag.span, f'`{{% {tag.name} %}}` has no "{key}"', f'write `{{% {tag.name} {key}="…" %}}`'
                )

    def _quotes(self, tag: Tag) -> Iterator[Problem]:
        """Values that stand in other quotes than GitBook writes, or in none; they are read all the same (§2)."""
        hint = f'write `{{% {tag.name} key="value" %}}`'
        if "&quot;" in tag.arguments and '"' not in tag.arguments:
            where = Span(tag.arguments_start, tag.arguments_start + len(tag.arguments))
            edits = (Edit(where, tag.arguments.replace("&quot;", '"')),)
            yield Problem("GB056", where, "the quotes are written as entities", hint, edits)
            return
        for key, where in tag.value_spans.items():
            before = tag.arguments[max(where.start - tag.arguments_start - 1, 0) :][:1]
            after = tag.arguments[where.end - tag.arguments_start :][:1]
            is_quoted = before == after and before in ("'", '"')
            if not key or key not in self.attributes or is_quoted or '"' in tag.attributes[key]:
                continue
            if after in ("\u201c", "\u201d"):
                whole = Span(where.start - 1, where.end + 1)
                edits = (Edit(whole, f'"{tag.attributes[key]}"'),)
                yield Problem("GB056", where, f'the value of "{key}" stands in curly quotes', hint, edits)
            elif before == "=" or before.isspace():
                edits = (Edit(where, f'"{tag.attributes[key]}"'),)
                yield Problem("GB056", where, f'the value of "{key}" stands in no quotes', hint, edits)

    @property
    def takes_any(self) -> bool:
        """Whether unknown attributes are this block's own affair."""
        return False


def unknown_icon(name: str, where: Span) -> Problem:
    """What is said of an icon that does not ship with the site (§15)."""
    near = icons.find(name)
    shown = f'"{near}" is shown instead' if near else "another one is shown instead"
    return Problem("GB022", where, f'there is no free icon "{name}"; {shown}', "see fontawesome.com/search?ic=free")
