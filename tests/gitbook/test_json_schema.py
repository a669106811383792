from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from playbook import checks
from playbook.cli import main
from playbook.gitbook.front_matter import SECTIONS
from playbook.gitbook.json_schema import json_schema

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
DOCS = Path(__file__).parents[2] / "docs"


def test_it_is_a_schema_of_all_features() -> None:
    assert checks.FEATURES
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert {"title", "slug", "description", "coverY", "if", "metaLinks", *SECTIONS} <= set(SCHEMA["properties"])


def test_every_key_is_described() -> None:
    for holder in (SCHEMA, *SCHEMA["$defs"].values()):
        for key, one in holder.get("properties", {}).items():
            described = one if "description" in one else SCHEMA["$defs"][one["$ref"].rpartition("/")[2]]
            assert described.get("description", "").endswith("."), key


@pytest.mark.parametrize(
    ("yaml_text", "places"),
    [
        ("description: A\nhidden: true\nowners: [a]", []),
        ("cover: a.png\ncoverY: -1.5\ntags: [a, {tag: b, primary: true}]\nvars: {a: 1, b: x}", []),
        ("cover: {light: a.png}\nlayout: {cover: {size: hero}}\nsdg: {targets: '9.1', autolink: [a]}", []),
        ("hidden: sometimes", ["hidden"]),
        ("coverHeight: 5", ["coverHeight"]),
        ("layout: {widht: wide}", ["layout"]),
        ("layout: {width: wied}", ["layout.width"]),
        ("sdg: {target: ['9.1']}", ["sdg"]),
    ],
)
def test_what_it_says_of_a_page(yaml_text: str, places: list[str]) -> None:
    errors = VALIDATOR.iter_errors(yaml.safe_load(yaml_text))
    assert [".".join(map(str, error.absolute_path)) for error in errors] == places


def test_ids_of_the_framework_are_offered_and_others_allowed() -> None:
    (_, listed) = SCHEMA["$defs"]["Sdg"]["properties"]["building_blocks"]["anyOf"]
    assert "messaging" in listed["items"]["examples"]
    assert VALIDATOR.is_valid({"sdg": {"building_blocks": ["messaging", "our-own"]}})
    assert not VALIDATOR.is_valid({"sdg": {"building_blocks": [1]}})


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: str(page.relative_to(DOCS)))
def test_our_pages_follow_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if text.startswith("---\n"):
        VALIDATOR.validate(yaml.safe_load(text[4 : text.index("\n---\n", 3)]) or {})


def test_the_command_prints_it(tmp_path: Path) -> None:
    printed = CliRunner().invoke(main, ["schema"])
    assert json.loads(printed.stdout) == SCHEMA
    file = tmp_path / "page.schema.json"
    assert CliRunner().invoke(main, ["schema", "--output", str(file)]).exit_code == 0
    assert file.read_text(encoding="utf-8") == printed.stdout


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = CliRunner().invoke(main, ["schema", "--output", str(tmp_path / "file" / "a.json")])
    assert result.exit_code == 2
    assert result.stderr.startswith("playbook: ")
