"""Rules about the files of images: what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.figures.assets import EXTENSIONS
from playbook.figures.places import library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.site import Site

_ENDINGS = {kind: ending for ending, kind in reversed([*EXTENSIONS.items()])}
"""The usual ending of each media type: the first that is named."""


@rule("FIG005", "empty-image", Severity.ERROR)
def empty_image(site: Site) -> Iterator[Finding]:
    """The file of an image has no bytes.

    An export or an upload was interrupted. Readers see a gap in place of the figure. Upload the image again, or delete
    the file if nothing shows it.
    """
    for item in site.once(library).images:
        if not item.asset.bytes and not item.asset.problem:
            hint = "upload it again" if item.used else "no page shows it: delete it, or upload it again"
            yield from item.findings(f"the image {item.asset.path!r} has no bytes", hint)


@rule("FIG006", "unreadable-image", Severity.ERROR)
def unreadable_image(site: Site) -> Iterator[Finding]:
    """The file of an image cannot be shown by browsers: it is cut off, damaged, no image at all, or far too large.

    Its header and its structure are looked at, not each pixel. Export the image again as PNG, JPEG, WebP, AVIF or SVG.
    """
    for item in site.once(library).images:
        if item.asset.problem:
            hint = "export it again as PNG, JPEG, WebP or SVG"
            yield from item.findings(f"the image {item.asset.path!r} {item.asset.problem}", hint)


@rule("FIG007", "image-under-wrong-name", Severity.WARNING)
def image_under_wrong_name(site: Site) -> Iterator[Finding]:
    """The ending of an image's name is not that of what is in the file (a WebP picture called `.png`).

    Servers tell browsers the type by the ending, and some programs refuse to open the file. Rename it, and correct the
    pages that show it.
    """
    for item in site.once(library).images:
        asset = item.asset
        if asset.usable and asset.media_type != asset.expected:
            ending = _ENDINGS[asset.media_type]
            yield item.finding(f"the file {asset.path!r} is {asset.media_type}", f"give its name the ending .{ending}")


@rule("FIG030", "heavy-image", Severity.WARNING)
def heavy_image(site: Site) -> Iterator[Finding]:
    """The file of an image is heavier than the budget (`max_bytes` of `playbook/figures`).

    Readers of the site get lighter files where those could be made, but GitBook's readers, whoever opens or downloads
    the figure and every copy of the repository carry the weight. Export it at the size at which it is shown, a drawing
    as SVG, a photograph as JPEG or WebP.
    """
    limit = site.figures.max_bytes
    for item in site.once(library).images:
        if item.used and item.asset.bytes > limit and not item.asset.problem:
            message = f"the image {item.asset.path!r} has {item.asset.bytes:,} bytes, more than {limit:,}"
            yield item.finding(message, "export it smaller, or in a lighter format")


@rule("FIG031", "needlessly-large-image", Severity.NOTE)
def needlessly_large_image(site: Site) -> Iterator[Finding]:
    """A picture has more pixels than any usual screen can show, even when it is opened (`max_width`).

    They weigh and cost memory, and nobody can see them. Scale the picture down.
    """
    limit = site.figures.max_width
    for item in site.once(library).images:
        asset = item.asset
        if item.used and asset.width > limit and asset.vector is None and asset.usable:
            message = f"the image {asset.path!r} is {asset.width:,} pixels wide; no screen shows more than {limit:,}"
            yield item.finding(message, f"scale it down to {limit:,} pixels or fewer")


@rule("FIG032", "moving-image", Severity.WARNING)
def moving_image(site: Site) -> Iterator[Finding]:
    """An image moves by itself: a GIF, PNG, WebP or AVIF of several pictures, or an SVG file with animations.

    Readers cannot stop it, and some cannot read beside it (WCAG 2.2.2); pictures are many times heavier than a video.
    Show the steps as figures, or embed a video. A drawing may move where its style sheet asks for
    `prefers-reduced-motion`. `animations: true` of `playbook/figures` allows all of them.
    """
    if site.figures.animations:
        return
    for item in site.once(library).images:
        moves = item.asset.frames > 1 or (item.asset.vector is not None and item.asset.vector.moves)
        if item.used and moves and item.asset.usable:
            yield item.finding(
                f"the image {item.asset.path!r} moves, and readers cannot stop it",
                "show its steps as figures, or embed a video",
            )


@rule("FIG034", "image-twice", Severity.NOTE)
def image_twice(site: Site) -> Iterator[Finding]:
    """The same bytes lie in several files of a space (`image (1).png` beside `image.png`).

    GitBook makes a copy for each upload. A change to one of them is forgotten in the others. Let pages name one file,
    and delete the others. This site publishes one in any case.
    """
    for space in site.spaces:
        by_digest: dict[str, list[str]] = {}
        for item in site.once(library).items:
            if item.space is space and item.asset.digest:
                by_digest.setdefault(item.asset.digest, []).append(item.asset.path)
        named = {item.asset.path: item for item in site.once(library).items if item.space is space}
        for first, *others in by_digest.values():
            if others:
                listed = ", ".join(repr(path) for path in others[:3])
                more = f" and {len(others) - 3} more" if len(others) > 3 else ""
                message = f"the bytes of {first!r} are also in {listed}{more}"
                yield named[first].at_file(message, "keep one file, and let pages name it")


@rule("FIG036", "unused-file", Severity.NOTE)
def unused_file(site: Site) -> Iterator[Finding]:
    """No page shows an image, or links to a file of `.gitbook/assets`; an unlisted page counts as one.

    It is not published, but every copy of the repository carries it, and nobody knows whether it may be changed. Delete
    it, or use it.
    """
    for item in site.once(library).items:
        if not item.used and item.asset.bytes:
            yield item.at_file(f"no page uses {item.asset.path!r} ({item.asset.bytes:,} bytes)", "delete it, or use it")
