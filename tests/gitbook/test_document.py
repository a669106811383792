"""What is said about a page, and where."""

from __future__ import annotations

import pytest

from playbook.gitbook.document import Document
from playbook.source import Source


def said(text: str) -> list[str]:
    """`line:column code` for each problem of a page."""
    source = Source("p.md", text)
    problems = Document.read(source, "p.md").problems
    return [f"{source.location(p.span.start)} {p.code}".removeprefix("p.md:") for p in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% hint style="info" %}\nx\n', ["1:1 GB001"]),
        ("x\n\n{% endhint %}\n", ["3:1 GB002"]),
        ("{% tabs %}\n{% hint %}\n{% endtabs %}\n{% endhint %}\n", ["2:1 GB001", "4:1 GB003"]),
        ('a\n{% tab title="x" %}\nb\n{% endtab %}\n', ["2:1 GB004"]),
        ("{% frobnicate %}\nx\n{% endfrobnicate %}\n", ["1:1 GB005"]),
        ('{% hint style="info" colour="red" %}\nx\n{% endhint %}\n', ["1:30 GB006"]),
        ('{% hint style="infos" %}\nx\n{% endhint %}\n', ["1:16 GB007"]),
        ("| a |\n| - |\n| x {% hint %} |\n", ["3:5 GB008"]),
        ("<table><tr><td>a {% hint %}</td></tr></table>\n", ["1:18 GB008"]),
        ('text \\{% hint style="info" %\\}\n', ["1:6 GB009"]),
        ("a\n\n```js\nx\n", ["3:1 GB010"]),
        ("{% content-ref %}\nx\n{% endcontent-ref %}\n", ["1:1 GB014"]),
        ("a\n\n<iframe src='x'></iframe>\n", ["3:1 GB016"]),
        ("# a\n\n# b\n", ["3:1 GB017"]),
        ("# a\n\n### ****\n", ["3:1 GB018"]),
        ('a {% hint style="info"\nb\n', ["1:3 GB020"]),
        ('---\ntitle: x\n---\n\n# A\n\n{% hint style="x" %}\ny\n{% endhint %}\n', ["7:16 GB007"]),
        ("", []),
        ("```\n{% hint %}\n```\n`{% hint %}` \n\n    {% hint %}\n", []),
        ('{% embed url="https://x.org/" %}\n\n{% hint style="info" %}\nx\n{% endhint %}\n', []),
        ("<!-- {% hint %} <iframe> -->\n", []),
    ],
)
def test_problem(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_undecodable_bytes_are_shown_and_reported() -> None:
    source = Source.decode("p.md", b"\xef\xbb\xbfabc\r\nd\xff\xfee\n")
    assert source.text == "abc\nd\ufffde\n"
    assert source.undecodable == ((9, 5),)
    problems = Document.read(source, "p.md").problems
    assert [(str(source.location(p.span.start)), p.code, p.message) for p in problems] == [
        ("p.md:2:2", "GB030", "byte 9 is not UTF-8")
    ]


def test_places_of_links_and_images() -> None:
    text = (
        '---\nx: y\n---\n# T\n\n* [a](b.md) and [c](<d e.md> "mention") ![i](i.png)\n\n'
        "| [t](u.md) | [t](v\\_w.md) |\n| - | - |\n| \\| [t](u.md) | [t](u.md) |\n\n"
        '<figure><img src="x &#x26; y.png" alt=""><figcaption><p><a href="z.md">cap</a></p></figcaption></figure>\n\n'
        '{% file src="f g.pdf" %}\n'
    )
    source = Source("p.md", text)
    document = Document.read(source, "p.md")
    places = [f"{source.location(link.span.start)} {link.target}".removeprefix("p.md:") for link in document.links]
    assert places == [
        "6:7 b.md",
        "6:22 d e.md",
        "8:7 u.md",
        "8:19 v_w.md",
        "10:10 u.md",
        "10:22 u.md",
        "12:66 z.md",
        "14:14 f g.pdf",
    ]
    assert [(link.element, link.mention) for link in document.links[:2]] == [("a", False), ("a", True)]
    images = [f"{source.location(i.span.start)} {i.target} {i.caption}".removeprefix("p.md:") for i in document.images]
    assert images == ["6:46 i.png ", "12:19 x & y.png cap"]


def test_bare_addresses_have_places_of_their_own() -> None:
    text = "# A\n\nhttps://a.org/ and https://a.org/ or www.b.org, *m@c.org* (https://a.org/d)\n"
    source = Source("p.md", text)
    links = Document.read(source, "p.md").links
    assert [text[link.span.start : link.span.end] for link in links] == [
        "https://a.org/",
        "https://a.org/",
        "www.b.org",
        "m@c.org",
        "https://a.org/d",
    ]
    assert [source.location(link.span.start).column for link in links] == [1, 20, 38, 50, 60]


@pytest.mark.parametrize(
    ("text", "element", "label"),
    [
        ("[a **b**](x)", "a", "a b"),
        ("[](x)", "a", ""),
        ("[![p](i.png) ![q](j.png)](x)", "a", "p q"),
        ('[<img src="i.png" alt="p">](x)', "a", "p"),
        ("[![](i.png)](x)", "a", ""),
        ('[a](x "mention")', "a", None),
        ("<a href='x' aria-label='l'>a</a>", "a", "l"),
        ("<a href='x'>a <b>b</b></a>", "a", "a b"),
        ("<a href='x'>![p](i.png)</a>", "a", "p"),
        ("<a href='x' class='button secondary'>a</a>", "button", "a"),
        ("{% content-ref url='x' %}\n[a](x)\n{% endcontent-ref %}", "content-ref", None),
        ("<table><tr><th data-hidden>h</th></tr><tr><td><a href='x'>a</a></td></tr></table>", "a", None),
        ("<table><tr><th colspan='2'>h</th></tr><tr><td></td><td><a href='x'>a</a></td></tr></table>", "a", "a"),
        ("<a href='x'>a", "a", "a"),
    ],
)
def test_what_names_a_link(text: str, element: str, label: str | None) -> None:
    link = Document.read(Source("p.md", f"{text}\n"), "p.md").links[0]
    assert (link.element, link.label) == (element, label)


def test_the_text_in_a_reference_is_not_shown() -> None:
    text = "{% content-ref url='x' %}\n[here](x)\n{% endcontent-ref %}\n\n[here](y)\n"
    assert [link.label for link in Document.read(Source("p.md", text), "p.md").links] == [None, None, "here"]


@pytest.mark.parametrize(
    ("text", "images"),
    [
        ("<figure><img src='a'><figcaption>x <b>y</b></figcaption></figure>", [("a", "img", "x y")]),
        ("<figure><figcaption>x</figcaption><img src='a'></figure>", [("a", "img", "x")]),
        ("<figure><img src='a'></figure> <img src='b'><figcaption>x</figcaption>", [("a", "img", ""), ("b", "img", "")]),
        ("<figure><img src='a'><figcaption>x</figcaption>\n\n![](b)", [("a", "img", "x"), ("b", "img", "")]),
        ("<img src='a' srcset='b 1x, c.png 2.5x,d 300w'>", [("a", "img", ""), *[(n, "candidate", "") for n in ("b", "c.png", "d")]]),
        ("<img srcset='a b.png'>", [("", "img", ""), ("a b.png", "candidate", "")]),
        ("<picture><source srcset='a 1x, b 2x'><img src='c'></picture>", [("a", "source", ""), ("b", "candidate", ""), ("c", "img", "")]),
        ("<picture><source srcset='a b.png'></picture>", [("a b.png", "source", "")]),
        ("<video src='a'></video>", [("a", "video", "")]),
        ('![x](a "y")', [("a", "img", "y")]),
    ],
)  # fmt: skip
def test_images_and_captions(text: str, images: list[tuple[str, str, str]]) -> None:
    found = Document.read(Source("p.md", f"{text}\n"), "p.md").images
    assert [(image.target, image.element, image.caption) for image in found] == images
    for image in found:
        written = f"{text}\n"[image.span.start : image.span.end]
        assert written == image.target or written.startswith("<img")
