"""What a page that cites the framework shows of it: the box below its text, and linked data for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playbook.sdg.catalogue import Goal, Target
from playbook.sdg.framework import COVERED
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import COVERAGE
from playbook.sdg.text import link, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from playbook.sdg.catalogue import Entry
    from playbook.sdg.citations import Citations
    from playbook.sdg.pages import Writer


def box(cited: Citations, writer: Writer, shown: Callable[[Entry], str]) -> str:
    """The box "In the investment framework"; its links name keys (`playbook.sdg.pages`).

    Args:
        cited: What the page cites.
        writer: Of its language.
        shown: What an entry is shown as (`name`); a page after the other asks for it.
    """
    words = writer.words
    groups = []
    for kind in (Kind.GOAL, *COVERED):
        names = [f"<dd>{shown(entry)}</dd>" for entry in cited.of(kind)]
        if names:
            groups.append(f"<dt>{plain(words[f'kinds.{kind}'])}</dt>{''.join(names)}")
    more = link(words["box.more"], f"/{COVERAGE}")
    title = plain(words["box.title"])
    return (
        f'\n<aside class="sdg-box" aria-label="{title}"><p class="sdg-box__title">{title}</p><dl>{"".join(groups)}</dl>'
        + (f'<p class="sdg-box__more">{more}</p>' if writer.found.settings.pages else "")
        + "</aside>\n"
    )


def name(entry: Entry, writer: Writer) -> str:
    """A link to an entry; a target without a label has its wording beside its number."""
    if isinstance(entry, Target) and not entry.name.texts:
        return f"{writer.to(entry)} {plain(entry.explained(writer.language))}"
    return writer.to(entry)


def linked_data(about: Iterable[str], language: str, address: str, title: str) -> str:
    """A page and what it is about, for search engines (schema.org, JSON-LD).

    Args:
        about: What the page cites, each as `term` has it, in JSON.
        language: Of the page.
        address: Of the page in full; empty when it is not known.
        title: Of the page.
    """
    data = escaped_json(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            **({"@id": address, "url": address} if address else {}),
            "name": title,
            "inLanguage": language,
        }
    )
    return script(f'{data[:-1]},"about":[{",".join(about)}]}}')


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


def script(data: str) -> str:
    """Linked data (`escaped_json`) as a `<script>` that runs nothing."""
    return f'<script type="application/ld+json">{data}</script>\n'


def escaped_json(data: Mapping[str, Any]) -> str:
    """JSON that HTML leaves alone: no text of it can end the element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")
