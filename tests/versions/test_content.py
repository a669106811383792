"""Today's settings over the content of a tag."""

from __future__ import annotations

from datetime import UTC, datetime

import histories
import pytest
from projects import write

from playbook.settings import SettingsError, configuration
from playbook.versions.content import ContentError, configure
from playbook.versions.plan import Version
from playbook.versions.project import Project

TAG = Version("0.9", "0.9", "c" * 40, datetime(2024, 1, 1, tzinfo=UTC), "v0.9")
DEV = Version("dev", "dev", "c" * 40, datetime(2024, 1, 1, tzinfo=UTC))
PAGES = {
    "README.md": "# Home\n\n" + "These are the words of a page that is written in English. " * 3 + "\n",
    "SUMMARY.md": "* [Home](README.md)\n",
}


@pytest.fixture
def content(tmp_path):
    directory = tmp_path / "content"
    directory.mkdir()
    return directory


@pytest.fixture
def today(tmp_path):
    def make(text=histories.MKDOCS, files=None):
        return Project.read(write(tmp_path / "today", {"mkdocs.yml": text, **(files or {})}) / "mkdocs.yml")

    return make


def below(directory, files):
    return {f"{directory}/{path}": text for path, text in files.items()}


def configured(project, content, version=TAG):
    made = configure(project, version, content, content)
    values = configuration.load(made.file)
    return values, made


def plugin(values, name):
    return configuration.plugin_options(values["plugins"], name)


def locales(values):
    return [(one["locale"], one["default"]) for one in plugin(values, "i18n")["languages"]]


def test_a_version_has_its_own_address_and_nobody_edits_it(today, content):
    write(content, {"docs.yaml": histories.site_file("fr", "en"), **below("docs/fr", PAGES), **below("docs/en", PAGES)})
    values, made = configured(today(f"strict: true\nedit_uri: edit/main/\n{histories.MKDOCS}"), content)
    assert values["site_url"] == "https://guide.example/handbook/0.9/"
    assert values["extra"] == {"playbook_version": "0.9"}
    assert (values["edit_uri"], values["strict"]) == ("", False)
    assert plugin(values, "playbook/review")["version"] == "0.9"
    assert plugin(values, "playbook/gitbook")["cache"].endswith("today/.cache/playbook")
    assert locales(values) == [("fr", True), ("en", False)]
    assert made.notes == ()
    assert "!!python/name:material.extensions.emoji.twemoji" in made.file.read_text()


def test_the_working_branch_keeps_its_settings(today, content):
    write(content, {"docs.yaml": histories.site_file("fr", "en"), **below("docs/fr", PAGES), **below("docs/en", PAGES)})
    values, _ = configured(today(f"strict: true\nedit_uri: edit/main/\n{histories.MKDOCS}"), content, DEV)
    assert values["site_url"] == "https://guide.example/handbook/dev/"
    assert (values["edit_uri"], values["strict"]) == ("edit/main/", True)
    assert "version" not in plugin(values, "playbook/review")


def test_without_an_address_a_version_has_none(today, content):
    write(content, below("docs", PAGES))
    values, _ = configured(today("site_name: x\nplugins: [playbook/gitbook]\n"), content)
    assert "site_url" not in values
    assert plugin(values, "playbook/review") == {"version": "0.9", "desk": False}


def test_the_first_language_of_the_version_is_its_default(today, content):
    write(content, {"docs.yaml": histories.site_file("en", "fr"), **below("docs/fr", PAGES), **below("docs/en", PAGES)})
    values, made = configured(today(), content)
    assert locales(values) == [("en", True), ("fr", False)]
    assert made.notes == ()


