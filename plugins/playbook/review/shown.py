"""What a page shows of its review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from playbook.markdown.dates import parse_date, show_date
from playbook.markdown.words import words
from playbook.review.dates import earliest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.review.past import Past
    from playbook.review.record import Review


@dataclass(frozen=True)
class Shown:
    """The review of a page in the language of its readers, as `review` in the templates."""

    key: str
    """The state; empty for none."""
    state: str
    """What it is called."""
    version: str
    round: str
    day: str
    """The date for programs,"""
    date: str
    """and for people."""
    changed: str
    """Empty when the text is the one that was signed off."""
    banner: tuple[str, ...]
    """What readers should know before they rely on the page."""
    notes_url: str
    comment_url: str = ""
    """Where people comment on the page; empty when the project does not say it."""
    comment_template: str = ""
    """The same with `{heading}` in it, for the script that knows what is being read."""

    @property
    def details(self) -> str:
        """What is said beside the state, but for the date and what follows it."""
        return ", ".join(part for part in (self.version, self.round) if part)


def shown(review: Review, past: Past | None, text: Mapping[str, str], language: str) -> Shown:
    """What a page shows of its review.

    Args:
        review: The review.
        past: What git knows of it.
        text: The words of the interface.
        language: That of the page.
    """
    state = str(review.state or "")
    changed = past is not None and past.changed
    banner = [text.get(f"review.banner.{state}", ""), text["review.banner.changed"] if changed else ""]
    return Shown(
        key=state,
        state=text[f"review.{state}"] if state else "",
        version=text["review.version"].format(version=review.version) if review.version else "",
        round=text["review.round"].format(round=review.round) if review.round else "",
        day=review.date or "",
        date=date_for_people(review.date, language) if review.date else "",
        changed=text["review.changed"] if changed else "",
        banner=tuple(sentence for sentence in banner if sentence),
        notes_url=review.notes_url or "",
    )


def date_for_people(date: str, language: str) -> str:
    """The date of a review as a language writes it: a day, or a month where the day is not known."""
    told, day = words(language), parse_date(date)
    if day is not None:
        return show_date(day, "full", told)
    first = earliest(date)
    return f"{told['months'].split()[first.month - 1]} {first.year}"


def filled(template: str, **values: str) -> str:
    """An address with its placeholders filled in; those that are not given stay.

    Args:
        template: From the option `comment_url`.
        values: By placeholder.
    """
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", quote(value, safe=""))
    return template
