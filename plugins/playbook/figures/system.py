"""The visual system that all drawings share: colours, sizes of text, shapes, icons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from playbook.diagnostics import Problem
from playbook.gitbook.positioned_yaml import read_yaml
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.source import Source

UNREADABLE = "FIG014"
"""The code of what keeps a drawing from being drawn."""
MAX_DEPTH = 64
"""Elements inside one another in a drawing."""

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
ELEMENTS = frozenset(
    {"svg", "g", "defs", "symbol", "use", "marker", "clipPath", "mask", "linearGradient", "radialGradient", "stop"}
    | {"pattern", "title", "desc", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan"}
)
"""What a drawing may be made of: no script, no foreign content, no picture from elsewhere."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a kind of label is set."""

    size: float
    """Units of the drawing."""
    weight: int
    colour: str
    on_dark: str
    """The colour on dark pages."""
    leading: float = 1.25
    """Height of a line, in sizes."""

    @property
    def bold(self) -> bool:
        """Whether the letters are those of a bold font."""
        return self.weight >= 600


@dataclass(frozen=True, eq=False)
class System:
    """What all drawings share."""

    fonts: str
    """The value of CSS `font-family`: fonts that readers have."""
    smallest: float
    """No text is smaller, in units of the drawing."""
    texts: Mapping[str, TextStyle]
    shapes: Mapping[str, Mapping[str, str]]
    """CSS declarations by class."""
    on_dark: Mapping[str, Mapping[str, str]]
    """Those of them that are others on dark pages."""
    symbols: Mapping[str, Element]
    """Icons and arrow heads by id."""


class _DrawingError(Exception):
    """A drawing cannot be read any further."""


class _Builder(TreeBuilder):
    """Builds the tree of a drawing and refuses what does not belong there."""

    depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = f"the elements are nested more than {MAX_DEPTH} deep"
            raise _DrawingError(message)
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(tag)

    def doctype(self, *_: str | None) -> None:
        message = "a drawing has no document type"
        raise _DrawingError(message)


def read_svg(source: Source) -> tuple[Element | None, tuple[Problem, ...]]:
    """Read an SVG file as a tree without namespaces.

    What drawing programs keep for themselves (elements and attributes of other namespaces) is left out.
    """
    if "<!" in source.text and (match := re.search("<!(DOCTYPE|ENTITY)", source.text)):
        return None, (Problem(UNREADABLE, Span(*match.span()), "a drawing has no document type", "remove it"),)
    parser = XMLParser(target=_Builder())  # noqa: S314  entities are refused above
    try:
        parser.feed(source.text)
        root = parser.close()
    except ParseError as error:
        line, column = error.position
        starts = source.line_starts
        offset = min(starts[min(line, len(starts)) - 1] + column, len(source.text))
        return None, (
            Problem(UNREADABLE, Span(offset, offset), f"the drawing is not XML: {error.msg.partition(': line')[0]}"),
        )
    except _DrawingError as error:
        return None, (Problem(UNREADABLE, Span(0, 0), str(error)),)
    problems: list[Problem] = []
    _tidy(root, source, problems)
    if root.tag != "svg":
        problems.append(Problem(UNREADABLE, Span(0, 0), f"the drawing is a <{root.tag}>, not an <svg>"))
    return (None if problems else root), tuple(problems)


def _tidy(element: Element, source: Source, problems: list[Problem]) -> None:
    tag = str(element.tag).removeprefix(SVG)
    element.tag = tag
    if tag not in ELEMENTS:
        problems.append(_found(source, f"<{tag}", f"<{tag}> cannot be part of a drawing"))
    for name in list(element.attrib):
        value = element.attrib.pop(name)
        plain = name.removeprefix(XLINK)
        if plain.startswith("on") or (plain == "href" and not value.startswith("#")):
            message = f"the attribute {plain} cannot be part of a drawing"
            problems.append(_found(source, value, message))
        elif "{" not in plain:
            element.set(plain, value)
    for child in list(element):
        if str(child.tag).startswith("{") and not str(child.tag).startswith(SVG):
            element.remove(child)
        else:
            _tidy(child, source, problems)


def _found(source: Source, words: str, message: str) -> Problem:
    start = max(source.text.find(words), 0)
    return Problem(UNREADABLE, Span(start, start + len(words)), message, "draw it with shapes and labels")


@lru_cache(maxsize=4)
def read_system(style: Source, symbols: Source) -> tuple[System | None, tuple[tuple[Source, Problem], ...]]:
    """Read the style sheet (YAML) and the icons (SVG) that all drawings share."""
    tree = read_yaml(style.text, UNREADABLE)
    problems = [(style, problem) for problem in tree.problems]
    root, unreadable = read_svg(symbols)
    problems.extend((symbols, problem) for problem in unreadable)
    if tree.broken or root is None:
        return None, tuple(problems)
    try:
        system = _system(tree.value, root)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"the style sheet lacks a value or has a wrong one: {error}"
        problems.append((style, Problem(UNREADABLE, Span(0, 0), message, "see assets/README.md")))
        return None, tuple(problems)
    return system, tuple(problems)


def _system(values: dict[str, Any], root: Element) -> System:
    colours: dict[str, str | dict[str, str]] = values["colours"]
    texts = {
        name: TextStyle(
            float(text["size"]),
            int(text.get("weight", "400")),
            *_both(colours.get(text["colour"], text["colour"])),
            float(text.get("leading", "1.25")),
        )
        for name, text in values["texts"].items()
    }
    shapes, on_dark = (
        {
            name: {key: _both(colours.get(value, value))[scheme] for key, value in declarations.items()}
            for name, declarations in values["shapes"].items()
        }
        for scheme in (0, 1)
    )
    for name, declarations in on_dark.items():
        on_dark[name] = {key: value for key, value in declarations.items() if value != shapes[name][key]}
    symbols = {element.attrib["id"]: element for element in root if element.tag in ("symbol", "marker")}
    return System(values["fonts"], float(values["smallest"]), texts, shapes, on_dark, symbols)


def _both(colour: str | Mapping[str, str]) -> tuple[str, str]:
    """A colour on light and on dark pages."""
    return (colour, colour) if isinstance(colour, str) else (colour["light"], colour["dark"])
