"""What becomes of each construct of the dialect, from the cases in tests/blocks and tests/rules: CONFORMANCE.md and a site to look at.

    python tests/conformance.py [DIRECTORY]

writes CONFORMANCE.md and, below DIRECTORY (.cache/conformance unless given), a site with every case in English, and below fr/ in
French: what is written, and what readers see of it. Neither can say what the tests do not prove: a construct is there because it
has a case file, and what is said of a case is its title, which the tests hold to the result; conformance.yml names the tests of
what a case cannot hold, and the rule that reports each malformed form.
"""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from cases import Case, read_cases

ROOT = Path(__file__).parent.parent
BLOCKS = ROOT / "tests" / "blocks"
RULES = ROOT / "tests" / "rules"
TABLE = ROOT / "CONFORMANCE.md"
DATA: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "conformance.yml").read_text(encoding="utf-8"))
EXAMPLE = 80
"""Characters of an example in the table."""
INTRODUCTION = """\
# Conformance

What of GitBook's dialect is read, and what becomes of it. `make conformance` makes these tables of the cases in
[tests/blocks](tests/blocks), each of which the tests hold to its exact HTML, and a site that shows them all in the
site's look, light and dark, in English and French. The numbers are the sections of the description of the format on
which the reader is built.

"""
TITLE = re.compile(r"# (?P<name>.+?) \(gitbook-format\.md (?P<sections>§[\d., §]+)\)(?P<note>.*)")
TAG = re.compile(r"<[a-z][^<>]*>")
SAID = re.compile(r"^\S+: (?:error|warning|note) .*(?:\n +hint: .*)?", re.MULTILINE)


class Construct(NamedTuple):
    """What a case file is about."""

    file: Path
    name: str
    sections: str
    note: str
    cases: list[Case]

    @property
    def limits(self) -> str:
        """What it does not do."""
        return DATA["limits"].get(self.file.name, "")


class Malformed(NamedTuple):
    """A form that GitBook does not write, as pages have it all the same."""

    form: str
    becomes: str
    rule: str
    why: str
    said: str
    """What the rule says in the first of its cases."""


def constructs() -> list[Construct]:
    """Every construct, in the order of the format's description."""
    found = []
    for file in sorted(BLOCKS.glob("*.md")):
        title = TITLE.match(file.read_text(encoding="utf-8"))
        assert title is not None, f"{file.name} begins with no title like `# name (gitbook-format.md §1)`"
        found.append(Construct(file, title["name"], title["sections"], title["note"].strip(" ;"), read_cases(file)))
    return sorted(found, key=lambda one: [int(number) for number in re.findall(r"\d+", one.sections)])


def malformed() -> list[Malformed]:
    """Every malformed form."""
    made = []
    for one in DATA["malformed"]:
        rule = one["rule"]
        cases = yaml.safe_load((RULES / f"{rule}.yml").read_text(encoding="utf-8")) if rule else []
        said = next((found[0] for case in cases if (found := SAID.search(case["expected"]))), "")
        made.append(Malformed(one["form"], one["becomes"], rule, one.get("why", ""), said))
    return made


def table() -> str:
    """CONFORMANCE.md."""
    rows = [[
        f"[{cell(one.name)}](tests/blocks/{one.file.name})", one.sections, cell(f"in part: {one.limits}" if one.limits else "whole"),
        str(len(one.cases)), code(shorten(one.cases[0].given)), becomes(one), "<br>".join(cell(case.title) for case in one.cases),
    ] for one in constructs()]  # fmt: skip
    beyond = [
        [
            cell(one["construct"]),
            one["section"],
            cell(one["what"]),
            ", ".join(f"[{test.rpartition('/')[2]}]({test.partition('::')[0]})" for test in one["tests"]),
        ]
        for one in DATA["beyond_blocks"]
    ]
    forms = [
        [
            one.form if "`" in one.form else cell(one.form),
            cell(one.becomes),
            f"[{one.rule}](RULES.md#{one.rule.lower()})" if one.rule else cell(f"nothing: {one.why}"),
            "<br>".join(code(line.strip()) for line in one.said.split("\n") if line),
        ]
        for one in malformed()
    ]
    total = sum(len(one.cases) for one in constructs())
    heads = "Construct | Section | Supported | Cases | An example | Becomes | What the cases show"
    return (
        f"{INTRODUCTION}## Blocks and inline text\n\n{len(rows)} constructs, {total} cases.\n\n{_table(heads, rows)}\n"
        f"## Pages, spaces and what a browser does\n\n{_table('Construct | Section | What is read | Tests', beyond)}\n"
        "## Malformed forms\n\nWhat pages have that GitBook does not write (§2, §13, §15, §20): what readers see, and what"
        f" `playbook check` says.\n\n{_table('Form | Becomes | Rule | For example', forms)}"
    )


def _table(heads: str, rows: list[list[str]]) -> str:
    lines = [f"| {heads} |", f"|{' --- |' * (heads.count('|') + 1)}", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines) + "\n"


def shorten(given: str) -> str:
    """The line of a case that shows its construct."""
    lines = [line for line in given.split("\n") if line.strip()]
    example = next((line for line in lines if line.startswith(("{%", "<"))), lines[0])
    return f"{example[:EXAMPLE]}…" if len(example) > EXAMPLE else example


def becomes(one: Construct) -> str:
    """The first element of what a construct becomes, but text."""
    tags = TAG.findall(one.cases[0].expected)
    found = next((tag for tag in tags if not tag.startswith(("<p>", "<br"))), next(iter(tags), ""))
    return code(found) if found else "nothing"


def cell(text: str) -> str:
    """Text for a cell of a table."""
    return escape(text, quote=False).replace("|", "\\|")


def code(text: str) -> str:
    """Code for a cell of a table."""
    mark = "``" if "`" in text else "`"
    space = " " if mark == "``" else ""
    return f"{mark}{space}{text}{space}{mark}".replace("|", "\\|")


def main() -> None:
    """Write the tables and the site."""
    from conformance_site import build  # noqa: PLC0415 (the tables need no MkDocs)

    TABLE.write_text(table(), encoding="utf-8")
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".cache" / "conformance"
    sys.stdout.write(f"{TABLE}\n{build(directory)}\n{build(directory / 'fr', 'fr')}\n")


if __name__ == "__main__":
    main()
