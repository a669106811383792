"""One drawing, many languages: a drawing and the labels of a language become an SVG image.

A drawing is an SVG file in which each box that holds a text names it: `<rect data-label="needs" …/>`. The labels of a
language are a YAML file. See assets/README.md for all that an author may write.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from playbook.diagnostics import Problem
from playbook.figures.lettering import clean, fit
from playbook.figures.system import UNREADABLE, read_svg
from playbook.gitbook.positioned_yaml import read_yaml
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.figures.system import System
    from playbook.source import Source

MISSING = "FIG011"
UNKNOWN = "FIG012"
TOO_LONG = "FIG013"

_LABEL = re.compile(r"""\bdata-label\s*=\s*(["'])(.*?)\1""")
_NUMBER = re.compile(r"\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:px)?\s*")
_URL = re.compile(r"url\(#([^)\s]+)\)")
_MIDDLE = 0.35
"""From the middle of a line down to its base line, in sizes: half the height of an upper-case letter."""


@dataclass(frozen=True)
class Labels:
    """The texts of a drawing in one language."""

    source: Source
    title: str
    description: str
    texts: dict[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """What came of a drawing in one language."""

    svg: str | None
    """The image; None when the drawing or a label is missing or cannot be read."""
    problems: tuple[tuple[Source, Problem], ...] = ()


class _CannotDrawError(Exception):
    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key, self.message = key, message


def read_labels(source: Source) -> Labels:
    """Read the labels of a drawing in one language: `title`, `description` and `labels`, a text for each key."""
    tree = read_yaml(source.text, UNREADABLE)
    values = tree.value if isinstance(tree.value, dict) else {}
    problems = list(tree.problems)
    found = values.get("labels") or {}
    if not isinstance(found, dict):
        problems.append(Problem(UNREADABLE, tree.spans[("labels",)], "the labels are not texts with keys"))
        found = {}
    texts = {key: clean(value) for key, value in found.items() if isinstance(value, str) and clean(value)}
    for key in values:
        if key not in ("title", "description", "labels"):
            span = tree.key_spans[(key,)]
            hint = "a file of labels has `title`, `description` and `labels`"
            problems.append(Problem(UNKNOWN, span, f"the key {key!r} means nothing here", hint))
    head = []
    for key in ("title", "description"):
        value = values.get(key)
        head.append(clean(value).replace("\n", " ") if isinstance(value, str) else "")
        if not head[-1] and not tree.broken:
            problems.append(Problem(MISSING, Span(0, 0), f"the drawing has no {key}", f"write `{key}: …`"))
    return Labels(source, head[0], head[1], texts, tuple(problems))


@lru_cache(maxsize=512)
def draw(name: str, language: str, template: Source, labels: Source, system: System) -> Drawn:
    """Draw a figure in one language.

    Args:
        name: The name of the drawing, from which the ids in the image are made.
        language: The language of the labels (BCP 47).
        template: The drawing.
        labels: Its labels.
        system: The colours, sizes and icons.
    """
    words = read_labels(labels)
    problems = [(labels, problem) for problem in words.problems]
    root, unreadable = read_svg(template)
    problems.extend((template, problem) for problem in unreadable)
    keys = {match[2]: Span(*match.span(2)) for match in _LABEL.finditer(template.text)}
    problems.extend((labels, problem) for problem in _compare(keys, words, language))
    svg = None
    if root is not None and not any(problem.code in (MISSING, UNREADABLE) for _, problem in problems):
        sketch = _Sketch(words, system)
        try:
            svg = sketch.finish(root, name, language)
        except _CannotDrawError as error:
            span = keys.get(error.key, Span(0, 0))
            problems.append((template, Problem(UNREADABLE, span, error.message)))
        problems.extend((labels, problem) for problem in sketch.problems)
    return Drawn(svg, tuple(problems))


def _compare(keys: dict[str, Span], labels: Labels, language: str) -> list[Problem]:
    text = labels.source.text
    problems = []
    for key in keys:
        if key not in labels.texts:
            message = f"the label {key!r} of the drawing has no text in {language!r}"
            problems.append(Problem(MISSING, label_span(text, key), message, f"write `{key}: …` below `labels:`"))
    for key in labels.texts:
        if key not in keys:
            message = f"the drawing has no label {key!r}"
            problems.append(Problem(UNKNOWN, label_span(text, key), message, "remove it, or name a box after it"))
    return problems


def label_span(text: str, key: str) -> Span:
    """Where a label is written in the text of a file of labels, or where the labels begin."""
    return _span(text, rf"^[ ]+(?P<key>[\"']?{re.escape(key)}[\"']?)[ ]*:", r"^(?P<key>labels)[ ]*:")


def head_span(text: str, key: str) -> Span:
    """Where the title or the description is written in the text of a file of labels."""
    return _span(text, rf"^(?P<key>{key})[ ]*:")


def _span(text: str, *patterns: str) -> Span:
    for pattern in patterns:
        if match := re.search(pattern, text, re.MULTILINE):
            return Span(*match.span("key"))
    return Span(0, 0)


class _Sketch:
    """An image in the making."""

    def __init__(self, labels: Labels, system: System) -> None:
        self.labels, self.system = labels, system
        self.problems: list[Problem] = []

    def finish(self, root: ET.Element, name: str, language: str) -> str:
        width, height = self._size(root)
        ET.indent(root, " ")
        self._letter(root)
        image = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {_n(width)} {_n(height)}",
                "width": _n(width),
                "height": _n(height),
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-desc",
                "lang": language,
                "xml:lang": language,
                "font-family": self.system.fonts,
            },
        )
        ET.SubElement(image, "title", {"id": f"{name}-title"}).text = self.labels.title
        ET.SubElement(image, "desc", {"id": f"{name}-desc"}).text = self.labels.description
        symbols = self._symbols(root)
        card = ET.Element("rect", {"class": "card", "width": _n(width), "height": _n(height)})
        image.append(self._style([card, *root.iter(), *(part for symbol in symbols for part in symbol.iter())]))
        if symbols:
            ET.SubElement(image, "defs").extend(symbols)
        image.append(card)
        image.extend(root)
        for child in image:
            child.tail = "\n"
        image.text = "\n"
        return ET.tostring(image, encoding="unicode") + "\n"

    def _size(self, root: ET.Element) -> tuple[float, float]:
        numbers = root.get("viewBox", "").replace(",", " ").split()
        if len(numbers) != 4 or not all(_NUMBER.fullmatch(number) for number in numbers):
            message = "the drawing has no viewBox of four numbers"
            raise _CannotDrawError("", message)
        x, y, width, height = map(float, numbers)
        if x or y or width <= 0 or height <= 0:
            message = "the viewBox of a drawing begins at 0 0 and has an extent"
            raise _CannotDrawError("", message)
        return width, height

    def _letter(self, parent: ET.Element) -> None:
        """Set the labels of all boxes below an element, each after its box."""
        for box in list(parent):
            self._letter(box)
            options = {key: box.attrib.pop(key) for key in list(box.attrib) if key.startswith("data-")}
            key = options.get("data-label")
            if key is None:
                continue
            text = self._text(key, box, options)
            place = list(parent).index(box)
            text.tail = box.tail
            if box.get("fill") == "none" and "stroke" not in box.attrib and "class" not in box.attrib:
                parent[place] = text
            else:
                parent.insert(place + 1, text)

    def _text(self, key: str, box: ET.Element, options: dict[str, str]) -> ET.Element:
        name = options.get("data-text", "body")
        style = self.system.texts.get(name)
        if style is None:
            message = f"the label {key!r} wants the text style {name!r}, which the style sheet does not have"
            raise _CannotDrawError(key, message)
        if box.tag != "rect":
            message = f"the label {key!r} is not on a <rect>"
            raise _CannotDrawError(key, message)
        x, y, width, height = (_number(box.get(side, "0"), key) for side in ("x", "y", "width", "height"))
        visible = box.get("fill") != "none"
        pads = [_number(pad, key) for pad in options.get("data-pad", "12 4" if visible else "0").split()] or [0.0]
        across, down = pads[0], pads[-1]
        inner = width - 2 * across, height - 2 * down
        lettering = fit(
            self.labels.texts[key], inner, style.size, self.system.smallest, leading=style.leading, bold=style.bold
        )
        if not lettering.fits:
            lines = int(inner[1] / (lettering.size * style.leading))
            message = f"the label {key!r} is too long for its box of {_n(inner[0])} units and {lines} lines"
            hint = "shorten it, let a long word break with a soft hyphen, or make the box larger"
            self.problems.append(Problem(TOO_LONG, label_span(self.labels.source.text, key), message, hint))
        align = options.get("data-align", "middle")
        where = {"start": x + across, "middle": x + width / 2, "end": x + width - across}
        if align not in where:
            message = f"the label {key!r} is aligned to {align!r}: start, middle or end are possible"
            raise _CannotDrawError(key, message)
        line = lettering.size * style.leading
        free = inner[1] - len(lettering.lines) * line
        top = y + down + free * {"top": 0.0, "bottom": 1.0}.get(options.get("data-valign", "middle"), 0.5)
        text = ET.Element("text", {"class": f"t-{name}", "font-size": _n(lettering.size)})
        if align != "start":
            text.set("text-anchor", align)
        if "transform" in box.attrib:
            text.set("transform", box.attrib["transform"])
        for number, words in enumerate(lettering.lines):
            baseline = top + line * (number + 0.5) + lettering.size * _MIDDLE
            tspan = ET.SubElement(text, "tspan", {"x": _n(where[align]), "y": _n(baseline)})
            tspan.text = words
            if number < len(lettering.lines) - 1:
                # Keeps the words apart for search and copying; a space with a size would push the line off its centre.
                ET.SubElement(tspan, "tspan", {"font-size": "0"}).text = " "
        return text

    def _symbols(self, root: ET.Element) -> list[ET.Element]:
        """The icons and arrow heads that the drawing uses, in the order of their ids."""
        used: set[str] = set()
        for element in root.iter():
            used.update(value[1:] for name, value in element.attrib.items() if name == "href")
            used.update(match for value in element.attrib.values() for match in _URL.findall(value))
            for declarations in self._shapes(element):
                used.update(match for value in declarations.values() for match in _URL.findall(value))
        own = {element.get("id") for element in root.iter()}
        if lost := sorted(used - own - set(self.system.symbols)):
            message = f"the drawing uses {', '.join(lost)}, which neither it nor the symbols file has"
            raise _CannotDrawError("", message)
        symbols = [deepcopy(self.system.symbols[key]) for key in sorted(used - own)]
        for symbol in symbols:
            symbol.tail = "\n"
        return symbols

    def _shapes(self, element: ET.Element) -> list[dict[str, str]]:
        return [dict(self.system.shapes.get(name, {})) for name in element.get("class", "").split()]

    def _style(self, elements: list[ET.Element]) -> ET.Element:
        """The style sheet, with the classes in use."""
        used = {name for element in elements for name in element.get("class", "").split()}
        rules = [_rule(name, shape) for name, shape in self.system.shapes.items() if name in used]
        dark = [_rule(name, shape) for name, shape in self.system.on_dark.items() if name in used and shape]
        for name, style in self.system.texts.items():
            if f"t-{name}" in used:
                rules.append(_rule(f"t-{name}", {"fill": style.colour, "font-weight": str(style.weight)}))
                if style.on_dark != style.colour:
                    dark.append(_rule(f"t-{name}", {"fill": style.on_dark}))
        if dark:
            # Of an image, the scheme of the page that shows it (Media Queries 5, §11.5).
            rules += ["@media (prefers-color-scheme:dark){", *dark, "}"]
        if lost := sorted(used - set(self.system.shapes) - {f"t-{name}" for name in self.system.texts}):
            message = f"the drawing uses the classes {', '.join(lost)}, which the style sheet does not have"
            raise _CannotDrawError("", message)
        sheet = ET.Element("style")
        sheet.text = "\n" + "\n".join(rules) + "\n"
        return sheet


def _rule(name: str, declarations: Mapping[str, str]) -> str:
    return f".{name}{{{';'.join(f'{key}:{value}' for key, value in declarations.items())}}}"


def _number(text: str, key: str) -> float:
    match = _NUMBER.fullmatch(text)
    if match is None:
        message = f"the box of the label {key!r} has a measure that is not a number: {text!r}"
        raise _CannotDrawError(key, message)
    return float(match[1])


def _n(number: float) -> str:
    """A number as SVG wants it: two digits at most, no zeros at the end."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
