"""What a page that cites the framework shows of it: the box below its text, and linked data for machines."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from playbook.sdg.catalogue import Goal, Target
from playbook.sdg.framework import COVERED
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import key_of
from playbook.sdg.text import anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playbook.sdg.catalogue import Entry
    from playbook.sdg.citations import Citations


def box(cited: Citations, language: str, words: Mapping[str, str], address: Callable[[str], str]) -> str:
    """The box "In the investment framework".

    Args:
        cited: What the page cites.
        language: Of the page.
        words: What the framework says in that language.
        address: Where the page of a key is (`coverage`), or that of an entry by its key, as the page names it; empty
            where there is none.
    """
    groups = []
    for kind in (Kind.GOAL, *COVERED):
        names = [_name(entry, language, address) for entry in cited.of(kind)]
        if names:
            groups.append(f"<dt>{escape(words[f'kinds.{kind}'])}</dt>" + "".join(f"<dd>{name}</dd>" for name in names))
    url = address("coverage")
    more = f'<p class="sdg-box__more">{anchor(words["box.more"], url)}</p>' if url else ""
    title = escape(words["box.title"])
    return (
        f'\n<aside class="sdg-box" aria-label="{title}" data-search-exclude=""><p class="sdg-box__title">{title}</p>'
        f"<dl>{''.join(groups)}</dl>{more}</aside>\n"
    )


def _name(entry: Entry, language: str, address: Callable[[str], str]) -> str:
    url = address(key_of(entry))
    title = entry.title(language)
    explained = entry.explained(language) if isinstance(entry, Target) and not entry.name.texts else ""
    name = anchor(title, url) if url else escape(title)
    return f"{name} {escape(explained)}".strip()


def linked_data(entries: tuple[Entry, ...], language: str, address: str, title: str) -> str:
    """A page and what it is about, for search engines (schema.org, JSON-LD).

    Args:
        entries: What the page cites.
        language: Of the page.
        address: Of the page in full; empty when it is not known.
        title: Of the page.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        **({"@id": address, "url": address} if address else {}),
        "name": title,
        "inLanguage": language,
        "about": [term(entry, language) for entry in entries],
    }
    return script(data)


def term(entry: Entry, language: str) -> dict[str, Any]:
    """An entry as a schema.org term; goals and targets have the identifiers of the United Nations."""
    made: dict[str, Any] = {
        "@type": "DefinedTerm",
        "name": entry.title(language),
        "termCode": entry.id,
        "description": entry.explained(language),
    }
    if isinstance(entry, (Goal, Target)):
        made = {"@id": entry.uri, "sameAs": entry.uri, **made}
    return made


def script(data: Mapping[str, Any]) -> str:
    """Linked data as a `<script>` that runs nothing; no text of it can end the element."""
    return f'<script type="application/ld+json">{escaped_json(data)}</script>\n'


def escaped_json(data: Mapping[str, Any]) -> str:
    """JSON that HTML leaves alone."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")
