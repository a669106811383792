from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook.front_matter import read
from playbook.source import Source

LAYOUT = """---
description: >-
  A long
  description
icon: rocket
hidden: true
coverY: -190.1139
layout:
  width: wide
  cover:
    visible: false
    size: hero
review:
  version: 0.10
  date: 2024-05-01
  draft: true
---

# Title
"""


def test_a_page_with_front_matter() -> None:
    meta = read(LAYOUT)
    assert meta.values == {
        "description": "A long description",
        "icon": "rocket",
        "hidden": True,
        "coverY": -190.1139,
        "layout": {"width": "wide", "cover": {"visible": False, "size": "hero"}},
        "review": {"version": "0.10", "date": "2024-05-01", "draft": "true"},
    }
    assert LAYOUT[meta.end :] == "\n# Title\n"
    assert not meta.problems
    size = meta.spans["layout", "cover", "size"]
    assert LAYOUT[size.start : size.end] == "hero"
    version = meta.key_spans["review", "version"]
    assert LAYOUT[version.start : version.end] == "version"


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("", {}, ""),
        ("# Title\n", {}, "# Title\n"),
        ("---\n---\n# T", {}, "# T"),
        ("---\n\n---\n# T", {}, "# T"),
        ("---\n# comment\n---\n# T", {}, "# T"),
        ("---\na: b\n---", {"a": "b"}, ""),
        ("---  \na: b\n---\t\nx", {"a": "b"}, "x"),
        ("---\na: b\n...\nx", {"a": "b"}, "x"),
        ("\u200b---\u200b\n\u200ba: b\n---\u200b\nx", {"a": "b"}, "x"),
        ("---\na: |\n  ---\n  x\n---\nx", {"a": "---\n  x\n"}, "x"),
        ("---", {}, "---"),
        ("---\n", {}, "---\n"),
        ("---\n\nA divider only\n", {}, "---\n\nA divider only\n"),
        ("----\na: b\n---\n", {}, "----\na: b\n---\n"),
        ("\n---\na: b\n---\n", {}, "\n---\na: b\n---\n"),
        (" ---\na: b\n---\n", {}, " ---\na: b\n---\n"),
    ],
)
def test_where_front_matter_ends(text: str, values: dict[str, Any], body: str) -> None:
    meta = read(text)
    assert text[meta.end :] == body
    if "|" not in text:
        assert meta.values == values
    assert not meta.problems


@pytest.mark.parametrize(
    "data",
    [
        b"---\r\na: b\r\n---\r\nx",
        b"---\ra: b\r---\rx",
        b"\xef\xbb\xbf---\na: b\n---\nx",
        "---\na: b\n---\nx".encode("utf-16"),
    ],
)
def test_files_as_windows_saves_them(data: bytes) -> None:
    source = Source.decode("p.md", data)
    meta = read(source.text)
    assert meta.values == {"a": "b"}
    assert source.text[meta.end :] == "x"


def test_undecodable_bytes_stay_in_the_value() -> None:
    source = Source.decode("p.md", b"---\na: caf\xe9\n---\nx")
    assert read(source.text).values == {"a": "caf\ufffd"}


@pytest.mark.parametrize(
    ("text", "place", "message", "body"),
    [
        ("---\ntitle: x\ndescription: Guide: part 1\n---\nb", "3:19", "a second ':' makes this value unreadable", "b"),
        ("---\na: 1\n\tb: 2\n---\nb", "3:1", "a tab can neither indent YAML nor begin a value", "b"),
        ("---\na: 1\na: 2\n---\nb", "3:1", "the key 'a' is given twice", "b"),
        ("---\na: 'x\n---\nb", "2:4", "this quote is never closed", "b"),
        ("---\na: b\nno end\n", "1:1", "the front matter is never closed", "---\na: b\nno end\n"),
        ("---\n- a\n---\nb", "1:1", "the page begins with '---' but no keys and values follow", "---\n- a\n---\nb"),
        ("---\n\nText\n\n---\nb", "1:1", "the page begins with '---' but no keys", "---\n\nText\n\n---\nb"),
    ],
)
def test_broken_front_matter_is_reported_where_it_breaks(text: str, place: str, message: str, body: str) -> None:
    meta = read(text)
    (problem,) = meta.problems
    assert problem.code == "GB031"
    assert problem.message.startswith(message)
    assert str(Source("p", text).location(problem.span.start)) == f"p:{place}"
    assert text[meta.end :] == body


def test_broken_front_matter_has_no_values() -> None:
    assert read("---\nhidden: true\ndescription: a: b\n---\n").values == {}


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    for page in (text, f"---\n{text}\n---\n{text}"):
        meta = read(page)
        assert 0 <= meta.end <= len(page)
        for span in (*meta.spans.values(), *meta.key_spans.values(), *(problem.span for problem in meta.problems)):
            assert 0 <= span.start <= span.end <= len(page)


KEYS = st.sampled_from(
    ["description", "icon", "hidden", "coverY", "coverHeight", "layout", "width", "cover", "size", "vars"]
)
VALUES = st.recursive(
    st.sampled_from(["true", "yes", "1", "-3.5", "700px", "wide", "hero", "'x'", "", "~", "fa-x", "NaN", "1e99"]),
    lambda below: st.one_of(
        st.lists(below, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(KEYS, below, max_size=3).map(
            lambda m: "{" + ", ".join(f"{k}: {v}" for k, v in m.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_gitbooks_keys_have_their_types_whatever_is_written(mapping: dict[str, str]) -> None:
    values = read("---\n" + "".join(f"{key}: {value}\n" for key, value in mapping.items()) + "---\n").values
    assert isinstance(values.get("description", ""), str)
    assert isinstance(values.get("icon", ""), str)
    assert values.get("hidden", False) in {True, False}
    assert isinstance(values.get("coverY", 0), int | float)
    assert 10 <= values.get("coverHeight", 240) <= 700
    assert isinstance(values.get("layout", {}), dict)
    assert values.get("layout", {}).get("width", "default") in {"default", "wide"}


def test_many_keys_take_time_in_proportion() -> None:
    text = "---\n" + "".join(f"key{number}: value\n" for number in range(20_000)) + "---\n"
    assert len(read(text).values) == 20_000
