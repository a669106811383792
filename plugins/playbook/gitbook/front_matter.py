"""The YAML head of a page, with the position of each key (gitbook-format.md §3), and who reads which of its keys.

GitBook's keys and the generator's own (`page_keys.py`) get their types when a page is read. A feature describes its key
by a model and reads it when it needs it, so that a page is read alike whatever features there are. Models are slow to
import (pydantic), and a check of pages that were read before needs none: the modules that hold them are imported by
who reads a key.

```python
class Review(Keys):                             # in a module of its own
    version: str | None = None
    \"\"\"The version of the page, as in `1.10`.\"\"\"

REVIEW = register("review", model, "REV001")    # `model()` imports it

reading = REVIEW.read(document.front_matter)    # .value: a Review or None; .problems: with places and cures

@rule("REV001", "malformed-review", Severity.WARNING)
def malformed_review(site): ...                 # yields what is in .problems
```

The key is then suggested for misspelt ones, and `playbook schema` tells editors of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from playbook.diagnostics import CODE, Edit, Problem
from playbook.gitbook.positioned_yaml import Places, read_yaml
from playbook.markdown.slugs import strip_invisible
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playbook.gitbook.keys import Keys
    from playbook.gitbook.positioned_yaml import Path

KeysT = TypeVar("KeysT", bound="Keys")

PAGE_CODE = "GB032"
"""The code of what is wrong with GitBook's keys and our own."""

LONGEST = 40
"""Characters of a key that may be a misspelt one."""
NEAR = 0.88
"""How like a known key another must be to be taken for it (`difflib`): `descripton` is, `tag` and Material's `hide` are not."""

_SEPARATORS = re.compile(r"[-_\s]")
_RULER = re.compile(r"^(?:---|\.\.\.)[ \t\u200b\u2060\ufeff]*$", re.MULTILINE)
_KEY = re.compile(r"[\w.-]+:(?:\s|$)")
PAGE_KEYS = frozenset(
    "title description slug icon hidden noIndex noRobotsIndex cover coverY coverHeight layout vars if tags metaLinks".split()
)
"""The keys of `page_keys.PageKeys`."""


@dataclass(frozen=True)
class FrontMatter:
    """The YAML head of a page."""

    values: dict[str, Any] = field(default_factory=dict)
    """What it says; empty when there is none or when it is broken. The keys of `PageKeys` have its types, or are
    left out; every other scalar is the text as written (`0.10`, `2024-05-01`)."""
    places: Places = field(default_factory=Places, repr=False)
    """Where it says it."""
    end: int = 0
    """Where the body of the page begins; 0 without front matter."""
    problems: tuple[Problem, ...] = ()

    @property
    def spans(self) -> Mapping[Path, Span]:
        """Where each value is, by its keys and indices (`("layout", "cover", "size")`)."""
        return self.places.spans

    @property
    def key_spans(self) -> Mapping[Path, Span]:
        """Where each key is."""
        return self.places.key_spans


@dataclass(frozen=True, slots=True)
class Reading(Generic[KeysT]):
    """What a page says below the key of a feature."""

    value: KeysT | None = None
    """None when the key is not there, is empty, or nothing of it can be read."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Section(Generic[KeysT]):
    """The key of a feature in the front matter of pages."""

    key: str
    model: Callable[[], type[KeysT]]
    """Imports what stands below the key."""
    code: str
    """The rule that reports what the model does not take."""

    def read(self, meta: FrontMatter) -> Reading[KeysT]:
        """What a page says below the key. Nothing raises (see `conform`)."""
        if self.key not in meta.values:
            return Reading()
        from playbook.gitbook.keys import conform  # noqa: PLC0415 - see above

        return Reading(*conform(self.model(), meta.values[self.key], meta.places, self.code, (self.key,)))


SECTIONS: dict[str, Section[Any]] = {}
"""The keys of every feature whose module was imported; `playbook.checks` imports them all."""


def register(key: str, model: Callable[[], type[KeysT]], code: str) -> Section[KeysT]:
    """Give a key of the front matter to a feature.

    Args:
        key: The key.
        model: Gives what stands below it; its docstring and those of its fields are what editors show.
        code: The rule that reports what the model does not take.

    Raises:
        ValueError: The key is taken, or the code is malformed.
    """
    if key in PAGE_KEYS or key in SECTIONS or not CODE.fullmatch(code):
        message = f"the key {key!r} is taken, or {code!r} is no code of a rule"
        raise ValueError(message)
    section = SECTIONS[key] = Section(key, model, code)
    return section


def misspelt(meta: FrontMatter) -> Iterator[Problem]:
    """The keys that nobody reads and that are written nearly as one that is read.

    Other keys belong to other tools (`name`, `status`, `owners` …) and are left alone.
    """
    known = {_folded(name): name for name in (*PAGE_KEYS, *SECTIONS)}
    for name in meta.values:
        if name in PAGE_KEYS or name in SECTIONS or len(name) > LONGEST:
            continue
        span, message = meta.places.key_span((name,)), f"the key {name!r} has no effect"
        if (meant := known.get(_folded(name))) is not None:
            edits = (Edit(span, meant),) if (meant,) not in meta.key_spans else ()
            yield Problem(PAGE_CODE, span, message, f"write {meant}", edits)
        elif near := get_close_matches(_folded(name), known, 1, NEAR):
            yield Problem(PAGE_CODE, span, message, f"did you mean {known[near[0]]!r}?")


def _folded(name: str) -> str:
    return _SEPARATORS.sub("", name.casefold())


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
    places = Places(tree.spans, tree.key_spans, tree.plain)
    if tree.broken:
        return FrontMatter({}, places, end, tree.problems)
    if tree.value is None:
        return FrontMatter(end=end, problems=tree.problems)
    if not isinstance(tree.value, dict):
        hint = "write `key: value` lines; or begin the page with an empty line if '---' is meant as a divider"
        problem = Problem("GB031", Span(0, 3), "the page begins with '---' but no keys and values follow", hint)
        return FrontMatter(problems=(problem,))
    from playbook.gitbook.keys import conform  # noqa: PLC0415 - see above
    from playbook.gitbook.page_keys import PageKeys  # noqa: PLC0415

    own = {name: value for name, value in tree.value.items() if name in PAGE_KEYS}
    keys, problems = conform(PageKeys, own, tree, PAGE_CODE)
    read_keys = keys.model_dump(by_alias=True, exclude_unset=True, exclude_none=True) if keys else {}
    values = {
        name: read_keys.get(name, value)
        for name, value in tree.value.items()
        if name in read_keys or name not in PAGE_KEYS
    }
    return FrontMatter(values, places, end, (*tree.problems, *problems))


def _unclosed(text: str, start: int) -> FrontMatter:
    """A page that begins with a divider, or with keys and values that nothing ends."""
    if _KEY.match(text, start) is None:
        return FrontMatter()
    hint = "write '---' on a line of its own after the last key"
    return FrontMatter(problems=(Problem("GB031", Span(0, 3), "the front matter is never closed", hint),))
