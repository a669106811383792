"""Cards on links, and links on first mentions."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring as parse_xml
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from playbook.sdg.addresses import Addresses
from playbook.sdg.annotate import Annotator, Terms
from playbook.sdg.cards import card
from playbook.sdg.catalogue_file import load
from playbook.sdg.framework import Framework
from playbook.sdg.pages import Writer
from playbook.settings import SdgSettings
from playbook.source import Source

CATALOGUE = load()
ADDRESSES = Addresses(CATALOGUE)
ITU = "https://www.itu.int/pub/D-STR-DIGITAL.02-2019"


def annotator(language="en", wanted=(), catalogue=CATALOGUE):
    terms = Terms.of(catalogue, language, wanted) if wanted else None
    addresses = ADDRESSES if catalogue is CATALOGUE else Addresses(catalogue)
    return Annotator(catalogue, addresses, language, lambda entry: f"/{entry.id}", terms)


def annotated(html, **options):
    root = parse_xml(f"<div>{html}</div>")  # noqa: S314 - our own text
    annotator(**options)(root)
    return root


def held(html, *, pages=True):
    """What the cards of a page hold."""
    made = annotator()
    made(parse_xml(f"<div>{html}</div>"))  # noqa: S314 - our own text
    writer = Writer(Framework(None, SdgSettings(pages=pages), CATALOGUE, None), "en")
    return [parse_xml(f"<span>{card(entry, writer)}</span>") for entry in made.cards]  # noqa: S314


def linked(root):
    return [node.text for node in root.iter("a")]


def test_a_link_gets_its_card_in_its_place():
    root = annotated(f'<p>See <a href="{ITU}">it</a>, please.</p>')
    (box,) = [node for node in root.iter("span") if node.get("class") == "sdg-term"]
    assert box.tail == ", please."
    assert box[0].get("aria-describedby") == box[1].get("id") == "sdg-card-1"
    assert (box[0].get("href"), box[0].text) == (ITU, "it")


def test_a_card_says_what_its_link_leads_to():
    (card_,) = held(f'<p>See <a href="{ITU}">it</a>, please.</p>')
    assert [node.get("class").removeprefix("sdg-card__") for node in card_] == ["kind", "name", "text", "more"]
    assert card_[-1].get("href") == "/"
    (card_,) = held('<p><a href="https://specs.govstack.global/payments">it</a></p>')
    assert [node.get("class").removeprefix("sdg-card__") for node in card_] == "kind name text related more".split()
    assert card_[-1].get("href") == "/building-block/payments"
    assert not list(held(f'<p><a href="{ITU}">it</a></p>', pages=False)[0].iter("a"))


def test_cards_are_numbered_in_reading_order():
    made = annotator()
    root = parse_xml(f'<div><p><a href="{ITU}">a</a></p><p><a href="https://sdgs.un.org/goals/goal3">b</a></p></div>')  # noqa: S314
    made(root)
    assert [None if entry is None else entry.id for entry in made.cards] == [None, "3"]
    assert [node.get("id") for node in root.iter("span") if node.get("id")] == ["sdg-card-1", "sdg-card-2"]


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://example.org/">it</a></p>',
        '<p><a href="https://sdgs.un.org/goals/goal18">it</a></p>',
        f'<pre><a href="{ITU}">it</a></pre>',
        '<p><a href="a.html">it</a></p>',
        f'<pre><h2><a href="{ITU}">it</a></h2></pre>',
    ],
)
def test_other_links_are_left_as_they_are(html):
    assert tostring(annotated(html), encoding="unicode") == f"<div>{html}</div>"


def test_the_edition_in_the_language_of_the_page_is_linked():
    known = load(Source("own.yml", "publication: {editions: {fr: https://example.org/f.pdf}}\n"))
    root = annotated(f'<p><a href="{ITU}">le</a></p>', language="fr", catalogue=known)
    link = next(root.iter("a"))
    assert (link.get("href"), link.get("hreflang")) == ("https://example.org/f.pdf", "fr")
    root = annotated('<p><a href="https://handle.itu.int/11.1002/pub/812df924-en">le</a></p>', language="fr")
    assert next(root.iter("a")).get("href") == ITU


def test_first_mentions_are_linked_in_reading_order_and_once():
    html = "<p>All <em>payments</em> and payments; <strong>Consent management</strong>, <code>security</code>.</p><p>Security</p>"
    root = annotated(html, wanted=("*",))
    assert linked(root) == ["payments", "Consent management", "Security"]
    assert "".join(root.itertext()).startswith("All payments")


@pytest.mark.parametrize("html", ["<h2>Payments</h2>", '<p><a href="a">Payments</a></p>', "<p>prepayments</p>"])
def test_headings_links_and_parts_of_words_are_never_linked(html):
    assert "sdg-term" not in tostring(annotated(html, wanted=("*",)), encoding="unicode")


def test_only_wanted_terms_are_linked_in_either_apostrophe():
    assert linked(annotated("<p>Payments, security</p>", wanted=("security",))) == ["security"]
    html = "<p>le médiateur d'informations</p>"
    assert linked(annotated(html, wanted=("*",), language="fr")) == ["médiateur d'informations"]


def test_a_term_that_the_page_links_already_is_not_linked_again():
    html = '<p>Messaging</p><p><a href="https://specs.govstack.global/messaging">it</a></p>'
    assert linked(annotated(html, wanted=("publication",))) == ["it"]
    html = f'<p>The SDG Digital Investment Framework</p><p><a href="{ITU}">it</a></p>'
    assert linked(annotated(html, wanted=("*",))) == ["it"]


def test_it_works_in_plain_python_markdown():
    options = {"playbook.markdown": {"annotate": annotator()}}
    made = Markdown(extensions=["playbook.markdown"], extension_configs=options)
    html = made.convert(f"# Title\n\n[it]({ITU}) & <https://specs.govstack.global/payments>\n")
    assert html.count('class="sdg-card"') == 2
    assert ">Payments</a>" in html


WORDS = st.sampled_from(
    ["payments", "security", "consent management", "a", "&", "x;", "sdg digital investment framework"]
)
TREE = st.recursive(
    WORDS.map(lambda text: text.replace("&", "&amp;")),
    lambda inner: st.tuples(st.sampled_from(["p", "em", "h2", "code", "span"]), st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{' '.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=20,
)


@settings(deadline=None, max_examples=100)
@given(TREE)
def test_no_text_is_lost_or_moved(html):
    before = "".join(parse_xml(f"<div>{html}</div>").itertext())  # noqa: S314 - our own text
    root = annotated(html, wanted=("*",))
    for box in root.iter("span"):
        if box.get("class") == "sdg-term":
            box.remove(box[1])
    assert "".join(root.itertext()) == before
