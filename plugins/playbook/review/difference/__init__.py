"""What changed in a page, shown in the page: the HTML of its content at two versions becomes one marked page.

How a difference is made:

1. Both versions are read by a parser of the HTML Living Standard into trees (`nodes`), and the trees into blocks: an
   element that begins a line is a block, what stands between blocks is a run of words (`blocks`). Each block knows a
   number that is equal for equal blocks, and the words by which it can be known again.
2. The blocks of a block are aligned with those of its other version (`alignment`): a sequence as heavy as possible of
   blocks that are equal or share many words, and between them what stands alone in the place of one. Aligned blocks
   are taken apart in the same way, down to the runs. Cells go by columns, which are aligned for the whole table
   (`tables`). What is left over has come or gone, or was moved, if it is evidently the same (`moves`).
3. Runs are compared by words (`words`), each word with the elements around it, so that a word that becomes bold is
   another. A word or two between larger changes counts as changed, since nobody reads such lines.
4. The marked page is written (`marked`, `lines`): words in `<ins>` and `<del>`, and on blocks that came or went, which
   those elements must not surround in lists and tables, the attribute `data-diff`. What is taken from the old page is
   stripped of ids, addresses, scripts and whatever acts (`removed`).

The promise: `accept` makes the new page of a marked page, and `restore` the old one, in text and structure.

Cost: trees, blocks and alignment grow linearly; runs are compared word by word up to 2,000 by 2,000 words, and are cut
at words that occur once beyond that (`sequences`).

Why no library does it: `lxml.html.diff` and `htmldiff2` compare one sequence of words for the whole page by difflib,
whose cost is quadratic, neither tells what was moved, an address or a description that changed, or a column, and lxml
puts the cells of a row that is gone into the rows beside it, so that neither version can be had from the result;
`xmldiff` makes scripts of edits for programs. From libraries come the parser (selectolax) and the longest common
subsequence (RapidFuzz).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playbook.review.difference.blocks import Reader
from playbook.review.difference.marked import Image, ImageChange, Writer
from playbook.review.difference.moves import find_moves
from playbook.review.difference.nodes import Element, fragment, write
from playbook.review.difference.plan import Leftovers, compare
from playbook.review.difference.reading import accept, restore
from playbook.review.difference.removed import Remains
from playbook.review.difference.stops import Section, number

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Difference", "Image", "ImageChange", "Section", "accept", "difference", "is_beside", "restore"]

PREFIX = "change-"
"""How the ids of changes begin."""


_NOT_SHOWN = frozenset({"script", "style", "noscript", "meta", "link"})


def is_beside(element: Element) -> bool:
    """Whether an element is in a page's content without being content: links to a heading, boxes of help, scripts."""
    attributes = element.attributes
    return (
        element.tag in _NOT_SHOWN
        or "data-playbook-beside" in attributes
        or "data-search-exclude" in attributes
        or "headerlink" in element.classes
    )


def _same(address: str) -> str:
    return address


def _nowhere(_: str) -> str:
    return ""


@dataclass(frozen=True)
class Difference:
    """A page with what changed in it."""

    html: str = field(repr=False)
    """The markup of the marked content."""
    inserted: int
    """Words."""
    deleted: int
    """Words."""
    moved: int
    """Blocks."""
    images: tuple[ImageChange, ...]
    sections: tuple[Section, ...]
    """The headings under which something changed."""

    @property
    def changes(self) -> int:
        """Number of changes: places to which a reader goes."""
        return sum(section.changes for section in self.sections)


def difference(
    old: str | Element,
    new: str | Element,
    *,
    before: Callable[[str], str] = _same,
    after: Callable[[str], str] = _same,
    shown: Callable[[str], str] = _nowhere,
    beside: Callable[[Element], bool] = is_beside,
) -> Difference:
    """Compare two versions of a page's content. Nothing raises, whatever they hold.

    Args:
        old: The content as it was.
        new: The content as it is; an element is taken apart and must not be used again.
        before: What an address of the old version leads to: the same text for the same thing in both.
        after: The same for the new version.
        shown: The address, as the marked page writes it, at which something that the old version named can still be
            had; "" when it cannot: a link is then none, and of an image its description is left.
        beside: Whether an element is no content.
    """
    reader = Reader(beside)
    olds, news = reader.read(_tree(old), before), reader.read(_tree(new), after)
    if olds.key == news.key:
        return Difference(write(Element("", {}, news.element.children)), 0, 0, 0, (), ())
    leftovers = Leftovers()
    plan = compare(olds, news, leftovers)
    find_moves(leftovers)
    writer = Writer(before, after, Remains(shown, beside))
    content = Element("", {}, writer.parts(plan.parts))
    tally = writer.tally
    sections = number(content, PREFIX, beside)
    return Difference(write(content), tally.inserted, tally.deleted, tally.moved, tuple(tally.images), tuple(sections))


def _tree(page: str | Element) -> Element:
    """The content in an element that is a block."""
    tree = fragment(page) if isinstance(page, str) else page
    return Element("div", {}, [tree] if tree.tag else tree.children)
