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
from typing import TYPE_CHECKING, Any

from playbook.diagnostics import Edit, Problem
from playbook.sdg.catalogue import Kind
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.gitbook.document import Document
    from playbook.gitbook.front_matter import FrontMatter
    from playbook.sdg.catalogue import Catalogue, Entry

KEY = "sdg"
"""The key of the front matter."""
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
AUTOLINK = "autolink"
ALL = ("*",)
"""Every term, for `autolink`."""

UNKNOWN, MALFORMED, CASE = "SDG001", "SDG002", "SDG003"


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
    if KEY not in document.front_matter.values:
        return NOTHING
    reader = _Reader(document.front_matter, catalogue)
    reader.read(document.front_matter.values[KEY])
    return Citations(tuple(reader.cited.values()), reader.autolink, tuple(reader.problems))


class _Reader:
    def __init__(self, meta: FrontMatter, catalogue: Catalogue) -> None:
        self.meta = meta
        self.catalogue = catalogue
        self.cited: dict[tuple[Kind, str], Citation] = {}
        self.autolink: tuple[str, ...] | None = None
        self.problems: list[Problem] = []

    def read(self, value: Any) -> None:  # noqa: ANN401 (YAML)
        if not isinstance(value, dict):
            self._malformed(
                (KEY,), f"the value of {KEY!r} is not a mapping", "write `targets:`, `use_cases:` … below it"
            )
            return
        for key, names in value.items():
            if key == AUTOLINK:
                self.autolink = self._wanted(names)
            elif key in LISTS:
                for path, name in self._names(key, names):
                    self._cite(LISTS[key], path, name)
            else:
                near = get_close_matches(key, (*LISTS, AUTOLINK), 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join((*LISTS, AUTOLINK))}"
                span = self.meta.key_spans.get((KEY, key), Span(0, 0))
                self.problems.append(Problem(MALFORMED, span, f"{KEY!r} has no key {key!r}", hint))

    def _names(self, key: str, names: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:  # noqa: ANN401 (YAML)
        if isinstance(names, str):
            yield (KEY, key), names
            return
        if not isinstance(names, list):
            self._malformed((KEY, key), f"the value of {key!r} is not a list", f"write `{key}: [one, other]`")
            return
        for number, name in enumerate(names):
            if isinstance(name, str):
                yield (KEY, key, number), name
            else:
                self._malformed((KEY, key, number), f"an entry of {key!r} is not a name", "write the id of an entry")

    def _cite(self, kind: Kind, path: tuple[str | int, ...], name: str) -> None:
        known = self.catalogue.of(kind)
        entry = known.get(name)
        if entry is None:
            folded = name.strip().casefold().replace("_", "-").replace(" ", "-")
            entry = known.get(folded)
            if entry is None:
                self._unknown(kind, path, name, folded)
                return
            span = self._span(path)
            message = f"{name!r} is written {entry.id!r} in the framework"
            self.problems.append(Problem(CASE, span, message, f"write {entry.id}", (Edit(span, entry.id),)))
        self.cited.setdefault(entry.key, Citation(entry, self._span(path)))

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
        self.problems.append(Problem(UNKNOWN, self._span(path), message, hint))

    def _wanted(self, value: Any) -> tuple[str, ...]:  # noqa: ANN401 (YAML)
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return ALL if value.lower() == "true" else ()
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return tuple(value)
        self._malformed((KEY, AUTOLINK), f"the value of {AUTOLINK!r} is not true, false or a list of ids", "")
        return ()

    def _malformed(self, path: tuple[str | int, ...], message: str, hint: str) -> None:
        self.problems.append(Problem(MALFORMED, self._span(path), message, hint))

    def _span(self, path: tuple[str | int, ...]) -> Span:
        """Where a value is; the values of an alias are where the alias is."""
        while path and path not in self.meta.spans:
            path = path[:-1]
        return self.meta.spans.get(path, Span(0, 0))


def _by_name(catalogue: Catalogue, kind: Kind, wanted: str) -> str:
    """The id of the entry that somebody named by its name in any language."""
    folded = wanted.strip().casefold()
    for entry in catalogue.of(kind).values():
        if any(text.casefold() == folded for text in entry.name.texts.values()):
            return entry.id
    return ""
