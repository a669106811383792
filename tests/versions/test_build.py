"""Every version of a guide with a past, built as one site."""

from __future__ import annotations

import json
import re
import shutil
from importlib.util import find_spec

import histories
import pytest
from repositories import commit, git
from selectolax.lexbor import LexborHTMLParser

from playbook.review import manifest
from playbook.review.article import digest, visible_text

pytestmark = pytest.mark.timeout(600)

VERSIONS = ["dev", "1.1.0-rc.1", "1.0", "0.9", "0.5", "0.1"]


def tree(directory):
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def page(guide, path):
    return LexborHTMLParser(guide.text(path))


def choices(page):
    return {one.text(): one.attributes["href"] for one in page.css(".pb-versions a")}


def notice(page):
    found = page.css_first(".pb-notice--version")
    return " ".join(found.text().split()) if found else ""


def test_each_version_is_there_but_the_broken_one(guide):
    listed = json.loads(guide.text("versions.json"))
    assert [one["version"] for one in listed] == VERSIONS
    assert {one["version"]: one["aliases"] for one in listed if one["aliases"]} == {"1.0": ["latest", "stable"]}
    assert {one["version"]: one["title"] for one in listed}["0.9"] == "0.9 (TAC)"
    assert guide.said.status == 1
    assert "0.6: cannot be built: no GitBook space is in it" in guide.said.text
    assert "0.1: it has no pages in fr" in guide.said.text
    assert "6 versions in site; latest is 1.0, stable is 1.0" in guide.said.text
    assert all((guide.site / name / "index.html").is_file() for name in VERSIONS)


def test_the_content_is_that_of_the_tag_and_the_look_is_todays(guide):
    assert "One service." in guide.text("0.1/services/index.html")
    assert "Two services." in guide.text("0.5/services/index.html")
    assert "Three, revised." in guide.text("1.0/en/services/index.html")
    assert "Four services." in guide.text("1.1.0-rc.1/en/services/index.html")
    assert "nouveau" in guide.text("dev/new/index.html").lower()
    for name in VERSIONS:
        assert guide.text(f"{name}/style.css") == "h1 { color: teal }\n"
        assert "pb-header" in guide.text(f"{name}/index.html")


def test_the_repository_is_as_it_was(guide):
    assert git(guide.top, "status", "--porcelain") == ""
    assert git(guide.top, "worktree", "list", "--porcelain").count("worktree ") == 1
    assert git(guide.top, "for-each-ref", "refs/tags").count("\n") == 5
    assert not [path for path in guide.top.iterdir() if path.name.startswith(".site")]
    assert not list((guide.top / ".cache/playbook/versions").glob("work-*"))


def test_links_and_the_sitemap_stay_inside_a_version(guide):
    for name in VERSIONS:
        places = re.findall(r"<loc>(.*?)</loc>|href=\"(http[^\"]*)\"", guide.text(f"{name}/sitemap.xml"))
        addresses = [one or other for one, other in places]
        assert addresses
        assert all(one.startswith(f"{histories.ADDRESS}{name}/") for one in addresses)
    for one in page(guide, "0.9/team/index.html").css("link[rel=alternate][hreflang]"):
        assert one.attributes["href"].startswith(f"{histories.ADDRESS}0.9/")
    assert f"<loc>{histories.ADDRESS}1.0/sitemap.xml</loc>" in guide.text("sitemap.xml")


def test_a_version_that_is_superseded_says_so_and_leads_to_the_same_page(guide):
    french = page(guide, "0.9/services/index.html")
    assert notice(french) == (
        "Ceci est la version 0.9 telle que soumise à l’examen du TAC\u202f; la version 1.0 est en vigueur. "
        "Voir cette page dans la version 1.0"
    ).replace("\u202f", " ")
    assert french.css_first(".pb-notice--version a").attributes["href"] == "../../1.0/services/"
    assert french.css_first("link[rel=canonical]").attributes["href"] == f"{histories.ADDRESS}1.0/services/"
    assert french.css_first("meta[name=robots]").attributes["content"] == "noindex"
    english = page(guide, "0.9/en/services/index.html")
    assert notice(english).startswith(
        "This is version 0.9 as submitted for TAC review; version 1.0 is current. See this"
    )
    assert len(english.css("[role=note]")) == 1


def test_of_the_current_version_nothing_is_said(guide):
    current = page(guide, "1.0/en/services/index.html")
    assert notice(current) == ""
    assert not current.css("meta[name=robots]")
    assert current.css_first("link[rel=canonical]").attributes["href"] == f"{histories.ADDRESS}1.0/en/services/"


def test_what_is_still_to_come_says_so(guide):
    assert notice(page(guide, "1.1.0-rc.1/en/services/index.html")).startswith(
        "This is version 1.1.0-rc.1, a release candidate, which is still to come; version 1.0 is current."
    )
    assert notice(page(guide, "dev/en/services/index.html")).startswith("This is the working version")


