from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook.summary import MAX_DEPTH, MAX_LENGTH, Kind, Summary, SummaryItem, parse
from playbook.source import Source


def read(text: str) -> Summary:
    return parse(Source("SUMMARY.md", text))


def outline(items: tuple[SummaryItem, ...], depth: int = 0) -> str:
    """The tree as text: kind, title, target, two spaces a level."""
    lines = []
    for item in items:
        target = item.target + (f"#{item.anchor}" if item.anchor else "")
        parts = (
            f"{item.kind}",
            item.title,
            f"({target})" if target else "",
            f'"{item.link_title}"' if item.link_title else "",
        )
        lines.append("  " * depth + " ".join(part for part in parts if part) + "\n")
        lines.append(outline(item.children, depth + 1))
    return "".join(lines)


TREES = {
    "title, pages and levels": (
        "# Table of contents\n\n* [A](README.md)\n  * [B](b/README.md)\n    * [C](b/c.md)\n  * [D](d.md)\n* [E](e.md)\n",
        "page A (README.md)\n  page B (b/README.md)\n    page C (b/c.md)\n  page D (d.md)\npage E (e.md)\n",
    ),
    "no title": ("* [A](a.md)", "page A (a.md)\n"),
    "indents of four": (
        "* [A](a.md)\n    * [B](b.md)\n        * [C](c.md)\n",
        "page A (a.md)\n  page B (b.md)\n    page C (c.md)\n",
    ),
    "tabs": ("* [A](a.md)\n\t* [B](b.md)\n\t\t* [C](c.md)\n", "page A (a.md)\n  page B (b.md)\n    page C (c.md)\n"),
    "irregular indents": (
        "* [A](a.md)\n    * [B](b.md)\n  * [C](c.md)\n   * [D](d.md)\n * [E](e.md)\n",
        "page A (a.md)\n  page B (b.md)\n  page C (c.md)\n  page D (d.md)\npage E (e.md)\n",
    ),
    "a list that is indented as a whole": (
        "  * [A](a.md)\n    * [B](b.md)\n  * [C](c.md)",
        "page A (a.md)\n  page B (b.md)\npage C (c.md)\n",
    ),
    "other markers": (
        "- [A](a.md)\n+ [B](b.md)\n1. [C](c.md)\n   2) [D](d.md)\n",
        "page A (a.md)\npage B (b.md)\npage C (c.md)\n  page D (d.md)\n",
    ),
    "emoji by name, and icons": (
        '* [:rocket: A :nothing:](a.md)\n* [<i class="fa-leaf">:leaf:</i> B `:rocket:`](b.md)\n',
        "page 🚀 A :nothing: (a.md)\npage B :rocket: (b.md)\n",
    ),
    "padded markers": ("*   [A](a.md)\n    *   [B](b.md)\n", "page A (a.md)\n  page B (b.md)\n"),
    "groups": (
        '* [A](a.md)\n\n## One <a href="#uno" id="uno"></a>\n\n* [B](b.md)\n  * [C](c.md)\n## *Two* & `2` ##\n* [D](d.md)\n### Three\n* [E](e.md)',
        "page A (a.md)\ngroup One\n  page B (b.md)\n    page C (c.md)\ngroup Two & 2\n  page D (d.md)\ngroup Three\n  page E (e.md)\n",
    ),
    "an item after a group is not below what was before it": (
        "* [A](a.md)\n## G\n  * [B](b.md)\n",
        "page A (a.md)\ngroup G\n  page B (b.md)\n",
    ),
    "separators end a group": (
        "## G\n* [A](a.md)\n***\n* [B](b.md)\n---\n* * *\n* [C](c.md)",
        "group G\n  page A (a.md)\nseparator\npage B (b.md)\nseparator\nseparator\npage C (c.md)\n",
    ),
    "labels": ("* Old *things*\n  * [A](a.md)\n", "label Old things\n  page A (a.md)\n"),
    "external links": (
        "* [A](https://a.b/c#d)\n* [B](//a.b)\n* [C](mailto:a@b.c)\n* <https://x.y>\n",
        "link A (https://a.b/c#d)\nlink B (//a.b)\nlink C (mailto:a@b.c)\nlink https://x.y (https://x.y)\n",
    ),
    "anchors and queries": ("* [A](a.md#b)\n* [B](b.md?x=1#c)", "page A (a.md#b)\npage B (b.md#c)\n"),
    "link titles": (
        '* [A](a.md "Short")\n* [B](b.md \'B \\"q\\" &amp; c\')\n* [C](c.md (p))',
        'page A (a.md) "Short"\npage B (b.md) "B "q" & c"\npage C (c.md) "p"\n',
    ),
    "titles are inline Markdown": (
        "* [10\\.5 \\_\\_init\\_\\_ \\[x\\]](a.md)\n* [`code` & **bold** _it_ &eacute; 🚀](b.md)\n* [a [b] c](c.md)\n* [<mark>m</mark> ![alt](i.png)](d.md)",
        "page 10.5 __init__ [x] (a.md)\npage code & bold it é 🚀 (b.md)\npage a [b] c (c.md)\npage m alt (d.md)\n",
    ),
    "paths": (
        "* [A](<a b.md>)\n* [B](a%20b.md)\n* [C](a\\_b.md)\n* [D](a(1).md)\n* [E](d&#x27;x.md)\n* [F](é.md)\n* [G](../x.md)\n* [H](./)",
        "page A (a b.md)\npage B (a%20b.md)\npage C (a_b.md)\npage D (a(1).md)\npage E (d'x.md)\npage F (é.md)\npage G (../x.md)\npage H (./)\n",
    ),
    "an entry on several lines": (
        "* [A long\n  title](a.md)\n  * [B](b.md)\n",
        "page A long title (a.md)\n  page B (b.md)\n",
    ),
    "zero-width characters": ("* [A\u200b](a.md)\n\u200b\n", "page A (a.md)\n"),
    "comments": (
        "<!-- playbook: ignore GB041 -->\n* [A](a.md)\n  <!-- one\n* [no](no.md)\n-->\n* [B](b.md)",
        "page A (a.md)\npage B (b.md)\n",
    ),
    "nothing": ("", ""),
    "only a title": ("# Summary\n\n", ""),
    "blank lines between entries": (
        "* [A](a.md)\n\n\n  * [B](b.md)\n \n* [C](c.md)",
        "page A (a.md)\n  page B (b.md)\npage C (c.md)\n",
    ),
}


