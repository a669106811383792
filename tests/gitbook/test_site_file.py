from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook.site_file import LinkEntry, SpaceEntry, read_site
from playbook.source import Source

SITE = """site:
  title: Playbook
  structure:
    - type: section
      key: guide
      title: Guide
      localizedTitle: {fr: Guide pratique}
      description: How to begin
      icon: compass
      path: guide
      default: true
      children:
        - type: space
          key: fr
          title: Français
          path: fr
          default: true
          content: {directory: ./docs/fr, language: fr}
        - {type: space, key: en, hidden: true, content: {directory: docs/en/, language: en}}
        - {type: space, key: de, content: {directory: null, language: de}}
    - type: section-group
      key: more
      title: More
      children:
        - type: section-group
          key: inner
          title: Inner
          draft: true
          children:
            - {type: section, key: s, children: [{type: space, key: x, content: {directory: /other}}]}
        - {type: link, key: l, title: Out, url: https://example.org/}
        - {type: link, key: m, title: Nowhere, url: javascript:alert()}
        - {type: link, key: n, title: Later, url: https://example.org/n, draft: true}
    - {type: space, key: app, content: null}
"""


def source(text: str) -> Source:
    return Source("docs.yaml", text)


def test_a_site_names_its_spaces_and_what_holds_them() -> None:
    site = read_site(source(SITE))
    assert site.title == "Playbook"
    assert not site.problems
    french, english, german, other, app = site.spaces
    assert (french.directory, french.language, french.path, french.key) == ("docs/fr", "fr", "fr", "fr")
    assert (french.default, french.is_hidden, french.is_draft, french.in_git) == (True, False, False, True)
    assert SITE[french.span.start : french.span.end] == "./docs/fr"
    section = french.section
    assert section is not None
    assert section is english.section
    assert (section.path, section.default, section.names.icon) == ("guide", True, "compass")
    assert (section.names.called("fr"), section.names.called("en"), section.names.called(None)) == (
        "Guide pratique",
        "Guide",
        "Guide",
    )
    assert section.names.described("fr") == "How to begin"
    assert (english.directory, english.is_hidden, german.in_git) == ("docs/en", True, False)
    assert (other.directory, [group.names.title for group in other.groups]) == ("/other", ["More", "Inner"])
    assert other.is_draft
    assert (app.section, app.groups, app.in_git) == (None, (), False)


def test_links_to_other_sites_stand_between_sections() -> None:
    kinds = [type(entry) for entry in read_site(source(SITE)).entries]
    assert kinds == [SpaceEntry, SpaceEntry, SpaceEntry, SpaceEntry, LinkEntry, SpaceEntry]
    link = next(entry for entry in read_site(source(SITE)).entries if isinstance(entry, LinkEntry))
    assert (link.url, link.names.title, [group.key for group in link.groups]) == (
        "https://example.org/",
        "Out",
        ["more"],
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("- a\n", "1:1", "the file is not a mapping"),
        ("site:\n  structure: a\n", "2:14", "'structure' is not a list"),
        ("site:\n  structure:\n    - a\n", "3:7", "this entry is not a mapping"),
        ("site:\n  structure:\n    - {key: a}\n    - {key: a}\n", "4:13", "the key 'a' is used twice"),
        ("site:\n  structure:\n    - content: {directory: ../x}\n", "3:28", "'../x' lies outside the project"),
        ("site:\n  structure:\n    - {children: a}\n", "3:18", "'children' is not a list"),
        ("site:\n  structure: [a\n", "2:14", "this list is not closed"),
    ],
)
def test_a_wrong_site_file_is_reported(text: str, place: str, message: str) -> None:
    problem = read_site(source(text)).problems[0]
    assert problem.code == "GB054"
    assert problem.message.startswith(message)
    assert str(source(text).location(problem.span.start)) == f"docs.yaml:{place}"


KEYS = st.sampled_from(["type", "key", "title", "localizedTitle", "path", "default", "content", "url", "children"])
NODES = st.recursive(
    st.sampled_from(
        ["section", "space", "a", "../a", "true", "~", "''", "{directory: a, language: fr}", "https://x.y"]
    ),
    lambda below: st.one_of(
        st.lists(below, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(KEYS, below, max_size=5).map(
            lambda mapping: "{" + ", ".join(f"{key}: {value}" for key, value in mapping.items()) + "}"
        ),
    ),
    max_leaves=15,
)


@given(st.one_of(st.text(max_size=200), NODES.map(lambda nodes: f"site:\n  structure: {nodes}\n")))
def test_any_text_is_taken(text: str) -> None:
    site = read_site(source(text))
    for problem in site.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
    for entry in site.spaces:
        assert not entry.directory.startswith("../")
