"""What the plugin `playbook/review` adds to a site in two languages."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
import repositories

from playbook.review.manifest import read

SOURCE = Path(__file__).parents[1] / "sites" / "reviewed"
FIRST, LATER = "2024-03-01T12:00:00Z", "2024-06-01T12:00:00Z"


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    """The project in a repository of its own, in which one page has changed since it was published."""
    root = tmp_path_factory.mktemp("reviewed") / "project"
    shutil.copytree(SOURCE, root)
    repositories.repository(root)
    repositories.commit(root, {}, FIRST)
    changed = root / "docs/en/published.md"
    repositories.commit(root, {"docs/en/published.md": changed.read_text(encoding="utf-8") + "\nMore.\n"}, LATER)
    return root


@pytest.fixture(scope="session")
def site(root, build_site, tmp_path_factory):
    return build_site(root / "mkdocs.yml", tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def manifest(site):
    return read(site.text("review.json"))


def test_a_build_says_only_what_is_to_be_said(site):
    assert [warning.partition(" the ")[0] for warning in site.warnings] == [
        "docs/en/published.md:2:35: warning REV012",
        "docs/fr/strategy/legacy.md:2:14: warning REV014",
    ]


def test_the_manifest_names_every_page_in_reading_order(manifest):
    assert [(page.language, page.key, page.url, page.section) for page in manifest.pages] == [
        ("fr", "README.md", "", ""),
        ("fr", "submitted.md", "soumise/", ""),
        ("fr", "published.md", "publiee/", ""),
        ("fr", "strategy/goals.md", "strategy/goals/", "Stratégie"),
        ("fr", "strategy/legacy.md", "strategy/legacy/", "Stratégie"),
        ("en", "README.md", "en/", ""),
        ("en", "submitted.md", "en/submitted/", ""),
        ("en", "published.md", "en/published/", ""),
        ("en", "strategy/goals.md", "en/strategy/goals/", "Strategy"),
    ]
    assert (manifest.version, manifest.languages) == (None, ("fr", "en"))


def test_the_digests_are_those_of_the_sources_and_of_the_text(manifest):
    page = manifest.page("submitted.md", "fr")
    assert page.source_digest == f"sha256:{hashlib.sha256((SOURCE / page.path).read_bytes()).hexdigest()}"
    text = "Page soumise Une page que le comité lit. Le texte de la page."
    assert page.text_digest == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_the_manifest_says_what_pages_and_project_say(manifest):
    assert manifest.page("submitted.md", "en").review.reviewers == ("Ada Lovelace", "Grace Hopper")
    assert manifest.page("strategy/goals.md", "fr").review.model_dump(exclude_defaults=True) == {
        "version": "0.10",
        "state": "internal-review",
    }


def test_a_site_whose_pages_say_nothing_has_a_manifest_too(project, build_site, tmp_path):
    root = project("minimal")
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace(
            "  - playbook/gitbook", "  - playbook/gitbook\n  - playbook/review", 1
        ),
        encoding="utf-8",
    )
    site = build_site(config, tmp_path / "site")
    found = read(site.text("review.json"))
    assert found.pages
    assert {page.review for page in found.pages} == {None}
