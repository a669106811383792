"""Expressions: what they give, what they refuse, and that nothing makes them raise or grow."""

from __future__ import annotations

import math
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.markdown.expressions import UNDEFINED, Failure, evaluate, parse, text_of

VARIABLES: dict[str, Any] = {
    "space": {"vars": {"name": "GovStack", "count": 3, "on": True, "off": False, "empty": "", "nothing": None}},
    "page": {"vars": {"level": "beta", "items": ["a", "b"]}},
    "visitor": {"claims": {"unsigned": {"plan": "starter"}}},
}

VALUES: list[tuple[str, Any]] = [
    ("space.vars.name", "GovStack"),
    ("space['vars']['name']", "GovStack"),
    ("page.vars.items[1]", "b"),
    ("page.vars.items.length", 2),
    ("space.vars.missing", UNDEFINED),
    ("space.vars.nothing", None),
    ("space?.vars?.missing?.deep.deeper", UNDEFINED),
    ("space.vars.missing?.['x']", UNDEFINED),
    ("space.vars.missing?.trim()", UNDEFINED),
    ("space.vars.missing ?? 'x'", "x"),
    ("space.vars.empty ?? 'x'", ""),
    ("space.vars.empty || 'x'", "x"),
    ("space.vars.name && 1", 1),
    ("!space.vars.missing", True),
    ("!!space.vars.count", True),
    ("1 + 2 * 3", 7),
    ("(1 + 2) * 3", 9),
    ("7 % 4 - -1", 4),
    ("1 / 4", 0.25),
    ("1 / 0", math.inf),
    ("0x10 + .5e1", 21),
    ("'a' + 1 + 2", "a12"),
    ("1 + 2 + 'a'", "3a"),
    ("1 + null", 1),
    ("true + true", 2),
    ("'a' + undefined", "aundefined"),
    ("1 == '1'", True),
    ("1 === '1'", False),
    ("1 === true", False),
    ("1 == true", True),
    ("null == undefined", True),
    ("null === undefined", False),
    ("null == 0", False),
    ("NaN == NaN", False),
    ("'b' > 'a'", True),
    ("'10' < 9", False),
    ("1 < 2 === true", True),
    ("'name' in space.vars", True),
    ("'x' in space.vars", False),
    ("true ? 1 : false ? 2 : 3", 1),
    ("false ? 1 : false ? 2 : 3", 3),
    ("`on the ${visitor.claims.unsigned.plan} plan`", "on the starter plan"),
    ("`${`a${1}`}b`", "a1b"),
    (r"`\`\${}`", "`${}"),
    (r"'it\'s' + \"\"".replace('\\"', '"'), "it's"),
    (r"'\u00e9\x41\u{1F600}\n'", "éA😀\n"),
    ("visitor.claims.unsigned.plan.charAt(0).toUpperCase() + visitor.claims.unsigned.plan.slice(1)", "Starter"),
    ("'abc'.slice(-2)", "bc"),
    ("'abc'.substring(2, 0)", "ab"),
    ("' a '.trim().length", 1),
    ("'a,b'.split(',').join('; ')", "a; b"),
    ("'a-b-c'.replace('-', '+')", "a+b-c"),
    ("'a-b-c'.replaceAll('-', '')", "abc"),
    ("['starter', 'growth'].includes(visitor.claims.unsigned.plan)", True),
    ("page.vars.items.includes('z')", False),
    ("'x'.padStart(3, '0')", "00x"),
    ("(1.005).toFixed(1)", "1.0"),
    ("[1, [2, null]] + ''", "1,2,"),
    ("space + ''", "[object Object]"),
    (
        "visitor.claims.unsigned.persona === 'prospect' ? 'a' : visitor.claims.unsigned.persona === 'new' ? 'b' : 'c'",
        "c",
    ),
    ("'abc'[1]", "b"),
    ("'abc'['constructor']", UNDEFINED),
    ("space.constructor", UNDEFINED),
    ("space.__class__", UNDEFINED),
]

