from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from findings import diagnostic, within
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from playbook import checks
from playbook.diagnostics import RULES, Edit, Severity
from playbook.reports import sarif
from playbook.source import Span

if TYPE_CHECKING:
    from playbook.diagnostics import Diagnostic

assert checks.FEATURES  # importing the checks registers the rules

MODULES = Path(os.environ.get("NODE_MODULES", Path(__file__).parents[2] / ".venv/node_modules"))
SCHEMA = MODULES / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"

# What the specification requires of each object (SARIF 2.1.0 §3.13 to §3.57), and what else is written.
REQUIRED: dict[str, set[str]] = {
    "log": {"version", "runs", "$schema"},
    "run": {"tool", "results", "columnKind", "newlineSequences", "originalUriBaseIds"},
    "driver": {"name", "version", "rules"},
    "rule": {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"},
    "result": {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"},
    "region": {"startLine", "startColumn", "endLine", "endColumn"},
}


def run_of(*found: Diagnostic) -> dict[str, Any]:
    log = json.loads(sarif.render(found))
    assert set(log) == REQUIRED["log"]
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert set(run) == REQUIRED["run"]
    assert set(run["tool"]["driver"]) == REQUIRED["driver"]
    for rule in run["tool"]["driver"]["rules"]:
        assert set(rule) == REQUIRED["rule"]
        assert rule["defaultConfiguration"]["level"] in tuple(Severity)
    for result in run["results"]:
        assert set(result) - {"fixes"} == REQUIRED["result"]
        assert result["level"] in tuple(Severity)
        assert result["message"]["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert set(region) == REQUIRED["region"]
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
        assert min(region.values()) >= 1
    return run


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    """Of the schema that OASIS publishes with the specification."""
    if not SCHEMA.is_file():
        pytest.skip("the schema of SARIF is not installed (.ci/run installs it)")
    return Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_reports_are_valid(validator: Draft7Validator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    found = [within("a\n[x](gone.md)\n", "gone.md", Edit(Span(6, 13), "here.md"), code=code) for code in RULES]
    found += [diagnostic("../a b.md", 1), diagnostic("é/%.md", 3, message="{% hint %} [a](b)")]
    for reported in ([], found):
        assert [error.message for error in validator.iter_errors(json.loads(sarif.render(reported)))] == []


def test_nothing_found_is_a_run_without_results() -> None:
    run = run_of()
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_every_rule_can_be_described() -> None:
    found = [within("x", "x", code=code) for code in RULES]
    assert len(run_of(*found)["tool"]["driver"]["rules"]) == len(RULES)


def test_columns_count_characters() -> None:
    run = run_of(within("𝄞 é [x](gone.md)", "gone.md"))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (run["columnKind"], region["startColumn"], region["endColumn"]) == ("unicodeCodePoints", 9, 16)


def test_edits_are_fixes() -> None:
    (result,) = run_of(within("a\n[x](gone.md)\n", "gone.md", Edit(Span(6, 13), "here.md")))["results"]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change == {
        "artifactLocation": {"uri": "a.md", "uriBaseId": "%SRCROOT%"},
        "replacements": [
            {
                "deletedRegion": {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 12},
                "insertedContent": {"text": "here.md"},
            }
        ],
    }


def test_a_file_outside_has_its_full_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (result,) = run_of(diagnostic("../a b.md", 1))["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": (tmp_path / "a b.md").as_uri()}


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("`{% hint %}` is not closed", "`{{% hint %}}` is not closed"),
        ("{0}", "{{0}}"),
        ("[a](b) is dead", r"\[a\](b) is dead"),
        ("[a] [b]: c", "[a] [b]: c"),
    ],
)
def test_nothing_in_a_message_is_a_placeholder_or_a_link(message: str, written: str) -> None:
    (result,) = run_of(diagnostic("a.md", 1, message=message))["results"]
    assert result["message"]["text"] == written


def test_findings_on_equal_lines_have_fingerprints_of_their_own() -> None:
    found = [within("[x](gone.md)\n", "gone.md")] * 2 + [within("\n\n[x](gone.md)\n", "gone.md")]
    prints = [one["partialFingerprints"]["playbook/v1"] for one in run_of(*found)["results"]]
    assert len(set(prints)) == 3


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.from_regex(r"[^/\\\x00]{1,20}", fullmatch=True))
def test_what_is_written_is_read_as_it_was(message: str, name: str) -> None:
    (result,) = run_of(diagnostic(f"d/{name}", 3, message=message))["results"]
    text = result["message"]["text"].replace("{{", "{").replace("}}", "}")
    if "](" not in message:
        assert text == message
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(artifact["uri"], errors="surrogateescape") == f"d/{name}"
    assert artifact["uri"].isascii()
