"""The report in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS), for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from playbook import __version__
from playbook.diagnostics import RULES
from playbook.reports.baseline import identities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playbook.diagnostics import Diagnostic, Rule
    from playbook.source import Location

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"
"""What relative addresses of files are relative to."""

_LINK = re.compile(r"\[([^\[\]\n]*)\](?=\()")


def render(diagnostics: Sequence[Diagnostic]) -> str:
    """One run, with the rules that found something; files below the current directory have relative addresses."""
    used = sorted({diagnostic.code for diagnostic in diagnostics})
    index = {code: number for number, code in enumerate(used)}
    run = {
        "tool": {
            "driver": {
                "name": "playbook",
                "version": __version__,
                "rules": [_rule(RULES[code]) for code in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {BASE: {"description": _message("The directory in which the check ran.")}},
        "results": [
            _result(diagnostic, index[diagnostic.code], identity)
            for diagnostic, identity in zip(diagnostics, identities(diagnostics), strict=True)
        ],
    }
    value = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n"


def literal(text: str) -> str:
    r"""A text in which nothing is taken for a placeholder or a link: `{{%`, `\[a\](b)` (§3.11.5, §3.11.6)."""
    return _LINK.sub(r"\\[\1\\]", text).replace("{", "{{").replace("}", "}}")


def _message(text: str) -> dict[str, str]:
    return {"text": literal(text)}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _message(rule.summary),
        "fullDescription": _message(rule.summary),
        "help": _message(rule.documentation) | {"markdown": literal(rule.documentation)},
        "defaultConfiguration": {"enabled": not rule.on_request, "level": str(rule.severity)},
    }


def _result(diagnostic: Diagnostic, index: int, identity: str) -> dict[str, Any]:
    message = f"{diagnostic.message}\nhint: {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    artifact = _artifact(diagnostic.location.path)
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": str(diagnostic.severity),
        "message": _message(message),
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": _region(diagnostic.location, diagnostic.end),
                }
            }
        ],
        "partialFingerprints": {"playbook/v1": identity},
    }
    if diagnostic.edits and diagnostic.source is not None:
        at = diagnostic.source.location
        replacements = [
            {
                "deletedRegion": _region(at(edit.span.start), at(edit.span.end)),
                "insertedContent": {"text": edit.text},
            }
            for edit in diagnostic.edits
        ]
        change = {"artifactLocation": artifact, "replacements": replacements}
        result["fixes"] = [
            {"description": _message(diagnostic.hint or diagnostic.message), "artifactChanges": [change]}
        ]
    return result


def _region(start: Location, end: Location) -> dict[str, int]:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _artifact(path: str) -> dict[str, str]:
    """Where a file is: relative to the base, or in full for one that lies outside of the current directory."""
    if path.startswith("../") or Path(path).is_absolute():
        return {"uri": Path.cwd().joinpath(path).resolve().as_uri()}
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": BASE}
