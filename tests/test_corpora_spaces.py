"""Every space of the real repositories is read, with the counts of gitbook-format.md §19 and no false problem."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from playbook.gitbook.space import Space
from playbook.gitbook.summary import Kind
from playbook.language import detect

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.corpora

INVISIBLE = {"GB048": 2}
SPACES = {
    # directory: entries, pages, codes of what is reported
    "country-playbook": (99, 99, INVISIBLE | {"GB045": 1}),
    "bb-digital-registries": (13, 13, INVISIBLE | {"GB045": 2}),
    "bb-information-mediator": (11, 11, INVISIBLE),
    "product-use-cases": (18, 18, {"GB045": 5}),
    "product-use-cases/example-implementations": (25, 25, {}),
    "fluentd": (194, 191, {"GB045": 1, "GB050": 136}),
    "gitbook-example-site/changelog": (1, 1, {}),
    "gitbook-example-site/developers/v2": (18, 15, {}),
    "gitbook-example-site/guides/help-center": (7, 7, {}),
    "gitbook-example-site/guides/integrations": (11, 11, {}),
    "gitbook-example-site/guides/tutorials": (16, 16, {}),
    "gitbook-example-site/home": (1, 1, {}),
    "gitbook-example-site/partners": (5, 5, {}),
    "gitbook-example-site/products/connect": (12, 12, {}),
    "gitbook-example-site/products/identity": (17, 17, {}),
    "gitbook-example-site/products/payments": (22, 22, {}),
}


@pytest.mark.parametrize(("name", "entries", "pages", "codes"), [(name, *row) for name, row in SPACES.items()])
def test_spaces(corpora: Path, name: str, entries: int, pages: int, codes: dict[str, int]) -> None:
    space = Space.read(corpora / name)
    bullets = [item for item in space.summary.walk() if item.kind not in {Kind.GROUP, Kind.SEPARATOR}]
    assert len(bullets) == entries
    assert len(space.pages) == pages
    assert Counter(problem.code for _, problem in space.problems) == codes
    assert not [path for path, document in space.documents.items() if document.front_matter.problems]


def test_the_upstream_has_two_trees_and_two_invisible_characters(corpora: Path) -> None:
    space = Space.read(corpora / "country-playbook", "upstream")
    trees = Counter(page.path.partition("/")[0] for page in space.pages[1:])
    assert sorted(trees.values()) == [45, 53]
    places = [str(source.location(one.span.start)) for source, one in space.problems if one.code == "GB048"]
    assert places == ["upstream/.gitbook.yaml:3:1", "upstream/.gitbook.yaml:5:24"]


def test_the_redirects_of_fluentd_lead_to_folders_that_were_renamed(corpora: Path) -> None:
    space = Space.read(corpora / "fluentd")
    lost = [problem for _, problem in space.problems if problem.code == "GB050"]
    assert len(space.manifest.redirects) == 172
    assert sum(problem.hint.startswith("did you mean") for problem in lost) > len(lost) / 2


def test_computed_entries(corpora: Path) -> None:
    space = Space.read(corpora / "gitbook-example-site/developers/v2")
    specs = [item.data["dependencies"]["spec"]["ref"]["spec"] for item in space.summary.walk() if item.data]
    assert specs == ["evolve-payments-v2", "evolve-identity-v2", "evolve-connect-v2"]
    props = next(item.data["props"] for item in space.summary.walk() if item.data)
    assert props == {"models": False, "downloadLink": True}


def test_the_languages_of_the_upstream(corpora: Path) -> None:
    space = Space.read(corpora / "country-playbook")
    languages = Counter(detect(page.document.body) for page in space.pages)
    assert set(languages) == {"en", "fr", None}
    assert languages[None] <= 2
