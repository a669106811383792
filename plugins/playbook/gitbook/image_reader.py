"""The images of a page, with their places, their alternative texts and their captions (gitbook-format.md §10)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from playbook.gitbook.document import CANDIDATE, POSTER, Image
from playbook.gitbook.link_reader import destination
from playbook.markdown.headings import plain_text
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from playbook.markdown.html import Start, Value

_WITH_SIZE = re.compile(r"\s*(\S+)\s+\d[\d.]*[wx]\s*(?:,|$)")


class ImageReader:
    """Collects images."""

    def __init__(self) -> None:
        self.images: list[Image] = []
        self._figure: int | None = None
        """Where the images of the figure begin that is being read."""
        self._saying: list[str] | None = None
        """What the caption says so far; None outside of one."""
        self._caption = ""
        """That of the figure."""

    def markdown(self, token: Token, content: str, locate: Callable[[int], int]) -> str:
        """An image of Markdown.

        Args:
            token: The image.
            content: The text in which it stands.
            locate: From an offset in `content` to one in the source of the page.

        Returns:
            Its alternative text.
        """
        start, stop = token.meta["span"]
        span = destination(content[start:stop], start, locate)
        alternative = plain_text(token.children or [])
        caption = str(token.attrs.get("title", ""))
        self.images.append(Image(str(token.attrs["src"]), alternative, caption, span, "img"))
        return alternative

    def start(self, event: Start, locate: Callable[[int], int]) -> None:
        """An element of raw HTML begins."""
        attributes = event.attributes
        match event.name:
            case "figure":
                self._figure, self._caption = len(self.images), ""
            case "figcaption":
                self._saying = []
            case "img":
                alt = attributes["alt"].text if "alt" in attributes else None
                value = attributes.get("src")
                span = value.span if value is not None and value.text else event.span
                where = Span(locate(span.start), locate(span.end))
                self.images.append(Image(value.text if value else "", alt, "", where, "img"))
                self._add(attributes.get("srcset"), CANDIDATE, locate)
            case "source" | "video" | "audio":
                self._add(attributes.get("srcset") or attributes.get("src"), event.name, locate)
                self._add(attributes.get("poster"), POSTER, locate)

    def say(self, text: str) -> None:
        """A text is shown, in a caption perhaps."""
        if self._saying is not None:
            self._saying.append(text)

    def end(self, name: str) -> None:
        """An element of raw HTML ends."""
        if name == "figcaption" and self._saying is not None:
            self._caption, self._saying = " ".join("".join(self._saying).split()), None
        if name in ("figcaption", "figure") and self._figure is not None:
            for index in range(self._figure, len(self.images)):
                self.images[index] = replace(self.images[index], caption=self._caption)
        if name == "figure":
            self._figure = None

    def _add(self, value: Value | None, element: str, locate: Callable[[int], int]) -> None:
        if value is not None:
            for target, span in _pictures(value):
                where = Span(locate(span.start), locate(span.end))
                self.images.append(Image(target, None, "", where, element))
                element = CANDIDATE


def _pictures(value: Value) -> Iterator[tuple[str, Span]]:
    """The pictures of a `src` or a `srcset`; one without sizes is one picture, whatever its name."""
    position, text = 0, value.text
    while (match := _WITH_SIZE.match(text, position)) is not None:
        # an entity in it would shift the rest
        plain = value.span.end - value.span.start == len(text)
        start, end = match.span(1)
        yield match[1], Span(value.span.start + start, value.span.start + end) if plain else value.span
        position = match.end()
    if not position:
        yield text, value.span
