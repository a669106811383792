"""Reads and checks the catalogue, and what a project adds to it.

A project's file has the same form. An entry with a new id is added; one with a known id changes that entry: texts are
added by language, lists and other values are replaced.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from playbook.gitbook.positioned_yaml import Tree, read_yaml
from playbook.sdg import catalogue as model
from playbook.sdg.catalogue import FALLBACK, Catalogue, Text
from playbook.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playbook.source import Source

FILE = Path(__file__).with_name("catalogue.yml")
"""The framework of 2019."""
SCHEMA = "sdg-framework/1"
WEB = ("https://", "http://")
MOST = 20
"""Mistakes told at once."""

_Path = tuple[str | int, ...]
_TARGET = re.compile(r"(1[0-7]|[1-9])\.(?:[1-9][0-9]?|[a-d])")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

SECTIONS: dict[str, type] = {
    "layers": model.Layer,
    "planning_steps": model.PlanningStep,
    "goals": model.Goal,
    "targets": model.Target,
    "use_cases": model.UseCase,
    "workflows": model.Workflow,
    "building_blocks": model.BuildingBlock,
    "specifications": model.Specification,
    "further_use_cases": model.FurtherUseCase,
    "reference_use_cases": model.ReferenceUseCase,
}
"""The lists of entries."""
REFERENCES = {
    "goal": "goals",
    "goals": "goals",
    "targets": "targets",
    "workflows": "workflows",
    "workflows_critical": "workflows",
    "building_blocks": "building_blocks",
    "sample_use_cases": "use_cases",
    "specifications": "specifications",
}
"""Keys whose values are ids, and the list in which those must be."""
RENAMED = {"goals": {"title": "definition"}, "targets": {"title": "definition", "label": "name"}}
"""Keys of the file that the model has by another name."""
CHOICES = {
    "detail": ("full", "illustrated", "example", "listed"),
    "workflow_scope": ("listed", "all"),
    "label_mark": ("own",),
    "relation": ("same", "part-of", "partial", "related"),
}


def load(extension: Source | None = None) -> Catalogue:
    """The catalogue, with what a project adds.

    Args:
        extension: The project's file.

    Raises:
        SettingsError: The file cannot be used; the message names each place in it.
    """
    return _packaged() if extension is None else _Reader(_raw(), extension).catalogue()


@cache
def _packaged() -> Catalogue:
    return _Reader(_raw(), None).catalogue()


def _raw() -> dict[str, Any]:
    """The file as texts, lists and mappings; every value is the text that was written."""
    raw: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a base loader
    return raw


class _Reader:
    """Reads one catalogue and collects what is wrong with it."""

    def __init__(self, raw: dict[str, Any], extension: Source | None) -> None:
        self.raw = raw
        self.extension = extension
        self.tree = Tree()
        self.places: dict[tuple[str, str], int] = {}
        """The number of each entry of the project's file in its list."""
        self.problems: list[str] = []

    def catalogue(self) -> Catalogue:
        if self.extension is not None:
            self._extend(self.extension)
        self._stop()
        self.ids = {name: self._ids(name) for name in SECTIONS}
        sections = {name: self._section(name, cls) for name, cls in SECTIONS.items()}
        publication = self._publication()
        self._stop()
        return Catalogue(
            publication=publication,
            sources={name: Text(texts) for name, texts in self.raw["sources"].items()},
            errata=tuple(
                model.Erratum(one["where"], Text(one["printed"]), Text(one["right"])) for one in self.raw["errata"]
            ),
            **sections,
        )

    def _extend(self, source: Source) -> None:
        """Put the project's entries into those of the framework."""
        self.tree = read_yaml(source.text, "SDG002")
        for problem in self.tree.problems:
            self.problems.append(f"{source.location(problem.span.start)}: {problem.message}")
        added = self.tree.value
        if isinstance(added, dict) and added.get("schema", SCHEMA) != SCHEMA:
            self._report(("schema",), f"the schema is {added['schema']!r}, {SCHEMA!r} is wanted")
        if not isinstance(added, dict):
            if added is not None:
                self.problems.append(f"{source.path}: a catalogue is wanted: `workflows:`, `use_cases:` …")
            return
        for name, value in added.items():
            self._part(name, value)

    def _part(self, name: str, value: Any) -> None:  # noqa: ANN401 (YAML)
        if name in SECTIONS and isinstance(value, list):
            self._add(name, value)
        elif name in SECTIONS:
            self._report((name,), "is not a list")
        elif name == "sources":
            self.raw[name] |= self._sources(value)
        elif name == "publication":
            self._editions(value)
        elif name != "schema":
            self._known({name: value}, ("schema", "publication", "sources", *SECTIONS), ())

    def _sources(self, value: Any) -> dict[str, Mapping[str, str]]:  # noqa: ANN401 (YAML)
        """Sources with their texts by language; one text is for all languages."""
        if not isinstance(value, dict):
            self._report(("sources",), "`key: text` lines are wanted")
            return {}
        return {
            name: {FALLBACK: text} if isinstance(text, str) and text else self._text(text, ("sources", name)).texts
            for name, text in value.items()
        }

    def _editions(self, value: Any) -> None:  # noqa: ANN401 (YAML)
        if not isinstance(value, dict):
            self._report(("publication",), "`editions: {fr: https://…}` is wanted")
            return
        self._known(value, ("editions",), ("publication",))
        editions = self._texts(value.get("editions", {}), ("publication", "editions"))
        for language, url in editions.items():
            if not url.startswith(WEB):
                self._report(("publication", "editions", language), f"{url!r} is no address on the web")
        self.raw["publication"]["editions"] = self.raw["publication"]["editions"] | editions

    def _texts(self, value: Any, path: _Path) -> dict[str, str]:  # noqa: ANN401 (YAML)
        if isinstance(value, dict) and all(isinstance(text, str) and text for text in value.values()):
            return value
        self._report(path, "`key: text` lines are wanted")
        return {}

    def _add(self, name: str, entries: list[Any]) -> None:
        known = {entry["id"]: place for place, entry in enumerate(self.raw[name])}
        for number, entry in enumerate(entries):
            identifier = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(identifier, str) or not identifier:
                self._report((name, number), "an entry has no id")
            elif (name, identifier) in self.places:
                self._report((name, number, "id"), f"{identifier!r} is there twice")
            else:
                self.places[name, identifier] = number
                if identifier in known:
                    self.raw[name][known[identifier]] = _merged(self.raw[name][known[identifier]], entry)
                else:
                    self.raw[name].append(entry)

    def _ids(self, name: str) -> set[str]:
        ids: set[str] = set()
        for entry in self.raw.get(name, []):
            if entry["id"] in ids:
                self._report((name, entry["id"]), "the id is there twice")
            ids.add(entry["id"])
        return ids

    def _section(self, name: str, cls: type) -> dict[str, Any]:
        made = {}
        for entry in self.raw.get(name, []):
            values = self._values(
                cls, {RENAMED.get(name, {}).get(k, k): v for k, v in entry.items()}, (name, entry["id"])
            )
            if name == "targets":
                values.setdefault("name", Text())
                self._number(values)
            if not self._missing(cls, values, (name, entry["id"])):
                made[entry["id"]] = cls(**values)
        return made

    def _number(self, values: dict[str, Any]) -> None:
        match = _TARGET.fullmatch(values["id"])
        if match is None or match[1] != values.get("goal"):
            message = f"target {values['id']!r} is not numbered after its goal {values.get('goal')!r}"
            self._report(("targets", values["id"], "goal"), message)

    def _values(self, cls: type, entry: Mapping[str, Any], path: _Path) -> dict[str, Any]:
        """The fields of an entry; keys named after a language are marks."""
        known = {field.name: str(field.type) for field in fields(cls)}
        marks = {
            key: value for key, value in entry.items() if _LANGUAGE.fullmatch(key) and len(key) < 3 and key not in known
        }
        plain = {key: value for key, value in entry.items() if key not in marks}
        self._known(plain, tuple(known), path)
        values = {key: self._value(known[key], value, (*path, key)) for key, value in plain.items() if key in known}
        if marks and "marks" in known:
            values["marks"] = marks
        return values

    def _value(self, kind: str, value: Any, path: _Path) -> Any:  # noqa: ANN401 (YAML)
        read: dict[str, Callable[[Any, _Path], Any]] = {
            "str": self._string,
            "Text": self._text,
            "tuple[str, ...]": self._list,
            "Mapping[str, tuple[str, ...]]": self._lists,
            "tuple[Step, ...]": self._steps,
            "tuple[Relation, ...]": self._related,
        }
        return read[kind](value, path)

    def _string(self, value: Any, path: _Path) -> str:  # noqa: ANN401 (YAML)
        if not isinstance(value, str) or not value:
            self._report(path, "a text is wanted")
            return ""
        name = str(path[-1])
        if name in CHOICES and value not in CHOICES[name]:
            self._report(path, f"{value!r} is not one of {', '.join(CHOICES[name])}")
        if name == "source":
            for part in value.split("; "):
                if part.split(" ")[0] not in self.raw["sources"]:
                    self._report(path, f"{part.split(' ')[0]!r} is not among the sources")
        if name.endswith("url") and not value.startswith(WEB):
            self._report(path, f"{value!r} is no address on the web")
        self._exists(path, value)
        return value

    def _text(self, value: Any, path: _Path) -> Text:  # noqa: ANN401 (YAML)
        if (
            not isinstance(value, dict)
            or not value
            or not all(isinstance(text, str) and text for text in value.values())
        ):
            self._report(path, "a text for each language is wanted: `{en: …, fr: …}`")
            return Text({FALLBACK: "?"})
        for language in value:
            if not _LANGUAGE.fullmatch(language):
                self._report((*path, language), f"{language!r} is no language code")
        return Text(value)

    def _list(self, value: Any, path: _Path) -> tuple[str, ...]:  # noqa: ANN401 (YAML)
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self._report(path, "a list of texts is wanted")
            return ()
        for number, one in enumerate(value):
            self._exists((*path, number), one)
        return tuple(value)

    def _lists(self, value: Any, path: _Path) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 (YAML)
        if not isinstance(value, dict):
            self._report(path, "a list for each language is wanted")
            return {}
        return {language: self._list(texts, (*path, language)) for language, texts in value.items()}

    def _steps(self, value: Any, path: _Path) -> tuple[model.Step, ...]:  # noqa: ANN401 (YAML)
        steps = []
        for number, step in self._mappings(value, path):
            values = self._values(model.Step, step, (*path, number))
            if not self._missing(model.Step, values, (*path, number)):
                steps.append(model.Step(**values))
        return tuple(steps)

    def _related(self, value: Any, path: _Path) -> tuple[model.Relation, ...]:  # noqa: ANN401 (YAML)
        related = []
        for number, one in self._mappings(value, path):
            values = self._values(model.Relation, one, (*path, number))
            self._exists((*path, number), values.get("id", ""))
            if not self._missing(model.Relation, values, (*path, number)):
                related.append(model.Relation(**values))
        return tuple(related)

    def _mappings(self, value: Any, path: _Path) -> Iterator[tuple[int, Mapping[str, Any]]]:  # noqa: ANN401 (YAML)
        if not isinstance(value, list):
            self._report(path, "a list is wanted")
            return
        for number, one in enumerate(value):
            if isinstance(one, dict):
                yield number, one
            else:
                self._report((*path, number), "`key: value` lines are wanted")

    def _exists(self, path: _Path, name: str) -> None:
        """Report an id that no entry has."""
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        section = REFERENCES.get(key)
        if section is None or path[0] == "planning_steps" or name in self.ids[section]:
            return
        near = get_close_matches(name, self.ids[section], 1)
        self._report(path, f"{name!r} is not among the {section}" + (f"; did you mean {near[0]!r}?" if near else ""))

    def _publication(self) -> model.Publication:
        values = dict(self.raw["publication"])
        read: dict[str, Any] = {key: Text(values.pop(key)) for key in ("title", "subtitle")}
        read |= {"publishers": tuple(values.pop("publishers")), "marks": {"fr": values.pop("fr")}}
        for key in ("addresses", "superseded"):
            read[key] = tuple(model.Address(**one) for one in values.pop(key))
        return model.Publication(**read, **values)

    def _missing(self, cls: type, values: Mapping[str, Any], path: _Path) -> bool:
        lacking = [
            one.name
            for one in fields(cls)
            if one.default is MISSING and one.default_factory is MISSING and one.name not in values
        ]
        if lacking:
            self._report(path, f"{', '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing")
        return bool(lacking)

    def _known(self, values: Mapping[str, Any], names: tuple[str, ...], path: _Path) -> None:
        for key in values:
            if key not in names:
                near = get_close_matches(str(key), names, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                self._report((*path, key), f"there is no key {key!r}{hint}")

    def _report(self, path: _Path, message: str) -> None:
        self.problems.append(f"{self._place(path)}: {message}")

    def _place(self, path: _Path) -> str:
        """Where a value is: line and column in the project's file, or else its path."""
        shown = ".".join(map(str, path))
        if self.extension is None:
            return f"{FILE.name}: {shown}"
        inside = path
        if len(path) > 1 and (number := self.places.get((str(path[0]), str(path[1])))) is not None:
            inside = (path[0], number, *path[2:])
        span = self.tree.key_span(inside) if inside in self.tree.key_spans else self.tree.span(inside)
        return f"{self.extension.location(span.start)}: {shown}"

    def _stop(self) -> None:
        if self.problems:
            more = len(self.problems) - MOST
            told = [*self.problems[:MOST], *([f"and {more} more"] if more > 0 else [])]
            raise SettingsError("catalogue", "\n    ".join(["the catalogue cannot be used", *told]))


def _merged(old: Any, new: Any) -> Any:  # noqa: ANN401 (YAML)
    if isinstance(old, dict) and isinstance(new, dict):
        return old | {key: _merged(old.get(key), value) for key, value in new.items()}
    return new
