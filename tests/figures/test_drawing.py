"""A drawing and the labels of a language become an image."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.figures.drawing import Drawn, Labels, _Sketch, draw
from playbook.figures.lettering import clean
from playbook.figures.system import System, read_svg, read_system
from playbook.source import Source

STYLE = Source(
    "style.yml",
    """\
fonts: sans-serif
smallest: 12
colours: {ink: {light: "#000000", dark: "#eeeeee"}, sky: "#ddeeff"}
texts:
  body: {size: 16, colour: ink}
  strong: {size: 16, weight: 700, colour: ink}
shapes:
  card: {fill: "#ffffff"}
  box: {fill: sky}
  pen: {stroke: currentColor}
  line: {marker-end: url(#arrow)}
""",
)
SYMBOLS = Source(
    "symbols.svg",
    """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <symbol id="icon-a" viewBox="0 0 24 24"><path class="pen" d="M0 0h9"/></symbol>
  <symbol id="icon-b" viewBox="0 0 24 24"><path class="pen" d="M0 0h8"/></symbol>
  <marker id="arrow" viewBox="0 0 9 9"><path d="M0 0 9 9"/></marker>
</svg>
""",
)
BOX = '<rect data-label="needs" class="box" x="10" y="20" width="120" height="60"/>'


@pytest.fixture(scope="session")
def system() -> System:
    found, problems = read_system(STYLE, SYMBOLS)
    assert found is not None
    assert not problems
    return found


def _svg(content: str, view_box: str = "0 0 200 100") -> Source:
    return Source("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">\n{content}\n</svg>\n')


def _labels(**texts: str) -> Source:
    lines = "".join(f"  {key}: {text}\n" for key, text in texts.items())
    return Source("a.en.yml", f"title: A\ndescription: B\nlabels:\n{lines}")


def _codes(drawn: Drawn) -> list[tuple[str, str, int]]:
    return [(problem.code, *_place(source, problem.span.start)) for source, problem in drawn.problems]


def _place(source: Source, offset: int) -> tuple[str, int]:
    location = source.location(offset)
    return location.path, location.line


def _texts(svg: str | None) -> list[str]:
    assert svg is not None
    names = {"": "http://www.w3.org/2000/svg"}
    return ["".join(text.itertext()) for text in ET.fromstring(svg).findall(".//text", names)]  # noqa: S314


def test_an_image_says_what_it_shows_and_in_which_language(system: System) -> None:
    drawn = draw("a", "en", _svg(BOX), _labels(needs="Needs"), system)
    assert not drawn.problems
    assert drawn.svg is not None
    for words in (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100" role="img" ',
        ' aria-labelledby="a-title a-desc" lang="en" xml:lang="en" font-family="sans-serif">',
        '<title id="a-title">A</title>',
        '<desc id="a-desc">B</desc>',
        '<rect class="card" width="200" height="100"',
        '<text class="t-body" font-size="16" text-anchor="middle"><tspan x="70" y="55.6">Needs</tspan></text>',
    ):
        assert words in drawn.svg
    assert "data-" not in drawn.svg


def test_a_text_is_wrapped_and_centred_in_its_box(system: System) -> None:
    drawn = draw("a", "en", _svg(BOX), _labels(needs="Needs of the users"), system)
    assert drawn.svg is not None
    assert _texts(drawn.svg) == ["Needs of the users"]
    assert 'y="45.6">Needs of<tspan font-size="0"> </tspan></tspan><tspan x="70" y="65.6">the users<' in drawn.svg


def test_a_box_that_is_not_painted_only_gives_the_place(system: System) -> None:
    content = '<rect data-label="needs" data-align="end" fill="none" x="10" y="0" width="120" height="20"/>'
    drawn = draw("a", "en", _svg(content), _labels(needs="Needs"), system)
    assert drawn.svg is not None
    assert 'text-anchor="end"><tspan x="130"' in drawn.svg
    assert "none" not in drawn.svg


def test_on_dark_pages_it_has_the_colours_that_are_others_there(system: System) -> None:
    drawn = draw("a", "en", _svg(BOX), _labels(needs="Needs"), system)
    assert drawn.svg is not None
    light, _, dark = drawn.svg.partition("@media (prefers-color-scheme:dark){\n")
    assert ".t-body{fill:#000000;font-weight:400}\n" in light
    assert dark.startswith(".t-body{fill:#eeeeee}\n}\n</style>")
    plain = draw("a", "en", _svg('<rect class="box" width="9" height="9"/>'), _labels(), system)
    assert "@media" not in (plain.svg or "")


def test_only_what_is_used_goes_into_the_image(system: System) -> None:
    content = '<use href="#icon-b" x="1" y="1"/><path class="line" d="M0 0h9"/>'
    drawn = draw("a", "en", _svg(content), _labels(), system)
    assert drawn.svg is not None
    assert 'id="icon-b"' in drawn.svg
    assert 'id="arrow"' in drawn.svg
    assert "icon-a" not in drawn.svg
    assert ".box" not in drawn.svg


def test_what_a_drawing_program_keeps_for_itself_is_left_out(system: System) -> None:
    content = '<i:view xmlns:i="urn:i" zoom="1"><i:page/></i:view><g xmlns:i="urn:i" i:layer="1"/><!-- note -->'
    drawn = draw("a", "en", _svg(content), _labels(), system)
    assert drawn.svg is not None
    assert not any(words in drawn.svg for words in ("view ", "page", "layer", "note", "urn:i"))


@pytest.mark.parametrize(
    ("template", "labels", "problems"),
    [
        (_svg(BOX), _labels(), [("FIG011", "a.en.yml", 3)]),
        (_svg(BOX), _labels(needs="''"), [("FIG011", "a.en.yml", 4)]),
        (_svg(BOX), Source("a.en.yml", "title: A\nlabels: {needs: x}\n"), [("FIG011", "a.en.yml", 1)]),
        (_svg(BOX), Source("a.en.yml", ""), [("FIG011", "a.en.yml", 1)] * 3),
        (_svg(BOX), Source("a.en.yml", "title: 'A\n"), [("FIG014", "a.en.yml", 1), ("FIG011", "a.en.yml", 1)]),
        (
            _svg(BOX),
            Source("a.en.yml", "title: A\ndescription: B\nlabels: [needs]\n"),
            [("FIG014", "a.en.yml", 3), ("FIG011", "a.en.yml", 3)],
        ),
        (_svg("<script/>"), _labels(), [("FIG014", "a.svg", 2)]),
        (_svg('<g onclick="x()"/>'), _labels(), [("FIG014", "a.svg", 2)]),
        (_svg('<use href="https://example.org/x.svg#a"/>'), _labels(), [("FIG014", "a.svg", 2)]),
        (_svg('<use href="#lost"/>'), _labels(), [("FIG014", "a.svg", 1)]),
        (_svg('<g class="lost"/>'), _labels(), [("FIG014", "a.svg", 1)]),
        (_svg('<g data-label="a"/>'), _labels(a="x"), [("FIG014", "a.svg", 2)]),
        (_svg('\n<rect data-label="a" width="50%"/>'), _labels(a="x"), [("FIG014", "a.svg", 3)]),
        (_svg('<rect data-label="a" data-text="huge"/>'), _labels(a="x"), [("FIG014", "a.svg", 2)]),
        (
            _svg('<rect data-label="a" data-align="left" width="90" height="50"/>'),
            _labels(a="x"),
            [("FIG014", "a.svg", 2)],
        ),
        (_svg("", "0 0 100"), _labels(), [("FIG014", "a.svg", 1)]),
        (_svg("", "5 5 100 100"), _labels(), [("FIG014", "a.svg", 1)]),
        (_svg("<g>"), _labels(), [("FIG014", "a.svg", 3)]),
        (_svg("<g>" * 10_000 + "</g>" * 10_000), _labels(), [("FIG014", "a.svg", 1)]),
        (Source("a.svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"), _labels(), [("FIG014", "a.svg", 1)]),
        (Source("a.svg", "<html/>"), _labels(), [("FIG014", "a.svg", 1), ("FIG014", "a.svg", 1)]),
        (Source("a.svg", ""), _labels(), [("FIG014", "a.svg", 1)]),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_place(
    template: Source, labels: Source, problems: list[tuple[str, str, int]], system: System
) -> None:
    drawn = draw("a", "en", template, labels, system)
    assert drawn.svg is None
    assert _codes(drawn) == problems


@pytest.mark.parametrize(
    ("labels", "problem"),
    [
        (_labels(needs="Needs", spare="More"), ("FIG012", "a.en.yml", 5)),
        (Source("a.en.yml", "title: A\ndescription: B\nalt: C\nlabels: {needs: D}\n"), ("FIG012", "a.en.yml", 3)),
        (
            _labels(needs="far too many words for such a very little box, even when they are small"),
            ("FIG013", "a.en.yml", 4),
        ),
        (_labels(needs="Donaudampfschifffahrtsgesellschaft"), ("FIG013", "a.en.yml", 4)),
    ],
)
def test_what_can_be_drawn_all_the_same_is_drawn(labels: Source, problem: tuple[str, str, int], system: System) -> None:
    drawn = draw("a", "en", _svg(BOX), labels, system)
    assert drawn.svg is not None
    assert _codes(drawn) == [problem]


def test_the_description_keeps_its_no_break_spaces(system: System) -> None:
    labels = Source("a.fr.yml", "title: A\u00a0?\ndescription: |\n  Un\u202f;\n  deux\n")
    drawn = draw("a", "fr", _svg(""), labels, system)
    assert drawn.svg is not None
    assert "A\u00a0?</title>" in drawn.svg
    assert "Un\u202f; deux</desc>" in drawn.svg


def test_yes_and_no_are_texts(system: System) -> None:
    content = '<rect data-label="yes" fill="none" width="90" height="50"/><rect data-label="1" fill="none" width="90" height="50"/>'
    labels = Source("a.en.yml", "title: A\ndescription: B\nlabels:\n  yes: No\n  1: 2.0\n")
    assert _texts(draw("a", "en", _svg(content), labels, system).svg) == ["No", "2.0"]


@given(text=st.text(), title=st.text(), description=st.text())
def test_no_label_breaks_an_image(text: str, title: str, description: str, system: System) -> None:
    root, _ = read_svg(_svg(BOX))
    assert root is not None
    labels = Labels(Source("a.en.yml", ""), clean(title), clean(description), {"needs": clean(text) or "x"})
    svg = _Sketch(labels, system).finish(root, "a", "en")
    ET.fromstring(svg)  # noqa: S314
    svg.encode()


@given(text=st.text())
def test_no_file_of_labels_makes_a_drawing_fail(text: str, system: System) -> None:
    drawn = draw("a", "en", _svg(BOX), Source("a.en.yml", text), system)
    assert drawn.svg is None
    assert drawn.problems


@given(text=st.text())
def test_no_drawing_makes_drawing_fail(text: str, system: System) -> None:
    draw("a", "en", _svg(text), _labels(), system)
    draw("a", "en", Source("a.svg", text), _labels(), system)


@pytest.mark.parametrize(
    ("style", "symbols"),
    [
        (Source("style.yml", ""), SYMBOLS),
        (Source("style.yml", STYLE.text.replace("smallest: 12", "smallest: small")), SYMBOLS),
        (Source("style.yml", STYLE.text.replace("fonts: sans-serif", "")), SYMBOLS),
        (Source("style.yml", STYLE.text + "shapes: ["), SYMBOLS),
        (STYLE, Source("symbols.svg", "<svg>")),
    ],
)
def test_a_broken_visual_system_is_told(style: Source, symbols: Source) -> None:
    found, problems = read_system(style, symbols)
    assert found is None
    assert {problem.code for _, problem in problems} == {"FIG014"}
