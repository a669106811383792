"""The marked page holds both versions."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from edits import PAGE, edited
from hypothesis import example, given
from hypothesis import strategies as st
from nests import NESTS
from outline import outline

from playbook.review.difference import accept, difference, restore
from playbook.review.difference.nodes import fragment, write

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.glob("*/**/*.md"))


def rendered(text):
    return markdown.markdown(
        text, extensions=["playbook.markdown", "toc"], extension_configs={"toc": {"permalink": True}}
    )


def source(path):
    """A page without its front matter."""
    return re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def words(html):
    return [item for item in outline(html) if item[0] not in "\1\3"]


def proven(old, new):
    """The difference, once it is seen that it holds both versions, and is HTML whose ids are unique."""
    found = difference(old, new)
    html = found.html
    assert write(fragment(html, ours=True)) == html, "a browser reads what was written"
    assert outline(accept(html)) == outline(new)
    assert outline(restore(html), attributes=False) == outline(old, attributes=False)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len({*ids})
    return found


@pytest.mark.parametrize("seed", range(200))
def test_random_edits_can_be_accepted_and_taken_back(seed):
    page = source(PAGES[seed % len(PAGES)]) if seed % 4 == 0 else PAGE
    old = page if seed % 3 else edited(page, 1000 + seed)
    old, new = rendered(old), rendered(edited(page, seed))
    found = proven(old, new)
    assert found.changes or words(old) == words(new)


def test_a_task_that_becomes_an_item_can_be_had_again():
    proven(
        rendered("word0z\n\n* [x] word1z\n"),
        rendered("word0z\n\n* word1z\n\n* [x] word2z\n"),
    )


@given(NESTS, NESTS)
def test_any_two_pages_can_be_had_from_their_difference(old, new):
    proven(rendered(old.text), rendered(new.text))


@given(NESTS)
def test_a_page_does_not_differ_from_itself(page):
    found = proven(rendered(page.text), rendered(page.text))
    assert not found.changes
    assert not found.images
    assert found.inserted == found.deleted == found.moved == 0


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("<p>one two three</p>", "<p>one 2 three</p>", "<p>one <del>two</del><ins>2</ins> three</p>"),
        ("<p>a <b>b c</b></p>", "<p>a <b>b d</b></p>", "<p>a <b>b <del>c</del><ins>d</ins></b></p>"),
        ("<p>a b c</p>", "<p>a <b>b</b> c</p>", "<p>a <del>b</del><ins><b>b</b></ins> c</p>"),
        ("<p>It costs 1,000 a day.</p>", "<p>It costs 1,200 a day.</p>", "<p>It costs <del>1,000</del><ins>1,200</ins> a day.</p>"),
        ("<p>l’État paie</p>", "<p>l’agence paie</p>", "<p>l’<del>État</del><ins>agence</ins> paie</p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li><li><ins>b</ins></li></ul>"),
        ("<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<h2>Roles of all</h2><p>x</p>", "<h3>Roles of all</h3><p>x</p>", "<h3>Roles of all</h3><p>x</p>"),
        ("<p>a</p>", "<p>a</p><hr>", "<p>a</p><hr>"),
        ("<pre><code>a = 1\nb = 2\n</code></pre>", "<pre><code>a = 1\nb = 3\n</code></pre>", "<pre><code>a = 1\nb = <del>2</del><ins>3</ins>\n</code></pre>"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>one</td><td>two</td></tr></table>",
            "<table><tr><th>A</th><th>N</th><th>B</th></tr><tr><td>one</td><td>1</td><td>two</td></tr></table>",
            "<table><tbody><tr><th>A</th><th><ins>N</ins></th><th>B</th></tr><tr><td>one</td><td><ins>1</ins></td><td>two</td></tr></tbody></table>",
        ),
        (
            "<table><tr><td>First</td><td>Second</td></tr><tr><td>Yes</td><td>No</td></tr></table>",
            "<table><tr><td>First</td><td>Second</td></tr><tr><td>No</td><td>Yes</td></tr></table>",
            "<table><tbody><tr><td>First</td><td>Second</td></tr><tr><td><del>Yes</del><ins>No</ins></td><td><del>No</del><ins>Yes</ins></td></tr></tbody></table>",
        ),
        (
            "<details><summary>Why</summary><p>Because</p></details>",
            "<details><summary>Why not</summary><p>Because</p></details>",
            "<details><summary>Why<ins> not</ins></summary><p>Because</p></details>",
        ),
    ],
)  # fmt: skip
def test_what_is_shown(old, new, shown):
    found = proven(old, new)
    assert re.sub(r' (?:data-[a-z-]+|id)="[^"]*"', "", found.html) == shown
    assert found.changes or shown == new


def test_a_row_that_is_gone_keeps_to_the_columns_that_came():
    old = "<table><tr><th>A</th></tr><tr><td>one thing</td></tr><tr><td>two things</td></tr></table>"
    new = "<table><tr><th>A</th><th>New</th></tr><tr><td>one thing</td><td>x</td></tr></table>"
    rows = fragment(proven(old, new).html, ours=True)
    assert {len(row.children) for row in rows if row.tag == "tr"} == {2}


def test_a_block_that_moved_is_told_from_one_that_was_written():
    moved = "<p>The block that moved, with enough words of its own to be known again.</p>"
    edited_too = moved.replace("enough", "many")
    old = f"<h2>One</h2><p>first</p>{moved}<h2>Two</h2><p>The second paragraph of this page, which is as long as the other one and stays.</p>"
    new = f"<h2>One</h2><p>first</p><h2>Two</h2><p>The second paragraph of this page, which is as long as the other one and stays.</p>{moved}"
    found = proven(old, new)
    assert (found.inserted, found.deleted, found.moved) == (0, 0, 1)
    found = proven(old, new.replace(moved, edited_too))
    assert (found.inserted, found.deleted, found.moved) == (1, 1, 1)


def test_a_figure_that_changed_is_beside_the_one_that_it_was():
    old, new = (f'<figure><img src="{name}.png" alt="A"><figcaption>Caption</figcaption></figure>' for name in "ab")
    found = difference(old, new, shown=lambda address: f"../0.9/{address}")
    tree = fragment(found.html, ours=True)
    pair = next(one for one in tree if one.attributes.get("data-diff") == "pair")
    assert [one.attributes["src"] for one in pair if one.tag == "img"] == ["../0.9/a.png", "b.png"]
    assert [(change.old.address, change.new.address) for change in found.images] == [("a.png", "b.png")]
    assert found.inserted == found.deleted == 0
    proven(old, new)


def test_an_image_under_another_address_is_the_same_when_it_is_the_same():
    old, new = '<p>text <img src="a-1.png" alt="A"></p>', '<p>text <img src="b/a-2.png" alt="A"></p>'
    assert not difference(old, new, before=lambda _: "digest", after=lambda _: "digest").changes
    assert difference(old, new).changes


def test_descriptions_and_addresses_that_changed_are_told():
    found = proven(
        '<p><img src="a" alt="Old words"> <a href="x">link</a></p>',
        '<p><img src="a" alt="New words"> <a href="y">link</a></p>',
    )
    html = found.html
    assert "<del>Old</del><ins>New</ins> words" in html
    assert 'data-diff-href="x"' in html
    assert (found.inserted, found.deleted, len(found.images)) == (0, 0, 1)
    assert 'href="x"' in restore(html).replace("data-diff-href", "")


HOSTILE = """<h2 id="x" onclick="a()">Gone</h2><script>bad()</script><p style="background:url(//t.example)"><img src="t.png" srcset="u.png 2x" onerror="bad()" alt="A">
<iframe src="//t.example"></iframe><video src="v.mp4" autoplay></video><a href="javascript:bad()" ping="//t.example" id="y">link</a>
<svg id="z"><script>bad()</script><use href="#x"/><image href="t.png"/><a href="//t.example"><text>drawn</text></a><animate attributeName="href"/></svg>
<object data="o"></object><embed src="e"><form action="//t.example"><input name="n" id="i" formaction="//t.example"><label for="i">L</label><button>B</button></form>
<x-element data-mount="1">custom</x-element><link rel="stylesheet" href="s.css"><meta http-equiv="refresh" content="0"><style>p{}</style><template><p id="t">t</p></template></p>"""


def test_nothing_of_the_old_page_acts_or_asks_for_anything():
    html = difference(HOSTILE, "<p>new</p>").html
    for name in "script style iframe video object embed form use image animate link meta template x-element".split():
        assert f"<{name}" not in html, name
    for text in (
        "bad()",
        "t.example",
        "srcset",
        "onclick",
        "onerror",
        'id="x"',
        'id="y"',
        'id="t"',
        "data-mount",
        "src=",
        "href=",
    ):
        assert text not in html, text
    assert "drawn" in html
    assert "custom" in html


def test_nothing_comes_into_the_new_page_either():
    assert "<script>" not in difference("<p>a</p>", "<p>b</p>").html


def test_data_for_programs_are_no_change():
    page = '<p>one</p><script type="application/ld+json">{"a": 1}</script>'
    assert not proven(page, page.replace("1", "2")).changes
    assert not proven("<p>one</p>", page).changes
    assert not proven(page, "<p>one</p>").changes


def test_marks_cannot_be_forged():
    forged = '<p>one <ins data-diff="ins">two</ins></p><p data-diff="del" data-diff-was="script">three</p>'
    found = difference(forged, f"{forged}<p>four</p>")
    assert "three" in accept(found.html)
    assert "two" in restore(found.html)
    assert "four" not in restore(found.html)


SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            "<p> </p> <b> </b> <i> </i> <ul> <li> </ul> </li> <table> <tr> <td> </table> <a&#32;href=x> </a> <pre> </pre> <h2> </h2> <ins> </ins> <del>"
            " <figure> <img&#32;src=a> </figure> <svg> </svg> <math> </math> <template> </template> <select> <option> <form> <button> <div> </div> <details>"
            " <summary> <br> <hr> <script> </script> <!-- --> <dl> <dt> <dd> <ruby> <rt> <label> <input> <textarea> &amp; &#0; \r\n".replace(
                "&#32;", "\t"
            ).split(" ")
        ),
        st.text(max_size=6),
        st.sampled_from(["one", "two ", " three", "\n"]),
    ),
    max_size=40,
).map(lambda parts: "".join(parts).replace("\t", " "))


@given(SOUP, SOUP)
@example("", "")
@example("<table>a<table>", "<p><table><p>")
def test_no_input_raises(old, new):
    found = difference(old, new)
    accept(found.html)
    restore(found.html)


@pytest.mark.parametrize(
    "mark", ["<b>", "<div>", "<ul><li>", "<blockquote><p>", "<table><tr><td>", "<a href=x><b>", "<svg><g>"]
)
def test_no_depth_raises(mark):
    found = difference(mark * 3000 + "one two", mark * 3000 + "one three")
    assert accept(found.html)
    assert restore(found.html)
