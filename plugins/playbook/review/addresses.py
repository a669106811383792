"""Addresses in built pages, and pages that are put in another place."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playbook.review.difference.nodes import Element

_ATTRIBUTES = frozenset({"href", "src", "poster", "action", "formaction", "data", "cite", "xlink:href"})
_LISTS = frozenset({"srcset", "imagesrcset"})
"""Attributes that hold several addresses (HTML Living Standard, srcset attributes)."""
_TOP = "/r" * 40
"""Stands for the site's root, with room above it: other versions are beside it."""
_OF_LOCATION = re.compile(r'(?<=new URL\(")([^"]*)(?=",\s*location\))')
"""An address in a script of Material's."""
_OF_CONFIGURATION = ("base", "search")
"""Addresses in Material's `__config`."""


def is_relative(address: str) -> bool:
    """Whether an address names something by its way from the page, and not a place in the page itself."""
    if not address or address.startswith(("#", "/", "?")):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def resolved(address: str, base: str) -> str:
    """What a relative address of the page at `base` names, relative to the site's root; others as they are.

    What is beside the site begins with `../`.
    """
    if not is_relative(address):
        return address
    path, rest = _divided(address)
    way = posixpath.normpath(posixpath.join(_TOP, posixpath.dirname(base), path))
    found = posixpath.relpath(way, _TOP)
    found = "" if found == "." else found
    is_directory = path.endswith(("/", "/.", "/..")) or path in {".", ".."} or not path
    return f"{found}{'/' if found and is_directory else ''}{rest}"


def relative(target: str, base: str) -> str:
    """How the page at `base` names what lies at `target`; both relative to the site's root. Never empty."""
    if target.startswith(("#", "/")) or (target and not is_relative(target)):
        return target
    path, rest = _divided(target)
    found = posixpath.relpath(posixpath.join(_TOP, path), posixpath.join(_TOP, posixpath.dirname(base)))
    return f"{found}{'/' if not path or path.endswith('/') else ''}{rest}"


def _divided(address: str) -> tuple[str, str]:
    """The path of an address, and its query and fragment."""
    end = next((place for place, sign in enumerate(address) if sign in "?#"), len(address))
    return address[:end], address[end:]


def readdress(root: Element, change: Callable[[str], str]) -> None:
    """Change all addresses of a part of a page."""
    for element in root:
        for name, value in element.attributes.items():
            if name in _ATTRIBUTES:
                element.attributes[name] = change(value)
            elif name in _LISTS:
                element.attributes[name] = ", ".join(
                    " ".join([change(words[0]), *words[1:]]) for part in value.split(",") if (words := part.split())
                )


def put_elsewhere(page: Element, old: str, new: str) -> None:
    """Let a whole page, made for one place of the site, work in another.

    Args:
        page: Its `<html>`.
        old: The address for which it was made, relative to the site's root.
        new: Where it will be.
    """

    def change(address: str) -> str:
        return relative(resolved(address, old), new) if is_relative(address) else address

    readdress(page, change)
    for element in page:
        if element.tag == "script" and "src" not in element.attributes:
            text = element.text()
            if element.attributes.get("id") == "__config":
                element.children = [_configuration(text, change)]
            elif "location" in text:
                element.children = [_OF_LOCATION.sub(lambda found: change(found[0]), text)]


def _configuration(text: str, change: Callable[[str], str]) -> str:
    """Material's settings of a page, with the addresses changed."""
    try:
        values = json.loads(text)
    except ValueError:
        return text
    for name in _OF_CONFIGURATION:
        if isinstance(values, dict) and isinstance(values.get(name), str):
            values[name] = change(values[name])
    return json.dumps(values).replace("</", "<\\/")
