from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner
from projects import ENGLISH, FRENCH, listing, space, write

from playbook.cli import main
from playbook.discovery import find
from playbook.gathering import gather
from playbook.settings import load_project
from playbook.site import Site

if TYPE_CHECKING:
    from pathlib import Path


def gathered(root: Path, files: dict[str, str]) -> list[tuple[str, str | None, str, str]]:
    """Directory, language, path and group of each space."""
    candidate = gather(find(write(root, files)))
    assert candidate is not None
    return [
        (part.space.directory.relative_to(root).as_posix(), part.language, part.path, part.group)
        for part in candidate.parts
    ]


def test_a_directory_without_spaces_gives_nothing(tmp_path: Path) -> None:
    assert gather(find(tmp_path)) is None


def test_each_space_is_a_section_with_the_name_of_its_directory(tmp_path: Path) -> None:
    files = (
        space("programs/api/", "API") | space("programs/cli/", "CLI") | space("Home/", "Handbook") | space("x/v2/", "X")
    )
    assert gathered(tmp_path, files) == [
        ("Home", None, "", ""),
        ("programs/api", None, "api", "Programs"),
        ("programs/cli", None, "cli", "Programs"),
        ("x/v2", None, "x-v2", ""),
    ]


def test_the_space_at_the_top_comes_first_and_else_the_largest(tmp_path: Path) -> None:
    files = {**space("", "Handbook"), **space("api/", "API"), "api/.gitbook.yaml": ""}
    assert [one[0] for one in gathered(tmp_path / "a", files)] == [".", "api"]
    files = {**space("api/", "API"), **space("help/", "Help", ENGLISH, "a.md")}
    assert [one[0] for one in gathered(tmp_path / "b", files)] == ["help", "api"]


@pytest.mark.parametrize("form", ["{section}/{language}/", "{language}/{section}/"])
def test_languages_of_sections(tmp_path: Path, form: str) -> None:
    files: dict[str, str] = {}
    for section in ("guide", "api"):
        for language, text in (("en", ENGLISH), ("fr", FRENCH)):
            files |= space(form.format(section=section, language=language), section, text)
    files |= space("only/", "Only", FRENCH)
    assert sorted((path, language) for _, language, path, _ in gathered(tmp_path, files)) == [
        ("", "en"),
        ("", "fr"),
        ("api", "en"),
        ("api", "fr"),
        ("only", "fr"),
    ]


def test_directories_of_one_name_are_told_apart(tmp_path: Path) -> None:
    files = space("a/docs/", "A") | space("b/docs/", "B") | space("c/docs/", "C")
    assert [one[2] for one in gathered(tmp_path, files)] == ["", "b-docs", "c-docs"]


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["init", *map(str, arguments)])
    return result.exit_code, result.output


def test_init_makes_sections_of_declared_spaces_and_asks_about_others(tmp_path: Path) -> None:
    top = write(tmp_path / "repository", space("api/", "Interfaces") | space("guide/", "Guide"))
    code, said = run(top, "-o", tmp_path / "mkdocs.yml")
    assert code == 2
    assert "holds 2 spaces that are not languages of one another:" in said
    assert f"`playbook init --all {top}` makes a section of each" in said
    write(top, {"api/.gitbook.yaml": "", "guide/.gitbook.yaml": ""})
    code, said = run(top, "-o", tmp_path / "mkdocs.yml")
    assert code == 0
    assert said.splitlines()[:3] == ["Found “Guide”: 2 pages", "  en /: 1 page in guide", "  en /api: 1 page in api"]
    project = load_project(tmp_path / "mkdocs.yml")
    site = Site.read(project.root, project.docs_dir, project.gitbook)
    assert [(one.space.name, one.section.path) for one in site.editions] == [
        ("repository/guide", ""),
        ("repository/api", "api"),
    ]


def test_init_writes_what_the_plugin_reads(tmp_path: Path) -> None:
    editor = "https://app.gitbook.com"
    files = {
        **space("home/en/", "Home", ENGLISH),
        **space("home/fr/", "Accueil", FRENCH),
        **space("more/api/en/", "API", ENGLISH, "calls.md"),
        **space("more/api/fr/", "Interfaces", FRENCH),
        **space("more/help/", "Help", ENGLISH),
        "home/en/README.md": f"# Home\n\n{ENGLISH}\n[Calls]({editor}/s/AaA/calls) [Help]({editor}/s/BbB) [?]({editor}/s/CcC/x)\n",
    }
    write(tmp_path / "repository", files)
    code, said = run("--all", tmp_path / "repository", "-o", tmp_path / "mkdocs.yml")
    assert code == 0, said
    values = yaml.safe_load((tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))
    plugins = {name: options for entry in values["plugins"] for name, options in entry.items()}
    assert plugins["playbook/gitbook"] == {
        "spaces": [
            {"directory": "repository/home/en", "language": "en"},
            {"directory": "repository/home/fr", "language": "fr"},
            {"directory": "repository/more/api/en", "language": "en", "path": "api", "group": "More"},
            {"directory": "repository/more/api/fr", "language": "fr", "path": "api", "group": "More"},
            {"directory": "repository/more/help", "language": "en", "path": "help", "group": "More"},
        ],
        "space_ids": {"AaA": "repository/more/api/en", "BbB": "repository/more/help"},
    }
    assert [one["locale"] for one in plugins["i18n"]["languages"]] == ["en", "fr"]
    assert "navigation.tabs" in values["theme"]["features"]
    project = load_project(tmp_path / "mkdocs.yml")
    site = Site.read(project.root, project.docs_dir, project.gitbook)
    assert [(one.language, one.section.path, len(one.pages)) for one in site.editions] == [
        ("en", "", 1),
        ("en", "api", 2),
        ("en", "help", 1),
        ("fr", "", 1),
        ("fr", "api", 1),
    ]


def test_init_leaves_docs_yaml_to_the_plugin(tmp_path: Path) -> None:
    site_file = """
site:
  structure:
    - {type: space, key: a, path: a, default: true, content: {directory: ./one}}
    - {type: space, key: b, path: b, content: {directory: ./two}}
    - {type: space, key: c, draft: true, content: {directory: ./three}}
"""
    files = {**space("one/", "Guide"), **space("two/", "API"), **space("three/", "Next"), "docs.yaml": site_file}
    top = write(tmp_path / "repository", files)
    for output, options in (
        (top / "mkdocs.yml", None),
        (tmp_path / "site" / "mkdocs.yml", {"site_file": "../repository/docs.yaml"}),
    ):
        code, said = run(top, "-o", output)
        assert code == 0, said
        assert "three" not in said
        entry = yaml.safe_load(output.read_text(encoding="utf-8"))["plugins"][-1]
        assert entry == ({"playbook/gitbook": options} if options else "playbook/gitbook")
        project = load_project(output)
        site = Site.read(project.root, project.docs_dir, project.gitbook)
        assert [one.section.path for one in site.editions] == ["", "b"]


def test_a_space_inside_another_one_is_named_and_not_taken(tmp_path: Path) -> None:
    files = {
        **space("guide/", "Guide"),
        **space("api/", "API"),
        "guide/old/SUMMARY.md": listing("README.md"),
        "guide/old/README.md": "# Old\n",
    }
    write(tmp_path / "repository", files)
    code, said = run("--all", tmp_path / "repository", "-o", tmp_path / "mkdocs.yml")
    assert code == 0
    assert "Not included: guide/old, which has a table of contents of its own" in said
