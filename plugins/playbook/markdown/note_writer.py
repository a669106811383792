"""Footnotes, with the ids and the class names of Python-Markdown's own, which Material's style and script know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token

    from playbook.markdown.tree import Node, Tree


class NoteWriter:
    """What a renderer does with the tokens of footnotes (gitbook-format.md §15)."""

    tree: Tree
    words: Mapping[str, str]
    _opened: list[Node | None]

    def footnote_ref(self, token: Token) -> None:
        """The mark of a note."""
        sup = self.tree.push("sup", {"id": _footnote_mark(token)})
        number = token.meta["id"] + 1
        self.tree.add("a", {"class": "footnote-ref", "href": f"#fn:{number}"}, str(number))
        self.tree.pop(sup)

    def footnote_block_open(self, token: Token) -> None:  # noqa: ARG002
        """The notes at the end of the page."""
        self._opened.append(self.tree.push("div", {"class": "footnote"}))
        self.tree.add("hr")
        self.tree.push("ol")

    def footnote_open(self, token: Token) -> None:
        """A note."""
        self._opened.append(self.tree.push("li", {"id": f"fn:{token.meta['id'] + 1}"}))

    def footnote_anchor(self, token: Token) -> None:
        """The way back from a note to its mark."""
        self.tree.text("\N{NO-BREAK SPACE}")
        attributes = {
            "class": "footnote-backref",
            "href": f"#{_footnote_mark(token)}",
            "title": self.words["footnote_back"],
        }
        self.tree.add("a", attributes, "↩")


def _footnote_mark(token: Token) -> str:
    again = token.meta["subId"]
    return f"fnref{again + 1 if again else ''}:{token.meta['id'] + 1}"
