"""What the attributes of raw HTML mean: colours, sides, languages, emoji (gitbook-format.md §9, §15, §18)."""

from __future__ import annotations

import re

COLOURS = frozenset(
    "default green blue red orange yellow purple pink violet cyan primary info success warning danger tint".split()
)
"""The colours of `<mark>` and icons (gitbook-format.md §15)."""

_DECLARATION = re.compile(r"(background-color|color)\s*:\s*\$?([a-z]+)\s*(?:;|$)", re.IGNORECASE)
_SIDES = {"align": ("left", "center", "right"), "valign": ("top", "middle", "bottom")}
_LONGEST_EMOJI = 100
_SPACE, _SURROGATES = 0x20, range(0xD800, 0xE000)


def colours(style: str) -> list[tuple[str, str]]:
    """The colours that a `style` names: (`color` or `background`, name)."""
    return [
        ("background" if match[1].lower() == "background-color" else "color", match[2].lower())
        for match in _DECLARATION.finditer(style)
        if match[2].lower() in COLOURS and match[2].lower() != "default"
    ]


def align(values: dict[str, str]) -> None:
    """Turn `align` and `valign` into class names, which the theme knows.

    Args:
        values: The attributes of an element, changed in place.
    """
    names = [f"gb-{key}--{values[key].lower()}" for key in _SIDES if values.get(key, "").lower() in _SIDES[key]]
    for key in _SIDES:
        values.pop(key, None)
    if names:
        values["class"] = " ".join([values.get("class", ""), *names]).strip()


def language_of(classes: str) -> str:
    """The language of `class="language-x"` or `lang-x`; "" when there is none."""
    found = (word.partition("-")[2] for word in classes.split() if word.startswith(("language-", "lang-")))
    return next(found, "")


def icon_of(classes: str) -> str:
    """The icon of `class="fa-x"`; "" when there is none."""
    return next((word for word in classes.split() if word.startswith("fa-")), "")


def character(code: str) -> str:
    """The emoji of code points in hexadecimal, such as `2705` or `1f468-200d-1f4bb`; "" when it is none."""
    if len(code) > _LONGEST_EMOJI:
        return ""
    try:
        points = [int(part, 16) for part in code.split("-")] if code else []
        return "" if any(p < _SPACE or p in _SURROGATES for p in points) else "".join(map(chr, points))
    except (ValueError, OverflowError):
        return ""
