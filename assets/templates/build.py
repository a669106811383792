"""Make the downloadable templates: `make templates`, or `python assets/templates/build.py [--check]`.

Each `NAME.LANGUAGE.yml` becomes a DOCX file in the assets of the space of its language. A document is the same, byte
for byte, however often it is made: dates and ids are fixed. This is a tool of the content, kept beside it and not in the
package `playbook`: it lays out this project's own forms, and needs python-docx, which no reader of the package should
have to install.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from form import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SPACES = {"fr": ROOT / "docs/fr", "en": ROOT / "docs/en"}
TEXTS = {
    "file",
    "title",
    "subject",
    "purpose",
    "landscape",
    "heading",
    "text",
    "label",
    "hint",
    "lines",
    "name",
    "empty",
}
LISTS = {"how", "parts", "fields", "options", "checklist", "columns", "widths", "rows"}


class SourceError(ValueError):
    """A source that no document can be made of; the message says where and why."""


def read(file: Path) -> dict[str, Any]:
    """Read a YAML file in which every scalar is a text, `yes` and numbers too."""
    made: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (texts, lists, mappings only)
    return made


def check(source: object, where: str) -> None:
    """Raise `SourceError` at the first value that is not what its key promises.

    A text with a colon that lost its quotes is a mapping in YAML; without this it would be cut off in silence.
    """
    if isinstance(source, list):
        for number, item in enumerate(source, 1):
            check(item, f"{where}[{number}]")
    elif isinstance(source, dict):
        for key, value in source.items():
            if key not in TEXTS | LISTS | {"table"}:
                raise SourceError(f"{where}: no key is called {key!r}; does a text with a colon lack its quotes?")
            kind = str if key in TEXTS else list if key in LISTS else dict
            if not isinstance(value, kind):
                raise SourceError(f"{where}.{key} is not a {'text' if kind is str else kind.__name__}")
            check(value, f"{where}.{key}")


def sources() -> Iterator[tuple[Path, str]]:
    """Return each source with its language."""
    for language in SPACES:
        for file in sorted(HERE.glob(f"*.{language}.yml")):
            yield file, language


def documents() -> Iterator[tuple[Path, bytes]]:
    """Make every document; return it with the place where it belongs."""
    system = read(HERE / "system.yml")
    for file, language in sources():
        source = read(file)
        check(source, file.name)
        try:
            yield SPACES[language] / ".gitbook/assets" / f"{source['file']}.docx", Form(source, system, language).make()
        except KeyError as missing:
            raise SourceError(f"{file.name}: the key {missing} is missing") from missing


def members(document: bytes) -> dict[str, bytes]:
    """Return what is in a document, whatever the library that packed it."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stale(made: Iterable[tuple[Path, bytes]]) -> list[Path]:
    """Return the documents that are missing or say something else than their source."""
    return [file for file, content in made if not file.is_file() or members(file.read_bytes()) != members(content)]


def main() -> int:
    """Write the documents that changed, or say which would."""
    parser = argparse.ArgumentParser(description="Make the downloadable templates of every language.")
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 when a document is stale")
    only_check = parser.parse_args().check
    try:
        made = dict(documents())
    except (SourceError, yaml.YAMLError) as problem:
        parser.exit(2, f"{problem}\n")
    changed = stale(made.items())
    for file in changed:
        if not only_check:
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(".part")
            part.write_bytes(made[file])
            part.replace(file)
        print(f"{'stale' if only_check else 'made'}: {file.relative_to(ROOT)}")
    return int(only_check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
