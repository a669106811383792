"""Raw HTML as GitBook writes it, into elements (gitbook-format.md §7, §10, §15)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll

from playbook.markdown.expression_text import EXPRESSION
from playbook.markdown.html import ALLOWED, VOID, End, Other, Start, Text, allowed_attributes, events
from playbook.markdown.tags import find_tags
from playbook.markdown.tree import Node, add_class, is_blank, remove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playbook.markdown.headings import Heading
    from playbook.markdown.render import Renderer

_IMPLIED_END = {
    "li": ("li",),
    "tr": ("td", "th", "tr"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "p": ("p",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "option": ("option",),
}
"""Elements that a start tag closes when they are innermost (HTML Living Standard, 13.1.2.4)."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DECLARATION = re.compile(r"(background-color|color)\s*:\s*\$?([a-z]+)\s*(?:;|$)", re.IGNORECASE)
COLOURS = frozenset(
    "default green blue red orange yellow purple pink violet cyan primary info success warning danger tint".split()
)
"""The colours of `<mark>` and icons (gitbook-format.md §15)."""


class Elements:
    """Writes the raw HTML of a page into its tree."""

    def __init__(self, to: Renderer) -> None:
        self.to = to
        self.tree = to.tree

    def write(self, markup: str, headings: Iterator[Heading], *, in_text: bool = False) -> None:
        """Write a piece of raw HTML; its elements may stay open for what follows.

        Args:
            markup: As written.
            headings: What was decided about the headings in it, in order.
            in_text: Whether it is one tag in a text, whose content comes by itself.
        """
        for event in events(markup):
            match event:
                case Text() if "<" in event.text and not self.to.gitbook:
                    self.tree.markup(self.to.code.stash(markup[event.span.start : event.span.end]))
                case Text():
                    self._text(event.text)
                case Start():
                    self._start(event, headings)
                case End():
                    self._end(event.name)
                case Other() if not self.to.gitbook:
                    self.tree.markup(self.to.code.stash(event.markup))
                case Other() if event.name and in_text:
                    self.tree.push_away(event.name)

    def _text(self, text: str) -> None:
        if self.to.gitbook and "{%" in text and not self.tree.inside("pre", "code"):
            text = _without_tags(text)
        self.tree.text(text)

    def _start(self, event: Start, headings: Iterator[Heading]) -> None:
        name = event.name
        while self.tree.path[-1].raw in _IMPLIED_END.get(name, ()):
            self.tree.pop(self.tree.path[-1])
        if not self.to.gitbook:
            node = self.tree.push(name, {key: value.text for key, value in event.attributes.items()}, raw=name)
            if event.is_empty:
                self.tree.pop(node)
            return
        if name not in ALLOWED:
            return
        values = allowed_attributes(name, event.attributes)
        style = values.pop("style", "")
        anchor = values.pop("name", "")
        if anchor and name == "a":
            values.setdefault("id", anchor)
        writer = getattr(self, f"_{name}", None)
        if name in _HEADINGS:
            node = self._heading(name, values, headings)
        elif writer:
            node = writer(values, style)
        else:
            node = self.tree.push(name, values, raw=name)
        if node is not None and (event.is_empty or name in VOID):
            self.tree.pop(node)

    def _end(self, name: str) -> None:
        for node in reversed(self.tree.path):
            if not node.raw:
                return  # something that is not raw HTML is open: this end tag closes nothing
            if node.raw == name:
                self.tree.pop(node)
                return

    def _heading(self, name: str, values: dict[str, str], headings: Iterator[Heading]) -> Node:
        heading = next(headings, None)
        if heading is None:  # empty, or in a text: no heading of the page
            return self.tree.push("p", values, raw=name, on_close=_drop_if_blank(self))
        values["id"] = heading.id
        return self.tree.push(f"h{heading.level}", values, raw=name, on_close=_drop_anchor)

    def _a(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        target = values.pop("href", None)
        is_button = "button" in values.get("class", "").split()
        mention = values.pop("data-mention", None) is not None
        values.pop("data-icon", None)
        values.pop("data-footnote-ref", None)
        if is_button:
            values["class"] = "md-button md-button--primary" if "primary" in values["class"] else "md-button"
        if target is None:
            return self.tree.push("span", values, raw="a")
        if target == f"#{values.get('id')}":
            return self.tree.push("span", {"id": values["id"]}, raw="a")
        return self.to.link(target, values, mention=mention, raw="a")

    def _img(self, values: dict[str, str], style: str) -> None:  # noqa: ARG002
        size = values.pop("data-size", "")
        attributes = {key: values[key] for key in ("id", "title", "width", "height", "lang") if values.get(key)}
        if size in ("line", "original"):
            attributes["class"] = f"gb-image gb-image--{size}"
        self.to.picture(values.get("src", ""), values.get("alt"), attributes)

    def _source(self, values: dict[str, str], style: str) -> None:  # noqa: ARG002
        target = values.get("srcset") or values.get("src") or ""
        reference = self.to.references.image(target)
        if reference.url:
            dark = "dark" in values.get("media", "")
            kind = {"media": values["media"]} if "media" in values else {}
            attribute = "src" if "src" in values else "srcset"
            self.tree.add("source", kind | {attribute: reference.url} | ({"data-theme": "dark"} if dark else {}))

    def _figure(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        values.pop("class", None)
        return self.tree.push("figure", {"class": "gb-figure", **values}, raw="figure")

    def _figcaption(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        return self.tree.push("figcaption", values, raw="figcaption", on_close=_drop_if_blank(self))

    def _div(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        classes = [f"gb-align--{values.pop('align')}"] if values.get("align") in ("left", "center", "right") else []
        if values.pop("data-full-width", "") == "true":
            classes.append("gb-full-width")
        if values.pop("data-with-frame", "") == "true":
            classes.append("gb-frame")
        for key in ("data-gb-custom-block", "data-tag", "data-style", "data-icon", "class"):
            values.pop(key, None)
        if classes:
            values["class"] = " ".join(classes)
        return self.tree.push("div", values, raw="div", on_close=_gallery)

    def _mark(self, values: dict[str, str], style: str) -> Node:
        classes = [f"gb-{kind}--{colour}" for kind, colour in colours(style)]
        values["class"] = " ".join(["gb-mark", *classes])
        return self.tree.push("mark", values, raw="mark")

    def _button(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        return self.tree.push(
            "span", {"class": "md-button", **{k: v for k, v in values.items() if k == "id"}}, raw="button"
        )

    def _code(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        if values.get("class") == EXPRESSION:
            return self.tree.push("code", raw="code", on_close=self._show_expression)
        return self.tree.push("code", values, raw="code")

    def _show_expression(self, node: Node) -> None:
        """Put the value of an expression in the place of its text."""
        if node.element is self.tree.top:  # too deep for an element of its own
            return
        text = unescapeAll("".join(node.element.itertext())).strip()
        remove(self.tree.top, node.element)
        self.to.show_expression(text)

    def _i(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        if "fa-" in values.get("class", ""):
            return self.tree.push("span", {"class": "gb-icon", "aria-hidden": "true"}, raw="i", on_close=_clear)
        values.pop("class", None)
        return self.tree.push("i", values, raw="i")


def colours(style: str) -> list[tuple[str, str]]:
    """The colours that a `style` names: (`color` or `background`, name)."""
    return [
        ("background" if match[1].lower() == "background-color" else "color", match[2].lower())
        for match in _DECLARATION.finditer(style)
        if match[2].lower() in COLOURS and match[2].lower() != "default"
    ]


def _without_tags(text: str) -> str:
    parts, position = [], 0
    for tag in find_tags(text):
        parts.append(text[position : tag.span.start])
        position = tag.span.end
    return "".join(parts) + text[position:]


def _clear(node: Node) -> None:
    node.element.text = None
    for child in list(node.element):
        node.element.remove(child)


def _drop_anchor(node: Node) -> None:
    for child in list(node.element):
        if child.get("id") == node.element.get("id") and is_blank(child):
            remove(node.element, child)


def _drop_if_blank(elements: Elements) -> Callable[[Node], None]:
    def close(node: Node) -> None:
        if is_blank(node.element) and not any(child.get("id") for child in node.element.iter()):
            parent = elements.tree.path[node.depth - 1].element
            if node.element in list(parent):
                remove(parent, node.element)

    return close


def _gallery(node: Node) -> None:
    """Several figures in one `<div>` stand side by side (§10)."""
    if sum(child.tag == "figure" for child in node.element) > 1:
        add_class(node.element, "gb-gallery")
