"""What the commands share."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cli.mistakes import Mistake
from playbook.diagnostics import RULES
from playbook.discovery import find
from playbook.gitbook.site_file import SITE_FILES
from playbook.settings import CONFIGURATION, load_project
from playbook.site import Site, shown
from playbook.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from playbook.diagnostics import Diagnostic
    from playbook.discovery import Candidate, Repository

MARKERS = frozenset({".gitbook.yaml", "SUMMARY.md", *SITE_FILES})
"""Files of a space or a site that may be named instead of their directory."""

CONFIGURATIONS = frozenset({".yml", ".yaml"})
"""How the names of files end that a project may be described in."""

EXISTING = click.Path(exists=True, path_type=Path)


def sites(path: Path) -> Iterator[Site]:
    """The sites that a path means: that of a project, or each of those that a repository can be."""
    project = path if path.is_file() else path / CONFIGURATION
    if project.is_file() and project.name not in MARKERS:
        settings = load_project(project)
        if settings.uses_gitbook or path.is_file():
            site = Site.read(settings.root, settings.docs_dir, settings.gitbook, settings.figures)
            yield replace(site, sdg=settings.sdg, review=settings.review, url=settings.site_url)
            return
    directory = path.parent if path.is_file() else path
    repository = find(directory)
    if not repository.candidates:
        raise Mistake(f"there is no GitBook space in {str(directory)!r}\n    hint: one has a SUMMARY.md or a README.md")
    main_one = repository.main
    for candidate in [main_one] if main_one else repository.candidates:
        yield candidate.site(repository.top)
    for line in beside(repository, main_one):
        click.echo(line, err=True)


def with_answers(site: Site, files: Sequence[Path] = ()) -> Site:
    """A site with what is learnt of the addresses on the web that it links to, or that some of its pages do.

    Raises:
        Mistake: What asks them is not installed.
    """
    from playbook.links import external  # noqa: PLC0415 - nothing else needs it

    try:
        polite = external.visits(site)
    except ImportError as error:
        hint = "pip install 'govstack-playbook[external]'"
        raise Mistake(f"--external needs {error.name}, which is not installed\n    hint: {hint}") from error
    urls = external.addresses(site, files)
    label = f"{len(urls):,} {'address' if len(urls) == 1 else 'addresses'} on the web"
    with click.progressbar(length=len(urls), label=label, file=sys.stderr, show_pos=True) as bar:
        answers = external.ask(urls, polite, site.cache, lambda _: bar.update(1))
    return replace(site, external=answers)


def deliver(text: str, output: Path | None) -> None:
    """Write a result to a file, or print it when none is named."""
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text)


def is_single(path: Path) -> bool:
    """Whether a path is one file of a project: a page or a figure, not what describes a project."""
    return path.is_file() and path.suffix.lower() not in CONFIGURATIONS and path.name not in MARKERS


def project_of(file: Path) -> Path:
    """The directory to read for one file: of the mkdocs.yml above it, else of the space that it is in.

    The search ends at the top of the git repository.

    Raises:
        Mistake: It is in none.
    """
    space = None
    for directory in file.parents:
        if (directory / CONFIGURATION).is_file():
            return directory
        if space is None and any((directory / marker).is_file() for marker in MARKERS):
            space = directory
        if (directory / ".git").exists():
            break
    if space is None:
        raise Mistake(f"{str(file)!r} is in no project and in no GitBook space\n    hint: name the directory of one")
    return space


def projects(paths: Iterable[Path]) -> dict[tuple[Path, Path], list[Path]]:
    """What is to be read, with the path that a person named for it, and the files whose findings are wanted; none for all."""
    wanted: dict[tuple[Path, Path], list[Path]] = {}
    singles: dict[Path, tuple[Path, Path]] = {}
    for path in paths:
        if is_single(path):
            file = Path(os.path.abspath(path))  # noqa: PTH100 - links are named as they are
            project = project_of(file)
            key = singles.setdefault(project, (project, path))
            wanted.setdefault(key, []).append(file)
        else:
            wanted[path, path] = []
    return wanted


def in_files(found: Iterable[Diagnostic], site: Site, files: Collection[Path]) -> list[Diagnostic]:
    """What is found in some files of a site; in all of them when none is named."""
    return [one for one in found if not files or Path(os.path.normpath(site.root / one.location.path)) in files]


def beside(repository: Repository, meant: Candidate | None) -> Iterator[str]:
    """What a repository holds beside what is meant; None for all that can be meant."""
    meant_spaces = set(meant.spaces) if meant is not None else {s for one in repository.candidates for s in one.spaces}
    others = [one.directory for one in repository.candidates if not meant_spaces.issuperset(one.spaces)]
    for directory in (*others, *repository.inner):
        where = shown(directory, repository.top)
        yield f"Not included: {where}, which has a table of contents of its own (name it to use it by itself)"


def named_for(path: Path, diagnostics: Iterable[Diagnostic], root: Path) -> Iterator[Diagnostic]:
    """Diagnostics with their files named so that they can be opened from here.

    Args:
        path: What a person named; where that is absolute, so are files outside of the current directory.
        diagnostics: With files named relative to `root`.
        root: The directory of the site.
    """
    here = Path.cwd()
    outside = path.is_absolute() and not root.is_relative_to(here)
    names: dict[str, str] = {}
    for diagnostic in diagnostics:
        written = diagnostic.location.path
        if written not in names:
            file = Path(os.path.normpath(root / written))
            names[written] = file.as_posix() if outside else shown(file, here)
        name = names[written]
        yield replace(
            diagnostic,
            location=replace(diagnostic.location, path=name),
            end=replace(diagnostic.end, path=name),
        )


def codes_of(text: str) -> frozenset[str]:
    """The codes of the rules that a person names by code, name or family (`LNK001 missing-target GB`); none for none.

    Raises:
        Mistake: Something is not the name of a rule.
    """
    codes: set[str] = set()
    for word in text.replace(",", " ").split():
        named = {one.code for one in RULES.values() if one.code.startswith(word.upper()) or one.name == word.lower()}
        if not named:
            raise Mistake(f"there is no rule {word!r}\n    hint: {nearest_rule(word)}")
        codes |= named
    return frozenset(codes)


def nearest_rule(word: str) -> str:
    """What helps somebody who named a rule that is not there."""
    near = get_close_matches(word.upper(), RULES, 1) or get_close_matches(
        word.lower(), [one.name for one in RULES.values()], 1
    )
    return f"did you mean {near[0]}?" if near else "`playbook rules` lists them"
