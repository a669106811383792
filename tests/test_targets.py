from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import listing, site

from playbook.gitbook.lookup import How
from playbook.markdown.references import Kind
from playbook.targets import Reason, Target, resolve, resolve_file

if TYPE_CHECKING:
    from playbook.site import Site

FILES = {
    "README.md": "# Home\n\n## 1. First step\n\n## Foo & bar\n",
    "a.md": '# A\n\n## Old <a href="#kept" id="kept"></a>\n',
    "dir/README.md": "# Dir\n",
    "dir/page.md": "# Page\n",
    "dir/Upper.md": "# Upper\n",
    "dir/with space.md": "# Space\n",
    "dir/what?.md": "# What\n",
    "draft.md": "# Draft\n",
    "empty/other.txt": "text",
    ".gitbook/assets/plan (1).pdf": "%PDF",
    ".gitbook/assets/18 Jan '23.jpg": "JPEG",
    ".gitbook/assets/mds_spec.png": "PNG",
    ".gitbook/assets/c#.png": "PNG",
    "fr/README.md": "# Accueil\n",
    "fr/page.md": "# Page\n",
    "SUMMARY.md": listing("README.md", "a.md", "dir/README.md", "dir/page.md", "dir/Upper.md", "dir/with space.md")
    + "* [What](<dir/what%3F.md>)\n"
    + listing("fr/README.md", "fr/page.md"),
}
OWN = "https://example.gitbook.io/handbook/"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("site"), FILES, languages={"en": ".", "fr": "fr"}, own_urls=[OWN])


def look(read: Site, target: str, from_: str = "dir/page.md") -> Target:
    return resolve(read, read.editions[0], read.editions[0].space.documents[from_], target)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("Upper.md", "dir/Upper.md"),
        ("./page.md", "dir/page.md"),
        ("page", "dir/page.md"),
        ("page.md?q=1#page", "dir/page.md"),
        ("", "empty"),
        ("./", "dir/README.md"),
        (".", "dir/README.md"),
        ("../", "README.md"),
        ("..", "README.md"),
        ("../a.md", "a.md"),
        ("../dir", "dir/README.md"),
        ("../dir/", "dir/README.md"),
        ("with space.md", "dir/with space.md"),
        ("with%20space.md", "dir/with space.md"),
        ("with&#x20;space.md", "dir/with space.md"),
        ("what%3F.md", "dir/what?.md"),
        ("upper.md", "dir/Upper.md"),
        ("/a.md", "a.md"),
        ("/a", "a.md"),
        ("#page", "dir/page.md"),
        ("?q=1", "dir/page.md"),
        ("\u200bUpper.md", "dir/Upper.md"),
        ("../fr/page.md", "fr/page.md"),
        (OWN, "README.md"),
        (OWN.rstrip("/"), "README.md"),
        (f"{OWN}Dir/PAGE", "dir/page.md"),
        (f"{OWN}v/fr/page.md", "fr/page.md"),
        (f"{OWN}fr/page/", "fr/page.md"),
        ("http://example.gitbook.io/handbook/dir?x=1", "dir/README.md"),
        (OWN.removeprefix("https:") + "a", "a.md"),
    ],
)
def test_pages(read: Site, target: str, path: str) -> None:
    found = look(read, target)
    if path == "empty":
        assert (found.kind, found.reason) == (Kind.LOST, Reason.EMPTY)
        return
    assert found.kind in (Kind.PAGE, Kind.HEADING)
    assert found.page is not None
    assert (found.path, found.page.path) == (path, path)
    assert found.edition is read.edition(found.page)


@pytest.mark.parametrize(
    ("target", "anchor"),
    [
        ("../#id-1.-first-step", "id-1.-first-step"),
        ("../README.md#1.-first-step", "id-1.-first-step"),
        ("../README.md#1-first-step", "id-1.-first-step"),
        ("../README.md#foo-and-bar", "foo-and-bar"),
        ("../README.md#foo--bar", "foo-and-bar"),
        ("../README.md#Foo%20%26%20bar", "foo-and-bar"),
        ("../a.md#kept", "kept"),
        ("../a.md#old", "kept"),
        ("../a.md#a:~:text=x", "a"),
        (f"{OWN}a#kept", "kept"),
    ],
)
def test_headings(read: Site, target: str, anchor: str) -> None:
    found = look(read, target)
    assert (found.kind, found.anchor) == (Kind.HEADING, anchor)


def test_a_heading_that_is_not_there(read: Site) -> None:
    found = look(read, "../a.md#gone")
    assert (found.kind, found.path, found.anchor, found.fragment) == (Kind.PAGE, "a.md", "", "gone")


