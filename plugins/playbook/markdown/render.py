"""Tokens to elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.normalize_url import normalizeLink

from playbook.markdown.elements import Elements
from playbook.markdown.expression_text import shown
from playbook.markdown.expressions import Failure
from playbook.markdown.formulas import FormulaError, formula
from playbook.markdown.html import is_safe_url
from playbook.markdown.inclusion import Inclusions, make_anonymous
from playbook.markdown.note_writer import NoteWriter
from playbook.markdown.parser import parse
from playbook.markdown.pictures import alternative, write_image
from playbook.markdown.references import Kind, Unresolved
from playbook.markdown.stacking import stack
from playbook.markdown.tables import FILTER, SEARCHED, can_be_searched
from playbook.markdown.tags import TAG, tags_of
from playbook.markdown.tree import QUIET, Node, Tree, drop_own_anchor, is_blank, remove, replace_content
from playbook.markdown.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from markdown_it.token import Token

    from playbook.markdown.block import Block
    from playbook.markdown.code import Code
    from playbook.markdown.model import Heading
    from playbook.markdown.parser import Parsed
    from playbook.markdown.references import Reference, References

_ASIDES = frozenset({"hint", "tab"})
_SPACED = frozenset({"blockquote", "ul", "ol", "table", "thead", "tbody", "tr"})


class Renderer(NoteWriter):
    """Writes the tokens of one page into a tree."""

    search_rows = SEARCHED
    """A table of as many rows can be searched, unless its author says otherwise."""

    def __init__(self, root: Element, code: Code, references: References, *, gitbook: bool = True) -> None:
        """Prepare a page.

        Args:
            root: Where the page goes.
            code: Writes code blocks.
            references: What the links and images of the page lead to.
            gitbook: Whether GitBook's rules hold; otherwise all is written as CommonMark has it.
        """
        self.tree = Tree(root)
        self.code = code
        self.references = references
        self.gitbook = gitbook
        self.words = words(references.language)
        self.elements = Elements(self)
        self.anchor = ""
        """The id of the block that is being opened, when readers can link to it."""
        self.headings: tuple[Heading, ...] = ()
        """The headings that the block makes that is being opened (`Block.headings`)."""
        self.counters: dict[str, int] = {}
        self._inclusions = Inclusions(())
        self._opened: list[Node | None] = []
        """By Markdown tokens; None where nothing was opened."""
        self._tags: list[Node | None] = []
        """By tags."""

    def count(self, what: str) -> int:
        """A number that no other on the page has: 1, 2, … for each kind of thing."""
        self.counters[what] = self.counters.get(what, 0) + 1
        return self.counters[what]

    def page(self, parsed: Parsed) -> None:
        """Write a page."""
        self._inclusions = Inclusions(parsed.ids)
        self.run(parsed.tokens)

    def include(self, target: str) -> None:
        """Write a text that the page includes; its links are its own, its ids are made unique."""
        included = self.references.include(target)
        parsed = parse(included.text) if included else None
        names = self._inclusions.enter(included.name, len(included.text), parsed.ids) if included and parsed else None
        if included is None or parsed is None or names is None:
            return
        parent, first, outer = self.tree.top, len(self.tree.top), self.references
        self.references = included.references
        node = self.tree.push_through()
        self.run(parsed.tokens)
        self.tree.pop(node)
        self.references = outer
        self._inclusions.leave(parent[first:], names)

    def fragment(self, text: str, *, inline: bool = False) -> None:
        """Write Markdown that comes from elsewhere: its headings and ids are not the page's, its tags mean nothing.

        Args:
            text: The Markdown.
            inline: Write what its blocks hold without the blocks, where only a text can stand.
        """
        tokens = [token for token in parse(text).tokens if token.type != TAG and not token.type.startswith("footnote")]
        tokens = [token for token in tokens if token.type == "inline"] if inline else tokens
        first, parent, outer = len(self.tree.top), self.tree.top, self.references
        self.references = Unresolved()
        node = self.tree.push_through()
        self.run(tokens)
        self.tree.pop(node)
        self.references = outer
        make_anonymous(parent[first:])

    def run(self, tokens: Sequence[Token]) -> None:
        """Write block tokens, or the children of an inline token."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "paragraph_open" and self.gitbook and (image := _lone_image(tokens[index + 1])):
                self._figure(image)
                index += 3
                continue
            handler = getattr(self, token.type, None)
            if handler:
                handler(token)
            elif token.nesting > 0:
                self._open(token)
            elif token.nesting < 0:
                self._close()
            index += 1

    # Markdown

    def _open(self, token: Token) -> None:
        if token.hidden:
            self._opened.append(None)
            return
        if token.block and self.tree.top.tag == "li":
            self.tree.text("\n")
        attributes = {key: str(value) for key, value in token.attrs.items()}
        if self.gitbook and (side := attributes.pop("style", "").partition("text-align:")[2]):
            attributes["class"] = f"gb-align--{side}"
        self._opened.append(self.tree.push(token.tag, attributes))
        if token.tag in _SPACED:
            self.tree.text("\n")

    def _close(self) -> None:
        node = self._opened.pop()
        if node is not None:
            self.tree.pop(node)
            if node.element.tag not in ("a", "em", "strong", "s", "span"):
                self.tree.text("\n")

    def paragraph_open(self, token: Token) -> None:
        """A paragraph; in a raw `<p>` it is that one."""
        if self.tree.path[-1].raw == "p" and not token.hidden:
            self._opened.append(None)
        else:
            self._open(token)

    def inline(self, token: Token) -> None:
        """The text of a block."""
        self.run(token.children or [])

    def text(self, token: Token) -> None:
        """Plain text."""
        if token.content:
            self.tree.text(token.content)

    def softbreak(self, token: Token) -> None:  # noqa: ARG002
        """A line end that is a space."""
        self.tree.text("\n")

    def hardbreak(self, token: Token) -> None:  # noqa: ARG002
        """A line end that is kept."""
        self.tree.add("br")
        self.tree.text("\n")

    def code_inline(self, token: Token) -> None:
        """A code span."""
        self.tree.add("code", None, token.content)

    def expression(self, token: Token) -> None:
        """An expression in a text."""
        self.show_expression(token.content)

    def show_expression(self, text: str) -> None:
        """Write the value of an expression; one without a value is shown as GitBook does, in braces."""
        value = shown(text, self.references.variables)
        if isinstance(value, Failure):
            title = f"{self.words['expression_failed']}: {value.message}"
            self.tree.add("code", {"class": "gb-expression", "title": title}, f"{{{{{text}}}}}")
        else:
            self.tree.text(value)

    def hr(self, token: Token) -> None:  # noqa: ARG002
        """A divider."""
        self.tree.add("hr")
        self.tree.text("\n")

    def html_block(self, token: Token) -> None:
        """Raw HTML between blocks."""
        self.elements.write(token.content, token.meta)

    def html_inline(self, token: Token) -> None:
        """Raw HTML in a text."""
        self.elements.write(token.content, token.meta, in_text=True)

    def gitbook_literal(self, token: Token) -> None:
        """Text that is too large to be read."""
        self.tree.add("p", {"class": "gb-literal"}, token.content)
        self.tree.text("\n")

    def gitbook_stray_tag(self, token: Token) -> None:
        """A block tag where no block can stand; reported, and not shown."""

    def heading_open(self, token: Token) -> None:
        """A heading with its level and id as `headings.number_headings` decided."""
        heading = token.meta.get("heading")
        if heading is None:
            self._open(token)
            return
        quiet = QUIET if self.in_aside() else ""
        node = self.tree.push(f"{quiet}h{heading.level}", {"id": heading.id}, on_close=drop_own_anchor)
        self._opened.append(node)

    def in_aside(self) -> bool:
        """Whether a heading here stays out of the outline: in a hint, a tab or a table (§6.1, §6.2)."""
        return any(node.block in _ASIDES or node.element.tag in ("td", "th") for node in self.tree.path)

    def list_item_open(self, token: Token) -> None:
        """An item; a task has a check box that cannot be changed."""
        checked = token.meta.get("checked") if token.meta else None
        if checked is None:
            self._open(token)
            return
        self._opened.append(self.tree.push("li", {"class": "task-list-item"}))
        label = self.tree.push("label", {"class": "task-list-control"})
        name = self.words["task_done" if checked else "task_open"]
        box = {"type": "checkbox", "disabled": "disabled", "aria-label": name}
        self.tree.add("input", box | ({"checked": "checked"} if checked else {}))
        self.tree.add("span", {"class": "task-list-indicator"})
        self.tree.pop(label)
        self.tree.text(" ")

    def thead_close(self, token: Token) -> None:  # noqa: ARG002
        """The end of a header row; one without any text is how GitBook writes a table without header."""
        node = self._opened[-1]
        self._close()
        if node is not None and self.gitbook and is_blank(node.element):
            remove(self.tree.top, node.element)

    def table_close(self, token: Token) -> None:  # noqa: ARG002
        """The end of a table."""
        node = self._opened[-1]
        self._close()
        if node is not None and self.gitbook:
            stack(node.element)
            if can_be_searched({}, len(node.element.findall("tbody/tr")), self.search_rows):
                node.element.set(FILTER, "")

    def fence(self, token: Token) -> None:
        """A code block."""
        options = self.tree.enclosing("code")
        self.code.block(self.tree, token.content, token.info, options.data if options else {})
        self.tree.text("\n")

    code_block = fence

    def math(self, token: Token) -> None:
        """A formula."""
        display = bool(token.meta["display"])
        box = self.tree.push("div", {"class": "gb-formula"}) if token.block else None
        try:
            self.tree.top.append(formula(token.content, display=display))
        except FormulaError as error:
            self.tree.add("code", {"class": "gb-math", "title": str(error)}, token.content)
        if box:
            self.tree.pop(box)

    # links and images

    def link_open(self, token: Token) -> None:
        """A link."""
        title = str(token.attrs.get("title", ""))
        mention = self.gitbook and title == "mention"
        target = str(token.attrs["href"])
        self._opened.append(self.link(target, {} if mention or not title else {"title": title}, mention=mention))

    def link(self, target: str, attributes: dict[str, str], *, mention: bool = False, raw: str = "") -> Node:
        """Open a link, or what stands for one that leads nowhere.

        Args:
            target: As the author meant it.
            attributes: Further attributes of the element.
            mention: Show the target's current title in place of the link's text.
            raw: The element's name when it was written as raw HTML.
        """
        if not self.gitbook:
            return self.tree.push("a", {"href": target, **attributes}, raw=raw)
        reference = self.references.link(target) if target.strip() and is_safe_url(target) else None
        if reference is None or reference.kind is Kind.LOST:
            lost = {"class": "gb-lost", "title": self.words["lost_link"]}
            return self.tree.push("span", {k: v for k, v in attributes.items() if k == "id"} | lost, raw=raw)
        node = self.tree.push(
            "a", {"href": normalizeLink(reference.url), **attributes, **_language(reference)}, raw=raw
        )
        if mention and reference.title:
            title = reference.title
            node.on_close = lambda closed: replace_content(closed.element, title)
        return node

    def image(self, token: Token) -> None:
        """An image in a text."""
        title = token.attrs.get("title")
        attributes = {"title": str(title)} if title else {}
        self.picture(str(token.attrs["src"]), alternative(token.children or []), attributes)

    def picture(self, target: str, alternative: str | None, attributes: dict[str, str]) -> Element:
        """Write an image, or what stands for one that is missing (DESIGN.md, decision 10)."""
        if not self.gitbook:
            return self.tree.add("img", {"src": target, "alt": alternative or "", **attributes})
        known = target.strip() and is_safe_url(target, image=True)
        reference = self.references.image(target) if known else None
        if reference is None or reference.kind is Kind.LOST:
            name = target.rpartition("/")[2].rpartition("\\")[2]
            lost = {"class": "gb-lost gb-lost--image", "title": self.words["lost_image"]}
            return self.tree.add("span", lost, (alternative or "").strip() or name or self.words["image"])
        first = self.count("image") == 1
        return write_image(self.tree, reference, {"alt": alternative or "", **attributes}, first=first)

    def _figure(self, image: Token) -> None:
        figure = self.tree.push("figure", {"class": "gb-figure"})
        self.picture(str(image.attrs["src"]), alternative(image.children or []), {})
        if caption := image.attrs.get("title"):
            self.tree.add("figcaption", None, str(caption))
        self.tree.pop(figure)
        self.tree.text("\n")

    # GitBook

    def gitbook_tag(self, token: Token) -> None:
        """A start or end tag; `pairs.pair` has made them well nested."""
        if token.nesting < 0:
            node = self._tags.pop()
            if node is not None:
                self.tree.pop(node)
            self.tree.text("\n")
            return
        tag = tags_of(token)
        block: Block | None = token.meta.get("block")
        if tag.is_end or block is None or token.meta.get("flat"):
            return
        depth = len(self.tree.path)
        self.anchor = token.meta.get("id", "")
        self.headings = tuple(token.meta.get("headings", ()))
        block.open(block.values(tag), self, has_body=token.nesting > 0)
        node = self.tree.path[depth] if len(self.tree.path) > depth else None
        if token.nesting > 0:
            self._tags.append(node)
        elif node is not None:
            self.tree.pop(node)
        self.tree.text("\n")


def _lone_image(inline: Token) -> Token | None:
    children = inline.children or []
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def _language(reference: Reference) -> dict[str, str]:
    return {"hreflang": reference.language} if reference.language else {}
