"""What an SVG file holds, read without ever following or expanding anything in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

MAX_BYTES = 20_000_000
"""A larger file is not read."""
MAX_DEPTH = 500
"""Elements inside one another; a deeper file is not read to its end."""
MAX_TEXT = 20_000
"""Characters of text that are kept: enough to tell the language."""

_LENGTH = re.compile(r"\s*(\d{1,9}(?:\.\d{0,6})?|\.\d{1,6})\s*(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
_NUMBER = re.compile(r"-?\d{0,9}\.?\d{1,6}(?:e-?\d)?", re.IGNORECASE)
_STYLE_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]+)|@import\s+['\"]([^'\"]+)")
_SCHEMES = ("prefers-color-scheme", "light-dark(")
"""What colours depend on that are others on dark pages (Media Queries 5, §11.5; CSS Color 5, §11)."""
_WITH_SCRIPT = re.compile(r"[\x00-\x20]*j\s*a\s*v\s*a\s*script\s*:", re.IGNORECASE)
_WITH_SCRIPT_LATER = re.compile(r"j\s*a\s*v\s*a\s*script\s*:", re.IGNORECASE)
_ANIMATED = frozenset({"by", "from", "to", "values"})
"""Attributes of an animation, which may be that of an address."""
_RUNNING = frozenset({"embed", "handler", "iframe", "object", "script"})
_MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform"})
_TEXTS = frozenset({"text", "title", "desc", "tspan", "textPath", "p", "div", "span"})


@dataclass(frozen=True, slots=True)
class Vector:
    """What is to be known of an SVG file."""

    width: int = 0
    """CSS pixels; 0 when the file does not say it."""
    height: int = 0
    fixed: bool = False
    """Whether the file itself says how large it is, not only its proportions."""
    title: str = ""
    labels: str = ""
    """The texts that it shows, one per line."""
    active: str = ""
    """What in it can run (`<script>`, `onload`, `javascript:`, an entity); empty for nothing."""
    moves: bool = False
    """Whether it moves by itself, also for readers who asked their system for less motion."""
    adapts: bool = False
    """Whether it has colours of its own for dark pages."""
    external: str = ""
    """The first address outside the file that it needs; empty for none."""
    problem: str = ""
    """Why it cannot be read; empty when it can."""


def read_vector(data: bytes) -> Vector:
    """Read an SVG file.

    Never raises; time and memory are those of the file's size.
    """
    if len(data) > MAX_BYTES:
        return Vector(problem=f"has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read")
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except _StopError:
        pass
    except ExpatError as error:
        reader.problem = f"is not XML (line {error.lineno}: {str(error).partition(': line')[0]})"
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        reader.problem = f"is not XML ({error})"
    return reader.vector()


class _StopError(Exception):
    """Enough is known."""


@dataclass
class _Reader:
    """Receives the events of the XML parser."""

    problem: str = ""
    active: str = ""
    moves: bool = False
    adapts: bool = False
    external: str = ""
    title: str = ""
    size: tuple[int, int, bool] = (0, 0, False)
    labels: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    length: int = 0
    depth: int = 0

    def __post_init__(self) -> None:
        self.parser = ParserCreate(namespace_separator="|")
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(0)
        self.parser.EntityDeclHandler = self._entity
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction

    def vector(self) -> Vector:
        width, height, fixed = self.size
        labels = "\n".join(line for text in self.labels if (line := " ".join(text.split())))
        title = self.title.strip()
        return Vector(
            width, height, fixed, title, labels, self.active, self.moves, self.adapts, self.external, self.problem
        )

    def _entity(self, name: str, *_: object) -> None:
        self.active = self.active or f"the entity {_short(name)}"
        raise _StopError

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet" and "xsl" in data.lower():
            self.active = self.active or "an XSLT style sheet"
        elif target == "xml-stylesheet" and (match := re.search(r"href\s*=\s*['\"]([^'\"#][^'\"]*)", data)) is not None:
            self._needs(match[1])

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        space, _, name = qualified.rpartition("|")
        if not self.path:
            if name != "svg":
                self.problem = f"is a <{_short(name)}>, not an <svg>"
                raise _StopError
            if space != "http://www.w3.org/2000/svg":
                self.problem = 'lacks xmlns="http://www.w3.org/2000/svg", without which no browser shows it'
            self.size = _size(attributes)
        if len(self.path) >= MAX_DEPTH:
            self.problem = f"has elements more than {MAX_DEPTH} deep"
            raise _StopError
        self.path.append(name)
        if name in _MOVING and attributes.get("begin") != "indefinite":
            self.moves = True
        if name.lower() in _RUNNING:
            self.active = self.active or f"<{name}>"
        if name in _TEXTS and name != "tspan" and self.length < MAX_TEXT:
            self.labels.append("")
        for key, value in attributes.items():
            self._attribute(name, key.rpartition("|")[2].lower(), value)

    def _attribute(self, element: str, key: str, value: str) -> None:
        if key.startswith("on") and key.isalpha() and value.strip():
            self.active = self.active or key
        elif key in ("href", "src"):
            if _WITH_SCRIPT.match(value):
                self.active = self.active or "javascript:"
            elif element != "a":
                self._needs(value)
        elif key in _ANIMATED and _WITH_SCRIPT_LATER.search(value):
            self.active = self.active or "javascript:"
        elif "url(" in value or key == "style":
            self._style(value)

    def _style(self, text: str) -> None:
        self.adapts = self.adapts or any(scheme in text for scheme in _SCHEMES)
        for match in _STYLE_URL.finditer(text):
            self._needs(match[1] or match[2])

    def _needs(self, address: str) -> None:
        if not address.lstrip().startswith(("#", "data:")) and address.strip():
            self.external = self.external or _short(address.strip())

    def _end(self, _: str) -> None:
        self.path.pop()

    def _text(self, text: str) -> None:
        name = self.path[-1] if self.path else ""
        if name == "style":
            self._style(text)
            self.moves = self.moves or ("@keyframes" in text and "prefers-reduced-motion" not in text)
        elif name == "title" and len(self.path) == 2:
            self.title = (self.title + text)[:MAX_TEXT]
        elif name in _TEXTS and self.labels and self.length < MAX_TEXT:
            self.labels[-1] += text
            self.length += len(text)


def _size(attributes: dict[str, str]) -> tuple[int, int, bool]:
    """Width and height of the root, and whether it says them itself."""
    width, height = (_pixels(attributes.get(key, "")) for key in ("width", "height"))
    box = [float(number) for number in _NUMBER.findall(attributes.get("viewBox", "")[:200])]
    across, down = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0.0, 0.0)
    if width and height:
        return _whole(width), _whole(height), True
    if across and (width or height):
        return _whole(width or height * across / down), _whole(height or width * down / across), True
    return (_whole(across), _whole(down), False) if across else (0, 0, False)


def _whole(length: float) -> int:
    return min(max(round(length), 1), 1_000_000)


def _pixels(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[(match[2] or "").lower()] if match is not None else 0.0


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
