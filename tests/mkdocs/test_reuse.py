"""What pages share, built with MkDocs: included texts, variables, a description of an API."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def site(built):
    return built("reuse")


def links(html):
    return [(node.text(strip=True), node.attributes.get("href")) for node in html.css(".pb-body a")]


def test_nothing_is_wrong(site):
    assert site.warnings == []


def test_included_texts_lead_from_their_own_place_to_pages_and_to_themselves(site):
    assert links(site.page()) == [
        ("home", "./"),
        ("API", "guide/api/#get-pets"),
        ("this", "#contact"),
        ("down", "#contact"),
    ]
    assert links(site.page("guide/api/")) == [
        ("home", "../../"),
        ("API", "#get-pets"),
        ("this", "#contact-1"),
        ("there", "../../#contact"),
        ("here", "#contact-1"),
    ]


def test_headings_of_included_texts_and_operations_are_in_the_outline(site):
    outline = [node.attributes["href"] for node in site.page("guide/api/").css(".md-nav--secondary a[href^='#']")]
    assert outline == ["#contact", "#get-pets", "#contact-1"]


def test_variables_of_space_page_and_reader(site):
    text = site.page().css_first(".pb-body").text()
    assert "about Playbook beta;" in text
    assert "For others" not in text
    assert "about Playbook ;" in site.page("guide/api/").css_first(".pb-body").text()


def test_the_description_of_the_settings_is_shown_and_watched(site):
    heading = site.page("guide/api/").css_first("h3#get-pets")
    assert heading.text(strip=True) == "GETList pets"
    assert "r2.cloudflarestorage" not in site.text("guide/api/index.html")
    assert any(path.endswith("api/pets.yaml") for path in site.watched)
