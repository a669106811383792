"""The pages of this project's playbook as readers get them: their words by language, and their shape.

Both are taken from the HTML that the extension makes, so that a test speaks of what is shown.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import html5lib
import markdown
import yaml

from playbook.gitbook.front_matter import read as read_front_matter
from playbook.markdown.extension import GitBookExtension
from playbook.markdown.references import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LANGUAGES = ("fr", "en")
SHOWN_ATTRIBUTES = ("alt", "title", "aria-label", "label")
STRUCTURE = frozenset("h1 h2 h3 h4 h5 h6 ul ol li table tr th td figure img details summary pre blockquote".split())
OF_A_LANGUAGE = frozenset({"gb-tabs--long"})
"""What depends on how long words are."""
NOT_PROSE = frozenset({"code", "pre", "svg", "script", "style"})


class Said(NamedTuple):
    """A piece of text that readers get."""

    text: str
    cited: bool
    """In italics: a term is named, often in another language."""


def paths(language: str) -> list[str]:
    """The pages of a language, relative to its space; SUMMARY.md is not one."""
    space = DOCS / language
    found = (file.relative_to(space).as_posix() for file in space.rglob("*.md") if ".gitbook" not in file.parts)
    return sorted(path for path in found if path != "SUMMARY.md")


@cache
def front_matter(language: str, path: str) -> dict[str, Any]:
    """The head of a page."""
    text = (DOCS / language / path).read_text("utf-8")
    head: dict[str, Any] = yaml.safe_load(text[4 : text.index("\n---\n", 4)])
    return head


@cache
def html(language: str, path: str) -> Element:
    """The body of a page as it is shown."""
    text = (DOCS / language / path).read_text("utf-8")
    body = text[read_front_matter(text).end :]
    references = Unresolved()
    references.language = language
    shown = markdown.markdown(body, extensions=[GitBookExtension(references=references)])
    return html5lib.parse(f"<main>{shown}</main>", namespaceHTMLElements=False).find(".//main")


def said(element: Element, language: str, *, cited: bool = False) -> Iterator[Said]:
    """The texts of an element in the language of the page, in order; what is marked as another language is left out."""
    if element.tag in NOT_PROSE or element.get("lang", language) != language:
        return
    cited = cited or element.tag in {"em", "i"}
    for name in SHOWN_ATTRIBUTES:
        if element.get(name):
            yield Said(element.get(name, ""), cited)
    yield Said(element.text or "", cited)
    for child in element:
        yield from said(child, language, cited=cited)
        yield Said(child.tail or "", cited)


def shape(element: Element) -> Iterator[str]:
    """What a page is made of, in order: headings, lists, tables, figures, blocks, and what they lead to."""
    for one in element.iter():
        if one.tag in STRUCTURE:
            yield one.tag if one.tag != "img" else f"img {Path(one.get('src', '')).name}"
        elif one.tag in {"div", "section", "aside", "a", "label", "input", "span"}:
            names = [name for name in one.get("class", "").split() if name not in OF_A_LANGUAGE]
            blocks = [name for name in names if name.startswith(("gb-", "tabbed-"))]
            if blocks:
                yield f"{one.tag}.{'.'.join(blocks)}"


def sections(element: Element) -> Iterator[tuple[str, list[str]]]:
    """The shape of a page by its headings, to say where two pages part."""
    title, held = "", []
    for part, text in _with_text(element):
        if part.startswith("h") and part[1:].isdigit():
            yield title, held
            title, held = text, [part]
        else:
            held.append(part)
    yield title, held


def _with_text(element: Element) -> Iterator[tuple[str, str]]:
    parts = list(shape(element))
    headings = iter(["".join(one.itertext()) for one in element.iter() if one.tag in {f"h{n}" for n in range(1, 7)}])
    for part in parts:
        yield part, next(headings) if part.startswith("h") and part[1:].isdigit() else ""


def other_texts(language: str) -> Iterator[tuple[str, str]]:
    """Texts of a language that are no pages, with their file: table of contents, figures, templates."""
    for line in (DOCS / language / "SUMMARY.md").read_text("utf-8").splitlines():
        yield "SUMMARY.md", " ".join(part for part in line.replace("](", "](\0").split("\0") if not part.endswith(")"))
    for pattern in ("assets/figures/*.{}.yml", "assets/templates/*.{}.yml"):
        for file in sorted(ROOT.glob(pattern.format(language))):
            for text in _scalars(yaml.load(file.read_text("utf-8"), yaml.BaseLoader)):  # noqa: S506 (texts only)
                yield file.name, text.replace("\N{SOFT HYPHEN}", "")


def _scalars(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _scalars(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _scalars(one, key)
    elif key not in {"file", "lines", "landscape", "empty", "widths"}:
        yield str(value)
