"""The drawings of a project, and the ones that come with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.figures.project import draw_project, images, stale
from playbook.figures.system import System, read_system
from playbook.source import Source

ROOT = Path(__file__).parents[2]
SYSTEM = ROOT / "assets/figures/system"
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 100">
  <rect data-label="needs" class="box" x="24" y="24" width="392" height="52"/>
</svg>
"""
ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: the contrast of text."""


def _labels(words: str) -> str:
    return f"title: T\ndescription: D\nlabels:\n  needs: {words}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    system = tmp_path / "assets/figures/system"
    system.mkdir(parents=True)
    for file in SYSTEM.iterdir():
        (system / file.name).write_bytes(file.read_bytes())
    figures = system.parent
    (figures / "a.svg").write_text(DRAWING, encoding="utf-8")
    (figures / "a.fr.yml").write_text(_labels("Besoins des usagers"), encoding="utf-8")
    (figures / "a.en.yml").write_text(_labels("Needs of users"), encoding="utf-8")
    return tmp_path


def _spaces(project: Path) -> list[tuple[str, Path]]:
    return [(language, project / "docs" / language) for language in ("fr", "en")]


def test_one_drawing_becomes_an_image_in_each_language(project: Path) -> None:
    outcome = draw_project(project, _spaces(project))
    files = [project / f"docs/{language}/.gitbook/assets/a.svg" for language in ("fr", "en")]
    assert list(outcome.stale) == files
    assert not outcome.problems
    assert [re.findall("Besoins|Needs", file.read_text("utf-8")) for file in files] == [["Besoins"], ["Needs"]]
    assert [path.name for path in files[0].parent.iterdir()] == ["a.svg"]
    assert draw_project(project, _spaces(project)).stale == ()


def test_a_check_writes_nothing(project: Path) -> None:
    assert len(draw_project(project, _spaces(project), check=True).stale) == 2
    assert not (project / "docs").exists()


def test_a_changed_label_makes_one_image_stale(project: Path) -> None:
    draw_project(project, _spaces(project))
    (project / "assets/figures/a.en.yml").write_text(_labels("Requirements"), encoding="utf-8")
    assert stale(project, _spaces(project)) == (project / "docs/en/.gitbook/assets/a.svg",)


def test_line_ends_do_not_make_an_image_stale(project: Path) -> None:
    draw_project(project, _spaces(project))
    file = project / "docs/en/.gitbook/assets/a.svg"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert stale(project, _spaces(project)) == ()


def test_a_missing_language_keeps_only_its_own_image_from_being_drawn(project: Path) -> None:
    (project / "assets/figures/a.fr.yml").unlink()
    outcome = draw_project(project, _spaces(project))
    assert [path.parts[-4] for path in outcome.stale] == ["en"]
    ((source, problem),) = outcome.problems
    assert (source.path, problem.code, problem.hint) == (
        "assets/figures/a.svg",
        "FIG011",
        "write them to assets/figures/a.fr.yml",
    )


def test_an_image_stays_as_it_is_when_it_cannot_be_drawn_anew(project: Path) -> None:
    draw_project(project, _spaces(project))
    file = project / "docs/fr/.gitbook/assets/a.svg"
    before = file.read_bytes()
    (project / "assets/figures/a.fr.yml").write_text("title: T\ndescription: D\n", encoding="utf-8")
    assert [problem.code for _, problem in draw_project(project, _spaces(project)).problems] == ["FIG011"]
    assert file.read_bytes() == before


def test_languages_that_share_a_space_have_images_of_their_own(project: Path) -> None:
    outcome = draw_project(project, [("fr", project / "docs"), ("en", project / "docs")])
    assert [path.name for path in outcome.stale] == ["a.fr.svg", "a.en.svg"]


def test_a_project_without_drawings_has_nothing_to_say(tmp_path: Path) -> None:
    assert images(tmp_path, _spaces(tmp_path)) == ()
    (tmp_path / "assets/figures").mkdir(parents=True)
    (tmp_path / "assets/figures/photograph.svg").write_text("<svg/>", encoding="utf-8")
    assert images(tmp_path, _spaces(tmp_path)) == ()


def test_a_missing_style_sheet_is_told(project: Path) -> None:
    (project / "assets/figures/system/style.yml").unlink()
    ((source, problem),) = draw_project(project, _spaces(project)).problems
    assert (source.path, problem.code) == ("assets/figures/system/style.yml", "FIG014")


def test_the_committed_images_are_those_of_the_drawings() -> None:
    drawn = images(ROOT, _spaces(ROOT))
    assert drawn
    assert [found for image in drawn for found in image.problems] == []
    assert [image.path for image in drawn if image.stale] == []


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def system() -> System:
    style, symbols = (Source.read(SYSTEM / name, name) for name in ("style.yml", "symbols.svg"))
    found, problems = read_system(style, symbols)
    assert found is not None
    assert not problems
    return found


@pytest.mark.parametrize("page", ["light", "dark"])
def test_every_text_can_be_read_on_every_shape_it_may_stand_on(system: System, page: str) -> None:
    fills = {name: shape.get("fill", "") for name, shape in system.shapes.items()}
    if page == "dark":
        fills |= {name: shape["fill"] for name, shape in system.on_dark.items() if "fill" in shape}
    filled = {fills[name] for name in ("panel-navy", "dot-navy", "dot-ochre", "dot-leaf")}
    areas = {fill for name, fill in fills.items() if name.startswith(("card", "panel", "box"))} - filled
    for name, style in system.texts.items():
        colour = style.on_dark if page == "dark" else style.colour
        for ground in filled if name in ("title-light", "body-light", "number") else areas:
            assert _contrast(colour, ground) >= ENOUGH, (name, ground)
        assert style.size >= system.smallest
