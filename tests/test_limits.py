"""Hostile input: nothing raises, and the cost grows with the size (DESIGN.md, decision 11)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from markdown import markdown

from playbook.gitbook.document import Document
from playbook.markdown.parser import MAX_LINE, MAX_PAGE, forget, parse
from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 500
HOSTILE: dict[str, Callable[[int], str]] = {
    "nested hints": lambda n: '{% hint style="info" %}\n' * n + "x\n" + "{% endhint %}\n" * n,
    "unclosed tabs": lambda n: '{% tabs %}\n{% tab title="a" %}\n' * n,
    "end tags of nothing": lambda n: "{% endhint %}\n" * n,
    "crossed": lambda n: "{% tabs %}\n{% hint %}\n{% endtabs %}\n" * n,
    "orphan tabs in hints": lambda n: "{% hint %}\n" * n + "{% tab %}\n" * n,
    "open tags on one line": lambda n: "{% a " * n,
    "quotes in a tag": lambda n: "{% hint " + '"a' * n + " %}",
    "nested quotes": lambda n: ">" * n + " x",
    "nested lists": lambda n: "".join(f"{'  ' * min(i, 40)}* x\n" for i in range(n)),
    "nested elements": lambda n: "<div>" * n + "x",
    "unclosed comments": lambda n: "<!-- " * n,
    "unclosed elements": lambda n: "<div>\n" + '<a x="' * n,
    "unclosed scripts": lambda n: "<script>" * n,
    "open brackets": lambda n: "[" * n,
    "links in links": lambda n: "[a](" * n,
    "images in images": lambda n: "![" * n + "](x)" * n,
    "stars": lambda n: "*a **b " * n,
    "backticks": lambda n: "".join("`" * (i % 60) + " " for i in range(n)),
    "dollars": lambda n: "$$ a\n" * n,
    "headings of one name": lambda n: "## a\n" * n,
    "empty headings": lambda n: "##\n" * n,
    "table": lambda n: "| a | b |\n| - | - |\n" + "| [x](y) | ![z](w) |\n" * n,
    "links": lambda n: "[x](a.md) " * n,
    "footnotes": lambda n: "".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(n)),
    "fences": lambda n: "```\n" * (n | 1),
    "fences that items end": lambda n: "- ```\n" * n,
    "formulas in a text": lambda n: "a $$b$$\n" * n,
    "entities": lambda n: "&#x20;" * n,
    "empty strong": lambda n: "a ****" * n,
    "details": lambda n: "<details>\n<summary>a</summary>\n" * n,
    "tables": lambda n: "<table><tr><td>x</td></tr></table>\n\n" * n,
    "cards": lambda n: '<table data-view="cards">' + '<tr><td><h4>a</h4></td><td><a href="b">c</a></td></tr>' * n,
    "wide table": lambda n: "<table><tr>" + "<th data-hidden>a</th>" * n + "</tr><tr>" + "<td>b</td>" * n,
    "listings": lambda n: '<pre class="language-js"><code>' + "<strong>a\n" * n + "</code></pre>",
    "notes in code": lambda n: (
        '<pre class="language-js"><code>'
        + '<a data-footnote-ref href="#user-content-fn-1">a</a>\n' * n
        + "</code></pre>\n\n[^1]: b\n"
    ),
    "text between steps": lambda n: "{% stepper %}\n" + "a\n{% step %}\nb\n{% endstep %}\n" * n,
    "formulas": lambda n: "".join(f"$$\na_{{{i}}}\n$$\n\n" for i in range(n // 4)),
    "a deep formula": lambda n: "$$" + "{" * n + "$$",
    "expandables": lambda n: "<details><summary>a</summary>b</details>\n\n" * n,
    "colons": lambda n: ":a" * n + " :house:" * n,
    "icons": lambda n: "".join(f'<i class="fa-a{i}-b-c">x</i> ' for i in range(n)),
    "names of no tag": lambda n: "a {% zz " * n + "%}",
    "beginnings of no tag": lambda n: "a {% 1\n" * n + "%}",
    "stray tags": lambda n: "## a " + "{% hint %}" * n,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_hostile_page(make: Callable[[int], str]) -> None:
    text = make(10_000)
    markdown(text, extensions=["playbook.markdown"])
    Document.read(Source("p.md", text), "p.md")


def seconds(text: str) -> float:
    """CPU time to read and show a page, without what the parser remembers."""
    forget()
    start = time.process_time()
    Document.read(Source("p.md", text), "p.md")
    markdown(text, extensions=["playbook.markdown"])
    return time.process_time() - start


@pytest.mark.timeout(120)
@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_cost_grows_with_the_size(make: Callable[[int], str]) -> None:
    small, large = make(SIZE), make(4 * SIZE)
    once = four_times = float("inf")
    for _ in range(6):  # the clock of a busy machine is no clock: what counts is the best of each
        once, four_times = min(once, seconds(small)), min(four_times, seconds(large))
        if four_times <= 10 * max(once, 0.02):  # 16 would be quadratic; a tracer and other processes cost their part
            return
    pytest.fail(f"four times the input took {four_times / once:.1f} times as long")


def test_page_beyond_the_limit_is_literal() -> None:
    text = "# x\n" * (MAX_PAGE // 4 + 1)
    assert [problem.code for problem in parse(text).problems] == ["GB011"]
    assert markdown(text, extensions=["playbook.markdown"]).startswith('<p class="gb-literal"># x')


def test_line_beyond_the_limit_is_literal() -> None:
    text = "before\n" + "*" * (MAX_LINE + 1) + "\nafter **b**\n"
    assert [problem.code for problem in parse(text).problems] == ["GB012"]
    html = markdown(text, extensions=["playbook.markdown"])
    assert '<p class="gb-literal">***' in html
    assert "<p>after <strong>b</strong></p>" in html
