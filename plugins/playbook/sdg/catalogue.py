"""The catalogue of the framework: what is in it, and what belongs to what.

The framework has four layers, from demand to supply: SDG targets, use cases, WorkFlows, ICT building blocks. Relations
between them are many-to-many. The data is `catalogue.yml`; `playbook.sdg.catalogue_file` reads and checks it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from playbook.language import base_language
from playbook.sdg.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.sdg.kinds import Key

FALLBACK = "en"
"""The language that stands in for a missing one."""
UN = "http://metadata.un.org/sdg/"
"""What the United Nations' identifiers of goals and targets begin with (the names of things, not addresses)."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in several languages."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """By language."""

    def to(self, language: str) -> str:
        """The text in a language (`fr-CA` reads `fr`), else in English, else in any; empty when there is none."""
        found = self.texts.get(language) or self.texts.get(base_language(language)) or self.texts.get(FALLBACK)
        return found or next(iter(self.texts.values()), "")

    def has(self, language: str) -> bool:
        """Whether the text exists in a language."""
        return bool(self.texts.get(language) or self.texts.get(base_language(language)))


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """What all entries have. Entries of one catalogue are compared by identity."""

    kind: ClassVar[Kind]
    id: str
    """Of goals and targets the United Nations' number, of others a name that never changes."""
    name: Text
    source: str
    """Key of `Catalogue.sources` and the place in it, several joined by `; `."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """By language, where the name comes from: `official`, `own`, `upstream`, `dial`."""
    note: str = ""

    @property
    def key(self) -> Key:
        """What the entry is known by."""
        return self.kind, self.id

    def title(self, language: str) -> str:
        """How a page names the entry."""
        return self.name.to(language)

    def explained(self, language: str) -> str:
        """One sentence that says what it is; empty when there is none."""
        definition: Text | None = getattr(self, "definition", None)
        return definition.to(language) if definition else ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Goal(Entry):
    """One of the 17 goals."""

    kind: ClassVar[Kind] = Kind.GOAL
    definition: Text
    """Its full title, as the United Nations have it."""

    @property
    def uri(self) -> str:
        """Its identifier at the United Nations."""
        return f"{UN}{self.id}"


@dataclass(frozen=True, kw_only=True, eq=False)
class Target(Entry):
    """One of the 169 targets."""

    kind: ClassVar[Kind] = Kind.TARGET
    goal: str
    definition: Text
    """Its wording, as the United Nations have it; `name` is a short label, which one of a project may lack."""
    label_mark: str = ""
    """`own` where the label is in our words, and not the framework's."""

    @property
    def uri(self) -> str:
        """Its identifier at the United Nations."""
        return f"{UN}{self.id}"

    def title(self, language: str) -> str:
        """Its number, and its label where there is one."""
        return f"{self.id} {self.name.to(language)}".strip()


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a use case."""

    name: Text
    workflows: tuple[str, ...] = ()
    building_blocks: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class UseCase(Entry):
    """Steps by which people reach an aim of a sector."""

    kind: ClassVar[Kind] = Kind.USE_CASE
    sector: Text
    targets: tuple[str, ...] = ()
    definition: Text
    detail: str
    """How much is known: `full` (a model of all steps), `illustrated`, `example`, `listed`."""
    steps: tuple[Step, ...] = ()
    workflows: tuple[str, ...] = ()
    building_blocks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Workflow(Entry):
    """A business process that many sectors share."""

    kind: ClassVar[Kind] = Kind.WORKFLOW
    also_known_as: tuple[str, ...] = ()
    definition: Text
    sample_use_cases: tuple[str, ...] = ()
    """Those by which the 2019 document illustrates it."""
    building_blocks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class BuildingBlock(Entry):
    """Software that many WorkFlows share."""

    kind: ClassVar[Kind] = Kind.BUILDING_BLOCK
    also_known_as: tuple[str, ...] = ()
    definition: Text
    functionalities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language."""
    workflows: tuple[str, ...] = ()
    workflow_scope: str = "listed"
    """`listed`, or `all` for a block that the 2019 document says to serve every WorkFlow."""
    workflows_critical: tuple[str, ...] = ()
    """Those for which the 2019 document calls it critical."""
    example_software_2019: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How a GovStack specification relates to a building block of 2019."""

    id: str
    """The building block."""
    relation: str
    """`same`, `part-of`, `partial`, `related`: our reading, no official table exists."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Specification(Entry):
    """A GovStack specification."""

    kind: ClassVar[Kind] = Kind.SPECIFICATION
    definition: Text
    url: str = ""
    legacy_url: str = ""
    """Where it was published before."""
    repository: str = ""
    version: str = ""
    status: str = ""
    date: str = ""
    building_blocks: tuple[Relation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FurtherUseCase:
    """A use case that only the catalogue of DIAL names, without any relation."""

    id: str
    name: Text
    sector: str
    source: str
    marks: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReferenceUseCase:
    """A use case by which GovStack tries its specifications."""

    id: str
    upstream_id: str
    name: Text
    sector: str
    version: str
    status: str
    source: str
    goals: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    specifications: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One of the four layers."""

    id: str
    name: Text
    definition: Text
    answers: Text
    """The question that it answers."""
    source: str
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PlanningStep:
    """One of the four steps by which a government plans its investment."""

    id: str
    name: Text
    output: Text
    tasks: Mapping[str, tuple[str, ...]]
    """By language."""
    source: str
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the publication, or a copy of it, can be found."""

    url: str
    language: str = ""
    """Of the edition; empty when it is that of no single one."""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """The document of 2019."""

    title: Text
    subtitle: Text
    publishers: tuple[str, ...]
    edition: str
    date: str
    reference: str
    pages: str
    url: str
    """The page of the publisher, for all languages."""
    addresses: tuple[Address, ...] = ()
    """Others of the publisher, each of one edition."""
    superseded: tuple[Address, ...] = ()
    """Copies, and pages about what came before."""
    editions: Mapping[str, str] = field(default_factory=dict)
    """By language, an address of the edition that somebody opened; without one, `url` serves."""
    isbn: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)

    def edition_url(self, language: str) -> tuple[str, str]:
        """Where readers of a language are sent, and the language of what is there (empty when it is not said)."""
        for code in (language, base_language(language)):
            if code in self.editions:
                return self.editions[code], code
        return self.url, ""


