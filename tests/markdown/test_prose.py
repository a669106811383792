from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nests import NESTS

from playbook.markdown.parser import parse
from playbook.markdown.prose import OBJECT, Passage, passages


def prose(text: str, language: str = "fr") -> list[Passage]:
    return list(passages(parse(text), language))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Un *titre* **fort**\n", ["Un titre fort"]),
        ("a `b: c` d\n", [f"a {OBJECT} d"]),
        ("a `` b ` c `` d ` e\n", [f"a {OBJECT} d ` e"]),
        ("a \\* b \\[c\\] snake_case _d_ ~~e~~\n", ["a * b [c] snake_case d e"]),
        ("a&nbsp;: &amp; &hellip; &lt;b&gt;\n", ["a\u00a0: & … <b>"]),
        ('un [lien : `x` [y]](a(b).md "T") suit\n', [f"un lien : {OBJECT} [y] suit"]),
        (
            "![image ?](a.png) et <https://a.b/?c> ou https://a.b/?c=d et moi@a.b\n",
            [f"{OBJECT} et {OBJECT} ou {OBJECT} et {OBJECT}"],
        ),
        ("[un][r] deux\n\n[r]: a.md\n", ["un deux"]),
        ("a :smile: 10:30:20 b\n", [f"a {OBJECT} 10:30:20 b"]),
        ("$$a:b$$ c\n", [f"{OBJECT} c"]),
        ('a <code class="expression">space.vars.x ? 1 : 2</code> b\n', [f"a {OBJECT} b"]),
        ("a <code>b ?</code> c <kbd>d</kbd><br>e <b>f</b>\n", [f"a {OBJECT} c {OBJECT}\ne f"]),
        ('a <span lang="en">User: story</span> b <span lang="fr-CA">c</span>\n', [f"a {OBJECT} b c"]),
        ("| a ? | b |\n| :-: | --- |\n| c \\| d | c \\| d |\n", ["a ?", "b", "c | d", "c | d"]),
        ("<table><tr><td>a ?</td><td>b<br>c &eacute;</td></tr></table>\n", ["a ?", "b\nc é"]),
        ("<pre>a ?</pre>\n<p>b</p>\n", [OBJECT, "b"]),
        ("> * a\n>   b\n\n1. c\n", ["a\nb", "c"]),
        ("```\na ?\n```\n\n    b ?\n", []),
        ('{% hint style="info" %}\na ?\n{% endhint %}\n', ["a ?"]),
        ("<!-- a ? --> b\n", ["b"]),
        ("a <code> b\n\nc\n", [f"a {OBJECT}", "c"]),
    ],
)
def test_what_readers_read(text: str, shown: list[str]) -> None:
    assert [passage.text.strip() for passage in prose(text)] == shown


def test_an_element_in_another_language_may_hold_paragraphs() -> None:
    shown = "".join(passage.text for passage in prose('a ?\n\n<div lang="en">\n\nHidden: yes\n\n</div>\n\nb ?\n'))
    assert "Hidden" not in shown
    assert "a ?" in shown
    assert "b ?" in shown


def test_links_are_where_their_texts_are() -> None:
    (passage,) = prose("a [b *c*](d.md) e [f](g.md)\n")
    assert [passage.text[start:end] for start, end in passage.links] == ["b c", "f"]


def test_places_are_those_of_the_source() -> None:
    text = "# T\n\n> * un **mot&nbsp;fort** \\[et\\] [un ?](a.md)\n>   suite `x` !\n\n| a ; | a ; |\n| --- | --- |\n| b \\| c ; | b \\| c ; |\n"
    seen = []
    for passage in prose(text):
        for index, character in enumerate(passage.text):
            span = passage.span(index, index + 1)
            written = text[span.start : span.end]
            # a bar that is escaped in a table is where its backslash is
            assert written in {
                character,
                {"\u00a0": "&nbsp;", OBJECT: "`x`", "|": "\\"}.get(character),
                f"\\{character}",
            }
            seen.append(span)
    assert seen == sorted(set(seen))


@given(st.one_of(st.text(max_size=200).map(lambda text: text.replace("\r", "\n")), NESTS.map(lambda page: page.text)))
def test_any_text_is_taken(text: str) -> None:
    for passage in prose(text):
        for start, end in passage.links:
            assert 0 <= start <= end <= len(passage.text)
        for index in range(len(passage.text)):
            span = passage.span(index, index + 1)
            assert 0 <= span.start < span.end <= len(text)
            assert passage.span(index, index).start == span.start
