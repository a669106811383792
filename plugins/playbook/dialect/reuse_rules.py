"""Rules about what pages share: variables, expressions, included texts (gitbook-format.md §5.2, §6.10, §16)."""

from __future__ import annotations

import posixpath
from difflib import get_close_matches
from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.gitbook.includes import Refusal, expand, find_included, includes
from playbook.gitbook.lookup import join
from playbook.gitbook.space import INCLUDES
from playbook.gitbook.variables import page_variables, unknown
from playbook.reported import reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.gitbook.document import Document
    from playbook.gitbook.space import Space
    from playbook.site import Site


@rule("GB028", "include-missing", Severity.ERROR)
def include_missing(site: Site) -> Iterator[Finding]:
    """`{% include %}` names a text that is not in the space.

    Readers miss the text. Correct the path, which is relative to the file that holds the tag. A reusable text of
    another space (`https://app.gitbook.com/s/…/reusable/…`) is not in the repository: put a copy of it into
    `.gitbook/includes/`.
    """
    for edition, document in site.texts():
        for tag in includes(document):
            target = tag.attributes.get("", "")
            if not target or find_included(edition.space, document, target) is not None:
                continue
            if "://" in target:
                message, hint = f"{target!r} is not in this repository", "put a copy into .gitbook/includes"
            else:
                message, hint = f"{target!r} does not exist", _nearest(edition.space, document, target)
            yield Finding(document.source, tag.value_spans[""], message, hint)


def _nearest(space: Space, document: Document, target: str) -> str:
    directory = posixpath.dirname(document.path)
    path = join(directory, target)
    if path is None:
        return "nothing outside of the space is read; count the '../'"
    texts = [text for text in space.documents if text.startswith(INCLUDES)]
    near = space.index.nearest(path) or next(iter(get_close_matches(path, texts, 1)), "")
    return f"did you mean {posixpath.relpath(near, directory or '.')!r}?" if near else ""


@rule("GB029", "include-cycle", Severity.ERROR)
def include_cycle(site: Site) -> Iterator[Finding]:
    """A text includes itself, directly or through others, or a page includes more than any page needs.

    The tag that closes the circle is left out. Take it away, or put what both texts need into a third one.
    """
    seen: set[tuple[str, int]] = set()
    for edition, page in site.pages():
        if not includes(page.document):
            continue
        for refusal in expand(edition.space, page.document):
            if isinstance(refusal, Refusal):
                place = (refusal.document.source.path, refusal.tag.span.start)
                if place not in seen:
                    seen.add(place)
                    fault = "includes itself" if refusal.circular else "includes more than a page may hold"
                    message = f"with {refusal.tag.attributes['']!r} the text {fault}; it is left out here"
                    yield Finding(refusal.document.source, refusal.tag.value_spans[""], message, "take the tag away")


@rule("GB036", "page-for-some-readers", Severity.NOTE)
def page_for_some_readers(site: Site) -> Iterator[Finding]:
    """The front matter of a page says that only some readers should see it (`if`), and these are not among them.

    GitBook decides that on its server for each reader. This site has one content for all: the page is not published,
    those below it are. Set `visitor`, in the options of `playbook/gitbook`, to the readers of this site, or take the
    page out of `SUMMARY.md`.
    """
    for _, page in site.withheld():
        meta = page.document.front_matter
        message = "the page is not published: its condition does not hold for the readers of this site"
        yield Finding(page.document.source, meta.spans[("if",)], message, "set `visitor` in mkdocs.yml to show it")


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
    texts = [(edition.space, document, document.path in edition.by_path) for edition, document in site.texts()]
    texts += ((space, page.document, True) for space, page in site.withheld())
    for space, document, is_page in texts:
        known = {"space": space.variables, "page": page_variables(document) if is_page else None}
        for used in document.expressions:
            for name, there in unknown(used, known):
                # what all names begin with says nothing of how alike two are
                by_last = {one.rpartition(".")[2]: one for one in there.split(", ")}
                near = get_close_matches(name.rpartition(".")[2], by_last, 1)
                hint = f"did you mean {by_last[near[0]]!r}?" if near else f"there is {there}" if there else ""
                yield Finding(document.source, used.span, f"{name!r} is not defined", hint)
