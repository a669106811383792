"""Front matter as MkDocs and Material may see it.

GitBook's keys share names with Material's but not their meaning (`icon: rocket` makes Material
fail): they are kept under `gitbook`, and only what Material understands is said in its own words.
Material prints most values unescaped, so texts are escaped here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from playbook.gitbook.front_matter import PAGE_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

HIDES = {"tableOfContents": "navigation", "outline": "toc", "pagination": "footer"}
"""Parts of a page in GitBook's `layout` and what Material's `hide` calls them."""

ICON_FOLDERS = ("fontawesome/solid", "fontawesome/regular", "fontawesome/brands")
"""Where Material keeps Font Awesome, in the order in which a name is looked up."""

DEFAULT_COVER_HEIGHT = 240
"""In pixels (gitbook-format.md §3)."""


@dataclass(frozen=True)
class Cover:
    """The banner above a page's title."""

    light: str
    """URL, relative to the site's root."""
    dark: str
    """The picture for the dark scheme; empty when it is the same."""
    y: float
    """How far the picture is moved in its band, in pixels."""
    height: int
    """Of the band, in pixels."""
    size: str
    """`full`, `hero` (as wide as the text) or `background`."""
    mask: str
    """`none` or `radial`."""


@dataclass(frozen=True)
class Chip:
    """A tag of a page."""

    label: Markup
    icon: str
    primary: bool


@dataclass(frozen=True)
class Card:
    """A page as its parent shows it when that has no text of its own."""

    title: Markup
    url: str
    """Relative to the site's root."""
    description: Markup


_NO_TEXT = Markup()


@dataclass(frozen=True)
class Facts:
    """What the theme's templates may ask of a page, as `page.meta.playbook`."""

    home: bool = False
    """Whether the page is the home of its language."""
    description: Markup = _NO_TEXT
    """The lead below the title; empty when there is none or when it is switched off."""
    hidden: frozenset[str] = frozenset()
    """The parts of the page that its author switched off (GitBook's `layout.NAME.visible`)."""
    wide: bool = False
    cover: Cover | None = None
    tags: tuple[Chip, ...] = ()
    children: tuple[Card, ...] = ()
    """The child pages when the page itself has no text."""
    source: str = ""
    """The page's file, as people know it."""


def host_meta(values: Mapping[str, Any], title: str, has_template: Callable[[str], bool]) -> dict[str, Any]:
    """What `page.meta` says in place of the front matter.

    Args:
        values: The front matter.
        title: The title of the page.
        has_template: Whether a template exists, so that no page can stop the build by naming one.
    """
    meta = {key: value for key, value in values.items() if key not in PAGE_KEYS and _is_safe(key, value)}
    if "template" in meta and not has_template(meta["template"]):
        del meta["template"]
    meta["gitbook"] = dict(values)
    if title:
        meta["title"] = escape(title)
    if description := values.get("description"):
        meta["description"] = escape(" ".join(str(description).split()))
    hidden = hidden_parts(values)
    if hide := [*_hide(meta.get("hide")), *(name for part, name in HIDES.items() if part in hidden)]:
        meta["hide"] = hide
    if values.get("noIndex") is True:
        meta["search"] = {"exclude": True}
    if values.get("noRobotsIndex") is True:
        meta["robots"] = "noindex"
    return meta


def hidden_parts(values: Mapping[str, Any]) -> frozenset[str]:
    """The parts of a page that its `layout` switches off."""
    layout = values.get("layout")
    if not isinstance(layout, dict):
        return frozenset()
    return frozenset(name for name, part in layout.items() if isinstance(part, dict) and part.get("visible") is False)


def is_wide(values: Mapping[str, Any]) -> bool:
    """Whether the author wants a wide column."""
    layout = values.get("layout")
    return isinstance(layout, dict) and layout.get("width") == "wide"


def cover(values: Mapping[str, Any], url_of: Callable[[str], str]) -> Cover | None:
    """The banner of a page, or None when it has none, or none that could be shown.

    Args:
        values: The front matter.
        url_of: The URL of a picture, or "" when it is lost.
    """
    named = values.get("cover")
    light, dark = (named.get("light"), named.get("dark")) if isinstance(named, dict) else (named, None)
    shown = url_of(str(light)) if light else ""
    layout = values.get("layout")
    details = layout.get("cover") if isinstance(layout, dict) else None
    details = details if isinstance(details, dict) else {}
    if not shown or details.get("visible") is False:
        return None
    return Cover(
        light=shown,
        dark=url_of(str(dark)) if dark else "",
        y=_number(values.get("coverY"), 0.0),
        height=int(_number(values.get("coverHeight"), DEFAULT_COVER_HEIGHT)),
        size=str(details.get("size", "full")),
        mask=str(details.get("mask", "none")),
    )


def chips(values: Mapping[str, Any], known: Mapping[str, tuple[str, str]]) -> tuple[Chip, ...]:
    """The tags of a page.

    Args:
        values: The front matter.
        known: Label and icon of each tag of the space; an unknown tag shows its slug.
    """
    named = values.get("tags")
    made = []
    for entry in named if isinstance(named, list) else ():
        slug = entry.get("tag") if isinstance(entry, dict) else entry
        if isinstance(slug, str) and slug:
            text, icon = known.get(slug, (slug, ""))
            made.append(Chip(escape(text), icon, isinstance(entry, dict) and entry.get("primary") in (True, "true")))
    return tuple(made)


def icon_path(name: object, directories: Iterable[str]) -> str:
    """The icon of GitBook's name as Material names it; empty when the theme does not ship it.

    Args:
        name: Font Awesome's name, as in the front matter.
        directories: The theme's.
    """
    if not isinstance(name, str) or not name.replace("-", "").isalnum():
        return ""
    for directory in directories:
        for folder in ICON_FOLDERS:
            if os.path.isfile(f"{directory}/.icons/{folder}/{name}.svg"):  # noqa: PTH113 - tried for every page
                return f"{folder}/{name}"
    return ""


def _is_safe(key: str, value: object) -> bool:
    """Whether a key of the author's own may reach the host: the host trusts the type of its own keys."""
    match key:
        case "template" | "status" | "subtitle" | "author":
            return isinstance(value, str)
        case "search":
            return isinstance(value, dict)
        case "robots":
            return False
    return True


def _hide(value: object) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _number(value: object, default: float) -> float:
    return value if isinstance(value, (int, float)) else default
