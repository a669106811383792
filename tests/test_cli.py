from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from projects import listing, write

from playbook.cli import main

HOME = {"README.md": "# Home\n", "SUMMARY.md": listing("README.md")}
DEAD = {"README.md": "# Home\n\n[gone](gone.md)\n", "SUMMARY.md": listing("README.md")}


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def below(directory: str, files: dict[str, str]) -> dict[str, str]:
    return {f"{directory}/{path}": text for path, text in files.items()}


def test_check_says_what_is_wrong_and_exits_with_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, DEAD))
    result = run("check")
    assert result.stdout == "README.md:3:8: error LNK001 'gone.md' does not exist\n"
    assert result.stderr == "1 error in 1 file\n"
    assert result.exit_code == 1


def test_check_names_files_from_where_it_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, below("book", DEAD))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("check", "../book").stdout.startswith("../book/README.md:3:8:")


def test_check_of_a_full_path_names_files_by_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, below("book", DEAD))
    monkeypatch.chdir(tmp_path / "book")
    assert run("check", tmp_path / "book").stdout.startswith("README.md:3:8:")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("check", tmp_path / "book").stdout.startswith(f"{(tmp_path / 'book').as_posix()}/README.md:3:8:")


def test_check_of_what_is_in_order_is_silent(tmp_path: Path) -> None:
    result = run("check", write(tmp_path, HOME))
    assert (result.stdout, result.stderr, result.exit_code) == ("", "nothing found\n", 0)


@pytest.mark.parametrize(("threshold", "status"), [("error", 0), ("warning", 0), ("note", 1)])
def test_check_has_a_threshold(tmp_path: Path, threshold: str, status: int) -> None:
    write(tmp_path, {**HOME, "left.md": "# Left over\n"})
    assert run("check", tmp_path, "--fail-on", threshold).exit_code == status


def test_check_speaks_json(tmp_path: Path) -> None:
    result = run("check", write(tmp_path, DEAD), "--format", "json")
    value = json.loads(result.stdout)
    assert [one["code"] for one in value["diagnostics"]] == ["LNK001"]
    assert value["summary"]["errors"] == 1


def test_check_of_a_project_follows_its_settings(tmp_path: Path) -> None:
    settings = "docs_dir: pages\nplugins:\n- playbook/gitbook:\n    rules: {LNK001: warning}\n"
    write(tmp_path, {**below("pages", DEAD), "mkdocs.yml": settings})
    for path in (tmp_path, tmp_path / "mkdocs.yml"):
        result = run("check", path)
        assert "pages/README.md:3:8: warning LNK001" in result.stdout
        assert result.exit_code == 0


def test_check_takes_a_file_of_a_space_for_the_space(tmp_path: Path) -> None:
    write(tmp_path, DEAD)
    assert "README.md:3:8: error" in run("check", tmp_path / "SUMMARY.md").stdout


def test_check_of_several_spaces_is_about_each(tmp_path: Path) -> None:
    write(tmp_path, {**below("a", DEAD), **below("b", DEAD)})
    result = run("check", tmp_path)
    assert result.stdout.count("LNK001") == 2
    assert result.stderr == "2 errors in 2 files\n"


def test_check_says_what_it_left_out(tmp_path: Path) -> None:
    write(tmp_path, {**HOME, **below("inner", DEAD)})
    assert "Not included: inner" in run("check", tmp_path).stderr


@pytest.mark.parametrize(
    ("files", "path", "told"),
    [
        ({}, "gone", "does not exist"),
        ({"notes.txt": ""}, ".", "there is no GitBook space in"),
        ({"mkdocs.yml": "a: ["}, "mkdocs.yml", "is not YAML"),
        ({"mkdocs.yml": "plugins: [playbook/gitbook]"}, ".", "docs_dir: there is no directory"),
        ({"mkdocs.yml": "plugins: [playbook/gitbook: {rule: 1}]"}, ".", "did you mean 'rules'?"),
        (
            {**HOME, "mkdocs.yml": "docs_dir: .\nplugins: [playbook/gitbook: {rules: {GB999: off}}]"},
            ".",
            "no such rule",
        ),
    ],
)
def test_a_wrong_use_is_told_and_exits_with_2(tmp_path: Path, files: dict[str, str], path: str, told: str) -> None:
    result = run("check", write(tmp_path, files) / path)
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert (result.stdout, result.exit_code) == ("", 2)


