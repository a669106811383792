"""A page as blocks in blocks, down to runs of words: what is aligned, and by what it is known again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from playbook.review.difference.nodes import Element, Raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playbook.review.difference.nodes import Node

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS.union(
    "address article aside blockquote caption center col colgroup dd details dialog div dl dt fieldset figcaption"
    " figure footer form header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot"
    " th thead tr ul".split()
)
"""Elements that begin and end a line of text; so does any other that holds one of them."""
ATOMS = frozenset(
    "area audio br button canvas embed iframe img input map math meter noscript object picture progress ruby script"
    " select style svg textarea video wbr".split()
)
"""Elements in a line that change as a whole."""
MEDIA = frozenset({"img", "picture", "svg", "video", "audio", "object", "iframe", "embed", "canvas"})
"""Those that are looked at."""
DEEPEST_PATH = 24
"""Elements around a word that are told apart; what is in more of them changes as a whole."""

_KINDS = dict.fromkeys(HEADINGS, "heading") | {"td": "cell", "th": "cell", "p": "text", "": "text"}
"""What may become one another without being written anew."""
_BY_CLASS = {"div": "div", "ul": "list", "ol": "list", "section": "section"}
"""Elements that are different things with different first classes."""
_COMPARED = frozenset(
    "alt checked class cite colspan data data-theme dir height hidden href lang open poster reversed rowspan"
    " src start title type value".split()
)
"""Attributes that readers notice."""
_NOT_OF_IMAGES = frozenset({"alt", "class", "height", "title"})
"""Those that do not make an image another one."""
_ADDRESSES = frozenset({"href", "src", "poster", "cite", "data"})
_PIECES = re.compile(
    r"""(?P<space>\s+)
    | (?<!\d)\d{1,3}(?:\x20\d{3})+(?!\d)       # 1 000, with a plain space
    | \d+(?:[.,\u00a0\u202f]\d+)*              # 1,000.5 and 1 000,5
    | [\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]  # scripts that write a word as one sign, or without spaces
    | [^\s!-/:-@\[-`{-~\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u301f\uff01-\uff0f]+
    | .""",
    re.VERBOSE | re.DOTALL,
)
"""Words, with the marks above and below their letters; numbers; signs; white space."""
_WORD = re.compile(r"[^\W_]")
_LONG = 4
"""Letters that make a word tell a text from another."""


class Token(NamedTuple):
    """A piece of a line: a word, a sign, white space, or an element that is no text."""

    key: int
    """Equal for equal pieces in the same kind of elements."""
    exact: int
    """Equal if also the links around them lead to the same, and images are described by the same words."""
    node: Node
    path: tuple[Element, ...]
    """The elements around it, the outermost first."""
    text: str
    """By which a text is known again; empty for white space."""
    is_word: bool
    is_beside: bool = False
    """Shown, but no content of the page: never compared."""

    @property
    def media(self) -> Element | None:
        """The element, where it is something to look at."""
        found = self.node if isinstance(self.node, Element) else None
        if found is not None and found.tag not in MEDIA:
            found = next((one for one in found if one.tag in MEDIA), None)
        return found


@dataclass(slots=True, eq=False)
class Block:
    """A block of a page, or a run of words between blocks."""

    element: Element
    """Of a run, one without a name that holds its nodes."""
    kind: str
    """Only blocks of one kind can become one another."""
    key: int
    """Equal for equal blocks."""
    blocks: tuple[Block, ...] = ()
    tokens: tuple[Token, ...] = ()
    """Of a run."""
    lead: str = ""
    """White space before it."""
    is_beside: bool = False
    is_code: bool = False
    """A run in which white space counts."""
    _vocabulary: Counter[str] | None = field(default=None, repr=False)

    @property
    def is_run(self) -> bool:
        """Whether it is words, and no element of its own."""
        return not self.element.tag

    def runs(self) -> Iterator[Block]:
        """The runs in it, in order."""
        stack = [self]
        while stack:
            block = stack.pop()
            if block.is_run:
                yield block
            stack += reversed(block.blocks)

    @property
    def vocabulary(self) -> Counter[str]:
        """The words by which it is known again: the longer ones, or all if it has no other."""
        if self._vocabulary is None:
            words = [word for run in self.runs() for token in run.tokens for word in token.text.split()]
            self._vocabulary = Counter(word for word in words if len(word) >= _LONG) or Counter(words)
        return self._vocabulary

    @property
    def words(self) -> int:
        """Number of words."""
        return sum(token.is_word for run in self.runs() for token in run.tokens)

    def media(self) -> list[tuple[int, Element]]:
        """What is to be looked at in it, with what tells it from another."""
        tokens = (token for run in self.runs() for token in run.tokens if not token.is_word)
        return [(token.key, media) for token in tokens if (media := token.media) is not None]


def words_of(text: str, numbers: dict[str, int]) -> Iterator[Token]:
    """The pieces of a text that is in no element.

    Args:
        text: The text.
        numbers: The keys of its pieces; those that are not in it yet are added.
    """
    for piece in _PIECES.finditer(text):
        shown = " " if piece["space"] is not None else piece[0]
        key = numbers.setdefault(shown, len(numbers))
        yield Token(key, key, shown, (), shown.strip(), _WORD.search(shown) is not None)


def likeness(old: Block, new: Block) -> float:
    """How much of their words two blocks share, 0 to 1 (the Sørensen-Dice coefficient)."""
    total = old.vocabulary.total() + new.vocabulary.total()
    return 2 * shared(old, new) / total if total else 0.0


def shared(old: Block, new: Block) -> int:
    """Number of words that two blocks share."""
    few, many = sorted((old.vocabulary, new.vocabulary), key=len)
    return sum(min(count, many[word]) for word, count in few.items() if word in many)


class Reader:
    """Reads the old and the new page, with one numbering of what they hold."""

    def __init__(self, is_beside: Callable[[Element], bool]) -> None:
        self._numbers: dict[object, int] = {}
        self._is_beside = is_beside

    def read(self, root: Element, identity: Callable[[str], str]) -> Block:
        """Read a page.

        Args:
            root: Its content.
            identity: What an address of it leads to; equal addresses of the two pages may lead to different things.
        """
        return _Page(self._number, identity, self._is_beside, _holders(root)).block(root, is_code=False)

    def _number(self, key: object) -> int:
        return self._numbers.setdefault(key, len(self._numbers))


def _holders(root: Element) -> frozenset[int]:
    """The elements that are blocks, by their identity."""
    found: set[int] = set()
    parents: dict[int, int] = {}
    for element in root:
        if element.tag in BLOCKS:
            one: int | None = id(element)
            while one is not None and one not in found:
                found.add(one)
                one = parents.get(one)
        if element.tag not in ATOMS:
            parents |= {id(child): id(element) for child in element.children if isinstance(child, Element)}
    return frozenset(found)


@dataclass(frozen=True)
class _Page:
    number: Callable[[object], int]
    identity: Callable[[str], str]
    is_beside: Callable[[Element], bool]
    holders: frozenset[int]

    def block(self, element: Element, *, is_code: bool, lead: str = "") -> Block:
        is_code = is_code or element.tag == "pre"
        blocks: list[Block] = []
        run: list[Node] = []
        for child in [*element.children, None]:
            if isinstance(child, str) or (child is not None and id(child) not in self.holders):
                run.append(child)
            else:
                space = "" if is_code else self._space(run)
                if run and not space:
                    blocks.append(self._run(run, is_code=is_code))
                run = []
                if child is not None:
                    blocks.append(self.block(child, is_code=is_code, lead=space))
        content = tuple(block.key for block in blocks if not block.is_beside)
        key = self.number((element.tag, self._attributes(element), content))
        return Block(element, _kind(element), key, tuple(blocks), (), lead, self.is_beside(element))

    @staticmethod
    def _space(nodes: list[Node]) -> str:
        """The nodes between blocks, when they are nothing but white space."""
        text = "".join(node if isinstance(node, str) and not isinstance(node, Raw) else "x" for node in nodes)
        return text if text.isspace() else ""

    def _run(self, nodes: list[Node], *, is_code: bool) -> Block:
        tokens = list(self._tokens(nodes, is_code=is_code))
        if not is_code:
            ends = [place for place, token in enumerate(tokens) if token.text or not isinstance(token.node, str)]
            tokens = tokens[ends[0] : ends[-1] + 1] if ends else []
        key = self.number(tuple(token.exact for token in tokens if not token.is_beside))
        is_beside = bool(tokens) and all(token.is_beside for token in tokens)
        return Block(Element("", {}, nodes), _KINDS[""], key, (), tuple(tokens), is_beside=is_beside, is_code=is_code)

    def _tokens(self, nodes: list[Node], *, is_code: bool) -> Iterator[Token]:
        stack: list[tuple[Node, tuple[Element, ...], int]] = [(node, (), 0) for node in reversed(nodes)]
        while stack:
            node, path, signature = stack.pop()
            if isinstance(node, Element):
                if self.is_beside(node):
                    yield Token(-1, -1, node, path, "", is_word=False, is_beside=True)
                elif node.tag in ATOMS or len(path) >= DEEPEST_PATH or not node.text().strip():
                    yield self._atom(node, path, signature)
                else:
                    is_colour = is_code and node.tag == "span"  # what a word of code looks like says nothing
                    inner = signature if is_colour else self._signature(node, signature)
                    path = (*path, node)
                    stack += [(child, path, inner) for child in reversed(node.children)]
            elif isinstance(node, Raw):
                key = self.number((node, signature))
                yield Token(key, key, node, path, "", is_word=False)
            else:
                for piece in _PIECES.finditer(node):
                    is_space = piece["space"] is not None
                    for text in piece[0].splitlines(keepends=True) if is_space and is_code else (piece[0],):
                        key = self.number((" " if is_space and not is_code else text, signature))
                        is_word = not is_space and _WORD.search(text) is not None
                        yield Token(key, self._exact(key, path), text, path, "" if is_space else text, is_word)

    def _atom(self, element: Element, path: tuple[Element, ...], signature: int) -> Token:
        image = next((one for one in element if one.tag == "img"), None)
        named = (image or element).attributes
        source = named.get("src", "").rpartition("/")[2].partition(".")[0]
        text = " ".join(filter(None, (named.get("alt"), source, named.get("aria-label"), element.text().strip())))
        key = self.number((self._fingerprint(element), signature))
        exact = self._exact(key, (*path, element), named.get("alt"))
        return Token(key, exact, element, path, text or element.tag, is_word=False)

    def _exact(self, key: int, path: tuple[Element, ...], alt: str | None = None) -> int:
        links = tuple(self.identity(one.attributes.get("href", "")) for one in path if one.tag == "a")
        return self.number((key, links, alt)) if links or alt is not None else key

    def _signature(self, element: Element, outer: int) -> int:
        attributes = element.attributes
        return self.number((outer, element.tag, attributes.get("class", ""), attributes.get("title", "")))

    def _fingerprint(self, element: Element) -> tuple[object, ...]:
        """What makes an element that is no text the same in both pages."""
        return tuple(
            (one.tag, self._attributes(one), tuple(child for child in one.children if isinstance(child, str)))
            for one in element
        )

    def _attributes(self, element: Element) -> tuple[tuple[str, str], ...]:
        not_these = _NOT_OF_IMAGES if element.tag in {"img", "svg"} else ()
        found = [
            (name, self.identity(value) if name in _ADDRESSES else value)
            for name, value in sorted(element.attributes.items())
            if name in _COMPARED and name not in not_these
        ]
        if "data-theme" in element.attributes:  # the image of the other colour scheme
            found.append(("srcset", self.identity(element.attributes.get("srcset", ""))))
        return tuple(found)


def _kind(element: Element) -> str:
    kind = _KINDS.get(element.tag)
    if kind is None and element.tag in _BY_CLASS:
        return f"{_BY_CLASS[element.tag]} {next(iter(element.classes), '')}"
    return kind or element.tag
