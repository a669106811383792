"""`playbook sdg export`, and `playbook check` with the plugin switched on."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from playbook.cli import main
from playbook.settings import SdgSettings, SettingsError, load_project

CONFIG = "site_name: A\nplugins:\n  - playbook/gitbook\n  - playbook/sdg: {catalogue: own.yml, autolink: true}\n"
OWN = """\
sources: {ministry: The list of the ministry}
workflows:
  - {id: seals, name: {en: Seals}, definition: {en: Marks.}, source: ministry}
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "own.yml").write_text(OWN, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/README.md").write_text("---\nsdg: {workflows: [seels]}\n---\n\n# Home\n", encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_entries_of_the_project_are_exported_too(project):
    made = run("sdg", "export", project)
    assert made.exit_code == 0
    assert [one["id"] for one in json.loads(made.stdout)["workflows"]][-1] == "seals"


@pytest.mark.parametrize(("form", "begins"), [("csv", "kind,id,"), ("jsonld", "{"), ("json", "{")])
def test_each_format_is_written_to_a_file(tmp_path, form, begins):
    file = tmp_path / "framework"
    made = run("sdg", "export", tmp_path, "--format", form, "-o", file)
    assert (made.exit_code, made.stdout) == (0, "")
    assert file.read_text(encoding="utf-8").startswith(begins)


def test_a_catalogue_that_cannot_be_used_is_a_mistake_with_its_place(project):
    (project / "own.yml").write_text(OWN.replace("Marks.", ""), encoding="utf-8")
    for made in (run("sdg", "export", project), run("check", project)):
        assert made.exit_code == 2
        assert "own.yml:3:" in made.output


def test_check_knows_the_entries_of_the_project(project):
    made = run("check", project)
    assert made.exit_code == 1
    assert "SDG001 the framework has no workflow 'seels'" in made.output
    assert "did you mean 'seals' (Seals)?" in made.output


def test_settings_are_read_from_the_configuration(project):
    assert load_project(project / "mkdocs.yml").sdg == SdgSettings(catalogue="own.yml", autolink=("*",))


@pytest.mark.parametrize(
    ("options", "key"),
    [({"catalogue": 3}, "catalogue"), ({"pages": "no"}, "pages"), ({"linked_from": [1]}, "linked_from[0]")],
)
def test_settings_that_cannot_be_used_are_named(options, key):
    with pytest.raises(SettingsError) as error:
        SdgSettings.from_mapping(options)
    assert error.value.key == key
