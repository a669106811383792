"""The options of `playbook/figures`."""

from __future__ import annotations

import pytest
from projects import write

from playbook.settings import FigureSettings, SettingsError, load_project


def test_nothing_is_needed():
    assert FigureSettings.from_mapping({}) == FigureSettings()
    assert FigureSettings.from_mapping({"quality": None}) == FigureSettings()


def test_every_option():
    given = {
        "caption_excuses": False,
        "decorative": ["a/*.svg"],
        "captions": True,
        "animations": True,
        "max_bytes": 5,
        "max_width": 6,
        "variants": False,
        "widths": [300, 600],
        "quality": 80,
        "workers": 1,
    }
    settings = FigureSettings.from_mapping(given)
    assert {key: getattr(settings, key) for key in given} == given | {"decorative": ("a/*.svg",), "widths": (300, 600)}


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"captions": "yes"}, "captions"),
        ({"max_bytes": "1 MB"}, "max_bytes"),
        ({"max_bytes": True}, "max_bytes"),
        ({"max_bytes": -1}, "max_bytes"),
        ({"widths": ["wide"]}, "widths[0]"),
        ({"widths": [0]}, "widths[0]"),
        ({"decorative": [3]}, "decorative[0]"),
        ({"decorative": {"a": 1}}, "decorative"),
        ({"quality": 0}, "quality"),
        ({"quality": 101}, "quality"),
        ({"qualty": 80}, "qualty"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_key(values, key):
    with pytest.raises(SettingsError) as error:
        FigureSettings.from_mapping(values)
    assert error.value.key == key


def test_they_are_read_from_mkdocs_yml(tmp_path):
    text = "site_name: x\nplugins:\n  - playbook/gitbook: {cache: false}\n  - playbook/figures: {max_bytes: 9}\n"
    project = load_project(write(tmp_path, {"mkdocs.yml": text}) / "mkdocs.yml")
    assert project.figures.max_bytes == 9
    assert project.gitbook.cache == ""


def test_a_mistake_names_the_plugin(tmp_path):
    text = "site_name: x\nplugins:\n  - playbook/gitbook\n  - playbook/figures: {max_bites: 9}\n"
    with pytest.raises(SettingsError) as error:
        load_project(write(tmp_path, {"mkdocs.yml": text}) / "mkdocs.yml")
    assert str(error.value).startswith("plugins.playbook/figures.max_bites: ")
    assert "did you mean 'max_bytes'?" in str(error.value)
