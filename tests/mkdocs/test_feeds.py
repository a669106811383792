"""Feeds of pages with `{% updates %}`."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.mkdocs.feeds import MOST, Channel, entries, feed, place

URL = "https://blocks.example/docs/en/changes/"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}link"


def parse(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 (our own)


def article(body: str, about: str = '<time datetime="2026-05-01">1 May 2026</time>') -> str:
    return (
        f'<article class="gb-update"><div class="gb-update__about">{about}</div>'
        f'<div class="gb-update__body">{body}</div></article>'
    )


def rss(html: str, url: str = URL) -> ET.Element:
    return parse(feed(Channel("Page", "", url, f"{url}rss.xml", "en"), entries(html, url)))


@pytest.fixture(scope="module")
def site(built):
    return built("blocks")


@pytest.fixture(scope="module")
def english(site):
    return parse(site.text("en/changes/rss.xml"))


def test_the_build_says_only_that_a_date_is_none(site):
    assert [warning.partition(" hint")[0].split("\n")[0].partition("docs/")[2] for warning in site.warnings] == [
        'en/changes.md:45:17: warning GB024 "spring 2026" is not a date; it is shown as it is written'
    ]


def test_each_page_with_entries_has_a_feed_in_its_language(site, english):
    assert site.files("**/*.xml") == {"sitemap.xml", "changes/rss.xml", "en/changes/rss.xml"}
    french = parse(site.text("changes/rss.xml"))
    assert [one.findtext("channel/language") for one in (french, english)] == ["fr", "en"]
    assert [one.findtext("channel/title") for one in (french, english)] == ["Nouveautés – Blocs", "Changes – Blocks"]
    assert [one.text for one in french.iterfind("channel/item/title")] == ["Améliorations", "Frais", "Début"]


def test_the_page_leads_to_its_feed_and_no_other_page_does(site):
    page = site.page("en/changes/")
    link = page.css_first("link[rel=alternate][type='application/rss+xml']")
    assert link.attributes["href"] == "rss.xml"
    assert page.css_first(".pb-feed a").attributes["href"] == "rss.xml"
    assert "rss" not in site.text("en/index.html")


def test_a_page_loads_the_style_and_the_script_of_its_blocks_only(site):
    assert "playbook/updates.js" in site.text("changes/index.html")
    assert "playbook/updates.css" in site.text("changes/index.html")
    assert "updates" not in site.text("index.html")


def test_a_feed_names_its_page_and_itself_in_full(english):
    assert english.findtext("channel/link") == URL
    assert english.find(f"channel/{ATOM}").attrib["href"] == f"{URL}rss.xml"


def test_entries_have_titles_dates_and_tags_and_the_newest_comes_first(english):
    items = english.findall("channel/item")
    titles = [item.findtext("title") for item in items]
    assert titles == ["Improvements", "Fees", "22 April 2026", "Certificates", "Improvements"]
    days = [parsedate_to_datetime(item.findtext("pubDate")).date() for item in items[:-1]]
    assert days == [date(2026, 5, 1), date(2026, 4, 22), date(2026, 4, 22), date(2026, 3, 1)]
    assert items[-1].find("pubDate") is None
    assert [one.text for one in items[1].iterfind("category")] == ["Payments & fees", "Interface"]


def test_entries_lead_to_their_headings(site, english):
    links = [item.findtext("link") for item in english.iterfind("channel/item")]
    assert links == [f"{URL}#improvements", f"{URL}#fees", URL, f"{URL}#certificates", f"{URL}#improvements-1"]
    ids = {node.attributes["id"] for node in site.page("en/changes/").css("[id]")}
    assert {link.partition("#")[2] for link in links} - {""} <= ids


def test_content_is_readable_by_itself(english):
    content = [item.findtext(ENCODED) for item in english.iterfind("channel/item")]
    assert '<a href="https://blocks.example/docs/en/">home</a>' in content[0]
    assert 'href="https://example.org/standard?a=1&amp;b=2"' in content[0]
    assert '<code>{"status": "&lt;ok&gt;"}' in content[0]
    assert 'src="https://blocks.example/docs/files/lever' in content[1]
    assert "<code>f &lt; \\frac{1}{2}</code>" in content[1]
    assert "For banks" in content[1]
    for word in ("<svg", "<input", "class=", "headerlink", ">#<"):
        assert not any(word in one for one in content), word


def test_without_an_address_of_the_site_there_is_no_feed_and_the_build_says_why(project, build_site, tmp_path):
    directory = project("blocks")
    configuration = directory / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8").replace("site_url:", "# site_url:")
    configuration.write_text(text, encoding="utf-8")
    site = build_site(configuration, tmp_path / "site")
    assert not site.files("**/rss.xml")
    assert "rss" not in site.text("changes/index.html")
    assert [note for note in site.notes if "site_url" in note] == [
        "playbook: no feed for fr/changes.md, en/changes.md: a feed names pages in full; set `site_url`"
    ]


def test_feeds_lie_where_gitbook_has_them_also_without_directory_urls(project, build_site, tmp_path):
    directory = project("blocks")
    site = build_site(directory / "mkdocs.yml", tmp_path / "site", use_directory_urls=False)
    assert site.files("**/rss.xml") == {"changes/rss.xml", "en/changes/rss.xml"}
    assert site.page("changes.html").css_first(".pb-feed a").attributes["href"] == "changes/rss.xml"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", "rss.xml"),
        ("./", "rss.xml"),
        ("a/b/", "a/b/rss.xml"),
        ("a/b.html", "a/b/rss.xml"),
        ("a/index.html", "a/rss.xml"),
        ("index.html", "rss.xml"),
    ],
)
def test_place(address, expected):
    assert place(address) == expected


def test_an_entry_keeps_its_name_when_others_come_before_it():
    old = article('<h2 id="improvements">Improvements</h2>a') + article('<h2 id="improvements-1">Improvements</h2>b')
    new = article('<h2 id="improvements">Improvements</h2>c', '<time datetime="2026-06-01">1 June</time>')
    shifted = old.replace('"improvements', '"improvements-')
    before = [item.text for item in rss(old).iterfind("channel/item/guid")]
    after = [item.text for item in rss(new + shifted).iterfind("channel/item/guid")]
    assert len(set(after)) == 3
    assert after[1:] == before


def test_an_entry_in_an_entry_is_part_of_it():
    assert [one.tags for one in entries(article(f"<p>a</p>{article('b')}"), URL)] == [[]]


def test_a_feed_has_an_end():
    html = "".join(article(f"<h2>n{number}</h2>") for number in range(MOST + 5))
    assert len(rss(html).findall("channel/item")) == MOST


def test_characters_that_xml_does_not_know_are_left_out():
    assert "ab" in rss(article("<p>a\x0bb\ufffe</p>")).findtext(f"channel/item/{ENCODED}")


def test_an_entry_without_anything():
    found = rss('<article class="gb-update"><div class="gb-update__body"></div></article>')
    assert found.findtext("channel/item/title") == "Page"


@given(st.text(alphabet="<>/=\"'& abph1\n", max_size=200))
def test_whatever_the_page_holds_the_feed_is_well_formed(text):
    rss(article(text) + text)
