"""Rules about what blocks hold: code, formulas, icons, dates, integrations, the values of their HTML (gitbook-format.md §2, §6, §8 to §10, §15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Severity, rule
from playbook.reported import reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.diagnostics import Finding
    from playbook.site import Site


@rule("GB015", "code-block-without-fence", Severity.WARNING)
def code_block_without_fence(site: Site) -> Iterator[Finding]:
    """`{% code %}` holds no code block.

    Its title and its options have nothing to act upon, and its content is shown as text. Put a fence, a line of three
    backticks, before and after the code.
    """
    return reported(site, "GB015")


@rule("GB020", "unfinished-tag", Severity.WARNING)
def unfinished_tag(site: Site) -> Iterator[Finding]:
    """A tag begins with `{%` and its `%}` is missing.

    It is shown as text, and there is no block. Write `%}` at its end.
    """
    return reported(site, "GB020")


@rule("GB021", "bad-formula", Severity.WARNING)
def bad_formula(site: Site) -> Iterator[Finding]:
    r"""A formula between `$$` and `$$` cannot be shown.

    Readers see its TeX. Formulas are turned into MathML when the site is built, which knows the mathematics of LaTeX,
    but no definitions (`\newcommand`) and no packages. Correct the formula, or use simpler commands.
    """
    return reported(site, "GB021")


@rule("GB022", "unknown-icon", Severity.NOTE)
def unknown_icon(site: Site) -> Iterator[Finding]:
    """An icon is not one of the free ones of Font Awesome.

    GitBook has those of Font Awesome Pro and some of its own. Here the nearest free icon is shown in its place, a dot
    when there is none, and in a hint the icon of its style. Choose a free one where the difference matters.
    """
    return reported(site, "GB022")


@rule("GB024", "bad-date", Severity.WARNING)
def bad_date(site: Site) -> Iterator[Finding]:
    """The date of an `{% update %}` is none.

    It is shown as it is written, and cannot be sorted or read by programs. Write year, month and day:
    `date="2026-04-22"`.
    """
    return reported(site, "GB024")


@rule("GB025", "integration", Severity.NOTE)
def integration(site: Site) -> Iterator[Finding]:
    """A block of an integration (`{% @name/block … %}`) is there.

    Integrations run on GitBook's servers. Nothing is shown in its place, or a link when the block has a `url`. Each
    integration is reported once, where it is used first.
    """
    seen: set[str] = set()
    for finding in reported(site, "GB025"):
        if finding.message not in seen:
            seen.add(finding.message)
            yield finding


@rule("GB037", "bad-html-value", Severity.WARNING)
def bad_html_value(site: Site) -> Iterator[Finding]:
    """An attribute of GitBook's HTML has a value that GitBook does not write.

    GitBook writes tables, cards, figures, code and hints in cells as HTML, with attributes that say how they are shown
    (`data-view="cards"`, `data-type="checkbox"`, `data-size="line"`). Any other value has no effect. Correct the slip, or
    let GitBook's editor write the element again.
    """
    return reported(site, "GB037")


@rule("GB038", "users-column", Severity.NOTE)
def users_column(site: Site) -> Iterator[Finding]:
    """A table has a column of people (`data-type="users"`).

    GitBook keeps them on its servers and writes empty cells into the repository. A column in which no cell has a text is
    left out; where names were written by hand, they are shown. Write the names, or delete the column.
    """
    return reported(site, "GB038")


@rule("GB039", "unknown-colour", Severity.NOTE)
def unknown_colour(site: Site) -> Iterator[Finding]:
    """A text or an icon has a colour that is none of GitBook's.

    Colours are names (`color:blue;`, `color:$success;`), each with a tone for light and one for dark pages in which it can
    be read. Any other colour is left out, and the text keeps its own.
    """
    return reported(site, "GB039")
