"""What the readers of files found wrong, for the rules that say it to people."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from playbook.diagnostics import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playbook.diagnostics import Problem
    from playbook.site import Site
    from playbook.source import Source


def reported(site: Site, code: str) -> Iterator[Finding]:
    """What was found under a code while the files of a site were read."""
    for source, problem in site.once(_by_code).get(code, ()):
        yield Finding(source, problem.span, problem.message, problem.hint, problem.edits)


def _by_code(site: Site) -> Mapping[str, list[tuple[Source, Problem]]]:
    by_code: dict[str, list[tuple[Source, Problem]]] = defaultdict(list)
    for source, problem in _problems(site):
        by_code[problem.code].append((source, problem))
    return by_code


def _problems(site: Site) -> Iterator[tuple[Source, Problem]]:
    yield from site.problems
    for space in site.spaces:
        yield from space.problems
    documents = chain((document for _, document in site.texts()), (page.document for _, page in site.withheld()))
    for document in documents:
        for problem in document.problems:
            yield document.source, problem
