"""Rules about what pages say of their images: alternative texts and captions."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.figures.assets import EXTENSIONS
from playbook.figures.places import places
from playbook.language import NAMES, detect
from playbook.markdown.references import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.figures.places import Place
    from playbook.site import Site

_WORDS = re.compile(r"[\W_]+")
_FILE = re.compile(rf"[^\n]{{1,200}}\.(?:{'|'.join(EXTENSIONS)})", re.IGNORECASE)
_MEANINGLESS = re.compile(
    r"(?:image|img|picture|pic|photo|figure|fig|diagram|screenshot|screen shot|capture(?: d.?[ée]cran)?|untitled|"
    r"sans titre|graphic|logo|icon|schema|schéma|unnamed|dsc|pxl|paste[d]?)[\W_]*(?:\d[\d\W_]*(?:at|à|am|pm|x)?[\d\W_]*)?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"<figure\b|^\s*(?:[-*+]|\d+[.)])?\s*!\[[^\n]*\)\s*$", re.IGNORECASE)


def _shown(site: Site) -> Iterator[Place]:
    """The images that need words; those of unlisted pages too, which are to be listed one day."""
    patterns = site.figures.decorative
    for place in site.once(places):
        if place.image.element != "img":
            continue
        path = place.target.path if place.target.kind is Kind.FILE else place.written
        if not any(fnmatchcase(path, pattern) for pattern in patterns):
            yield place


def _alternative(place: Place) -> str:
    return " ".join((place.image.alt or "").split())


def _same(one: str, other: str) -> bool:
    return _WORDS.sub(" ", one).strip().casefold() == _WORDS.sub(" ", other).strip().casefold()


@rule("FIG008", "absolute-image-path", Severity.WARNING)
def absolute_image_path(site: Site) -> Iterator[Finding]:
    """The path of an image begins with a slash.

    It is looked for at the top of the space here, but at the top of the disk or of the server elsewhere: editors and
    the repository's web page do not show it. Write the path relative to the file that shows it.
    """
    for place in site.once(places):
        if place.written.startswith("/") and place.target.kind is Kind.FILE and place.target.edition is place.edition:
            meant = place.relative(place.target.path)
            yield place.finding(
                f"the path {place.written!r} begins with a slash", f"write {meant!r}", place.naming(meant)
            )


@rule("FIG020", "image-without-text", Severity.WARNING)
def image_without_text(site: Site) -> Iterator[Finding]:
    """An image has no alternative text, and no caption that could stand for it.

    Readers who listen to the page, or whose connection loses the file, do not learn what it shows (WCAG 1.1.1). Say it
    in the `alt` attribute or between the brackets of `![…](…)`: what the figure tells, not what it looks like. An empty
    `alt` does not make an image decorative, since GitBook writes it for every figure: name files that say nothing under
    `decorative` of `playbook/figures`, or excuse one place. `caption_excuses: false` asks for a text beside each
    caption.
    """
    for place in _shown(site):
        if _alternative(place) or (site.figures.caption_excuses and place.image.caption.strip()):
            continue
        yield place.finding(
            "this image has no alternative text" + (", only a caption" if place.image.caption.strip() else ""),
            "say in `alt` what it shows",
        )


@rule("FIG021", "file-name-for-text", Severity.WARNING)
def file_name_for_text(site: Site) -> Iterator[Finding]:
    """The alternative text of an image is the name of a file, or a word such as “image”.

    It is read aloud and tells nothing. Say what the image shows.
    """
    for place in _shown(site):
        text = _alternative(place)
        name = place.target.path.rpartition("/")[2] or place.written.rpartition("/")[2]
        stem = name.rpartition(".")[0] or name
        names_file = " " not in text and re.search(r"[\d_-]", text) and _same(text, stem)
        if text and (names_file or _FILE.fullmatch(text) or _MEANINGLESS.fullmatch(text)):
            yield place.finding(f"the alternative text {_cut(text)!r} says nothing", "say what the image shows")


@rule("FIG022", "text-repeats-caption", Severity.NOTE)
def text_repeats_caption(site: Site) -> Iterator[Finding]:
    """The alternative text of a figure says the same as its caption.

    Who listens to the page hears it twice and still does not know what the figure shows. Describe the figure in the
    alternative text, and name it in the caption.
    """
    for place in _shown(site):
        text = _alternative(place)
        if text and _same(text, place.image.caption):
            message = f"the alternative text {_cut(text)!r} repeats the caption"
            yield place.finding(message, "describe in `alt` what the caption only names")


@rule("FIG023", "text-in-other-language", Severity.WARNING)
def text_in_other_language(site: Site) -> Iterator[Finding]:
    """The alternative text of an image, or its caption, is in another language than the page.

    A screen reader pronounces it by the rules of the page's language, so that nobody understands it. Translate it.
    Only texts that are long enough to be sure are judged.
    """
    for place in _shown(site):
        for what, text in (("alternative text", _alternative(place)), ("caption", place.image.caption)):
            found = detect(text) if len(text) > 20 else None
            language = place.language if found else None
            if found and language and found != language:
                message = f"the {what} {_cut(text)!r} is in {_name(found)}, the page in {_name(language)}"
                yield place.finding(message, "translate it")


@rule("FIG024", "figure-without-caption", Severity.WARNING)
def figure_without_caption(site: Site) -> Iterator[Finding]:
    """A figure has no caption, and the project asks for one (`captions: true` of `playbook/figures`).

    A caption names the figure and its source. An image within a sentence needs none.
    """
    if not site.figures.captions:
        return
    for place in _shown(site):
        if not place.image.caption.strip():
            source = place.document.source
            line = source.line(source.location(place.span.start).line)
            if _FIGURE.search(line):
                yield place.finding("this figure has no caption", "name it, and its source, in a caption")


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _name(language: str) -> str:
    return NAMES.get(language, language)
