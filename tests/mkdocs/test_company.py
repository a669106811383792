"""Spaces beside what else a MkDocs site may hold."""

from __future__ import annotations

import pytest

from playbook.mkdocs.gitbook import EXTENSION


def configure(directory, *changes):
    config = directory / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    config.write_text(text, encoding="utf-8")
    return config


def navigation(built, page=""):
    return [node.text(strip=True) for node in built.page(page).css(".md-sidebar--primary a")]


def test_pages_outside_the_spaces_are_the_hosts_own(project, tmp_path, build_site):
    directory = project("bilingual")
    (directory / "docs/about.md").write_text(
        'About us\n========\n\n!!! note "Told"\n    By Python-Markdown, see [the guide](fr/framework.md).\n',
        encoding="utf-8",
    )
    config = configure(directory, ("plugins:", "markdown_extensions: [admonition]\nplugins:"))
    built = build_site(config, tmp_path / "site")
    page = built.page("about/")
    assert page.css_first(".admonition-title").text() == "Told"
    assert {node.text(): node.attributes["href"] for node in page.css("article a")}["the guide"] == "../cadre/"
    assert navigation(built)[-1] == "About us"
    assert built.warnings == []


def test_a_navigation_of_the_configuration_wins(project, tmp_path, build_site):
    nav = "nav:\n  - Only: README.md\n  - Guides:\n      - guide/first.md\nplugins:"
    built = build_site(configure(project("minimal"), ("plugins:", nav)), tmp_path / "site")
    assert navigation(built) == ["Only", "First step"]
    assert "secret/index.html" in built.files()


def test_another_theme_builds_too(project, tmp_path, build_site):
    config = configure(
        project("minimal"), ("name: material", "name: mkdocs"), ("font: false", ""), ("features: ", "extra_features: ")
    )
    built = build_site(config, tmp_path / "site")
    assert built.page("guide/first/").css_first("h1").text() == "First step"


def test_templates_of_the_project_come_before_ours(project, tmp_path, build_site):
    directory = project("minimal")
    (directory / "overrides").mkdir()
    (directory / "overrides/main.html").write_text(
        '{% extends "base.html" %}{% block content %}<main>{{ playbook.home }} {{ page.content }}</main>{% endblock %}',
        encoding="utf-8",
    )
    config = configure(directory, ("font: false", "font: false\n  custom_dir: overrides"))
    assert "<main>./ " in build_site(config, tmp_path / "site").text("index.html")


def test_options_of_the_extension_are_kept(project, tmp_path, build_site):
    extension = f"markdown_extensions: [{{{EXTENSION}: {{profile: commonmark}}}}]\nplugins:"
    built = build_site(configure(project("minimal"), ("plugins:", extension)), tmp_path / "site")
    assert "{% file" in built.text("index.html")


def test_a_space_beside_the_directory_of_the_host_is_watched(project, tmp_path, build_site):
    directory = project("minimal")
    (directory / "host/stylesheets").mkdir(parents=True)
    (directory / "host/stylesheets/extra.css").touch()
    config = configure(
        directory,
        ("playbook/gitbook", "playbook/gitbook: {spaces: [docs]}"),
        ("repo_url", "docs_dir: host\nrepo_url"),
        ("edit/main/docs/", "edit/main/host/"),
    )
    built = build_site(config, tmp_path / "site")
    assert "https://example.org/repository/edit/main/docs/guide/first.md" in built.text("guide/first/index.html")
    assert built.watched == [str(directory / "docs")]


def test_two_index_pages_in_a_folder_are_two_pages(project, tmp_path, build_site):
    directory = project("minimal")
    (directory / "docs/guide/index.md").write_text("# Index of the guide\n", encoding="utf-8")
    summary = directory / "docs/SUMMARY.md"
    summary.write_text(f"{summary.read_text(encoding='utf-8')}* [Index](guide/index.md)\n", encoding="utf-8")
    built = build_site(directory / "mkdocs.yml", tmp_path / "site")
    assert built.page("guide/index/").css_first("h1").text() == "Index of the guide"
    assert not [message for message in built.warnings if "Excluding" in message]


def test_a_file_named_like_a_page_is_copied_as_it_is(project, tmp_path, build_site):
    directory = project("minimal")
    (directory / "docs/.gitbook/assets/notes.markdown").write_text("# Notes\n", encoding="utf-8")
    (directory / "docs/quoted.md").write_text("# Q\n\n[Notes](.gitbook/assets/notes.markdown)\n", encoding="utf-8")
    built = build_site(directory / "mkdocs.yml", tmp_path / "site")
    (link,) = (node for node in built.page("quoted/").css("article a") if node.text() == "Notes")
    assert (built.directory / "quoted" / link.attributes["href"]).read_text(encoding="utf-8") == "# Notes\n"


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        (
            "minimal",
            "i18n: {languages: [{locale: fr, name: F, default: true}, {locale: en, name: E}]}\n  - playbook/gitbook",
            "but all pages of the site are in one language",
        ),
        ("minimal", "playbook/gitbook: {spaces: [nowhere]}", "nowhere"),
        ("one-space", "playbook/gitbook: {languages: {en: ., fr: guide}}", "only the plugin `i18n` can build several"),
    ],
)
def test_a_site_that_cannot_be_built_says_what_to_write(project, tmp_path, build_site, name, options, said):
    config = project(name) / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").partition("plugins:")[0]
    config.write_text(f"{text}plugins:\n  - {options}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as error:
        build_site(config, tmp_path / "site")
    assert said in error.value.said
