"""What `docs.yaml` describes, as the sections of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import listing, write

from playbook.editions import ExternalLink
from playbook.publication import Publication
from playbook.settings import GitBookSettings, SettingsError
from playbook.site import Site
from playbook.targets import Reason, resolve

if TYPE_CHECKING:
    from pathlib import Path

Shown = list[tuple[str | None, str, str, tuple[str, ...]]]


def described(root: Path, structure: str, *directories: str) -> Site:
    """A site with a space of one page in each directory."""
    for directory in directories:
        write(root, {f"{directory}/README.md": f"# {directory}\n", f"{directory}/SUMMARY.md": listing("README.md")})
    write(root, {"docs.yaml": f"site:\n  structure:\n{structure}"})
    return Site.read(root, root, GitBookSettings(cache=""))


def shown(site: Site) -> Shown:
    """Language, directory, path of the section and paths at GitBook of each edition."""
    return [(one.language, one.space.name, one.section.path, one.gitbook_paths) for one in site.editions]


def space(key: str, *, language: str = "", path: str = "", more: str = "", directory: str = "") -> str:
    language = f", language: {language}" if language else ""
    path = f", path: {path}" if path else ""
    return f"{{type: space, key: {key}{path}{more}, content: {{directory: ./{directory or key}{language}}}}}"


def test_sections_in_one_language(tmp_path: Path) -> None:
    structure = f"""
    - {{type: section, key: s1, title: First, path: first, children: [{space("a", path="docs")}]}}
    - {{type: section, key: s2, title: Second, path: second, default: true, children: [{space("b", path="docs")}]}}
"""
    site = described(tmp_path, structure, "a", "b")
    assert shown(site) == [
        (None, "b", "", ("", "second", "second/docs")),
        (None, "a", "first", ("first", "first/docs")),
    ]
    assert [section.names.title for section in site.menu if not isinstance(section, ExternalLink)] == [
        "First",
        "Second",
    ]
    publication = Publication(site)
    assert [publication.address(page) for _, page in site.pages()] == ["", "first/"]
    assert publication.redirects["second/docs/"] == ""
    assert publication.redirects["first/docs/readme/"] == "first/"


def test_spaces_at_the_top_that_are_no_languages_are_sections(tmp_path: Path) -> None:
    site = described(tmp_path, f"    - {space('guides')}\n    - {space('api-reference')}\n", "guides", "api-reference")
    assert [(path, gitbook) for _, _, path, gitbook in shown(site)] == [("", ("",)), ("api-reference", ("",))]


@pytest.mark.parametrize(
    ("spaces", "pairs"),
    [
        # versions in the same order in both languages
        (
            [("v2", "en"), ("v2-fr", "fr"), ("v1", "en"), ("v1-fr", "fr")],
            [("", ["v2", "v2-fr"]), ("s/v1", ["v1", "v1-fr"])],
        ),
        # a language that lacks a version
        ([("v2", "en"), ("v1", "en"), ("v1-fr", "fr"), ("v0", "en"), ("v0-fr", "fr")], [("", ["v2"]), ("s/v1", ["v1", "v1-fr"]), ("s/v0", ["v0", "v0-fr"])]),
        # a language with one space: that of the default one
        ([("v2", "en"), ("v1", "en"), ("fr", "fr")], [("", ["v2", "fr"]), ("s/v1", ["v1"])]),
        # names that say nothing
        ([("a", "en"), ("b", "en"), ("c", "fr"), ("d", "fr"), ("e", "fr")], [("", ["a"]), ("s/b", ["b"]), ("s/c", ["c"]), ("s/d", ["d"]), ("s/e", ["e"])]),
    ],
)  # fmt: skip
def test_versions_in_languages_are_paired(
    tmp_path: Path, spaces: list[tuple[str, str]], pairs: list[tuple[str, list[str]]]
) -> None:
    entries = ", ".join(space(name, path=name, language=language) for name, language in spaces)
    structure = f"    - {{type: section, key: s, title: All, path: s, children: [{entries}]}}\n"
    site = described(tmp_path, structure, *(name for name, _ in spaces))
    found: dict[str, list[str]] = {}
    for edition in site.editions:
        found.setdefault(edition.section.path, []).append(edition.space.name)
    assert found == dict(pairs)
    groups = {tuple(group.title for group in edition.section.groups) for edition in site.editions}
    assert groups == {("All",)}


def test_languages_of_sections(tmp_path: Path) -> None:
    children = ", ".join((space("home-en", language="en", path="en"), space("home-fr", language="fr", path="fr")))
    api = ", ".join(
        (space("api-en", language="en", path="en", more=", default: true"), space("api-fr", language="fr", path="fr"))
    )
    structure = f"""
    - {{type: section, key: h, title: Home, localizedTitle: {{fr: Accueil}}, path: home, children: [{children}]}}
    - {{type: link, key: l, title: Elsewhere, url: "https://example.org/"}}
    - {{type: section, key: a, title: API, path: api, children: [{api}]}}
    - {{type: section, key: e, title: English only, path: only, children: [{space("only", language="en")}]}}