FAILURES = [
    ("", 0, "ends too early"),
    ("1 +", 3, "ends too early"),
    ("a b", 2, "'b' is not expected"),
    ("(1", 2, "')' is missing"),
    ("[1, 2", 5, "']' is missing"),
    ("'x", 0, "never closed"),
    ("`x ${1", 6, "ends too early"),
    ("`x", 0, "never closed"),
    ("x = 1", 2, "'=' has no meaning"),
    ("a; b", 1, "';' has no meaning"),
    ("x => x", 2, "'=' has no meaning"),
    ("fetch('x')", 0, "cannot be called"),
    ("new Date", 0, "'new' is not expected"),
    ("{a: 1}", 0, "'{' has no meaning"),
    ("a}", 1, "'}' is not expected"),
    ("unknown", 0, "'unknown' is not defined"),
    ("space.vars.missing.deep", 19, "undefined has no member 'deep'"),
    ("space.vars.name.constructor('x')", 16, "no method 'constructor'"),
    ("space.vars.name.__class__()", 16, "no method '__class__'"),
    ("1 in 2", 2, "nothing can be 'in'"),
    ("'a'.slice(1, 2, 3, 4)", 4, "cannot be called with these"),
    ("'a'.padEnd(1e9)", 4, "cannot be called with these"),
    ("(" * 100 + "1" + ")" * 100, 60, "nested more than"),
    ("1" + "+1" * 1000, None, "too many parts"),
    ("x" * 5000, 4000, "more than 4,000"),
    ("!" * 1000 + "1", 60, "nested more than"),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_value(text: str, expected: Any) -> None:
    value = evaluate(text, VARIABLES)
    assert value == expected
    assert isinstance(value, bool) == isinstance(expected, bool)


@pytest.mark.parametrize(("text", "position", "message"), FAILURES, ids=[text[:30] for text, _, _ in FAILURES])
def test_failure(text: str, position: int | None, message: str) -> None:
    failure = evaluate(text, VARIABLES)
    assert isinstance(failure, Failure), failure
    assert message in failure.message
    assert position is None or failure.position == position


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (0.1, "0.1"), (-2.5, "-2.5"), (1e21, "1e+21"), (math.nan, "NaN"), (True, "true"), (None, "null")],
)
def test_text(value: Any, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("space.vars.a", {("space", "vars", "a")}),
        ("space?.vars['a'] + page.vars.b.trim()", {("space", "vars", "a"), ("page", "vars", "b")}),
        ("`${x}` ? [y] : z", {("x",), ("y",), ("z",)}),
        ("space.vars[page.vars.key]", {("space", "vars"), ("page", "vars", "key")}),
    ],
)
def test_names(text: str, names: set[tuple[str, ...]]) -> None:
    expression = parse(text)
    assert not isinstance(expression, Failure)
    assert {path for _, path in expression.names()} == names


def test_nothing_grows() -> None:
    text = "'aa'" + ".replaceAll('a', 'aaaaaaaaaaaaaaaa')" * 100
    assert isinstance(evaluate(text, {}), Failure)
    assert isinstance(evaluate("'a'.padEnd(9000) + 'a'.padEnd(9000)", {}), Failure)


def test_cost_is_linear() -> None:
    def cost(text: str) -> float:
        start = time.process_time()
        for _ in range(20):
            parse.cache_clear()
            evaluate(text, VARIABLES)
        return time.process_time() - start

    cost("1")
    for hostile in ("(", "`${", "a.", "'\\", "!", "?", "[", "1+", '"'):
        short, long = (cost(hostile * (length // len(hostile))) for length in (1_000, 4_000))
        assert long < max(short, 0.002) * 16, hostile


ALPHABET = "abc.()[]?:!&|+-*/%<>='\"`${}, 019\\\nspace vars null true in "


@given(st.one_of(st.text(max_size=200), st.text(st.sampled_from(ALPHABET), max_size=200)))
def test_never_raises(text: str) -> None:
    value = evaluate(text, VARIABLES)
    if isinstance(value, Failure):
        assert 0 <= value.position <= len(text)
        assert value.message
    else:
        text_of(value)


TOKENS = ["space", ".vars", ".name", ".count", "'x'", "1", "+", "-", "(", ")", "?", ":", "&&", "??", "?.", "[", "]",
          ".slice(", ".includes(", ",", "!", "in", "==", "===", "<", "`${", "}`", " ", "null", "%", "/", "*"]  # fmt: skip


@given(st.lists(st.sampled_from(TOKENS), max_size=30).map("".join))
def test_never_raises_on_tokens(text: str) -> None:
    value = evaluate(text, VARIABLES)
    assert isinstance(value, Failure) or text_of(value) is not None
