"""Rules about links that lead somewhere, but not to the best place (gitbook-format.md §12, §13)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from playbook.diagnostics import Severity, rule
from playbook.language import NAMES
from playbook.links.resolved import resolved
from playbook.links.words import names_language
from playbook.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.diagnostics import Finding
    from playbook.links.resolved import Resolved
    from playbook.site import Page, Site


@rule("LNK020", "anchor-by-other-name", Severity.NOTE)
def anchor_by_other_name(site: Site) -> Iterator[Finding]:
    """A link names a heading, but not by its id: as GitHub would write it, with capitals, or without `id-`.

    It works here. GitBook and other programs know only the id, and readers arrive at the top of the page
    (gitbook-format.md §13). Write the id.
    """
    for one in site.once(resolved):
        anchor, fragment = one.target.anchor, one.target.fragment
        if anchor and fragment != anchor:
            meant = f"{one.link.target.partition('#')[0]}#{anchor}"
            yield one.finding(f"'#{fragment}' is another name of '#{anchor}'", f"write {meant!r}", meant)


@rule("LNK021", "link-to-hidden-page", Severity.NOTE)
def link_to_hidden_page(site: Site) -> Iterator[Finding]:
    """A link leads to a page that is hidden from the navigation (`hidden: true` in its front matter).

    It works, and is how hidden pages are found. But a page that was hidden to be withdrawn is not, and readers do not
    see where they are. Each hidden page is told once, at the first link to it from a page that is not hidden itself.
    Show the page, link to another one, or leave it so.
    """
    told: set[int] = set()
    for one in site.once(resolved):
        page = one.target.page
        if page is None or not page.hidden or id(page) in told:
            continue
        own = one.edition.by_path.get(one.document.path)
        if own is None or not own.hidden:
            told.add(id(page))
            hint = "delete `hidden: true` there if the page is meant to be found"
            yield one.finding(f"{page.path!r} is hidden from the navigation", hint)


@rule("LNK022", "link-into-other-language", Severity.WARNING)
def link_into_other_language(site: Site) -> Iterator[Finding]:
    """A link leads to a page in another language, though the same page exists in the language of the reader.

    It was left behind when the page was translated. Link to the page in the same language. A link from a page to its
    own translation, and one whose text names the language (“in English”, « en anglais »), are meant so.
    """
    for one in site.once(resolved):
        twin = _own_language(site, one)
        page = one.target.page
        if twin is None or page is None:
            continue
        anchor = site.anchor(twin.document, one.target.fragment) if one.target.fragment else ""
        meant = one.naming(twin.path, anchor)
        languages = NAMES.get(site.edition(page).language or "", ""), NAMES.get(one.edition.language or "", "")
        message = f"{one.link.target!r} is in {languages[0]}, and the same page exists in {languages[1]}"
        # a heading has another id there: somebody must look for it
        certain = anchor or not one.target.fragment
        yield one.finding(message, f"link to {meant!r}", meant if certain else "")


def _own_language(site: Site, one: Resolved) -> Page | None:
    """The page in the language of the reader that a link should lead to instead; None when it is fine as it is."""
    page, edition = one.target.page, one.target.edition
    if page is None or edition is None or edition.language == one.edition.language or not one.edition.language:
        return None
    twin = site.twin(page, one.edition.language)
    # the twin of another space is named by its full address, which belongs to the reader's own space
    if twin is None or twin.document is one.document or site.edition(twin).space is not one.edition.space:
        return None
    return None if names_language(one.link.text, edition.language or "") else twin


@rule("LNK023", "full-address-of-own-page", Severity.NOTE)
def full_address_of_own_page(site: Site) -> Iterator[Finding]:
    """A link names a page of its own space by the full address of the published site (`own_urls`, `site_url`).

    It leaves copies, previews and other versions of the site, and dies when the page or the site moves. Link to the
    file of the page, which editors and checks can follow.
    """
    for one in site.once(resolved):
        if not one.in_full or _own_language(site, one) is not None:
            continue
        page, anchor = one.target.page, one.target.anchor
        if page is None and (page := _published(site, one.target.url)) is not None:
            fragment = unquote(urlsplit(one.target.url).fragment)
            anchor = site.anchor(page.document, fragment) if fragment else ""
        if page is None or site.edition(page).space is not one.edition.space:
            continue
        meant = one.naming(page.path, anchor)
        if page.document is one.document:
            meant = f"#{anchor}" if anchor else meant
        hint = f"write {f'[{page.title}]({meant})' if one.is_bare else meant!r}"
        yield one.finding(f"{one.link.target!r} is the page {page.path!r} of this site", hint, meant)


def _published(site: Site, url: str) -> Page | None:
    """The page of this site that has an address below `site_url`."""
    if not site.url or not url:
        return None
    try:
        own, parts = urlsplit(site.url), urlsplit(url)
    except ValueError:
        return None
    top = f"{own.path.rstrip('/')}/"
    if parts.netloc.casefold() != own.netloc.casefold() or parts.query or not f"{parts.path}/".startswith(top):
        return None
    path = unquote(parts.path)[len(top) :].removesuffix("index.html").strip("/")
    return site.once(_addresses).get(f"{path}/".casefold() if path else "")


def _addresses(site: Site) -> Mapping[str, Page]:
    """The pages by their published address, and by those that are redirected to them."""
    publication = site.once(Publication)
    pages = {publication.address(page): page for _, page in site.pages()}
    redirected = {
        old.casefold(): pages[path]
        for old, new in publication.redirects.items()
        if (path := new.partition("#")[0].removeprefix("./")) in pages
    }
    return redirected | {address.casefold(): page for address, page in pages.items()}
