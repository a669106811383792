"""Pages that show what changed: each changed page with its changes marked, and one page for the whole version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.review.addresses import put_elsewhere, relative
from playbook.review.changes import beside
from playbook.review.difference.nodes import MARK, Element, fragment
from playbook.review.difference.nodes import write as markup
from playbook.review.release_page import counts, release
from playbook.review.sites import container
from playbook.strings import strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from playbook.review.changes import Comparison, PageChange
    from playbook.review.difference import Section
    from playbook.review.difference.nodes import Node
    from playbook.review.manifest import PublishedPage

STYLES, SCRIPT = "assets/playbook/changes.css", "assets/playbook/changes.js"
"""Of these pages; the theme brings them."""

_OF_THE_PAGE_ITSELF = frozenset({"canonical", "alternate", "prev", "next"})
"""Relations in a page's head that are not those of the page with its changes."""
_SPOKEN = "changes.spoken."
"""Begins the keys of the words that the style sheet puts beside changes."""


def write(comparison: Comparison, output: Path) -> Mapping[str, str]:
    """Write the pages about what changed.

    They name the old version by its directory beside that of the new one, and need nothing else of it.

    Args:
        comparison: What changed.
        output: The directory of the new version, or another for the files that are to be added to it.

    Returns:
        The address of each page that changed, and that of the page with its changes; both relative to the root of the
        new version. The page that tells what changed altogether is at `Comparison.release_url`.

    Raises:
        OSError: A page cannot be read, or a file cannot be written.
    """
    for language in comparison.languages:
        pages = [page for page in comparison.new.manifest.pages if page.language == language]
        if not pages:
            continue
        words = strings(language)
        url = comparison.release_url(language)
        title = words["changes.title"].format(version=comparison.old.version)
        shell = comparison.new.page(pages[0])
        told = release(comparison, language, words)
        _put(output, url, _dressed(shell, pages[0], url, title, told, words, with_contents=False))
        for change in comparison.of(language):
            if change.new is not None and change.difference is not None:
                url = comparison.diff_url(change.new)
                title = f"{words['changes.page'].format(version=comparison.old.version)}: {change.new.title}"
                shell = comparison.new.page(change.new)
                marked = _marked(comparison, change, words)
                _put(output, url, _dressed(shell, change.new, url, title, marked, words, with_contents=True))
    return comparison.marked


def _put(output: Path, url: str, html: str) -> None:
    file = output / (f"{url}index.html" if url.endswith("/") else url)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(html.encode(errors="replace"))


def _dressed(
    shell: Element,
    page: PublishedPage,
    url: str,
    title: str,
    content: Sequence[Node],
    words: Mapping[str, str],
    *,
    with_contents: bool,
) -> str:
    """A page with another content, for another place.

    Args:
        shell: The `<html>` of the page.
        page: Which one it is.
        url: The place.
        title: What it is called there.
        content: What it holds there.
        words: The texts of its language.
        with_contents: Whether its table of contents still serves.
    """
    put_elsewhere(shell, page.url, url)
    head = next((one for one in shell if one.tag == "head"), Element("head"))
    head.children = [*_head(head, title), *_own_head(url)]
    if not with_contents:
        for element in shell:
            if "md-skip" in element.classes:
                element.attributes["href"] = "#changes"
            element.children = [
                child for child in element.children if not (isinstance(child, Element) and "pb-toc" in child.classes)
            ]
    place = container(shell)
    if place is not None:
        classes = [name for name in place.classes if name != "pb-page--home"]
        place.attributes |= {"class": " ".join([*classes, "diff-page"]), "style": spoken(words)}
        place.children = list(content)
    return f"<!doctype html>\n{markup(shell)}\n"


def _head(head: Element, title: str) -> Iterator[Node]:
    """What a page's head holds that serves in another place too."""
    for node in head.children:
        if isinstance(node, Element):
            attributes = node.attributes
            if node.tag == "link" and _OF_THE_PAGE_ITSELF & {*attributes.get("rel", "").split()}:
                continue
            if node.tag == "meta" and attributes.get("name") in {"robots", "description"}:
                continue
            if node.tag == "title":
                name = node.text().rpartition(" – ")[2]  # noqa: RUF001 (the theme's own sign between the two)
                yield Element("title", {}, [f"{title} – {name}"])  # noqa: RUF001
                continue
        yield node


