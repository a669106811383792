"""Rules about links to other sites; they find nothing unless `playbook check --external` has asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playbook.diagnostics import Severity, rule
from playbook.links.addresses import chooses_language, external, leads_home, server
from playbook.web import Answer, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.diagnostics import Finding
    from playbook.links.resolved import Resolved
    from playbook.site import Site

CODES = frozenset({"LNK040", "LNK041", "LNK042"})
"""The rules of this module."""
_PER_SERVER = frozenset({State.UNREACHABLE, State.OFFLINE})


@rule("LNK040", "external-page-gone", Severity.ERROR)
def external_page_gone(site: Site) -> Iterator[Finding]:
    """A page of another site that a link leads to is no more: its server says so (404, 410), or has no name any more.

    Only `playbook check --external` asks, never a build. Each such answer was asked for twice; servers that refuse
    programs or are out of order are LNK042. Link to where the page is now, to a copy in an archive
    (https://web.archive.org/), or take the link away.
    """
    for one, answer in _answered(site, State.GONE, State.NO_HOST):
        yield one.finding(
            f"{one.link.target!r} is gone: {answer.reason}", "link to where the page is now, or to a copy"
        )


@rule("LNK041", "external-page-moved", Severity.NOTE)
def external_page_moved(site: Site) -> Iterator[Finding]:
    """A page of another site has moved for good (301, 308), and the old address only leads to the new one.

    The redirect will not be there for ever. Only `playbook check --external` asks. Write the new address, as
    `playbook fix --external` does. One that leads from a page to the front page of its site usually means that the page
    is no more.
    """
    for one, answer in _answered(site, State.MOVED):
        fragment = urlsplit(one.link.target).fragment
        new = answer.url if not fragment or urlsplit(answer.url).fragment else f"{answer.url}#{fragment}"
        if chooses_language(one.target.url, new):
            continue
        if leads_home(one.target.url, new):
            message = f"{one.link.target!r} has become the front page {new!r}"
            yield one.finding(message, "see whether what you mean is still there")
        else:
            named = one.link.text == one.link.target
            yield one.finding(f"{one.link.target!r} has moved for good", f"write {new!r}", "" if named else new)


@rule("LNK042", "external-page-uncertain", Severity.NOTE)
def external_page_uncertain(site: Site) -> Iterator[Finding]:
    """Whether a page of another site is there could not be learnt.

    Its server refuses programs (401, 403, 429, `robots.txt`), is out of order (500, 503, a time limit), or there is no
    network. Readers may well see the page: open it yourself. Only `playbook check --external` asks. Each address is
    told once, and a server that cannot be reached at all once for all its addresses. `external.ignore` in the options of
    `playbook/gitbook` names addresses that are not to be asked.
    """
    told: set[str] = set()
    for one, answer in _answered(site, State.UNCERTAIN, *_PER_SERVER):
        unreached = answer.state in _PER_SERVER
        subject = server(one.target.url) if unreached else one.target.url.partition("#")[0]
        if subject not in told:
            told.add(subject)
            what = "reached" if unreached else "checked"
            yield one.finding(f"{subject!r} could not be {what}: {answer.reason}", "open it yourself")


def _answered(site: Site, *states: State) -> Iterator[tuple[Resolved, Answer]]:
    if site.external:
        for one, url in external(site):
            answer = site.external.get(url)
            if answer is not None and answer.state in states:
                yield one, answer
