"""A page from the cache is the page that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nests import NESTS

from playbook.cache import Cache
from playbook.gitbook import kept
from playbook.gitbook.document import Document
from playbook.source import Source

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = """\
---
description: "a\\_b"
layout: {cover: {size: huge}}
tags: [one, {tag: two, primary: yes}]
vars: {rate: 0.5, ready: true}
if: visitor.claims.x
---

# Title <a href="#t" id="t"></a>

### ****

{% hint style="infos" %}
[a](b.md "mention") ![c](d.png "Caption") <a id="x"></a>&#x20;
{% endhint %}

{% embed url="https://example.org" %}

<code class="expression">space.vars.y</code>
"""


def both(text: str, directory: Path) -> None:
    source = Source("p.md", text)
    read = Document.read(source, "p.md")
    assert kept.read(source, "p.md", Cache(directory)) == read
    assert kept.read(source, "p.md", Cache(directory)) == read


def test_a_page_with_everything(tmp_path):
    both(EVERYTHING, tmp_path)


def test_the_second_time_nothing_is_parsed(tmp_path, monkeypatch):
    source = Source("p.md", EVERYTHING)
    kept.read(source, "p.md", Cache(tmp_path))
    monkeypatch.setattr(Document, "read", lambda *_: pytest.fail("it was read again"))
    assert kept.read(source, "other.md", Cache(tmp_path)).path == "other.md"


def test_an_entry_that_something_else_wrote_is_no_entry(tmp_path):
    source = Source("p.md", "# A\n")
    cache = Cache(tmp_path)
    kept.read(source, "p.md", cache)
    (entry,) = tmp_path.glob("*.json")
    cache.put_value(entry.name[:40], [1, 2])
    assert kept.read(source, "p.md", Cache(tmp_path)) == Document.read(source, "p.md")


def test_bytes_that_are_not_utf_8_are_told_each_time(tmp_path):
    source = Source.decode("p.md", b"# A\xff\n")
    for _ in range(2):
        assert [problem.code for problem in kept.read(source, "p.md", Cache(tmp_path)).problems] == ["GB030"]


@given(st.one_of(st.text(), NESTS.map(lambda page: page.text)))
def test_any_page(tmp_path_factory, text):
    both(text, tmp_path_factory.getbasetemp() / "kept")


@pytest.mark.corpora
def test_real_pages(corpora, tmp_path):
    for file in corpora.rglob("*.md"):
        source = Source.read(file)
        if not source.undecodable:
            both(source.text, tmp_path)
