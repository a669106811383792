from __future__ import annotations

from typing import Any

import pytest

from playbook.gitbook.front_matter import PAGE_KEYS, read
from playbook.gitbook.page_keys import PageKeys

NOTHING: dict[str, Any] = {}


def test_the_keys_are_named_where_no_model_is_at_hand():
    assert {one.alias or name for name, one in PageKeys.model_fields.items()} == PAGE_KEYS


@pytest.mark.parametrize(
    ("yaml", "values"),
    [
        ("description: 2024", {"description": "2024"}),
        ("icon: bullseye-arrow", {"icon": "bullseye-arrow"}),
        ("hidden: false", {"hidden": False}),
        ("noIndex: True", {"noIndex": True}),
        ("cover: .gitbook/assets/a b.png", {"cover": ".gitbook/assets/a b.png"}),
        ("cover: {light: a.png, dark: b.png}", {"cover": {"light": "a.png", "dark": "b.png"}}),
        ("coverY: -190.1139", {"coverY": -190.1139}),
        ("coverY: 0", {"coverY": 0}),
        ("coverY: -2.84e-14", {"coverY": -2.84e-14}),
        ("coverHeight: 700", {"coverHeight": 700}),
        ("layout: {title: {visible: true}}", {"layout": {"title": {"visible": True}}}),
        ("layout: {cover: {mask: radial}}", {"layout": {"cover": {"mask": "radial"}}}),
        ("vars: {v: 1.10, n: 3, b: true, t: 'true'}", {"vars": {"v": "1.10", "n": 3, "b": True, "t": "true"}}),
        ("if: visitor.claims.x == 1", {"if": "visitor.claims.x == 1"}),
        ("tags: [a, {tag: b, primary: true}]", {"tags": ["a", {"tag": "b", "primary": True}]}),
        (
            "metaLinks: {canonical: a.md, alternates: [b.md]}",
            {"metaLinks": {"canonical": "a.md", "alternates": ["b.md"]}},
        ),
        ("metaLinks: {}", {"metaLinks": {}}),
        ("description:", NOTHING),
        ("layout:", NOTHING),
        ("slug: cadre\ntitle: T\nstatus: new\nowners: [a]\nsdg: {goals: [1]}\nname: 7", None),
    ],
)
def test_what_gitbook_takes(yaml: str, values: dict[str, Any] | None) -> None:
    meta = read(f"---\n{yaml}\n---\n")
    assert not meta.problems
    if values is not None:
        assert meta.values == values


@pytest.mark.parametrize(
    ("yaml", "at", "message", "hint", "values"),
    [
        ("hidden: yes", "yes", "'yes' is not a value of 'hidden'", "write true", {"hidden": True}),
        ("hidden: 'true'", "'true'", "'true' is not a value of 'hidden'", "write true", {"hidden": True}),
        (
            "hidden: true\u200b",
            "true\u200b",
            "'true\\u200b' is not a value of 'hidden'",
            "write true",
            {"hidden": True},
        ),
        ("hidden: maybe", "maybe", "'maybe' is not a value of 'hidden'", "write true or false", NOTHING),
        ("hidden: [true]", "[true]", "the value of 'hidden' is not true or false", "", NOTHING),
        (
            "icon: fa-rocket",
            "fa-rocket",
            "the icon 'fa-rocket' is named without 'fa-'",
            "write rocket",
            {"icon": "rocket"},
        ),
        ("icon: {a: b}", "{a: b}", "the value of 'icon' is not a text", "", NOTHING),
        ("coverY: high", "high", "'high' is not a value of 'coverY'", "write a number", NOTHING),
        ("coverY: NaN", "NaN", "'NaN' is not a value of 'coverY'", "write a number", NOTHING),
        ("coverHeight: 240px", "240px", "'240px' is not a value of 'coverHeight'", "write 240", {"coverHeight": 240}),
        ("coverHeight: 5", "5", "'5' is not a value of 'coverHeight'", "write 10", {"coverHeight": 10}),
        ("coverHeight: 1e9", "1e9", "'1e9' is not a value of 'coverHeight'", "write 700", {"coverHeight": 700}),
        ("layout: {width: wied}", "wied", "'wied' is not a value of 'layout.width'", "write wide", {"layout": {}}),
        (
            "layout: {width: Wide}",
            "Wide",
            "'Wide' is not a value of 'layout.width'",
            "write wide",
            {"layout": {"width": "wide"}},
        ),
        (
            "layout: {cover: {size: 9}}",
            "9",
            "'9' is not a value of 'layout.cover.size'",
            "allowed: hero, full, background",
            {"layout": {"cover": {}}},
        ),
        (
            "layout: {outlin: {visible: false}}",
            "outlin",
            "'layout' has no key 'outlin'",
            "write outline",
            {"layout": {}},
        ),
        (
            "cover: {bright: a.png}",
            "bright",
            "'cover' has no key 'bright'",
            "write light",
            {"cover": {}},
        ),
        ("layout: wide", "wide", "the value of 'layout' is not a mapping of keys to values", "", NOTHING),
        ("tags: a", "a", "the value of 'tags' is not a list", "", NOTHING),
        (
            "tags: [[a], b]",
            "[a]",
            "the value of 'tags[0]' is not a text or a mapping of keys to values",
            "",
            {"tags": ["b"]},
        ),
    ],
)
def test_what_gitbook_does_not_take(yaml: str, at: str, message: str, hint: str, values: dict[str, Any]) -> None:
    text = f"---\n{yaml}\n---\n"
    meta = read(text)
    (problem,) = meta.problems
    assert problem.code == "GB032"
    assert text[problem.span.start : problem.span.end] == at
    assert (problem.message, problem.hint) == (message, hint)
    assert meta.values == values


def test_the_cure_cures() -> None:
    text = "---\nhidden: yes\ncoverHeight: 5\nlayout:\n  width: wied\n  outlin:\n    visible: on\nicon: fa-x\n---\n"
    while (problems := read(text).problems) and (edits := [edit for problem in problems for edit in problem.edits]):
        edit = edits[0]
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert not problems
    assert "hidden: true\ncoverHeight: 10\nlayout:\n  width: wide\n  outline:\n    visible: true\nicon: x\n" in text
