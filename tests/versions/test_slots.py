"""The places in finished pages."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from playbook.versions.slots import fill, filled, place


def marked(name, **parts):
    return f"<!--playbook:version:{name} {json.dumps(parts)}-->"


def test_a_place_is_filled_from_its_own_words():
    page = f"<p>a</p>{marked('notice', old='This is {version}, <a href={url}>é</a> {other}')}<p>b</p>"
    made = fill(page.encode(), lambda one: one.part("old", version="<1>", url="../x/"))
    assert made.decode() == "<p>a</p>This is &lt;1&gt;, <a href=../x/>é</a> {other}<p>b</p>"


def test_what_a_place_has_inside_may_stay():
    page = b"<head><!--playbook:version:index--><link rel=canonical><!--/playbook:version:index--></head>"
    assert fill(page, lambda one: one.inside) == b"<head><link rel=canonical></head>"
    assert fill(page, lambda one: "") == b"<head></head>"


def test_all_places_are_found_in_their_order():
    page = (marked("selector", a="1") + "x" + marked("notice") + marked("changed", b={"c": "2"})).encode()
    seen = []
    fill(page, lambda one: seen.append((one.name, one.part("a"), one.choice("b", "c"))) or "")
    assert seen == [("selector", "1", ""), ("notice", "", ""), ("changed", "", "2")]
    assert place(page, "changed").choice("b", "x") == ""
    assert place(page, "nowhere") is None


def test_values_are_not_filled_in_again():
    assert filled("{a}{b}", {"a": "{b}", "b": "1"}) == "{b}1"


def test_what_is_no_place_stays():
    for page in (
        b"<!--playbook:version:notice {broken}-->",
        b"<!--playbook:version:",
        b"<!--playbook:version:index-->",
        b"<!--playbook:version:<!--playbook:version:notice {}-->",
    ):
        assert fill(page, lambda one: "filled") == page
    assert fill(b"<!--playbook:version:x []-->", lambda one: "filled") == b"<!--playbook:version:x []-->"
    assert fill(b"plain", lambda one: "filled") == b"plain"


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_no_page_makes_it_raise(before, after):
    page = before + b"<!--playbook:version:notice {}-->" + after
    assert fill(page, lambda one: "") in (
        before + after,
        fill(before, lambda one: "") + fill(after, lambda one: ""),
        page,
    )


def test_a_large_page_costs_no_more_than_its_size():
    page = b"<!--playbook:version:index-->" * 20_000 + b"x" * 1_000_000
    assert fill(page, lambda one: "") == page
