"""Rules about the SDG Digital Investment Framework; silent in a project without the plugin `playbook/sdg`."""

from __future__ import annotations

from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from playbook.diagnostics import Edit, Finding, Severity, rule
from playbook.gitbook.positioned_yaml import read_yaml
from playbook.language import base_language
from playbook.sdg.kinds import OWN, Kind
from playbook.sdg.section import CASE, MALFORMED, UNKNOWN
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.gitbook.document import Document, Link
    from playbook.sdg.addresses import Recognised
    from playbook.sdg.catalogue import Entry
    from playbook.sdg.citations import Citation
    from playbook.sdg.framework import Framework
    from playbook.site import Edition, Page, Site

PUBLISHED = "published"
"""The state of a page (`review: {state: …}`) in which readers take it for finished."""


def _framework(site: Site) -> Framework | None:
    if site.sdg is None:
        return None
    from playbook.sdg.framework import framework  # noqa: PLC0415 - other sites need not import it

    return site.once(framework)


def _pages(site: Site) -> Iterator[tuple[Framework, Edition, Page]]:
    found = _framework(site)
    if found is not None:
        for edition, page in site.pages():
            yield found, edition, page


def _reported(site: Site, code: str) -> Iterator[Finding]:
    for found, _, page in _pages(site):
        for problem in found.citations(page.document).problems:
            if problem.code == code:
                yield Finding(page.document.source, problem.span, problem.message, problem.hint, problem.edits)


def _links(site: Site) -> Iterator[tuple[Framework, Edition, Document, Link, Recognised]]:
    for found, edition, page in _pages(site):
        for link, recognised in found.links(page.document):
            yield found, edition, page.document, link, recognised


def _at(document: Document, link: Link, message: str, hint: str, meant: str = "") -> Finding:
    written = document.source.text[link.span.start : link.span.end]
    edits = (Edit(link.span, meant),) if meant and written == link.target else ()
    return Finding(document.source, link.span, message, hint, edits)


@rule(UNKNOWN, "unknown-entry", Severity.ERROR)
def unknown_entry(site: Site) -> Iterator[Finding]:
    """A page cites an entry that the framework does not have.

    The box of the page and the coverage matrix leave it out. Front matter names entries by their ids, which the hint
    guesses and `playbook sdg export` lists; a ministry's own use cases, WorkFlows or building blocks belong into the
    file of the option `catalogue`. The same is said of a link to a goal or target that the United Nations do not have.
    """
    yield from _reported(site, UNKNOWN)
    for found, _, document, link, recognised in _links(site):
        if recognised.wrong and not recognised.wrong.startswith("/"):
            known = [*found.catalogue.goals, *found.catalogue.targets]
            near = get_close_matches(recognised.wrong, known, 1)
            message = f"{link.target!r} names {recognised.wrong!r}, which is no goal and no target"
            yield _at(document, link, message, f"did you mean {near[0]!r}?" if near else "")


@rule(MALFORMED, "malformed-citation", Severity.WARNING)
def malformed_citation(site: Site) -> Iterator[Finding]:
    """The key `sdg` of the front matter is not written as it is read.

    It holds lists of ids: `targets`, `use_cases`, `workflows`, `building_blocks`, `goals`; and `autolink`, which is
    true, false or a list of ids. Whatever else is there is not read.
    """
    yield from _reported(site, MALFORMED)


@rule(CASE, "citation-case", Severity.WARNING)
def citation_case(site: Site) -> Iterator[Finding]:
    """An entry is cited with other letters than the framework gives it (`9.C` for `9.c`).

    It is read as what was meant. Ids are small letters and hyphens, and the letters of targets are small, so that a
    search for one finds every page.
    """
    yield from _reported(site, CASE)


