"""Every page of every real space, as readers get it: no syntax is left, no word is lost, ids are unique, HTML is valid."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from prose import NOT_SHOWN, lost_words
from published import Seen, published
from test_corpora_spaces import SPACES

pytestmark = [pytest.mark.corpora, pytest.mark.timeout(300)]

SYNTAX = re.compile(r"\{%|%\}|&#x|\\_|\[\^|\]\(|data-gb-")
"""GitBook's syntax, of which readers see nothing outside of code."""
MEANT = {
    "fluentd/configuration/transport-section.md": ("](", "the author put backslashes before the brackets"),
    "gitbook-example-site/developers/v2/getting-started/authentication.md": ("](", "the same"),
}
"""What is left on a page, and why."""
EXCUSED_RULES: dict[str, str] = {}
"""Rules of html-validate's `standard` set (the HTML Living Standard) that pages may break, with the reason: none."""
HEAD = '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Page</title></head>\n<body>\n'
FOOT = "\n</body>\n</html>\n"
TOOL = Path(os.environ.get("HTML_VALIDATE", Path(__file__).parents[1] / ".venv/node_modules/.bin/html-validate"))


@pytest.fixture(scope="module")
def pages(corpora):
    return [page for name in SPACES for page in published(corpora / name, name)]


def test_there_are_as_many_pages_as_the_tables_of_contents_list(pages):
    assert len(pages) == sum(listed for _, listed, _ in SPACES.values())


def test_no_syntax_is_left(pages):
    left = {page.name: found[0] for page in pages for text in Seen(page.html).plain for found in SYNTAX.finditer(text)}
    assert left == {name: what for name, (what, _) in MEANT.items()}


def test_no_word_is_lost(pages):
    lost = {page.name: words for page in pages if (words := lost_words(page.document.body, Seen(page.html).text))}
    assert lost == {}


@pytest.mark.parametrize("unseen", NOT_SHOWN, ids=[unseen.reason for unseen in NOT_SHOWN])
def test_every_exception_is_met(pages, unseen):
    assert any(unseen.pattern.search(page.document.body) for page in pages)


def test_ids_are_unique(pages):
    twice = {
        page.name: again
        for page in pages
        if (again := [name for name, count in Counter(Seen(page.html).ids).items() if count > 1])
    }
    assert twice == {}


def test_a_strict_parser_finds_no_error(pages):
    faults = []
    for page in pages:
        parser = html5lib.HTMLParser()
        parser.parse(f"{HEAD}{page.html}{FOOT}")
        faults += [(page.name, line, code) for (line, _), code, _ in parser.errors]
    assert faults == []


def test_a_validator_finds_no_fault(pages, tmp_path):
    if not TOOL.is_file() or shutil.which("node") is None:
        pytest.skip("html-validate is not installed (npm install --prefix .venv --no-save html-validate@10.17.0)")
    rules = dict.fromkeys(EXCUSED_RULES, "off")
    settings = {"root": True, "extends": ["html-validate:standard"], "rules": rules}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(settings), encoding="utf-8")
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(f"{HEAD}{page.html}{FOOT}", encoding="utf-8")
    run = subprocess.run(
        [TOOL, "--formatter", "json", *(f"{number}.html" for number in range(len(pages)))],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    faults = {
        (pages[int(Path(file["filePath"]).stem)].name, message["ruleId"], message["message"])
        for file in json.loads(run.stdout)
        for message in file["messages"]
    }
    assert faults == set()
