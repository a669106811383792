"""Dates in the page's language, by its own short tables (words.yml)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMATS = ("full", "short", "numeric")
"""How GitBook writes dates (gitbook-format.md §6.11): 22 April 2026, 22 Apr 2026, 2026-04-22."""

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?")


def parse_date(text: str) -> date | None:
    """The day of an ISO date or time; None when it is none."""
    match = _DATE.fullmatch(text.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def show_date(day: date, kind: str, words: Mapping[str, str]) -> str:
    """A date for people.

    Args:
        day: The date.
        kind: One of `FORMATS`.
        words: Those of the page's language.
    """
    months = words["months_short" if kind == "short" else "months"].split()
    number = words["first_of_month"] if day.day == 1 else str(day.day)
    return words["date_numeric" if kind == "numeric" else "date"].format(
        day=number, month=months[day.month - 1], year=day.year, dd=f"{day.day:02}", mm=f"{day.month:02}"
    )