"""
    site = described(tmp_path, structure, "home-en", "home-fr", "api-en", "api-fr", "only")
    assert shown(site) == [
        ("en", "home-en", "", ("", "home", "home/en")),
        ("en", "api-en", "api", ("api", "api/en")),
        ("en", "only", "only", ("only",)),
        ("fr", "home-fr", "", ("home/fr", "fr")),
        ("fr", "api-fr", "api", ("api/fr",)),
    ]
    english, _, only, french, api_fr = site.editions
    assert [type(one).__name__ for one in site.menu] == ["Section", "ExternalLink", "Section", "Section"]
    assert (english.section.title(english), french.section.title(french)) == ("Home", "Accueil")
    assert site.sibling(only, "fr") is None
    assert site.twin(api_fr.pages[0], "en") is site.editions[1].home
    assert site.twin(only.pages[0], "fr") is None
    assert {language: len(editions) for language, editions in site.by_language.items()} == {"en": 3, "fr": 2}
    publication = Publication(site)
    assert [publication.address(page) for _, page in site.pages()] == ["", "api/", "only/", "fr/", "fr/api/"]
    assert publication.redirects["api/fr/"] == "fr/api/"
    assert publication.redirects["home/fr/"] == "fr/"


def test_a_language_without_the_main_section_begins_at_its_first_one(tmp_path: Path) -> None:
    structure = f"""
    - {{type: section, key: h, path: home, children: [{space("home", language="en")}]}}
    - {{type: section, key: a, path: api, children: [{space("api", language="fr")}]}}
"""
    site = described(tmp_path, structure, "home", "api")
    publication = Publication(site)
    assert publication.home("fr") is site.editions[1].home
    assert publication.address(site.editions[1].pages[0]) == "fr/api/"
    assert publication.redirects["fr/"] == "fr/api/"


def test_what_cannot_be_published_is_left_out(tmp_path: Path) -> None:
    structure = f"""
    - {space("a", more=", draft: true")}
    - {space("b")}
    - {{type: space, key: c, content: {{directory: null}}}}
    - {space("gone")}
