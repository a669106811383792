"""The spaces of a repository that have nothing to do with one another, as sections of one site."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from playbook.discovery import Candidate, Part
from playbook.language import language_of_name
from playbook.markdown.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playbook.discovery import Repository

MAIN = frozenset({"home", "docs", "doc", "documentation", "main", "guide", "handbook"})
"""How directories are called whose space is probably meant to be at the root."""

_VERSION = re.compile(r"v?\d[\d.x]*|latest|current|stable|next")

Steps = tuple[str, ...]
"""The directories that lead to a space from the top of the repository."""


def gather(repository: Repository) -> Candidate | None:
    """All spaces of a repository as the sections of one site; None when it holds none.

    The space at the top is the main section, or one whose directory is called like it, or the largest. Spaces whose
    directories differ by a language only (`en/api`, `fr/api`) are one section. Sections in one directory are a group
    that is called like it.
    """
    parts = _with_languages([part for candidate in repository.candidates for part in candidate.parts])
    if not parts:
        return None
    sections: dict[Steps, list[Part]] = {}
    for part in parts:
        sections.setdefault(_without_language(part, repository.top), []).append(part)
    main = min(sections, key=lambda steps: _rank(steps, sections[steps]))
    names = _names([steps for steps in sections if steps != main], {code for part in parts for code in part.languages})
    placed = (
        replace(part, path=names.get(steps, ""), group=_group(steps, sections))
        for steps in (main, *names)
        for part in sections[steps]
    )
    return Candidate(repository.top, tuple(placed))


def _with_languages(parts: Sequence[Part]) -> list[Part]:
    """The parts with the language of each, if the site has several."""
    detected = [part.languages or ((found,) if (found := part.detected()) else ()) for part in parts]
    known = {language for languages in detected for language in languages}
    if len(known) < 2 and not any(part.divided for part in parts):
        return [replace(part, language=None) for part in parts]
    usual = Counter(language for languages in detected for language in languages).most_common(1)[0][0]
    return [
        part if part.divided else replace(part, language=languages[0] if languages else usual)
        for part, languages in zip(parts, detected, strict=True)
    ]


def _without_language(part: Part, top: Path) -> Steps:
    """The directories that lead to a space, without the one that is named after its language."""
    directory = part.space.directory
    steps = directory.relative_to(top).parts if directory.is_relative_to(top) else (directory.name,)
    return tuple(step for step in steps if not part.language or language_of_name(step) != part.language)


def _rank(steps: Steps, parts: Sequence[Part]) -> tuple[bool, bool, int]:
    pages = sum(len(part.space.pages) for part in parts)
    return bool(steps), not steps or steps[-1].casefold() not in MAIN, -pages


def _names(sections: Sequence[Steps], taken: set[str]) -> dict[Steps, str]:
    """The path of each section: its directory, with those above it where that is not unique or only a version."""
    deepest = max(map(len, sections), default=0)
    ends = {length: Counter(_name(steps, length) for steps in sections) for length in range(1, deepest + 1)}
    names: dict[Steps, str] = {}
    for steps in sections:
        tries = [_name(steps, length) for length in range(1, len(steps) + 1)]
        good = (
            name for length, name in enumerate(tries, 1) if ends[length][name] == 1 and not _VERSION.fullmatch(name)
        )
        wanted = name = next((one for one in good if one not in taken), tries[-1] if tries else "section")
        number = 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        names[steps] = name
    return names


def _name(steps: Steps, length: int) -> str:
    return "-".join(filter(None, map(slug, steps[-length:]))) or "section"


def _group(steps: Steps, sections: dict[Steps, list[Part]]) -> str:
    """What the directory is called that holds a section beside others."""
    above = steps[:-1]
    beside = sum(1 for other in sections if other[:-1] == above and other)
    return above[-1].replace("-", " ").replace("_", " ").capitalize() if above and beside > 1 else ""
