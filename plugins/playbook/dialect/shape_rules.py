"""Rules about the shape of a page: its title, its description, the levels of its headings."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.site import Page, Site

LONGEST_DESCRIPTION = 300
"""Characters. GitBook shows a description whole, as a lead paragraph and on cards; search engines cut it to the width
of the window, at about 160 characters (https://developers.google.com/search/docs/appearance/snippet)."""

_TITLE_LEVEL = 1
_NO_LETTER = re.compile(r"[\W_]+")


@rule("GB070", "title-missing", Severity.NOTE)
def title_missing(site: Site) -> Iterator[Finding]:
    """A page has no heading of the first level.

    It is shown under the name that `SUMMARY.md` gives it, as GitBook does, but readers on GitHub and other programs see
    no title. Begin the page with `# ` and its title.
    """
    for _, page in site.pages():
        document = page.document
        if not document.title and not document.front_matter.values.get("title"):
            at = document.body_start
            message = f"the page has no title of its own, and is shown as {page.title!r}"
            yield Finding(document.source, Span(at, at), message, "begin it with a line `# …`")


@rule("GB071", "skipped-heading-level", Severity.NOTE)
def skipped_heading_level(site: Site) -> Iterator[Finding]:
    """A heading is more than one level below the heading before it (`## …`, then `#### …`).

    Who listens to a page walks through it by its headings, and takes a missing level for a lost part (W3C, Web
    Accessibility Tutorials, "Headings"). The title of the page is the first level. Levels are not sizes: use the next.
    """
    for _, document in site.texts():
        levels = [_TITLE_LEVEL, *(heading.level for heading in document.headings)]
        for heading, (above, level) in zip(document.headings, pairwise(levels), strict=True):
            if level > above + 1:
                message = f"a heading of level {level} follows one of level {above}: {heading.text!r}"
                yield Finding(document.source, heading.span, message, f"make it one of level {above + 1}")


@rule("GB072", "long-description", Severity.NOTE)
def long_description(site: Site) -> Iterator[Finding]:
    """The description of a page is longer than 300 characters.

    It stands below the title, on the cards that lead to the page, and in the results of search engines, which cut it at
    about 160 characters. Say in a sentence or two what readers find, and leave the rest to the page.
    """
    for page, description, span in _described(site):
        if (length := len(description)) > LONGEST_DESCRIPTION:
            message = f"the description has {length} characters, more than {LONGEST_DESCRIPTION}"
            hint = "say in a sentence or two what readers find"
            yield Finding(page.document.source, span, message, hint)


@rule("GB073", "description-repeats-title", Severity.NOTE)
def description_repeats_title(site: Site) -> Iterator[Finding]:
    """The description of a page says the same as its title.

    Readers see both, one below the other, and learn nothing from the second. Say what the page is about, or delete the
    description.
    """
    for page, description, span in _described(site):
        if _bare(description) == _bare(page.document.title or page.title):
            message = f"the description repeats the title: {description!r}"
            yield Finding(page.document.source, span, message, "say what the page is about, or delete it")


@rule("GB074", "description-missing", Severity.NOTE, on_request=True)
def description_missing(site: Site) -> Iterator[Finding]:
    """A page has no description.

    Cards and search engines then show no more than its title. A project that wants one on every page asks for it with
    `rules: {GB074: note}` in the options of `playbook/gitbook`.
    """
    for _, page in site.pages():
        document = page.document
        if not str(document.front_matter.values.get("description") or "").strip():
            hint = "add `description: …` to the front matter"
            yield Finding(document.source, Span(0, 0), "the page has no description", hint)


def _described(site: Site) -> Iterator[tuple[Page, str, Span]]:
    """The pages with a description, and where it is."""
    for _, page in site.pages():
        meta = page.document.front_matter
        description = meta.values.get("description")
        if isinstance(description, str) and description.strip():
            yield page, " ".join(description.split()), meta.places.span(("description",))


def _bare(text: str) -> str:
    return _NO_LETTER.sub(" ", text).strip().casefold()
