"""Rules about what pages share: variables, expressions, included texts (gitbook-format.md §5.2, §6.10, §16)."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.gitbook.reported import reported
from playbook.gitbook.variables import page_variables, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.site import Site


@rule("GB026", "expression-syntax", Severity.WARNING)
def expression_syntax(site: Site) -> Iterator[Finding]:
    """An expression, in `{% if … %}` or `<code class="expression">`, cannot be read.

    The content of such an `if` is not shown, and such a text is shown in braces. An expression is one line of
    JavaScript without functions of its own: names, texts, numbers, operators, and methods such as `.slice()` or
    `.includes()`.
    """
    return reported(site, "GB026")


@rule("GB027", "expression-unknown-variable", Severity.WARNING)
def expression_unknown_variable(site: Site) -> Iterator[Finding]:
    """An expression names a variable that nothing defines.

    Readers see nothing in its place, or not what `{% if … %}` holds. Variables of a space are in
    `.gitbook/vars.yaml` (`space.vars.name`), those of a page in its front matter under `vars` (`page.vars.name`);
    what is known of a reader is `visitor.claims`.
    """
    for edition, document in site.texts():
        is_page = document.path in edition.by_path
        known = {"space": edition.space.variables, "page": page_variables(document) if is_page else None}
        for used in document.expressions:
            for name, there in unknown(used, known):
                near = get_close_matches(name, there.split(", "), 1)
                hint = f"did you mean {near[0]!r}?" if near else f"there is {there}" if there else ""
                yield Finding(document.source, used.span, f"{name!r} is not defined", hint)
