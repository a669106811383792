"""Formulas from TeX to MathML, which browsers show without script (gitbook-format.md §15)."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from playbook.markdown.tree import literal

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LENGTH = 5_000
"""A longer formula, in characters, is shown as TeX."""
MAX_DEPTH = 60
"""A formula of more elements inside one another is shown as TeX."""

_DEFINES = re.compile(r"\\(?:re)?(?:newcommand|def|gdef|let|newenvironment|providecommand)(?![a-zA-Z])")
"""What lets a short text grow without bound."""
_ENVIRONMENT = re.compile(r"\\(?P<edge>begin|end)\s*\{(?P<name>[A-Za-z]+\*?)\}(?P<columns>\{\d+\})?")
_ALIKE = {
    "aligned": "split", "alignedat": "split", "alignat": "align*", "alignat*": "align*", "eqnarray": "align*",
    "eqnarray*": "align*", "gathered": "matrix", "gather": "matrix", "gather*": "matrix", "dcases": "cases",
    "equation": "", "equation*": "", "displaymath": "", "math": "",
}  # fmt: skip
"""What the converter takes for environments that it does not know; it would leave them out, and their rows with them."""
_ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover"
    " munderover mmultiscripts mprescripts none mtable mtr mtd menclose".split()
)
_ATTRIBUTES = frozenset(
    "display displaystyle scriptlevel mathvariant mathsize mathcolor mathbackground stretchy fence separator form accent"
    " accentunder largeop movablelimits symmetric lspace rspace minsize maxsize width height depth voffset linethickness"
    " columnalign rowalign columnspacing rowspacing columnlines rowlines frame notation rowspan columnspan".split()
)


class FormulaError(ValueError):
    """A formula that cannot be shown; the message says why."""


def formula(tex: str, *, display: bool) -> Element:
    """A `<math>` element.

    Args:
        tex: Without its dollar signs.
        display: Whether it stands by itself, in a line of its own.

    Raises:
        FormulaError: The TeX is broken, uses what is not known here, or is too large.
    """
    return _copy(_converted(tex, display))


def fault(tex: str, *, display: bool) -> str:
    """Why a formula cannot be shown; "" when it can."""
    try:
        _converted(tex, display)
    except FormulaError as error:
        return str(error)
    return ""


@lru_cache(maxsize=2048)
def _converted(tex: str, display: bool) -> Element:  # noqa: FBT001 (a cache key)
    if len(tex) > MAX_LENGTH:
        raise FormulaError(f"it has {len(tex):,} characters, more than {MAX_LENGTH:,}")
    if _DEFINES.search(tex):
        raise FormulaError("it defines commands")
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 - slow to import, for the few pages with formulas

    known = _ENVIRONMENT.sub(_known_environment, tex)
    try:
        element = convert_to_element(known, display="block" if display else "inline")
    except RecursionError:
        raise FormulaError("it is nested too deep") from None
    except Exception as error:  # noqa: BLE001 (the converter promises no type of error)
        raise FormulaError(_reason(error)) from None
    if sum(1 for _ in _unknown(element)):
        raise FormulaError(f"{next(_unknown(element))} is not known")
    clean = _clean(element, 0)
    clean.set("alttext", literal(tex))
    return clean


def _known_environment(match: re.Match[str]) -> str:
    """An edge of an environment, in the words of the converter."""
    from latex2mathml.commands import MATRICES  # noqa: PLC0415 - as above

    name, columns = match["name"], match["columns"] or ""
    if f"\\{name}" in MATRICES:
        return match[0]
    if name not in _ALIKE:
        raise FormulaError(f"the environment `{name}` is not known")
    alike = _ALIKE[name]
    rest = "" if name.startswith("alignat") or name == "alignedat" else columns
    return (f"\\{match['edge']}{{{alike}}}" if alike else " ") + rest


def _reason(error: Exception) -> str:
    """The name of an error in words: `MissingEndError` as "missing end"."""
    if type(error).__name__.startswith("NoAvailableTokens"):
        return "it ends too early"
    words = re.findall(r"[A-Z][a-z]*", type(error).__name__.removesuffix("Error"))
    return " ".join(words).lower() or "it cannot be read"


def _unknown(element: Element) -> Iterator[str]:
    """The commands that came through as they were written."""
    for part in element.iter():
        if part.tag == "mi" and part.text and re.match(r"\\[a-zA-Z]", part.text):
            yield f"`{part.text}`"


def _clean(element: Element, depth: int) -> Element:
    """The element with entities decoded, and nothing but MathML that only describes a formula."""
    if depth > MAX_DEPTH:
        raise FormulaError("it is nested too deep")
    kept = {key: literal(value) for key, value in element.attrib.items() if key in _ATTRIBUTES and len(value) < 60}
    clean = Element(element.tag if element.tag in _ELEMENTS else "mrow", kept)
    clean.text = literal(unescape(element.text)) if element.text else None
    clean.extend([_clean(child, depth + 1) for child in element])
    return clean


def _copy(element: Element) -> Element:
    copy = Element(element.tag, dict(element.attrib))
    copy.text = element.text
    copy.extend([_copy(child) for child in element])
    return copy