@pytest.mark.parametrize(
    ("target", "path", "how"),
    [
        ("../.gitbook/assets/plan (1).pdf", ".gitbook/assets/plan (1).pdf", How.EXACT),
        ("../.gitbook/assets/plan%20%281%29.pdf", ".gitbook/assets/plan (1).pdf", How.PERCENT),
        ("../.gitbook/assets/18 Jan &#x27;23.jpg", ".gitbook/assets/18 Jan '23.jpg", How.ENTITIES),
        ("../.gitbook/assets/mds\\_spec.png", ".gitbook/assets/mds_spec.png", How.BACKSLASHES),
        ("../.gitbook/assets/MDS_spec.png", ".gitbook/assets/mds_spec.png", How.CASE),
        ("../.gitbook/assets/c#.png", ".gitbook/assets/c#.png", How.EXACT),
        ("../.gitbook/assets/plan%20%281%29.pdf#page=2", ".gitbook/assets/plan (1).pdf", How.PERCENT),
    ],
)
def test_files(read: Site, target: str, path: str, how: How) -> None:
    document = read.editions[0].space.documents["dir/page.md"]
    for find in (resolve, resolve_file):
        found = find(read, read.editions[0], document, target)
        assert (found.kind, found.path, found.found) == (Kind.FILE, path, how)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("", Reason.EMPTY),
        (" \u200b ", Reason.EMPTY),
        ("broken-reference", Reason.BROKEN_REFERENCE),
        ("broken-reference/page.md#x", Reason.BROKEN_REFERENCE),
        ("../../broken-reference", Reason.BROKEN_REFERENCE),
        ("/broken/pages/AbC", Reason.BROKEN_REFERENCE),
        ("/broken/spaces/AbC/pages/DeF", Reason.BROKEN_REFERENCE),
        ("/spaces/AbC", Reason.BROKEN_REFERENCE),
        ("/s/AbC/page", Reason.BROKEN_REFERENCE),
        ("/files/AbC", Reason.BROKEN_REFERENCE),
        ("http://127.0.0.1:5000/o/a/s/b/", Reason.LOCAL_ADDRESS),
        ("http://127.0.0.1:5000/u/a", Reason.LOCAL_ADDRESS),
        ("http://localhost:5000/s/undefined/", Reason.LOCAL_ADDRESS),
        ("file:///C:/Users/x.pdf", Reason.LOCAL_FILE),
        ("C:\\Users\\x.pdf", Reason.LOCAL_FILE),
        ("\\\\server\\x.pdf", Reason.LOCAL_FILE),
        ("blob:https://app.gitbook.com/1", Reason.LOCAL_FILE),
        ("javascript:alert(1)", Reason.UNSAFE),
        (" JavaScript:alert(1)", Reason.UNSAFE),
        ("java\nscript:alert(1)", Reason.UNSAFE),
        ("data:text/html,x", Reason.UNSAFE),
        ("vbscript:x", Reason.UNSAFE),
        ("gone.md", Reason.MISSING),
        ("../empty/", Reason.MISSING),
        ("../../README.md", Reason.OUTSIDE),
        ("../../../../etc/passwd", Reason.OUTSIDE),
        ("../draft.md", Reason.UNLISTED),
        ("../SUMMARY.md", Reason.UNLISTED),
    ],
)
def test_lost(read: Site, target: str, reason: Reason) -> None:
    found = look(read, target)
    assert (found.kind, found.reason) == (Kind.LOST, reason)


@pytest.mark.parametrize(
    ("target", "kind", "url"),
    [
        ("https://example.org/x", Kind.EXTERNAL, "https://example.org/x"),
        ("//example.org/x", Kind.EXTERNAL, "https://example.org/x"),
        ("http://localhost:8080/start", Kind.EXTERNAL, "http://localhost:8080/start"),
        ("https://example.gitbook.io/handbooks/a", Kind.EXTERNAL, "https://example.gitbook.io/handbooks/a"),
        ("http://[broken", Kind.EXTERNAL, "http://[broken"),
        ("ftp://example.org/", Kind.EXTERNAL, "ftp://example.org/"),
        ("mailto:a@example.org", Kind.MAIL, "mailto:a@example.org"),
        ("tel:+33 1", Kind.MAIL, "tel:+33 1"),
    ],
)
def test_elsewhere(read: Site, target: str, kind: Kind, url: str) -> None:
    found = look(read, target)
    assert (found.kind, found.url, found.reason) == (kind, url, None)


def test_an_address_of_this_site_that_no_page_has(read: Site) -> None:
    found = look(read, f"{OWN}gone")
    assert (found.kind, found.url, found.reason) == (Kind.EXTERNAL, f"{OWN}gone", Reason.MISSING)


@pytest.mark.parametrize("target", ["../a", "../dir/", "../a.md"])
def test_an_image_is_no_page(read: Site, target: str) -> None:
    found = resolve_file(read, read.editions[0], read.editions[0].space.documents["dir/page.md"], target)
    assert found.kind is (Kind.FILE if target.endswith(".md") else Kind.LOST)


def test_the_first_picture_of_a_srcset_counts(read: Site) -> None:
    document = read.editions[0].space.documents["a.md"]
    found = resolve_file(read, read.editions[0], document, ".gitbook/assets/mds_spec.png 2x, x.png 1x")
    assert found.path == ".gitbook/assets/mds_spec.png"


@given(st.text(alphabet=[*string.printable, "\u200b", "é"], max_size=60))
def test_no_target_makes_it_raise(read: Site, target: str) -> None:
    document = read.editions[0].space.documents["dir/page.md"]
    for find in (resolve, resolve_file):
        found = find(read, read.editions[0], document, target)
        assert (found.kind is Kind.LOST) <= (found.reason is not None)
        assert not found.url.lower().lstrip().startswith(("javascript:", "data:", "vbscript:"))
