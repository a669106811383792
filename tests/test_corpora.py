"""Real repositories: nothing raises, no tag is left outside of code, every position is exact."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from markdown import markdown

from playbook.gitbook.document import Document
from playbook.markdown.blocks import BLOCKS
from playbook.source import Source

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.corpora

LEFTOVER = re.compile(r"\{%-?\s*(?:end)?([a-z@][\w-]*)|&#x20;|&amp;#x20;")
ESCAPES = re.compile(r"\\([!-/:-@\[-`{-~])")


class Visible(HTMLParser):
    """The text that a reader sees outside of code."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in ("code", "pre")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in ("code", "pre")

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data)


@pytest.fixture(scope="module")
def documents(corpora: Path) -> list[Document]:
    return [
        Document.read(Source.read(file, file.relative_to(corpora).as_posix()), file.name)
        for file in sorted(corpora.rglob("*.md"))
    ]


@pytest.mark.timeout(300)
def test_no_tag_is_left_outside_of_code(documents: list[Document]) -> None:
    left = []
    for document in documents:
        visible = Visible()
        visible.feed(markdown(document.body, extensions=["playbook.markdown"]))
        text = "".join(visible.parts)
        left += [(document.source.path, match[0]) for match in LEFTOVER.finditer(text) if match[1] in (None, *BLOCKS)]
    assert left == []


def test_positions_are_exact(documents: list[Document]) -> None:
    def plain(text: str) -> str:
        return ESCAPES.sub(r"\1", text).replace("&#x27;", "'").replace("&#x26;", "&").replace("&amp;", "&")

    wrong = []
    for document in documents:
        for item in (*document.links, *document.images):
            written = document.source.text[item.span.start : item.span.end]
            if item.target and not plain(item.target).endswith(plain(written)):
                wrong.append((str(document.source.location(item.span.start)), written, item.target))
    assert wrong == []


def test_what_is_known_of_country_playbook(documents: list[Document]) -> None:
    pages = [document for document in documents if document.source.path.startswith("country-playbook/")]
    targets = [link.target for page in pages for link in page.links]
    assert sum("broken-reference" in target for target in targets) == 47
    assert sum("127.0.0.1" in target for target in targets) == 23
    assert sum(image.target.startswith("file:///") for page in pages for image in page.images) == 1
