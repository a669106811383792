"""`<pre class="language-x">`: code with highlighted lines and annotations, as GitBook writes it (gitbook-format.md §6.6)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

_PIECE = re.compile(r"<[^>]*>|&[^;<]*;|[^<&]+|.", re.DOTALL)


class Annotation(NamedTuple):
    """A word in code that leads to a note."""

    start: int
    end: int
    markup: str
    """The start tag of its link."""


class Listing(NamedTuple):
    """Code that was written as HTML."""

    source: str
    lines: tuple[int, ...]
    """Those that stand out, from 1."""
    annotations: tuple[Annotation, ...]


def read(code: Element) -> Listing:
    """The code in an element: whole lines in `<strong>` stand out, links to notes are annotations."""
    text: list[str] = []
    lines: set[int] = set()
    annotations: list[Annotation] = []
    offset, line = 0, 1
    links: list[tuple[int, Element]] = []
    for part, is_bold, link, is_end in _walk(code):
        if is_end and links:
            start, element = links.pop()
            annotations.append(Annotation(start, offset, _start_tag(element)))
            continue
        if link is not None:
            links.append((offset, link))
            continue
        content = part.replace("&amp;", "&")
        breaks = content.count("\n")
        if is_bold and content:
            lines.update(range(line, line + breaks + (0 if content.endswith("\n") else 1)))
        text.append(content)
        offset, line = offset + len(content), line + breaks
    source = "".join(text)
    blank = len(source) - len(source.lstrip("\n"))
    return Listing(
        source[blank:],
        tuple(sorted(number - blank for number in lines if number > blank)),
        tuple(Annotation(one.start - blank, one.end - blank, one.markup) for one in annotations if one.start >= blank),
    )


def _walk(element: Element, *, bold: bool = False) -> Iterator[tuple[str, bool, Element | None, bool]]:
    """Texts, and where links begin and end."""
    yield element.text or "", bold, None, False
    for child in element:
        is_link = child.tag == "a" and bool(child.get("href"))
        if is_link:
            yield "", False, child, False
        yield from _walk(child, bold=bold or child.tag in ("strong", "b"))
        if child.tag == "br":
            yield "\n", bold, None, False
        if is_link:
            yield "", False, None, True
        yield child.tail or "", bold, None, False


def _start_tag(link: Element) -> str:
    """The tag of a link. Its id stands before it: in code, Material hides links that have one."""
    values = {key: _quoted(value) for key, value in sorted(link.attrib.items())}
    identifier = values.pop("id", "")
    written = "".join(f' {key}="{value}"' for key, value in values.items())
    return (f'<span id="{identifier}"></span>' if identifier else "") + f"<a{written}>"


def _quoted(value: str) -> str:
    """A value as it may stand between double quotes: this markup is written as it is, and authors choose ids and titles."""
    return value.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def weave(markup: str, annotations: Sequence[Annotation]) -> str:
    """Put links into highlighted code.

    Args:
        markup: What the highlighter made of the code.
        annotations: In order, with offsets in the code.
    """
    begin = markup.find(">", markup.find("<code")) + 1
    end = markup.find("</code>", begin)
    if not annotations or not begin or end < 0:
        return markup
    out = [markup[:begin]]
    waiting = sorted(annotations, reverse=True)
    current: Annotation | None = None
    offset = 0
    for match in _PIECE.finditer(markup, begin, end):
        piece = match[0]
        if current and offset >= current.end:
            out.append("</a>")
            current = None
        if piece.startswith("<") and len(piece) > 1:
            # An element of the highlighter may begin or end in the middle of a link.
            out.append(f"</a>{piece}{_again(current)}" if current else piece)
            continue
        for letters in [piece] if piece.startswith("&") else _cut(piece, offset, waiting, current):
            if current and offset >= current.end:
                out.append("</a>")
                current = None
            while waiting and current is None and waiting[-1].start <= offset:
                following = waiting.pop()
                if following.end > offset:
                    out.append(following.markup)
                    current = following
            out.append(letters)
            offset += 1 if letters.startswith("&") and len(letters) > 1 else len(letters)
    out.append("</a>" if current else "")
    return "".join(out) + markup[end:]


def _again(link: Annotation | None) -> str:
    return link.markup[link.markup.find("<a") :] if link else ""


def _cut(text: str, offset: int, waiting: Sequence[Annotation], current: Annotation | None) -> list[str]:
    """A text, cut where links begin and end."""
    cuts = {0, len(text)}
    if current and offset < current.end < offset + len(text):
        cuts.add(current.end - offset)
    for one in reversed(waiting):
        if one.start >= offset + len(text):
            break
        cuts.update(place - offset for place in (one.start, one.end) if offset < place < offset + len(text))
    places = sorted(cuts)
    return [text[a:b] for a, b in pairwise(places)]
