from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from playbook.gitbook.files import is_inside, list_files

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes symbolic links and odd names")


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("text")


def listed(root: Path, space: Path | None = None) -> tuple[list[str], list[tuple[str, str, str]]]:
    listing = list_files(root, space or root)
    return list(listing.sizes), [(problem.code, path, problem.message) for path, problem in listing.problems]


def test_files_of_the_space_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "a/b c.md", ".gitbook/assets/x.png", "a/.gitbook/assets/y.png")
    write(tmp_path, ".git/config", ".github/x.md", "node_modules/p/README.md", ".DS_Store", "a/.hidden.md")
    (tmp_path / "empty").mkdir()
    paths = [".gitbook/assets/x.png", "README.md", "a/.gitbook/assets/y.png", "a/b c.md"]
    assert listed(tmp_path) == (paths, [])
    assert list_files(tmp_path, tmp_path).sizes["README.md"] == 4


def test_links_that_stay_in_the_space_are_followed(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "shared/b.md", "shared/deep/c.md")
    (tmp_path / "docs/copy.md").symlink_to(tmp_path / "docs/a.md")
    (tmp_path / "docs/shared").symlink_to("../shared")
    paths = ["a.md", "copy.md", "shared/b.md", "shared/deep/c.md"]
    assert listed(tmp_path / "docs", tmp_path) == (paths, [])


def test_links_that_leave_the_space_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "space/a.md", "secret/key.md", "spaces/c.md")
    space = tmp_path / "space"
    (space / "key.md").symlink_to("../secret/key.md")
    (space / "secret").symlink_to("../secret")
    (space / "sibling").symlink_to("../spaces")
    (space / "gone.md").symlink_to("../nowhere.md")
    (space / "hop.md").symlink_to("secret/key.md")
    paths, problems = listed(space)
    assert paths == ["a.md"]
    assert {path for _, path, _ in problems} == {"key.md", "secret", "sibling", "gone.md", "hop.md"}
    assert {code for code, _, _ in problems} == {"GB046"}
    assert problems[0] == ("GB046", "gone.md", "'gone.md' is a symbolic link out of the space")


def test_loops_and_multiplication_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "a/b/c.md")
    (tmp_path / "a/b/up").symlink_to("..")
    (tmp_path / "a/self").symlink_to(".")
    (tmp_path / "two").symlink_to("a")
    paths, problems = listed(tmp_path)
    assert paths == ["a/b/c.md", "two/b/c.md"]
    assert [(code, path) for code, path, _ in problems] == [("GB046", "a/b/up"), ("GB046", "a/self")]


def test_a_link_to_nothing_and_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    (tmp_path / "self.md").symlink_to("self.md")
    paths, problems = listed(tmp_path)
    assert not paths
    assert [(code, path) for code, path, _ in problems] == [("GB052", "gone.md"), ("GB052", "self.md")]


def test_a_space_that_is_itself_a_link(tmp_path: Path) -> None:
    write(tmp_path, "real/a.md")
    (tmp_path / "real/b.md").symlink_to("a.md")
    (tmp_path / "link").symlink_to("real")
    assert listed(tmp_path / "link") == (["a.md", "b.md"], [])


def test_what_is_no_file_is_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert listed(tmp_path) == ([], [])


def test_a_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    try:
        os.close(os.open(os.fsencode(tmp_path) + b"/caf\xe9.md", os.O_CREAT))
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    assert listed(tmp_path) == ([], [("GB052", "caf?.md", "'caf?.md' has a name that is not UTF-8")])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_directory_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "closed/a.md", "b.md")
    (tmp_path / "closed").chmod(0)
    try:
        paths, problems = listed(tmp_path)
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert paths == ["b.md"]
    assert [(code, path) for code, path, _ in problems] == [("GB052", "closed")]


def test_deep_folders_are_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.md")
    monkeypatch.chdir(tmp_path)
    for _ in range(1_200):
        os.mkdir("d")  # noqa: PTH102 (the whole path would be too long)
        os.chdir("d")
    try:
        assert listed(tmp_path)[0] == ["a.md"]
    finally:
        for _ in range(1_200):
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106


def test_is_inside(tmp_path: Path) -> None:
    assert is_inside(tmp_path, tmp_path)
    assert is_inside(tmp_path / "a/b", tmp_path)
    assert is_inside(tmp_path, "/")
    assert not is_inside(tmp_path.parent, tmp_path)
    assert not is_inside(f"{tmp_path}x", tmp_path)
