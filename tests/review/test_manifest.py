from __future__ import annotations

import json

import pytest

from playbook.review.article import digest
from playbook.review.manifest import Manifest, ManifestError, PublishedPage, read
from playbook.review.record import Review

PAGE = PublishedPage(
    path="docs/fr/a.md",
    key="a.md",
    language="fr",
    url="a/",
    title="À",
    section="",
    source_digest=digest("a"),
    text_digest=digest("b"),
    review=Review(version="0.10", date="2024-05"),
)


def test_what_is_written_is_read():
    manifest = Manifest(version="0.9", languages=("fr", "en"), pages=(PAGE,))
    assert read(manifest.write()) == manifest
    assert manifest.page("a.md", "fr") is PAGE
    assert manifest.page("a.md", "en") is None


def test_the_form_is_the_agreed_one():
    written = json.loads(Manifest(languages=("fr",), pages=(PAGE,)).write())
    assert list(written) == ["schema", "version", "generator", "languages", "pages"]
    assert (written["schema"], written["version"]) == (1, None)
    assert written["pages"][0]["review"] == {
        "version": "0.10",
        "state": None,
        "round": None,
        "date": "2024-05",
        "reviewers": [],
        "notes_url": None,
    }


def test_keys_of_later_versions_are_passed_over():
    written = json.loads(Manifest(pages=(PAGE,)).write())
    written["pages"][0]["later"] = written["later"] = 1
    assert read(json.dumps(written)).pages == (PAGE,)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"schema": 2}', '{"pages": [{}]}', '{"schema": 1, "pages": 3}', "[" * 100_000]
)
def test_what_is_no_manifest(text):
    with pytest.raises(ManifestError, match=r"review\.json is not"):
        read(text)
