"""CONFORMANCE.md says what the cases of tests/blocks prove, and no more."""

from __future__ import annotations

import html5lib
from conformance import TABLE, constructs, page, table


def test_the_table_is_that_of_the_cases() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(), "stale: run `make conformance`"


def test_every_case_is_on_the_page(tmp_path) -> None:
    html = page(tmp_path / "page", "fr").read_text(encoding="utf-8")
    assert html.count("<div class='conformance'>") == sum(len(one.cases) for one in constructs())
    assert 'lang="fr"' in html
    parser = html5lib.HTMLParser()
    parser.parse(html)
    assert [(line, code) for (line, _), code, _ in parser.errors] == []
