from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook.front_matter import SECTIONS, Reading, Section, misspelt, read, register
from playbook.gitbook.keys import Flag, Keys, Number, conform
from playbook.gitbook.page_keys import PageKeys
from playbook.gitbook.positioned_yaml import Places
from playbook.sdg.citations import Sdg
from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@pytest.mark.parametrize(
    ("yaml", "message", "hint", "meant"),
    [
        ("noindex: true", "the key 'noindex' has no effect", "write noIndex", "noIndex"),
        ("no_index: true", "the key 'no_index' has no effect", "write noIndex", "noIndex"),
        ("Description: x", "the key 'Description' has no effect", "write description", "description"),
        ("descripton: x", "the key 'descripton' has no effect", "did you mean 'description'?", ""),
        ("hiden: true", "the key 'hiden' has no effect", "did you mean 'hidden'?", ""),
        ("Icon: a\nicon: b", "the key 'Icon' has no effect", "write icon", ""),
    ],
)
def test_misspelt_keys_are_told(yaml: str, message: str, hint: str, meant: str) -> None:
    text = f"---\n{yaml}\n---\n"
    (problem,) = misspelt(read(text))
    assert (problem.code, problem.message, problem.hint) == ("GB032", message, hint)
    assert text[problem.span.start : problem.span.end] == yaml.partition(":")[0]
    assert "".join(edit.text for edit in problem.edits) == meant


@pytest.mark.parametrize(
    "key",
    "name label labels metadata allowed-tools owners status about hide search template subtitle date authors categories draft "
    "pin readtime comments social id sidebar_label keywords image permalink published tag order weight type".split(),
)
def test_keys_of_other_tools_are_left_alone(key: str) -> None:
    meta = read(f"---\n{key}: x\n---\n")
    assert meta.values == {key: "x"}
    assert not list(misspelt(meta))


class Approval(Keys):
    """Who approved a page."""

    by: str
    """A name."""
    number: Number | None = None
    """A number."""
    steps: tuple[Flag, ...] = ()
    """Steps."""


@pytest.fixture
def approval() -> Iterator[Section[Approval]]:
    yield register("approval", lambda: Approval, "REV998")
    del SECTIONS["approval"]


def test_a_feature_reads_its_key(approval: Section[Approval]) -> None:
    text = "---\napproval:\n  by: 007\n  number: 3px\n  steps: [true, maybe, no, false]\n---\n"
    meta = read(text)
    assert not meta.problems
    reading = approval.read(meta)
    assert reading.value == Approval(by="007", number=3, steps=(True, False, False))
    assert [(text[p.span.start : p.span.end], p.code, p.message) for p in reading.problems] == [
        ("3px", "REV998", "'3px' is not a value of 'approval.number'"),
        ("maybe", "REV998", "'maybe' is not a value of 'approval.steps[1]'"),
        ("no", "REV998", "'no' is not a value of 'approval.steps[2]'"),
    ]


@pytest.mark.parametrize(
    ("yaml", "at", "message"),
    [
        ("approval: {number: 1}", "approval", "'approval' lacks the key 'by'"),
        ("approval: [a]", "[a]", "the value of 'approval' is not a mapping of keys to values"),
        ("approval: {by: [a]}", "[a]", "the value of 'approval.by' is not a text"),
        ("approval: {by: a, nmber: 2}", "nmber", "'approval' has no key 'nmber'"),
    ],
)
def test_what_a_feature_does_not_take(approval: Section[Approval], yaml: str, at: str, message: str) -> None:
    text = f"---\n{yaml}\n---\n"
    problem = approval.read(read(text)).problems[0]
    assert (text[problem.span.start : problem.span.end], problem.message) == (at, message)


def test_a_feature_without_its_key(approval: Section[Approval]) -> None:
    assert approval.read(read("---\na: b\n---\n")) == approval.read(read("---\napproval:\n---\n")) == Reading()


def test_the_key_of_a_feature_is_suggested(approval: Section[Approval]) -> None:
    (problem,) = misspelt(read("---\naproval: x\n---\n"))
    assert problem.hint == "did you mean 'approval'?"


@pytest.mark.parametrize(("key", "code"), [("icon", "REV998"), ("sdg", "SDG002"), ("new", "X1")])
def test_a_key_is_registered_once_and_with_a_code(key: str, code: str) -> None:
    with pytest.raises(ValueError, match="is taken"):
        register(key, lambda: Approval, code)


ANY = st.recursive(
    st.one_of(st.none(), st.text(max_size=5), st.sampled_from(["true", "yes", "3px", "1e9", "hero", "Wide", "\ud800"])),
    lambda below: st.one_of(
        st.lists(below, max_size=3), st.dictionaries(st.one_of(KEYS, st.text(max_size=3)), below, max_size=3)
    ),
    max_leaves=10,
)


@given(ANY)
def test_a_model_takes_anything(value: object) -> None:
    for model in (PageKeys, Approval, Sdg):
        read_value, problems = conform(model, value, Places(), "GB032")
        assert read_value is None or isinstance(read_value, model)
        if read_value is not None and not problems and isinstance(value, dict):
            kept = read_value.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
            assert set(kept) == {key for key, below in value.items() if below is not None}


def test_many_bad_values_take_time_in_proportion() -> None:
    text = "---\ntags:\n" + "  - [a]\n" * 5_000 + "layout:\n" + "".join(f"  k{n}: v\n" for n in range(5_000)) + "---\n"
    meta = read(text)
    assert len(meta.problems) == 10_000
    assert meta.values == {"tags": [], "layout": {}}
