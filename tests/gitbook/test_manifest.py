from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook.manifest import read_manifest, read_tags, read_variables
from playbook.source import Source


def source(text: str) -> Source:
    return Source(".gitbook.yaml", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("", "README.md", "SUMMARY.md")),
        ("# nothing\n", ("", "README.md", "SUMMARY.md")),
        ("root: ./docs/\n", ("docs", "README.md", "SUMMARY.md")),
        ("root: ./\n", ("", "README.md", "SUMMARY.md")),
        ("root: /a//b/\n", ("a/b", "README.md", "SUMMARY.md")),
        ("root: .\nstructure:\n", ("", "README.md", "SUMMARY.md")),
        ("structure:\n  readme: ./intro.md\n  summary: nav/toc.md\n", ("", "intro.md", "nav/toc.md")),
        ("root: ..\n", ("", "README.md", "SUMMARY.md")),
        ("root: a/../../b\n", ("", "README.md", "SUMMARY.md")),
    ],
)
def test_structure(text: str, expected: tuple[str, str, str]) -> None:
    manifest = read_manifest(source(text))
    assert (manifest.root, manifest.readme, manifest.summary) == expected
    assert [problem.code for problem in manifest.problems] == (["GB047"] if ".." in text else [])


UPSTREAM = "root: ./spec/\n\n\u200bstructure:  \n    readme: README.md  \n    summary: SUMMARY.md\u200b\n"


def test_invisible_characters_are_taken_out_and_reported() -> None:
    manifest = read_manifest(source(UPSTREAM))
    assert (manifest.root, manifest.readme, manifest.summary) == ("spec", "README.md", "SUMMARY.md")
    places = [(problem.code, str(source(UPSTREAM).location(problem.span.start))) for problem in manifest.problems]
    assert places == [("GB048", ".gitbook.yaml:3:1"), ("GB048", ".gitbook.yaml:5:24")]
    text = UPSTREAM
    for problem in reversed(manifest.problems):
        (edit,) = problem.edits
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert not read_manifest(source(text)).problems


def test_places_of_the_paths() -> None:
    text = "root: ./spec/\nstructure:\n  readme: a.md\n"
    spans = read_manifest(source(text)).spans
    assert {key: text[span.start : span.end] for key, span in spans.items()} == {"root": "./spec/", "readme": "a.md"}


def test_redirects() -> None:
    text = "redirects:\n  old/path: new/page.md\n  a: b.md#c\n  w: https://x.y/z\n"
    manifest = read_manifest(source(text))
    assert {key: redirect.target for key, redirect in manifest.redirects.items()} == {
        "old/path": "new/page.md",
        "a": "b.md#c",
        "w": "https://x.y/z",
    }
    redirect = manifest.redirects["a"]
    assert text[redirect.span.start : redirect.span.end] == "b.md#c"
    assert text[redirect.key_span.start : redirect.key_span.end] == "a"
    assert not manifest.problems


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "hint"),
    [
        (
            "redirect:\n  a: b.md\n",
            "GB049",
            "1:1",
            "GitBook does not know the key 'redirect'",
            "did you mean 'redirects'?",
        ),
        (
            "structure:\n  sumary: x.md\n",
            "GB049",
            "2:3",
            "GitBook does not know the key 'sumary'",
            "did you mean 'summary'?",
        ),
        (
            "plugins: [a]\n",
            "GB049",
            "1:1",
            "GitBook does not know the key 'plugins'",
            "GitBook reads root, structure, redirects",
        ),
        (
            "redirects:\n  a: ./b.md\n",
            "GB050",
            "2:6",
            "GitBook does not follow a redirect that begins so",
            "write 'b.md'",
        ),
        (
            "redirects:\n  a: /b.md\n",
            "GB050",
            "2:6",
            "GitBook does not follow a redirect that begins so",
            "write 'b.md'",
        ),
        ("redirects:\n  /a/: b.md\n", "GB050", "2:3", "GitBook matches no address that begins with", "write 'a'"),
        ("redirects:\n  a:\n", "GB047", "2:5", "'a' is redirected to nothing", "name a file or a URL"),
        ("redirects:\n  a: [b]\n", "GB047", "2:6", "'a' is redirected to nothing", "name a file or a URL"),
        ("redirects: a\n", "GB047", "1:12", "'redirects' is not a mapping of keys to values", ""),
        ("structure: README.md\n", "GB047", "1:12", "'structure' is not a mapping of keys to values", ""),
        ("- a\n", "GB047", "1:1", "the file is not a mapping of keys to values", ""),
        ("root: [a]\n", "GB047", "1:7", "'root' is not a path", ""),
        ("root: ../x\n", "GB047", "1:7", "'../x' lies outside the space", "the default is taken instead"),
        ("root: a: b\n", "GB047", "1:8", "a second ':' makes this value unreadable", "put the whole value in quotes"),
        (
            "root: a\nroot: b\n",
            "GB047",
            "2:1",
            "the key 'root' is given twice",
            "keep one of them; the last one counts",
        ),
        ("root: &a [1]\nstructure: {readme: *a}\n", "GB047", "1:7", "'root' is not a path", ""),
    ],
)
def test_what_is_wrong_is_reported_where_it_is(text: str, code: str, place: str, message: str, hint: str) -> None:
    problem = read_manifest(source(text)).problems[0]
    assert problem.code == code
    assert problem.message.startswith(message)
    assert problem.hint == hint
    assert str(source(text).location(problem.span.start)) == f".gitbook.yaml:{place}"


