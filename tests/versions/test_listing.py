"""versions.json, which mike and Material read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.versions.listing import Listed, merged, read, write

MIKE = pytest.importorskip("mike.versions", reason="mike is not installed")
OURS = {"playbook": {"commit": "c"}}


def test_mike_reads_what_we_write_and_we_read_what_mike_writes():
    ours = [Listed("dev", "dev", (), OURS), Listed("1.0", "1.0 (é)", ("latest", "stable"), OURS), Listed("0.9", "0.9")]
    theirs = MIKE.Versions.loads(write(ours))
    assert [str(one.version) for one in theirs] == ["dev", "1.0", "0.9"]
    assert theirs["1.0"].aliases == {"latest", "stable"}
    assert theirs["1.0"].properties == OURS
    theirs.add("2.0", "Two", ["latest"], update_aliases=True)
    again = read(theirs.dumps())
    assert [(one.version, one.title, one.is_ours) for one in again] == [
        ("dev", "dev", True),
        ("2.0", "Two", False),
        ("1.0", "1.0 (é)", True),
        ("0.9", "0.9", False),
    ]
    assert json.loads(write(again)) == [{**one, "aliases": sorted(one["aliases"])} for one in _sorted(theirs)]


def _sorted(theirs):
    return [{**one, "aliases": sorted(one["aliases"])} for one in theirs.to_json()]


def test_versions_of_others_stay_in_mikes_order():
    ours = [Listed("dev", "dev", (), OURS), Listed("1.0", "1.0", ("latest",), OURS), Listed("0.2", "0.2", (), OURS)]
    others = [
        Listed("main", "main"),
        Listed("1.1", "1.1", ("latest", "next")),
        Listed("0.10", "0.10"),
        Listed("0.2", "x"),
    ]
    others.append(Listed("0.0.1", "gone", (), OURS))
    made = merged(ours, others)
    assert [one.version for one in made] == [str(one.version) for one in MIKE.Versions.loads(write(made))]
    assert {one.version: one.aliases for one in made} == {
        "main": (),
        "dev": (),
        "1.1": ("next",),
        "1.0": ("latest",),
        "0.10": (),
        "0.2": (),
    }
    assert next(one for one in made if one.version == "0.2").is_ours


def test_a_version_of_another_that_is_called_like_our_alias_goes():
    made = merged([Listed("1.0", "1.0", ("latest",), OURS)], [Listed("latest", "x"), Listed("0.1", "0.1")])
    assert [one.version for one in made] == ["1.0", "0.1"]


@given(st.text(max_size=60) | st.sampled_from(['[{"version": 1}]', "{}", "[[]]", "[1]", "null", '[{"version": "1"}]']))
def test_what_is_no_list_is_none(text):
    found = read(text)
    assert found is None or isinstance(found, list)
