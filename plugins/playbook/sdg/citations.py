"""What a page says of the framework in its front matter.

```yaml
sdg:
  targets: ["9.1", "16.6"]
  use_cases: [remote-learning]
  workflows: [client-communication]
  building_blocks: [messaging]
  autolink: true        # or a list of ids: link the first mention of these terms
```
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator

from playbook.diagnostics import Edit, Problem
from playbook.gitbook.keys import Keys, refuse
from playbook.sdg.catalogue_file import load
from playbook.sdg.kinds import Kind
from playbook.sdg.section import CASE, SECTION, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from playbook.gitbook.document import Document
    from playbook.gitbook.front_matter import FrontMatter
    from playbook.gitbook.positioned_yaml import Path
    from playbook.sdg.catalogue import Catalogue, Entry
    from playbook.source import Span

ALL = ("*",)
"""Every term, for `autolink`."""


def _one_or_more(value: object) -> object:
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        raise refuse(kind="a list", hint="write it as in `[one, other]`")
    return value


def _wanted(value: object) -> object:
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return ALL if value.lower() == "true" else ()
    if not isinstance(value, list):
        raise refuse(kind="true, false or a list of ids")
    return value


Ids = Annotated[tuple[str, ...], BeforeValidator(_one_or_more, json_schema_input_type=str | tuple[str, ...])]


class Sdg(Keys):
    """The entries of the SDG Digital Investment Framework that the page serves, by their ids."""

    goals: Ids = ()
    """Sustainable Development Goals, as in `["9"]`; targets say them too."""
    targets: Ids = ()
    """Targets of the goals, as in `["9.1", "16.6"]`."""
    use_cases: Ids = ()
    """Use cases, as in `[remote-learning]`."""
    workflows: Ids = ()
    """WorkFlows, as in `[client-communication]`."""
    building_blocks: Ids = ()
    """ICT building blocks, as in `[messaging]`."""
    autolink: (
        Annotated[tuple[str, ...], BeforeValidator(_wanted, json_schema_input_type=bool | tuple[str, ...])] | None
    ) = None
    """Whether the first mention of each term is linked: true, false or a list of ids; the project decides otherwise."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Let editors offer the ids of the framework; a project may have others."""
        made = handler(core)
        own = handler.resolve_ref_schema(made)
        catalogue = load()
        for key, kind in LISTS.items():
            items = {"type": "string", "examples": [*catalogue.of(kind)]}
            own["properties"][key]["anyOf"] = [{"type": "string"}, {"type": "array", "items": items}]
        return made


LISTS = {
    "goals": Kind.GOAL,
    "targets": Kind.TARGET,
    "use_cases": Kind.USE_CASE,
    "workflows": Kind.WORKFLOW,
    "building_blocks": Kind.BUILDING_BLOCK,
}
"""What the lists below it name."""
LISTS_OF = {kind: key for key, kind in LISTS.items()}
"""The list that names entries of a kind."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry of the framework that a page serves."""

    entry: Entry
    span: Span
    """Where the front matter names it."""


@dataclass(frozen=True)
class Citations:
    """What a page says of the framework."""

    cited: tuple[Citation, ...] = ()
    """In the order of the page, each entry once."""
    autolink: tuple[str, ...] | None = None
    """The terms that the page wants linked; None when it leaves that to the project."""
    problems: tuple[Problem, ...] = ()

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of a kind."""
        return tuple(one.entry for one in self.cited if one.entry.kind is kind)


NOTHING = Citations()


def citations(document: Document, catalogue: Catalogue) -> Citations:
    """What a page says of the framework; entries that do not exist are left out."""
    reading = SECTION.read(document.front_matter)
    if reading.value is None:
        return Citations(problems=reading.problems) if reading.problems else NOTHING
    reader = _Reader(document.front_matter, catalogue, list(reading.problems))
    reader.read(reading.value)
    return Citations(tuple(reader.cited.values()), reading.value.autolink, tuple(reader.problems))


class _Reader:
    def __init__(self, meta: FrontMatter, catalogue: Catalogue, problems: list[Problem]) -> None:
        self.meta = meta
        self.catalogue = catalogue
        self.cited: dict[tuple[Kind, str], Citation] = {}
        self.problems = problems

    def read(self, value: Sdg) -> None:
        written = self.meta.values[SECTION.key]
        for key in written:
            if key in LISTS:
                for path, name in zip(_paths(key, written[key]), getattr(value, key), strict=True):
                    self._cite(LISTS[key], path, name)

    def _cite(self, kind: Kind, path: tuple[str | int, ...], name: str) -> None:
        known = self.catalogue.of(kind)
        entry = known.get(name)
        if entry is None:
            folded = name.strip().casefold().replace("_", "-").replace(" ", "-")
            entry = known.get(folded)
            if entry is None:
                self._unknown(kind, path, name, folded)
                return
            span = self.meta.places.span(path)
            message = f"{name!r} is written {entry.id!r} in the framework"
            self.problems.append(Problem(CASE, span, message, f"write {entry.id}", (Edit(span, entry.id),)))
        self.cited.setdefault(entry.key, Citation(entry, self.meta.places.span(path)))

    def _unknown(self, kind: Kind, path: tuple[str | int, ...], name: str, folded: str) -> None:
        known = self.catalogue.of(kind)
        elsewhere = next((LISTS_OF[other] for other in LISTS_OF if folded in self.catalogue.of(other)), "")
        near = _by_name(self.catalogue, kind, name) or next(iter(get_close_matches(folded[:60], known, 1, 0.5)), "")
        if elsewhere:
            hint = f"it belongs to `{elsewhere}`"
        elif near:
            label = known[near].name.to("en")
            hint = f"did you mean {near!r}" + (f" ({label})?" if label else "?")
        else:
            hint = "`playbook sdg export` lists all entries"
        message = f"the framework has no {kind.replace('-', ' ')} {name!r}"
        self.problems.append(Problem(UNKNOWN, self.meta.places.span(path), message, hint))


def _paths(key: str, written: object) -> Iterator[Path]:
    """Where the ids of a list are: what is no id was left out."""
    if isinstance(written, list):
        yield from ((SECTION.key, key, number) for number, name in enumerate(written) if isinstance(name, str))
    elif isinstance(written, str):
        yield SECTION.key, key


def _by_name(catalogue: Catalogue, kind: Kind, wanted: str) -> str:
    """The id of the entry that somebody named by its name in any language."""
    folded = wanted.strip().casefold()
    for entry in catalogue.of(kind).values():
        if any(text.casefold() == folded for text in entry.name.texts.values()):
            return entry.id
    return ""
