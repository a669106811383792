"""Tables, cards, listings and inline elements as HTML: whatever is written, the page is well-formed and harmless."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from playbook.markdown.html import VOID

PIECES = """
<table data-view="cards" data-card-size="large">|<table data-header-hidden data-full-width="true">|</table>|<thead>|</thead>
<tbody>|<tr>|</tr>|<td>|</td>|<th>|<th data-hidden>|<th data-hidden data-card-target data-type="content-ref">|</th>
<th data-card-cover data-type="image">|<th data-type="checkbox">|<th data-type="rating" data-max="99999">|<td colspan="3">
<th>S<select multiple>|<option value="1" label="x" color="blue">|</select>|<span data-option="1">|</span>|, |true|5
<a href="a.md">|<a href="javascript:alert(1)">|<a class="button primary" data-icon="rocket">|<a data-mention href="b.md">
<a data-footnote-ref href="#user-content-fn-1">|</a>|<button data-action="search" data-query="x">|</button>
<i class="fa-key">|</i>|:house:|<h4>|</h4>|<h2 id="x">|</h2>|<p align="center">|</p>|<ul>|<li>|</ul>|<br>
<pre class="language-js" data-title="t"><code class="lang-js">|<pre>|</code>|</code></pre>|<strong>|</strong>|<code>
<div data-gb-custom-block data-tag="hint" data-style="info">|</div>|<img src="x.png" data-size="line">|<details>|<summary>
</summary>|</details>|<figure>|</figure>|<input type="checkbox" checked>|text|&#x3C;b>|&amp;lt;|<script>|</script>
{% step %}|{% endstep %}|{% stepper %}|{% endstepper %}|{% updates %}|{% update date="2026-01-01" tags="a" %}
$$\\frac{a}{b}$$|$$\\frac{$$|[^1]: note
""".strip().replace("\n", "|")
PAGES = st.lists(st.one_of(st.sampled_from(PIECES.split("|")), st.sampled_from(["\n", "\n\n", " "])), max_size=50).map(
    "".join
)
LISTS = {"ul": {"li"}, "ol": {"li"}}


class Reader(HTMLParser):
    """Checks nesting, attributes and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            assert not key.startswith("on")
            assert key != "style"
            if key in ("href", "src"):
                assert not re.match(r"\s*(?:javascript|data|vbscript):", value or "", re.IGNORECASE)
        if self.path and self.path[-1] in LISTS and "gb-cards" in tag:
            assert tag in LISTS[self.path[-1]]
        if tag not in VOID:
            self.path.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.handle_starttag(tag, attrs)
            self.path.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop() == tag


def read(html: str) -> None:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.path == []


@settings(max_examples=400, deadline=None)
@given(PAGES)
def test_any_html_becomes_a_well_formed_page(text: str) -> None:
    read(markdown(text, extensions=["playbook.markdown"]))


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_and_with_a_highlighter_and_an_outline(text: str) -> None:
    read(markdown(text, extensions=["playbook.markdown", "pymdownx.highlight", "toc"]))


def test_headings_in_asides_are_in_no_outline() -> None:
    from markdown import Markdown  # noqa: PLC0415

    md = Markdown(extensions=["playbook.markdown", "toc"])
    html = md.convert(
        "# T\n\n{% hint %}\n## Hint\n{% endhint %}\n\n{% tabs %}\n{% tab title='x' %}\n## Tab\n{% endtab %}\n{% endtabs %}\n\n"
        "<table><tr><td><h2>Cell</h2></td></tr></table>\n\n{% stepper %}\n{% step %}\n## Step\n{% endstep %}\n{% endstepper %}\n"
    )
    assert [one["name"] for one in md.toc_tokens[0]["children"]] == ["Step"]
    for name in ("hint", "tab", "cell"):
        assert f'id="{name}">{name.title()}</h2>' in html


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<strong>a\n</strong>b", "hll"),
        ("a <a data-footnote-ref href='#user-content-fn-1'>b c</a> d", 'href="#fn:1">'),
        ("x = \"<a data-footnote-ref href='#user-content-fn-1'>in a string</a>\"", ">in a string</a>"),
    ],
)
def test_highlighted_code_keeps_lines_and_notes(markup: str, found: str) -> None:
    page = f'<pre class="language-python"><code class="lang-python">{markup}\n</code></pre>\n\n[^1]: note\n'
    html = markdown(page, extensions=["playbook.markdown", "pymdownx.highlight"])
    assert found in html
    read(html)


@pytest.mark.parametrize(
    "attributes",
    [
        """id='x"><script>alert(1)</script>'""",
        """id='<a onclick=alert(1)>'""",
        """title='<a onclick=alert(1)>'""",
    ],
)
def test_no_attribute_of_a_link_in_code_becomes_markup(attributes: str) -> None:
    page = f'<pre class="language-python"><code>x = "<a href="https://example.org" {attributes}>y</a> {{z}}"</code></pre>\n'
    for extensions in (["playbook.markdown"], ["playbook.markdown", "pymdownx.highlight"]):
        html = markdown(page, extensions=extensions)
        read(html)
        assert "<script" not in html
        assert "<a onclick" not in html
