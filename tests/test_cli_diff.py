"""`playbook diff`."""

from __future__ import annotations

import json
import re
import subprocess

import pytest
from click.testing import CliRunner
from projects import listing, write
from revisions import DRAWING, NEW, OLD, SPACES

from playbook.cli import main
from playbook.review.difference import difference
from playbook.review.word_diff import lines

CONFIGURATION = "site_name: Revisions\nplugins:\n  - playbook/gitbook: {cache: ''}\n"


def git(directory, *arguments):
    names = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
    ]
    subprocess.run(["git", *names, *arguments], cwd=directory, check=True, capture_output=True)


def clear(directory):
    for file in sorted(directory.rglob("*"), reverse=True):
        if ".git" not in file.parts and file.is_file():
            file.unlink()


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with the tags v0.9 and v1.0, checked out at the second."""
    directory = tmp_path / "repository"
    directory.mkdir()
    git(directory, "init")
    for tag, files in (("v0.9", OLD), ("v1.0", NEW)):
        clear(directory)
        write(directory, {**files, "mkdocs.yml": CONFIGURATION, "docs.yaml": SPACES})
        git(directory, "add", "-A")
        git(directory, "commit", "-m", tag)
        git(directory, "tag", tag)
    monkeypatch.chdir(directory)
    return directory


def run(*arguments, status=1):
    done = CliRunner().invoke(main, ["diff", *arguments])
    assert done.exit_code == status, done.output
    return done


def test_pages_and_words_are_told_as_git_tells_words(repository):
    text = run("v0.9", "v1.0").stdout
    assert "docs/fr/guide.md: changed, +2 -2 words" in text
    assert "Le registre est tenu par l’[-État-]{+agence+} ; il coûte " in text
    assert "docs/en/goals.md -> docs/en/strategy/goals.md: moved, +0 -0 words" in text
    assert "docs/en/added.md: added, +8 -0 words" in text
    assert "docs/en/removed.md: removed, +0 -4 words" in text
    assert "docs/en/same.md" not in text
    assert "@@ Tables @@\nBuilding block | Owner | {+Since+} | Cost\n" in text
    assert "## [-Figures-]{+Drawings and photographs+}" in text
    assert 'return of[-[-]{+.get(+}"name"[-]-]{+)+}  # a comment' in text
    assert "link ([-same.md-]{+README.md+})" in text


def test_the_files_as_they_are_now_can_be_one_side(repository):
    assert run("v1.0", ".", status=0).stdout == ""
    (repository / "docs/fr/guide.md").write_text("# Une page\n\nAutre chose.\n", encoding="utf-8")
    assert "docs/fr/guide.md: changed" in run("v1.0", ".").stdout
    assert run("v1.0", ".", "docs/en", status=0).stdout == ""
    assert "guide.md" in run("HEAD", ".", "docs/fr/guide.md").stdout


def test_an_image_under_the_same_name_is_another_when_its_content_is(repository):
    (repository / "docs/en/i.svg").write_text(DRAWING.replace("TEXT", "other"), encoding="utf-8")
    (page,) = json.loads(run("v1.0", ".", "--format", "json").stdout)["pages"]
    assert page["images"] == [{"old": {"address": "i.svg", "alt": "icon"}, "new": {"address": "i.svg", "alt": "icon"}}]


def test_programs_read_the_same(repository):
    told = json.loads(run("v0.9", "v1.0", "--format", "json").stdout)
    pages = {page["new_path"] or page["old_path"]: page for page in told["pages"]}
    assert (told["old"], told["new"]) == ("v0.9", "v1.0")
    assert {path: page["kind"] for path, page in pages.items()} == {
        "docs/fr/guide.md": "changed",
        "docs/en/guide.md": "changed",
        "docs/en/strategy/goals.md": "moved",
        "docs/en/added.md": "added",
        "docs/en/removed.md": "removed",
    }
    assert pages["docs/fr/guide.md"]["lines"] == [
        "@@ Une page @@",
        "Le registre est tenu par l’[-État-]{+agence+} ; il coûte [-1 000-]{+1 200+} francs.",
    ]
    assert pages["docs/en/guide.md"]["sections"][1] == {"title": "Drawings and photographs", "changes": 3}


def test_the_page_needs_no_other_file(repository):
    run("v0.9", "v1.0", "--format", "html", "--output", "out")
    html = (repository / "out/index.html").read_text(encoding="utf-8")
    assert html.count("data:image/svg+xml;base64,") >= 5
    assert "<ins data-diff" in html
    assert not re.findall(r'\s(?:src|href)="(?!data:|#|https?:)[^"]*"', html)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len({*ids})


def test_a_repository_of_gitbook_needs_no_configuration(tmp_path, monkeypatch):
    for name, text in (("a", "one two three"), ("b", "one 2 three")):
        write(tmp_path / name, {"SUMMARY.md": listing("README.md"), "README.md": f"# Title\n\n{text}\n"})
    monkeypatch.chdir(tmp_path)
    assert run("a", "b").stdout.splitlines() == [
        "README.md: changed, +1 -1 words",
        "@@ Title @@",
        "one [-two-]{+2+} three",
        "",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("v0.8", "v1.0"), "'v0.8' is no directory, and no revision of this repository"),
        (("v0.9", "v1.0", "docs/none.md"), "there is no page 'docs/none.md' in either version"),
        (("--format", "xml", "v0.9", "v1.0"), "Invalid value for '--format'"),
        (("v0.9",), "Missing argument 'NEW'"),
    ],
)
def test_a_wrong_use_is_told(repository, arguments, said):
    assert said in run(*arguments, status=2).stderr


def test_without_a_repository_directories_are_wanted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "here is no git repository" in run("v1", ".", status=2).stderr


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("<p>a b</p>", "<p>a c</p>", ["a [-b-]{+c+}"]),
        ("<ul><li>a</li></ul>", "<ul><li>a</li><li><p>b</p></li></ul>", ["* {+b+}"]),
        ('<p><img src="a" alt="A"></p>', '<p><img src="b" alt="B"></p>', ["[-![A]-]{+![B]+}"]),
        (
            "<h2>One</h2><p>x</p><h2>Two</h2><p>y</p>",
            "<h2>One</h2><p>x</p><h2>Two</h2><p>z</p>",
            ["@@ Two @@", "[-y-]{+z+}"],
        ),
        ("<p>same</p>", "<p>same</p>", []),
    ],
)
def test_lines(old, new, shown):
    assert list(lines(difference(old, new).html)) == shown