@pytest.mark.parametrize(
    ("files", "expected", "notes"),
    [
        (
            {"docs.yaml": histories.site_file("en"), **below("docs/en", PAGES)},
            [("en", True)],
            ["it has no pages in fr"],
        ),
        ({"docs.yaml": histories.site_file("fr", "en"), **below("docs/en", PAGES)}, [("en", True)], ["… fr"]),
        (
            {"docs.yaml": histories.site_file("en", "de"), **below("docs/en", PAGES), **below("docs/de", PAGES)},
            [("en", True)],
            ["its pages in de are left out: today's mkdocs.yml does not build them", "it has no pages in fr"],
        ),
        (below("docs", PAGES), [("en", True)], ["it has no pages in fr"]),
        (below("docs", {**PAGES, "README.md": "# 1\n"}), [("fr", True)], ["it has no pages in en"]),
    ],
)
def test_languages_that_it_lacks_are_left_out_and_said(today, content, files, expected, notes):
    values, made = configured(today(), write(content, files))
    assert locales(values) == expected
    assert len(made.notes) == len(notes)
    assert "site_url" not in plugin(values, "i18n")["languages"][0]


def test_a_language_that_today_nobody_builds_is_an_error(today, content):
    write(content, {"docs.yaml": histories.site_file("de"), **below("docs/de", PAGES)})
    with pytest.raises(ContentError, match=r"it is in de, and today's mkdocs\.yml builds fr, en"):
        configured(today(), content)


@pytest.mark.parametrize("options", ["", ": {}", ": {languages: }", ": {languages: [{locale: 'null'}]}"])
def test_static_i18n_without_languages_is_left_to_the_host(today, content, options):
    write(content, below("docs", PAGES))
    project = today(f"site_name: x\nplugins: [playbook/gitbook, i18n{options}]\n")
    values, _ = configured(project, content)
    assert plugin(values, "i18n") == plugin(configuration.load(project.file), "i18n")


def test_its_own_mkdocs_yml_says_where_its_pages_are(today, content):
    own = "site_name: Old\ndocs_dir: pages\nnav: [a.md]\ntheme: mkdocs\nplugins: [playbook/gitbook: {languages: {en: en}}]\n"
    write(content, {"mkdocs.yml": own, **below("pages/en", PAGES)})
    values, _ = configured(today(), content)
    assert (values["docs_dir"], values["nav"], values["site_name"]) == ("pages", ["a.md"], "Guide")
    assert values["theme"]["name"] == "material"
    assert plugin(values, "playbook/gitbook")["languages"] == {"en": "en"}
    assert locales(values) == [("en", True)]


def test_its_own_mkdocs_yml_may_be_broken(today, content):
    write(content, {"mkdocs.yml": histories.BROKEN, "docs.yaml": histories.site_file("en"), **below("docs/en", PAGES)})
    values, made = configured(today(), content)
    assert locales(values) == [("en", True)]
    assert made.notes[0].startswith("its own mkdocs.yml is not used: is not YAML")


def test_spaces_that_it_lacks_are_left_out(today, content):
    text = histories.MKDOCS.replace(
        "  - playbook/gitbook\n",
        "  - playbook/gitbook: {spaces: [{directory: fr, language: fr}, {directory: en, language: en}]}\n",
    )
    write(content, below("en", PAGES))
    values, made = configured(today(text), content)
    assert plugin(values, "playbook/gitbook")["spaces"] == [{"directory": "en", "language": "en"}]
    assert values["docs_dir"] == "en"
    assert locales(values) == [("en", True)]
    assert made.notes == ("it has no fr", "it has no pages in fr")


def test_directories_of_languages_that_it_lacks_are_left_out(today, content):
    text = histories.MKDOCS.replace("  - playbook/gitbook\n", "  - playbook/gitbook: {languages: {fr: fr, en: en}}\n")
    write(content, {"docs/SUMMARY.md": "* [Home](en/README.md)\n", **below("docs/en", PAGES)})
    values, _ = configured(today(text), content)
    assert plugin(values, "playbook/gitbook")["languages"] == {"en": "en"}
    assert locales(values) == [("en", True)]


