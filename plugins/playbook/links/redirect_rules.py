"""Rules about the redirects of `.gitbook.yaml` (gitbook-format.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Edit, Finding, Severity, rule
from playbook.editions import address
from playbook.gitbook.redirects import Ways, old_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.gitbook.manifest import Redirect
    from playbook.gitbook.space import Space
    from playbook.site import Page, Site

_SHOWN = 4
"""Steps of a circle that a message names."""


@rule("LNK024", "redirect-of-redirect", Severity.WARNING)
def redirect_of_redirect(site: Site) -> Iterator[Finding]:
    """A redirect of `.gitbook.yaml` leads to an address that is redirected in its turn, perhaps in a circle.

    GitBook wants the file of a page there and takes one step only. This site takes all of them; a circle has no end,
    and readers see an error. Name the page where the steps end.
    """
    for space in site.spaces:
        ways = Ways(space.manifest.redirects, space.find)
        for old, redirect in space.manifest.redirects.items():
            way = ways.follow(redirect)
            if way.circular:
                more = ["…"] * (len(way.steps) > _SHOWN)
                circle = " → ".join([old, *way.steps[:_SHOWN], *more])
                yield _at_target(space, redirect, f"{old!r} is redirected in a circle: {circle}", "name a page")
            elif len(way.steps) > 1:
                ends = way.found is not None or way.is_url
                message = f"{old!r} is redirected to {redirect.target!r}, which is redirected in its turn"
                hint = f"write {way.target!r}" if ends else "name the file of a page"
                yield _at_target(space, redirect, message, hint, way.target if ends else "")


@rule("LNK025", "redirect-from-page", Severity.WARNING)
def redirect_from_page(site: Site) -> Iterator[Finding]:
    """A redirect of `.gitbook.yaml` begins at the address of a page that exists.

    The page wins, and the redirect is never followed (gitbook-format.md §5). Delete the redirect, or move the page if
    readers are meant to arrive elsewhere.
    """
    for space in site.spaces:
        pages = _by_address(site, space)
        for old, redirect in space.manifest.redirects.items():
            page = pages.get(old_address(old).casefold())
            if page is not None:
                message = f"{old!r} is the address of the page {page.path!r}, so this redirect is never followed"
                hint = "delete the redirect, or move the page"
                yield Finding(space.sources[".gitbook.yaml"], redirect.key_span, message, hint)


def _at_target(space: Space, redirect: Redirect, message: str, hint: str, meant: str = "") -> Finding:
    source, span = space.sources[".gitbook.yaml"], redirect.span
    replaceable = meant and source.text[span.start : span.end] == redirect.target
    return Finding(source, span, message, hint, (Edit(span, meant),) if replaceable else ())


def _by_address(site: Site, space: Space) -> Mapping[str, Page]:
    """The pages of a space by their address at GitBook, in small letters.

    Only those whose file and whose place in the navigation give the same one: of the others nothing in Git says which
    of the two it is (gitbook-format.md §14), and the redirect may well be what leads from the one to the other.
    """
    return {
        page.navigation_path.casefold(): page
        for edition in site.editions
        if edition.space is space
        for page in edition.pages
        if page.navigation_path and page.navigation_path.casefold() == address(page.path).casefold()
    }
