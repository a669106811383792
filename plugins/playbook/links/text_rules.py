"""Rules about the texts of links (WCAG 2.4.4, 2.4.9 and 4.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Severity, rule
from playbook.gitbook.document import BUTTON, CARD
from playbook.language import base_language
from playbook.links.resolved import resolved
from playbook.links.words import is_address, says_nothing
from playbook.markdown.references import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.diagnostics import Finding
    from playbook.links.resolved import Resolved
    from playbook.site import Site


@rule("LNK028", "link-without-text", Severity.NOTE)
def link_without_text(site: Site) -> Iterator[Finding]:
    """A link has nothing to click on, or only a picture without alternative text: `[](page.md)`.

    Often it is left over from a link whose text was deleted in the editor. Nobody sees it, and who listens to the page
    hears an address (WCAG 2.4.4). Give it a text, say in the `alt` of its picture where it leads, or delete it.
    """
    for one in site.once(resolved):
        if one.link.element == "a" and one.link.label == "" and one.link.target:
            yield one.finding(f"the link to {one.link.target!r} has no text", "give it one, or delete it")


@rule("LNK029", "meaningless-link-text", Severity.NOTE)
def meaningless_link_text(site: Site) -> Iterator[Finding]:
    """The text of a link says nothing of what is behind it: “here”, “click here”, « ici », or a bare address.

    Many readers go from link to link without the text between them, and a programme that reads aloud spells out an
    address (WCAG 2.4.9). Let the name of the page be the link. The words are judged in French and in English.
    """
    for one in site.once(resolved):
        text = one.link.label or ""
        if not text or one.target.kind is Kind.LOST:
            continue
        if is_address(text):
            yield one.finding("the text of this link is an address", "write what is behind it: [name](address)")
        elif says_nothing(text, _language(one)):
            yield one.finding(f"the text of the link, {text!r}, says nothing", "let the name of the page be the link")


@rule("LNK030", "nameless-button-or-card", Severity.WARNING)
def nameless_button_or_card(site: Site) -> Iterator[Finding]:
    """A button has no words, only an icon perhaps, or a card that is a link shows no text.

    Readers who listen to the page hear an address, and others guess (WCAG 2.4.4, 4.1.2). Write what it does, or put
    the name of the page into the card.
    """
    for one in site.once(resolved):
        if one.link.element in (BUTTON, CARD) and one.link.label == "" and one.link.target:
            yield one.finding(f"the {one.link.element} that leads to {one.link.target!r} has no words", "name it")


def _language(one: Resolved) -> str | None:
    """The language of the page, without its region."""
    return base_language(one.edition.language) or one.document.language
