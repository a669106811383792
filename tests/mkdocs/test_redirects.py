from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.mkdocs import redirects

LANGUAGES = {"": "fr", "en/": "en"}


def test_a_page_sends_readers_on_without_scripts(tmp_path):
    assert redirects.write({"en/old/page/": "en/new/#part"}, tmp_path, LANGUAGES, "https://example.org/site/") == []
    html = (tmp_path / "en/old/page/index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert '<meta http-equiv="refresh" content="0; url=../../new/#part">' in html
    assert '<a href="../../new/#part">Continue to the page</a>' in html
    assert '<link rel="canonical" href="https://example.org/site/en/new/#part">' in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_language_is_that_of_the_page_to_come(tmp_path):
    redirects.write(
        {"en/old/": "https://example.org/", "ancien/": "./", "en/ancien/": "cadre/"}, tmp_path, LANGUAGES, ""
    )
    assert '<html lang="en">' in (tmp_path / "en/old/index.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in (tmp_path / "en/ancien/index.html").read_text(encoding="utf-8")
    html = (tmp_path / "ancien/index.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in html
    assert '<a href="../">Aller à la page</a>' in html


def test_the_list_says_the_same_for_machines(tmp_path):
    redirects.write({"b/": "./", "a b/": "c%20d/", "out/": "https://example.org/?a=1&b=2"}, tmp_path, {"": ""}, "")
    listed = json.loads((tmp_path / "redirects.json").read_text(encoding="utf-8"))
    assert listed == {"a%20b/": "c%20d/", "b/": "./", "out/": "https://example.org/?a=1&b=2"}
    assert 'href="https://example.org/?a=1&amp;b=2"' in (tmp_path / "out/index.html").read_text(encoding="utf-8")


def test_without_redirects_there_is_no_list(tmp_path):
    assert redirects.write({}, tmp_path, LANGUAGES, "") == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("old", ["", "/", "../outside/", "a/../../b/", "a\\b/", "page/", "file.txt/below/"])
def test_what_exists_is_never_replaced_and_nothing_is_written_outside(tmp_path, old):
    site = tmp_path / "site"
    (site / "page").mkdir(parents=True)
    (site / "page/index.html").write_text("a page", encoding="utf-8")
    (site / "file.txt").write_text("a file", encoding="utf-8")
    assert redirects.write({old: "elsewhere/"}, site, LANGUAGES, "") == [old]
    assert (site / "page/index.html").read_text(encoding="utf-8") == "a page"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file.txt", "index.html", "page", "site"]


def test_a_redirect_of_an_earlier_build_is_replaced(tmp_path):
    redirects.write({"old/": "new/"}, tmp_path, LANGUAGES, "")
    assert redirects.write({"old/": "newer/"}, tmp_path, LANGUAGES, "") == []
    assert 'href="../newer/"' in (tmp_path / "old/index.html").read_text(encoding="utf-8")


@given(st.dictionaries(st.text(), st.text(), max_size=5))
def test_no_address_leaves_the_site_or_stops_the_build(given_redirects):
    with tempfile.TemporaryDirectory() as directory:
        site = Path(directory, "site")
        site.mkdir()
        redirects.write(given_redirects, site, LANGUAGES, "https://example.org/")
        assert [path.name for path in Path(directory).iterdir()] == ["site"]
        assert not list(site.rglob("*.part"))


def test_texts_are_escaped(tmp_path):
    redirects.write({'"><script>/': 'x"y/'}, tmp_path, LANGUAGES, "")
    (page,) = tmp_path.rglob("index.html")
    assert "<script>" not in page.read_text(encoding="utf-8")


def test_an_old_html_address_is_a_file(tmp_path):
    redirects.write({"old/page.html": "new/"}, tmp_path, LANGUAGES, "")
    assert 'href="../new/"' in (tmp_path / "old/page.html").read_text(encoding="utf-8")


def test_a_target_is_never_a_script(tmp_path):
    redirects.write({"old/": "javascript:alert(1)"}, tmp_path, LANGUAGES, "")
    assert 'href="javascript' not in (tmp_path / "old/index.html").read_text(encoding="utf-8")


def test_addresses_with_capitals_are_looked_up_without(tmp_path):
    redirects.write_capitals({"a/": "a/", "B/c/": "B/c/", "Home/": "", "É/": "%C3%89/#x"}, tmp_path)
    written = json.loads((tmp_path / redirects.CAPITALS).read_text(encoding="utf-8"))
    assert written == {"b/c/": "B/c/", "home/": "./", "é/": "%C3%89/#x"}


def test_a_site_without_capitals_needs_no_list_of_them(tmp_path):
    redirects.write_capitals({"a/": "a/"}, tmp_path)
    assert list(tmp_path.iterdir()) == []
