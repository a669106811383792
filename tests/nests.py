"""Random pages in which every block may stand in every other, each with words of its own that must be shown."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WRAPPERS = {
    # kind: lines before and after each child; `{}` is a word that readers must find
    "hint": ('{{% hint style="info" %}}', "{{% endhint %}}"),
    "hint-warning": ("{{% hint style='warning' %}}\n", "\n{{% endhint %}}"),
    "tab": ('{{% tab title="{}" %}}', "{{% endtab %}}"),
    "step": ("{{% step %}}\n### {}\n", "{{% endstep %}}"),
    "column": ('{{% column width="50%" %}}', "{{% endcolumn %}}"),
    "update": ('{{% update date="2026-01-02" %}}\n## {}\n', "{{% endupdate %}}"),
    "if": ("{{% if 1 < 2 %}}", "{{% endif %}}"),
    "details": ("<details>\n\n<summary>{}</summary>\n", "\n</details>"),
    "quote": ("> ", ""),
    "item": ("* ", ""),
    "number": ("1. ", ""),
    "task": ("* [x] ", ""),
}
PARENTS = {"tab": "tabs", "step": "stepper", "column": "columns", "update": "updates"}
MARKS = {"quote": "> ", "item": "* ", "number": "1. ", "task": "* [x] "}
INDENTS = {"quote": "> ", "item": "  ", "number": "   ", "task": "  "}
LEAVES = (
    "{}",
    "## {}",
    "{} **{}** _{}_ `{} {{% hint %}}` [{}](a.md) ~~{}~~",
    "```\n{{% hint %}}\n{}\n{{% endhint %}}\n```",
    '{{% code title="{}" lineNumbers="true" %}}\n```js\n{}\n```\n{{% endcode %}}',
    "| {} | {} |\n| --- | --- |\n| {} | `a\\|b` {} |",
    "<table><thead><tr><th>{}</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table>",
    '<table data-view="cards"><thead><tr><th></th></tr></thead><tbody><tr><td><strong>{}</strong></td></tr></tbody></table>',
    '<table><tbody><tr><td><div data-gb-custom-block data-tag="hint" data-style="info" class="hint hint-info"><p>{}</p></div></td></tr></tbody></table>',
    '<figure><img src="a.png" alt=""><figcaption><p>{}</p></figcaption></figure>',
    '<figure><img src="a.png" alt=""></figure>{}',
    '<table data-search="true"><tbody><tr><td rowspan="2">{}</td><td>{}</td></tr><tr><td colspan="2">{}</td></tr></tbody></table>',
    "$$\\begin{{aligned}} a &= b \\end{{aligned}}$$\n\n{}",
    '{{% file src="a.pdf" %}}\n{}\n{{% endfile %}}',
    '{{% embed url="https://example.org/" %}}\n{}\n{{% endembed %}}',
    '{{% prompt description="{}" %}}\n{}\n{{% endprompt %}}',
    '{{% content-ref url="a.md" %}}\n[a.md](a.md)\n{{% endcontent-ref %}}',
    '<p align="center">{}</p>',
    "$$\nx_1\n$$\n\n{}",
    '{{% swagger path="/x" summary="{}" %}}\n{{% swagger-description %}}\n{}\n{{% endswagger-description %}}\n{{% endswagger %}}',
    '{{% openapi src="a.yaml" path="/x" method="get" %}}\n[a.yaml](a.yaml)\n{{% endopenapi %}}\n\n{}',
    '{{% include "a.md" %}}\n\n{}',
    "```mermaid\nflowchart LR\n  {} --> b\n```",
    "{}\\\n{}&#x20;",
    "***\n\n{}",
)


class Nest(NamedTuple):
    """A block with what is in it."""

    kind: str
    children: tuple[Nest | str, ...]


class Page(NamedTuple):
    """A page, and the words that readers must find in it."""

    text: str
    words: frozenset[str]


def _lines(nodes: Sequence[Nest | str], words: Iterator[int], *, loose: bool) -> list[str]:
    lines: list[str] = []
    for node in nodes:
        if lines and loose:
            lines.append("")
        lines += _leaf(node, words) if isinstance(node, str) else _nest(node, words)
    return lines


def _leaf(template: str, words: Iterator[int]) -> list[str]:
    while "{}" in template:
        template = template.replace("{}", f"word{next(words)}z", 1)
    return template.replace("{{", "{").replace("}}", "}").split("\n")


def _nest(nest: Nest, words: Iterator[int]) -> list[str]:
    if nest.kind in MARKS:
        mark, indent = MARKS[nest.kind], INDENTS[nest.kind]
        inner = _lines(nest.children, words, loose=True)
        # a task begins with its text
        first = [f"{mark}word{next(words)}z", *([indent.rstrip()] if inner else [])]
        return [*first, *(f"{indent}{line}".rstrip() for line in inner)]
    before, after = WRAPPERS[nest.kind]
    lines = [*_leaf(before, words), *_lines(nest.children, words, loose=True), *_leaf(after, words)]
    if parent := PARENTS.get(nest.kind):
        return [f"{{% {parent} %}}", *lines, f"{{% end{parent} %}}"]
    return lines


def _page(nodes: Sequence[Nest | str]) -> Page:
    numbers = count(1)
    text = "\n".join(_lines(nodes, numbers, loose=True)) + "\n"
    return Page(text, frozenset(f"word{number}z" for number in range(1, next(numbers))))


NESTS: st.SearchStrategy[Page] = st.lists(
    st.recursive(
        st.sampled_from(LEAVES),
        lambda inner: st.builds(Nest, st.sampled_from(sorted(WRAPPERS)), st.lists(inner, max_size=3).map(tuple)),
        max_leaves=12,
    ),
    min_size=1,
    max_size=4,
).map(_page)