def test_a_page_that_is_gone_leads_home_and_one_that_moved_to_its_place(guide):
    gone = page(guide, "0.9/en/team/index.html")
    assert "This page is not in version 1.0" in notice(gone)
    assert gone.css_first(".pb-notice--version a").attributes["href"] == "../../../1.0/en/"
    assert not gone.css("link[rel=canonical]")
    moved = page(guide, "0.9/law/index.html").css_first(".pb-notice--version a").attributes["href"]
    assert moved == "../../1.0/law/"
    assert 'url=../rules/law/"' in guide.text("1.0/law/index.html")


def test_the_choice_of_versions_keeps_the_page(guide):
    there = page(guide, "1.0/people/index.html")
    assert list(choices(there).items()) == [
        ("dev", "../../dev/people/"),
        ("1.1.0-rc.1", "../../1.1.0-rc.1/people/"),
        ("1.0", "../../1.0/people/"),
        ("0.9 (TAC)", "../../0.9/"),
        ("0.5", "../../0.5/"),
        ("0.1", "../../0.1/"),
    ]
    assert there.css_first(".pb-versions [aria-current]").text() == "1.0"
    assert {one.text() for one in there.css(".pb-versions a[title]")} == {"0.9 (TAC)", "0.5", "0.1"}
    english = choices(page(guide, "1.0/en/services/index.html"))
    assert english["0.1"] == "../../../0.1/services/"
    assert choices(page(guide, "0.1/team/index.html"))["0.9 (TAC)"] == "../../0.9/en/team/"


def test_every_link_between_versions_leads_somewhere(guide):
    for name in VERSIONS:
        for file in (guide.site / name).rglob("*.html"):
            if file.name == "404.html":
                continue
            for one in LexborHTMLParser(file.read_text(encoding="utf-8")).css(".pb-versions a, .pb-notice--version a"):
                target = file.parent / one.attributes["href"]
                assert (target / "index.html").is_file(), (file, one.attributes["href"])


def test_what_changed_since_the_version_before_is_a_link_away(guide):
    there = page(guide, "1.0/en/services/index.html").css_first(".pb-changed a")
    assert there.text() == "Changed since version 0.9"
    target = guide.site / "1.0/en/services" / there.attributes["href"] / "index.html"
    marked = LexborHTMLParser(target.read_text(encoding="utf-8"))
    assert any("revised" in one.text() for one in marked.css("ins"))
    assert not page(guide, "0.1/services/index.html").css(".pb-changed")


def test_no_place_is_left_in_a_page(guide):
    for file in guide.site.rglob("*.html"):
        assert b"playbook:version" not in file.read_bytes(), file


def test_the_page_of_lost_addresses_works_at_any_address(guide):
    lost = page(guide, "404.html")
    assert choices(lost)["0.9 (TAC)"] == "/handbook/0.9/"
    assert not lost.css("a[title]")
    assert (guide.site / "404.html").read_bytes() == (guide.site / "1.0/404.html").read_bytes()


def test_aliases_and_the_root_lead_on_without_a_server(guide):
    assert 'url=1.0/"' in guide.text("index.html")
    assert 'lang="fr"' in guide.text("index.html")
    alias = guide.text("latest/en/services/index.html")
    assert 'url=../../../1.0/en/services/"' in alias
    assert 'lang="en"' in alias
    assert f'href="{histories.ADDRESS}1.0/en/services/"' in alias
    pages = {path for path in tree(guide.site / "1.0") if path.endswith(".html") and path != "404.html"}
    pages = {path for path in pages if not path.startswith("changes/")}  # they are about this version
    assert set(tree(guide.site / "stable")) == pages


def test_what_was_signed_off_is_still_what_the_site_shows(guide):
    for name in VERSIONS:
        known = manifest.read(guide.text(f"{name}/review.json"))
        assert known.version == (None if name == "dev" else name)
        for one in known.pages:
            shown = visible_text(guide.text(f"{name}/{one.url}index.html"))
            assert digest(shown) == one.text_digest, (name, one.url)


def test_a_second_build_builds_none_and_a_moved_tag_one(guide, playbook, tmp_path):
    top = shutil.copytree(guide.top, tmp_path / "guide", symlinks=True)
    before = tree(top / "site")
    said = playbook(top, "versions", "build")
    assert sorted(re.findall(r"^(\S+): (kept|built)", said.text, re.MULTILINE)) == sorted(
        (name, "kept") for name in VERSIONS
    )
    assert tree(top / "site") == before
    git(top, "tag", "--force", "v0.1", "0.5^{commit}")
    said = playbook(top, "versions", "build")
    found = dict(re.findall(r"^(\S+): (kept|built)", said.text, re.MULTILINE))
    assert found == {**dict.fromkeys(VERSIONS, "kept"), "0.1": "built"}
    assert "Two services." in (top / "site/0.1/services/index.html").read_text(encoding="utf-8")


