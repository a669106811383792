"""Where images stand, and that thousands of them cost little."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from pictures import picture
from projects import listing, site, write

from playbook import checks
from playbook.figures.places import library, places
from playbook.settings import FigureSettings, GitBookSettings
from playbook.site import Site


def codes(found):
    counted = {}
    for one in found:
        counted[one.code] = counted.get(one.code, 0) + 1
    return counted


def test_five_thousand_missing_images_are_told_quickly(tmp_path):
    images = "\n\n".join(f"![](.gitbook/assets/image%20%28{number}%29.png)" for number in range(5000))
    read = site(tmp_path, {"README.md": f"# Home\n\n{images}\n", "SUMMARY.md": listing("README.md")})
    assert len(read.once(places)) == 5000
    start = time.perf_counter()
    found = codes(checks.run(read))
    assert time.perf_counter() - start < 20
    assert (found["FIG001"], found["FIG020"]) == (5000, 5000)


def test_thousands_of_small_files_are_read_quickly(tmp_path):
    one, other = picture(size=(80, 60)), picture(size=(80, 60), seed=1)
    files = {f".gitbook/assets/{number}.png": one if number % 2 else other for number in range(2000)}
    read = site(tmp_path, {"README.md": "# Home\n", "SUMMARY.md": listing("README.md"), **files})
    start = time.perf_counter()
    found = codes(checks.run(read))
    assert time.perf_counter() - start < 20
    assert (found["FIG034"], found["FIG036"]) == (2, 2000)


def test_each_file_is_read_once(tmp_path):
    read = site(tmp_path, {"README.md": "# Home\n\n![A](a.png)\n", "a.png": picture()})
    known = read.once(library)
    assert known.items is known.items
    (tmp_path / "a.png").unlink()
    assert known.asset(read.spaces[0], "a.png").usable


def test_an_unlisted_page_belongs_to_the_language_of_its_directory(tmp_path):
    files = {"README.md": "# Home\n", "fr/README.md": "# Accueil\n", "fr/x.md": "![](a.png)\n", "y.md": "![](a.png)\n"}
    write(tmp_path, {**files, "SUMMARY.md": listing("README.md", "fr/README.md")})
    settings = GitBookSettings.from_mapping({"languages": {"en": ".", "fr": "fr"}})
    read = Site.read(tmp_path, tmp_path, settings)
    found = {place.document.path: (place.edition.language, place.listed) for place in read.once(places)}
    assert found == {"fr/x.md": ("fr", False), "y.md": ("en", False)}


@pytest.mark.corpora
def test_what_is_known_of_the_country_playbook(corpora):
    settings = GitBookSettings.from_mapping({"cache": ""})
    read = Site.read(corpora / "country-playbook", corpora / "country-playbook" / "spec", settings)
    strict = replace(read, figures=FigureSettings(caption_excuses=False))
    found = [one for one in checks.run(strict) if one.code.startswith("FIG")]
    counted = codes(found)
    assert counted["FIG005"] == 3
    assert {(one.location.line, one.location.column) for one in found if one.code == "FIG005"} == {(1, 1)}
    assert counted["FIG034"] == 19
    # 232 <img alt=""> and 6 ![]()
    assert counted["FIG020"] == 238
    alike = [one.message for one in found if one.code == "FIG035"]
    assert ["3.-Implementation-Framework-" in message for message in alike] == [True]
    assert not {"FIG006", "FIG007", "FIG040"} & set(counted)
