"""The downloadable templates say what their sources say, and everybody can read and fill them in."""

from __future__ import annotations

import importlib.util
import io
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "assets/templates"
LOCALES = {"fr": "fr-FR", "en": "en-GB"}


@pytest.fixture(scope="module")
def build() -> Any:
    """The generator, read from its place beside the sources."""
    sys.path.insert(0, str(TEMPLATES))
    try:
        spec = importlib.util.spec_from_file_location("build_templates", TEMPLATES / "build.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(TEMPLATES))


@pytest.fixture(scope="module")
def made(build: Any) -> dict[Path, bytes]:
    return dict(build.documents())


def documents() -> list[Path]:
    return sorted(ROOT.glob("docs/*/.gitbook/assets/*.docx"))


def names() -> list[str]:
    return sorted({file.name.split(".")[0] for file in TEMPLATES.glob("*.fr.yml")})


def shape(value: Any) -> Any:
    """What a source holds apart from its words: keys, lengths of lists, and numbers."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return value if re.fullmatch(r"[\d.]+", value) else bool(value)


def test_there_are_eight_templates_in_each_language(made: dict[Path, bytes]) -> None:
    assert len(names()) == 8
    assert sorted(made) == documents()
    assert len(made) == 16


def test_no_document_is_stale(build: Any, made: dict[Path, bytes]) -> None:
    assert build.stale(made.items()) == [], "run `make templates`"


def test_a_document_is_the_same_each_time(build: Any, made: dict[Path, bytes]) -> None:
    assert dict(build.documents()) == made


def test_a_changed_word_makes_a_document_stale(build: Any, made: dict[Path, bytes], tmp_path: Path) -> None:
    old = tmp_path / "old.docx"
    contents = list(made.values())
    old.write_bytes(contents[0])
    assert build.stale([(old, contents[0])]) == []
    assert build.stale([(old, contents[1])]) == [old]
    assert build.stale([(tmp_path / "missing.docx", contents[0])]) == [tmp_path / "missing.docx"]


@pytest.mark.parametrize("name", names())
def test_both_languages_ask_the_same(build: Any, name: str) -> None:
    french, english = (build.read(TEMPLATES / f"{name}.{language}.yml") for language in LOCALES)
    assert shape(french) == shape(english)
    assert french["file"] != english["file"]  # a reader sees the name of the file


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("how:\n- In one hour: two people\n", "no key is called 'In one hour'"),
        ("title: [a]\n", "x.title is not a text"),
        ("parts:\n- table: a\n", "x.parts[1].table is not a dict"),
        ("parts: a\n", "x.parts is not a list"),
    ],
)
def test_a_source_that_lost_its_quotes_is_refused(build: Any, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x").write_text(text)
    with pytest.raises(build.SourceError) as refused:
        build.check(build.read(tmp_path / "x"), "x")
    assert message in str(refused.value)


def test_the_command_finds_nothing_to_do() -> None:
    run = subprocess.run(
        [sys.executable, str(TEMPLATES / "build.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize("file", documents(), ids=lambda file: file.name)
def test_a_document_is_accessible(build: Any, file: Path) -> None:
    language = file.relative_to(ROOT).parts[1]
    document = docx.Document(io.BytesIO(file.read_bytes()))
    properties = document.core_properties
    assert properties.title == document.paragraphs[0].text
    assert document.paragraphs[0].style.name == "Title"
    assert properties.language == LOCALES[language]
    assert properties.created == datetime.fromisoformat(build.read(TEMPLATES / "system.yml")["date"] + "T00:00+00:00")
    declared = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert declared == {LOCALES[language]}
    headings = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert len(headings) >= 3
    assert all(heading.text for heading in headings)
    section = document.sections[0]
    assert sorted((round(section.page_width.cm, 1), round(section.page_height.cm, 1))) == [21.0, 29.7]
    for table in document.tables:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    sizes = {style.font.size.pt for style in document.styles if getattr(style, "font", None) and style.font.size}
    assert min(sizes) >= 8


@pytest.mark.parametrize("file", documents(), ids=lambda file: file.name)
def test_every_place_to_write_has_a_name_and_an_id(file: Path) -> None:
    document = docx.Document(io.BytesIO(file.read_bytes()))
    controls = list(document.element.iter(qn("w:sdt")))
    assert len(controls) > 15
    ids = [control.find(f".//{qn('w:id')}").get(qn("w:val")) for control in controls]
    assert len(set(ids)) == len(ids)
    for control in controls:
        assert control.find(f".//{qn('w:alias')}").get(qn("w:val")).strip()


@pytest.mark.parametrize("language", LOCALES)
def test_each_document_is_offered_on_the_page_of_templates(build: Any, language: str) -> None:
    page = (ROOT / f"docs/{language}/artefacts.md").read_text("utf-8")
    offered = re.findall(r'\{% file src="\.gitbook/assets/([^"]+)" %\}\n(.+)\n\{% endfile %\}', page)
    assert sorted(name for name, _ in offered) == [file.name for file in documents() if f"/{language}/" in str(file)]
    assert all(len(caption) > 30 for _, caption in offered)