def test_init_writes_a_configuration_that_check_understands(tmp_path: Path) -> None:
    write(tmp_path, below("book", DEAD))
    output = tmp_path / "site" / "mkdocs.yml"
    result = run("init", tmp_path / "book", "--output", output)
    assert "Found “Home”: 1 page" in result.stdout
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "book").iterdir()) == ["README.md", "SUMMARY.md"]
    assert "README.md:3:8: error LNK001" in run("check", output.parent).stdout


def test_init_replaces_nothing_unless_told_to(tmp_path: Path) -> None:
    write(tmp_path, {**below("docs", HOME), "mkdocs.yml": "mine\n"})
    result = run("init", tmp_path)
    assert (result.exit_code, (tmp_path / "mkdocs.yml").read_text()) == (2, "mine\n")
    assert "--force replaces it" in result.stderr
    assert run("init", tmp_path, "--force").exit_code == 0
    assert "docs_dir: docs" in (tmp_path / "mkdocs.yml").read_text()


def test_init_where_mkdocs_would_refuse_says_what_to_do(tmp_path: Path) -> None:
    result = run("init", write(tmp_path, HOME))
    assert result.exit_code == 2
    assert "--output" in result.stderr
    assert not (tmp_path / "mkdocs.yml").exists()


def test_init_of_several_spaces_lists_them(tmp_path: Path) -> None:
    write(tmp_path, {**below("a", HOME), **below("b", HOME)})
    result = run("init", tmp_path)
    assert result.exit_code == 2
    assert f"{tmp_path / 'a'} (Home, 1 page)" in result.stderr
    assert f"playbook init {tmp_path / 'a'}" in result.stderr


def test_init_where_nothing_can_be_written(tmp_path: Path) -> None:
    write(tmp_path, {**below("docs", HOME), "file": ""})
    result = run("init", tmp_path, "--output", tmp_path / "file" / "mkdocs.yml")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_init_of_a_space_without_pages(tmp_path: Path) -> None:
    result = run("init", write(tmp_path, {"docs/SUMMARY.md": "", "docs/.gitbook.yaml": ""}))
    assert result.exit_code == 2
    assert "has no pages" in result.stderr


def test_rule_says_what_it_is_for() -> None:
    result = run("rule", "lnk001")
    assert result.stdout.startswith("LNK001 missing-target (error)\n\nA link leads to a page or a file that does not")
    assert run("rule", "missing-target").stdout == result.stdout


def test_rule_that_is_not_there() -> None:
    result = run("rule", "LNK01")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean LNK0" in result.stderr


def test_figures_of_a_project_without_drawings(tmp_path: Path) -> None:
    result = run("figures", "draw", write(tmp_path, HOME), "--check")
    assert result.exit_code == 0


def test_a_label_that_is_too_long_is_told_by_the_command_alone(tmp_path: Path) -> None:
    (case,) = yaml.safe_load((Path(__file__).parent / "rules/FIG013.yml").read_text("utf-8"))[:1]
    project = write(tmp_path, case["files"])
    command = [sys.executable, "-c", "from playbook.cli import main; main()", "figures", "draw", str(project)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # what a process has imported counts
    assert (result.returncode, "FIG013" in result.stdout) == (1, True), result.stderr


def test_the_command_has_a_help_and_a_version() -> None:
    assert "check" in run("--help").stdout
    assert run("--version").stdout.startswith("playbook, version ")


@pytest.mark.corpora
def test_what_is_known_of_country_playbook(corpora: Path) -> None:
    result = run("check", corpora / "country-playbook", "--format", "json")
    found = json.loads(result.stdout)["diagnostics"]
    counted = {code: [one for one in found if one["code"] == code] for code in {one["code"] for one in found}}
    assert {code: len(ones) for code, ones in counted.items() if code in ("LNK003", "LNK004", "FIG003", "GB048")} == {
        "LNK003": 47,
        "LNK004": 23,
        "FIG003": 1,
        "GB048": 2,
    }
    assert len({one["path"] for one in counted["LNK003"]}) == 15
    assert [(one["line"], one["column"]) for one in counted["GB048"]] == [(3, 1), (5, 24)]
    marks = {"LNK003": "broken-reference", "LNK004": "http://127.0.0.1", "FIG003": "file:///"}
    for code, mark in marks.items():
        for one in counted[code]:
            text = (corpora / one["path"].rpartition("corpora/")[2]).read_text(encoding="utf-8-sig")
            line = text.replace("\r\n", "\n").split("\n")[one["line"] - 1]
            assert line[one["column"] - 1 :].startswith(mark)
