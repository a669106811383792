from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import listing, site

from playbook import checks
from playbook.diagnostics import RULES, Severity
from playbook.settings import GitBookSettings, SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def found(root: Path, files: dict[str, str], **settings: object) -> list[str]:
    return [str(one).split(" ", 3)[0] + " " + one.code for one in checks.run(site(root, files, **settings))]


def test_findings_are_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    files = {
        "README.md": "# Home\n\n[z](z.md) [a](#a)\n\n[y](y.md)\n",
        "b.md": "# B\n\n[x](x.md)\n",
        "SUMMARY.md": listing("b.md", "README.md"),
    }
    assert found(tmp_path, files) == [
        "README.md:3:5: LNK001",
        "README.md:3:15: LNK002",
        "README.md:5:5: LNK001",
        "b.md:3:5: LNK001",
    ]


@pytest.mark.parametrize(
    ("between", "excused"),
    [
        ("<!-- playbook: ignore LNK001 -->\n", True),
        ("<!-- playbook: ignore LNK001 -->\n\n", True),
        ("<!--playbook:ignore GB001, LNK001-->\n\n", True),
        ("<!-- playbook: ignore LNK002 -->\n", False),
        ("<!-- playbook: ignore LNK001 -->\n\nText\n\n", False),
        ("<!-- ignore LNK001 -->\n\n", False),
    ],
)
def test_a_comment_on_the_line_before_excuses_a_place(tmp_path: Path, between: str, *, excused: bool) -> None:
    text = f"# Home\n\n{between}[a](a.md)\n\n[b](b.md)\n"
    line = text.count("\n", 0, text.index("[a]")) + 1
    expected = [f"README.md:{line}:5: LNK001", f"README.md:{line + 2}:5: LNK001"]
    assert found(tmp_path, {"README.md": text, "SUMMARY.md": listing("README.md")}) == expected[excused:]


def test_a_comment_excuses_in_yaml_too(tmp_path: Path) -> None:
    files = {
        "README.md": "# Home\n",
        "SUMMARY.md": listing("README.md"),
        ".gitbook.yaml": "# playbook: ignore GB049\nredirect:\n  a: README.md\n",
    }
    assert found(tmp_path, files) == []


def test_severities_are_those_of_the_settings(tmp_path: Path) -> None:
    files = {"README.md": "# Home\n\n[a](a.md) [b](#b)\n", "SUMMARY.md": listing("README.md")}
    rules = {"LNK001": "note", "LNK002": "off"}
    diagnostics = checks.run(site(tmp_path, files, rules=rules))
    assert [(one.code, one.severity) for one in diagnostics] == [("LNK001", Severity.NOTE)]


def test_a_space_of_several_languages_is_reported_once(tmp_path: Path) -> None:
    files = {
        "README.md": "# Home\n",
        "fr/README.md": "# Accueil\n",
        "left.md": "# Left over\n",
        "SUMMARY.md": listing("README.md", "fr/README.md", "gone.md"),
    }
    assert found(tmp_path, files, languages={"en": ".", "fr": "fr"}) == ["SUMMARY.md:3:13: GB041", "left.md:1:1: GB045"]


def test_settings_may_only_name_rules_that_exist() -> None:
    checks.check_settings(GitBookSettings(rules=dict.fromkeys(RULES)))
    with pytest.raises(SettingsError, match=r"rules.LNK099: there is no such rule\n    hint: did you mean LNK0\d9\?"):
        checks.check_settings(GitBookSettings(rules={"LNK099": None}))


def test_the_cost_grows_with_the_number_of_links_and_no_faster(tmp_path: Path) -> None:
    number = 3_000
    links = "".join(f"[x](gone{n}.md) [y](#gone{n}) ![z](gone{n}.png)\n\n" for n in range(number))
    files = {"README.md": f"# Home\n\n{links}", "SUMMARY.md": listing("README.md")}
    files |= {f"file{n}.txt": "" for n in range(500)}
    assert len(found(tmp_path, files)) == 3 * number
