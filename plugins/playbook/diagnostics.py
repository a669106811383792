"""What is wrong, where, and how to cure it."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playbook.source import Location, Source, Span

    Check = Callable[[Any], Iterable["Finding"]]
    CheckT = TypeVar("CheckT", bound=Check)

CODE = re.compile(r"(GB|FIG|LNK|SDG|REV|TRA)\d{3}")


class UserError(Exception):
    """What a person can set right. Its text is for that person: what is wrong, and how to cure it."""


class Severity(StrEnum):
    """How bad a finding is; the levels of SARIF 2.1.0."""

    ERROR = "error"
    """Readers lose something: a dead link, a missing figure, text that does not appear."""
    WARNING = "warning"
    """The page can be read, but it is not what the author meant, or it will break elsewhere."""
    NOTE = "note"
    """Worth knowing."""

    @property
    def rank(self) -> int:
        """2 for an error, 1 for a warning, 0 for a note."""
        return {"error": 2, "warning": 1, "note": 0}[self.value]


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement that cures a finding (LSP `TextEdit`)."""

    span: Span
    """What goes, in the source of the finding."""
    text: str
    """What comes in its place."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in one text, found while it was read; the text does not know its file."""

    code: str
    """The code of the rule that reports it."""
    span: Span
    message: str
    hint: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found."""

    source: Source
    """The file; a source with an empty text for a file that is not a text."""
    span: Span
    message: str
    """What is wrong: the subject, the thing quoted as it is written, the problem; no full stop."""
    hint: str = ""
    """How to cure it."""
    edits: tuple[Edit, ...] = ()
    severity: Severity | None = None
    """How bad it is here, where that differs from the rule; the settings have the last word."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with its rule and its place: what is printed."""

    location: Location
    end: Location
    code: str
    name: str
    severity: Severity
    message: str
    hint: str = ""
    edits: tuple[Edit, ...] = ()
    source: Source | None = field(default=None, repr=False, compare=False)
    """The file that `edits` are for, and whose lines reports show; None where no file was read."""

    @property
    def line(self) -> str:
        """The line of the place as it is written; empty for a file that is not a text."""
        return self.source.line(self.location.line) if self.source is not None else ""

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """The order in which diagnostics are shown: by place, then by code."""
        return self.location, self.code, self.message

    def __str__(self) -> str:
        line = f"{self.location}: {self.severity} {self.code} {self.message}"
        return f"{line}\n    hint: {self.hint}" if self.hint else line


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule about a site."""

    code: str
    """Family and three digits (`GB001`); never used again for another rule."""
    name: str
    """A few words with hyphens (`unclosed-tag`)."""
    severity: Severity
    check: Check
    """Yields what is wrong in a `Site`."""
    on_request: bool = False
    """Whether it is followed only by a project whose settings give it a severity."""

    @property
    def documentation(self) -> str:
        """Why the rule exists and how to cure what it finds (the docstring of its function)."""
        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        """The first sentence of the documentation, on one line."""
        return " ".join(self.documentation.partition("\n\n")[0].split())


RULES: dict[str, Rule] = {}
"""Every rule whose module was imported, by code; `playbook.checks` imports them all."""


def rule(code: str, name: str, severity: Severity, *, on_request: bool = False) -> Callable[[CheckT], CheckT]:
    """Make a function a rule.

    The function takes a `Site` and yields a `Finding` for each place; its docstring is the rule's
    documentation.

    Args:
        code: Family and three digits.
        name: A few words with hyphens.
        severity: That of its findings.
        on_request: Whether it is followed only by a project whose settings give it a severity.

    Raises:
        ValueError: The code is malformed or taken.
    """
    if not CODE.fullmatch(code) or code in RULES:
        message = f"rule code {code!r} is malformed or already in use"
        raise ValueError(message)

    def register(check: CheckT) -> CheckT:
        RULES[code] = Rule(code, name, severity, check, on_request)
        return check

    return register
