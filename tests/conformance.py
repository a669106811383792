"""What becomes of each construct of the dialect, from the cases in tests/blocks: CONFORMANCE.md and a page to look at.

    python tests/conformance.py [DIRECTORY [LANGUAGE]]

writes CONFORMANCE.md and, below DIRECTORY (.cache/conformance unless given), a page with each case: what is written,
and what readers see of it in the site's look. Neither can say what the tests do not prove: a construct is there because
it has a case file, and what is said of a case is its title, which the tests hold to the result.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from cases import Case, read_cases
from markdown import markdown

from playbook.markdown.references import Unresolved

ROOT = Path(__file__).parent.parent
BLOCKS = ROOT / "tests" / "blocks"
TABLE = ROOT / "CONFORMANCE.md"
PLACE = "the-cases-stand-here"
EXAMPLE = 80
"""Characters of an example in the table."""
INTRODUCTION = """\
# Conformance

What of GitBook's dialect is read, and what becomes of it. `make conformance` makes this table of the cases in
[tests/blocks](tests/blocks), each of which the tests hold to its exact HTML, and a page that shows them all in the
site's look. The numbers are the sections of the description of the format on which the reader is built.

"""
CONFIGURATION = """\
site_name: Conformance
theme:
  name: material
  language: {language}
  font: false
  palette:
    - {{media: "(prefers-color-scheme)", toggle: {{icon: material/brightness-auto, name: auto}}}}
    - {{media: "(prefers-color-scheme: light)", scheme: default, toggle: {{icon: material/weather-sunny, name: light}}}}
    - {{media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {{icon: material/weather-night, name: dark}}}}
markdown_extensions: [pymdownx.highlight, pymdownx.superfences]
plugins: [playbook/gitbook]
"""
STYLE = """<style>
.conformance { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1rem; align-items: start }
.conformance > * { min-width: 0 }
.conformance > pre { margin: 0; white-space: pre-wrap }
.conformance > div > :first-child { margin-top: 0 }
@media (max-width: 60em) { .conformance { grid-template-columns: minmax(0, 1fr) } }
</style>"""
TITLE = re.compile(r"# (?P<name>.+?) \(gitbook-format\.md (?P<sections>§[\d., §]+)\)(?P<note>.*)")
TAG = re.compile(r"<[a-z][^<>]*>")
PICTURE = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160"><rect width="320" height="160" fill="#9bb"/></svg>'
)


class Construct(NamedTuple):
    """What a case file is about."""

    file: Path
    name: str
    sections: str
    note: str
    cases: list[Case]


class Reader(Unresolved):
    """References of a page in some language."""

    def __init__(self, language: str) -> None:
        self.language = language


def constructs() -> list[Construct]:
    """Every construct, in the order of the format's description."""
    found = []
    for file in sorted(BLOCKS.glob("*.md")):
        title = TITLE.match(file.read_text(encoding="utf-8"))
        assert title is not None, f"{file.name} begins with no title like `# name (gitbook-format.md §1)`"
        found.append(Construct(file, title["name"], title["sections"], title["note"].strip(" ;"), read_cases(file)))
    return sorted(found, key=lambda one: [int(number) for number in re.findall(r"\d+", one.sections)])


def table() -> str:
    """CONFORMANCE.md."""
    rows = [
        "| Construct | Section | Cases | An example | Becomes | What the cases show |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for one in constructs():
        lines = [line for line in one.cases[0].given.split("\n") if line.strip()]
        example = next((line for line in lines if line.startswith(("{%", "<"))), lines[0])
        shortened = f"{example[:EXAMPLE]}…" if len(example) > EXAMPLE else example
        tags = TAG.findall(one.cases[0].expected)
        becomes = next((tag for tag in tags if " class=" in tag), next(iter(tags), ""))
        cells = [
            f"[{_cell(one.name)}](tests/blocks/{one.file.name})",
            one.sections,
            str(len(one.cases)),
            _code(shortened),
            _code(becomes) if becomes else "nothing",
            "<br>".join(_cell(case.title) for case in one.cases),
        ]
        rows.append(f"| {' | '.join(cells)} |")
    total = sum(len(one.cases) for one in constructs())
    return f"{INTRODUCTION}{len(rows) - 2} constructs, {total} cases.\n\n" + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return escape(text, quote=False).replace("|", "\\|")


def _code(text: str) -> str:
    mark = "``" if "`" in text else "`"
    return f"{mark}{' ' if mark == '``' else ''}{text}{' ' if mark == '``' else ''}{mark}".replace("|", "\\|")


def page(directory: Path, language: str = "en") -> Path:
    """Build the page.

    Args:
        directory: Where the site goes that consists of it.
        language: Of the interface.
    """
    with tempfile.TemporaryDirectory() as place:
        project = Path(place)
        (project / "docs").mkdir()
        (project / "mkdocs.yml").write_text(CONFIGURATION.format(language=language), encoding="utf-8")
        (project / "docs" / "SUMMARY.md").write_text("* [Conformance](README.md)\n", encoding="utf-8")
        outline = "".join(
            f"## {one.name.replace('<', chr(92) + '<')}\n\n{PLACE}-{one.file.stem}\n\n" for one in constructs()
        )
        (project / "docs" / "README.md").write_text(f"# Conformance\n\n{outline}", encoding="utf-8")
        shutil.rmtree(directory, ignore_errors=True)
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--quiet",
            "--strict",
            "--site-dir",
            str(directory.resolve()),
        ]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "plugins")}
        subprocess.run(command, cwd=project, env=environment, check=True)
    file = directory / "index.html"
    html = file.read_text(encoding="utf-8").replace("</head>", f"{STYLE}</head>")
    for one in constructs():
        shown = "\n".join(_shown(one, number, language) for number in range(len(one.cases)))
        html = html.replace(f"<p>{PLACE}-{one.file.stem}</p>", f"{escape(one.note)}{shown}")
    file.write_text(html, encoding="utf-8")
    return file


def _shown(one: Construct, number: int, language: str) -> str:
    case = one.cases[number]
    result = markdown(
        case.given,
        extensions=["playbook.markdown", "pymdownx.highlight", "pymdownx.superfences"],
        extension_configs={"playbook.markdown": {"references": Reader(language)}},
    )
    return (
        f"<h3>{escape(case.title)}</h3>\n<div class='conformance'><pre><code>{escape(case.given)}</code></pre>"
        f"<div>{_apart(result, f'{one.file.stem}-{number}')}</div></div>"
    )


def _apart(html: str, name: str) -> str:
    """HTML whose ids are no other case's, whose headings are not the page's, and whose pictures are there."""
    html = re.sub(r'(\s(?:id|for|name|aria-labelledby|aria-controls)=")(?=[^"])', rf"\1{name}-", html)
    html = re.sub(r'(\shref="#)(?=[^"])', rf"\1{name}-", html)
    html = re.sub(r"<(/?)h1\b", r"<\1h2", html)
    return re.sub(r'(<img[^<>]*?\ssrc=")(?!data:)[^"]*', rf"\1{PICTURE}", html)


def main() -> None:
    """Write the table and the page."""
    TABLE.write_text(table(), encoding="utf-8")
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".cache" / "conformance"
    sys.stdout.write(f"{TABLE}\n{page(directory, sys.argv[2] if len(sys.argv) > 2 else 'en')}\n")


if __name__ == "__main__":
    main()
