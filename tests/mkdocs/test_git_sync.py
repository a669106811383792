"""A repository as GitBook's Git Sync leaves it, with a configuration beside it."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def site(built):
    return built("git-sync", "project/mkdocs.yml")


def test_only_the_content_root_is_published(site):
    assert {"index.html", "10-other/index.html", "10-other/10.5-cross/index.html"} <= site.files()
    assert not {path for path in site.files() if "openapi" in path or path.endswith((".yaml", ".md"))}


def test_files_with_awkward_names_have_safe_addresses(site):
    found = [node.attributes["src"] for node in site.page().css("article img")]
    found += [node.attributes["href"] for node in site.page().css("article p a")]
    assert len(found) == 3
    for address in found:
        assert (site.directory / address).is_file()
        assert set(address) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./")


def test_redirects_of_the_manifest(site):
    assert 'url=../../10-other/10.5-cross/#part"' in site.text("old/section/index.html")
    assert 'href="https://docs.example.org/git-sync/10-other/10.5-cross/#part"' in site.text("old/section/index.html")
    assert 'url=https://example.org/elsewhere"' in site.text("gone/index.html")
    assert "Nothing." in site.text("10-other/index.html"), "a page is never replaced by a redirect"


def test_undecodable_bytes_are_shown_as_such(site):
    assert "A bad byte: \ufffd." in site.page("10-other/10.5-cross/").css_first("article").text()


def test_what_is_wrong_is_named_with_its_place(site):
    said = "\n".join(site.warnings)
    for code in ("GB030", "GB041", "GB048"):
        assert code in said
