"""The links of a page, with their places and what names them to readers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playbook.gitbook.cells import Cells, Role
from playbook.gitbook.document import BUTTON, CARD, Link
from playbook.markdown.buttons import is_button
from playbook.markdown.headings import plain_text
from playbook.markdown.html import Start, events
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    from playbook.markdown.html import Event

_WITHOUT_WORDS = frozenset({"html_inline", "image", "softbreak", "hardbreak"})
"""Inline tokens that show no text themselves."""


class LinkReader:
    """Collects links."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.cells = Cells()
        self.is_quiet = False
        """Whether a block is open that shows the title of its target in place of what it holds."""
        self._open: Link | None = None
        """A raw `<a href>` that is not closed yet."""
        self._said: list[str] = []
        """What it says."""
        self._pictures: list[str] = []
        """What its pictures say."""
        self._cards: list[int] = []
        """The links of the card that is being read, as indices of `links`."""

    def block(self, target: str, span: Span, name: str) -> None:
        """The link of a tag."""
        self.links.append(Link(target, "", span, name))

    def markdown(self, children: Sequence[Token], index: int, content: str, locate: Callable[[int], int]) -> None:
        """A link of Markdown.

        Args:
            children: The inline tokens of a text.
            index: That which opens the link.
            content: The text.
            locate: From an offset in `content` to one in the source of the page.
        """
        token = children[index]
        depth = 1
        end = index + 1
        while end < len(children) and depth:
            depth += children[end].nesting if children[end].type in ("link_open", "link_close") else 0
            end += 1
        inside = children[index + 1 : end - 1]
        text = plain_text(inside)
        start, stop = token.meta["span"]
        target = str(token.attrs["href"])
        span = destination(content[start:stop], start, locate)
        mention = token.attrs.get("title") == "mention"
        self._add(Link(target, text, span, "a", mention, None if mention else text or _words(inside)))

    def start(self, event: Start, locate: Callable[[int], int]) -> None:
        """An element of raw HTML begins."""
        self.cells.start(event)
        attributes = event.attributes
        href = attributes.get("href") if event.name == "a" else None
        identifier = attributes.get("id")
        if href is None or (identifier and href.text == f"#{identifier.text}"):  # a heading's own anchor (§13)
            return
        if "data-footnote-ref" in attributes:  # a word with a note, which GB059 looks at
            return
        self.close()
        span = Span(locate(href.span.start), locate(href.span.end))
        mention = "data-mention" in attributes
        element = BUTTON if is_button({key: value.text for key, value in attributes.items()}) else "a"
        label = attributes["aria-label"].text if "aria-label" in attributes else ""
        self._open = Link(href.text, "", span, element, mention, None if mention else label)
        self._said, self._pictures = [], []

    def end(self, name: str) -> None:
        """An element of raw HTML ends."""
        if name == "a":
            self.close()
        if name == "tr":
            self._end_card()
        self.cells.end(name)

    def say(self, text: str) -> None:
        """A text is shown."""
        if self._open is not None:
            self._said.append(text)
        else:
            self.cells.say(text)

    def show(self, alternative: str) -> None:
        """A picture is shown, in a link perhaps."""
        self._pictures.append(alternative)

    def close(self) -> None:
        """The raw link that is open ends here."""
        if self._open is not None:
            link, self._open = self._open, None
            text = " ".join("".join(self._said).split())
            label = link.label
            if label is not None:
                label = label.strip() or text or " ".join(" ".join(self._pictures).split())
            self._add(replace(link, text=text, label=label))

    def _add(self, link: Link) -> None:
        role = self.cells.role
        if role is Role.TARGET:
            self._cards.append(len(self.links))
            link = replace(link, element=CARD, label=None)
        elif role is not Role.SHOWN or self.is_quiet:
            link = replace(link, label=None)
        else:
            self.cells.say(link.text)
        self.links.append(link)

    def _end_card(self) -> None:
        """A card is named by its words; one without any by nothing."""
        for index in self._cards:
            if not self.cells.has_words:
                self.links[index] = replace(self.links[index], label="")
        self._cards = []


def _words(tokens: Sequence[Token]) -> str:
    """What names a link without a text: its pictures, or something that shows itself when the page is made."""
    words: list[str] = []
    for token in tokens:
        if token.type == "image":
            words.append(plain_text(token.children or []))
        elif token.type == "html_inline":
            words += _alternatives(events(token.content))
        elif token.type not in _WITHOUT_WORDS and token.nesting == 0:
            words.append(token.content)
    return " ".join(" ".join(words).split())


def _alternatives(found: Iterator[Event]) -> Iterator[str]:
    for event in found:
        if isinstance(event, Start) and event.name == "img" and "alt" in event.attributes:
            yield event.attributes["alt"].text


def destination(markup: str, start: int, locate: Callable[[int], int]) -> Span:
    """Where the destination of `[text](destination "title")` stands; the whole link for other forms.

    Args:
        markup: The link, or the image.
        start: Where it begins in its text.
        locate: From an offset in that text to one in the source of the page.
    """
    opening = markup.rfind("](")
    if opening < 0 or not markup.endswith(")"):
        inner = 1 if markup.startswith("<") else 0
        return Span(locate(start + inner), locate(start + len(markup) - inner))
    first = opening + 2
    while first < len(markup) and markup[first] in " \t\n":
        first += 1
    if markup.startswith("<", first):
        first += 1
        last = markup.find(">", first)
    else:
        last = next((i for i in range(first, len(markup)) if markup[i] in " \t\n"), len(markup) - 1)
    return Span(locate(start + first), locate(start + max(last, first)))
