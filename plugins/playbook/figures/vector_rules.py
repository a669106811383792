"""Rules about SVG files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.figures.places import library
from playbook.language import NAMES, detect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.figures.places import Item
    from playbook.site import Site
    from playbook.vector import Vector


def _vectors(site: Site) -> Iterator[tuple[Item, Vector]]:
    for item in site.once(library).images:
        if item.asset.vector is not None and not item.asset.problem:
            yield item, item.asset.vector


@rule("FIG033", "drawing-in-other-language", Severity.WARNING)
def drawing_in_other_language(site: Site) -> Iterator[Finding]:
    """The texts of an SVG file are in another language than a page that shows it.

    Translate the drawing and show each page its own. One drawing with its labels per language under `assets/figures`
    keeps them the same. Only drawings with enough text to be sure are judged.
    """
    for item, vector in _vectors(site):
        found = detect(vector.labels)
        if found is None:
            continue
        told: set[str | None] = set()
        for place in item.places:
            language = place.language
            if language not in (None, found, *told):
                told.add(language)
                message = f"the texts of {item.asset.path!r} are in {NAMES[found]}, the page is in {_name(language)}"
                yield place.finding(message, "translate the drawing")


@rule("FIG040", "drawing-that-runs", Severity.ERROR)
def drawing_that_runs(site: Site) -> Iterator[Finding]:
    """An SVG file holds something that runs: a script, an event handler, a `javascript:` link, or an entity.

    Whoever opens the file by itself runs it with the rights of the site; entities can make programs that read the file
    use up all memory. Export the drawing as plain SVG.
    """
    for item, vector in _vectors(site):
        if vector.active:
            message = f"the drawing {item.asset.path!r} holds {vector.active}"
            yield item.finding(message, "export it as plain SVG")


@rule("FIG041", "drawing-needs-others", Severity.WARNING)
def drawing_needs_others(site: Site) -> Iterator[Finding]:
    """An SVG file names a picture, a font or a style sheet outside itself.

    Browsers load none of that for a drawing that a page shows, so that a part of it is missing; opened by itself it
    tells a third party who reads the page. Put everything into the file.
    """
    for item, vector in _vectors(site):
        if vector.external:
            message = f"the drawing {item.asset.path!r} needs {vector.external!r}, which browsers do not load for it"
            yield item.finding(message, "put it into the file")


@rule("FIG042", "drawing-without-title", Severity.NOTE)
def drawing_without_title(site: Site) -> Iterator[Finding]:
    """An SVG file has no `<title>` of its own.

    Opened or downloaded by itself, or put into another page, it has no name and no words for readers who listen. Make
    `<title>` its first element.
    """
    for item, vector in _vectors(site):
        if item.used and not vector.title and not vector.active:
            yield item.finding(f"the drawing {item.asset.path!r} has no title", "make <title> its first element")


def _name(language: str | None) -> str:
    return NAMES.get(language or "", language or "")
