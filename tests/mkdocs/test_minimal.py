"""A site in one language, built with MkDocs and Material."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest


@pytest.fixture(scope="session")
def site(built):
    return built("minimal")


def links(html, selector):
    return [(node.text(strip=True), node.attributes.get("href")) for node in html.css(selector)]


def test_only_listed_pages_and_files_that_they_refer_to_are_published(site):
    published = site.files() - {"404.html", "redirects.json"}
    assert {path for path in published if 'http-equiv="refresh"' not in site.text(path)} == {
        "index.html",
        "quoted/index.html",
        "guide/index.html",
        "guide/first/index.html",
        "guide/second-step/index.html",
        "guide/detail/index.html",
        "ui/screens/index.html",
        "secret/index.html",
        "dashes/index.html",
        "stylesheets/extra.css",
        *(path for path in published if path.startswith("files/")),
    }
    assert sorted(path.rpartition("-")[0] for path in published if path.startswith("files/")) == [
        "files/dot",
        "files/terms",
    ]


def test_raw_videos_and_sounds_lead_to_the_published_files(project, build_site, tmp_path):
    docs = project("minimal")
    root = docs / "docs"
    for name in ("a film.mp4", "a.png", "b.webm", "c.mp3"):
        (root / name).write_bytes(b"x")
    with (root / "guide" / "README.md").open("a", encoding="utf-8") as page:
        page.write('\n<video src="../a%20film.mp4" poster="../a.png" controls></video>\n')
        page.write('\n<video controls><source src="../b.webm"></video>\n\n<audio src="../c.mp3" controls></audio>\n')
        page.write('\n<video src="https://example.org/a.mp4"></video>\n\n<audio src="../lost.mp3"></audio>\n')
    site = build_site(docs / "mkdocs.yml", tmp_path / "out")
    nodes = site.page("guide/").css("video, audio, source")
    named = [node.attributes[key] for node in nodes for key in ("src", "poster") if key in node.attributes]
    files = [name for name in named if not name.startswith("https:")]
    assert (len(named), len(files)) == (5, 4)
    assert all((tmp_path / "out" / "guide" / unquote(name)).resolve().is_file() for name in files)


@pytest.mark.parametrize(("written", "shown"), [("", 240), ("coverHeight: 99\n", 99), ("coverHeight: 9999px\n", 700)])
def test_the_cover_is_as_high_as_its_author_says(project, build_site, tmp_path, written, shown):
    docs = project("minimal")
    page = f"---\ncover: .gitbook/assets/dot.svg\n{written}---\n\n# Home\n"
    (docs / "docs" / "README.md").write_text(page, encoding="utf-8")
    site = build_site(docs / "mkdocs.yml", tmp_path / "out")
    assert site.page().css_first(".pb-cover").attributes["style"] == f"--pb-cover-height: {shown}px"


def test_links_are_final_and_mentions_show_the_current_title(site):
    body = site.page().css_first("article")
    assert links(body, "p a")[:3] == [
        ("guide", "guide/"),
        ("the first step", "guide/first/#the-end"),
        ("Second step of all", "guide/second-step/"),
    ]
    assert body.css_first(".gb-lost").text() == "somewhere that is gone"
    assert ("us", "mailto:us@example.org") in links(body, "p a")
    assert ("the outside", "https://example.org/?a=1&b=2") in links(body, "p a")


def test_links_inside_a_page_and_up(site):
    body = site.page("guide/first/").css_first("article")
    assert [href for _, href in links(body, "p a")][:3] == ["../second-step/", "#the-end", "../../"]


def test_equal_images_are_published_once(site):
    sources = {node.attributes["src"] for node in site.page().css("article figure img")}
    (source,) = sources
    assert (site.directory / source).is_file()


def test_navigation_follows_the_summary(site):
    assert [text for text, _ in links(site.page(), ".md-sidebar--primary a")] == [
        "Start",
        "Quoted & titled",
        "Guide",
        "First step",
        "Second step",
        "A detail",
        "Screens",
        "First step again",
        "The end of the first step",
        "Elsewhere",
        "Dashes",
    ]
    assert ("The end of the first step", "guide/first/#the-end") in links(site.page(), ".md-sidebar--primary a")
    assert ("Elsewhere", "https://example.org/elsewhere") in links(site.page(), ".md-sidebar--primary a")


def test_a_separator_is_known_to_the_templates(site):
    marked = site.page().css(".pb-nav__item--separated > a")
    assert [node.text() for node in marked] == ["Elsewhere"]


def test_reading_order_leaves_hidden_pages_out(site):
    def neighbours(path):
        html = site.page(path)
        return [
            node.attributes["href"] if (node := html.css_first(f'link[rel="{name}"]')) else None
            for name in ("prev", "next")
        ]

    assert neighbours("") == [None, "quoted/"]
    assert neighbours("guide/second-step/") == ["../first/", "../detail/"]
    assert neighbours("ui/screens/") == ["../../guide/detail/", "../../dashes/"]
    assert neighbours("secret/") == [None, None]


def test_titles_are_those_of_the_pages_and_safe(site):
    assert site.page("quoted/").css_first("title").text() == 'Quotes "and" <signs> & code – Minimal'
    assert site.page("quoted/").css_first("h1").text() == 'Quotes "and" <signs> & code'
    assert site.page().css_first('meta[name="description"]').attributes["content"] == (
        'What this is, "in short" & <b>plainly</b>'
    )


def test_front_matter_of_another_meaning_does_no_harm(site):
    first = site.page("guide/first/")
    assert first.css_first("h1").text(strip=True) == "First step"
    assert first.css_first('meta[name="robots"]').attributes["content"] == "noindex"


def test_layout_hides_what_material_can_hide(site):
    guide = site.page("guide/")
    for part in ("navigation", "toc"):
        sidebar = guide.css_first(f'.md-sidebar[data-md-type="{part}"]')
        assert sidebar is None or "hidden" in sidebar.attributes


def test_a_page_without_text_shows_its_children(site):
    assert links(site.page("guide/"), ".pb-cards a") == [("First step", "first/"), ("Second step", "second-step/")]


def test_a_page_that_begins_with_a_line_keeps_it(site):
    page = site.page("dashes/")
    assert page.css_first("h1").text(strip=True) == "Dashes"
    assert "A page without a title that begins with a line." in page.css_first("article").text()
    assert "key: value" in page.css_first("article").text()


def test_search_knows_all_but_the_excluded_page(site):
    index = site.text("search/index.json")
    assert "The end" in index
    assert "guide/second-step/" not in {entry["location"].partition("#")[0] for entry in json.loads(index)["docs"]}


def test_edit_links_name_the_file(site):
    assert "https://example.org/repository/edit/main/docs/guide/first.md" in site.text("guide/first/index.html")


def test_what_the_configuration_names_stays(site):
    assert "stylesheets/extra.css" in site.files()
    assert site.page("guide/").css_first('link[href="../stylesheets/extra.css"]') is not None


def test_without_an_address_there_is_no_sitemap(site):
    assert not {"sitemap.xml", "sitemap.xml.gz"} & site.files()


def test_diagnostics_are_told_once_and_as_host_warnings(site):
    told = [message for message in site.warnings if "LNK" in message]
    assert len([message for message in told if "broken-reference" in message]) == 1
    assert any("README.md:11:" in message and "LNK003" in message for message in told)
    assert any("GB045" in message and "unlisted.md" in message for message in site.notes)
