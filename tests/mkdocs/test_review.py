"""What the plugin `playbook/review` adds to a site in two languages."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path

import pytest
import repositories

from playbook.review.article import digest, visible_text
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


def line(site, path):
    """What a page says of its review, without the white space of its markup."""
    found = site.page(path).css(".pb-review")
    return [" ".join(part.text().split()) for section in found for part in section.css("p")]


def test_a_page_shows_its_state_and_what_to_know(site):
    assert line(site, "soumise/") == [
        "Examen du TAC version 0.9, tour 2, 2 mai 2024 Compte rendu Suivi de la relecture",
        "Cette page est soumise au comité consultatif technique (TAC) ; elle peut encore changer.",
    ]
    assert line(site, "en/submitted/") == [
        "TAC review version 0.9, round 2, 2 May 2024 Minutes Reviewers’ desk",
        "This page is with the Technical Advisory Committee (TAC) for review; it may still change.",
    ]
    section = site.page("soumise/").css_first(".pb-review")
    assert (section.tag, section.attributes["aria-label"]) == ("section", "État de la page")
    assert section.css_first("time").attributes["datetime"] == "2024-05-02"


def test_a_page_that_is_published_has_no_banner(site):
    assert line(site, "publiee/") == ["Publiée version 1.0.0, mars 2024 Suivi de la relecture"]


def test_a_page_that_changed_since_says_so(site):
    assert line(site, "en/published/") == [
        "Published version 1.0.0, March 2024, changed since Reviewers’ desk",
        "The text has changed since the page is in this state.",
    ]


def test_a_description_that_only_told_the_state_is_shown_as_state(site):
    page = site.page("strategy/legacy/")
    assert line(site, "strategy/legacy/")[0] == "Examen du TAC version 0.10 Suivi de la relecture"
    assert not page.css(".pb-lead")
    assert "Version pour" not in page.html
    assert site.page("soumise/").css_first(".pb-lead").text() == "Une page que le comité lit."


def test_what_is_shown_of_the_review_is_not_what_was_signed_off(site):
    html = site.text("soumise/index.html")
    assert "Examen du TAC" not in visible_text(html)
    assert html.count("Examen du TAC") == 1


def test_nobody_comments_where_the_project_does_not_say_it(site):
    assert not site.page("soumise/").css(".pb-review__comment")
    assert "review.js" not in site.text("soumise/index.html")


def test_a_comment_names_page_version_and_title(root, tmp_path, build_site):
    config = root / "comments.yml"
    url = "https://example.org/new?title={title}&body={page}%20{version}%20{url}%0A{heading}"
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    base = text.replace("  - playbook/review:\n", f"  - playbook/review:\n      comment_url: {url}\n")
    config.write_text(base, encoding="utf-8")
    site = build_site(config, tmp_path / "site")
    (link,) = site.page("soumise/").css(".pb-review__comment")
    start = "https://example.org/new?title=Page%20soumise&body=docs%2Ffr%2Fsubmitted.md%200.9"
    assert link.attributes["href"] == f"{start}%20https%3A%2F%2Fexample.org%2Fguide%2Fsoumise%2F%0A"
    assert link.attributes["data-pb-comment"] == f"{link.attributes['href']}{{heading}}"
    assert "review.js" in site.text("soumise/index.html")


def test_without_the_plugin_pages_are_as_they_were(root, tmp_path, build_site):
    config = root / "without.yml"
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config.write_text(f"{text.partition('  - playbook/review')[0]}markdown_extensions:\n  - toc\n", encoding="utf-8")
    site = build_site(config, tmp_path / "site")
    assert "pb-review" not in site.text("soumise/index.html")
    assert "review.css" not in site.text("soumise/index.html")
    assert not (site.directory / "review.json").exists()


def test_another_theme_has_the_record_too(root, tmp_path, build_site):
    config = root / "other.yml"
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    other = text.replace(
        "  name: material\n  font: false\n  features: [navigation.indexes, navigation.footer]\n", "  name: mkdocs\n"
    )
    config.write_text(other, encoding="utf-8")
    site = build_site(config, tmp_path / "site")
    found = read(site.text("review.json")).page("submitted.md", "fr")
    assert found.text_digest == digest("Page soumise Le texte de la page.")


def test_the_record_of_one_language_names_the_pages_that_were_built(root, tmp_path, build_site):
    config = root / "one.yml"
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config.write_text(text.replace("  - i18n:\n", "  - i18n:\n      build_only_locale: en\n"), encoding="utf-8")
    site = build_site(config, tmp_path / "site")
    found = read(site.text("review.json"))
    assert found.languages == ("en",)
    assert {page.language for page in found.pages} == {"en"}


def cells(site, path):
    return [
        [" ".join(cell.text().split()) for cell in row.css("th, td")]
        for row in site.page(path).css(".pb-desk__pages tbody tr")
    ]


def test_the_desk_tells_the_review_of_every_page_in_its_language(site):
    assert cells(site, "suivi-de-la-relecture/") == [
        ["Accueil du site", "Projet", "0.10", "", "", "non", "en", "0"],
        ["Page soumise", "Examen du TAC, tour 2", "0.9", "2 mai 2024", "Ada Lovelace, Grace Hopper", "non", "en", "0"],
        ["Page publiée", "Publiée", "1.0.0", "mars 2024", "Ada Lovelace", "non", "en", "0"],
        ["Objectifs Stratégie", "Relecture interne", "0.10", "", "", "non", "en", "0"],
        ["Ancienne page Stratégie", "Examen du TAC", "0.10", "", "", "non", "en (manque)", "1"],
    ]
    assert cells(site, "en/review-desk/")[2] == [
        "Published page",
        "Published",
        "1.0.0",
        "March 2024",
        "Ada Lovelace",
        "yes",
        "fr",
        "1",
    ]


def test_the_desk_links_to_the_pages_and_the_pages_to_the_desk(site):
    page = site.page("en/review-desk/")
    assert [link.attributes["href"] for link in page.css(".pb-desk__pages a")] == [
        "../",
        "../submitted/",
        "../published/",
        "../strategy/goals/",
    ]
    assert site.page("soumise/").css_first(".pb-review__desk").attributes["href"] == "../suivi-de-la-relecture/"
    (switch,) = page.css('header a[hreflang="fr"], nav a[hreflang="fr"]')
    assert switch.attributes["href"] == "../../suivi-de-la-relecture/"


def test_the_desk_shows_the_progress_by_section(site):
    rows = site.page("suivi-de-la-relecture/").css(".pb-desk__progress tr")
    assert [[cell.text() for cell in row.css("th, td")] for row in rows] == [
        ["Partie", "Pages", "Projet", "Relecture interne", "Examen du TAC", "Publiée"],
        ["Sans partie", "3", "1", "0", "1", "1"],
        ["Stratégie", "2", "0", "1", "1", "0"],
    ]


def test_the_desk_is_for_reviewers_and_not_for_search_or_navigation(site):
    page = site.page("suivi-de-la-relecture/")
    assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    assert not [link for link in page.css(".md-sidebar--primary a") if "suivi" in (link.attributes["href"] or "")]
    assert "suivi-de-la-relecture" not in "".join(file.read_text() for file in site.directory.glob("search/*.json"))
    assert "desk.js" not in site.text("soumise/index.html")
    assert len(page.css("h1")) == 1


def test_the_desk_is_there_as_data(site):
    told = json.loads(site.text("en/review-desk.json"))
    assert [page["path"] for page in told["pages"]] == [
        f"docs/en/{name}.md" for name in ("README", "submitted", "published", "strategy/goals")
    ]
    rows = list(csv.DictReader(io.StringIO(site.text("suivi-de-la-relecture.csv"))))
    assert rows[1]["reviewers"] == "Ada Lovelace; Grace Hopper"


def test_a_project_may_want_no_desk(root, tmp_path, build_site):
    config = root / "no-desk.yml"
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config.write_text(text.replace("playbook/review:\n", "playbook/review:\n      desk: false\n"), encoding="utf-8")
    site = build_site(config, tmp_path / "site")
    assert not (site.directory / "suivi-de-la-relecture").exists()
    assert not site.page("soumise/").css(".pb-review__desk")
