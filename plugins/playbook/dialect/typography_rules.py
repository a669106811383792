"""Rules about French typography; they say nothing of pages in other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.language import base_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.site import Site


def _found(site: Site, code: str) -> Iterator[Finding]:
    """What was found in the texts of editions that are in French, or of which nobody says the language."""
    for edition, document in site.texts():
        if base_language(edition.language) in ("", "fr"):
            for problem in document.problems:
                if problem.code == code:
                    yield Finding(document.source, problem.span, problem.message, problem.hint, problem.edits)


@rule("GB080", "french-spaces", Severity.NOTE)
def french_spaces(site: Site) -> Iterator[Finding]:
    """A page in French has an ordinary space before `;`, `:`, `!` or `?`, or inside « », or none at all.

    A browser then begins a line with the sign. `playbook fix` writes a no-break space (U+00A0) before `:` and inside
    « », and a narrow one (U+202F) before the others, as the Imprimerie nationale does; either is accepted everywhere.
    One note a page, at the first place, which may be in its `description`. Words in another language are left alone, and so are code, addresses, times
    and ratios.
    """
    return _found(site, "GB080")


@rule("GB081", "mixed-apostrophes", Severity.NOTE)
def mixed_apostrophes(site: Site) -> Iterator[Finding]:
    """A page in French has straight apostrophes and curved ones.

    It looks as if it had been put together, and a search in the source misses one of the two. `playbook fix` writes
    the curved one, which is that of French typography. A page that has only straight ones is left alone.
    """
    return _found(site, "GB081")


@rule("GB082", "missing-ligature", Severity.NOTE)
def missing_ligature(site: Site) -> Iterator[Finding]:
    """A word of a page in French is written with oe for œ (`oeuvre` for `œuvre`).

    The ligature is part of the spelling of French. `playbook fix` writes it in the words that it knows.
    """
    return _found(site, "GB082")


@rule("GB083", "double-space", Severity.NOTE)
def double_space(site: Site) -> Iterator[Finding]:
    """Two words of a page in French have more than one space between them.

    Readers see one, but a search in the source does not find the words. `playbook fix` takes the others out.
    """
    return _found(site, "GB083")
