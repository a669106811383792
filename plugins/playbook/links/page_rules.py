"""Rules about pages as the places that links lead to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.gitbook.includes import included_by
from playbook.gitbook.summary import Kind
from playbook.links.resolved import resolved
from playbook.reported import reported
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.gitbook.contents import Entry
    from playbook.gitbook.document import Document
    from playbook.site import Site


@rule("LNK026", "orphan-page", Severity.NOTE)
def orphan_page(site: Site) -> Iterator[Finding]:
    """A page is published, but nothing leads to it: it is hidden, or below a hidden page, and no page links to it.

    Only those who know its address, or search for its words, find it. Links from pages that nobody finds do not count.
    Link to it, show it in the navigation, or take it out of `SUMMARY.md` if it is not to be read any more.
    """
    found = site.once(_found)
    for _, page in site.pages():
        if id(page.document) not in found:
            where = page.document.front_matter.key_spans.get(("hidden",), Span(0, 0))
            why = "is hidden" if page.hidden else "lies below a hidden page"
            message = f"this page {why}, and no page that readers find leads to it"
            yield Finding(page.document.source, where, message, "link to it, or show it in the navigation")


def _found(site: Site) -> frozenset[int]:
    """The documents that readers come to from the navigation, by identity."""
    onward: dict[int, list[Document]] = defaultdict(list)
    for edition, document in site.texts():
        onward[id(document)] += included_by(edition.space, document)
    for one in site.once(resolved):
        if one.target.document is not None:
            onward[id(one.document)].append(one.target.document)
    for edition, page in site.pages():
        twins = (site.twin(page, language) for language in site.by_language if language != edition.language)
        onward[id(page.document)] += (twin.document for twin in twins if twin is not None)
    waiting = [edition.home.document for edition in site.editions if edition.home is not None]
    waiting += (document for space in site.spaces for document in _navigation(space.contents))
    found: set[int] = set()
    while waiting:
        document = waiting.pop()
        if id(document) not in found:
            found.add(id(document))
            waiting += onward[id(document)]
    return frozenset(found)


def _navigation(entries: tuple[Entry, ...]) -> Iterator[Document]:
    """The documents of the pages that stand in the navigation: a hidden page takes those below it along."""
    waiting = list(entries)
    while waiting:
        entry = waiting.pop()
        if entry.kind is Kind.PAGE and entry.page is not None and entry.page.hidden:
            continue
        if entry.page is not None:
            yield entry.page.document
        waiting += entry.children


@rule("LNK027", "id-twice", Severity.WARNING)
def id_twice(site: Site) -> Iterator[Finding]:
    """A page gives the same id to two places: `<a id="x"></a>` twice, or two headings with one explicit id.

    Links lead to the first of them only; on the published page the second heading gets an id made of its text. GitBook
    exports such ids where a heading was copied, or came with a text that was pasted from another program. Give the
    second an id of its own, or delete the id.
    """
    return reported(site, "LNK027")
