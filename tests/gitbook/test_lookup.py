from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook.lookup import Found, How, Index, join, normalise

NFC, NFD = (unicodedata.normalize(form, "résumé.md") for form in ("NFC", "NFD"))
FILES = (
    "README.md",
    "a/README.md",
    "a/b.md",
    "a/c d.md",
    "a/50%25.md",
    "a/x_y.png",
    "a/it's.png",
    "img/image (1) (2).png",
    "img/Logo.PNG",
    f"d/{NFC}",
    f"e/{NFD}",
    "e/at 10\u202fAM.png",
    "f/readme.md",
    "g/Page.md",
    "g/page.md",
    ".gitbook/assets/file.excalidraw (1).svg",
    "h/name",
    "h/name/x.md",
    "i/a&amp;b.md",
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(FILES)


@pytest.mark.parametrize(
    ("path", "found", "how"),
    [
        ("a/b.md", "a/b.md", How.EXACT),
        ("./a/../a//b.md", "a/b.md", How.EXACT),
        ("/a/b.md", "a/b.md", How.EXACT),
        ("", "README.md", How.EXACT),
        (".", "README.md", How.EXACT),
        ("a", "a/README.md", How.EXACT),
        ("a/", "a/README.md", How.EXACT),
        ("a/c d.md", "a/c d.md", How.EXACT),
        ("a/50%25.md", "a/50%25.md", How.EXACT),
        ("i/a&amp;b.md", "i/a&amp;b.md", How.EXACT),
        ("h/name", "h/name", How.EXACT),
        (".gitbook/assets/file.excalidraw (1).svg", ".gitbook/assets/file.excalidraw (1).svg", How.EXACT),
        ("a/it&#x27;s.png", "a/it's.png", How.ENTITIES),
        ("a/c%20d.md", "a/c d.md", How.PERCENT),
        ("img/image%20%281%29%20%282%29.png", "img/image (1) (2).png", How.PERCENT),
        ("a/it&#x27;s%2Epng", "a/it's.png", How.PERCENT),
        ("%61/", "a/README.md", How.PERCENT),
        ("a/x\\_y.png", "a/x_y.png", How.BACKSLASHES),
        ("img/image%20\\(1\\)%20\\(2\\).png", "img/image (1) (2).png", How.BACKSLASHES),
        ("a/b", "a/b.md", How.EXTENSION),
        ("a/c%20d", "a/c d.md", How.EXTENSION),
        ("README", "README.md", How.EXTENSION),
        (f"d/{NFC}", f"d/{NFC}", How.EXACT),
        (f"d/{NFD}", f"d/{NFC}", How.UNICODE),
        (f"e/{NFC}", f"e/{NFD}", How.UNICODE),
        ("e/at 10 AM.png", "e/at 10\u202fAM.png", How.UNICODE),
        ("e/at%2010%C2%A0AM.png", "e/at 10\u202fAM.png", How.UNICODE),
        ("e/at 10 am.png", "e/at 10\u202fAM.png", How.CASE),
        ("e/r%C3%A9sum%C3%A9.md", f"e/{NFD}", How.UNICODE),
        (f"d/{NFD[:-3]}", f"d/{NFC}", How.UNICODE),
        ("img/logo.png", "img/Logo.PNG", How.CASE),
        ("A/B.MD", "a/b.md", How.CASE),
        ("A/B", "a/b.md", How.CASE),
        ("A/", "a/README.md", How.CASE),
        ("f", "f/readme.md", How.CASE),
        (f"D/{NFD.upper()}", f"d/{NFC}", How.CASE),
        ("g/PAGE.md", "g/Page.md", How.CASE),
        ("g/page.md", "g/page.md", How.EXACT),
    ],
)
def test_look_up_order(index: Index, path: str, found: str, how: How) -> None:
    assert index.find(path) == Found(found, how)


@pytest.mark.parametrize(
    "path", ["b.md", "a/b.txt", "../a/b.md", "a/../../a/b.md", "%2e%2e/a/b.md", "img", "a/b.md/c", "\0", "#"]
)
def test_what_no_file_answers_to(index: Index, path: str) -> None:
    assert index.find(path) is None


def test_the_readme_of_the_root_is_configured() -> None:
    assert Index(["README.md", "intro.md"], "intro.md").find("") == Found("intro.md", How.EXACT)
    assert Index(["README.md"], "gone.md").find("") == Found("README.md", How.EXACT)


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("old/b.md", "a/b.md"),
        ("a/C-D.md", "a/c d.md"),
        ("z/a/README.md", "a/README.md"),
        ("g/PAGE.md", ""),
        ("nothing.md", ""),
    ],
)
def test_nearest(index: Index, path: str, nearest: str) -> None:
    assert index.nearest(path) == nearest


@pytest.mark.parametrize(
    ("path", "normalised"),
    [
        ("", ""),
        ("/", ""),
        ("./", ""),
        ("a/./b//c/", "a/b/c"),
        ("a/..", ""),
        ("..", None),
        ("a/../..", None),
        ("..a", "..a"),
    ],
)
def test_normalise(path: str, normalised: str | None) -> None:
    assert normalise(path) == normalised


@pytest.mark.parametrize(
    ("directory", "path", "joined"),
    [
        ("a/b", "c.md", "a/b/c.md"),
        ("a/b", "../c.md", "a/c.md"),
        ("a", "../../c.md", None),
        ("a", "/c.md", "c.md"),
        ("", "c.md", "c.md"),
    ],
)
def test_join(directory: str, path: str, joined: str | None) -> None:
    assert join(directory, path) == joined


@given(st.text(max_size=50))
def test_any_path_is_taken(path: str) -> None:
    found = Index(FILES).find(path)
    assert found is None or found.path in FILES


def test_thousands_of_look_ups_are_quick() -> None:
    index = Index(f"folder-{number % 100}/Page {number}.md" for number in range(10_000))
    start = time.process_time()
    for number in range(10_000):
        assert index.find(f"folder-{number % 100}/page%20{number}.md") is not None
        assert index.find(f"gone/{number}.md") is None
        assert index.nearest(f"gone/page-{number}.md")
    assert time.process_time() - start < 10
