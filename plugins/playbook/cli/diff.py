"""`playbook diff`."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from playbook.cli.common import sites
from playbook.cli.mistakes import Mistake
from playbook.git import Repository, extract
from playbook.review.revisions import pages_of, revised
from playbook.review.revisions_page import whole_page
from playbook.review.word_diff import lines
from playbook.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playbook.review.difference import Image
    from playbook.review.revisions import RevisedPage

COLOURS = {"ins": "green", "del": "red", "moved": "blue", "heading": "cyan"}


@click.command()
@click.argument("old")
@click.argument("new")
@click.argument("path", required=False, default="")
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", help="What is written.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file instead of the terminal; of HTML also a directory."
)
def diff(old: str, new: str, path: str, form: str, output: Path | None) -> None:
    """Show what readers find otherwise in NEW than in OLD: pages and words, not lines of source.

    OLD and NEW are revisions of git, as a tag, or directories (`.` for the files as they are now). Of PATH, a page or a
    directory, only what is in it is compared. Nothing is built. Exit status: 0 when nothing differs, 1 when something
    does, 2 for a wrong use.
    """
    with ExitStack() as stack:
        directories = [_directory(named, stack) for named in (old, new)]
        wanted = _wanted(path)
        olds, news = (pages_of(sites(directory), wanted) for directory in directories)
        if path and not olds and not news:
            raise Mistake(f"there is no page {path!r} in either version\n    hint: a path is relative to the project")
        found = list(revised(olds, news))
        _write(found, old, new, form, output)
    sys.exit(int(bool(found)))


def _directory(named: str, stack: ExitStack) -> Path:
    """The directory of a version: one that is named, or the files of a revision written to a temporary one."""
    if Path(named).is_dir():
        return Path(named)
    here = Path.cwd()
    repository = Repository.find(here)
    if repository is None or repository.resolve(named) is None:
        where = (
            "no directory, and no revision of this repository"
            if repository
            else "no directory, and here is no git repository"
        )
        raise Mistake(f"{named!r} is {where}\n    hint: name a tag, a branch, a commit or a directory")
    directory = Path(stack.enter_context(TemporaryDirectory(prefix="playbook-diff-")))
    for left in extract(repository, named, directory):
        click.echo(f"{named}: {left.path} is left out: {left.reason}", err=True)
    inside = directory / (repository.relative(here) or "")
    if not inside.is_dir():
        raise Mistake(f"{named!r} does not have the directory {repository.relative(here)!r}")
    return inside


def _wanted(path: str) -> Any:  # noqa: ANN401
    prefix = path.replace(os.sep, "/").removeprefix("./").rstrip("/")
    return lambda source: not prefix or source == prefix or source.startswith(f"{prefix}/")


def _write(found: Sequence[RevisedPage], old: str, new: str, form: str, output: Path | None) -> None:
    if form == "html":
        text = whole_page(found, old, new)
        if output is not None and (output.is_dir() or not output.suffix):
            output = output / "index.html"
    elif form == "json":
        text = f"{json.dumps(_values(found, old, new), ensure_ascii=False, indent=1)}\n"
    else:
        coloured = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        text = "".join(f"{line}\n" for line in _text(found, coloured=coloured))
    if output is None:
        click.echo(text, nl=False, color=True)
    else:
        write_whole(output, text)
    if form == "text":
        click.echo(_summary(found), err=True)


def _text(found: Sequence[RevisedPage], *, coloured: bool) -> Iterator[str]:
    def paint(text: str, kind: str) -> str:
        return click.style(text, fg=COLOURS[kind]) if coloured else text

    for change in found:
        told = change.difference
        name = (
            f"{change.old.path} -> {change.new.path}"
            if change.kind == "moved" and change.old and change.new
            else change.page.path
        )
        head = f"{name}: {change.kind}, +{told.inserted} -{told.deleted} words"
        head += f", blocks moved: {told.moved}" if told.moved else ""
        head += f", images: {len(told.images)}" if told.images else ""
        yield click.style(head, bold=True) if coloured else head
        if change.kind in {"changed", "moved"}:
            yield from lines(told.html, paint)
        yield ""


def _summary(found: Sequence[RevisedPage]) -> str:
    kinds = [
        f"{number} {kind}"
        for kind in ("changed", "moved", "added", "removed")
        if (number := sum(one.kind == kind for one in found))
    ]
    return f"Pages: {', '.join(kinds)}" if kinds else "Nothing differs"


def _values(found: Sequence[RevisedPage], old: str, new: str) -> dict[str, Any]:
    return {
        "old": old,
        "new": new,
        "pages": [
            {
                "kind": change.kind,
                "old_path": change.old.path if change.old else None,
                "new_path": change.new.path if change.new else None,
                "language": change.page.edition.language,
                "title": change.page.title,
                "inserted": change.difference.inserted,
                "deleted": change.difference.deleted,
                "moved": change.difference.moved,
                "images": [{"old": _image(one.old), "new": _image(one.new)} for one in change.difference.images],
                "sections": [
                    {"title": section.title, "changes": section.changes} for section in change.difference.sections
                ],
                "lines": list(lines(change.difference.html)) if change.kind in {"changed", "moved"} else [],
            }
            for change in found
        ],
    }


def _image(image: Image | None) -> dict[str, str] | None:
    return {"address": image.address, "alt": image.alt} if image is not None else None
