"""What changed between two built versions of a site."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from outline import outline
from revisions import NEW, OLD, build
from selectolax.lexbor import LexborHTMLParser

from playbook.review.change_pages import write
from playbook.review.changes import compare
from playbook.review.difference import accept
from playbook.review.difference.nodes import Element
from playbook.review.difference.nodes import write as markup
from playbook.review.sites import BuiltSite, content


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    made = tmp_path_factory.mktemp("revisions")
    build(made, OLD, "0.9")
    build(made, NEW, "1.0")
    return made


@pytest.fixture(scope="module")
def comparison(root):
    return compare(*(BuiltSite.read(root / "site" / version) for version in ("0.9", "1.0")))


@pytest.fixture(scope="module")
def written(root, comparison):
    return write(comparison, root / "site/1.0")


@pytest.fixture
def page(root, written):
    def read(url):
        return LexborHTMLParser((root / "site/1.0" / url / "index.html").read_text(encoding="utf-8"))

    return read


def test_pages_are_told_by_what_became_of_them(comparison):
    told = {(change.page.language, change.page.key): change.kind for change in comparison.pages}
    assert told == {
        ("fr", "guide.md"): "moved",
        ("en", "guide.md"): "changed",
        ("en", "strategy/goals.md"): "moved",
        ("en", "added.md"): "added",
        ("en", "removed.md"): "removed",
    }


def test_what_is_under_another_name_did_not_change(comparison):
    """The page `same.md` names another page that moved, and an image of the same content in another file."""
    assert not [change for change in comparison.pages if change.page.key == "same.md"]


def test_the_size_of_a_change_is_told(comparison):
    french = next(change for change in comparison.of("fr"))
    assert (french.difference.inserted, french.difference.deleted) == (2, 2)
    guide = next(change for change in comparison.of("en") if change.page.key == "guide.md")
    images = [(one.old.alt, one.new.alt) for one in guide.images]
    assert images == [("The first", "The first"), ("The second", "The second drawing")]
    assert guide.difference.moved == 1


def test_changed_pages_have_a_page_with_the_changes(root, written):
    assert written == {"guide/": "changes/0.9/pages/guide/", "en/guide/": "changes/0.9/pages/en/guide/"}


def test_a_page_with_its_changes_accepted_is_the_page(root, comparison):
    guide = next(change for change in comparison.of("en") if change.page.key == "guide.md")
    now = markup(Element("", {}, content(comparison.new.page(guide.new)).children))

    def told(html):
        return outline(re.sub(r' (?:href|src)="[^"]*"', "", html))  # these are as seen from another place

    assert told(accept(guide.difference.html)) == told(now)


def test_the_page_says_what_it_is(page):
    shown = page("changes/0.9/pages/guide")
    assert shown.css_first("title").text() == "Changements depuis 0.9: Une page – Revisions"
    assert shown.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert not shown.css("link[rel=canonical], link[rel=alternate], link[rel=prev], link[rel=next]")
    assert shown.css_first(".diff-bar__title").text() == "Changements depuis 0.9"
    assert [one.text() for one in shown.css(".pb-body :is(ins, del)")] == ["État", "agence", "1 000", "1 200"]
    assert shown.css_first("html").attributes["lang"] == "fr"


@pytest.mark.parametrize(
    "url", ["changes/0.9", "changes/0.9/en", "changes/0.9/pages/guide", "changes/0.9/pages/en/guide"]
)
def test_every_address_leads_to_something_in_either_version(root, page, url):
    tree = page(url)
    ids = {node.attributes.get("id") for node in tree.css("[id]")}
    assert len(ids) == len(tree.css("[id]"))
    asked = [node.attributes[name] for name in ("href", "src") for node in tree.css(f"[{name}]")]
    asked += re.findall(r'"(?:base|search)": "([^"]*)"', tree.css_first("#__config").text())
    assert any("0.9/" in one for one in asked), "the old version is named"
    for one in asked:
        if one.startswith("#"):
            assert unquote(one[1:]) in ids, one
        elif not urlsplit(one).scheme:
            file = root / "site" / unquote(urlsplit(urljoin(f"http://x/1.0/{url}/", one)).path.lstrip("/"))
            assert file.is_file() or (file / "index.html").is_file() or one == "../../..", one


def test_the_page_of_the_version_lists_everything(page):
    tree = page("changes/0.9/en")
    assert [node.text() for node in tree.css("h2")] == [
        "Pages changed",
        "Pages added",
        "Pages moved",
        "Pages removed",
        "Figures changed",
    ]
    links = {node.text(): node.attributes["href"] for node in tree.css(".pb-page a")}
    assert links["Removed"] == "../../../../0.9/en/removed/"
    assert links["Added"] == "../../../en/added/"
    assert links["A page"] == "../pages/en/guide/"
    assert tree.css_first("#changes-moved + ul").text().split() == [
        "Goals",
        "/en/strategy/goals/:",
        "before",
        "/en/goals/",
    ]
    figures = [node.attributes["src"] for node in tree.css(".diff-pair img")]
    assert [one.partition("files/")[2].partition("-")[0] for one in figures] == ["a", "a", "b", "b"]
    assert figures[0].startswith("../../../../0.9/")


def test_a_version_does_not_differ_from_itself(root):
    site = BuiltSite.read(root / "site/1.0")
    found = compare(site, site)
    assert found.pages == ()
    assert write(found, root / "same") == {}
    assert "Nothing has changed" in (root / "same/changes/1.0/en/index.html").read_text(encoding="utf-8")
