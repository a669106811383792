"""The YAML head of a page, with the position of each key (gitbook-format.md §3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playbook.diagnostics import Problem
from playbook.gitbook.page_keys import conform
from playbook.gitbook.positioned_yaml import read_yaml
from playbook.markdown.slugs import strip_invisible
from playbook.source import Span

if TYPE_CHECKING:
    from playbook.gitbook.positioned_yaml import Path

_RULER = re.compile(r"^(?:---|\.\.\.)[ \t\u200b\u2060\ufeff]*$", re.MULTILINE)
_KEY = re.compile(r"[\w.-]+:(?:\s|$)")


@dataclass(frozen=True)
class FrontMatter:
    """The YAML head of a page."""

    values: dict[str, Any] = field(default_factory=dict)
    """What it says; empty when there is none or when it is broken. GitBook's own keys have the type and one of
    the values that GitBook allows, or are left out; every other scalar is the text as written (`0.10`, `2024-05-01`)."""
    spans: dict[Path, Span] = field(default_factory=dict)
    """Where each value is, by its keys and indices (`("layout", "cover", "size")`)."""
    key_spans: dict[Path, Span] = field(default_factory=dict)
    """Where each key is."""
    end: int = 0
    """Where the body of the page begins; 0 without front matter."""
    problems: tuple[Problem, ...] = ()


def read(text: str) -> FrontMatter:
    """Read the front matter of a page: `---` on the first line, YAML, `---`.

    Front matter that is not a mapping is a page that begins with a divider: it stays in the body, and
    is reported. Broken YAML is cut off the page, and reported.

    Args:
        text: The whole page, with LF line ends.
    """
    first, _, _ = text.partition("\n")
    if strip_invisible(first).rstrip(" \t") != "---" or len(first) == len(text):
        return FrontMatter()
    start = len(first) + 1
    closing = _RULER.search(text, start)
    if closing is None:
        return _unclosed(text, start)
    end = min(closing.end() + 1, len(text))
    tree = read_yaml(text[start : closing.start()], "GB031", start)
    if tree.broken:
        return FrontMatter({}, tree.spans, tree.key_spans, end, tree.problems)
    if tree.value is None:
        return FrontMatter(end=end, problems=tree.problems)
    if not isinstance(tree.value, dict):
        hint = "write `key: value` lines; or begin the page with an empty line if '---' is meant as a divider"
        problem = Problem("GB031", Span(0, 3), "the page begins with '---' but no keys and values follow", hint)
        return FrontMatter(problems=(problem,))
    values, problems = conform(tree)
    return FrontMatter(values, tree.spans, tree.key_spans, end, (*tree.problems, *problems))


def _unclosed(text: str, start: int) -> FrontMatter:
    """A page that begins with a divider, or with keys and values that nothing ends."""
    if _KEY.match(text, start) is None:
        return FrontMatter()
    hint = "write '---' on a line of its own after the last key"
    return FrontMatter(problems=(Problem("GB031", Span(0, 3), "the front matter is never closed", hint),))
