from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from playbook.diagnostics import Diagnostic, Severity
from playbook.mkdocs.gitbook import GitBookPlugin
from playbook.mkdocs.panel import with_panel
from playbook.settings import GitBookSettings, SettingsError
from playbook.source import Location
from playbook.strings import strings


def finding(severity: Severity = Severity.ERROR, path: str = "a b/p.md", hint: str = "") -> Diagnostic:
    place = Location(path, 3, 8)
    return Diagnostic(place, place, "LNK001", "missing-target", severity, "'<gone>' does not exist", hint)


@pytest.fixture
def preview(monkeypatch, build_site, project, tmp_path):
    """Builds a site as `mkdocs serve` does."""
    start = GitBookPlugin.on_startup

    def build(name, *, command="serve", change=lambda root: None):
        monkeypatch.setattr(GitBookPlugin, "on_startup", lambda self, **_: start(self, command=command, dirty=False))
        root = project(name)
        change(root)
        return build_site(root / "mkdocs.yml", tmp_path / "site")

    return build


def add_dead_link(root: Path) -> None:
    with next(root.rglob("fr/README.md")).open("a", encoding="utf-8") as page:
        page.write("\n[nulle part](gone.md)\n")


def panels(site_dir: Path) -> dict[str, LexborHTMLParser]:
    pages = {str(page.relative_to(site_dir)): page.read_text(encoding="utf-8") for page in site_dir.rglob("*.html")}
    return {name: LexborHTMLParser(html) for name, html in pages.items() if "pb-preview" in html}


def test_a_preview_shows_what_is_wrong_with_the_page(preview):
    built = preview("bilingual", change=add_dead_link)
    shown = panels(built.directory)
    assert {"index.html", "en/index.html"} <= set(shown)
    (item,) = [one for one in shown["index.html"].css(".pb-preview li") if "LNK001" in one.text()]
    assert "README.md:" in item.css_first("code").text()
    assert "'gone.md' does not exist" in item.text()
    assert "Erreurs 1" in shown["index.html"].css_first(".pb-preview summary").text()
    assert not [one for one in shown["en/index.html"].css(".pb-preview li") if "LNK001" in one.text()]


@pytest.mark.parametrize("command", ["build", "gh-deploy"])
def test_a_published_site_has_no_panel(preview, command):
    built = preview("bilingual", command=command, change=add_dead_link)
    everything = [file for file in built.directory.rglob("*") if file.is_file()]
    assert not [file for file in everything if b"pb-preview" in file.read_bytes()]


def test_findings_are_escaped_and_lead_into_an_editor():
    editor = "vscode://file/{path}:{line}:{column}"
    html = with_panel("<body><p>x</p></body>", [finding(hint="a <b>")], strings("en"), editor, Path("/home/<r>"))
    page = LexborHTMLParser(html)
    assert page.css_first(".pb-preview a").attributes["href"] == "vscode://file//home/%3Cr%3E/a%20b/p.md:3:8"
    assert page.css_first(".pb-preview a").text() == "a b/p.md:3:8"
    assert "'<gone>' does not exist" in page.css_first(".pb-preview li").text()
    assert page.css_first(".pb-preview__hint").text() == "a <b>"
    assert not page.css("gone")


def test_the_worst_comes_first_and_each_is_counted():
    found = [finding(Severity.NOTE), finding(Severity.WARNING), finding(Severity.ERROR), finding(Severity.NOTE)]
    page = LexborHTMLParser(with_panel("<body></body>", found, strings("en"), "", Path()))
    assert [one.text() for one in page.css(".pb-preview__count")] == ["Errors 1", "Warnings 1", "Notes 2"]
    assert [one.text() for one in page.css("li strong")] == ["Error", "Warning", "Note", "Note"]
    assert not page.css("a")


def test_a_page_without_findings_says_so():
    page = LexborHTMLParser(with_panel("<body></body>", [], strings("fr"), "", Path()))
    assert page.css_first("summary").text().strip() == "Remarques aucune sur cette page"


def test_a_file_that_is_no_page_is_left_alone():
    assert with_panel("no end", [finding()], strings("en"), "", Path()) == "no end"


@pytest.mark.parametrize("address", ["javascript:alert({path})", "vscode://file/", "code {path}"])
def test_what_is_no_address_of_an_editor_is_told(address):
    with pytest.raises(SettingsError, match="is no address of an editor"):
        GitBookSettings.from_mapping({"editor": address})
