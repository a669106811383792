"""Ids and path segments as GitBook makes them (gitbook-format.md §13)."""

from __future__ import annotations

import pytest

from playbook.markdown.parser import parse
from playbook.markdown.slugs import Ids, github_id, heading_id, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Stratégie & Gouvernance", "strategie-and-gouvernance"),
        ("opportunités d’engagement", "opportunites-dengagement"),
        ("accès aux e-services, sensibilisation", "acces-aux-e-services-sensibilisation"),
        ("UX/UI designers", "ux-ui-designers"),
        ("10.5 Cross-cutting", "10.5-cross-cutting"),
        ("<Use Case Template>", "less-than-use-case-template-greater-than"),
        ("Step 1. Define query parameters", "step-1.-define-query-parameters"),
        ("C++ and snake_case", "c++-and-snake_case"),
        ("Cœur, straße, ŁØ", "coeur-strasse-lo"),
        ("a \u200b b", "a-b"),
        ("  -- x --  ", "x"),
        ("", ""),
        ("✅", ""),
        ("管理用", "管理用"),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_slug_is_cut_at_a_hundred_characters() -> None:
    assert slug("a" * 120) == "a" * 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [("4.1 e-Signet", "id-4.1-e-signet"), ("✅", "section"), ("Gov.uk's", "gov.uks")],
)
def test_heading_id(text: str, expected: str) -> None:
    assert heading_id(text) == expected


def test_github_id_keeps_double_dashes() -> None:
    assert github_id("A & B: v1.0") == "a--b-v10"


def test_duplicates_are_numbered() -> None:
    ids = Ids()
    assert [ids.claim(name) for name in ("a", "a", "a-1", "a")] == ["a", "a-1", "a-1-1", "a-2"]


def test_a_heading_keeps_its_no_break_spaces_and_no_others():
    (heading,) = parse("# Somalie\N{NO-BREAK SPACE}:   des\t sites \n").headings
    assert (heading.text, heading.id) == ("Somalie\N{NO-BREAK SPACE}: des sites", "somalie-des-sites")
