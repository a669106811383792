"""Raw HTML: read into events with positions, and reduced to what GitBook itself keeps.

Repositories are edited by many, so nothing that runs, restyles or frames a page passes
(DESIGN.md, decision 7; gitbook-format.md §15). The scanner is linear: no text is read twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_SPACE = re.compile(r"[\s/]*")
_INVISIBLE_IN_URL = re.compile("[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\u2060\ufeff]")

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without content (HTML Living Standard, 13.1.2)."""

DROPPED = frozenset(
    "script style iframe object embed applet template noscript noembed noframes title textarea svg math xmp frameset".split()
)
"""Elements that go with all that is in them."""

ALLOWED = frozenset(
    "a abbr audio b bdi bdo blockquote br button caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol option p picture pre q rp rt ruby s samp"
    " select small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var video wbr".split()
)
"""Elements that stay; of any other the content stays."""

URL_ATTRIBUTES = frozenset({"href", "src", "srcset", "poster", "cite"})

_GLOBAL = frozenset({"id", "title", "lang", "dir", "align", "class", "style", "name"})
_BY_ELEMENT: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "data-mention", "data-footnote-ref", "data-icon", "download"}),
    "audio": frozenset({"src", "controls"}),
    "button": frozenset({"type", "data-action", "data-query", "data-icon"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span", "width"}),
    "colgroup": frozenset({"span"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "width", "height", "srcset", "data-size"}),
    "input": frozenset({"type", "checked", "disabled"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "option": frozenset({"value", "label", "color"}),
    "select": frozenset({"multiple"}),
    "source": frozenset({"src", "srcset", "media", "type"}),
    "table": frozenset(
        "data-view data-card-size data-card-wrap data-column-title-hidden data-header-hidden data-search data-full-width".split()
    ),
    "td": frozenset({"colspan", "rowspan", "valign", "headers", "data-object-fit"}),
    "th": frozenset(
        "colspan rowspan valign headers scope width data-hidden data-type data-card-target data-card-cover data-card-cover-dark data-max data-multiple".split()
    ),
    "time": frozenset({"datetime"}),
    "div": frozenset(
        "data-full-width data-with-frame data-gb-custom-block data-tag data-style data-icon data-title".split()
    ),
    "span": frozenset({"data-gb-custom-inline", "data-tag", "data-code", "data-option"}),
    "pre": frozenset("data-title data-overflow data-line-numbers data-full-width data-expandable".split()),
    "video": frozenset({"src", "controls", "poster", "width", "height"}),
}
_CLASS = re.compile(
    r"(?:gitbook-drawing|button|primary|secondary|expression|hint|hint-\w+|fa-[\w-]+|lang(?:uage)?-[\w#+.-]+)\Z"
)
"""GitBook's own class names; others would take the theme's."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_DATA_IMAGE = re.compile(r"data:image/(?:png|gif|jpe?g|webp|avif);", re.IGNORECASE)


class Value(NamedTuple):
    """The value of an attribute."""

    text: str
    """With entities decoded; "" for an attribute without a value."""
    span: Span
    """Where it stands in the markup, without its quotes."""


@dataclass(frozen=True, slots=True)
class Start:
    """A start tag."""

    name: str
    attributes: Mapping[str, Value]
    is_empty: bool
    """A void element, or one written `<x/>`."""
    span: Span


@dataclass(frozen=True, slots=True)
class End:
    """An end tag."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Text:
    """What stands between tags."""

    text: str
    """With entities decoded."""
    span: Span


@dataclass(frozen=True, slots=True)
class Other:
    """A comment, a declaration, a processing instruction, or an element of `DROPPED` with its content."""

    markup: str
    name: str
    """The name of the element, "" for the others."""
    span: Span


Event = Start | End | Text | Other


def events(markup: str) -> Iterator[Event]:
    """Read raw HTML. Whatever is not HTML is text; nothing raises."""
    position = text_start = 0
    length = len(markup)
    last_end = markup.rfind(">")
    while position < length:
        opening = markup.find("<", position)
        if opening < 0 or opening > last_end:
            break
        event = _markup(markup, opening)
        if event is None:
            position = opening + 1
            continue
        if opening > text_start:
            yield Text(unescape(markup[text_start:opening]), Span(text_start, opening))
        yield event
        position = text_start = event.span.end
    if text_start < length:
        yield Text(unescape(markup[text_start:]), Span(text_start, length))


def _markup(markup: str, start: int) -> Event | None:
    following = markup[start + 1 : start + 2]
    if following in ("!", "?"):
        return _other(markup, start)
    if following == "/":
        name = _NAME.match(markup, start + 2)
        end = markup.find(">", start) + 1 if name else 0
        return End(name[0].lower(), Span(start, end)) if name and end else None
    name = _NAME.match(markup, start + 1)
    if not name:
        return None
    attributes: dict[str, Value] = {}
    position = name.end()
    while True:
        space = _SPACE.match(markup, position)
        position = space.end() if space else position
        if position >= len(markup):  # not reading it again keeps the cost linear
            return Text(unescape(markup[start:]), Span(start, len(markup)))
        if markup[position] == ">":
            break
        match = _ATTRIBUTE.match(markup, position)
        if not match:
            position += 1
            continue
        group = next((i for i in (2, 3, 4) if match[i] is not None), 1)
        value = "" if group == 1 else unescape(match[group])
        attributes.setdefault(match[1].lower(), Value(value, Span(*match.span(group))))
        position = match.end()
    tag, end = name[0].lower(), position + 1
    if tag in DROPPED and tag not in VOID:
        return _dropped(markup, start, end, tag)
    is_empty = tag in VOID or markup[position - 1] == "/"
    return Start(tag, attributes, is_empty, Span(start, end))


def _dropped(markup: str, start: int, after: int, name: str) -> Other:
    close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(markup, after)
    end = close.end() if close else len(markup)
    return Other(markup[start:end], name, Span(start, end))


def _other(markup: str, start: int) -> Other | None:
    if markup.startswith("<!--", start):
        if markup.startswith(("<!-->", "<!--->"), start):
            end = markup.find(">", start) + 1
        else:
            found = markup.find("-->", start + 4)
            end = len(markup) if found < 0 else found + 3
    elif markup.startswith("<![CDATA[", start):
        found = markup.find("]]>", start)
        end = len(markup) if found < 0 else found + 3
    elif markup.startswith("<?", start):
        found = markup.find("?>", start)
        end = len(markup) if found < 0 else found + 2
    elif re.match(r"<![A-Za-z]", markup[start : start + 3]):
        end = markup.find(">", start) + 1
        if not end:
            return None
    else:
        return None
    return Other(markup[start:end], "", Span(start, end))


def is_safe_url(url: str, *, image: bool = False) -> bool:
    """Whether a URL can be followed or loaded without running anything.

    Browsers ignore control characters in a scheme, so they do not count.
    """
    bare = _INVISIBLE_IN_URL.sub("", url)
    scheme = _SCHEME.match(bare)
    if not scheme:
        return True
    return scheme[1].lower() in _SAFE_SCHEMES or (image and bool(_DATA_IMAGE.match(bare)))


def allowed_attributes(name: str, attributes: Mapping[str, Value]) -> dict[str, str]:
    """The attributes of an element that may stay. URLs are checked by `is_safe_url`.

    `style` is kept for the few elements whose renderer turns a colour into a class; the tree never
    writes it.
    """
    allowed = _BY_ELEMENT.get(name, frozenset())
    kept: dict[str, str] = {}
    for key, value in attributes.items():
        if key not in allowed and key not in _GLOBAL and key != "aria-label":
            continue
        text = value.text
        if key == "class":
            text = " ".join(word for word in text.split() if _CLASS.match(word))
            if not text:
                continue
        if key in URL_ATTRIBUTES and key != "srcset" and not is_safe_url(text, image=name in ("img", "source")):
            text = ""
        kept[key] = text
    if name == "input":
        return {"type": "checkbox", "disabled": ""} | {k: v for k, v in kept.items() if k == "checked"}
    return kept
