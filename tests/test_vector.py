"""SVG files are read without following or expanding anything."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.vector import Vector, read_vector

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def read(inner="", attributes="") -> Vector:
    return read_vector(f"{OPEN} {attributes}>{inner}</svg>".encode())


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="20" height="10"', (20, 10, True)),
        ('width="20px" height="1in"', (20, 96, True)),
        ('viewBox="0 0 30 40"', (30, 40, False)),
        ('viewBox="-5,-5,30.4,40.6"', (30, 41, False)),
        ('width="100%" height="100%" viewBox="0 0 30 40"', (30, 40, False)),
        ('width="60" viewBox="0 0 30 40"', (60, 80, True)),
        ('height="80" viewBox="0 0 30 40"', (60, 80, True)),
        ("", (0, 0, False)),
        ('viewBox="0 0 0 0"', (0, 0, False)),
        ('viewBox="none"', (0, 0, False)),
        ('width="99999999" height="1e9"', (0, 0, False)),
        ('width="0" height="0" viewBox="0 0 30 40"', (30, 40, False)),
    ],
)
def test_the_size(attributes, expected):
    vector = read("", attributes)
    assert (vector.width, vector.height, vector.fixed) == expected


def test_title_and_labels():
    vector = read(
        "<title> A map </title><text>one <tspan>two</tspan></text><g><title>part</title></g><style>a{}</style>"
    )
    assert vector.title == "A map"
    assert vector.labels.split("\n") == ["one two", "part"]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<style>a{fill:red}@media (prefers-color-scheme:dark){a{fill:blue}}</style>", True),
        ('<rect style="fill: light-dark(#fff, #000)"/>', True),
        ("<style>a{fill:red}</style><text>prefers-color-scheme</text>", False),
        ('<rect style="fill: red"/>', False),
    ],
)
def test_colours_for_dark_pages(inner, expected):
    assert read(inner).adapts is expected


@pytest.mark.parametrize(
    "inner",
    [
        "<script/>",
        '<g onload="x"/>',
        '<a href="javascript:1"/>',
        '<a xlink:href=" java&#9;script:1"/>',
        '<a onClick="1"/>',
    ],
)
def test_what_runs(inner):
    assert read(inner).active


@pytest.mark.parametrize(
    "inner", ['<g data-onload="2" on-x="3"/>', '<a href="https://example.org/"/>', '<g onload=""/>']
)
def test_what_does_not(inner):
    vector = read(inner)
    assert (vector.active, vector.external) == ("", "")


@pytest.mark.parametrize(
    "inner",
    [
        '<image xlink:href="https://example.org/a.png"/>',
        '<use href="other.svg#a"/>',
        "<rect style=\"fill: url( 'https://example.org/a' )\"/>",
        '<style>@import "https://example.org/a.css";</style>',
        '<feImage href="//example.org/a.png"/>',
    ],
)
def test_what_it_needs(inner):
    assert read(inner).external


def test_entities_are_never_expanded():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    data = f"<!DOCTYPE svg [{entities}]>{OPEN}><text>&a11;</text></svg>".encode()
    tracemalloc.start()
    start = time.perf_counter()
    vector = read_vector(data)
    seconds = time.perf_counter() - start
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert vector.active == "the entity a0"
    assert seconds < 1
    assert peak < 1_000_000


def test_a_file_outside_is_never_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    data = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{secret.as_uri()}">]>{OPEN}><text>&a;</text></svg>'
    assert "secret" not in read_vector(data.encode()).labels
    parameter = f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "{secret.as_uri()}">%a;]>{OPEN}/>'
    assert read_vector(parameter.encode()).active


def test_the_usual_document_type_is_harmless():
    data = f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">{OPEN} width="2" height="3"/>'
    assert read_vector(data.encode()) == Vector(2, 3, fixed=True)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<",
        b"<svg",
        b"<html/>",
        b"<svg/>",
        OPEN.encode() + b"><g></svg>",
        b"\xff\xfe",
        b'<?xml encoding="x"?><svg/>',
    ],
)
def test_what_is_no_drawing_has_a_problem(data):
    assert read_vector(data).problem


def test_depth_and_size_are_bounded():
    assert "deep" in read_vector((OPEN + ">" + "<g>" * 100_000).encode()).problem
    assert "bytes" in read_vector(b" " * 20_000_001).problem
    start = time.perf_counter()
    assert len(read("<text>word</text>" * 100_000).labels) <= 30_000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding):
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    assert read_vector(f"{declared}{OPEN}><title>é</title></svg>".encode(encoding)).title == "é"


@given(st.binary(max_size=200), st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_nothing_makes_it_raise(data, text):
    read_vector(data)
    read_vector(OPEN.encode() + data + b"</svg>")
    read(text)
    read("", text)