@rule("SDG004", "goal-and-target", Severity.WARNING)
def goal_and_target(site: Site) -> Iterator[Finding]:
    """A goal and a target that are named together do not belong together.

    A page that cites `goals` cites targets of other goals, or an address of the United Nations names a goal and the
    target of another. One of the two is a slip. The number of a target begins with that of its goal.
    """
    for found, _, page in _pages(site):
        cited = found.citations(page.document)
        goals = {entry.id for entry in cited.of(Kind.GOAL)}
        for one in cited.cited if goals else ():
            if one.entry.kind is Kind.TARGET and (goal := one.entry.id.partition(".")[0]) not in goals:
                hint = f"cite goal {goal} too, or leave `goals` out: targets say it"
                message = f"target {one.entry.id} is of goal {goal}, which the page does not cite"
                yield Finding(page.document.source, one.span, message, hint)
    for _, _, document, link, recognised in _links(site):
        if recognised.entry is not None and recognised.goal not in ("", recognised.entry.id.partition(".")[0]):
            message = f"{link.target!r} names goal {recognised.goal} and target {recognised.entry.id}"
            yield _at(document, link, message, "correct the one that is wrong")


@rule("SDG005", "use-case-without-target", Severity.WARNING)
def use_case_without_target(site: Site) -> Iterator[Finding]:
    """A page cites a use case, but no target that the use case serves.

    The framework is read from targets down: without one, nobody who looks for a target finds the page. Cite one of the
    targets in the hint.
    """
    for found, page, one in _cited(site, Kind.USE_CASE):
        served = found.catalogue.related(one.entry, Kind.TARGET)
        if not set(served) & set(found.citations(page.document).of(Kind.TARGET)):
            hint = f"it serves {', '.join(target.id for target in served)}" if served else "its entry names no target"
            message = f"the page cites the use case {one.entry.id!r} and none of its targets"
            yield Finding(page.document.source, one.span, message, hint)


@rule("SDG006", "block-beside-use-cases", Severity.NOTE)
def block_beside_use_cases(site: Site) -> Iterator[Finding]:
    """A page cites a building block whose WorkFlows serve none of the use cases that the page cites.

    The mapping of 2019 is not closed, so this may well be right: then the project's catalogue can say so. Often it is a
    block of another page.
    """
    for found, page, one in _cited(site, Kind.BUILDING_BLOCK):
        cases = found.citations(page.document).of(Kind.USE_CASE)
        if not cases or set(found.catalogue.related(one.entry, Kind.USE_CASE)) & set(cases):
            continue
        served = {
            case
            for workflow in found.catalogue.related(one.entry, Kind.WORKFLOW)
            for case in found.catalogue.related(workflow, Kind.USE_CASE)
        }
        if not served & set(cases):
            message = f"no WorkFlow of the building block {one.entry.id!r} serves a use case of the page"
            yield Finding(page.document.source, one.span, message, "")


def _cited(site: Site, kind: Kind) -> Iterator[tuple[Framework, Page, Citation]]:
    for found, _, page in _pages(site):
        for one in found.citations(page.document).cited:
            if one.entry.kind is kind:
                yield found, page, one


@rule("SDG007", "framework-not-linked", Severity.WARNING)
def framework_not_linked(site: Site) -> Iterator[Finding]:
    """A page that should link to the framework does not.

    The option `linked_from` names such pages. A link to the publication will do, or a citation in the front matter
    (`sdg:`), which gives the page its box.
    """
    for found, edition, page in _pages(site):
        path = edition.relative(page.path)
        if not any(fnmatchcase(path, pattern) for pattern in found.settings.linked_from):
            continue
        if found.citations(page.document).cited or found.links(page.document):
            continue
        heading = next(iter(page.document.headings), None)
        message = "the page does not link to the SDG Digital Investment Framework"
        span = heading.span if heading else Span(0, 0)
        yield Finding(page.document.source, span, message, f"link to {found.catalogue.publication.url}")


@rule("SDG008", "publication-address", Severity.WARNING)
def publication_address(site: Site) -> Iterator[Finding]:
    """The publication is linked by an address that is not its own.

    Copies disappear, and pages of 2018 are about what came before edition 1.0. The page of the publisher has every
    language.
    """
    for found, _, document, link, recognised in _links(site):
        own = found.catalogue.publication.url
        if recognised.superseded is not None:
            message = f"{link.target!r} is not the publication: {recognised.superseded.note}"
            yield _at(document, link, message, f"write {own}", own)
        elif recognised.wrong.startswith("/"):
            reference = found.catalogue.publication.reference
            yield _at(document, link, f"{link.target!r} is not the address of {reference}", f"write {own}", own)


