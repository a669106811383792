from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from projects import listing, write

from playbook.discovery import find
from playbook.init import InitError, configuration, find_remote, web_address
from playbook.settings import load_project
from playbook.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from playbook.settings import Project

PAGE = "# Handbook: “the” #1 & more\n"


def written(top: Path, output: Path) -> tuple[dict[str, object], Project, Site]:
    """The configuration as YAML, as the project reads it, and the site that it makes."""
    main = find(top).main
    assert main is not None
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(configuration(main, output), encoding="utf-8")
    project = load_project(output)
    site = Site.read(project.root, project.docs_dir, project.gitbook)
    return yaml.safe_load(output.read_text(encoding="utf-8")), project, site


def test_a_space_at_the_top_needs_another_place(tmp_path: Path) -> None:
    top = write(tmp_path / "book", {"README.md": PAGE, "SUMMARY.md": listing("README.md")})
    main = find(top).main
    assert main is not None
    for output in (top / "mkdocs.yml", top / "below" / "mkdocs.yml"):
        with pytest.raises(
            InitError, match=r"does not take a configuration inside .*\n.*--output .*book-site/mkdocs.yml"
        ):
            configuration(main, output)
    values, project, site = written(top, tmp_path / "book-site" / "mkdocs.yml")
    assert (values["site_name"], values["docs_dir"], values["site_dir"]) == (PAGE[2:-1], "../book", "site")
    assert project.uses_gitbook
    assert [page.path for _, page in site.pages()] == ["README.md"]


def test_a_manifest_above_the_pages_is_kept(tmp_path: Path) -> None:
    files = {".gitbook.yaml": "root: ./spec/\nredirects: {a: README.md}\n", "spec/README.md": PAGE}
    top = write(tmp_path / "book", files)
    for output, docs_dir in ((top / "mkdocs.yml", "spec"), (tmp_path / "elsewhere" / "mkdocs.yml", "../book")):
        values, _, site = written(top, output)
        assert values["docs_dir"] == docs_dir
        assert list(site.spaces[0].manifest.redirects) == ["a"]


def test_languages_inside_one_space(tmp_path: Path) -> None:
    text = "Le service est pour les personnes qui sont dans la maison, et la page est sur les étapes que cela prend.\n"
    english = "The service is for people who are in the house, and this page is about the steps that it takes.\n"
    files = {
        "README.md": f"# Handbook\n\n{english}",
        "a.md": f"# A\n\n{english}",
        "fr/README.md": f"# Guide\n\n{text}",
        "SUMMARY.md": listing("README.md", "a.md", "fr/README.md"),
    }
    values, _, site = written(write(tmp_path / "book", files), tmp_path / "mkdocs.yml")
    plugins = {name: options for entry in values["plugins"] for name, options in entry.items()}  # type: ignore[attr-defined]
    assert plugins["search"] == {"lang": ["en", "fr"]}
    assert plugins["i18n"]["languages"] == [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "fr", "name": "Français"},
    ]
    assert plugins["playbook/gitbook"] == {"languages": {"en": ".", "fr": "fr"}}
    assert [edition.language for edition in site.editions] == ["en", "fr"]


def test_a_space_for_each_language(tmp_path: Path) -> None:
    files = {f"docs/{name}/{file}": PAGE for name in ("en", "de") for file in ("README.md", "a.md")}
    files |= {f"docs/{name}/SUMMARY.md": listing("README.md", "a.md") for name in ("en", "de")}
    values, _, site = written(write(tmp_path, files), tmp_path / "mkdocs.yml")
    assert values["docs_dir"] == "docs"
    assert [(edition.language, edition.space.name) for edition in site.editions] == [
        ("de", "docs/de"),
        ("en", "docs/en"),
    ]


def test_languages_at_the_top(tmp_path: Path) -> None:
    files = {f"{name}/README.md": PAGE for name in ("en", "fr")} | {
        f"{name}/SUMMARY.md": listing("README.md") for name in ("en", "fr")
    }
    values, _, site = written(write(tmp_path, files), tmp_path / "mkdocs.yml")
    assert values["docs_dir"] == "en"
    assert len(site.editions) == 2


def test_the_site_is_never_written_over_the_pages(tmp_path: Path) -> None:
    top = write(tmp_path, {"site/README.md": PAGE, "site/SUMMARY.md": listing("README.md")})
    assert written(top, tmp_path / "mkdocs.yml")[0]["site_dir"] == "public"


def test_edit_links_go_to_the_repository(tmp_path: Path) -> None:
    files = {
        ".git/config": '[remote "origin"]\n\turl = https://me:secret@github.com/team/book.git\n\tfetch = +refs\n',
        ".git/HEAD": "ref: refs/heads/release/v2\n",
        "my docs/README.md": PAGE,
        "my docs/SUMMARY.md": listing("README.md"),
    }
    values, _, _ = written(write(tmp_path, files), tmp_path / "mkdocs.yml")
    assert values["repo_url"] == "https://github.com/team/book"
    assert values["edit_uri"] == "edit/release/v2/my%20docs/"
    assert "secret" not in (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("remote", "page"),
    [
        ("https://github.com/team/book.git", "https://github.com/team/book"),
        ("https://user:token@gitlab.com/group/sub/book", "https://gitlab.com/group/sub/book"),
        ("http://git.example.org:3000/team/book/", "https://git.example.org:3000/team/book"),
        ("git@github.com:team/book.git", "https://github.com/team/book"),
        ("ssh://git@git.example.org:2222/team/book.git", "https://git.example.org/team/book"),
        ("/srv/git/book.git", ""),
        ("file:///srv/git/book.git", ""),
        ("ext::sh -c something", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_the_web_page_of_a_repository(remote: str, page: str) -> None:
    assert web_address(remote) == page


@pytest.mark.parametrize(
    "files",
    [
        {},
        {".git/config": "[core]\n"},
        {".git/config": "no section\n", ".git/HEAD": "x"},
        {".git/config": b"\xff", ".git/HEAD": "x"},
        {".git/config": '[remote "origin"]\nurl\n', ".git/HEAD": "0123abc\n"},
    ],
)
def test_no_remote(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert find_remote(write(tmp_path / "book", files)) is None
