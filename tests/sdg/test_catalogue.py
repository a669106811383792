"""The catalogue: complete, without dangling references, and honest about its sources."""

from __future__ import annotations

import contextlib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.sdg.catalogue import Text
from playbook.sdg.catalogue_file import load
from playbook.sdg.kinds import Kind
from playbook.settings import SettingsError
from playbook.source import Source


@pytest.fixture(scope="module")
def catalogue():
    return load()


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (Kind.GOAL, 17),
        (Kind.TARGET, 169),
        (Kind.USE_CASE, 8),
        (Kind.WORKFLOW, 16),
        (Kind.BUILDING_BLOCK, 23),
        (Kind.SPECIFICATION, 18),
    ],
)
def test_the_framework_is_complete(catalogue, kind, count):
    assert len(catalogue.of(kind)) == count


def test_what_only_other_catalogues_name_is_kept_apart(catalogue):
    assert len(catalogue.further_use_cases) == 10
    assert len(catalogue.reference_use_cases) == 16
    assert [layer.id for layer in catalogue.layers.values()] == ["sdg-target", "use-case", "workflow", "building-block"]
    assert len(catalogue.planning_steps) == 4


def test_no_reference_dangles(catalogue):
    """`load` refuses one that does; this proves that every kind of reference is looked at."""
    for case in catalogue.use_cases.values():
        assert set(case.targets) <= set(catalogue.targets)
        for part in (case, *case.steps):
            assert set(part.workflows) <= set(catalogue.workflows)
            assert set(part.building_blocks) <= set(catalogue.building_blocks)
    for workflow in catalogue.workflows.values():
        assert set(workflow.building_blocks) <= set(catalogue.building_blocks)
        assert set(workflow.sample_use_cases) <= set(catalogue.use_cases)
    for block in catalogue.building_blocks.values():
        assert set(block.workflows) | set(block.workflows_critical) <= set(catalogue.workflows)
    for specification in catalogue.specifications.values():
        assert {one.id for one in specification.building_blocks} <= set(catalogue.building_blocks)
    for case in catalogue.reference_use_cases.values():
        assert set(case.targets) <= set(catalogue.targets)
        assert set(case.specifications) <= set(catalogue.specifications)


def test_every_relation_can_be_traced_to_a_source(catalogue):
    entries = [*catalogue.entries(), *catalogue.further_use_cases.values(), *catalogue.reference_use_cases.values()]
    for entry in entries:
        assert entry.source
        assert all(part.split(" ")[0] in catalogue.sources for part in entry.source.split("; "))


def test_the_errors_of_the_other_catalogue_are_not_repeated(catalogue):
    assert catalogue.targets["10.1"].definition.to("en").startswith("By 2030, progressively achieve")
    assert catalogue.targets["10.a"].definition.to("en").startswith("Implement the principle of special")
    assert "United Nations Convention on the Law of the Sea" in catalogue.targets["14.c"].definition.to("en")
    assert "14.d" not in catalogue.targets
    assert "integrated policies and plans" in catalogue.targets["11.b"].definition.to("en")
    assert sum(erratum.where.startswith("dial") for erratum in catalogue.errata) == 3


def test_the_errors_of_2019_are_recorded_and_not_repeated(catalogue):
    assert len([erratum for erratum in catalogue.errata if erratum.where.startswith("itu")]) == 9
    assert "malnutrition" in catalogue.targets["2.2"].definition.to("en")
    names = [name for block in catalogue.building_blocks.values() for name in block.example_software_2019]
    assert "iHIRS" not in " ".join(names)


def test_every_entry_has_both_languages_and_says_where_its_french_is_from(catalogue):
    for entry in catalogue.entries():
        if entry.kind is not Kind.TARGET:
            assert entry.name.has("en")
            assert entry.name.has("fr")
        assert entry.explained("fr") != entry.explained("en")
        assert entry.marks["fr"] in {"official", "own", "upstream", "dial"}


def test_every_target_has_a_short_label_in_both_languages_that_no_other_has(catalogue):
    for language in ("en", "fr"):
        labels = [target.name.texts[language] for target in catalogue.targets.values()]
        assert len(set(labels)) == 169
        assert max(map(len, labels)) < 80
    own = [target.id for target in catalogue.targets.values() if target.label_mark == "own"]
    assert len(own) == 149
    assert not {"1.1", "9.c", "16.9"} & set(own)


def test_official_french_titles(catalogue):
    assert catalogue.publication.title.to("fr") == "Cadre d’investissement numérique au service des ODD"
    assert catalogue.goals["2"].name.to("fr") == "Faim «\N{NO-BREAK SPACE}zéro\N{NO-BREAK SPACE}»"