@pytest.mark.parametrize(("text", "tree"), TREES.values(), ids=TREES.keys())
def test_trees(text: str, tree: str) -> None:
    summary = read(text)
    assert outline(summary.items) == tree
    assert not summary.problems


@pytest.mark.parametrize(("text", "tree"), TREES.values(), ids=TREES.keys())
def test_windows_line_ends_make_no_difference(text: str, tree: str) -> None:
    source = Source.decode("SUMMARY.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert outline(parse(source).items) == tree


def test_places() -> None:
    text = '# T\n\n* [A](a.md)\n  * [B `c`](<b c.md>  "t")\n## G <a href="#g" id="g"></a>\n* [L](https://x.y)\n* label\n***\n'
    summary = read(text)
    assert [text[item.span.start : item.span.end] for item in summary.walk()] == [
        "* [A](a.md)",
        '* [B `c`](<b c.md>  "t")',
        '## G <a href="#g" id="g"></a>',
        "* [L](https://x.y)",
        "* label",
        "***",
    ]
    targets = [text[item.target_span.start : item.target_span.end] for item in summary.walk() if item.target]
    assert targets == ["a.md", "<b c.md>", "https://x.y"]
    assert [item.slug for item in summary.items if item.kind is Kind.GROUP] == ["g"]


COMPUTED = """## API

* [Overview](README.md)
  * ```yaml
    type: builtin:openapi
    props:
      models: true
      downloadLink: false
      version: "1"
    dependencies:
      spec:
        ref:
          kind: openapi
          spec: my-api
    ```
* ~~~yaml
  type: integration:x:y
  ~~~
* [After](after.md)
"""


def test_computed_entries() -> None:
    summary = read(COMPUTED)
    assert not summary.problems
    assert outline(summary.items) == (
        "group API\n  page Overview (README.md)\n    computed\n  computed\n  page After (after.md)\n"
    )
    first, second = (item for item in summary.walk() if item.kind is Kind.COMPUTED)
    assert first.data == {
        "type": "builtin:openapi",
        "props": {"models": True, "downloadLink": False, "version": "1"},
        "dependencies": {"spec": {"ref": {"kind": "openapi", "spec": "my-api"}}},
    }
    assert second.data == {"type": "integration:x:y"}
    assert COMPUTED[first.span.start : first.span.end].startswith("* ```yaml\n    type")
    assert COMPUTED[first.span.start : first.span.end].endswith("    ```")


@pytest.mark.parametrize(
    ("text", "place", "message", "tree"),
    [
        ("* [A](a.md)\n\nA paragraph\n", "3:1", "this line is not an entry", "page A (a.md)\n"),
        ("* 🚀 [A](a.md) soon\n", "1:1", "the text '🚀 soon' beside the link is not shown", "page A (a.md)\n"),
        ("* [A](a.md) [B](b.md)\n", "1:1", "the text 'B' beside", "page A (a.md)\n"),
        ("* [A]()\n", "1:7", "the target '' leads nowhere", "label A\n"),
        ("* [A](#x)\n", "1:7", "the target '#x' leads nowhere", "label A\n"),
        ("* [A](javascript:x)\n", "1:7", "the target 'javascript:x' is not an address", "label A\n"),
        ("* [A](FILE:///C:/x.md)\n", "1:7", "the target 'FILE:///C:/x.md' is not an address", "label A\n"),
        ("* ```yaml\n  a: b: c\n  ```\n* [A](a.md)", "2:7", "a second ':'", "computed\npage A (a.md)\n"),
        ("* ```yaml\n  - a\n  ```\n", "1:1", "this entry is not the YAML", "computed\n"),
        ("* ```js\n  a: b\n  ```\n", "1:1", "this entry is not the YAML", "computed\n"),
        (
            "* ```yaml\n  a: b\n* [A](a.md)",
            "1:1",
            "the fence of this entry is never closed",
            "computed\npage A (a.md)\n",
        ),
        ("* ```yaml", "1:1", "the fence of this entry is never closed", "computed\n"),
        (f"* [A]({'a' * MAX_LENGTH}.md)", "1:1", "this entry has more than", f"label [A]({'a' * 96}\n"),
    ],
)
def test_what_is_wrong_is_reported_where_it_is(text: str, place: str, message: str, tree: str) -> None:
    summary = read(text)
    problem = summary.problems[0]
    assert problem.code == "GB053"
    assert problem.message.startswith(message)
    assert str(Source("p", text).location(problem.span.start)) == f"p:{place}"
    assert outline(summary.items) == tree


def test_depth_is_bounded() -> None:
    summary = read("".join(f"{'  ' * depth}* [P](p{depth}.md)\n" for depth in range(500)))
    depth, items = 0, summary.items
    while items:
        depth, items = depth + 1, items[0].children
    assert depth == MAX_DEPTH + 1
    assert sum(1 for _ in summary.walk()) == 500


@given(st.one_of(st.text(max_size=300), st.text(alphabet="*-+1. \t\n#[]()<>`~\"'\\&a:/!|", max_size=200)))
def test_any_text_is_taken(text: str) -> None:
    source = Source.decode("SUMMARY.md", text.encode(errors="replace"))
    summary = parse(source)
    for item in summary.walk():
        for span in (item.span, item.target_span):
            assert 0 <= span.start <= span.end <= len(source.text)
    for problem in summary.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(source.text)


def _seconds(text: str) -> float:
    """The least of some runs: the others were disturbed."""
    times = []
    for _ in range(3):
        start = time.process_time()
        read(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    "line",
    [
        "* [Page {n}](folder/page-{n}.md)\n",
        "  \n",
        "<!--\n",
        "text\n",
        "* ```yaml\n",
        "* [[[[[[[[[[[[[[[[\n",
        "## G {n}\n",
        "* a\n b\n",
    ],
)
def test_time_is_in_proportion(line: str) -> None:
    text = "".join(line.format(n=number) for number in range(4_000))
    assert _seconds(text) < 10 * max(_seconds(text[: len(text) // 4]), 0.05)


def test_paths_with_spaces() -> None:
    text = "* [A](a (1).md)\n* [B](my page.md#part)\n* [C] (c.md)\n* [D](a b)\n* [E](my <b>.md)\n"
    summary = read(text)
    assert outline(summary.items) == (
        "page A (a (1).md)\npage B (my page.md#part)\npage C (c.md)\nlabel [D](a b)\nlabel [E](my .md)\n"
    )
    spans = [problem.span for problem in summary.problems]
    assert [text[span.start : span.end] for span in spans] == ["a (1).md", "my page.md#part", "c.md"]
