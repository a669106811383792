"""`{% name key="value" %}` lines: one block rule makes tokens of them, one core rule pairs them.

The block rule never looks for the end of a block, so that fences, comments and quotes keep their
CommonMark meaning and an unclosed tag costs nothing (gitbook-format.md §2).
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import html_block

from playbook.diagnostics import Problem
from playbook.markdown.fences import fence_until_tag, go_on_at, opens_fence
from playbook.markdown.model import Tag
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

TAG = "gitbook_tag"
"""The token type of a tag. `info` is the name, `meta["tag"]` the `Tag`; `nesting` is set by `playbook.markdown.pairs`."""

_START = re.compile(r"\{%-?[ \t\n]*(?P<end>(?i:end))?(?P<name>@[A-Za-z][\w./-]*|[A-Za-z][\w-]*)")
_CLOSE = re.compile(r"-?% ?\}")
"""The end of a tag; some have a space in it."""
_END = re.compile(rf'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|{_CLOSE.pattern}')
_ATTRIBUTE = re.compile(
    r"(?:(?P<key>[A-Za-z_][\w:.-]*)\s*=\s*)?"
    r'(?:"(?P<double>(?:\\.|[^"\\])*)"|\'(?P<single>(?:\\.|[^\'\\])*)\'|["“”](?P<curly>[^"“”]*)["“”]|(?P<bare>[^\s"\'“”]+))'
)
_CODE_SPAN = re.compile(r"(`+)(?:(?!\1).)*?\1(?!`)")
_LITERAL_HTML = ("<!", "<?", "<pre", "<script", "<style", "<textarea")
_BEFORE_BODY = re.compile(r"(?:<details[^<>]*>|</summary>)\s*$", re.IGNORECASE)
_FIGURE = re.compile(r"<(?:figure|div)\b", re.IGNORECASE)
_GLUED = re.compile(r"</figure>(?:\s*</div>)*[ \t]*(?=[^<\s])", re.IGNORECASE)
_MARKERS = "#|>-*+<`~"
_MAX_LINES = 200
"""A tag may be broken over this many lines; that of an integration, which may hold a whole diagram, over empty ones too."""


def lex(text: str, position: int = 0, *, offset: int = 0) -> Tag | None:
    """The tag that begins at `position`.

    Args:
        text: The text that holds the tag.
        position: Where `{%` stands in `text`.
        offset: Where `text` begins in the source, for the spans.

    Returns:
        The tag, or None when there is none at that place.
    """
    start = _START.match(text, position)
    if not start or max(text.find("%}", position), text.find("% }", position)) < 0:
        return None
    end = next((m for m in _END.finditer(text, start.end()) if m[0][0] not in "\"'"), None)
    if end is None:  # a quote is missing: the tag ends where it seems to
        end = _CLOSE.search(text, start.end())
        if end is None:
            return None
    arguments_end, stop = end.span()
    name = start["name"] if start["name"].startswith("@") else start["name"].lower()
    is_end = bool(start["end"])
    if is_end and not name:
        return None
    arguments = text[start.end() : arguments_end]
    attributes, spans = _attributes(arguments, offset + start.end())
    return Tag(
        name=name,
        is_end=is_end,
        span=Span(offset + position, offset + stop),
        attributes=attributes,
        value_spans=spans,
        arguments=arguments.strip(),
        arguments_start=offset + start.end() + len(arguments) - len(arguments.lstrip()),
    )


def _attributes(arguments: str, offset: int) -> tuple[dict[str, str], dict[str, Span]]:
    if "&quot;" in arguments and '"' not in arguments:  # escaped by a translation tool (§2)
        arguments = unescape(arguments)
    values: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for match in _ATTRIBUTE.finditer(arguments):
        group = next(name for name in ("double", "single", "curly", "bare") if match[name] is not None)
        key = match["key"] or ""
        if key not in values:
            values[key] = unescapeAll(match[group])
            spans[key] = Span(offset + match.start(group), offset + match.end(group))
    return values, spans


def find_tags(text: str, *, offset: int = 0) -> Iterator[Tag]:
    """The tags of a text, in order. Linear: what cannot be a tag is passed once."""
    position, last = text.find("{%"), max(text.rfind("%}"), text.rfind("% }"))
    while 0 <= position < last:
        tag = lex(text, position, offset=offset)
        after = position + 2
        if tag:
            yield tag
            after = tag.span.end - offset
        position = text.find("{%", after)


def tag_line(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """A line with tags: its tags, and what stands between them as paragraphs."""
    start = state.bMarks[line] + state.tShift[line]
    if state.src.find("{%", start, state.eMarks[line]) < 0 or state.is_code_block(line):
        return False
    stop, last = state.eMarks[line], line
    if state.src.startswith("{%", start):
        last = _last_line(state, line, end_line)
        stop = state.eMarks[last]
        tags = list(find_tags(state.src[start:stop], offset=start))
        if not tags or tags[0].span.start != start:
            return False
    else:
        tags = _tags_after_text(state.src[start:stop], start, state.env["block_names"])
        if not tags:
            return False
    if silent:
        return True
    position = start
    for tag in tags:
        _paragraph(state, line, position, tag.span.start)
        token = state.push(TAG, "", 0)
        token.map = [line, last + 1]
        token.block = True
        token.info = tag.name
        token.content = state.src[tag.span.start : tag.span.end]
        token.meta = {"tag": tag}
        position = tag.span.end
    if opens_fence(state.src[position:stop].lstrip()):
        go_on_at(state, last, position)
        return fence_until_tag(state, last, end_line, False)
    _paragraph(state, line, position, stop)
    state.line = last + 1
    return True


def _last_line(state: StateBlock, line: int, end_line: int) -> int:
    """The line on which the tag that begins `line` ends; `line` itself when it ends nowhere."""
    start = state.bMarks[line] + state.tShift[line]
    goes_on = state.src.startswith("{% @", start)
    for last in range(line, min(end_line, line + _MAX_LINES)):
        if state.isEmpty(last) and not goes_on:
            break
        if last > line and state.src.startswith("{%", state.bMarks[last] + state.tShift[last]):
            break
        if _CLOSE.search(state.src, start, state.eMarks[last]):
            return last
    return line


def _tags_after_text(text: str, offset: int, names: frozenset[str]) -> list[Tag]:
    """The block tags that follow text on its line, as in `… text {% endtab %}` (§2: glued blocks)."""
    if text[0] in _MARKERS or not _CLOSE.search(text):
        return []
    code = [m.span() for m in _CODE_SPAN.finditer(text)] if "`" in text else []
    return [
        tag
        for tag in find_tags(text, offset=offset)
        if tag.name in names
        and text[tag.span.start - offset - 1] != "\\"
        and not any(start < tag.span.start - offset < end for start, end in code)
    ]


def _paragraph(state: StateBlock, line: int, start: int, stop: int) -> None:
    text = state.src[start:stop]
    if not text.strip():
        return
    start += len(text) - len(text.lstrip())
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text.strip(), [line, line + 1], []
    inline.meta = {"offset": start}
    state.push("paragraph_close", "p", -1)


def html_until_tag(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """CommonMark's HTML block, which here also ends before a tag line and before the body of `<details>`.

    `<figure>…</figure>` directly followed by `{% endtab %}` is GitBook's commonest layout; in
    `<pre>` a tag is literal. The body of `<details>` is Markdown, also without a blank line (§7), and so is what
    translation tools glue to the end of a figure (§10).
    """
    start = state.bMarks[line] + state.tShift[line]
    if not silent and state.src.startswith("<", start) and not _is_literal_html(state.src, start):
        following = line
        is_figure = bool(_FIGURE.match(state.src, start))
        while following < end_line and not state.isEmpty(following):
            if is_figure and (glued := _GLUED.search(state.src, state.bMarks[following], state.eMarks[following])):
                _figure_and_text(state, line, following, glued.end())
                return True
            if following > line and tag_line(state, following, end_line, True):
                end_line = following
            elif _BEFORE_BODY.search(state.src, state.bMarks[following], state.eMarks[following]):
                end_line = following + 1
            following += 1
    return html_block(state, line, end_line, silent)


def _figure_and_text(state: StateBlock, line: int, last: int, text: int) -> None:
    """A figure, and as a paragraph what follows it on its last line."""
    stop = state.eMarks[last]
    token = state.push("html_block", "", 0)
    token.map = [line, last + 1]
    token.content = state.getLines(line, last + 1, state.blkIndent, False)[: text - stop]
    _paragraph(state, last, text, stop)
    state.env["problems"].append(
        Problem(
            "GB058",
            Span(text, stop),
            "a text stands directly after a figure; it is shown as a paragraph of its own",
            "put an empty line between the two",
        )
    )
    state.line = last + 1


def _is_literal_html(text: str, start: int) -> bool:
    return text[start : start + 10].lower().startswith(_LITERAL_HTML)


def tag_in_text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """A tag where no block can stand (a heading, a table cell): taken out of the text and reported."""
    if not state.src.startswith("{%", state.pos):
        return False
    start = _START.match(state.src, state.pos)  # a name that is none of a block's is no reason to look for an end
    tag = lex(state.src, state.pos) if start and start["name"] in state.env["block_names"] else None
    if tag is None:
        return False
    if not silent:
        token = state.push("gitbook_stray_tag", "", 0)
        token.content = state.src[tag.span.start : tag.span.end]
        token.meta = {"span": (tag.span.start, tag.span.end), "tag": tag}
    state.pos = tag.span.end
    return True


def tags_plugin(md: MarkdownIt) -> None:
    """Read tags; `env["block_names"]` says which names may stand after text."""
    md.block.ruler.before("table", "gitbook_tag", tag_line, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.at("fence", fence_until_tag, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.at("html_block", html_until_tag, {"alt": ["paragraph", "reference", "blockquote"]})
    md.inline.ruler.before("text", "gitbook_tag_in_text", tag_in_text)


def tags_of(token: Token) -> Tag:
    """The tag of a tag token."""
    tag: Tag = token.meta["tag"]
    return tag
