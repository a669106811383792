"""`playbook fix`: cures what is mechanically wrong, byte for byte, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import markdown
from projects import listing
from test_corpora_spaces import SPACES

from playbook import checks
from playbook.cli import main
from playbook.fixes import Fix, FixError, fixes
from playbook.settings import GitBookSettings
from playbook.site import Site

LOCAL = "http://127.0.0.1:5000/o/x/s/y/"
CURES = [
    # what, page, page after it
    ("a protected space at the end of a text", "# H&#x20;\n\none &#x20;\n\ntwo\n", "# H\n\none\n\ntwo\n"),
    ("protected spaces around a break to nowhere", "one\\\n&#x20;&#x20;\n\ntwo\n", "one\\\n\n\ntwo\n"),
    ("a protected space before a text", "&#x20;one\n", "one\n"),
    ("one that keeps a list from beginning", "&#x20;- one\n", "&#x20;- one\n"),
    ("in a list, a quote and cells", "* a&#x20;\n  > b&#x20;\n\n|c&#x20;|\n|-|\n|d &#x20;|\n", "* a\n  > b\n\n|c|\n|-|\n|d|\n"),
    ("in code", "`&#x20;`\n\n```\n&#x20;\n```\n", "`&#x20;`\n\n```\n&#x20;\n```\n"),
    ("between words", "one&#x20;two\n", "one&#x20;two\n"),
    ("empty strong", "**one****two** `****`\n\nthree****four\n", "**one****two** `****`\n\nthreefour\n"),
    ("empty strong between strong texts", "**one****two**\n", "**onetwo**\n"),
    ("an empty heading", "a\n\n###\n\nb\n", "a\n\n\nb\n"),
    ("an empty heading between paragraphs", "a\n### ****\nb\n", "a\n\nb\n"),
    ("a heading that ends a list", "* a\n\n###\n\n      code\n", "* a\n\n###\n\n      code\n"),
    ("an empty heading in a quote", "> ###\n>\n> b\n", "> ###\n>\n> b\n"),
    ("a local address", f'see [the *page*]({LOCAL} "t"), [x](<{LOCAL}>)\n', "see the *page*, x\n"),
    ("a local address with brackets in its text", f"[a [b] \\] c]({LOCAL})\n", "a [b] \\] c\n"),
    ("a local address whose text would be an item", f"[1. one]({LOCAL})\n", f"[1. one]({LOCAL})\n"),
    ("a local address without a text", f"[]({LOCAL})x\n", f"[]({LOCAL})x\n"),
    ("a picture that is a link", f"[![a](b.png)]({LOCAL})\n", "![a](b.png)\n"),
    ("a value with a slip", '{% hint style="waring" %}\nx\n{% endhint %}\n', '{% hint style="warning" %}\nx\n{% endhint %}\n'),
    ("a value that means the default", "{% hint style='inf' %}\nx\n{% endhint %}\n", "{% hint style='info' %}\nx\n{% endhint %}\n"),
    (
        "a value that could mean anything",
        '{% hint style="xyzzy" %}\nx\n{% endhint %}\n',
        '{% hint style="xyzzy" %}\nx\n{% endhint %}\n',
    ),
    (
        "a value in quotes that are entities",
        "{% hint style=&quot;danger&quot; %}\nx\n{% endhint %}\n",
        '{% hint style="danger" %}\nx\n{% endhint %}\n',
    ),
]  # fmt: skip


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def page(directory: Path, data: bytes) -> Path:
    (directory / "SUMMARY.md").write_text(listing("README.md"), encoding="utf-8")
    (directory / "b.png").write_bytes(b"x")
    (directory / "README.md").write_bytes(data)
    return directory / "README.md"


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in CURES], ids=[case[0] for case in CURES])
def test_cure(tmp_path: Path, before: str, after: str) -> None:
    file = page(tmp_path, f"# Title\n\n{before}".encode())
    assert run("fix", tmp_path).exit_code == 0
    assert file.read_bytes().decode() == f"# Title\n\n{after}"
    assert "0 findings in 0 files cured" in run("fix", tmp_path).stderr


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks_stay(tmp_path: Path, end: str, mark: str) -> None:
    lines = ["# Title", "", "a  ", "b&#x20;", "", "###", "", "c****d\t", ""]
    cured = ["# Title", "", "a  ", "b", "", "", "c" + "d\t", ""]
    file = page(tmp_path, (mark + end.join(lines)).encode())
    run("fix", tmp_path)
    assert file.read_bytes().decode() == mark + end.join(cured)


def test_mixed_line_ends_stay(tmp_path: Path) -> None:
    file = page(tmp_path, b"# T\r\n\na&#x20;\r\nb\n\r\nc&#x20;\rd&#x20;\n")
    run("fix", tmp_path)
    assert file.read_bytes() == b"# T\r\n\na&#x20;\r\nb\n\r\nc&#x20;\rd\n"


def test_diff_writes_nothing(tmp_path: Path) -> None:
    file = page(tmp_path, b"# T\r\n\r\none&#x20;")
    result = run("fix", tmp_path, "--diff")
    assert result.exit_code == 1
    assert "--- a/README.md" in result.stdout
    assert "-one&#x20;\n\\ No newline at end of file\n+one\n\\ No newline at end of file\n" in result.stdout
    assert "1 finding in 1 file would be cured" in result.stderr
    assert file.read_bytes() == b"# T\r\n\r\none&#x20;"
    run("fix", tmp_path)
    assert run("fix", tmp_path, "--diff").exit_code == 0


def test_only_the_rules_that_are_asked_for(tmp_path: Path) -> None:
    file = page(tmp_path, b"# T\n\na&#x20;\n\n###\n")
    run("fix", tmp_path, "--select", "gb018")
    assert file.read_bytes() == b"# T\n\na&#x20;\n\n"
    wrong = run("fix", tmp_path, "--select", "GB999")
    assert (wrong.exit_code, "there is no rule 'GB999'" in wrong.stderr) == (2, True)


def test_files_of_a_space_other_than_pages(tmp_path: Path) -> None:
    page(tmp_path, b"# T\n")
    manifest = tmp_path / ".gitbook.yaml"
    manifest.write_bytes("\u200broot: ./\r\n".encode())
    result = run("fix", tmp_path)
    assert (result.stdout, manifest.read_bytes()) == (".gitbook.yaml: 1 finding cured\n", b"root: ./\r\n")


def test_what_is_excused_stays(tmp_path: Path) -> None:
    data = b"# T\n\n<!-- playbook: ignore GB018 -->\n###\n"
    file = page(tmp_path, data)
    run("fix", tmp_path)
    assert file.read_bytes() == data


def cures(directory: Path) -> list[Fix | FixError]:
    site = Site.read(directory, directory, GitBookSettings())
    return list(fixes(site, checks.run(site)))


def test_a_file_that_changed_in_the_meantime_stays(tmp_path: Path) -> None:
    file = page(tmp_path, b"# T\n\na&#x20;\n")
    (fix,) = cures(tmp_path)
    file.write_bytes(b"mine\n")
    assert isinstance(fix, Fix)
    with pytest.raises(FixError, match="has changed"):
        fix.write()
    assert file.read_bytes() == b"mine\n"


def test_the_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = page(tmp_path, b"# T\n\na&#x20;\n")
    file.chmod(0o640)
    (fix,) = cures(tmp_path)
    assert isinstance(fix, Fix)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(OSError, match="No space"):
            fix.write()
    assert not list(tmp_path.glob("*.part"))
    assert file.read_bytes() == b"# T\n\na&#x20;\n"
    fix.write()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"# T\n\na\n", 0o640)


def test_of_a_page_that_is_named_nothing_else_is_cured(tmp_path: Path) -> None:
    data = b"# T\n\na&#x20;\n"
    home, other = page(tmp_path, data), tmp_path / "other.md"
    other.write_bytes(data)
    (tmp_path / "SUMMARY.md").write_text(listing("README.md", "other.md"), encoding="utf-8")
    result = run("fix", other)
    assert (result.exit_code, home.read_bytes(), other.read_bytes()) == (0, data, b"# T\n\na\n")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_in_another_encoding_stays(tmp_path: Path, encoding: str) -> None:
    data = "# T é\n\na&#x20;\n".encode(encoding)
    file = page(tmp_path, data)
    result = run("fix", tmp_path)
    assert file.read_bytes() == data
    assert (result.exit_code, "is not UTF-8" in result.stdout) == (1, True)


def test_a_text_that_two_pages_include_is_cured_once(tmp_path: Path) -> None:
    page(tmp_path, b'# T\n\n{% include "part.md" %}\n')
    (tmp_path / "SUMMARY.md").write_text(listing("README.md", "b.md"), encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b'# B\n\n{% include "part.md" %}\n')
    (tmp_path / "part.md").write_bytes(b"one&#x20;\n")
    assert run("fix", tmp_path).stdout == "part.md: 1 finding cured\n"
    assert (tmp_path / "part.md").read_bytes() == b"one\n"


PIECES = st.sampled_from(
    'a|&#x20;|****|**b**|`c`| |\n|\n\n|###|### |* |> |1. ||{}|[x](http://127.0.0.1:5000/o/a/s/b)|[|]|\\|{% hint style="waring" %}|'
    "{% endhint %}|<b>|</b>|\r\n|    |```\n".split("|")
)  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(PIECES, max_size=25).map("".join))
def test_no_page_reads_differently_afterwards(tmp_path: Path, text: str) -> None:
    file = page(tmp_path, f"# Title\n\n{text}".encode())
    before = file.read_bytes().decode()
    found = cures(tmp_path)
    for fix in found:
        assert isinstance(fix, Fix)
        fix.write()
    after = file.read_bytes().decode()
    if "127.0.0.1" not in text and "waring" not in text:
        shown = [markdown(one.replace("\r\n", "\n"), extensions=["playbook.markdown"]) for one in (before, after)]
        assert "".join(shown[0].split()) == "".join(shown[1].split())
    for _ in range(len(text) + 1):  # one cure may make room for another
        changed = [fix for fix in cures(tmp_path) if isinstance(fix, Fix) and fix.after != fix.before]
        for fix in changed:
            assert len(fix.after) <= len(fix.before) + len("warning")
            fix.write()
        if not changed:
            return
    pytest.fail("it is never done")


@pytest.mark.corpora
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", SPACES)
def test_real_spaces_read_the_same_afterwards(corpora: Path, name: str) -> None:
    site = Site.read(corpora / name, corpora / name, GitBookSettings(cache=""))
    found = [one for one in checks.run(site) if one.code in {"GB018", "GB023"}]
    for fix in fixes(site, found):
        assert isinstance(fix, Fix)
        shown = [
            markdown(data.decode().replace("\r\n", "\n"), extensions=["playbook.markdown"])
            for data in (fix.before, fix.after)
        ]
        assert " ".join(shown[0].split()) == " ".join(shown[1].split()), fix.path
