"""Icons by their Font Awesome names, as SVG in the page (gitbook-format.md §15).

The drawings are those of Font Awesome Free (CC BY 4.0) that ship with Material for MkDocs; without
that package a page has no icons, and nothing else changes. An icon is decoration: it is hidden from
assistive technology, and no text takes its place.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.markdown.tree import Tree

_STYLES = ("solid", "regular", "brands")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VIEW_BOX = re.compile(r'viewBox="([-0-9. ]+)"')
_PATH = re.compile(r'<path\b[^>]*?\bd="([^"<>]+)"')
_LAST_RESORT = "circle-dot"
_NEAREST = {
    "badge-check": "certificate",
    "block-quote": "quote-left",
    "books": "book",
    "circles-overlap": "clone",
    "claude": "asterisk",
    "cloud-check": "cloud",
    "code-simple": "code",
    "file-magnifying-glass": "file-lines",
    "gitbook": "book-open",
    "gitbook-assistant": "wand-magic-sparkles",
    "grid": "table-cells-large",
    "grid-2": "table-cells-large",
    "hand-wave": "hand",
    "input-text": "i-cursor",
    "list-timeline": "timeline",
    "memo": "file-lines",
    "message-bot": "robot",
    "messages": "comments",
    "page": "file",
    "pen-line": "pen",
    "rectangle-code": "code",
    "rectangle-history": "clock-rotate-left",
    "shield-check": "shield-halved",
    "sparkle": "wand-magic-sparkles",
    "sparkles": "wand-magic-sparkles",
    "square-code": "code",
    "user-robot": "robot",
}
"""Free icons for names of Font Awesome Pro and GitBook's own that occur in real pages."""


def find(name: str) -> str | None:
    """The free icon that is shown for a name: its own, or the nearest one.

    A name that is not free is looked up in a short table, then without its last words
    (`user-check-x` as `user-check`, then `user`).

    Returns:
        The name of a free icon, or None when nothing like it exists, or when no icons are installed.
    """
    name = name.strip().removeprefix("fa-")
    if not _NAME.fullmatch(name) or len(name) > 60:
        return None
    candidates = [name, _NEAREST.get(name, "")]
    while "-" in name:
        name = name.rpartition("-")[0]
        candidates.append(name)
    return next((candidate for candidate in candidates if candidate and _file(candidate)), None)


def is_free(name: str) -> bool:
    """Whether an icon of just this name can be shown; True where no icons are installed at all."""
    name = name.strip().removeprefix("fa-")
    return _directory() is None or bool(_NAME.fullmatch(name) and len(name) <= 60 and _file(name))


def write(tree: Tree, name: str, classes: str = "gb-icon", *, fallback: str = _LAST_RESORT) -> bool:
    """Write an icon.

    Args:
        tree: Where to write.
        name: As the author wrote it, with or without `fa-`.
        classes: The class names of the element around it.
        fallback: The icon for a name to which nothing is near; "" for none.

    Returns:
        Whether there was anything to write.
    """
    drawing = _drawing(find(name) or fallback)
    if drawing is None:
        return False
    view_box, paths = drawing
    box = tree.push("span", {"class": classes, "aria-hidden": "true"})
    svg = tree.push("svg", {"viewBox": view_box, "width": "1em", "height": "1em"})
    for path in paths:
        tree.add("path", {"d": path})
    tree.pop(svg)
    tree.pop(box)
    return True


@cache
def _directory() -> Path | None:
    """Where Material for MkDocs keeps the icons; finding a package does not run it."""
    package = find_spec("material")
    for place in (package.submodule_search_locations if package else None) or ():
        directory = Path(place, "templates", ".icons", "fontawesome")
        if directory.is_dir():
            return directory
    return None


@cache
def _names() -> dict[str, Path]:
    directory = _directory()
    if directory is None:
        return {}
    found: dict[str, Path] = {}
    for style in _STYLES:
        for file in sorted((directory / style).glob("*.svg")):
            found.setdefault(file.stem, file)
    return found


def _file(name: str) -> Path | None:
    return _names().get(name)


@cache
def _drawing(name: str) -> tuple[str, tuple[str, ...]] | None:
    file = _file(name)
    if file is None:
        return None
    markup = file.read_text(encoding="utf-8")
    view_box = _VIEW_BOX.search(markup)
    paths = tuple(_PATH.findall(markup))
    return (view_box[1], paths) if view_box and paths else None
