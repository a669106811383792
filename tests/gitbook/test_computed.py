"""Pages that are made of an OpenAPI description, as `SUMMARY.md` asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from playbook import checks
from playbook.publication import Publication
from playbook.settings import GitBookSettings
from playbook.site import Site

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = """\
* [Home](README.md)

## Reference

* ```yaml
  type: builtin:openapi
  props:
    models: true
  dependencies:
    spec:
      ref:
        kind: openapi
        spec: pets
  ```
"""
API = """\
openapi: 3.1.0
info: {title: Pet shop}
tags:
  - {name: pets, x-page-title: "Pets: *all*", x-page-icon: cat, x-page-description: "One: two"}
paths:
  /pets: {get: {tags: [pets], summary: List}, post: {tags: [pets]}}
  /shop: {get: {summary: The shop}}
  '/odd"': {get: {summary: No tag can hold its path}}
components: {schemas: {Pet: {type: object}}}
"""


def site(root: Path, files: dict[str, str], openapi: dict[str, str]) -> Site:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Site.read(root, root / "docs", GitBookSettings.from_mapping({"openapi": openapi}))


FILES = {"docs/README.md": "# Home\n\n[pets](pets/pets-all.md#get-pets)\n", "docs/SUMMARY.md": SUMMARY, "api.yaml": API}


def test_pages_for_tags_and_models(tmp_path: Path) -> None:
    made = site(tmp_path, FILES, {"pets": "api.yaml"})
    pages = made.editions[0].pages
    assert [(page.path, page.title, page.ancestors) for page in pages] == [
        ("README.md", "Home", ()),
        ("pets/pets-all.md", "Pets: *all*", ("Reference",)),
        ("pets/pet-shop.md", "Pet shop", ("Reference",)),
        ("pets/models.md", "Models", ("Reference",)),
    ]
    assert (pages[1].document.title, pages[1].icon, pages[1].description) == ("Pets: *all*", "cat", "One: two")
    assert [heading.text for heading in pages[1].document.headings] == ["Pets: *all*", "GET /pets", "POST /pets"]
    assert [heading.text for heading in pages[3].document.headings] == ["Models", "Pet"]
    assert Publication(made).url(pages[1]) == "pets/pets-all/"
    assert checks.run(made) == ()


@pytest.mark.parametrize("openapi", [{}, {"pets": "gone.yaml"}, {"pets": "docs/README.md"}, {"pets": "../api.yaml"}])
def test_nothing_without_a_description(tmp_path: Path, openapi: dict[str, str]) -> None:
    made = site(tmp_path, FILES, openapi)
    assert [page.path for page in made.editions[0].pages] == ["README.md"]
    assert {found.code for found in checks.run(made)} >= {"GB035"}


def test_files_that_are_there_stay(tmp_path: Path) -> None:
    made = site(tmp_path, {**FILES, "docs/pets/pets-all.md": "# Mine\n"}, {"pets": "api.yaml"})
    paths = [page.path for page in made.editions[0].pages]
    assert paths == ["README.md", "pets/pets-all-2.md", "pets/pet-shop.md", "pets/models.md"]
    assert made.spaces[0].documents["pets/pets-all.md"].title == "Mine"
