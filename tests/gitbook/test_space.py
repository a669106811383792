from __future__ import annotations

import sys
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from playbook.gitbook.lookup import How
from playbook.gitbook.space import Entry, Space
from playbook.gitbook.summary import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def make(root: Path, files: Mapping[str, str | bytes]) -> Space:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        (root / path).write_bytes(data)
    return Space.read(root)


def outline(entries: tuple[Entry, ...], depth: int = 0) -> str:
    lines = []
    for entry in entries:
        lines.append(f"{'  ' * depth}{entry.kind} {entry.title} ({entry.target})\n")
        lines.append(outline(entry.children, depth + 1))
    return "".join(lines)


def problems(space: Space) -> list[str]:
    return sorted(
        f"{source.location(problem.span.start)}: {problem.code} {problem.message}" for source, problem in space.problems
    )


SPACE = {
    ".gitbook.yaml": "root: ./docs/\nredirects:\n  old: a/README.md\n",
    "docs/SUMMARY.md": '# Contents\n\n* [Home](README.md)\n* [A](a/README.md)\n  * [B](<a/b c.md> "Short B")\n'
    '## Group <a href="#g1" id="g1"></a>\n* [Hidden](hidden.md)\n* [Out](https://example.org)\n* Label\n  * [](d.md)\n',
    "docs/README.md": "# Home page\n",
    "docs/a/README.md": "# A page\n",
    "docs/a/b c.md": "# B page\n",
    "docs/hidden.md": "---\nhidden: true\nicon: eye\ndescription: Not shown\n---\n# Hidden\n",
    "docs/d.md": "# D page\n",
    "docs/.gitbook/includes/shared.md": "---\ntitle: Shared\n---\nText\n",
    "docs/.gitbook/assets/image (1).png": b"\x89PNG",
    "docs/.gitbook/vars.yaml": "latest: 2\n",
    "docs/.gitbook/tags.yaml": "- tag: a\n  label: A\n",
    "docs/notes.txt": "x",
    "README.md": "# Of the repository\n",
}


def test_a_space(tmp_path: Path) -> None:
    space = make(tmp_path, SPACE)
    assert problems(space) == []
    assert outline(space.contents) == (
        "page Home (README.md)\npage A (a/README.md)\n  page Short B (a/b c.md)\n"
        "group Group ()\n  page Hidden (hidden.md)\n  link Out (https://example.org)\n  label Label ()\n    page D page (d.md)\n"
    )
    assert [page.path for page in space.pages] == ["README.md", "a/README.md", "a/b c.md", "hidden.md", "d.md"]
    assert [page.navigation_path for page in space.pages] == ["", "a", "a/b c", "g1/hidden", "g1/d"]
    assert [page.title for page in space.pages] == ["Home", "A", "Short B", "Hidden", "D page"]
    assert [page.ancestors for page in space.pages][2:] == [("A",), ("Group",), ("Group", "Label")]
    hidden = space.page_by_path["hidden.md"]
    assert (hidden.hidden, hidden.icon, hidden.description) == (True, "eye", "Not shown")
    assert not space.pages[0].hidden
    assert set(space.documents) == {page.path for page in space.pages} | {".gitbook/includes/shared.md"}
    assert space.documents["a/b c.md"].title == "B page"
    assert space.documents["a/b c.md"] is space.documents["a/b c.md"]
    assert ".gitbook/assets/image (1).png" in space.files
    assert not set(space.documents) & space.files
    assert space.size(".gitbook/assets/image (1).png") == 4
    assert space.abs("d.md").read_text() == "# D page\n"
    assert space.variables == {"latest": 2}
    assert [tag.label for tag in space.tags] == ["A"]
    assert set(space.sources) == {".gitbook.yaml", "SUMMARY.md", "vars.yaml", "tags.yaml"}
    assert space.sources["SUMMARY.md"].path == "docs/SUMMARY.md"
    found = space.find(".gitbook/assets/image%20%281%29.png")
    assert found is not None
    assert found.how is How.PERCENT