def test_relations_are_seen_from_both_sides(catalogue):
    for entry in catalogue.entries():
        for kind in Kind:
            for other in catalogue.related(entry, kind):
                assert entry in catalogue.related(other, entry.kind)
    remote = catalogue.use_cases["remote-learning"]
    assert [goal.id for goal in catalogue.related(remote, Kind.GOAL)] == ["4"]
    assert [one.id for one in catalogue.related(catalogue.building_blocks["payments"], Kind.SPECIFICATION)] == [
        "payments"
    ]


def test_a_project_names_its_sources_in_one_language_or_in_several():
    known = load(Source("own.yml", "sources: {list: The list, other: {en: The other, fr: L’autre}}\n"))
    assert known.sources["list"].to("fr") == "The list"
    assert known.sources["other"].to("fr") == "L’autre"


def test_the_landing_page_serves_where_no_edition_is_known(catalogue):
    assert catalogue.publication.edition_url("fr") == ("https://www.itu.int/pub/D-STR-DIGITAL.02-2019", "")
    known = load(Source("own.yml", "publication: {editions: {fr: https://example.org/f.pdf}}\n"))
    assert known.publication.edition_url("fr-CA") == ("https://example.org/f.pdf", "fr")


OWN = """\
sources: {ministry: The ministry's own list}
use_cases:
  - id: birth-registration
    name: {en: Birth registration, fr: Enregistrement des naissances}
    fr: own
    sector: {en: Civil status, fr: État civil}
    targets: ['16.9']
    definition: {en: Every birth is written down., fr: Toute naissance est inscrite.}
    detail: listed
    workflows: [identification-and-registration]
    source: ministry p. 3
building_blocks:
  - id: payments
    name: {fr: Paiement officiel}
    fr: official
"""


def test_a_project_adds_entries_and_names(catalogue):
    own = load(Source("own.yml", OWN))
    case = own.use_cases["birth-registration"]
    assert len(own.use_cases) == 9
    assert case in own.related(own.workflows["identification-and-registration"], Kind.USE_CASE)
    block = own.building_blocks["payments"]
    assert block.name == Text({"en": "Payments", "fr": "Paiement officiel"})
    assert block.marks == {"fr": "official"}
    assert block.workflows == catalogue.building_blocks["payments"].workflows
    assert len(catalogue.use_cases) == 8


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "own.yml: a catalogue is wanted"),
        ("schema: other\n", "own.yml:1:1: schema: the schema is 'other', 'sdg-framework/1' is wanted"),
        ("workflow: []\n", "own.yml:1:1: workflow: there is no key 'workflow'; did you mean 'workflows'?"),
        ("workflows: {}\n", "own.yml:1:1: workflows: is not a list"),
        ("workflows: [{name: {en: A}}]\n", "own.yml:1:13: workflows.0: an entry has no id"),
        ("workflows:\n  - id: x\n", "own.yml:2:5: workflows.x: name, source, definition are missing"),
        ("workflows:\n  - id: payments\n    nam: {en: A}\n", "there is no key 'nam'; did you mean 'name'?"),
        (OWN.replace("16.9", "16.C"), "own.yml:7:15: use_cases.birth-registration.targets.0: '16.C' is not among"),
        (OWN.replace("detail: listed", "detail: some"), "'some' is not one of full, illustrated, example, listed"),
        (
            "publication: {editions: {fr: 'javascript:x'}}",
            "own.yml:1:26: publication.editions.fr: 'javascript:x' is no address",
        ),
        ("specifications: [{id: payments, url: /x}]", "specifications.payments.url: '/x' is no address on the web"),
        (OWN.replace("ministry p. 3", "nobody"), "'nobody' is not among the sources"),
        (OWN.replace("id: payments", "id: payments\n  - id: payments"), "'payments' is there twice"),
        (
            "targets:\n  - {id: '18.1', goal: '1', title: {en: A}, source: un}\n",
            "'18.1' is not numbered after its goal",
        ),
        ("publication: 3\n", "own.yml:1:1: publication: `editions: {fr: https://…}` is wanted"),
        ("workflows: [\n", "own.yml:"),
    ],
)
def test_what_is_wrong_in_a_catalogue_is_told_with_its_place(text, said):
    with pytest.raises(SettingsError) as error:
        load(Source("own.yml", text))
    assert said in str(error.value)


VALUES = st.recursive(
    st.sampled_from(["a", "1.1", "payments", "", "fr"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "name", "en", "fr", "targets", "steps", "source"]), inner, max_size=4)
    ),
    max_leaves=12,
)
SECTION = st.sampled_from(["use_cases", "workflows", "targets", "publication", "sources", "layers", "specifications"])


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(SECTION, VALUES, max_size=3))
def test_no_catalogue_raises_anything_but_a_mistake_in_settings(values):
    with contextlib.suppress(SettingsError):
        load(Source("own.yml", yaml.safe_dump(values)))
