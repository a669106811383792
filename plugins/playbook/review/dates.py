"""The dates of reviews."""

from __future__ import annotations

import calendar
import datetime as dt
import os
import re

SLACK = dt.timedelta(days=1)
"""How much later a day begins somewhere than in UTC."""

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


def earliest(date: str) -> dt.date:
    """The first day that a date of a review can mean.

    Raises:
        ValueError: It is no date.
    """
    found = _DATE.fullmatch(date)
    if found is None:
        message = f"{date!r} is no date"
        raise ValueError(message)
    return dt.date(int(found[1]), int(found[2]), int(found[3] or 1))


def latest(date: str) -> dt.date:
    """The last day that a date of a review can mean.

    Raises:
        ValueError: It is no date.
    """
    first = earliest(date)
    whole_month = date.count("-") == 1
    return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if whole_month else first


def today() -> dt.date:
    """The day, in UTC; that of `SOURCE_DATE_EPOCH` where it is set (reproducible-builds.org), as in tests."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdecimal() else dt.datetime.now(dt.UTC)
    return now.date()