@pytest.mark.parametrize(
    ("name", "shown"), [("", "docs/d.md"), ("sub/space", "sub/space/docs/d.md"), ("./x/", "x/docs/d.md")]
)
def test_how_files_are_named(tmp_path: Path, name: str, shown: str) -> None:
    make(tmp_path, SPACE)
    assert Space.read(tmp_path, name).documents["d.md"].source.path == shown


def test_there_must_be_a_directory(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        Space.read(tmp_path / "gone")


CASES: dict[str, tuple[dict[str, str | bytes], str, list[str]]] = {
    "an empty directory": (
        {"x.txt": ""},
        "",
        ["README.md:1:1: GB044 'README.md' does not exist", "SUMMARY.md:1:1: GB040 'SUMMARY.md' does not exist"],
    ),
    "no SUMMARY.md": (
        {"b.md": "# B", "README.md": "# Home", "Z.md": "", "a/x.md": "# X", "a/README.md": "# A", "c/d/e.md": "# E"},
        (
            "page Home (README.md)\npage A (a/README.md)\n  page X (a/x.md)\npage B (b.md)\nlabel c ()\n  label d ()\n"
            "    page E (c/d/e.md)\npage Z (Z.md)\n"
        ),
        ["SUMMARY.md:1:1: GB040 'SUMMARY.md' does not exist"],
    ),
    "no SUMMARY.md, and another home page": (
        {".gitbook.yaml": "structure:\n  readme: a/intro.md\n", "a/intro.md": "# I", "README.md": "# R"},
        "page I (a/intro.md)\npage R (README.md)\n",
        ["SUMMARY.md:1:1: GB040 'SUMMARY.md' does not exist"],
    ),
    "no README.md": (
        {"SUMMARY.md": "* [A](a.md)\n", "a.md": ""},
        "page A (a.md)\n",
        ["README.md:1:1: GB044 'README.md' does not exist"],
    ),
    "a missing README.md that is configured": (
        {".gitbook.yaml": "structure:\n  readme: x.md\n", "SUMMARY.md": "* [A](a.md)\n", "a.md": ""},
        "page A (a.md)\n",
        [".gitbook.yaml:2:11: GB044 'x.md' does not exist"],
    ),
    "names that differ by their capitals": (
        {
            ".gitbook.yaml": "structure:\n  summary: summary.md\n",
            "Summary.md": "* [A](A.md)\n* [B](b.md)\n",
            "readme.md": "",
            "a.md": "",
            "b.md": "",
        },
        "page A (a.md)\npage B (b.md)\n",
        [
            ".gitbook.yaml:2:12: GB051 'summary.md' differs from the file by its capitals",
            "Summary.md:1:7: GB051 'A.md' differs from the file by its capitals",
            "readme.md:1:1: GB045 'readme.md' is not in SUMMARY.md, so it is not published",
            "readme.md:1:1: GB051 'README.md' differs from the file by its capitals",
        ],
    ),
    "missing pages": (
        {"SUMMARY.md": "* [Gone](gone.md)\n* [Old](old/b.md)\n  * [A](README.md)\n", "README.md": "", "new/b.md": ""},
        "label Old ()\n  page A (README.md)\n",
        [
            "SUMMARY.md:1:10: GB041 'gone.md' does not exist",
            "SUMMARY.md:2:9: GB041 'old/b.md' does not exist",
            "new/b.md:1:1: GB045 'new/b.md' is not in SUMMARY.md, so it is not published",
        ],
    ),
    "pages listed twice": (
        {"SUMMARY.md": "* [A](README.md)\n* [B](./)\n  * [C](c.md)\n* [D](c.md)\n", "README.md": "", "c.md": ""},
        "page A (README.md)\nlink B (README.md)\n  page C (c.md)\nlink D (c.md)\n",
        ["SUMMARY.md:2:7: GB042 './' is listed a second time", "SUMMARY.md:4:7: GB042 'c.md' is listed a second time"],
    ),
    "entries with an anchor": (
        {
            "SUMMARY.md": "* [A1](a.md#x)\n* [A](a.md)\n* [B1](README.md#x)\n* [B2](README.md#y)",
            "a.md": "",
            "README.md": "",
        },
        "link A1 (a.md#x)\npage A (a.md)\npage B1 (README.md)\nlink B2 (README.md#y)\n",
        [],
    ),
    "pages outside": (
        {
            ".gitbook.yaml": "root: docs\n",
            "docs/SUMMARY.md": "* [R](README.md)\n* [A](../a.md)\n  * [C](%2e%2e/a.md)\n* [B](/b.md)\n",
            "docs/README.md": "",
            "docs/b.md": "",
            "a.md": "",
        },
        "page R (README.md)\npage B (b.md)\n",
        [
            "docs/SUMMARY.md:2:7: GB043 '../a.md' lies outside the space",
            "docs/SUMMARY.md:3:9: GB041 '%2e%2e/a.md' does not exist",
        ],
    ),
    "a SUMMARY.md in a folder": (
        {
            ".gitbook.yaml": "structure:\n  summary: nav/toc.md\n",
            "nav/toc.md": "* [R](../README.md)\n* [A](a.md)\n* [B](b.md)",
            "README.md": "",
            "nav/a.md": "",
            "b.md": "",
        },
        "page R (README.md)\npage A (nav/a.md)\npage B (b.md)\n",
        [],
    ),
    "a link to a file": (
        {"SUMMARY.md": "* [R](README.md)\n* [F](x.pdf)\n", "README.md": "", "x.pdf": b"%PDF"},
        "page R (README.md)\nlink F (x.pdf)\n",
        [],
    ),
    "an inner space": (
        {
            "SUMMARY.md": "* [R](README.md)",
            "README.md": "",
            "in/SUMMARY.md": "* [X](x.md)",
            "in/x.md": "",
            "in/y/z.md": "",
            "o.md": "",
        },
        "page R (README.md)\n",
        [
            "in/SUMMARY.md:1:1: GB045 'in/' has a table of contents of its own; its pages are not those of this space",
            "o.md:1:1: GB045 'o.md' is not in SUMMARY.md, so it is not published",
        ],
    ),
    "a root that is not there": (
        {".gitbook.yaml": "root: ./gone/\n", "SUMMARY.md": "* [R](README.md)", "README.md": ""},
        "page R (README.md)\n",
        [".gitbook.yaml:1:7: GB047 the root does not exist"],
    ),
    "broken YAML": (
        {
            ".gitbook.yaml": "root: ./docs/\nstructure: readme: x\n",
            ".gitbook/vars.yaml": "a: [1]\n",
            ".gitbook/tags.yaml": "a: b\n",
            "SUMMARY.md": "* [R](README.md)",
            "README.md": "---\na: b: c\n---\n# R",
        },
        "page R (README.md)\n",
        [
            ".gitbook.yaml:2:18: GB047 a second ':' makes this value unreadable",
            ".gitbook/tags.yaml:1:1: GB055 the file is not a list",
            ".gitbook/vars.yaml:1:4: GB055 the value of 'a' is not a text, a number, true or false",
        ],
    ),
    "redirects": (
        {
            ".gitbook.yaml": "redirects:\n  a: README.md\n  b: gone.md\n  c: old/d.md#x\n  e: https://x.y\n",
            "SUMMARY.md": "* [R](README.md)\n* [D](new/d.md)",
            "README.md": "",
            "new/d.md": "",
        },
        "page R (README.md)\npage D (new/d.md)\n",
        [
            ".gitbook.yaml:3:6: GB050 'b' is redirected to 'gone.md', which does not exist",
            ".gitbook.yaml:4:6: GB050 'c' is redirected to 'old/d.md', which does not exist",
        ],
    ),
    "undecodable bytes": (
        {"SUMMARY.md": b"* [R\xe9](README.md)\n", "README.md": b"# Caf\xe9"},
        "page R\ufffd (README.md)\n",
        ["SUMMARY.md:1:5: GB030 the bytes at 4 are not UTF-8"],
    ),
    "names as people write them": (
        {
            "SUMMARY.md": f"* [R](README.md)\n* [A](a%20b.md)\n* [C](c\\_d)\n* [E]({unicodedata.normalize('NFD', 'é.md')})\n",
            "README.md": "",
            "a b.md": "",
            "c_d.md": "",
            "é.md": "",
        },
        "page R (README.md)\npage A (a b.md)\npage C (c_d.md)\npage E (é.md)\n",
        [],
    ),
}


@pytest.mark.parametrize(("files", "tree", "expected"), CASES.values(), ids=CASES.keys())
def test_cases(tmp_path: Path, files: dict[str, str | bytes], tree: str, expected: list[str]) -> None:
    space = make(tmp_path, files)
    assert outline(space.contents) == tree
    assert problems(space) == sorted(expected)


def test_hints_name_what_was_meant(tmp_path: Path) -> None:
    space = make(tmp_path, CASES["missing pages"][0])
    assert [problem.hint for _, problem in space.problems][:2] == ["the entry is left out", "did you mean 'new/b.md'?"]


@pytest.mark.skipif(sys.platform == "win32", reason="makes symbolic links")
def test_nothing_outside_the_space_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "page.md").write_text("# Secret")
    directory = tmp_path / "space"
    make(directory, {"README.md": "# R"})
    for name in (".gitbook.yaml", "SUMMARY.md", "page.md"):
        (directory / name).symlink_to(secret / "page.md")
    (directory / ".gitbook").symlink_to(secret)
    (directory / "folder").symlink_to(secret)
    space = Space.read(directory)
    assert set(space.documents) == {"README.md"}
    assert not space.files
    assert [line for line in problems(space) if "GB046" in line] == [
        f"{name}:1:1: GB046 {name!r} is a symbolic link out of the space"
        for name in (".gitbook.yaml", ".gitbook", "SUMMARY.md", "folder", "page.md")
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="makes symbolic links")
def test_a_root_that_leaves_the_space_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    directory = tmp_path / "space"
    make(directory, {".gitbook.yaml": "root: docs\n", "README.md": "", "SUMMARY.md": "* [R](README.md)"})
    (directory / "docs").symlink_to("../other")
    space = Space.read(directory)
    assert space.root == directory
    assert ".gitbook.yaml:1:7: GB047 the root leaves the space" in problems(space)


