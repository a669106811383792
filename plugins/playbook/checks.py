"""All rules, and what they find in a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.diagnostics import Diagnostic
    from playbook.site import Site


def run(site: Site) -> tuple[Diagnostic, ...]:
    """What is wrong in a site, in the order of files and lines.

    One place in a page is excused by `<!-- playbook: ignore CODE -->` on the line before; the
    settings change the severity of a rule or switch it off.
    """
    del site
    return ()
