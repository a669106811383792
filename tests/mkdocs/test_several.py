"""A repository with several spaces and no `docs.yaml`, from `playbook init` to the HTML, in one language without static-i18n."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from audit import faults
from click.testing import CliRunner

from playbook.cli import main

REPOSITORY = Path(__file__).parents[1] / "sites" / "several" / "repository"


@pytest.fixture(scope="module")
def site(tmp_path_factory, build_site):
    place = tmp_path_factory.mktemp("several")
    shutil.copytree(REPOSITORY, place / "repository")
    done = CliRunner().invoke(main, ["init", str(place / "repository"), "-o", str(place / "mkdocs.yml")])
    assert done.exit_code == 0, done.output
    return build_site(place / "mkdocs.yml", place / "site")


def test_readers_find_no_fault(site):
    assert faults(site.directory) == []


def test_each_space_is_a_section(site):
    pages = {path for path in site.files("**/*.html") if 'http-equiv="refresh"' not in site.text(path)}
    assert pages == {
        *("404.html", "index.html", "teams/index.html", "teams/calls/index.html"),
        *("api/index.html", "api/reference/calls/index.html", "forms/index.html"),
    }
    assert "about the code" not in site.text("index.html")


def test_links_lead_from_space_to_space(site):
    home = {link.text(): link.attributes["href"] for link in site.page().css("article .pb-body a[href]")}
    assert home == {"calls": "api/reference/calls/#first", "interfaces": "api/", "forms": "forms/"}
    assert site.page("forms/").css_first("article .pb-body a").attributes["href"] == "../teams/"
    assert [warning for warning in site.warnings if " LNK013 " not in warning] == []


def test_old_addresses_lead_on(site):
    redirects = json.loads(site.text("redirects.json"))
    assert redirects["welcome/"] == "./"
    assert redirects["people/teams/calls/"] == "teams/calls/"


def test_the_bar_shows_the_sections_in_their_group(site):
    tabs = site.page("api/reference/calls/").css(".pb-tabs__list > li")
    assert [" ".join(tab.text().split()) for tab in tabs] == ["Handbook", "Developers Interfaces Forms"]
    assert tabs[1].css_first("a[aria-current]").attributes["href"] == "../../"
