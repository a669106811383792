"""What is wrong with a page, on the page itself, while an author previews it; a built site never holds it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from playbook.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from playbook.diagnostics import Diagnostic

_END = "</body>"


def with_panel(html: str, found: Sequence[Diagnostic], text: Mapping[str, str], editor: str, root: Path) -> str:
    """A finished page with the findings of its source.

    Args:
        html: The page.
        found: What was found in its source.
        text: The words of the interface, in the language of the page.
        editor: The address that opens a place in an editor, with `{path}`, `{line}` and `{column}`; empty for none.
        root: The directory to which the paths of findings are relative.
    """
    body, end, rest = html.rpartition(_END)
    return f"{body}{_panel(found, text, editor, root)}{end}{rest}" if end else html


def _panel(found: Sequence[Diagnostic], text: Mapping[str, str], editor: str, root: Path) -> Markup:
    counts = Counter(one.severity for one in found)
    told = [
        Markup('<span class="pb-preview__count pb-preview__count--{0}">{1} {2}</span>').format(
            severity, text[f"preview.{severity}"], counts[severity]
        )
        for severity in Severity
        if counts[severity]
    ]
    items = [
        Markup('<li class="pb-preview__item pb-preview__item--{0}">{1} {2}<div lang="en">{3}{4}</div></li>').format(
            one.severity, _place(one, editor, root), _kind(one, text), one.message, _hint(one)
        )
        for one in sorted(found, key=lambda one: (-one.severity.rank, one.sort_key))
    ]
    return Markup(
        '<style>{style}</style><section class="pb-preview" aria-label="{label}"><details>'
        "<summary>{label} {counts}</summary>{list}</details></section><script>{script}</script>\n"
    ).format(
        style=_part("panel.css"),
        script=_part("panel.js"),
        label=text["preview"],
        counts=Markup(" ").join(told) if told else text["preview.nothing"],
        list=Markup('<ul tabindex="0" aria-label="{}">{}</ul>').format(text["preview"], Markup("").join(items))
        if items
        else "",
    )


def _kind(one: Diagnostic, text: Mapping[str, str]) -> Markup:
    return Markup('<strong>{}</strong> <abbr title="{}">{}</abbr>').format(
        text[f"preview.{one.severity}.one"], one.name, one.code
    )


def _hint(one: Diagnostic) -> Markup:
    return Markup('<div class="pb-preview__hint">{}</div>').format(one.hint) if one.hint else Markup()


def _place(one: Diagnostic, editor: str, root: Path) -> Markup:
    place = one.location
    shown = Markup("<code>{}</code>").format(str(place))
    if not editor:
        return shown
    path = quote((root / place.path).as_posix())
    address = editor.replace("{path}", path).replace("{line}", str(place.line)).replace("{column}", str(place.column))
    return Markup('<a href="{}">{}</a>').format(address, shown)


@cache
def _part(name: str) -> Markup:
    """A file of our own: its text is what the page gets."""
    return Markup(files("playbook.mkdocs").joinpath(name).read_text(encoding="utf-8"))  # noqa: S704 - not a reader's
