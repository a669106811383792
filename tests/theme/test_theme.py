"""The theme's files fit together: every word exists in every language, and nothing is asked of a third party."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
import yaml

from playbook.diagnostics import Severity
from playbook.mkdocs.extras import EXTRAS
from playbook.review.desk import COLUMNS
from playbook.review.states import ReviewState

THEME = Path(__file__).parents[2] / "plugins/playbook/theme"
TEMPLATES = sorted(THEME.rglob("*.html"))
STRINGS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (THEME / "strings").glob("*.yml")}
OTHER_MODULES = {"redirect.title", "redirect.link"}
"""Words that the plugin's pages of redirects use."""
STATES = {f"review.{state}" for state in ReviewState}
OTHER_MODULES |= STATES | {f"review.{name}" for name in ("version", "round", "changed", "banner.changed")}
OTHER_MODULES |= {f"review.banner.{state}" for state in ReviewState if state not in {"published", "release-candidate"}}
"""Words that `playbook.review.shown` uses."""
OTHER_MODULES |= {"preview", "preview.nothing"}
OTHER_MODULES |= {f"preview.{severity}{end}" for severity in Severity for end in ("", ".one")}
"""Words of the panel of a preview."""
OTHER_MODULES |= {"quality"} | {
    f"quality.{word}" for word in "path about nothing rules findings severity rule number place message is more".split()
}
"""Words of the quality page."""
OTHER_MODULES |= {
    f"desk.{name}" for name in (*COLUMNS, "comment", "download", "lead", "missing", "none", "no", "pages", "path")
}
OTHER_MODULES |= {f"desk.{name}" for name in ("progress", "section", "table", "title", "top", "unknown", "yes")}
OWN = {"review.html"}
"""Templates that stand for nothing of Material's."""


def used() -> set[str]:
    found = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"""text\[["']([a-z.-]+)["']\]""", text))
        found |= set(re.findall(r"\btext\.([a-z]+)", text))
        if "palette.' ~ kind" in text:
            found |= {"palette.auto", "palette.light", "palette.dark"}
    for extra in EXTRAS:
        script = (THEME / f"assets/playbook/{extra.name}.js").read_text(encoding="utf-8")
        found |= set(re.findall(r"""text\["([a-z.]+)"\]""", script))
    return found - {"get"}


def of_changes() -> set[str]:
    """Words of the pages about changes: of the modules that write them, and of the style sheet beside changes."""
    package = THEME.parent / "review"
    text = "".join((package / name).read_text(encoding="utf-8") for name in ("change_pages.py", "release_page.py"))
    found = set(re.findall(r"""["'](changes\.[a-z.]+[a-z])["']""", text))
    found |= {f"changes.{kind}.pages" for kind in ("changed", "added", "moved", "removed")}
    found |= {f"changes.{column}" for column in ("pages", "section", "places")}
    style = (THEME / "assets/playbook/changes.css").read_text(encoding="utf-8")
    return found | {f"changes.spoken.{word}" for word in re.findall(r"content: var\(--diff-([a-z]+)\)", style)}


def test_templates_replace_what_material_has():
    theirs = Path(material.__file__).parent / "templates"
    assert {path.name for path in TEMPLATES if not (theirs / path.relative_to(THEME)).is_file()} == {
        *OWN,
        "version.html",
    }


def test_english_has_every_word_that_templates_use():
    assert used() | OTHER_MODULES | of_changes() == set(STRINGS["en"])


@pytest.mark.parametrize("language", sorted(STRINGS))
def test_a_language_is_complete(language):
    assert set(STRINGS[language]) == set(STRINGS["en"])
    assert all(isinstance(word, str) and word.strip() for word in STRINGS[language].values())


@pytest.mark.parametrize("path", [*TEMPLATES, *sorted((THEME / "assets").rglob("*.*"))], ids=lambda path: path.name)
def test_nothing_is_asked_of_a_third_party(path):
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|//[a-z0-9-]+\.[a-z]", re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_why_it_exists(path):
    assert path.read_text(encoding="utf-8").startswith("{#-")