def test_a_redirect_is_normalised() -> None:
    manifest = read_manifest(source("redirects:\n  /a/: ./b.md\n"))
    assert {key: redirect.target for key, redirect in manifest.redirects.items()} == {"a": "b.md"}


@pytest.mark.parametrize(
    ("text", "values", "messages"),
    [
        ("", {}, []),
        (
            "a: x\nb: 3\nc: true\nd: 1.10\ne: '3'\nf:\n",
            {"a": "x", "b": 3, "c": True, "d": "1.10", "e": "3", "f": ""},
            [],
        ),
        ("1a: x\n", {"1a": "x"}, ["'1a' is not a name for a variable"]),
        ("a: [1]\nb: 2\n", {"b": 2}, ["the value of 'a' is not a text, a number, true or false"]),
        ("- a\n", {}, ["the file is not a mapping of keys to values"]),
        ("a: 'x\n", {}, ["this quote is never closed"]),
    ],
)
def test_variables(text: str, values: dict[str, Any], messages: list[str]) -> None:
    variables = read_variables(source(text))
    assert variables.values == values
    assert set(variables.spans) == set(values)
    assert [(problem.code, problem.message) for problem in variables.problems] == [("GB055", m) for m in messages]


@pytest.mark.parametrize(
    ("text", "tags", "messages"),
    [
        ("", [], []),
        ("- tag: a\n  label: A b\n  icon: x\n- tag: b\n", [("a", "A b", "x"), ("b", "b", "")], []),
        ("- tag: a\n- tag: a\n", [("a", "a", "")], ["the tag 'a' is defined twice"]),
        ("- label: A\n- b\n-\n", [], ["this entry does not name its tag"] * 3),
        ("a: b\n", [], ["the file is not a list"]),
    ],
)
def test_tags(text: str, tags: list[tuple[str, str, str]], messages: list[str]) -> None:
    definitions = read_tags(source(text))
    assert [(one.tag, one.label, one.icon) for one in definitions.tags] == tags
    assert [(problem.code, problem.message) for problem in definitions.problems] == [("GB055", m) for m in messages]


KEYS = st.sampled_from(
    ["root", "structure", "redirects", "readme", "site", "content", "directory", "children", "tag", "key"]
)
TREES = st.recursive(
    st.sampled_from(["a", "./a", "../a", "1", "~", "''", "*x", "&x b", "[&x [*x]]"]),
    lambda below: st.one_of(
        st.lists(below, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(KEYS, below, max_size=3).map(
            lambda mapping: "{" + ", ".join(f"{key}: {value}" for key, value in mapping.items()) + "}"
        ),
    ),
    max_leaves=8,
)


@given(st.one_of(st.text(max_size=200), TREES))
def test_any_text_is_taken(text: str) -> None:
    for read in (read_manifest, read_variables, read_tags):
        for problem in read(source(text)).problems:
            assert 0 <= problem.span.start <= problem.span.end <= len(text)
