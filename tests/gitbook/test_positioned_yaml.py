from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook import positioned_yaml
from playbook.gitbook.positioned_yaml import MAX_ALIASED, MAX_DEPTH, Tree, read_yaml, typed
from playbook.source import Source

YAML_CHARACTERS = st.text(alphabet="ab:-?!&*#|>'\"[]{},%@` \n\t\u200b\ufeff~é0.1\\", max_size=80)


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        monkeypatch.setattr(positioned_yaml, "_LOADER", yaml.BaseLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")


def read(text: str) -> Tree:
    return read_yaml(text, "GB031")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# only a comment\n", None),
        ("a: 1", {"a": "1"}),
        ("version: 0.10\ndate: 2024-05-01\nyes: on", {"version": "0.10", "date": "2024-05-01", "yes": "on"}),
        ("a:\nb: ~\nc: null\nd: ''\ne: 'null'", {"a": None, "b": None, "c": None, "d": "", "e": "null"}),
        ("a: {b: [1, 2], c: }", {"a": {"b": ["1", "2"], "c": None}}),
        ("- a\n- - b\n  - c: d", ["a", ["b", {"c": "d"}]]),
        ("a: >-\n  one\n  two\nb: |\n  x\n", {"a": "one two", "b": "x\n"}),
        ('a: "blocks\\_with"', {"a": "blocks\xa0with"}),
        ("a: &x 1\nb: *x\nc: &y [1]\nd: *y", {"a": "1", "b": "1", "c": ["1"], "d": ["1"]}),
        ("a: !!python/object/apply:os.system ['true']", {"a": ["true"]}),
        ("\u200ba: 1\n\u200b\u200bb:\n  \ufeffc: 2", {"a": "1", "b": {"c": "2"}}),
        ("a\u200b: 1", {"a": "1"}),
        ("a: 1\u200b", {"a": "1\u200b"}),
        ("just text", "just text"),
    ],
)
def test_values(text: str, value: Any) -> None:
    tree = read(text)
    assert tree.value == value
    assert not tree.problems
    assert not tree.broken


def test_every_key_and_value_has_its_place() -> None:
    text = 'title: "Où ?"\n\u200blayout:\n  cover:\n    size: hero  # large\ntags:\n  - tag: é\n  - b\nlong: >-\n  one\n  two\n\n'
    tree = read(text)
    values = {path: text[span.start : span.end] for path, span in tree.spans.items()}
    keys = {path: text[span.start : span.end] for path, span in tree.key_spans.items()}
    assert values["title",] == '"Où ?"'
    assert values["layout", "cover", "size"] == "hero"
    assert values["tags", 0, "tag"] == "é"
    assert values["tags", 1] == "b"
    assert values["long",] == ">-\n  one\n  two"
    assert values["tags",].startswith("- tag")
    assert all(key == path[-1] for path, key in keys.items())
    assert set(keys) == {path for path in values if path and isinstance(path[-1], str)}


