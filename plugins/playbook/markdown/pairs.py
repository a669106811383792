"""Pairing of start and end tags, and recovery where they do not pair (gitbook-format.md §2, §20).

After it, tag tokens are well nested: what was left open is closed by a token of our own, a tag
without body has `nesting` 0, and a tag that means nothing is gone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from markdown_it.token import Token

from playbook.diagnostics import Problem
from playbook.markdown.block import Body
from playbook.markdown.model import Tag
from playbook.markdown.spelling import did_you_mean, nearest
from playbook.markdown.tags import TAG, tags_of
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playbook.markdown.block import Block

MAX_DEPTH = 40
"""Tags nested deeper than this are shown flat, so that no input exhausts a stack."""
_COMPARED = 50
"""The unknown names of a page for which a known one is looked for that was perhaps meant."""


def pair(tokens: Sequence[Token], blocks: Mapping[str, Block]) -> tuple[list[Token], list[Problem]]:
    """Pair the tags of a page.

    Args:
        tokens: All block tokens of the page.
        blocks: The known blocks by tag name.

    Returns:
        The tokens with `nesting` set on tags, and what was wrong.
    """
    pairing = _Pairing(blocks)
    for token in tokens:
        if token.type != TAG:
            pairing.see(token)
        elif tags_of(token).is_end:
            pairing.end(token)
        else:
            pairing.start(token)
    pairing.close_to(0, "")
    return _out_of_lists(pairing.tokens), pairing.problems


def _out_of_lists(tokens: list[Token]) -> list[Token]:
    """Let a block begin after a list, when its start tag is the last thing there and its end tag stands outside."""
    ended = {id(token.meta["opening"]) for token in tokens if token.nesting < 0 and _is_written_end(token)}
    kept: list[Token] = []
    held: list[Token] = []
    for token in reversed(tokens):  # from behind, a tag follows what closes after it
        if token.type != TAG and token.nesting < 0:
            held.append(token)
        elif not (held and token.type == TAG and token.nesting > 0 and id(token) in ended):
            kept += held
            held = []
            kept.append(token)
        else:
            kept.append(token)
    kept += held
    kept.reverse()
    return kept


def _is_written_end(token: Token) -> bool:
    return token.type == TAG and tags_of(token).span.start < tags_of(token).span.end


class _Pairing:
    def __init__(self, blocks: Mapping[str, Block]) -> None:
        self.blocks = blocks
        self.tokens: list[Token] = []
        self.problems: list[Problem] = []
        self.opened: list[Token] = []
        self.depths: defaultdict[str, list[int]] = defaultdict(list)
        """Where each name stands in `opened`."""
        self.closed_early: defaultdict[str, int] = defaultdict(int)
        """How many tags of a name were closed before their end tag came."""
        self.unknown: set[str] = set()
        self.implicit: set[int] = set()
        """The tokens that we added, by identity."""
        self.too_deep = False

    def see(self, token: Token) -> None:
        """A token that is no tag; it ends a parent that was only implied."""
        if self.opened and id(self.opened[-1]) in self.implicit:
            self.close_to(len(self.opened) - 1, "")
        self.tokens.append(token)

    def start(self, token: Token) -> None:
        tag = tags_of(token)
        block = self.blocks.get(tag.name) or (self.blocks.get("@") if tag.name.startswith("@") else None)
        if block is None:
            near = nearest(tag.name, self.blocks) if len(self.unknown) < _COMPARED else ""
            message = f"`{{% {tag.name} %}}` is not a block of GitBook; its content is kept"
            self.report("GB005", tag, message, did_you_mean(near))
            self.unknown.add(tag.name)
            return
        self.check_letters(token)
        tag = _current(token, block)
        self.problems.extend(block.problems(tag))
        self.settle()
        if self.opened and id(self.opened[-1]) in self.implicit and block.parent != tags_of(self.opened[-1]).name:
            self.close_to(len(self.opened) - 1, "")
        if block.parent:
            self.into_parent(tag, block)
        token.meta["block"] = block
        self.tokens.append(token)
        if block.body is not Body.NONE:
            self.push(token)
            if block.body is Body.REQUIRED:
                self.open(token)

    def into_parent(self, tag: Tag, block: Block) -> None:
        """Make the parent of a tab, step, column … the innermost open tag."""
        parent = self.depths[block.parent][-1] if self.depths[block.parent] else -1
        sibling = self.depths[tag.name][-1] if self.depths[tag.name] else -1
        if sibling > parent:
            self.close_to(sibling, f"`{{% {tag.name} %}}`")
            parent = self.depths[block.parent][-1] if self.depths[block.parent] else -1
        if parent >= 0:
            self.close_to(parent + 1, f"`{{% {tag.name} %}}`")
            return
        self.report(
            "GB004",
            tag,
            f"`{{% {tag.name} %}}` stands outside of `{{% {block.parent} %}}`",
            f"put it between `{{% {block.parent} %}}` and `{{% end{block.parent} %}}`",
        )
        token = self.token(block.parent, Span(tag.span.start, tag.span.start), is_end=False)
        token.meta["block"] = self.blocks[block.parent]
        self.implicit.add(id(token))
        self.tokens.append(token)
        self.push(token)
        self.open(token)

    def end(self, token: Token) -> None:
        tag = tags_of(token)
        block = self.blocks.get(tag.name)
        if block is None:
            if tag.name not in self.unknown:
                self.report("GB005", tag, f"`{{% end{tag.name} %}}` does not end a block of GitBook", "")
            return
        self.check_letters(token)
        tag = _current(token, block)
        if not (self.opened and tags_of(self.opened[-1]).name == tag.name):
            self.settle()
        if not self.depths[tag.name]:
            if self.closed_early[tag.name]:
                self.closed_early[tag.name] -= 1
                self.report(
                    "GB003",
                    tag,
                    f"`{{% end{tag.name} %}}` comes after the end of the block around its `{{% {tag.name} %}}`",
                    "end the inner block before the outer one",
                )
            else:
                self.report(
                    "GB002", tag, f"`{{% end{tag.name} %}}` ends nothing", f"is `{{% {tag.name} %}}` missing above it?"
                )
            return
        depth = self.depths[tag.name][-1]
        self.close_to(depth + 1, f"`{{% end{tag.name} %}}`")
        opening = self.pop()
        if opening.nesting == 0 and opening.meta.get("flat") is None:
            self.open(opening)
        token.nesting = -opening.nesting
        token.meta["opening"] = opening
        self.tokens.append(token)

    def close_to(self, depth: int, before: str) -> None:
        """Close what is open beyond `depth`; `before` names the tag that makes it necessary."""
        while len(self.opened) > depth:
            opening = self.pop()
            if opening.nesting == 0:
                continue
            tag = tags_of(opening)
            if id(opening) not in self.implicit:
                self.closed_early[tag.name] += 1
                self.report(
                    "GB001",
                    tag,
                    f"`{{% {tag.name} %}}` is not closed" + (f" before {before}" if before else ""),
                    f"end it with `{{% end{tag.name} %}}`",
                )
            token = self.token(tag.name, Span(tag.span.end, tag.span.end), is_end=True)
            token.nesting = -1
            token.meta["opening"] = opening
            self.tokens.append(token)

    def check_letters(self, token: Token) -> None:
        """Translation tools write capitals into names, which GitBook does not know then."""
        tag = tags_of(token)
        name = f"end{tag.name}" if tag.is_end else tag.name
        if name not in token.content:
            self.report("GB005", tag, "GitBook knows this block by small letters only", f"write `{name}`")

    def settle(self) -> None:
        """An `embed` or `file` directly before another tag has no end tag."""
        while self.opened and self.opened[-1].meta["block"].body is Body.OPTIONAL:
            self.pop()

    def open(self, token: Token) -> None:
        if len(self.opened) > MAX_DEPTH:
            token.meta["flat"] = True
            if not self.too_deep:
                self.too_deep = True
                self.report(
                    "GB013", tags_of(token), f"tags are nested more than {MAX_DEPTH} deep; the inner ones are flat", ""
                )
        else:
            token.nesting = 1

    def push(self, token: Token) -> None:
        self.depths[token.info].append(len(self.opened))
        self.opened.append(token)

    def pop(self) -> Token:
        token = self.opened.pop()
        self.depths[token.info].pop()
        return token

    def report(self, code: str, tag: Tag, message: str, hint: str) -> None:
        self.problems.append(Problem(code, tag.span, message, hint))

    @staticmethod
    def token(name: str, span: Span, *, is_end: bool) -> Token:
        token = Token(TAG, "", 0, info=name)
        token.block = True
        token.meta = {"tag": Tag(name, is_end, span)}
        return token


def _current(token: Token, block: Block) -> Tag:
    """The tag of a token, which from now on is in today's form."""
    tag: Tag = block.current(tags_of(token))
    token.meta["tag"], token.info = tag, tag.name
    return tag
