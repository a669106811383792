"""What git is asked, of repositories of every shape."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime

import pytest
import repositories
from repositories import commit, git

from playbook import processes
from playbook.git import Change, GitError, LeftOut, Repository, borrow, extract, history


@pytest.fixture
def top(tmp_path):
    return repositories.repository(tmp_path / "a project")


def day(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def last_change(found, path):
    """What changed a file last; None for a file that git does not know."""
    inside = found.relative(path)
    revisions = history(found, [inside]).get(inside) if inside is not None else None
    return revisions[0].change if revisions else None


def test_where_there_is_no_repository_none_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "run", None)  # no program starts for that
    assert Repository.find(tmp_path) is None
    assert Repository.find(tmp_path / "nowhere" / "page.md") is None


def test_it_is_found_from_a_file_inside_it(top):
    first = commit(top, {"docs/page.md": "x"})
    found = Repository.find(top / "docs" / "page.md")
    assert found.top == top
    assert found.commit == first
    assert found.branch == "main"
    assert not found.is_shallow


def test_before_the_first_commit_there_is_nothing(top):
    (top / "page.md").write_text("x")
    found = Repository.find(top)
    assert (found.commit, found.branch, found.tags(), found.tree("HEAD")) == (None, "main", (), None)
    assert last_change(found, top / "page.md") is None
    assert found.show("HEAD", "page.md") is None


def test_tags_annotated_lightweight_and_nested(top):
    one = commit(top, {"page.md": "1"}, "2024-01-01T00:00:00Z", "v1.0")
    two = commit(top, {"page.md": "2"}, "2024-02-01T00:00:00Z", "v2.0", annotated=True)
    git(top, "tag", "--annotate", "-m", "again", "v2.0-again", "v2.0", date="2024-03-01T00:00:00Z")
    git(top, "tag", "v-blob", "HEAD:page.md")
    git(top, "tag", "other")
    found = Repository.find(top)
    assert [(tag.name, tag.commit, tag.date) for tag in found.tags("v*")] == [
        ("v1.0", one, day("2024-01-01")),
        ("v2.0", two, day("2024-02-01")),
        ("v2.0-again", two, day("2024-03-01")),
    ]
    assert found.tags("v1*")[0].tree == found.tree(one) == git(top, "rev-parse", f"{one}^{{tree}}")
    assert [tag.name for tag in found.tags(reachable_from=one)] == ["v1.0"]


def test_the_last_change_of_files_with_odd_names(top):
    names = ["plain.md", "a b.md", "é.md", 'quote".md', "back\\slash.md", "-dash.md", "sub/ü x.md", " .md"]
    names += ["\nfirst.md", "two\nlines.md"]
    one = commit(top, dict.fromkeys(names, "1"), "2024-01-01T00:00:00Z")
    two = commit(top, {"plain.md": "2", "two\nlines.md": "2"}, "2024-02-01T00:00:00Z")
    found = Repository.find(top)
    for name in names:
        expected = two if name in {"plain.md", "two\nlines.md"} else one
        assert "\n" in name or last_change(found, top / name).commit == expected, name
        assert found.show("HEAD", name) in {b"1", b"2"}, name
    assert last_change(found, top / "plain.md") == Change(two, day("2024-02-01"))
    assert {entry.path for entry in found.files("HEAD")} == set(names)
    assert {entry.path for entry in found.files("HEAD", "sub")} == {"sub/ü x.md"}
    assert found.files("HEAD", "nowhere") == ()


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode here")
def test_names_in_another_encoding(top):
    (top / os.fsdecode(b"latin\xe9.md")).write_text("x")
    commit(top, {})
    found = Repository.find(top)
    assert last_change(found, top / os.fsdecode(b"latin\xe9.md")) is not None


def test_a_change_on_a_merged_branch_counts_and_the_merge_does_not(top):
    commit(top, {"page.md": "1", "other.md": "1"}, "2024-01-01T00:00:00Z")
    git(top, "switch", "--quiet", "--create", "side")
    side = commit(top, {"page.md": "2"}, "2024-02-01T00:00:00Z")
    git(top, "switch", "--quiet", "main")
    commit(top, {"other.md": "2"}, "2024-03-01T00:00:00Z")
    git(top, "merge", "--quiet", "--no-edit", "side", date="2024-04-01T00:00:00Z")
    assert last_change(Repository.find(top), top / "page.md") == Change(side, day("2024-02-01"))


def test_many_files_cost_the_same_as_one(top, monkeypatch):
    commit(top, {f"page-{number}.md": "x" for number in range(2000)})
    found = Repository.find(top)
    started = []
    run = processes.run
    monkeypatch.setattr(processes, "run", lambda command, **rest: started.append(command) or run(command, **rest))
    assert len(history(found, [f"page-{number}.md" for number in range(2000)])) == 2000
    assert len(found.contents("HEAD", [f"page-{number}.md" for number in range(2000)])) == 2000
    assert len(started) <= 5


def test_what_is_outside_or_was_never_committed_has_no_change(top, tmp_path):
    commit(top, {"page.md": "x"})
    (top / "new.md").write_text("x")
    (tmp_path / "outside.md").write_text("x")
    found = Repository.find(top)
    assert last_change(found, top / "new.md") is None
    assert last_change(found, tmp_path / "outside.md") is None
    assert last_change(found, top / ".." / "outside.md") is None


def test_symbolic_links_lead_to_the_file_that_git_knows(top, tmp_path):
    one = commit(top, {"docs/page.md": "x"})
    (tmp_path / "link").symlink_to(top / "docs")
    found = Repository.find(tmp_path / "link" / "page.md")
    assert found.top == top
    assert last_change(found, tmp_path / "link" / "page.md").commit == one


def test_a_shallow_clone_says_so(top, tmp_path):
    commit(top, {"page.md": "1"}, "2024-01-01T00:00:00Z", "v1")
    commit(top, {"page.md": "2"}, "2024-02-01T00:00:00Z")
    git(tmp_path, "clone", "--quiet", "--depth=1", top.as_uri(), "clone")
    found = Repository.find(tmp_path / "clone")
    assert found.is_shallow
    assert found.tags() == ()


def test_detached_bare_and_linked_repositories(top, tmp_path):
    one = commit(top, {"page.md": "x"}, tag="v1")
    commit(top, {"page.md": "y"})
    git(top, "checkout", "--quiet", "v1")
    found = Repository.find(top)
    assert (found.commit, found.branch) == (one, None)
    git(top, "worktree", "add", "--quiet", "--detach", "../linked", "main")
    linked = Repository.find(tmp_path / "linked" / "page.md")
    assert linked.top == tmp_path / "linked"
    assert linked.common_dir == top / ".git"
    git(tmp_path, "clone", "--quiet", "--bare", str(top), "bare.git")
    bare = Repository.find(tmp_path / "bare.git")
    assert bare.top is None
    assert [tag.name for tag in bare.tags()] == ["v1"]
    assert bare.show("v1", "page.md") == b"x"
    assert last_change(bare, tmp_path / "bare.git" / "page.md") is None
    assert not bare.uncommitted


def test_a_work_tree_knows_whether_it_was_changed(top):
    commit(top, {"page.md": "x"})
    assert not Repository.find(top).uncommitted
    (top / "new.md").write_text("x")
    (top / "page.md").rename(top / "é.md")
    (top / "directory").mkdir()
    (top / "directory" / "page.md").write_text("x")
    assert set(Repository.find(top).uncommitted) == {"new.md", "page.md", "é.md", "directory/"}


def test_a_submodule_is_a_repository_of_its_own(top, tmp_path):
    inner = repositories.repository(tmp_path / "inner")
    one = commit(inner, {"page.md": "x"})
    git(top, "submodule", "--quiet", "add", inner.as_uri(), "sub")
    commit(top, {})
    assert Repository.find(top / "sub" / "page.md").commit == one
    found = Repository.find(top)
    assert last_change(found, top / "sub" / "page.md") is None
    assert [entry.kind for entry in found.files("HEAD") if entry.path == "sub"] == ["commit"]


def test_an_expression_is_never_an_option(top):
    commit(top, {"page.md": "x"})
    found = Repository.find(top)
    for expression in ("--all", "-h", "", "a\nHEAD", "HEAD\n", "\ud800"):
        assert found.resolve(expression) is None, expression
        assert found.tree(expression) is None, expression
        assert found.show(expression, "page.md") is None, expression


def test_the_environment_of_a_hook_does_not_lead_astray(top, tmp_path, monkeypatch):
    one = commit(top, {"page.md": "x"})
    other = repositories.repository(tmp_path / "other")
    commit(other, {"page.md": "y"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    assert Repository.find(top).commit == one


def test_no_hook_and_no_program_of_a_repository_runs(top):
    one = commit(top, {"page.md": "x"})
    trap = top.parent / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{top.parent}/caught'\n")
    trap.chmod(0o755)
    for setting in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "core.sshCommand"):
        git(top, "config", setting, str(trap))
    git(top, "config", "log.showSignature", "true")
    git(top, "config", "core.hooksPath", str(top.parent))
    found = Repository.find(top)
    assert last_change(found, top / "page.md").commit == one
    assert not found.uncommitted
    extract(found, "HEAD", _new(top.parent / "out"))
    assert not (top.parent / "caught").exists()


def test_a_locked_repository_can_still_be_read(top):
    commit(top, {"page.md": "x"}, tag="v1")
    (top / ".git" / "index.lock").touch()
    found = Repository.find(top)
    assert found.tags()
    assert not found.uncommitted


def test_missing_git_is_told(top, monkeypatch):
    commit(top, {"page.md": "x"})
    monkeypatch.setenv("PATH", str(top))
    with pytest.raises(GitError, match="git is not installed"):
        Repository.find(top)


def test_a_repository_of_another_owner_is_told_with_what_helps(top, monkeypatch):
    commit(top, {"page.md": "x"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    with pytest.raises(GitError, match="another user owns it") as caught:
        Repository.find(top)
    assert caught.value.hint == f"if you trust it: git config --global --add safe.directory '{top}'"


def test_a_broken_repository_is_told(top):
    commit(top, {"page.md": "x"})
    found = Repository.find(top)
    (top / ".git" / "config").write_text("[broken")
    with pytest.raises(GitError, match="git: "):
        Repository.find(top)
    with pytest.raises(GitError, match="git: "):
        found.tags()


def _new(directory):
    directory.mkdir()
    return directory


def test_files_are_written_as_they_were_committed(top, tmp_path):
    commit(
        top,
        {
            ".gitattributes": "*.md text eol=crlf export-subst\nsecret.md export-ignore\n",
            "a/b/é.md": "one\ntwo\n$Format:%H$\n",
            "secret.md": "x",
            "binary": bytes(range(256)),
            "empty": "",
        },
    )
    (top / "link.md").symlink_to("a/b/é.md")
    commit(top, {})
    out = _new(tmp_path / "out")
    assert extract(Repository.find(top), "HEAD", out) == ()
    assert (out / "a/b/é.md").read_bytes() == b"one\ntwo\n$Format:%H$\n"
    assert (out / "secret.md").exists()
    assert (out / "binary").read_bytes() == bytes(range(256))
    assert (out / "empty").read_bytes() == b""
    assert (out / "link.md").readlink().as_posix() == "a/b/é.md"


def test_nothing_leads_out_of_the_directory(top, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_text("x")
    (top / "deep" / "deeper").mkdir(parents=True)
    (top / "absolute").symlink_to(tmp_path / "secret")
    (top / "relative").symlink_to("../secret")
    (top / "deep" / "deeper" / "up").symlink_to("../..")
    (top / "deep" / "deeper" / "through").symlink_to("up/../secret")
    (top / "fine").symlink_to("deep/deeper")
    commit(top, {"deep/deeper/page.md": "x"})
    out = _new(tmp_path / "out")
    left_out = extract(Repository.find(top), "HEAD", out)
    assert {one.path for one in left_out} == {"absolute", "relative", "deep/deeper/up", "deep/deeper/through"}
    assert (out / "fine" / "page.md").read_text() == "x"


def test_names_that_git_never_makes_are_refused(top, tmp_path):
    blob = git(top, "hash-object", "-w", "--stdin", given=b"x")
    inner = git(top, "mktree", given=f"100644 blob {blob}\tconfig\n".encode())
    listed = f"040000 tree {inner}\t..\n040000 tree {inner}\t.git\n100644 blob {blob}\tfine\n".encode()
    tree = git(top, "mktree", given=listed)
    made = git(top, "commit-tree", "-m", "x", tree)
    out = _new(tmp_path / "out")
    left_out = extract(Repository.find(top), made, out)
    assert {one.path for one in left_out} == {"../config", ".git/config"}
    assert sorted(path.name for path in out.iterdir()) == ["fine"]


def test_nothing_is_written_through_a_link_of_a_hostile_tree(top, tmp_path):
    elsewhere = _new(tmp_path / "elsewhere")
    link = git(top, "hash-object", "-w", "--stdin", given=os.fsencode(elsewhere))
    inner = git(top, "mktree", given=f"120000 blob {link}\tb\n".encode())
    deeper = git(top, "mktree", given=f"120000 blob {link}\tb\n040000 tree {inner}\tc\n".encode())
    tree = git(top, "mktree", given=f"120000 blob {link}\ta\n040000 tree {deeper}\ta\n".encode())
    made = git(top, "commit-tree", "-m", "x", tree)
    out = _new(tmp_path / "out")
    assert {one.path for one in extract(Repository.find(top), made, out)} == {"a", "a/b", "a/c/b"}
    assert not [*elsewhere.iterdir()]
    assert not [*out.iterdir()]


def test_submodules_and_large_files_are_said(top, tmp_path):
    inner = repositories.repository(tmp_path / "inner")
    commit(inner, {"page.md": "x"})
    git(top, "submodule", "--quiet", "add", inner.as_uri(), "sub")
    here, away = "a" * 64, "b" * 64
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 7\n"
    commit(top, {"here.png": pointer.format(here), "away.png": pointer.format(away)})
    stored = top / ".git" / "lfs" / "objects" / "aa" / "aa"
    stored.mkdir(parents=True)
    (stored / here).write_bytes(b"picture")
    out = _new(tmp_path / "out")
    assert set(extract(Repository.find(top), "HEAD", out)) == {
        LeftOut("sub", "it is a submodule, which is another repository"),
        LeftOut("away.png", "its content is kept by Git LFS and was not fetched"),
    }
    assert (out / "here.png").read_bytes() == b"picture"


def test_a_partial_clone_says_what_it_lacks_and_fetches_nothing(top, tmp_path):
    commit(top, {"page.md": "1"}, tag="v1")
    commit(top, {"page.md": "2"})
    git(top, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", top.as_uri(), "clone")
    found = Repository.find(tmp_path / "clone")
    with pytest.raises(GitError, match="partial clone"):
        extract(found, "v1", _new(tmp_path / "out"))


def test_a_moved_repository_of_a_linked_work_tree_is_told(top, tmp_path):
    commit(top, {"page.md": "x"})
    git(top, "worktree", "add", "--quiet", "--detach", "../linked")
    shutil.rmtree(top)
    with pytest.raises(GitError, match="not a git repository"):
        Repository.find(tmp_path / "linked")


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_a_borrowed_repository_knows_its_past_and_not_its_future(tmp_path, form):
    top = tmp_path / "top"
    top.mkdir()
    git(top, "init", "--quiet", "--initial-branch=main", f"--object-format={form}", ".")
    commit(top, {"old.md": "1", "page.md": "1"}, "2024-01-01T00:00:00Z", "v1", annotated=True)
    second = commit(top, {"page.md": "2"}, "2024-02-01T00:00:00Z", "v2")
    commit(top, {"page.md": "3"}, "2024-03-01T00:00:00Z", "v3")
    before = git(top, "status", "--porcelain", "--branch") + git(top, "for-each-ref")
    out = _new(tmp_path / "out")
    extract(Repository.find(top), second, out)
    borrow(Repository.find(top), second, out)
    found = Repository.find(out / "page.md")
    assert (found.top, found.commit, found.branch) == (out, second, None)
    assert [tag.name for tag in found.tags()] == ["v1", "v2"]
    assert last_change(found, out / "page.md") == Change(second, day("2024-02-01"))
    assert found.date("HEAD") == day("2024-02-01")
    assert found.date("nowhere") is None
    assert git(out, "log", "--oneline", "--", "old.md")
    shutil.rmtree(out)
    assert git(top, "status", "--porcelain", "--branch") + git(top, "for-each-ref") == before


def test_a_borrowed_repository_of_a_shallow_clone_is_shallow(top, tmp_path):
    commit(top, {"page.md": "1"})
    last = commit(top, {"page.md": "2"})
    git(tmp_path, "clone", "--quiet", "--depth=1", top.as_uri(), "clone")
    out = _new(tmp_path / "out")
    borrow(Repository.find(tmp_path / "clone"), last, out)
    found = Repository.find(out)
    assert found.is_shallow
    assert found.commit == last


def test_the_names_of_files_then_and_now(top):
    first = commit(top, {"a.md": "1", "b c.md": "2", "é.md": "3"})
    second = commit(top, {"a.md": "changed", "é.md": None})
    (top / "b c.md").write_text("in work", encoding="utf-8")
    found = Repository.find(top)
    paths = ["a.md", "b c.md", "é.md", "nowhere.md", "line\nbreak.md", "."]
    then = found.blobs([(revision, path) for revision in (first, second, "nothing") for path in paths])
    now = found.hashes(paths)
    assert set(then) == {(first, path) for path in paths[:3]} | {(second, path) for path in paths[:2]}
    assert now.keys() == {"a.md", "b c.md"}
    assert now["a.md"] == then[second, "a.md"] != then[first, "a.md"]
    assert now["b c.md"] not in then.values()
    assert found.hashes([]) == {} == found.blobs([])
