from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.mkdocs.addresses import address, destination, relative


@pytest.mark.parametrize(
    ("published", "root", "directory_urls", "file", "url"),
    [
        ("", "", True, "index.html", ""),
        ("", "en/", True, "en/index.html", "en/"),
        ("a/b/", "", True, "a/b/index.html", "a/b/"),
        ("10.5-cross/", "en/", True, "en/10.5-cross/index.html", "en/10.5-cross/"),
        ("50% off/", "", True, "50% off/index.html", "50%25%20off/"),
        ("", "", False, "index.html", "index.html"),
        ("", "en/", False, "en/index.html", "en/index.html"),
        ("a/b/", "en/", False, "en/a/b.html", "en/a/b.html"),
        ("4.1/", "", False, "4.1.html", "4.1.html"),
    ],
)
def test_destination_and_address(published, root, directory_urls, file, url):
    assert destination(published, root, directory_urls=directory_urls) == file
    assert address(published, root, directory_urls=directory_urls) == url


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        ("", "", "./"),
        ("", "a/b/", "../../"),
        ("a/b/", "", "a/b/"),
        ("a/c/", "a/b/", "../c/"),
        ("a/b/#x", "a/b/", "#x"),
        ("#x", "", "#x"),
        ("#x", "a/", "../#x"),
        ("en/", "cadre/", "../en/"),
        ("a.html", "b/c.html", "../a.html"),
        ("files/x.svg", "10.5-cross/", "../files/x.svg"),
        ("10.5-cross/y/", "10.5-cross/", "y/"),
    ],
)
def test_relative(url, base, expected):
    assert relative(url, base) == expected


PATHS = st.lists(st.text("ab.-1", min_size=1).filter(lambda step: step.strip(".")), max_size=4).map(
    lambda steps: "".join(f"{step}/" for step in steps)
)


@given(PATHS, PATHS)
def test_a_browser_finds_the_page(url, base):
    start = "https://example.org/site/"
    assert urljoin(start + base, relative(url, base)) == start + url
    assert relative(f"{url}#x", base) == ("#x" if url == base else f"{relative(url, base)}#x")
