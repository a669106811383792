"""Rules about links (gitbook-format.md §12, §13)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from playbook.diagnostics import Severity, rule
from playbook.gitbook.lookup import How
from playbook.links.removal import without_link
from playbook.links.resolved import SAFE, Resolved, lost, resolved
from playbook.links.suggestions import Suggestions
from playbook.markdown.references import Kind
from playbook.targets import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.diagnostics import Finding
    from playbook.site import Site
    from playbook.targets import Target

RENAMED = (How.CASE, How.UNICODE)
"""Look-ups that succeed here and would not on every server."""


@rule("LNK001", "missing-target", Severity.ERROR)
def missing_target(site: Site) -> Iterator[Finding]:
    """A link leads to a page or a file that does not exist.

    The page was renamed, moved or deleted, or the path is misspelt; paths are relative to the file that holds the
    link. Readers see the text of the link, marked, and cannot follow it. Correct the path, or take the link away and
    keep its text.
    """
    suggestions = site.once(Suggestions)
    for one in lost(site, Reason.MISSING):
        if one.link.target.startswith("www."):
            address = f"https://{one.link.target}"
            yield one.finding(
                f"{one.link.target!r} lacks its 'https://' and is taken for a file", f"write {address!r}", address
            )
            continue
        near = suggestions.file(one.edition.space, one.target.path)
        hint = f"did you mean {one.relative(near)!r}?" if near else ""
        yield one.finding(f"{one.link.target!r} does not exist", hint)


@rule("LNK002", "missing-anchor", Severity.WARNING)
def missing_anchor(site: Site) -> Iterator[Finding]:
    """A link leads to a page that exists, but not to one of its headings.

    The heading was renamed or removed; readers arrive at the top of the page. The id of a heading is made of its text
    as GitBook does it: small letters without accents, words joined by `-`, `id-` before a digit. Link to the present
    id, or give the heading the old one: `## Title <a href="#old-id" id="old-id"></a>`.
    """
    suggestions = site.once(Suggestions)
    for one in site.once(resolved):
        target = one.target
        if target.document is not None and target.kind is Kind.PAGE and target.fragment and not target.anchor:
            near = suggestions.anchor(target.document, target.fragment)
            hint = f"did you mean '#{near}'?" if near else ""
            yield one.finding(f"{one.link.target!r} names no heading of {_named(one)}", hint)


def _named(one: Resolved) -> str:
    return "this page" if one.target.document is one.document else f"{one.target.path!r}"


@rule("LNK003", "broken-reference", Severity.ERROR)
def broken_reference(site: Site) -> Iterator[Finding]:
    """GitBook had lost the target of a link before it exported the page.

    It writes `broken-reference`, `/broken/pages/ID` or another address of its own where the page that was linked is
    gone. Nothing in the repository says which page it was; the text of the link usually does. Link to that page again,
    or take the link away and keep its text.
    """
    for one in lost(site, Reason.BROKEN_REFERENCE):
        text = f" of the link {one.link.text!r}" if one.link.text else ""
        yield one.finding(f"GitBook has lost the target{text} ({one.link.target!r})", "link to the page that was meant")


@rule("LNK004", "local-address", Severity.ERROR)
def local_address(site: Site) -> Iterator[Finding]:
    """A link leads to GitBook on the machine that exported the page (`http://127.0.0.1:5000/o/…/s/…`).

    This is an error of GitBook's export; the address opens nowhere else. Other addresses of one's own machine, such as
    `http://localhost:8080/` in instructions, are fine. Link to the page or the person that was meant, or take the link
    away and keep its text, as `playbook fix` does.
    """
    for one in lost(site, Reason.LOCAL_ADDRESS):
        message = f"{one.link.target!r} is an address on the machine that exported the page"
        finding = one.finding(message, "link to the page that was meant")
        yield replace(finding, edits=without_link(finding.source.text, one.link.span))


@rule("LNK005", "local-file", Severity.ERROR)
def local_file(site: Site) -> Iterator[Finding]:
    """A link leads to a file on the writer's own machine (`file:///C:/…`, `blob:…`).

    It came with text that was pasted from another program, and opens for nobody else. Put the file into
    `.gitbook/assets` and link to it there.
    """
    for one in lost(site, Reason.LOCAL_FILE):
        message = f"{one.link.target!r} is a file on the machine of whoever wrote this"
        yield one.finding(message, "put the file into .gitbook/assets and link to it there")


@rule("LNK006", "link-outside-space", Severity.ERROR)
def link_outside_space(site: Site) -> Iterator[Finding]:
    """A link climbs out of the space, where GitBook reads nothing and this site publishes nothing.

    Often there is one `../` too many. Link to a file inside the content root, or to the full address
    (`https://…`) of what is outside.
    """
    for one in lost(site, Reason.OUTSIDE):
        yield one.finding(f"{one.link.target!r} leaves the space", "count the '../', or write the full address")


@rule("LNK007", "link-to-unlisted-page", Severity.ERROR)
def link_to_unlisted_page(site: Site) -> Iterator[Finding]:
    """A link leads to a file that exists but is not in `SUMMARY.md`, so that it is not published.

    Readers cannot follow the link. List the page (with `hidden: true` in its front matter when it should not stand in
    the navigation), or link to another one.
    """
    for one in lost(site, Reason.UNLISTED):
        message = f"{one.link.target!r} is not in SUMMARY.md, so it is not published"
        yield one.finding(message, "list the page in SUMMARY.md, or link to another one")


@rule("LNK008", "empty-link", Severity.WARNING)
def empty_link(site: Site) -> Iterator[Finding]:
    """A link has no target: `[text]()`.

    Readers see its text. Give it a target, or delete the brackets.
    """
    for one in lost(site, Reason.EMPTY):
        text = f" {one.link.text!r}" if one.link.text else ""
        yield one.finding(f"the link{text} has no target", "give it one, or delete the brackets around the text")


@rule("LNK009", "found-by-case", Severity.WARNING)
def found_by_case(site: Site) -> Iterator[Finding]:
    """A link names a file with other capitals, or with accents in another Unicode form, than the file has.

    It works here and on GitBook's site, but not on servers, disks and programs that tell the two apart. Write the name
    as the file has it.
    """
    for one in site.once(resolved):
        if one.target.found in RENAMED and one.target.edition is one.edition:
            yield one.finding(*case_message(one.link.target, one.relative(one.target.path), one.target))


def case_message(written: str, path: str, target: Target) -> tuple[str, str, str]:
    """Message, hint and cure for a path that is almost that of a file."""
    what = "capitals" if target.found is How.CASE else "Unicode form of its accents or spaces"
    meant = quote(path, safe=SAFE) + (f"#{target.fragment}" if target.fragment else "")
    return f"{written!r} differs from the name of the file in the {what}", f"write {meant!r}", meant


@rule("LNK010", "unsafe-url", Severity.ERROR)
def unsafe_url(site: Site) -> Iterator[Finding]:
    """A link would run a program or show a page made by the link itself (`javascript:`, `data:`, `vbscript:`).

    No such link is published, since repositories are edited by many. Link to a page or a file.
    """
    for one in lost(site, Reason.UNSAFE):
        shown = one.link.target if len(one.link.target) <= 40 else f"{one.link.target[:39]}…"
        yield one.finding(f"{shown!r} is not a link that a site may have", "link to a page or a file")


@rule("LNK011", "own-address-missing", Severity.WARNING)
def own_address_missing(site: Site) -> Iterator[Finding]:
    """A full address into this very site (setting `own_urls`) belongs to no page of it.

    The page has moved since, and GitBook redirects it from a history that is not in the repository; the link stays as
    it is and will die with the GitBook site. Link to the file of the page (`../page.md`), which also survives a move.
    """
    for one in site.once(resolved):
        if one.target.kind is Kind.EXTERNAL and one.target.reason is Reason.MISSING:
            message = f"{one.link.target!r} is an address of this site, but no page has it"
            yield one.finding(message, "link to the file of the page")


@rule("LNK012", "root-absolute-link", Severity.NOTE)
def root_absolute_link(site: Site) -> Iterator[Finding]:
    """A link begins with a slash.

    It is taken from the top of the space here; GitBook's documentation knows only paths relative to the page, and
    other programs take the slash for the top of the disk or of the web site. Write the path relative to the page.
    """
    for one in site.once(resolved):
        path = one.target.path
        if one.link.target.startswith("/") and path and one.target.kind is not Kind.LOST:
            message = f"{one.link.target!r} begins with a slash"
            if one.target.edition is not None and one.target.edition.space is not one.edition.space:
                yield one.finding(message, "write the full published address of the page")
                continue
            meant = one.naming(path, one.target.anchor)
            yield one.finding(message, f"write {meant!r}", meant)
