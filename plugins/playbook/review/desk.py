"""The reviewers' desk as HTML: complete without script, which only sorts and filters it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from playbook.review.overview import NONE, progress
from playbook.review.shown import date_for_people
from playbook.review.states import ReviewState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from playbook.review.overview import Row

COLUMNS = ("page", "state", "version", "date", "reviewers", "changed", "twins", "findings")


def desk(
    rows: Sequence[Row],
    text: Mapping[str, str],
    language: str,
    url: Callable[[Row], str],
    comment: Callable[[Row], str],
    downloads: Mapping[str, str],
) -> Markup:
    """The desk of one language.

    Args:
        rows: Its pages.
        text: The words of the interface.
        language: That of the desk.
        url: Where a page is.
        comment: Where people comment on it; empty for nowhere.
        downloads: The address of each file to download, by what it is called.
    """
    links = Markup(", ").join(Markup('<a href="{}" download>{}</a>').format(at, name) for name, at in downloads.items())
    return Markup(
        '<div class="pb-desk"><p>{lead}</p>\n<h2 id="progress">{heading}</h2>\n{progress}\n<h2 id="pages">{pages}</h2>\n'
        '<p class="pb-desk__downloads">{download} {links}</p>\n{table}</div>\n'
    ).format(
        lead=text["desk.lead"],
        heading=text["desk.progress"],
        progress=_progress(rows, text),
        pages=text["desk.pages"],
        download=text["desk.download"],
        links=links,
        table=_table(rows, text, language, url, comment),
    )


def _state(state: str, text: Mapping[str, str]) -> str:
    return text[f"review.{state}"] if state and state != NONE else text["desk.none"]


def _progress(rows: Sequence[Row], text: Mapping[str, str]) -> Markup:
    made = progress(rows)
    states = [str(state) for state in (*ReviewState, NONE) if any(str(state) in one.states for one in made)]
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(_state(state, text)) for state in states)
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td>{}</td>{}</tr>\n').format(
            one.section or text["desk.top"],
            one.pages,
            Markup("").join(Markup("<td>{}</td>").format(one.states.get(state, 0)) for state in states),
        )
        for one in made
    )
    return _scrolling(
        Markup(
            "<table class='pb-desk__progress'><thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>{}</tr></thead><tbody>{}</tbody></table>"
        ).format(text["desk.section"], text["desk.pages"], head, body),
        text["desk.progress"],
    )


def _table(
    rows: Sequence[Row],
    text: Mapping[str, str],
    language: str,
    url: Callable[[Row], str],
    comment: Callable[[Row], str],
) -> Markup:
    comments = [comment(row) for row in rows]
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(text[f"desk.{name}"]) for name in COLUMNS)
    if any(comments):
        head += Markup('<th scope="col">{}</th>').format(text["desk.comment"])
    body = Markup("").join(
        _row(row, text, language, url(row), link if any(comments) else None)
        for row, link in zip(rows, comments, strict=True)
    )
    table = Markup(
        '<table class="pb-desk__pages" data-gb-stack><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(head, body)
    return _scrolling(table, text["desk.table"])


def _row(row: Row, text: Mapping[str, str], language: str, url: str, comment: str | None) -> Markup:
    changed = {True: "yes", False: "no", None: "unknown"}[row.changed]
    order = [str(state) for state in ReviewState].index(row.state) if row.state else -1
    twins = [*row.twins, *(f"{one} ({text['desk.missing']})" for one in row.missing)]
    turn = text["review.round"].format(round=row.round) if row.round else ""
    cells = (
        (_state(row.state, text) + (f", {turn}" if turn else ""), str(order)),
        (row.version, ""),
        (date_for_people(row.date, language) if row.date else "", row.date),
        (", ".join(row.reviewers), ""),
        (text[f"desk.{changed}"] if row.state else "", ""),
        (", ".join(twins), ""),
        (str(row.findings), f"{row.findings:09}"),
    )
    made = Markup("").join(
        Markup('<td data-label="{}"{}>{}</td>').format(
            text[f"desk.{name}"], Markup(' data-order="{}"').format(order) if order else "", shown
        )
        for name, (shown, order) in zip(COLUMNS[1:], cells, strict=True)
    )
    if comment is not None:
        label = f"{text['desk.comment']}: {row.title}"
        made += Markup('<td><a href="{}" aria-label="{}">{}</a></td>').format(comment, label, text["desk.comment"])
    section = Markup(" <br><small>{}</small>").format(row.section) if row.section else ""
    return Markup('<tr data-state="{}"><th scope="row"><a href="{}">{}</a>{}</th>{}</tr>\n').format(
        row.state or NONE, url, row.title, section, made
    )


def _scrolling(table: Markup, name: str) -> Markup:
    """A table that scrolls on small screens, reached by keyboard."""
    return Markup('<div class="pb-desk__scroll" role="region" aria-label="{}" tabindex="0">{}</div>\n').format(
        name, table
    )
