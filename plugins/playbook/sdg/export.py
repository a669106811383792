"""The catalogue for others: JSON, CSV, and JSON-LD with the identifiers of the United Nations."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from playbook.sdg.catalogue import UN, Goal, Specification, Target, Text
from playbook.sdg.coverage import inert
from playbook.sdg.kinds import Kind

if TYPE_CHECKING:
    from playbook.sdg.catalogue import Catalogue, Entry

CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "sdgo": "http://metadata.un.org/sdg/ontology#",
}
BASE = "urn:sdg-digital-investment-framework:"
"""What identifiers of entries begin with that are not the United Nations'."""


def as_json(catalogue: Catalogue) -> str:
    """Everything, as in `catalogue.yml`; relations are given from both sides."""
    publication = _plain(catalogue.publication)
    data: dict[str, Any] = {
        "publication": publication,
        "sources": {name: text.texts for name, text in catalogue.sources.items()},
    }
    for kind in Kind:
        data[f"{kind.replace('-', '_')}s"] = [_entry(catalogue, entry) for entry in catalogue.of(kind).values()]
    data["further_use_cases"] = [_plain(one) for one in catalogue.further_use_cases.values()]
    data["reference_use_cases"] = [_plain(one) for one in catalogue.reference_use_cases.values()]
    data["errata"] = [_plain(one) for one in catalogue.errata]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_csv(catalogue: Catalogue) -> str:
    """One row for each entry; relations are ids with spaces between them."""
    languages = sorted({language for entry in catalogue.entries() for language in entry.name.texts})
    heads = ["kind", "id", *(f"{what}_{language}" for what in ("name", "definition") for language in languages)]
    heads += [*(f"{kind.replace('-', '_')}s" for kind in Kind), "source"]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(heads)
    for entry in catalogue.entries():
        definition: Text = getattr(entry, "definition", Text())
        texts = [text.texts.get(language, "") for text in (entry.name, definition) for language in languages]
        related = [" ".join(one.id for one in catalogue.related(entry, kind)) for kind in Kind]
        writer.writerow(map(inert, [str(entry.kind), entry.id, *texts, *related, entry.source]))
    return stream.getvalue()


def as_jsonld(catalogue: Catalogue) -> str:
    """A SKOS concept scheme; goals and targets are the concepts of the United Nations."""
    scheme = f"{BASE}scheme"
    publication = catalogue.publication
    graph: list[dict[str, Any]] = [
        {
            "@id": scheme,
            "@type": "skos:ConceptScheme",
            "skos:prefLabel": _labels(publication.title),
            "dct:source": {"@id": publication.url},
            "dct:identifier": publication.reference,
        }
    ]
    for entry in catalogue.entries():
        concept: dict[str, Any] = {
            "@id": identifier(entry),
            "@type": ["skos:Concept", *_classes(entry)],
            "skos:inScheme": {"@id": scheme},
            "skos:notation": entry.id,
        }
        if entry.name.texts:
            concept["skos:prefLabel"] = _labels(entry.name)
        if definition := getattr(entry, "definition", None):
            concept["skos:definition"] = _labels(definition)
        if isinstance(entry, Target):
            concept["skos:broader"] = {"@id": f"{UN}{entry.goal}"}
        if isinstance(entry, Specification) and entry.url:
            concept["dct:source"] = {"@id": entry.url}
        others = [one for kind in Kind for one in catalogue.related(entry, kind) if not _is_part(entry, one)]
        if others:
            concept["skos:related"] = [{"@id": identifier(one)} for one in others]
        graph.append(concept)
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


FORMATS = {"json": as_json, "csv": as_csv, "jsonld": as_jsonld}
"""By the ending of the file."""


def identifier(entry: Entry) -> str:
    """The URI of an entry."""
    return entry.uri if isinstance(entry, (Goal, Target)) else f"{BASE}{entry.kind}:{entry.id}"


def _classes(entry: Entry) -> list[str]:
    return {Kind.GOAL: ["sdgo:Goal"], Kind.TARGET: ["sdgo:Target"]}.get(entry.kind, [])


def _is_part(one: Entry, other: Entry) -> bool:
    """Whether one is a goal and the other its target, which SKOS says by another word."""
    return {one.kind, other.kind} == {Kind.GOAL, Kind.TARGET}


def _labels(text: Text) -> list[dict[str, str]]:
    return [{"@language": language, "@value": value} for language, value in text.texts.items()]


def _entry(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    related = {
        f"{kind.replace('-', '_')}s": [one.id for one in catalogue.related(entry, kind)]
        for kind in Kind
        if catalogue.related(entry, kind)
    }
    return {**_plain(entry), "uri": identifier(entry), "related": related}


def _plain(entry: Any) -> dict[str, Any]:  # noqa: ANN401 (any dataclass of the catalogue)
    """A dataclass as JSON has it: texts by language, nothing that is empty."""
    values = asdict(entry)
    return {key: _bare(value) for key, value in values.items() if value}


def _bare(value: Any) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, dict):
        return _bare(value["texts"]) if set(value) == {"texts"} else {key: _bare(one) for key, one in value.items()}
    return [_bare(one) for one in value] if isinstance(value, (list, tuple)) else value
