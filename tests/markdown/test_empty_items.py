"""List items that begin with a figure after an empty line, as GitBook writes them."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook.document import Document
from playbook.markdown.parser import parse
from playbook.source import Source

FIGURE = '<figure><img src="a.png" alt="A"></figure>'


def html(text):
    return markdown.markdown(text, extensions=["playbook.markdown"])


@pytest.mark.parametrize(
    "text",
    [
        f"* one\n*\n\n    {FIGURE}\n",
        f"*\n\n    {FIGURE}\n",
        f"1. one\n2.\n\n    {FIGURE}\n",
        "* one\n*\n\n    ![A](a.png)\n",
        f"* one\n\n  *\n\n      {FIGURE}\n",
    ],
)
def test_the_figure_belongs_to_the_item(text):
    shown = html(text)
    assert "<code>" not in shown
    assert shown.index("<li>") < shown.index('<figure class="gb-figure">') < shown.rindex("</li>")
    source = Source("a.md", text)
    (image,) = Document.read(source, "a.md").images
    assert text[image.span.start : image.span.end] == "a.png"


@pytest.mark.parametrize("text", [f"*\n\n    {FIGURE}", f"a\n*\n\n    {FIGURE}\n"])
def test_code_stays_code_in_a_fence(text):
    assert "<figure" not in html(f"```\n{text}\n```\n")


def test_other_code_after_an_empty_item_stays_code():
    assert "<code>" in html("* one\n*\n\n    code\n")


@given(st.lists(st.sampled_from(["*", "1.", "-", "", "    " + FIGURE, "  " + FIGURE, "x", "```", "> *", "    x"])))
def test_nothing_makes_it_raise(lines):
    parse("\n".join(lines))
