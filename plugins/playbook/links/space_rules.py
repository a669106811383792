"""Rules about links from one space into another (gitbook-format.md §12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Severity, rule
from playbook.links.resolved import lost, resolved
from playbook.links.space_ids import guess_spaces, unknown_spaces
from playbook.site import shown
from playbook.targets import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.diagnostics import Finding
    from playbook.site import Site


@rule("LNK013", "cross-space-link", Severity.WARNING)
def cross_space_link(site: Site) -> Iterator[Finding]:
    """A relative path leads into another space of the site.

    It works here; GitBook keeps spaces apart and loses it. Use the full address of the page in the published site
    (and name that site in `own_urls`, so that the link stays inside here).
    """
    for one in site.once(resolved):
        other = one.target.edition
        if other is not None and other.space is not one.edition.space and one.target.found is not None:
            yield one.finding(f"{one.link.target!r} leads into another space", "write its full published address")


@rule("LNK014", "unknown-space", Severity.WARNING)
def unknown_space(site: Site) -> Iterator[Finding]:
    """A link leads into GitBook's editor (`https://app.gitbook.com/s/ID/…`), to a space that the settings do not know.

    GitBook writes such addresses for links between spaces, and resolves them on its own site only: here readers are
    asked to sign in. Say in `space_ids`, in the options of `playbook/gitbook`, which directory of this site the space is
    in, or at which address it is published. Each space is told once, at the first link to it.
    """
    guessed = site.once(guess_spaces)
    for name, unknown in site.once(unknown_spaces).items():
        count = len(unknown.paths)
        message = f"nothing says which space {name!r} is, to which {count} link{' leads' if count == 1 else 's lead'}"
        place = shown(guessed[name].directory, site.root) or "." if name in guessed else "DIRECTORY-OR-ADDRESS"
        yield unknown.first.finding(message, f"write `space_ids: {{ {name}: {place} }}` in mkdocs.yml")


@rule("LNK015", "missing-in-space", Severity.ERROR)
def missing_in_space(site: Site) -> Iterator[Finding]:
    """A link into GitBook's editor leads to a space of this site that has no page at that path.

    The page was renamed, moved or deleted. Readers see the text of the link, marked, and cannot follow it. Link to the
    page by its present address.
    """
    for one in lost(site, Reason.NOT_IN_SPACE):
        space = site.space_by_id[one.target.space_id]
        near = space.index.nearest(f"{one.target.path}.md")
        message = f"the space in {shown(space.directory, site.root) or '.'!r} has no page {one.target.path!r}"
        yield one.finding(message, f"did you mean that of {near!r}?" if near else "")


@rule("LNK016", "link-to-withheld-page", Severity.WARNING)
def link_to_withheld_page(site: Site) -> Iterator[Finding]:
    """A link leads to a page that is not for the readers of this site: the `if` of its front matter does not hold.

    Readers see the text of the link, marked, and cannot follow it. Put the link into an `{% if … %}` of the same
    condition, or take it away.
    """
    for one in lost(site, Reason.WITHHELD):
        message = f"{one.link.target!r} is not published: its `if` does not hold for the readers of this site"
        yield one.finding(message, "put the link into an `{% if … %}` too, or take it away")