def test_a_file_that_is_too_large_is_listed_but_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.gitbook.space.MAX_FILE_BYTES", 100)
    space = make(tmp_path, {"SUMMARY.md": "* [R](README.md)\n", "README.md": "x" * 101})
    assert [page.path for page in space.pages] == ["README.md"]
    assert not space.documents["README.md"].body
    assert problems(space) == ["README.md:1:1: GB011 the file has 101 bytes, more than GitBook's 100"]


def test_ten_thousand_entries(tmp_path: Path) -> None:
    lines = ["* [Page](README.md)\n"] + [f"* [Page {n}](folder/page-{n}.md)\n" for n in range(10_000)]
    start = time.process_time()
    space = make(tmp_path, {"SUMMARY.md": "".join(lines), "README.md": ""})
    assert time.process_time() - start < 15
    assert len(space.pages) == 1
    assert len(space.problems) == 10_000


def test_entries_that_nest_through_missing_pages(tmp_path: Path) -> None:
    text = "".join(f"{'  ' * depth}* [X](gone-{depth}.md)\n" for depth in range(100))
    space = make(tmp_path, {"SUMMARY.md": text, "README.md": ""})
    assert space.contents == ()
    assert not space.pages


def test_every_page_of_the_contents_is_a_page_of_the_space(tmp_path: Path) -> None:
    space = make(tmp_path, SPACE)

    def pages(entries: tuple[Entry, ...]) -> list[str]:
        return [
            path
            for entry in entries
            for path in ([entry.target] if entry.kind is Kind.PAGE else []) + pages(entry.children)
        ]

    assert pages(space.contents) == [page.path for page in space.pages]