def test_pages_are_found_where_nothing_says_they_are(today, content):
    write(content, below("guide", PAGES))
    values, made = configured(today(), content)
    assert values["docs_dir"] == "guide"
    assert made.file == content / "mkdocs.yml"


def test_a_space_at_the_top_gets_its_configuration_beside_it(today, content):
    write(content, PAGES)
    values, made = configured(today(), content)
    assert made.file == content.parent / ".project" / "mkdocs.yml"
    assert (made.file.parent / values["docs_dir"]).resolve() == content
    assert locales(values) == [("en", True)]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"notes.txt": "x"}, "no GitBook space is in it"),
        ({**below("a", PAGES), **below("b", PAGES)}, "several GitBook spaces"),
    ],
)
def test_where_no_pages_are_there_is_nothing_to_build(today, content, files, message):
    with pytest.raises(ContentError, match=message):
        configured(today(), write(content, files))


def test_options_of_its_own_that_cannot_be_used_are_told(today, content):
    write(content, {"mkdocs.yml": "plugins: [playbook/gitbook: {spaces: 1}]\n", **below("docs", PAGES)})
    with pytest.raises(ContentError, match=r"options of playbook/gitbook in its mkdocs\.yml: spaces: a list is wanted"):
        configured(today(), content)


def test_how_pages_look_is_todays_business(today, content):
    text = histories.MKDOCS.replace("theme:\n", "theme:\n  custom_dir: templates\n  logo: img/logo.svg\n")
    text += "hooks: [hooks/one.py]\nextra_javascript: [{path: a.js, defer: true}, https://x.example/b.js, gone.js]\n"
    files = below("docs", {"style.css": "new", "img/logo.svg": "<svg/>", "a.js": "1"})
    write(content, {"docs/style.css": "old", **below("docs", PAGES)})
    values, _ = configured(today(text, files), content)
    assert (content / "docs/style.css").read_text() == "new"
    assert (content / "docs/img/logo.svg").exists()
    assert (content / "docs/a.js").exists()
    assert values["theme"]["custom_dir"].endswith("/today/templates")
    assert values["hooks"][0].endswith("/today/hooks/one.py")


def test_a_catalogue_that_it_lacks_is_left_out(today, content):
    text = histories.MKDOCS.replace(
        "  - playbook/gitbook\n", "  - playbook/gitbook\n  - playbook/sdg: {catalogue: own.yml}\n"
    )
    write(content, below("docs", PAGES))
    values, made = configured(today(text), content)
    assert plugin(values, "playbook/sdg") == {}
    assert "it has no own.yml" in made.notes


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("site_name: x\n", "plugins"),
        ("plugins: [playbook/gitbook: {spaces: 1}]\n", "plugins.playbook/gitbook.spaces"),
        (
            "plugins: [playbook/gitbook, playbook/review: {versions: {dev: a/b}}]\n",
            "plugins.playbook/review.versions.dev",
        ),
    ],
)
def test_a_project_that_cannot_have_versions_is_told(today, text, key):
    with pytest.raises(SettingsError) as caught:
        today(text)
    assert caught.value.key == key


def test_the_digest_changes_with_everything_that_may_change_how_pages_look(today, tmp_path):
    text = histories.MKDOCS.replace("theme:\n", "theme:\n  custom_dir: templates\n") + "hooks: [hook.py]\n"
    files = {"templates/a.html": "1", "hook.py": "1", "docs/style.css": "1", "docs/page.md": "1"}
    project = today(text, files)
    first = project.digest()
    assert first == project.digest()
    for file in ("templates/a.html", "hook.py", "docs/style.css", "mkdocs.yml"):
        before = (tmp_path / "today" / file).read_text()
        (tmp_path / "today" / file).write_text(f"{before}\n")
        assert project.digest() != first, file
        (tmp_path / "today" / file).write_text(before)
    (tmp_path / "today" / "docs/page.md").write_text("2")
    assert project.digest() == first
