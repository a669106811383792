"""Rules about figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.figures.drawing import MISSING, TOO_LONG, UNKNOWN
from playbook.figures.project import images, stale
from playbook.figures.system import UNREADABLE
from playbook.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playbook.site import Site


def _spaces(site: Site) -> list[tuple[str, Path]]:
    return [(edition.language, edition.space.root) for edition in site.editions if edition.language]


def _drawing_problems(site: Site, code: str) -> Iterator[Finding]:
    found = (found for image in images(site.root, _spaces(site)) for found in image.problems)
    for source, problem in dict.fromkeys(found):
        if problem.code == code:
            yield Finding(source, problem.span, problem.message, problem.hint, problem.edits)


@rule("FIG010", "stale-drawing", Severity.ERROR)
def stale_drawing(site: Site) -> Iterator[Finding]:
    """An image in `.gitbook/assets` is not what its drawing in `assets/figures` gives.

    Readers would see an old figure, or the next run of `playbook figures draw` would undo a change made by hand.
    Change the drawing or its labels, run `playbook figures draw`, and commit both.
    """
    for path in stale(site.root, _spaces(site)):
        name = path.relative_to(site.root).as_posix() if path.is_relative_to(site.root) else path.as_posix()
        message = "the image is not what its drawing in assets/figures gives"
        yield Finding(Source(name, ""), Span(0, 0), message, "run `playbook figures draw`")


@rule(MISSING, "drawing-label-missing", Severity.ERROR)
def drawing_label_missing(site: Site) -> Iterator[Finding]:
    """A drawing has a label without a text in one of the languages, or lacks its title or description there.

    The image of that language is not drawn until the text is there, so that no reader meets a figure in another
    language or with empty boxes.
    """
    return _drawing_problems(site, MISSING)


@rule(UNKNOWN, "drawing-label-unknown", Severity.WARNING)
def drawing_label_unknown(site: Site) -> Iterator[Finding]:
    """A file of labels has a text that the drawing does not show: misspelt, or left over."""
    return _drawing_problems(site, UNKNOWN)


@rule(TOO_LONG, "drawing-label-too-long", Severity.ERROR)
def drawing_label_too_long(site: Site) -> Iterator[Finding]:
    """A label does not fit into its box in the smallest size that can be read on a telephone.

    Say it in fewer words, allow a long word to break with a soft hyphen (U+00AD), or make the box larger.
    """
    return _drawing_problems(site, TOO_LONG)


@rule(UNREADABLE, "drawing-unreadable", Severity.ERROR)
def drawing_unreadable(site: Site) -> Iterator[Finding]:
    """A drawing, its labels or the visual system cannot be read, or use what is not there.

    A drawing is plain SVG with shapes, labels and icons: no script, no picture, no document type.
    """
    return _drawing_problems(site, UNREADABLE)
