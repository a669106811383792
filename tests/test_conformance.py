"""CONFORMANCE.md and the site beside it say what the cases of tests/blocks and tests/rules prove, and no more."""

from __future__ import annotations

import ast

import html5lib
import pytest
from conformance import BLOCKS, DATA, ROOT, TABLE, constructs, malformed, table
from conformance_site import build


def test_the_table_is_that_of_the_cases() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(), "stale: run `make conformance`"


@pytest.mark.parametrize("one", malformed(), ids=lambda one: one.form)
def test_a_malformed_form_is_reported_or_it_is_said_why_not(one) -> None:
    assert f" {one.rule} " in one.said if one.rule else one.why


@pytest.mark.parametrize("one", DATA["beyond_blocks"], ids=lambda one: one["construct"])
def test_what_is_no_block_has_tests(one) -> None:
    for test in one["tests"]:
        file, _, name = test.partition("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        names = {part.name for part in tree.body if isinstance(part, (ast.FunctionDef, ast.ClassDef))}
        assert name in names if name else any(one.startswith("test_") for one in names), test


def test_limits_are_those_of_case_files() -> None:
    assert set(DATA["limits"]) <= {file.name for file in BLOCKS.glob("*.md")}


def test_every_case_is_on_the_site(tmp_path) -> None:
    build(tmp_path / "site", "fr")
    for one in constructs():
        html = (tmp_path / "site" / "blocks" / one.file.stem / "index.html").read_text(encoding="utf-8")
        assert html.count('<div class="conformance">') == len(one.cases)
        assert 'lang="fr"' in html
        parser = html5lib.HTMLParser()
        parser.parse(html)
        assert [(line, code) for (line, _), code, _ in parser.errors] == []