"""
    site = described(tmp_path, structure, "a", "b")
    assert shown(site) == [(None, "b", "", ("",))]
    assert [problem.code for _, problem in site.problems] == ["GB062", "GB063", "GB064"]
    assert site.left_out == (tmp_path / "a",)


def test_a_site_file_that_names_nothing_here_is_told_and_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {"README.md": "# Home\n"})
    site = described(tmp_path, f"    - {space('gone')}\n")
    assert [page.path for _, page in site.pages()] == ["README.md"]
    assert [problem.code for _, problem in site.problems] == ["GB064"]


def test_the_site_file_may_be_elsewhere(tmp_path: Path) -> None:
    described(tmp_path / "repository", f"    - {space('a')}\n    - {space('b')}\n", "a", "b")
    place = write(tmp_path / "site", {"x": ""})
    options = GitBookSettings.from_mapping({"site_file": "../repository/docs.yaml"})
    assert len(Site.read(place, tmp_path / "repository" / "a", options).editions) == 2
    with pytest.raises(SettingsError, match=r"site_file: there is no file 'docs.yaml'"):
        Site.read(place, place, GitBookSettings.from_mapping({"site_file": "docs.yaml"}))


SPACES = {f"{name}/{file}": f"# {name}\n" for name in ("guide", "api/fr", "api/en") for file in ("README.md", "a.md")}


def named(root: Path, *spaces: object, **options: object) -> Site:
    write(root, SPACES)
    return Site.read(root, root, GitBookSettings.from_mapping({"spaces": list(spaces), "cache": "", **options}))


def test_spaces_of_the_settings_in_one_language(tmp_path: Path) -> None:
    site = named(tmp_path, "guide", {"directory": "api/en", "title": "API", "group": "More", "hidden": True})
    assert shown(site) == [(None, "guide", "", ("",)), (None, "api/en", "api", ("api",))]
    section = site.editions[1].section
    assert (section.title(site.editions[1]), section.hidden, [group.title for group in section.groups]) == (
        "API",
        True,
        ["More"],
    )
    assert site.editions[0].section.title(site.editions[0]) == "guide"


def test_spaces_of_the_settings_in_two_languages(tmp_path: Path) -> None:
    site = named(
        tmp_path,
        {"directory": "api/fr", "language": "fr", "title": "Interfaces"},
        {"directory": "api/en", "language": "en"},
        {"directory": "guide", "language": "en", "path": "/Guide d'été/"},
    )
    assert shown(site) == [
        ("fr", "api/fr", "", ("",)),
        ("en", "api/en", "", ("en",)),
        ("en", "guide", "guide-dete", ("guide-dete/en",)),
    ]
    assert site.sibling(site.editions[0], "en") is site.editions[1]


def test_a_space_of_the_settings_that_is_divided(tmp_path: Path) -> None:
    write(tmp_path, {"api/SUMMARY.md": listing("fr/README.md", "fr/a.md", "en/README.md")})
    site = named(
        tmp_path,
        {"directory": "api", "languages": {"fr": "fr", "en": "en"}},
        {"directory": "guide", "language": "en", "path": "guide"},
    )
    assert shown(site) == [
        ("fr", "api", "", ("",)),
        ("en", "api", "", ("",)),
        ("en", "guide", "guide", ("guide/en",)),
    ]


@pytest.mark.parametrize(
    ("spaces", "told"),
    [
        (["guide", {"directory": "api/fr", "path": ""}], r"spaces\[1\].path: the path '' is that of another space"),
        (["guide", "api/fr", "api/en"], r"spaces\[2\].path: the path 'api' is that of another space"),
        ([{"directory": "guide", "path": "a"}], "spaces: no space begins at the root of the site"),
        (
            [{"directory": "guide", "language": "en"}, {"directory": "api/fr", "language": "fr", "path": "en/x"}],
            r"spaces\[1\].path: the path 'en/x' is where a language begins",
        ),
        (["guide", "gone"], r"spaces\[1\].directory: there is no directory"),
    ],
)
def test_spaces_that_are_in_one_anothers_way(tmp_path: Path, spaces: list[object], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        named(tmp_path, *spaces)


def test_an_id_must_stand_for_a_space_or_an_address(tmp_path: Path) -> None:
    site = named(tmp_path, "guide", "api/en", space_ids={"A": "api/en/", "B": "https://example.org/docs"})
    assert site.space_by_id == {"A": site.editions[1].space}
    with pytest.raises(SettingsError, match=r"space_ids.A: no space of the site is in 'api'"):
        named(tmp_path, "guide", space_ids={"A": "api"})


def test_a_space_inside_another_one(tmp_path: Path) -> None:
    files = {
        "README.md": "# Home\n\n[in](inner/a.md) [not](inner/gone.md)\n",
        "SUMMARY.md": listing("README.md"),
        "inner/a.md": "# A\n",
        "inner/SUMMARY.md": listing("a.md"),
    }
    write(tmp_path, files)
    site = Site.read(tmp_path, tmp_path, GitBookSettings.from_mapping({"spaces": [".", "inner"], "cache": ""}))
    outer, inner = site.editions
    found = resolve(site, outer, outer.pages[0].document, "inner/a.md")
    assert found.page is inner.pages[0]
    assert resolve(site, outer, outer.pages[0].document, "inner/gone.md").reason is Reason.MISSING
    assert Publication(site).address(inner.pages[0]) == "inner/"


DIRECTORIES = ("a", "b", "c/d", "e", "gone", "../x", "/a", ".")
ENTRIES = st.recursive(
    st.fixed_dictionaries(
        {"type": st.just("space"), "key": st.sampled_from("klmn")},
        optional={
            "path": st.sampled_from(["", "en", "fr", "a", "A/b", "../..", "%2e", "v1-fr", " ", "é"]),
            "default": st.booleans(),
            "draft": st.booleans(),
            "hidden": st.booleans(),
            "title": st.sampled_from(["", "Home", "<b>"]),
            "content": st.fixed_dictionaries(
                {"directory": st.sampled_from([*DIRECTORIES, None])},
                optional={"language": st.sampled_from(["en", "fr", "FR", "not a language", ""])},
            ),
        },
    ),
    lambda below: st.fixed_dictionaries(
        {"type": st.sampled_from(["section", "section-group", "else"]), "children": st.lists(below, max_size=4)},
        optional={"path": st.sampled_from(["s", "en", "", "s/t"]), "default": st.booleans(), "title": st.just("Group")},
    ),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def some_spaces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("some")
    for directory in ("a", "b", "c/d", "e"):
        files = {"README.md": "# Home\n", "a/b.md": "# B\n", "en/x.md": "# X\n"}
        write(root / directory, {**files, "SUMMARY.md": listing(*files)})
    return root


@given(st.lists(ENTRIES, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_structure_gives_each_page_an_address_of_its_own(
    some_spaces: Path, structure: list[dict[str, object]]
) -> None:
    write(some_spaces, {"docs.yaml": yaml.safe_dump({"site": {"structure": structure}})})
    site = Site.read(some_spaces, some_spaces / "a", GitBookSettings(cache=""))
    publication = Publication(site)
    addresses = [publication.address(page).casefold() for _, page in site.pages()]
    assert len(set(addresses)) == len(addresses)
    assert addresses[0] == ""
    assert not {old.casefold() for old in publication.redirects} & set(addresses)
    assert len({(id(one.section), one.language) for one in site.editions}) == len(site.editions)