@dataclass(frozen=True, slots=True)
class Erratum:
    """An error of a source that is not repeated here."""

    where: str
    """Key of `Catalogue.sources` and the place in it."""
    printed: Text
    right: Text


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The framework. Mappings are by id, in the order of the source."""

    publication: Publication
    sources: Mapping[str, Text]
    """A source ends in `/` or `:` where a place in it follows without a space."""
    errata: tuple[Erratum, ...]
    layers: Mapping[str, Layer]
    planning_steps: Mapping[str, PlanningStep]
    goals: Mapping[str, Goal]
    targets: Mapping[str, Target]
    use_cases: Mapping[str, UseCase]
    workflows: Mapping[str, Workflow]
    building_blocks: Mapping[str, BuildingBlock]
    specifications: Mapping[str, Specification]
    further_use_cases: Mapping[str, FurtherUseCase]
    reference_use_cases: Mapping[str, ReferenceUseCase]

    def of(self, kind: Kind) -> Mapping[str, Entry]:
        """The entries of a kind."""
        return self._by_kind[kind]

    def entry(self, key: Key) -> Entry | None:
        """An entry; None when there is none of that id."""
        return self._by_kind[key[0]].get(key[1])

    def entries(self) -> Iterator[Entry]:
        """All entries, layer by layer."""
        for entries in self._by_kind.values():
            yield from entries.values()

    def related(self, entry: Entry, kind: Kind) -> tuple[Entry, ...]:
        """The entries of a kind that are related to an entry, whichever of the two says so, in catalogue order."""
        return self._relations.get((entry.key, kind), ())

    @cached_property
    def _by_kind(self) -> dict[Kind, Mapping[str, Entry]]:
        return {
            Kind.GOAL: self.goals,
            Kind.TARGET: self.targets,
            Kind.USE_CASE: self.use_cases,
            Kind.WORKFLOW: self.workflows,
            Kind.BUILDING_BLOCK: self.building_blocks,
            Kind.SPECIFICATION: self.specifications,
        }

    @cached_property
    def _relations(self) -> dict[tuple[Key, Kind], tuple[Entry, ...]]:
        pairs: dict[tuple[Key, Kind], set[str]] = {}
        for one, other in self._pairs():
            pairs.setdefault((one, other[0]), set()).add(other[1])
            pairs.setdefault((other, one[0]), set()).add(one[1])
        return {
            (key, kind): tuple(entry for name, entry in self.of(kind).items() if name in names)
            for (key, kind), names in pairs.items()
        }

    def _pairs(self) -> Iterator[tuple[Key, Key]]:
        for target in self.targets.values():
            yield target.key, (Kind.GOAL, target.goal)
        for case in self.use_cases.values():
            yield from ((case.key, (Kind.TARGET, name)) for name in case.targets)
            parts: tuple[UseCase | Step, ...] = (case, *case.steps)
            for part in parts:
                yield from ((case.key, (Kind.WORKFLOW, name)) for name in part.workflows)
                yield from ((case.key, (Kind.BUILDING_BLOCK, name)) for name in part.building_blocks)
            goals = dict.fromkeys(self.targets[name].goal for name in case.targets)
            yield from ((case.key, (Kind.GOAL, goal)) for goal in goals)
        for workflow in self.workflows.values():
            yield from ((workflow.key, (Kind.BUILDING_BLOCK, name)) for name in workflow.building_blocks)
        for block in self.building_blocks.values():
            yield from ((block.key, (Kind.WORKFLOW, name)) for name in block.workflows)
        for specification in self.specifications.values():
            yield from ((specification.key, (Kind.BUILDING_BLOCK, one.id)) for one in specification.building_blocks)
