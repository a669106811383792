"""What readers see of a page's content in a built site: the text that is signed off."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ARTICLE = "data-playbook-article"
"""The attribute by which our templates mark the content of a page."""
BESIDE = "data-playbook-beside"
"""The attribute of what stands in there without being content: badges, banners, tools."""

_PLACES = (f"[{ARTICLE}]", "article.md-content__inner", "[role=main]", "main", "body")
"""Where the content is, with our templates and with others."""
_BLOCK = re.compile(
    r"(?=</?(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    r"|header|hr|legend|li|main|nav|ol|p|pre|section|summary|t[dhr]|table|tbody|tfoot|thead|ul)\b)",
    re.IGNORECASE,
)
"""Where words end even if no white space is written."""
_NOT_TEXT = f"script, style, template, noscript, svg, .headerlink, [{BESIDE}]"


def article(html: str) -> LexborNode | None:
    """The content of a built page, without what stands beside it; None when there is none (a redirect)."""
    tree = LexborHTMLParser(html)
    found = next((node for place in _PLACES if (node := tree.css_first(place)) is not None), None)
    for node in found.css(_NOT_TEXT) if found is not None else ():
        node.decompose()
    return found


def visible_text(html: str) -> str:
    """The visible text of the content of a built page, every run of white space as one space."""
    found = article(_BLOCK.sub(" ", html))
    return "" if found is None else " ".join(found.text().split())


def digest(text: str) -> str:
    """The digest of a text as `review.json` writes it."""
    return f"sha256:{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()}"
