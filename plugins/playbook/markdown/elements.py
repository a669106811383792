"""Raw HTML as GitBook writes it, into elements (gitbook-format.md §7, §10, §15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import unescapeAll

from playbook.markdown import buttons, cards, icons, listings, tables
from playbook.markdown.attributes import align, character, colours, icon_of, language_of
from playbook.markdown.blocks import hint
from playbook.markdown.blocks.code import code_classes, code_options
from playbook.markdown.emoji import emojis
from playbook.markdown.expression_text import EXPRESSION
from playbook.markdown.html import ALLOWED, End, Other, Start, Text, allowed_attributes, events
from playbook.markdown.html_blocks import html_block
from playbook.markdown.pictures import write_sources
from playbook.markdown.tags import find_tags
from playbook.markdown.tree import HEADINGS, QUIET, Node, add_class, drop_own_anchor, is_blank, remove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playbook.markdown.block import Block
    from playbook.markdown.model import Heading, Tag
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


class Elements:
    """Writes the raw HTML of a page into its tree."""

    def __init__(self, to: Renderer) -> None:
        self.to = to
        self.tree = to.tree
        self.targets: dict[Element, str] = {}
        """What the links in the table that is open lead to, as the author wrote it."""
        self._headings: Iterator[Heading | None] = iter(())
        self._summaries: Iterator[str] = iter(())
        self._notes: Iterator[tuple[int, int] | None] = iter(())

    def write(self, markup: str, meta: Mapping[str, Any], *, in_text: bool = False) -> None:
        """Write a piece of raw HTML; its elements may stay open for what follows.

        Args:
            markup: As written.
            meta: What was decided about it, each in order: `headings`, ids of `summaries`, and
                numbers of `notes`.
            in_text: Whether it is one tag in a text, whose content comes by itself.
        """
        self._headings = iter(meta.get("headings", ()))
        self._summaries = iter(meta.get("summaries", ()))
        self._notes = iter(meta.get("notes", ()))
        for event in events(markup):
            match event:
                case Text() if "<" in event.text and not self.to.gitbook:
                    self.tree.markup(self.to.code.stash(markup[event.span.start : event.span.end]))
                case Text():
                    self._text(event.text)
                case Start():
                    self._start(event)
                case End():
                    self._end(event.name)
                case Other() if not self.to.gitbook:
                    self.tree.markup(self.to.code.stash(event.markup))
                case Other() if event.name and in_text:
                    self.tree.push_away(event.name)

    def _text(self, text: str) -> None:
        if self.to.gitbook and "{%" in text and not self.tree.inside("pre", "code"):
            text = _without_tags(text)
        if self.to.gitbook and ":" in text and not self.tree.inside("pre", "code", "kbd"):
            text = emojis(text)
        self.tree.text(text)

    def _start(self, event: Start) -> None:
        name = event.name
        while self.tree.path[-1].raw in _IMPLIED_END.get(name, ()):
            self.tree.pop(self.tree.path[-1])
        node = self._allowed(event) if self.to.gitbook else self._as_written(event)
        if node is not None and event.is_empty:
            self.tree.pop(node)

    def _as_written(self, event: Start) -> Node:
        attributes = {key: value.text for key, value in event.attributes.items()}
        return self.tree.push(event.name, attributes, raw=event.name)

    def _allowed(self, event: Start) -> Node | None:
        """Open an element of GitBook's; None for one that does not stay, or that is already complete."""
        name = event.name
        if name not in ALLOWED:
            return None
        if found := html_block(event):
            return self._block(*found)
        values = allowed_attributes(name, event.attributes)
        style = values.pop("style", "")
        anchor = values.pop("name", "")
        if anchor and name == "a":
            values.setdefault("id", anchor)
        if name != "div":
            align(values)
        if name in HEADINGS:
            return self._heading(name, values)
        writer: Callable[[dict[str, str], str], Node | None] | None = getattr(self, f"_{name}", None)
        return writer(values, style) if writer else self.tree.push(name, values, raw=name)

    def _end(self, name: str) -> None:
        for node in reversed(self.tree.path):
            if not node.raw:
                return  # something that is not raw HTML is open: this end tag closes nothing
            if node.raw == name:
                self.tree.pop(node)
                return

    def _heading(self, name: str, values: dict[str, str]) -> Node:
        heading = next(self._headings, None)
        if heading is None:  # empty, or in a text: no heading of the page
            return self.tree.push("p", values, raw=name, on_close=_drop_if_blank(self))
        values["id"] = heading.id
        quiet = QUIET if self.to.in_aside() else ""
        return self.tree.push(f"{quiet}h{heading.level}", values, raw=name, on_close=drop_own_anchor)

    def _a(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        if buttons.is_button(values):
            return buttons.open_link(values, self.to)
        target = values.pop("href", None)
        mention = values.pop("data-mention", None) is not None
        for key in ("data-icon", "class"):
            values.pop(key, None)
        if values.pop("data-footnote-ref", None) is not None:
            note = next(self._notes, None)
            return self._annotation(*note) if note else self.tree.push("span", {}, raw="a")
        if target is None:
            return self.tree.push("span", values, raw="a")
        if target == f"#{values.get('id')}":
            return self.tree.push("span", {"id": values["id"]}, raw="a")
        node = self.to.link(target, values, mention=mention, raw="a")
        if node.element.tag == "a" and self.tree.inside("table"):
            self.targets[node.element] = target
        return node

    def _annotation(self, number: int, again: int) -> Node:
        """A word that leads to a note (§15)."""
        mark = f"fnref{again + 1 if again else ''}:{number + 1}"
        attributes = {"class": "footnote-ref gb-annotation", "href": f"#fn:{number + 1}", "id": mark}
        return self.tree.push("a", attributes, raw="a")

    def _table(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        node = self.tree.push("table", {}, raw="table", on_close=self._close_table)
        node.data.update(values)
        return node

    def _close_table(self, node: Node) -> None:
        """Give a table its final form; as the last thing that was written, it can be replaced."""
        if self.tree.inside("table"):
            return
        parent, table = self.tree.top, node.element
        grid = tables.read(table, node.data)
        if node.data.get("data-view") == "cards":
            parent[-1] = cards.build(grid, self.to, self.targets)
        else:
            tables.dress(grid, self.to, self.targets)
            if node.data.get("data-full-width") == "true":
                parent[-1] = Element("div", {"class": "gb-full-width"})
                parent[-1].append(table)
        self.targets.clear()

    def _pre(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        node = self.tree.push("pre", {}, raw="pre", on_close=self._close_listing)
        node.data.update(values)
        return node

    def _close_listing(self, node: Node) -> None:
        """Highlight code that was written as HTML (§6.6)."""
        language = language_of(node.data.get("class", "")) or node.data.get("language", "")
        if not language:
            return
        listing = listings.read(node.element)
        del self.tree.top[-1]
        options = code_options(node.data)
        box = self.tree.push("div", {"class": " ".join(code_classes(options))})
        self.to.code.block(self.tree, listing.source, language, options, listing.lines, listing.annotations)
        self.tree.pop(box)

    def _details(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        values.pop("class", None)
        return self.tree.push("details", values, raw="details")

    def _summary(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        identifier = next(self._summaries, "")
        outer = self.tree.path[-1]
        if identifier and outer.raw == "details" and outer.element.tag == "details" and not outer.element.get("id"):
            outer.element.set("id", identifier)
        values.pop("class", None)
        return self.tree.push("summary", values, raw="summary")

    def _span(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        if values.pop("data-tag", "") == "emoji" and (sign := character(values.pop("data-code", ""))):
            return self.tree.push("span", {}, raw="span", on_close=lambda closed: _fill(closed, sign))
        for key in ("data-gb-custom-inline", "data-code", "class"):
            values.pop(key, None)
        return self.tree.push("span", values, raw="span")

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
            theme = {"data-theme": "dark"} if dark else {}
            attribute = "src" if "src" in values else "srcset"
            if attribute == "srcset" and self.tree.inside("picture"):
                write_sources(self.tree, reference, kind | theme)
            self.tree.add("source", kind | {attribute: reference.url} | theme)

    def _video(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        return self._media("video", values)

    def _audio(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        return self._media("audio", values)

    def _media(self, name: str, values: dict[str, str]) -> Node:
        for key in ("src", "poster"):
            if url := self.to.references.image(values.pop(key, "")).url:
                values[key] = normalizeLink(url)
        return self.tree.push(name, values, raw=name)

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
        hint_style, icon = values.pop("data-style", ""), values.pop("data-icon", "")
        if "hint" in values.get("class", "").split():
            return hint.box(self.to, hint_style if hint_style in hint.STYLES else "info", icon, raw="div")
        for key in ("data-gb-custom-block", "data-tag", "data-title", "class"):
            values.pop(key, None)
        if classes:
            values["class"] = " ".join(classes)
        return self.tree.push("div", values, raw="div", on_close=_gallery)

    def _block(self, block: Block, tag: Tag) -> Node:
        """Open a block that GitBook wrote as HTML (§18); a tab by itself shows its title as a text."""
        if block.parent and self.tree.path[-1].block != block.parent:
            node = self.tree.push("div", raw="div")
            if title := tag.attributes.get("title"):
                paragraph = self.tree.push("p")
                self.tree.add("strong", None, title)
                self.tree.pop(paragraph)
            return node
        depth = len(self.tree.path)
        self.to.anchor = ""
        block.open(block.values(tag), self.to, has_body="caption" not in tag.attributes)
        for node in self.tree.path[depth:]:
            node.raw = tag.name
            if node.element.tag == "figcaption":
                node.on_close = _drop_if_blank(self)
        self.tree.path[depth].raw = "div"
        return self.tree.path[depth]

    def _mark(self, values: dict[str, str], style: str) -> Node:
        classes = [f"gb-{kind}--{colour}" for kind, colour in colours(style)]
        values["class"] = " ".join(["gb-mark", *classes])
        return self.tree.push("mark", values, raw="mark")

    def _button(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        return buttons.open_action(values, self.to)

    def _input(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        values["aria-label"] = self.to.words["task_done" if "checked" in values else "task_open"]
        return self.tree.push("input", values, raw="input")

    def _code(self, values: dict[str, str], style: str) -> Node:  # noqa: ARG002
        if values.get("class") == EXPRESSION:
            return self.tree.push("code", raw="code", on_close=self._show_expression)
        node = self.tree.push("code", {key: values[key] for key in ("id", "title") if key in values}, raw="code")
        if self.tree.path[-2].raw == "pre":
            self.tree.path[-2].data["language"] = language_of(values.get("class", ""))
        return node

    def _show_expression(self, node: Node) -> None:
        """Put the value of an expression in the place of its text."""
        if node.element is self.tree.top:  # too deep for an element of its own
            return
        text = unescapeAll("".join(node.element.itertext())).strip()
        remove(self.tree.top, node.element)
        self.to.show_expression(text)

    def _i(self, values: dict[str, str], style: str) -> Node:
        if name := icon_of(values.get("class", "")):
            icons.write(self.tree, name, " ".join(["gb-icon", *(f"gb-{a}--{b}" for a, b in colours(style))]))
            self.tree.push_away("i")
            return self.tree.path[-1]
        values.pop("class", None)
        return self.tree.push("i", values, raw="i")


def _without_tags(text: str) -> str:
    parts, position = [], 0
    for tag in find_tags(text):
        parts.append(text[position : tag.span.start])
        position = tag.span.end
    return "".join(parts) + text[position:]


def _fill(node: Node, text: str) -> None:
    """Give an element its text, unless it has one."""
    if is_blank(node.element):
        node.element.text = text


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
