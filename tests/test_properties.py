"""No input makes a reader raise, leak a well-formed tag, or lose its place."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown
from nests import NESTS, Page
from prose import shown_words
from published import Seen

from playbook.gitbook.document import Document
from playbook.markdown.blocks import BLOCKS
from playbook.markdown.html import VOID, events
from playbook.markdown.parser import parse
from playbook.markdown.slugs import Ids, heading_id, slug
from playbook.markdown.tags import find_tags
from playbook.source import Source

NAMES = sorted(name for name in BLOCKS if not name.startswith("@"))
PIECES = st.one_of(
    st.sampled_from(
        "* one\n|1. one\n|   two\n|> quote\n|- [ ] task\n|\n|\n\n|```\n|    code\n|# H\n|### ****\n|| a | b |\n|- | -\n|---\n"
        "|<details>\n\n<summary>s</summary>\n\n|</details>\n|<figure><img src='a b.png' alt=\"\"></figure>\n|<table><tr><td>|</td>"
        "|<pre><code>|</code></pre>\n|<!--|-->|<a href='x.md' id=y>|</a>|<p align=center>|[a](b.md \"mention\")|![x](<y z>)"
        '|[^1]|[^1]: note\n|$$|`|**|****|\\|&#x20;|<b|<script>|</script>|text |\t|\u200b|\x00|é\u0301|{%|%}|"'.split(
            "|"
        )
    ),
    st.builds("{{% {} %}}\n".format, st.sampled_from(NAMES)),
    st.builds('{{% {} url="a.md" title="T" src="f" style="info" %}}\n'.format, st.sampled_from(NAMES)),
    st.builds("{{% end{} %}}\n".format, st.sampled_from(NAMES)),
    st.text(max_size=12),
)
PAGES = st.lists(PIECES, max_size=40).map("".join)


class WellFormed(HTMLParser):
    """Checks that every element is closed in the order in which it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[str] = []
        self.ids: list[str] = []
        self.visible: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for key, value in attrs if key == "id" and value]
        if tag not in VOID:
            self.path.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for key, value in attrs if key == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"code", "pre"} & set(self.path):
            self.visible.append(data)


def render(text: str) -> WellFormed:
    parser = WellFormed()
    parser.feed(markdown(text, extensions=["playbook.markdown"]))
    parser.close()
    assert parser.path == []
    return parser


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_any_page_becomes_well_formed_html(text: str) -> None:
    render(text)


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_problems_and_positions_lie_in_the_text(text: str) -> None:
    source = Source.decode("p.md", text.encode("utf-8", "surrogatepass"))
    document = Document.read(source, "p.md")
    spans = [p.span for p in document.problems]
    spans += [item.span for item in (*document.links, *document.images, *document.headings, *document.tags)]
    assert all(0 <= span.start <= span.end <= len(source.text) for span in spans)


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_heading_ids_are_unique(text: str) -> None:
    ids = [heading.id for heading in parse(text).headings]
    assert len(ids) == len(set(ids))
    assert all(ids)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([name for name in NAMES if name not in ("include", "if")]), min_size=1, max_size=6))
def test_nested_blocks_leave_no_tag_behind(names: list[str]) -> None:
    text = "".join(f"{{% {name} %}}\n" for name in names) + "inside\n"
    text += "".join(f"{{% end{name} %}}\n" for name in reversed(names))
    assert "{%" not in "".join(render(text).visible)


@settings(max_examples=150, deadline=None)
@given(NESTS)
def test_whatever_stands_in_whatever_is_shown_once_and_whole(page: Page) -> None:
    html = markdown(page.text, extensions=["playbook.markdown"])
    seen = Seen(html)
    assert "{%" not in "".join(seen.plain)
    assert page.words <= shown_words(seen.text)
    assert len(seen.ids) == len(set(seen.ids))
    parser = html5lib.HTMLParser()
    parser.parse(f"<!DOCTYPE html><html><head><title>x</title></head><body>{html}</body></html>")
    assert parser.errors == []


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), PAGES))
def test_raw_html_is_read_without_gaps(text: str) -> None:
    position = 0
    for event in events(text):
        assert event.span.start == position
        position = event.span.end
    assert position == len(text)


@given(st.text(max_size=60))
def test_tags_lie_in_order(text: str) -> None:
    position = 0
    for tag in find_tags("{% a %}" + text + "{% b %}"):
        assert position <= tag.span.start < tag.span.end
        position = tag.span.end


@given(st.text(max_size=200))
def test_slugs_are_stable_and_fit_a_url(text: str) -> None:
    found = slug(text)
    assert len(found) <= 100
    assert slug(found) == found
    assert not re.search(r"[\s/?#%&<>\"']", heading_id(text))


@given(st.lists(st.sampled_from(["a", "a-1", "b", "a-1-1"])))
def test_ids_are_unique(wanted: list[str]) -> None:
    ids = Ids()
    claimed = [ids.claim(item) for item in wanted]
    assert len(claimed) == len(set(claimed))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_source(data: bytes) -> None:
    source = Source.decode("x", data)
    assert "\r" not in source.text
    for byte, at in source.undecodable:
        assert 0 <= byte < len(data)
        assert source.text[at] == "\ufffd"
    end = source.location(len(source.text))
    assert source.line(end.line)[: end.column - 1] == source.line(end.line)
