"""The table of figures that the command prints."""

from __future__ import annotations

import json

from click.testing import CliRunner
from pictures import picture
from projects import write

from playbook.cli import main

PAGES = {
    "mkdocs.yml": "site_name: x\nplugins: [playbook/gitbook, playbook/figures: {widths: [200]}]\n",
    "docs/README.md": "# Home\n\n![A](a.png)\n\n![A](a.png)\n\n![B](b.svg)\n\n[C](c.png)\n",
    "docs/SUMMARY.md": "* [Home](README.md)\n",
    "docs/a.png": picture(size=(1600, 1200)),
    "docs/b.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 8"/>',
    "docs/c.png": picture(seed=3),
    "docs/d.png": b"",
}


def run(*arguments):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result


def test_figures_are_listed_with_what_readers_load(tmp_path):
    write(tmp_path, PAGES)
    before = json.loads(run("figures", "list", tmp_path, "--format", "json").stdout)["figures"]
    assert [row["path"].rpartition("/")[2] for row in before] == ["a.png", "c.png", "b.svg", "d.png"]
    assert before[0]["lightest"] == before[0]["bytes"]
    after = json.loads(run("figures", "list", tmp_path, "--format", "json", "--encode").stdout)["figures"]
    assert after[0]["lightest"] < before[0]["bytes"]
    assert (after[0]["places"], after[0]["width"]) == (2, 1600)
    text = run("figures", "list", tmp_path)
    head, *lines = text.stdout.splitlines()
    assert head.split() == ["bytes", "loaded", "pixels", "type", "file"]
    assert [line.split("docs/")[1] for line in lines] == [
        "a.png  (shown 2 times)",
        "c.png  (linked)",
        "b.svg",
        "d.png  (unused)",
    ]
    assert "2 figures of" in text.stderr
    assert "1 unused of 0.0 kB" in text.stderr


def test_a_group_without_a_command_lists(tmp_path, monkeypatch):
    monkeypatch.chdir(write(tmp_path, PAGES))
    assert "docs/a.png" in run("figures").stdout


def test_a_project_without_figures_prints_no_table(tmp_path):
    write(tmp_path, {"README.md": "# Home\n"})
    result = run("figures", "list", tmp_path)
    assert result.stdout == ""
    assert result.stderr.startswith("0 figures")
