"""What changed between two revisions as one page that needs no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.review.addresses import is_relative
from playbook.review.change_pages import spoken
from playbook.review.difference.nodes import Element, fragment, write
from playbook.review.release_page import counts
from playbook.review.revisions import data_address
from playbook.strings import THEME, strings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playbook.review.difference.nodes import Node
    from playbook.review.revisions import RevisedPage

_LOOK = """
:root { --pb-page: #fff; --pb-surface: #f4f7fa; --pb-rule: #d5dce4; --pb-rule-strong: #8795a5; --pb-heading: #0c2440; --pb-gold: #d9a12b; --pb-focus: #0b57a4; color-scheme: light; }
body { max-width: 48rem; margin: 0 auto; padding: 1rem; color: #1b2733; background: #fff; font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
table { border-collapse: collapse; } :is(td, th) { border: 1px solid var(--pb-rule); padding: 0.3rem 0.6rem; text-align: start; vertical-align: top; }
img { max-width: 100%; height: auto; } pre { overflow-x: auto; padding: 0.6rem; background: var(--pb-surface); }
.gb-hint { border-inline-start: 0.25rem solid var(--pb-rule-strong); padding: 0.1rem 1rem; background: var(--pb-surface); }
figure { margin: 1rem 0; } summary { font-weight: 700; } .diff-sections { padding: 0 1rem; }
.diff-page { margin-block: 3rem; border-top: 0.2rem solid var(--pb-gold); }
"""
"""What the style sheet of the site gives to the same pages there."""


def whole_page(changes: Sequence[RevisedPage], old: str, new: str) -> str:
    """A page with every changed page, its changes marked.

    Args:
        changes: What changed.
        old: The name of the old revision.
        new: The name of the new one.
    """
    language = next((one.page.edition.language for one in changes if one.page.edition.language), None) or "en"
    words = strings(language)
    title = f"{words['changes.title'].format(version=old)}: {new}"
    # A page of its own knows nothing of a switch of colours: those for light are for all.
    style = _LOOK + (THEME / "assets/playbook/changes.css").read_text(encoding="utf-8")
    head: list[Node] = [
        Element("meta", {"charset": "utf-8"}),
        Element("meta", {"name": "viewport", "content": "width=device-width,initial-scale=1"}),
        Element("title", {}, [title]),
        Element("style", {}, [style]),
    ]
    items: list[Node] = [
        Element(
            "li", {}, [Element("a", {"href": f"#page-{number}"}, [change.page.title]), f" ({_kind(change, words)})"]
        )
        for number, change in enumerate(changes, 1)
    ]
    body: list[Node] = [Element("h1", {}, [title])]
    body.append(Element("ul", {}, items) if changes else Element("p", {}, [words["changes.nothing"]]))
    body += [_article(change, number, words) for number, change in enumerate(changes, 1)]
    page = Element(
        "html",
        {"lang": language, "dir": "ltr"},
        [Element("head", {}, head), Element("body", {"class": "md-typeset"}, body)],
    )
    return f"<!doctype html>\n{write(page)}\n"


def _kind(change: RevisedPage, words: Mapping[str, str]) -> str:
    return words[f"changes.{change.kind}.pages"]


def _article(change: RevisedPage, number: int, words: Mapping[str, str]) -> Element:
    """A changed page below its name and what is counted in it."""
    told = change.difference
    marked = fragment(told.html, ours=True)
    for element in marked:
        _settle(element, change, number)
    path = change.page.path
    if change.old is not None and change.new is not None and change.old.path != path:
        path = f"{change.old.path} → {path}"
    numbers = [
        ("inserted", told.inserted, words["changes.inserted"]),
        ("deleted", told.deleted, words["changes.deleted"]),
        ("moved", told.moved, words["changes.moved"]),
        ("images", len(told.images), words["changes.images"]),
    ]
    heading: list[Node] = [
        Element("p", {}, [Element("strong", {}, [_kind(change, words)]), " ", Element("code", {}, [path])]),
        counts(numbers),
    ]
    attributes = {"class": "diff-page", "id": f"page-{number}", "style": spoken(words)}
    if change.page.edition.language:
        attributes["lang"] = change.page.edition.language
    return Element("article", attributes, [*heading, *marked.children])


def _settle(element: Element, change: RevisedPage, number: int) -> None:
    """Let an element of one page stand among those of others: ids of its own, images in it, no address of a file."""
    attributes = element.attributes
    for name in ("id", "for", "aria-describedby", "aria-labelledby", "name"):
        if name in attributes:
            attributes[name] = " ".join(f"p{number}-{one}" for one in attributes[name].split())
    href = attributes.get("href", "")
    if href.startswith("#"):
        attributes["href"] = f"#p{number}-{href[1:]}"
    elif href and is_relative(href):
        del attributes["href"]
    attributes.pop("srcset", None)
    if "src" in attributes and is_relative(attributes["src"]):
        attributes["src"] = data_address(change.page, attributes["src"])
        if not attributes["src"] and element.tag == "img":
            element.tag, element.children = "span", [attributes.get("alt", "")]
            element.attributes = {"data-diff-tag": "img"}
    if element.tag == "details":
        attributes["open"] = ""
