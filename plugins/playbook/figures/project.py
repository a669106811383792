"""The drawings of a project and the images that are made of them.

`assets/figures/NAME.svg` with `NAME.<language>.yml` becomes `.gitbook/assets/NAME.svg` in the space of each language,
where GitBook must find it; those images are committed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.figures.drawing import MISSING, draw
from playbook.figures.drawings import DRAWINGS, drawings
from playbook.figures.system import UNREADABLE, read_system
from playbook.source import Source, Span
from playbook.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from playbook.figures.system import System

STYLE = DRAWINGS / "system/style.yml"
SYMBOLS = DRAWINGS / "system/symbols.svg"
IMAGES = Path(".gitbook/assets")
"""Where the images are, below the content root of a space."""

Space = tuple[str, Path]
"""A language and the content root of its space."""


@dataclass(frozen=True)
class Image:
    """A drawing in one language, as it should be."""

    path: Path
    svg: str | None
    """None when it cannot be drawn."""
    problems: tuple[tuple[Source, Problem], ...] = ()

    @property
    def stale(self) -> bool:
        """Whether the file on disk says something else."""
        if self.svg is None:
            return False
        try:
            return Source.read(self.path).text != self.svg
        except OSError:
            return True


@dataclass(frozen=True)
class Outcome:
    """What drawing a project did, or would do."""

    images: tuple[Image, ...]
    """Every drawing in every language."""
    stale: tuple[Path, ...]
    """The images that differed from their drawing; written unless it was only a check."""
    problems: tuple[tuple[Source, Problem], ...]


def images(root: Path, spaces: Iterable[Space]) -> tuple[Image, ...]:
    """Every drawing of a project in the language of each space, by name and in the order of the spaces.

    Args:
        root: The project's directory.
        spaces: A language and the content root for each space. Where several languages share one root, the language
            is put into the names of the images (`NAME.fr.svg`).
    """
    spaces = list(spaces)
    templates = drawings(root)
    if not templates or not spaces or not (root / STYLE).parent.is_dir():
        return ()  # pictures of others may lie in a directory of that name
    system, problems = _system(root)
    if system is None:
        return (Image(root / STYLE, None, problems),)
    shared = Counter(directory for _, directory in spaces)
    return tuple(
        _image(root, template, language, directory / IMAGES / _name(template, language, shared[directory]), system)
        for template in templates
        for language, directory in spaces
    )


def stale(root: Path, spaces: Iterable[Space]) -> tuple[Path, ...]:
    """The committed images that differ from their drawing."""
    return tuple(image.path for image in images(root, spaces) if image.stale)


def draw_project(root: Path, spaces: Sequence[Space], *, check: bool = False) -> Outcome:
    """Draw every figure of a project into its spaces, each file whole or not at all.

    Args:
        root: The project's directory.
        spaces: A language and the content root for each space.
        check: Write nothing, only tell which images are stale.

    Raises:
        OSError: An image cannot be written.
    """
    drawn = images(root, spaces)
    outdated = [image for image in drawn if image.stale]
    if not check:
        for image in outdated:
            write_whole(image.path, image.svg or "")
    problems = tuple(dict.fromkeys(found for image in drawn for found in image.problems))
    return Outcome(drawn, tuple(image.path for image in outdated), problems)


def _name(template: Path, language: str, sharing: int) -> str:
    return template.name if sharing == 1 else f"{template.stem}.{language}.svg"


def _system(root: Path) -> tuple[System | None, tuple[tuple[Source, Problem], ...]]:
    sources = []
    for file in (STYLE, SYMBOLS):
        try:
            sources.append(Source.read(root / file, file.as_posix()))
        except OSError:
            message = "the drawings need this file, which cannot be read"
            return None, ((Source(file.as_posix(), ""), Problem(UNREADABLE, Span(0, 0), message)),)
    return read_system(sources[0], sources[1])


def _image(root: Path, template: Path, language: str, path: Path, system: System) -> Image:
    drawing = Source.read(template, template.relative_to(root).as_posix())
    labels = template.with_suffix(f".{language}.yml")
    try:
        words = Source.read(labels, labels.relative_to(root).as_posix())
    except OSError:
        message = f"the drawing has no labels in {language!r}"
        hint = f"write them to {labels.relative_to(root).as_posix()}"
        return Image(path, None, ((drawing, Problem(MISSING, Span(0, 0), message, hint)),))
    drawn = draw(template.stem, language, drawing, words, system)
    return Image(path, drawn.svg, drawn.problems)