def test_a_site_is_written_only_when_something_is_to_change(guide, playbook, tmp_path):
    top = shutil.copytree(guide.top, tmp_path / "guide", symlinks=True)
    playbook(top, "versions", "build")
    before, written = tree(top / "site"), (top / "site/versions.json").stat().st_mtime_ns
    (top / ".site.playbook-left").mkdir()
    playbook(top, "versions", "build")
    assert (top / "site/versions.json").stat().st_mtime_ns == written
    assert not (top / ".site.playbook-left").exists()
    (top / "site/1.0/index.html").write_text("edited", encoding="utf-8")
    (top / "site/0.9/index.html").unlink()
    playbook(top, "versions", "build")
    assert tree(top / "site") == before


def test_a_version_that_can_no_longer_be_built_stays_as_it_was(guide, playbook, tmp_path):
    top = shutil.copytree(guide.top, tmp_path / "guide", symlinks=True)
    (top / "hook.py").write_text(
        "def on_config(config):\n    if config.extra['playbook_version'] == '0.5': raise SystemExit('no more of 0.5')\n"
    )
    text = (top / "mkdocs.yml").read_text() + "hooks: [hook.py]\n"
    (top / "mkdocs.yml").write_text(text)
    said = playbook(top, "versions", "build")
    assert said.status == 1
    assert "0.5: cannot be built any more, so that it stays as it was: no more of 0.5" in said.text
    assert "what is not committed is in no version (mkdocs.yml …)" in said.text
    assert "Two services." in (top / "site/0.5/services/index.html").read_text(encoding="utf-8")


def test_a_shallow_clone_says_what_it_lacks(guide, playbook, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth=1", guide.top.as_uri(), "clone")
    shutil.copytree(guide.top / ".cache", tmp_path / "clone" / ".cache")
    said = playbook(tmp_path / "clone", "versions", "list")
    assert "this clone is shallow" in said.text
    assert re.findall(r"^\S+", said.text, re.MULTILINE)[0] == "dev"


def test_versions_are_listed(guide, playbook):
    said = playbook(guide.top, "versions", "list")
    lines = [line.split() for line in said.text.splitlines()]
    assert [(line[0], line[1], line[3]) for line in lines][1:5] == [
        ("1.1.0-rc.1", "2023-06-01", "v1.1.0-rc.1"),
        ("1.0", "2023-05-01", "v1.0"),
        ("0.9", "2023-04-02", "v0.9"),
        ("0.6", "2023-03-01", "v0.6"),
    ]
    assert lines[0][3:] == ["branch", "main"]
    rows = json.loads(playbook(guide.top, "versions", "list", "--format", "json").text)
    assert rows[0]["tag"] is None
    assert rows[2] == {
        "version": "1.0",
        "title": "1.0",
        "tag": "v1.0",
        "commit": rows[2]["commit"],
        "date": "2023-05-01",
    }


@pytest.mark.parametrize(
    ("files", "arguments", "message"),
    [
        ({}, ["list"], "there is no mkdocs.yml in '.'"),
        ({"mkdocs.yml": "site_name: x\n"}, ["build"], "playbook/gitbook is not among them"),
        ({"mkdocs.yml": histories.MKDOCS}, ["build"], "is in no git repository"),
        ({"mkdocs.yml": histories.MKDOCS}, ["build", "--output", "."], "is in no git repository"),
        ({"mkdocs.yml": histories.BROKEN}, ["list"], "is not YAML"),
    ],
)
def test_mistakes_are_told_in_a_sentence(playbook, tmp_path, files, arguments, message):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    said = playbook(tmp_path, "versions", *arguments)
    assert said.status == 2
    assert message in said.text
    assert "Traceback" not in said.text


def test_the_pages_themselves_are_not_overwritten(guide, playbook):
    said = playbook(guide.top, "versions", "build", "--output", "docs")
    assert said.status == 2
    assert "docs holds other things than versions of a site" in said.text


@pytest.mark.skipif(find_spec("properdocs") is None, reason="ProperDocs is not installed")
def test_properdocs_builds_them_too_and_drafts_are_withheld(playbook, tmp_path):
    top = tmp_path / "guide"
    histories.repositories.repository(top)
    draft = histories.page("Home", "x", "0.1", "draft")
    settings = histories.OLD_MKDOCS.replace("theme: mkdocs", "theme: {name: material, font: false}")
    commit(top, {"mkdocs.yml": settings, **histories.below("content/en", _pages(draft))}, tag="v0.1")
    commit(top, histories.below("content/en", _pages("# Home\n")), tag="v0.2")
    said = playbook(top, "versions", "build", "--host", "properdocs", "--output", "../published", "--workers", "1")
    assert said.status == 0, said.text
    assert "0.1: not published, since its pages are in draft (option `public`)" in said.text
    listed = json.loads((tmp_path / "published/versions.json").read_text(encoding="utf-8"))
    assert [(one["version"], one["aliases"]) for one in listed] == [("dev", []), ("0.2", ["latest"])]
    assert not (tmp_path / "published/0.1").exists()


def _pages(home):
    return {"README.md": home, "SUMMARY.md": "* [Home](README.md)\n"}