@rule("SDG009", "publication-language", Severity.WARNING)
def publication_language(site: Site) -> Iterator[Finding]:
    """A page links to the publication in another language than its own.

    Link to the page of the publication, from which readers choose, or to the edition in the language of the page.
    """
    for found, edition, document, link, recognised in _links(site):
        language = base_language(edition.language)
        if recognised.superseded is None and language and recognised.language not in ("", language):
            meant, _ = found.catalogue.publication.edition_url(language)
            message = f"{link.target!r} is the edition in {recognised.language!r}, and the page is in {language!r}"
            yield _at(document, link, message, f"write {meant}", meant)


@rule("SDG010", "own-translation", Severity.NOTE)
def own_translation(site: Site) -> Iterator[Finding]:
    """A page that is published cites an entry whose name is our own translation.

    `fr: own` in the catalogue marks a name that was translated here because the official one could not be read. Before
    a release, compare it with the official edition, and say so in the project's catalogue (`fr: official`).
    """
    for found, edition, page in _pages(site):
        review = page.document.front_matter.values.get("review")
        state = review.get("state") if isinstance(review, dict) else None
        if state != PUBLISHED:
            continue
        for one in found.citations(page.document).cited:
            language = edition.language or ""
            if one.entry.marks.get(language) == OWN:
                message = f"the name {one.entry.title(language)!r} of {one.entry.id!r} is our own translation"
                hint = "compare it with the official edition"
                yield Finding(page.document.source, one.span, message, hint)


@rule("SDG011", "entry-without-language", Severity.WARNING)
def entry_without_language(site: Site) -> Iterator[Finding]:
    """An entry of the catalogue lacks a language of the site.

    Its page, and the boxes of pages that cite it, then show it in English. Add the name and the definition in that
    language to the project's catalogue.
    """
    found = _framework(site)
    if found is None:
        return
    languages = [language for language in site.by_language if language]
    told: set[tuple[object, str]] = set()
    for entry, span in _own_entries(found):
        for language in languages:
            if found.own is not None and (message := _lacking(entry, language)):
                told.add((entry.key, language))
                yield Finding(found.own, span, message, f"write `{language}: …`")
    for edition, page in site.pages():
        language = edition.language or ""
        for one in found.citations(page.document).cited:
            if language and (one.entry.key, language) not in told and (message := _lacking(one.entry, language)):
                told.add((one.entry.key, language))
                hint = "add it to the project's catalogue"
                yield Finding(page.document.source, one.span, message, hint)


def _lacking(entry: Entry, language: str) -> str:
    definition = getattr(entry, "definition", None)
    names = [name for name, text in (("name", entry.name), ("definition", definition)) if text and text.texts]
    lacking = [name for name in names if not getattr(entry, name).has(language)]
    return f"{entry.id!r} has no {' and no '.join(lacking)} in {language!r}" if lacking else ""


def _own_entries(found: Framework) -> Iterator[tuple[Entry, Span]]:
    """The entries of the project's file, with their place in it."""
    if found.own is None:
        return
    tree = read_yaml(found.own.text, MALFORMED)
    for kind in Kind:
        section = f"{kind.replace('-', '_')}s"
        for number, raw in enumerate((tree.value or {}).get(section, ())):
            entry = found.catalogue.entry((kind, raw["id"]))
            if entry is not None:
                yield entry, tree.span((section, number, "id"))


@rule("SDG012", "twins-cite-differently", Severity.WARNING)
def twins_cite_differently(site: Site) -> Iterator[Finding]:
    """A page and the same page in another language do not cite the same entries.

    The coverage matrix shows what either of them cites, in every language; one of the two was forgotten. Give both the
    same `sdg:`.
    """
    found = _framework(site)
    for subject in found.subjects if found else ():
        for language, page in subject.pages.items():
            own = {one.entry.key for one in found.citations(page.document).cited} if found else set()
            if missing := sorted(name for _, name in subject.cited - own):
                span = page.document.front_matter.key_spans.get(("sdg",), Span(0, 0))
                others = ", ".join(repr(other) for other in subject.pages if other != language)
                message = f"the page in {others} also cites {', '.join(missing)}"
                yield Finding(page.document.source, span, message, "give both the same `sdg:`")
