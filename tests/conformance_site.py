"""The site that shows every case of tests/blocks (see conformance.py); also the hook with which MkDocs builds it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import yaml
from conformance import DATA, ROOT, Construct, becomes, cell, code, constructs, malformed, shorten
from markdown import markdown

from playbook.markdown.references import Unresolved

if TYPE_CHECKING:
    from cases import Case

PLACE = "the-case-stands-here"
EXTENSIONS = ["playbook.markdown", "pymdownx.highlight"]
PALETTE = [
    {"media": "(prefers-color-scheme)", "toggle": {"icon": "material/brightness-auto", "name": "auto"}},
    {"media": "(prefers-color-scheme: light)", "scheme": "default", "toggle": {"icon": "material/weather-sunny", "name": "light"}},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "toggle": {"icon": "material/weather-night", "name": "dark"}},
]  # fmt: skip
STYLE = """\
.md-typeset .conformance { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1rem; align-items: start; margin-bottom: 2rem }
.md-typeset .conformance > * { min-width: 0 }
.md-typeset .conformance > pre { margin: 0 }
.md-typeset .conformance > pre > code { white-space: pre-wrap; overflow-wrap: anywhere }
.md-typeset .conformance > div { padding: 0 1rem; border-inline-start: 0.15rem solid var(--pb-rule) }
.md-typeset .conformance > div > :first-child { margin-top: 0 }
@media (max-width: 76em) { .md-typeset .conformance { grid-template-columns: minmax(0, 1fr) } }
"""
PICTURE = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160"><rect width="320" height="160" fill="#9bb"/></svg>'
)


class Reader(Unresolved):
    """References of a page in some language."""

    def __init__(self, language: str) -> None:
        self.language = language


def build(directory: Path, language: str = "en") -> Path:
    """Build the site.

    Args:
        directory: Where it goes.
        language: Of the interface.
    """
    with tempfile.TemporaryDirectory() as place:
        project = Path(place)
        for path, text in _pages().items():
            (project / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            (project / "docs" / path).write_text(text, encoding="utf-8")
        configuration = {
            "site_name": "Conformance",
            "theme": {"name": "material", "language": language, "font": False, "palette": PALETTE},
            "markdown_extensions": ["pymdownx.highlight", {"toc": {"permalink": "#"}}],
            "plugins": ["search", "playbook/gitbook"],
            "extra_css": ["conformance.css"],
            "hooks": [str(Path(__file__).resolve())],
        }
        (project / "mkdocs.yml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
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
        paths = os.pathsep.join([str(ROOT / "plugins"), str(ROOT / "tests")])
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": paths}
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return directory / "index.html"


def _pages() -> dict[str, str]:
    """The pages, on which the cases have their places."""
    found = constructs()
    total = sum(len(one.cases) for one in found)
    rows = "".join(
        f"| [{cell(one.name)}](blocks/{one.file.name}) | {one.sections} | {'in part' if one.limits else 'whole'} |"
        f" {len(one.cases)} | {code(shorten(one.cases[0].given))} | {becomes(one)} |\n"
        for one in found
    )
    beyond = "".join(
        f"| {cell(one['construct'])} | {one['section']} | {cell(one['what'])} |\n" for one in DATA["beyond_blocks"]
    )
    forms = "".join(
        f"| {one.form if '`' in one.form else cell(one.form)} | {cell(one.becomes)} | {one.rule or cell(f'nothing: {one.why}')} |"
        f" {'<br>'.join(code(line.strip()) for line in one.said.split(chr(10)) if line)} |\n"
        for one in malformed()
    )
    pages = {f"blocks/{one.file.name}": _page(one) for one in found}
    pages["README.md"] = (
        f"# Conformance\n\nWhat of GitBook's dialect is read, and what becomes of it: {len(found)} constructs, {total} cases.\n\n"
        f"| Construct | Section | Supported | Cases | An example | Becomes |\n{'| --- ' * 6}|\n{rows}\n"
        f"## Beyond blocks\n\n| Construct | Section | What is read |\n{'| --- ' * 3}|\n{beyond}"
    )
    pages["malformed.md"] = f"# Malformed forms\n\n| Form | Becomes | Rule | For example |\n{'| --- ' * 4}|\n{forms}"
    entries = "".join(f"* [{one.name.replace('<', chr(92) + '<')}](blocks/{one.file.name})\n" for one in found)
    pages["SUMMARY.md"] = f"* [Conformance](README.md)\n* [Malformed forms](malformed.md)\n\n## Constructs\n\n{entries}"
    pages["conformance.css"] = STYLE
    return pages


def _page(one: Construct) -> str:
    limits = f"Supported in part: {cell(one.limits)}." if one.limits else "Supported as a whole."
    note = f" Here, {cell(one.note)}." if one.note else ""
    name = one.name.replace("<", "\\<")
    parts = [f"## {cell(case.title)}\n\n{PLACE}-{one.file.stem}-{number}\n" for number, case in enumerate(one.cases)]
    return f"# {name}\n\n{one.sections}. {limits}{note}\n\n" + "\n".join(parts)


def on_page_content(html: str, *, page: Any, config: Any, **_: Any) -> str:
    """Put the cases in their places."""
    cases = {f"{one.file.stem}-{number}": case for one in constructs() for number, case in enumerate(one.cases)}
    language = config.theme["language"]
    return re.sub(rf"<p>{PLACE}-([\w-]+)</p>", lambda match: _shown(cases[match[1]], match[1], language), html)


def _shown(case: Case, name: str, language: str) -> str:
    configuration = {"playbook.markdown": {"references": Reader(language)}}
    result = markdown(case.given, extensions=EXTENSIONS, extension_configs=configuration)
    given = f"<pre><code>{escape(case.given)}\n</code></pre>"
    return f'<div class="conformance">{given}<div>{_apart(result, name)}</div></div>'


def _apart(html: str, name: str) -> str:
    """HTML whose ids are no other case's, whose headings are not the page's, and whose pictures and targets are there."""
    html = re.sub(r'(\s(?:id|for|name|aria-labelledby|aria-controls)=")(?=[^"])', rf"\1{name}-", html)
    html = re.sub(r'(\shref="#)(?=[^"])', rf"\1{name}-", html)
    html = re.sub(r'(<a\b[^<>]*?\shref=")(?!#|https?:|mailto:|tel:)[^"]*', r"\1#", html)
    html = re.sub(r"<(/?)h1\b", r"<\1h2", html)
    return re.sub(r'(<(?:img|source)\b[^<>]*?\s(?:src|srcset)=")(?!data:)[^"]*', rf"\1{PICTURE}", html)
