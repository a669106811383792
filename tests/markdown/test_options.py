"""The options of the extension."""

from __future__ import annotations

import markdown
import pytest

ROWS = "| A |\n| --- |\n" + "| x |\n" * 8
RAW = f"<table><tbody>{'<tr><td>x</td></tr>' * 8}</tbody></table>"


def convert(text, **options):
    return markdown.markdown(text, extensions=["playbook.markdown"], extension_configs={"playbook.markdown": options})


@pytest.mark.parametrize("table", [ROWS, RAW])
def test_the_project_says_how_long_a_table_is_that_can_be_searched(table):
    assert "data-gb-filter" in convert(table)
    assert "data-gb-filter" not in convert(table, search_rows=9)
    assert "data-gb-filter" in convert(table, search_rows=8)


def test_the_author_of_a_table_has_the_last_word():
    assert "data-gb-filter" in convert(RAW.replace("<table", '<table data-search="true"'), search_rows=9)
    assert "data-gb-filter" not in convert(RAW.replace("<table", '<table data-search="false"'), search_rows=1)


@pytest.mark.parametrize(("options", "message"), [({"search_rows": "many"}, "'many'"), ({"profile": "x"}, "'x'")])
def test_a_value_that_is_none_is_told(options, message):
    with pytest.raises(ValueError, match=message):
        convert("x", **options)
