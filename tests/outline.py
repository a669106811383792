"""The text and the structure of HTML as another parser reads it, for judging marked pages."""

from __future__ import annotations

import re

import html5lib

LINES = frozenset(
    "address article aside blockquote caption center col colgroup dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
DROPPED = frozenset("script style template noscript source track".split())
OPAQUE = frozenset("svg math video audio iframe object embed canvas".split())
TAG = r"(?:\x01(?!/?(?:img|input|select|textarea|button|br)\b)[^\x02]*\x02)"
"""What shows nothing itself: white space between the edge of a line and such tags is not shown."""


def outline(html, *, attributes=True):
    """Tags and words in order, one line of text an item, white space as browsers show it; what is beside the content is not in it.

    `attributes`: all of them; else only the descriptions of images, which is what can be had without the old version.
    """
    body = html5lib.parse(f"<!doctype html><body>{html}", namespaceHTMLElements=False).find("body")
    lines = re.split(r"(\x03[^\x04]*\x04)", "".join(_pieces(body, attributes, is_code=False)))
    return [shown for line in lines if (shown := line if "\x05" in line else _as_shown(line))]


def _as_shown(line):
    line = re.sub(r"[ \t\n\r\f]+", " ", line)
    line = re.sub(rf"^({TAG}*) ", r"\1", line)
    return re.sub(rf" ({TAG}*)$", r"\1", line)


def _pieces(element, attributes, *, is_code):
    is_code = is_code or element.tag == "pre"
    yield _text(element.text, is_code)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in DROPPED and not _is_beside(child):
            yield from _element(child, attributes, is_code=is_code)
        yield _text(child.tail, is_code)


def _is_beside(element):
    named = element.attrib
    return (
        "headerlink" in named.get("class", "").split()
        or "data-search-exclude" in named
        or "data-playbook-beside" in named
    )


def _text(text, is_code):
    if text and is_code:
        return text.replace("\n", "\x05")
    return text or ""


def _element(child, attributes, *, is_code):
    name = child.tag
    # Of a picture the image counts, and colours of code are those of the new page.
    if not attributes and (name == "picture" or (is_code and name == "span")):
        yield from _pieces(child, attributes, is_code=is_code)
        return
    if attributes:
        told = "".join(f' {key}="{value}"' for key, value in sorted(child.attrib.items()))
    else:
        told = f" {child.get('alt', '')}" if name == "img" else ""
    start, end = ("\x03", "\x04") if name in LINES else ("\x01", "\x02")
    yield f"{start}{name}{told}{end}"
    if name not in OPAQUE:
        yield from _pieces(child, attributes, is_code=is_code)
    yield f"{start}/{name}{end}"