def _own_head(url: str) -> Iterator[Node]:
    yield Element("meta", {"name": "robots", "content": "noindex"})
    yield Element("link", {"rel": "stylesheet", "href": relative(STYLES, url)})
    yield Element("script", {"src": relative(SCRIPT, url), "defer": ""})


def spoken(words: Mapping[str, str]) -> str:
    """The words that the style sheet puts beside changes, as a style of the element around them."""
    keys = (key for key in words if key.startswith(_SPOKEN))
    return "; ".join(f"--diff-{key.removeprefix(_SPOKEN)}: {_css_text(words[key])}" for key in keys)


def _css_text(text: str) -> str:
    """A text as CSS writes it (CSS Syntax Level 3, 4.3.5)."""
    escaped = "".join(f"\\{ord(sign):x} " if sign in '"\\\n<' else sign for sign in text)
    return f'"{escaped}"'


def _marked(comparison: Comparison, change: PageChange, words: Mapping[str, str]) -> list[Node]:
    """The content of a page with its changes marked, below what is said about them."""
    if change.difference is None or change.new is None or change.old is None:
        raise AssertionError
    marked = fragment(change.difference.html, ours=True)
    for element in marked:
        if element.tag == "details" and any(MARK in one.attributes for one in element):
            element.attributes["open"] = ""  # nothing that changed is hidden
    own, version = comparison.diff_url(change.new), comparison.old.version
    links = [
        (change.new.url, words["changes.current"]),
        (beside(comparison.old, change.old.url), words["changes.before"].format(version=version)),
        (comparison.release_url(change.new.language), words["changes.all"].format(version=version)),
    ]
    bar = Element("section", {"class": "diff-bar", "aria-labelledby": "diff-title"})
    bar.children = [
        Element("p", {"class": "diff-bar__title", "id": "diff-title"}, [words["changes.page"].format(version=version)]),
        counts(
            [
                ("inserted", change.difference.inserted, words["changes.inserted"]),
                ("deleted", change.difference.deleted, words["changes.deleted"]),
                ("moved", change.difference.moved, words["changes.moved"]),
                ("images", len(change.difference.images), words["changes.images"]),
            ]
        ),
        _legend(words),
        Element("ul", {"class": "diff-links"}, [_item(relative(url, own), text) for url, text in links]),
        _places(change.difference.sections, words),
    ]
    return [bar, *marked.children, _steps(change.difference.changes, words)]


def _legend(words: Mapping[str, str]) -> Element:
    shown: list[Node] = [
        Element("ins", {MARK: "ins"}, [words["changes.legend.inserted"]]),
        Element("del", {MARK: "del"}, [words["changes.legend.deleted"]]),
        Element("span", {"class": "diff-legend__moved"}, [words["changes.legend.moved"]]),
        Element("span", {"class": "diff-legend__look"}, [words["changes.legend.look"]]),
    ]
    items: list[Node] = [Element("li", {}, [one]) for one in shown]
    return Element("ul", {"class": "diff-legend", "aria-label": words["changes.legend"]}, items)


def _item(href: str, text: str) -> Element:
    return Element("li", {}, [Element("a", {"href": href}, [text])])


def _places(sections: Sequence[Section], words: Mapping[str, str]) -> Element:
    """The headings under which something changed, each with the way there."""
    items: list[Node] = [
        Element(
            "li",
            {},
            [
                Element("a", {"href": f"#{section.anchor}"}, [section.title or words["changes.top"]]),
                f" ({section.changes})",
            ],
        )
        for section in sections
    ]
    summary = Element("summary", {}, [words["changes.where"]])
    return Element("details", {}, [summary, Element("ul", {}, items)])


def _steps(number: int, words: Mapping[str, str]) -> Element:
    """The buttons that lead from change to change; the script shows them."""

    def button(step: str, text: str) -> Element:
        return Element("button", {"type": "button", "class": "md-button", "data-diff-step": step}, [text])

    place = Element("output", {"class": "diff-steps__place", "data-diff-of": str(number)}, [f"0 / {number}"])
    return Element(
        "div",
        {
            "class": "diff-steps",
            "role": "group",
            "aria-label": words["changes.steps"],
            "title": words["changes.keys"],
            "hidden": "",
        },
        [button("-1", words["changes.previous"]), place, button("1", words["changes.next"])],
    )
