"""A YAML file of a space, asked for what it should hold; what is there instead is reported."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from playbook.diagnostics import Edit, Problem
from playbook.gitbook.positioned_yaml import Path, read_yaml

if TYPE_CHECKING:
    from playbook.source import Source, Span


class YamlFile:
    """A YAML file and what is wrong with it."""

    def __init__(self, source: Source, code: str) -> None:
        self.code = code
        self.tree = read_yaml(source.text, code)
        self.problems = list(self.tree.problems)

    def report(self, span: Span, message: str, hint: str = "", code: str = "", edits: tuple[Edit, ...] = ()) -> None:
        """Report a problem, with the code of the file unless there is another."""
        self.problems.append(Problem(code or self.code, span, message, hint, edits))

    def at(self, path: Path) -> Any:  # noqa: ANN401 (YAML)
        """The value at a path; None when there is none."""
        value = self.tree.value
        for key in path:
            if isinstance(value, dict):
                value = value.get(key)
            else:
                value = value[key] if isinstance(value, list) and isinstance(key, int) else None
        return value

    def mapping(self, path: Path) -> dict[str, Any]:
        """The mapping at a path; empty, and reported, when there is something else."""
        value = self.at(path)
        if isinstance(value, dict):
            return value
        if value is not None:
            self.report(self.tree.span(path), f"{called(path)} is not a mapping of keys to values")
        return {}

    def sequence(self, path: Path) -> list[Any]:
        """The list at a path; empty, and reported, when there is something else."""
        value = self.at(path)
        if isinstance(value, list):
            return value
        if value is not None:
            self.report(self.tree.span(path), f"{called(path)} is not a list")
        return []

    def only(self, path: Path, known: tuple[str, ...]) -> None:
        """Report the keys of a mapping that GitBook does not know."""
        for key in self.mapping(path):
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"GitBook reads {', '.join(known)}"
                self.report(self.tree.key_span((*path, key)), f"GitBook does not know the key {key!r}", hint, "GB049")


def called(path: Path) -> str:
    """How a message names the value at a path."""
    return repr(path[-1]) if path else "the file"
