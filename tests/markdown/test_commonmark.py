"""The examples of CommonMark 0.31, compared as a browser reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from markdown import markdown

if TYPE_CHECKING:
    from pathlib import Path

    Node = tuple[Any, ...]

PURE: dict[int, str] = {
    148: "a <pre> divided by a blank line in a table: a tree cannot hold it",
    614: "<a/> is an element without content here, an open one in a browser",
    615: "<a/> is an element without content here, an open one in a browser",
}
"""What differs with `profile: commonmark`, and why."""

HEADING_RULE = "10 59 62 66-68 71-84 86 89-91 95 96 102 103 115 141 214 215 300"
"""Headings have ids, one title, three levels below it, and are dropped when they are empty (§13)."""

SANITISED = "21 31 148 150 152-154 156-158 163 164 169-173 176 177-180 182 183 308 309 344 475 491 524 536 596 598 599 601 612-617 625-631 642 643"
"""Comments, scripts, unknown elements, attributes and unsafe URLs do not pass (DESIGN.md, decision 7)."""

GFM = "608 611 612"
"""Bare URLs are links."""

GITBOOK_RULE = "200 201 227-230 232 421 485-487 520 567 572-578 580-586 588 589 591 644 646 647"
"""Lone images are figures, links without target are marked, `****` between words is nothing, a final backslash is nothing, links are as written (§10, §15)."""


def numbers(ranges: str) -> set[int]:
    """The numbers in `1 3-5`."""
    found: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def dom(html: str) -> Node:
    def node(element: Any, *, in_pre: bool = False) -> Node:
        in_pre = in_pre or element.tag == "pre"

        def text(value: str | None) -> str:
            return (value or "") if in_pre else " ".join((value or "").split())

        children = tuple((node(child, in_pre=in_pre), text(child.tail)) for child in element)
        return (element.tag, tuple(sorted(element.attrib.items())), text(element.text), children)

    return node(html5lib.parseFragment(html.strip(), treebuilder="etree", namespaceHTMLElements=False))


def differences(file: Path, profile: str) -> set[int]:
    options = {"playbook.markdown": {"profile": profile}}
    examples = json.loads(file.read_text(encoding="utf-8"))
    return {
        example["example"]
        for example in examples
        if dom(markdown(example["markdown"], extensions=["playbook.markdown"], extension_configs=options))
        != dom(example["html"])
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib")
def test_pure_commonmark(commonmark_examples: Path) -> None:
    assert differences(commonmark_examples, "commonmark") == set(PURE)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib")
def test_every_other_difference_has_its_reason(commonmark_examples: Path) -> None:
    reasons = {
        "heading rule": numbers(HEADING_RULE),
        "sanitised": numbers(SANITISED),
        "GFM": numbers(GFM),
        "GitBook rule": numbers(GITBOOK_RULE),
    }
    named = set().union(*reasons.values())
    found = differences(commonmark_examples, "gitbook")
    assert (sorted(found - named), sorted(named - found)) == ([], [])
