"""The options of `playbook check` that shape its report, and the list of rules."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from projects import listing, write

from playbook.cli import main
from playbook.diagnostics import RULES

TOP = Path(__file__).parent.parent
FILES = {"README.md": "# Home\n\n[gone](gone.md)\n", "left.md": "# Left over\n", "SUMMARY.md": listing("README.md")}
DEAD = "README.md:3:8: error LNK001 'gone.md' does not exist\n"
LEFT = "left.md:1:1: note GB045"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write(tmp_path / "project", FILES)
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], ["LNK001", "GB045"]),
        (["--select", "LNK"], ["LNK001"]),
        (["--select", "gb045,missing-target"], ["LNK001", "GB045"]),
        (["--ignore", "LNK00"], ["GB045"]),
        (["--select", "gb074"], ["GB074"]),
        (["--select", "LNK GB", "--ignore", "LNK001"], ["GB045"]),
    ],
)
def test_rules_are_selected(project: Path, options: list[str], codes: list[str]) -> None:
    found = json.loads(run("check", "--format", "json", *options).stdout)["diagnostics"]
    assert [one["code"] for one in found] == codes


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--select", "LNK1"], "did you mean LNK"),
        (["--ignore", "missing-targets"], "did you mean missing-target?"),
        (["--select", "XYZ"], "`playbook rules` lists them"),
        (["--update-baseline"], "--baseline FILE"),
        (["--baseline", "known.json"], "--update-baseline writes it"),
        (["--baseline", "README.md"], "is not a baseline"),
        (["--output", "README.md/report"], "README.md"),
    ],
)
def test_a_wrong_use_is_told(project: Path, options: list[str], told: str) -> None:
    result = run("check", *options)
    assert (result.stdout, result.exit_code) == ("", 2)
    assert told in result.stderr


def test_several_paths_are_checked_and_each_finding_told_once(project: Path) -> None:
    write(project.parent / "other", FILES)
    result = run("check", ".", "../other", project)
    assert result.stdout.count("LNK001") == 2
    assert result.stderr == "2 errors and 2 notes in 4 files\n"


def test_of_a_page_only_its_findings_are_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", "README.md").stdout == DEAD
    assert run("check", "left.md", "README.md").stderr == "1 error and 1 note in 2 files\n"
    settings = "docs_dir: project\nplugins:\n- playbook/gitbook:\n    rules: {LNK001: note}\n"
    write(project.parent, {"mkdocs.yml": settings, "outside.md": ""})
    assert run("check", "README.md").stdout == DEAD.replace("error", "note")
    monkeypatch.chdir(project.parent)
    assert run("check", "project/README.md").stdout == f"project/{DEAD.replace('error', 'note')}"


def test_a_page_without_a_project_is_a_wrong_use(tmp_path: Path) -> None:
    result = run("check", write(tmp_path, {".git/HEAD": "", "alone.md": "# A\n"}) / "alone.md")
    assert result.exit_code == 2
    assert "is in no project" in result.stderr


def test_a_baseline_for_one_page_says_nothing_of_others(project: Path) -> None:
    run("check", "--baseline", "known.json", "--update-baseline")
    assert run("check", "README.md", "--baseline", "known.json").stderr == (
        "nothing found; 1 more known from the baseline\n"
    )


def test_a_report_is_written_to_a_file(project: Path) -> None:
    result = run("check", "--format", "sarif", "--output", "out/report.sarif")
    assert (result.stdout, result.exit_code) == ("", 1)
    (log,) = json.loads(Path("out/report.sarif").read_text(encoding="utf-8"))["runs"]
    assert {one["ruleId"] for one in log["results"]} == {"LNK001", "GB045"}
    run("check", "-o", "out/report.txt")
    assert Path("out/report.txt").read_text(encoding="utf-8").startswith(DEAD)


def test_github_has_annotations(project: Path) -> None:
    assert run("check", "--format", "github").stdout.startswith(
        "::error file=README.md,line=3,col=8,title=LNK001 missing-target::'gone.md' does not exist\n"
    )


def test_lines_are_shown_when_asked_for(project: Path) -> None:
    lines = run("check", "--context").stdout.splitlines()
    assert lines[:4] == [DEAD.rstrip("\n"), "     3 | [gone](gone.md)", "       |        ^^^^^^^", ""]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a test can open")
@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_a_terminal_has_lines_and_colours_unless_told_not_to(
    project: Path, monkeypatch: pytest.MonkeyPatch, no_colour: str, *, coloured: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_colour)
    controller, terminal = os.openpty()
    with os.fdopen(terminal, "w", encoding="utf-8") as stream, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        with pytest.raises(SystemExit):
            main(["check", "--select", "LNK001"])
    printed = os.read(controller, 10_000).decode().replace("\r\n", "\n")
    os.close(controller)
    assert ("\x1b[" in printed) == coloured
    assert "^^^^^^^" in printed
    assert coloured or printed.startswith(DEAD)


def test_a_baseline_silences_what_was_there_and_nothing_else(project: Path) -> None:
    result = run("check", "--baseline", "known.json", "--update-baseline")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert result.stderr == "2 findings noted in known.json\nnothing found; 2 more known from the baseline\n"

    page = project / "README.md"
    page.write_text("# Home\n\nA new line.\n\n[gone](gone.md)\n\n[new](new.md)\n", encoding="utf-8")
    result = run("check", "--baseline", "known.json")
    assert result.stdout == "README.md:7:7: error LNK001 'new.md' does not exist\n"
    assert result.stderr == "1 error in 1 file; 2 more known from the baseline\n"
    assert result.exit_code == 1


def test_a_baseline_is_about_the_same_files_from_everywhere(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("check", "--baseline", "known.json", "--update-baseline")
    monkeypatch.chdir(project.parent)
    result = run("check", "project", "--baseline", "project/known.json")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_what_is_cured_is_told(project: Path) -> None:
    run("check", "--baseline", "known.json", "--update-baseline")
    (project / "README.md").write_text("# Home\n", encoding="utf-8")
    result = run("check", "--baseline", "known.json")
    assert "1 finding of known.json found no more" in result.stderr
    assert "    README.md: LNK001 [gone](gone.md)\n" in result.stderr
    run("check", "--baseline", "known.json", "--update-baseline")
    assert "no more" not in run("check", "--baseline", "known.json").stderr


def test_a_run_about_a_part_leaves_the_rest_of_a_baseline(project: Path) -> None:
    write(project.parent / "other", FILES)
    known = project.parent / "known.json"
    run("check", ".", "../other", "--baseline", known, "--update-baseline")
    before = known.read_text(encoding="utf-8")
    assert len(json.loads(before)["findings"]) == 4
    result = run("check", ".", "--select", "LNK", "--baseline", known)
    assert result.stderr == "nothing found; 1 more known from the baseline\n"
    run("check", "../other", "--select", "LNK", "--baseline", known, "--update-baseline")
    assert known.read_text(encoding="utf-8") == before


def test_rules_are_a_table() -> None:
    lines = run("rules").stdout.splitlines()
    assert run("rule").stdout.splitlines() == lines
    assert [line.split()[0] for line in lines] == sorted(RULES)
    assert [line.split()[:3] for line in lines if line.startswith("GB001")] == [["GB001", "unclosed-tag", "warning"]]


def test_rules_are_json() -> None:
    rules = json.loads(run("rules", "--format", "json").stdout)["rules"]
    assert [one["code"] for one in rules] == sorted(RULES)
    assert all(one["documentation"].startswith(one["summary"][:20]) for one in rules)


def test_the_reference_of_rules_is_up_to_date(request: pytest.FixtureRequest) -> None:
    text = run("rules", "--format", "markdown").stdout
    file = TOP / "RULES.md"
    if request.config.getoption("--update"):
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, "renew it: playbook rules --format markdown > RULES.md"


def test_the_hooks_for_pre_commit_are_commands() -> None:
    hooks = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["playbook-check", "playbook-fix"]
    for hook in hooks:
        program, command, *options = [*hook["entry"].split(), *hook.get("args", [])]
        assert (program, hook["language"], hook["pass_filenames"]) == ("playbook", "python", False)
        assert {name for name in options if name.startswith("--")} <= {
            name for parameter in main.get_command(click.Context(main), command).params for name in parameter.opts
        }