def test_places_are_those_of_the_source() -> None:
    assert read_yaml("a: b", "GB031", offset=4).spans["a",].start == 7


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("description: one: two", 1, 17, "a second ':'"),
        ("a: 1\nb: c\n\u200bd: e: f", 3, 6, "a second ':'"),
        ("a:\n\tb: 1", 2, 1, "a tab"),
        ("a: @b", 1, 4, "this character cannot begin a value"),
        ("a: `b`", 1, 4, "this character cannot begin a value"),
        ("a: * b", 1, 5, "this character cannot begin a value"),
        ("a: *b", 1, 4, "the alias *b stands for nothing"),
        ("a: 'b", 1, 4, "this quote is never closed"),
        ('a: "b\nc: d', 1, 4, "this quote is never closed"),
        ("a: [b", 1, 4, "this list is not closed"),
        ("a: [", 1, 5, "a value is missing here"),
        ("a: {b: c", 1, 4, "this mapping is not closed"),
        ("a: 1\nbare\nc: 2", 2, 1, "this line is not a key"),
        ("a: 'b' c", 1, 8, "this is neither a key nor"),
        ("- a\nb: c", 2, 1, "this is neither"),
        ("a: > b", 1, 6, "the text of a '>' or '|' value begins on the next line"),
        ('a: "\\q"', 1, 5, "a backslash has a meaning"),
        ("a: b\x07", 1, 5, "the character U+0007 is not allowed"),
        ("a: 1\n---\nb: 2", 2, 1, "a second YAML document"),
        ("{a: b}: c", 1, 1, "a key must be a text"),
        ("a: &x [1]\n*x : 2", 2, 1, "a key must be a text"),
        ("a: &x [*x]", 1, 8, "the alias *x stands for nothing"),
        ("a: \ud800", 1, 4, "the character U+D800 is not allowed"),
    ],
)
def test_broken_text_is_reported_where_it_breaks(text: str, line: int, column: int, message: str) -> None:
    tree = read(text)
    assert tree.broken
    assert tree.value is None
    (problem,) = tree.problems
    place = Source("p", text).location(problem.span.start)
    assert (place.line, place.column) == (line, column)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "cured"),
    [
        ("description: one: two", 'description: "one: two"'),
        ('x: 1\n- d: say "a": \\b\n', None),
        ('d: a: say "b" \\c', 'd: "a: say \\"b\\" \\\\c"'),
        ("\u200bd: a: b\n", '\u200bd: "a: b"\n'),
        ("d: 'a': b", None),
    ],
)
def test_a_second_colon_is_cured_by_quotes(text: str, cured: str | None) -> None:
    (problem,) = read(text).problems
    if cured is None:
        assert not problem.edits
        return
    (edit,) = problem.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == cured
    assert not read(cured).problems


def test_a_key_given_twice_is_reported_at_the_second_and_the_last_counts() -> None:
    tree = read("a: 1\nb: 2\na: 3")
    (problem,) = tree.problems
    assert tree.value == {"a": "3", "b": "2"}
    assert problem.span.start == 10
    assert tree.spans["a",].start == 13


def test_aliases_cannot_multiply() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    tree = read("\n".join(lines))
    assert tree.broken
    assert "too many values" in tree.problems[0].message


def test_a_few_aliases_are_allowed() -> None:
    text = "a: &a x\n" + "".join(f"b{n}: *a\n" for n in range(MAX_ALIASED))
    assert len(read(text).value) == MAX_ALIASED + 1


@pytest.mark.parametrize("nested", ["[" * 100_000, "{a: " * 20_000, "- " * 20_000, "? " * 20_000])
def test_deep_nesting_is_refused(nested: str) -> None:
    (problem,) = read(nested).problems
    assert "nested" in problem.message or "key must be" in problem.message


def test_nesting_is_allowed_up_to_the_bound() -> None:
    assert not read("[" * MAX_DEPTH + "]" * MAX_DEPTH).problems


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("'true'", "true"),
        ("3", 3),
        ("-3", -3),
        ("0", 0),
        ("007", "007"),
        ("1.5", 1.5),
        ("1.10", "1.10"),
        ("1.2.3", "1.2.3"),
        ("1e5", "1e5"),
        ("0x10", "0x10"),
        ("9" * 40, "9" * 40),
        ("2024-05-01", "2024-05-01"),
        ("{a: [1, x]}", {"a": [1, "x"]}),
    ],
)
def test_typed_values(text: str, value: Any) -> None:
    tree = read(text)
    result = typed(tree, (), tree.value)
    assert result == value
    assert type(result) is type(value)


@given(st.one_of(st.text(max_size=200), YAML_CHARACTERS))
def test_any_text_is_taken(text: str) -> None:
    tree = read(text)
    for span in (*tree.spans.values(), *tree.key_spans.values(), *(problem.span for problem in tree.problems)):
        assert 0 <= span.start <= span.end <= len(text)
    typed(tree, (), tree.value)


VISIBLE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)


@given(st.dictionaries(VISIBLE, VISIBLE, max_size=5))
def test_what_yaml_writes_is_read(mapping: dict[str, str]) -> None:
    tree = read(yaml.safe_dump(mapping, allow_unicode=True))
    assert not tree.problems
    assert (tree.value or {}) == mapping
