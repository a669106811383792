"""`playbook review`: signing pages off, cutting a version, and proving what was published."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import ValidationError

from playbook.cli.common import EXISTING, project_of, sites
from playbook.cli.mistakes import Mistake
from playbook.fixes import Fix, FixError, apply
from playbook.git import Repository
from playbook.review import release as cutting
from playbook.review import signing
from playbook.review.dates import today
from playbook.review.manifest import FILE, ManifestError, read
from playbook.review.record import Review
from playbook.review.states import ReviewState
from playbook.review.verification import differences
from playbook.site import shown
from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playbook.review.manifest import Manifest
    from playbook.site import Edition, Page, Site


@click.group()
def review() -> None:
    """The review of pages: sign them off, cut a version, prove what was published."""


@review.command()
@click.argument("pages", type=EXISTING, nargs=-1, required=True, metavar="PAGE...")
@click.option(
    "--state", type=click.Choice([str(one) for one in ReviewState]), required=True, help="The state that the pages get."
)
@click.option("--reviewer", "reviewers", multiple=True, metavar="NAME", help="Who signs; may be given several times.")
@click.option("--date", help="When, as 2026-03-31 or 2026-03; today unless given.")
@click.option("--version", "number", help="The version, where it changes.")
@click.option("--round", "turn", type=click.IntRange(1, 99), help="How often this version was submitted.")
@click.option("--notes-url", help="Where the minutes are.")
def sign(pages: tuple[Path, ...], state: str, **given: Any) -> None:  # noqa: ANN401 (click's)
    """Give pages a state, and write it into their front matter.

    Only the steps of the process are taken. Nothing is written unless all pages can be signed. Exit status: 0 when they
    are, 1 when one cannot be, 2 for a wrong use.
    """
    signed = _signed(given)
    changes: list[Fix] = []
    problems: list[str] = []
    for edition, page, site in _pages(pages):
        now = cutting.all_reviews(site).of(edition, page)
        try:
            after = signing.following(now, ReviewState(state), signed)
            changes.append(_change(site, edition, page, after))
        except (signing.SigningError, FixError) as error:
            problems.append(f"{page.document.source.path}: {error}")
    _write(changes, problems)


def _signed(given: dict[str, Any]) -> Review:
    names = {"number": "version", "turn": "round", "notes_url": "notes_url", "reviewers": "reviewers"}
    values = {key: given[name] for name, key in names.items() if given[name]}
    values["date"] = given["date"] or today().isoformat()
    try:
        return Review.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        hint = first.get("ctx", {}).get("hint", "")
        message = f"{first['input']!r} is not a value of '--{str(first['loc'][0]).replace('_', '-')}'"
        raise Mistake(f"{message}\n    hint: {hint}" if hint else message) from error


def _pages(files: Iterable[Path]) -> Iterator[tuple[Edition, Page, Site]]:
    """The pages that files are, each project read once."""
    by_project: dict[Path, list[Path]] = {}
    for file in files:
        place = Path(os.path.abspath(file))  # noqa: PTH100 - links are named as they are
        if place.is_dir():
            raise Mistake(f"{str(file)!r} is a directory\n    hint: name its pages")
        by_project.setdefault(project_of(place), []).append(place)
    for project, wanted in by_project.items():
        found = {
            Path(os.path.normpath(edition.space.abs(page.path))): (edition, page, site)
            for site in sites(project)
            for edition, page in site.pages()
        }
        for file in dict.fromkeys(wanted):
            if file not in found:
                raise Mistake(f"{str(file)!r} is no page of the site\n    hint: SUMMARY.md lists its pages")
            yield found[file]


def _change(site: Site, edition: Edition, page: Page, after: Review) -> Fix:
    """A page with its new review.

    Raises:
        SigningError: Its front matter can only be changed by hand.
        FixError: It cannot be read.
        OSError: The same.
    """
    file = edition.space.abs(page.path).resolve(strict=True)
    before = file.read_bytes()
    name = page.document.source.path
    try:
        raw = before.decode()
    except UnicodeDecodeError:
        raise FixError("is not UTF-8") from None
    edits = signing.edits(Source.decode(name, before).text, after)
    return Fix(file, shown(file, site.root), before, apply(raw, edits).encode(), 1, 0)


def _write(changes: Iterable[Fix], problems: list[str]) -> None:
    """Write all pages, or none when one has a problem."""
    if not problems:
        for change in changes:
            if change.after == change.before:
                click.echo(f"{change.path}: is so already")
                continue
            try:
                change.write()
            except (FixError, OSError) as error:
                problems.append(str(error))
                break
            click.echo(f"{change.path}: signed")
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        click.echo("nothing more was written", err=True)
        sys.exit(1)


@review.command()
@click.argument("version")
@click.argument("path", type=EXISTING, default=".")
@click.option("--date", help="The day of the release; today unless given.")
def release(version: str, path: Path, date: str | None) -> None:
    """Give all pages of PATH a VERSION, when all of them may be released.

    Every page must be a release candidate or published, unchanged since, with reviewers. Candidates become published, unless
    the version is itself one (1.0.0-rc.1). Afterwards the command says which tag to make. Exit status: 0 when it is done, 1
    when a page stands in the way, 2 for a wrong use.
    """
    changes: list[Fix] = []
    problems: list[str] = []
    names: list[str] = []
    day = _signed({"date": date, "number": "", "turn": 0, "notes_url": "", "reviewers": ()}).date or ""
    for site in sites(path):
        found = list(cutting.obstacles(site, version))
        problems += [f"{page.document.source.path if page else version}: {problem}" for page, problem in found]
        if found:
            continue
        names.append(cutting.tag(site, version))
        for edition, page in site.pages():
            after = cutting.released(cutting.all_reviews(site).of(edition, page), version, day)
            try:
                changes.append(_change(site, edition, page, after))
            except (signing.SigningError, FixError) as error:
                problems.append(f"{page.document.source.path}: {error}")
    _write(changes, problems)
    for name in dict.fromkeys(names):
        click.echo(
            f"Commit this, and tag the commit: git tag --annotate {name} --message 'Version {version}'", err=True
        )


@review.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--project", type=EXISTING, help="Where the sources are; without it only the built pages are looked at.")
def verify(directory: Path, project: Path | None) -> None:
    """Prove that the built site in DIRECTORY is what was signed off.

    The text of each built page is held against the digest in review.json and, with --project, so are the sources: those of
    the version's tag where there is one, else those on disk. Exit status: 0 when all are the same, 1 when one differs, 2
    for a wrong use.
    """
    try:
        manifest = read((directory / FILE).read_text(encoding="utf-8"))
        source, where = _sources(project, manifest) if project is not None else (None, "")
        differing = 0
        for page, difference in differences(manifest, directory, source):
            differing += 1
            click.echo(f"{page.path}: {difference} ({page.url or './'})")
    except (ManifestError, UnicodeDecodeError) as error:
        raise Mistake(f"{directory / FILE}: {error}") from error
    name = f"version {manifest.version}" if manifest.version else "a site under work"
    beside = f", and their sources {where}" if where else ""
    said = f"{differing} differences" if differing else "all as signed off"
    click.echo(f"{name}: {len(manifest.pages)} pages{beside} looked at, {said}", err=True)
    sys.exit(int(bool(differing)))


def _sources(project: Path, manifest: Manifest) -> tuple[Callable[[str], bytes | None], str]:
    """How the sources of pages are read, and from where."""
    root = project if project.is_dir() else project.parent

    def on_disk(path: str) -> bytes | None:
        file = Path(os.path.normpath(root / path))
        return file.read_bytes() if file.is_file() else None

    repository = Repository.find(root) if manifest.version else None
    below = repository.relative(root / FILE) if repository is not None else None
    if repository is None or below is None:
        return on_disk, "on disk"
    tags = (f"v{manifest.version}", str(manifest.version))
    tag = next((name for name in tags if repository.resolve(f"refs/tags/{name}") is not None), None)
    if tag is None:
        return on_disk, "on disk"
    top = below.removesuffix(FILE)
    paths = {page.path: os.path.normpath(f"{top}{page.path}").replace(os.sep, "/") for page in manifest.pages}
    contents = repository.contents(f"refs/tags/{tag}", paths.values())
    return lambda path: contents.get(paths[path]), f"of the tag {tag}"
