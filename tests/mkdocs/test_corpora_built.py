"""Real repositories, from `playbook init` to the HTML that readers get."""

from __future__ import annotations

from collections import Counter

import pytest
from audit import faults
from click.testing import CliRunner

from playbook.cli import main

pytestmark = [pytest.mark.corpora, pytest.mark.timeout(300)]

EXAMPLE = "gitbook-example-site"
SPACES = [
    "bb-digital-registries",
    "bb-information-mediator",
    "country-playbook",
    "fluentd",
    "product-use-cases",
    *(
        f"{EXAMPLE}/{space}"
        for space in (
            "changelog", "developers/v2", "guides/help-center", "guides/integrations", "guides/tutorials", "home",
            "partners", "products/connect", "products/identity", "products/payments",
        )
    ),
]  # fmt: skip


@pytest.fixture(scope="session")
def corpus(corpora, tmp_path_factory, build_site):
    """A repository, configured by the command and built, once for all tests."""
    done = {}

    def make(name):
        if name not in done:
            place = tmp_path_factory.mktemp("corpus")
            init = CliRunner().invoke(main, ["init", str(corpora / name), "--output", str(place / "mkdocs.yml")])
            assert init.exit_code == 0, init.output
            done[name] = build_site(place / "mkdocs.yml", place / "site")
        return done[name]

    return make


@pytest.mark.parametrize("name", SPACES)
def test_readers_find_no_fault(corpus, name):
    assert faults(corpus(name).directory) == []


def test_the_country_playbook_is_there_in_both_languages(corpus):
    site = corpus("country-playbook")
    pages = {path for path in site.files("**/*.html") if 'http-equiv="refresh"' not in site.text(path)} - {"404.html"}
    assert Counter(path.startswith("fr/") for path in pages) == {False: 46, True: 53}


def test_what_the_country_playbook_has_lost_is_reported(corpus):
    said = "\n".join(corpus("country-playbook").warnings)
    assert said.count(" LNK003 ") == 47
    assert said.count(" LNK004 ") == 23
    assert said.count(" FIG003 ") == 1
    assert said.count(" GB048 ") == 2


@pytest.fixture(scope="session")
def together(corpora, tmp_path_factory, build_site):
    """All repositories as one: a section for each space, one of them in two languages."""
    place = tmp_path_factory.mktemp("together")
    init = CliRunner().invoke(main, ["init", "--all", str(corpora), "--output", str(place / "mkdocs.yml")])
    assert init.exit_code == 0, init.output
    return build_site(place / "mkdocs.yml", place / "site")


def test_all_spaces_are_the_sections_of_one_site(together):
    assert faults(together.directory) == []
    pages = {path for path in together.files("**/*.html") if 'http-equiv="refresh"' not in together.text(path)}
    sections = Counter(path.split("/")[0] for path in pages - {"404.html"})
    assert sum(sections.values()) == 439
    assert (sections["country-playbook"], sections["fr"], sections["payments"]) == (46, 53, 22)


def test_links_between_the_spaces_of_a_repository_stay_in_the_site(together):
    """GitBook wrote them as addresses of its editor; `init` has found out which space each id means."""
    links = [link.attributes["href"] for link in together.page("help-center/connect-questions/").css("article a[href]")]
    assert "../../connect/" in links
    assert not [link for link in links if "app.gitbook.com" in link]
