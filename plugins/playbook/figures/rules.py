"""Rules about figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.figures.drawings import drawings
from playbook.figures.places import places
from playbook.gitbook.lookup import How
from playbook.markdown.references import Kind
from playbook.source import Source, Span
from playbook.targets import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.figures.places import Place
    from playbook.figures.project import Image
    from playbook.site import Site

_DIFFERENCES = {
    How.CASE: "the capitals",
    How.UNICODE: "the Unicode form of its accents or spaces",
    How.BACKSLASHES: "a backslash",
    How.ENTITIES: "an entity",
}
"""What had to be overlooked to find a file, for the look-ups that do not succeed everywhere."""


def _shown(site: Site) -> Iterator[Place]:
    """Every image that readers meet, the covers of pages included."""
    return (place for place in site.once(places) if place.listed)


def _lost(site: Site, *reasons: Reason) -> Iterator[Place]:
    return (one for one in _shown(site) if one.target.kind is Kind.LOST and one.target.reason in reasons)


@rule("FIG001", "missing-image", Severity.ERROR)
def missing_image(site: Site) -> Iterator[Finding]:
    """An image does not exist.

    Readers see its alternative text, or its name, in place of the figure. Correct the path, which is relative to the
    file that shows the image, or add the file to `.gitbook/assets`.
    """
    for one in _lost(site, Reason.MISSING, Reason.EMPTY, Reason.BROKEN_REFERENCE, Reason.UNSAFE):
        if one.target.reason is Reason.EMPTY:
            yield one.finding("this image names no file", "give it one, or delete it")
        elif one.target.reason is Reason.UNSAFE:
            shown = one.written if len(one.written) <= 40 else f"{one.written[:39]}…"
            yield one.finding(f"{shown!r} is no image file", "put the image into a file in .gitbook/assets")
        else:
            near = one.edition.space.index.nearest(one.target.path) if one.target.path else ""
            hint = f"did you mean {one.relative(near)!r}?" if near else "correct the path, or add the file"
            yield one.finding(f"the image {one.written!r} does not exist", hint)


@rule("FIG002", "image-name-differs", Severity.WARNING)
def image_name_differs(site: Site) -> Iterator[Finding]:
    r"""An image is named almost as its file is: other capitals, accents in another Unicode form, escaped once too often.

    It works here and on GitBook's site, but not on servers, disks and programs that tell the two apart. Escapes too
    many are a backslash (`mds\_spec.png`) or an entity (`&amp;#x27;`) that is still there when the page is read. Write
    the name as the file has it.
    """
    for one in _shown(site):
        what = _DIFFERENCES.get(one.target.found) if one.target.found and one.target.kind is Kind.FILE else None
        if what is not None:
            message = f"{one.written!r} differs from the name of the file in {what}"
            if one.target.edition is one.edition:
                meant = one.relative(one.target.path)
                yield one.finding(message, f"write {meant!r}", one.naming(meant))
            else:  # its path is relative to another space
                yield one.finding(message, f"the file is named {one.target.path.rpartition('/')[2]!r}")


@rule("FIG003", "image-local-file", Severity.ERROR)
def image_local_file(site: Site) -> Iterator[Finding]:
    """An image is a file on the writer's own machine (`file:///C:/…`, `blob:…`, `http://127.0.0.1:5000/…`).

    It came with text that was pasted from another program, and nobody else can see it. Put the file into
    `.gitbook/assets` and name it there, or delete the image.
    """
    for one in _lost(site, Reason.LOCAL_FILE, Reason.LOCAL_ADDRESS):
        message = f"the image {one.written!r} is on the machine of whoever wrote this"
        yield one.finding(message, "put the file into .gitbook/assets and name it there")


@rule("FIG004", "image-outside-space", Severity.ERROR)
def image_outside_space(site: Site) -> Iterator[Finding]:
    """The path of an image climbs out of the space, where GitBook reads nothing and this site publishes nothing.

    Often there is one `../` too many. Put the file into the space's `.gitbook/assets`.
    """
    for one in _lost(site, Reason.OUTSIDE):
        yield one.finding(
            f"the image {one.written!r} leaves the space", "put the file into the space's .gitbook/assets"
        )


def _images(site: Site) -> tuple[Image, ...]:
    if not drawings(site.root):
        return ()
    from playbook.figures.project import images  # noqa: PLC0415 - most sites draw nothing

    spaces = [(edition.language, edition.space.root) for edition in site.editions if edition.language]
    return images(site.root, spaces)


def _drawing_problems(site: Site, code: str) -> Iterator[Finding]:
    found = (found for image in site.once(_images) for found in image.problems)
    for source, problem in dict.fromkeys(found):
        if problem.code == code:
            yield Finding(source, problem.span, problem.message, problem.hint, problem.edits)


@rule("FIG010", "stale-drawing", Severity.ERROR)
def stale_drawing(site: Site) -> Iterator[Finding]:
    """An image in `.gitbook/assets` is not what its drawing in `assets/figures` gives.

    Readers would see an old figure, or the next run of `playbook figures draw` would undo a change made by hand.
    Change the drawing or its labels, run `playbook figures draw`, and commit both.
    """
    for path in (image.path for image in site.once(_images) if image.stale):
        name = path.relative_to(site.root).as_posix() if path.is_relative_to(site.root) else path.as_posix()
        exists = path.is_file()
        message = "the image is not what its drawing gives" if exists else "the image of a drawing does not exist yet"
        yield Finding(Source(name, ""), Span(0, 0), message, "run `playbook figures draw`")


@rule("FIG011", "drawing-label-missing", Severity.ERROR)
def drawing_label_missing(site: Site) -> Iterator[Finding]:
    """A drawing has a label without a text in one of the languages, or lacks its title or description there.

    The image of that language is not drawn until the text is there, so that no reader meets a figure in another
    language or with empty boxes.
    """
    return _drawing_problems(site, "FIG011")


@rule("FIG012", "drawing-label-unknown", Severity.WARNING)
def drawing_label_unknown(site: Site) -> Iterator[Finding]:
    """A file of labels has a text that the drawing does not show.

    Its key is misspelt, or the box that it was written for is gone. Correct the key, or remove the text.
    """
    return _drawing_problems(site, "FIG012")


@rule("FIG013", "drawing-label-too-long", Severity.ERROR)
def drawing_label_too_long(site: Site) -> Iterator[Finding]:
    """A label does not fit into its box in the smallest size that can be read on a telephone.

    Say it in fewer words, allow a long word to break with a soft hyphen (U+00AD), or make the box larger.
    """
    return _drawing_problems(site, "FIG013")


@rule("FIG014", "drawing-unreadable", Severity.ERROR)
def drawing_unreadable(site: Site) -> Iterator[Finding]:
    """A drawing, its labels or the visual system cannot be read, or use what is not there.

    A drawing is plain SVG with shapes, labels and icons: no script, no picture, no document type.
    """
    return _drawing_problems(site, "FIG014")


@rule("FIG015", "drawing-label-untranslated", Severity.WARNING)
def drawing_label_untranslated(site: Site) -> Iterator[Finding]:
    """A label, the title or the description of a drawing says the same in two languages, or a file is in another one.

    It was copied to be translated, and forgotten. Short texts may well be the same (“Services”, names): only those of
    four words or more are compared. Translate it.
    """
    if not drawings(site.root):
        return
    from playbook.figures.untranslated import untranslated  # noqa: PLC0415 - the same

    languages = dict.fromkeys(edition.language for edition in site.editions if edition.language)
    for source, problem in untranslated(site.root, list(languages)):
        yield Finding(source, problem.span, problem.message, problem.hint)
