"""What is mechanically wrong, put right in place: the edits of findings, applied to the bytes of files.

A file keeps its line ends, its byte order mark and every line that no edit names. An edit of a page is made only when
the page then reads as before: the same blocks, headings and texts.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from playbook.gitbook import front_matter
from playbook.markdown.html import End, Start, Text, events
from playbook.markdown.parser import parse
from playbook.source import Source
from playbook.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from playbook.diagnostics import Diagnostic, Edit
    from playbook.site import Site

_BOM = "\ufeff"
_PAGE = ".md"
_SPACED_SIGN = re.compile(r" ?([;:!?«»]) ?")
_MAX_SINGLE = 200
"""When not all cures of a page can stand together, so many are tried one by one."""


class FixError(Exception):
    """Why a file cannot be repaired; the text is for people."""


@dataclass(frozen=True)
class Fix:
    """A file with its cures."""

    file: Path
    path: str
    """The file as people should see it named."""
    before: bytes
    after: bytes
    applied: int
    """Findings that are cured."""
    left: int
    """Findings that have a cure which was not made, since the page would read differently or another is in its place."""

    @property
    def diff(self) -> str:
        """The difference between before and after, as `patch` reads it."""
        before, after = (data.decode().splitlines(keepends=True) for data in (self.before, self.after))
        lines = difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    def write(self) -> None:
        """Replace the file in one step, so that nobody ever finds half of it.

        Raises:
            FixError: The file has changed since it was read.
            OSError: It cannot be written.
        """
        if self.file.read_bytes() != self.before:
            message = f"{self.path}: the file has changed in the meantime"
            raise FixError(message)
        write_whole(self.file, self.after)


@dataclass
class Tally:
    """What a run has done."""

    files: int = 0
    """Files that changed, or would."""
    applied: int = 0
    left: int = 0
    failed: int = 0

    def add(self, found: Iterable[Fix | FixError], *, only_show: bool) -> Iterator[str]:
        """Write files, or show what would be written.

        Args:
            found: The cures.
            only_show: Whether to write nothing and yield the differences.
        """
        for one in found:
            try:
                if isinstance(one, FixError):
                    raise one
                self.left += one.left
                if one.after == one.before:
                    continue
                if not only_show:
                    one.write()
            except (FixError, OSError) as error:
                self.failed += 1
                yield f"{error}\n"
                continue
            self.files += 1
            self.applied += one.applied
            yield one.diff if only_show else f"{one.path}: {_number(one.applied, 'finding')} cured\n"

    def summary(self, *, only_show: bool) -> str:
        """One sentence."""
        verb = "would be " if only_show else ""
        text = f"{_number(self.applied, 'finding')} in {_number(self.files, 'file')} {verb}cured"
        if self.left:
            text += f"; {self.left} must be cured by hand, since the page would read differently"
        return text


def _number(count: int, of: str) -> str:
    return f"{count} {of}{'' if count == 1 else 's'}"


def fixes(site: Site, diagnostics: Iterable[Diagnostic], codes: Collection[str] = ()) -> Iterator[Fix | FixError]:
    """The cures of what was found in a site, file by file; nothing is written.

    Args:
        site: The site that was checked.
        diagnostics: What was found in it, named as `checks.run` names it.
        codes: The rules whose findings are to be cured; all when empty.
    """
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.edits and (not codes or diagnostic.code in codes):
            by_path[diagnostic.location.path].append(diagnostic)
    texts = {document.source.path: document.source.text for _, document in site.texts()}
    for path, found in sorted(by_path.items()):
        try:
            fix = _fix(site.root / path, path, texts.get(path), found)
        except (FixError, OSError) as error:
            yield error if isinstance(error, FixError) else FixError(f"{path}: {error.strerror}")
        else:
            yield fix


def _fix(file: Path, path: str, text: str | None, found: Sequence[Diagnostic]) -> Fix:
    # A link would be replaced by a file; what it leads to is what was read.
    file = file.resolve(strict=True)
    before = file.read_bytes()
    try:
        raw = before.decode()
    except UnicodeDecodeError:
        raise FixError(f"{path}: is not UTF-8, and is left as it is") from None
    known = Source.decode(path, before).text
    if text is not None and text != known:
        raise FixError(f"{path}: the file has changed in the meantime")
    edits = list(dict.fromkeys(diagnostic.edits for diagnostic in found))
    kept = _together(edits)
    if path.endswith(_PAGE):
        kept = _harmless(known, kept)
    after = apply(raw, [edit for group in kept for edit in group])
    return Fix(file, path, before, after.encode(), len(kept), len(edits) - len(kept))


def _together(groups: Iterable[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
    """The cures that do not touch one another; of two that do, the first."""
    taken: list[tuple[int, int]] = []
    kept = []
    for group in sorted(groups, key=lambda edits: [(edit.span, edit.text) for edit in edits]):
        spans = sorted((edit.span.start, edit.span.end) for edit in group)
        if not any(_touch(span, taken) for span in spans) and not _overlap(spans):
            kept.append(group)
            for span in spans:
                taken.insert(bisect_left(taken, span), span)
    return kept


def _touch(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(taken, span)
    before = at > 0 and taken[at - 1][1] > span[0]
    return before or (at < len(taken) and (taken[at][0] < span[1] or taken[at] == span))


def _overlap(spans: Sequence[tuple[int, int]]) -> bool:
    return any(first[1] > second[0] or first == second for first, second in pairwise(spans))


def _harmless(text: str, groups: list[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
    """The cures after which a page reads as before."""
    shape = _shape(text)

    def reads_as_before(some: Iterable[tuple[Edit, ...]]) -> bool:
        return _shape(apply(text, [edit for group in some for edit in group])) == shape

    if reads_as_before(groups):
        return groups
    kept: list[tuple[Edit, ...]] = []
    for group in groups[:_MAX_SINGLE]:
        if reads_as_before([*kept, group]):
            kept.append(group)
    return kept


def _shape(text: str) -> list[object]:
    """What a page is made of, but for its front matter, the values of attributes, the targets of links, and typography."""
    parsed = parse(text[front_matter.read(text).end :])
    return [*_tokens(parsed.tokens), parsed.ids]


def _tokens(tokens: Iterable[Token]) -> Iterator[object]:
    words: list[str] = []
    for token in tokens:
        if token.type in ("text", "softbreak"):
            words.append(token.content or "\n")
            continue
        if token.type in ("link_open", "link_close"):
            continue
        if words:
            yield _folded("".join(words))
            words.clear()
        if token.type in ("html_block", "html_inline"):
            yield from _markup(token.content)
        elif token.type == "inline":
            yield from _tokens(token.children or [])
        else:
            content = "" if token.type in ("gitbook_tag", "gitbook_stray_tag", "image") else token.content
            yield token.type, token.tag, token.nesting, token.info, content
            yield from _tokens(token.children or [])
    if words:
        yield _folded("".join(words))


def _folded(text: str) -> str:
    """A text without what typography changes: white space, the form of apostrophes, ligatures."""
    text = _SPACED_SIGN.sub(r"\1", re.sub(r"\s+", " ", text))
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("œ", "oe").replace("Œ", "OE").casefold()


def _markup(markup: str) -> Iterator[object]:
    for event in events(markup):
        match event:
            case Start():
                yield "start", event.name, sorted(event.attributes)
            case End():
                yield "end", event.name
            case Text():
                yield _folded(event.text)
            case _:
                yield event.markup


def apply(raw: str, edits: Iterable[Edit]) -> str:
    """Make edits in a text whose line ends and byte order mark are as in the file.

    Args:
        raw: The file.
        edits: Made for its text with LF line ends and without the mark; none overlaps another.
    """
    shift = len(_BOM) if raw.startswith(_BOM) else 0
    pairs = [match.start() - shift - number for number, match in enumerate(re.finditer("\r\n", raw))]
    first_end = re.search("\r\n|\r|\n", raw)
    line_end = first_end[0] if first_end else "\n"

    def place(offset: int) -> int:
        return offset + shift + bisect_left(pairs, offset)

    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = place(edit.span.start), place(edit.span.end)
        parts += (raw[position:start], edit.text.replace("\n", line_end))
        position = end
    return "".join((*parts, raw[position:]))
