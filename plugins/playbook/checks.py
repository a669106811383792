"""All rules, and what they find in a site."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

from playbook.diagnostics import RULES, Diagnostic
from playbook.dialect import rules as dialect_rules
from playbook.figures import file_rules, similar, text_rules, vector_rules
from playbook.figures import rules as figures_rules
from playbook.links import rules as links_rules
from playbook.review import past_rules
from playbook.review import rules as review_rules
from playbook.sdg import rules as sdg_rules
from playbook.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from playbook.settings import GitBookSettings
    from playbook.site import Site
    from playbook.source import Source

FEATURES = (
    dialect_rules,
    figures_rules,
    file_rules,
    text_rules,
    vector_rules,
    similar,
    links_rules,
    sdg_rules,
    review_rules,
    past_rules,
)
"""The modules whose rules are followed; importing them registers the rules."""

FAMILIES = {
    "FIG": "Figures (FIG)",
    "GB": "GitBook's dialect and spaces (GB)",
    "LNK": "Links (LNK)",
    "REV": "Review and front matter (REV)",
    "SDG": "The SDG Digital Investment Framework (SDG)",
    "TRA": "Translation (TRA)",
}
"""What the rules of each family are about, by the letters of their codes."""

_EXCUSE = re.compile(r"^[ \t]*(?:<!--|#)[ \t]*playbook:[ \t]*ignore[ \t]+([A-Z0-9, \t]+)", re.MULTILINE)
_CODE = re.compile(r"[A-Z]+\d+")


def run(site: Site) -> tuple[Diagnostic, ...]:
    """What is wrong in a site, in the order of files and lines.

    One place in a page is excused by `<!-- playbook: ignore CODE -->` on the line before (in a YAML
    file by `# playbook: ignore CODE`); the settings change the severity of a rule or switch it off.
    """
    excuses = _Excuses()
    found: dict[tuple[object, ...], Diagnostic] = {}
    for code, rule in sorted(RULES.items()):
        set_to = site.settings.rules.get(code, None if rule.on_request else rule.severity)
        if set_to is None:
            continue
        for finding in rule.check(site):
            start = finding.source.location(finding.span.start)
            if excuses.excuse(finding.source, start.line, code):
                continue
            end = finding.source.location(finding.span.end)
            diagnostic = Diagnostic(
                start,
                end,
                code,
                rule.name,
                set_to if code in site.settings.rules else finding.severity or set_to,
                finding.message,
                finding.hint,
                finding.edits,
                finding.source,
            )
            found.setdefault((start, code, finding.message), diagnostic)
    return tuple(sorted(found.values(), key=lambda diagnostic: diagnostic.sort_key))


def check_settings(settings: GitBookSettings) -> None:
    """See that the settings name only rules that exist.

    Raises:
        SettingsError: They name another one.
    """
    for code in settings.rules:
        if code not in RULES:
            near = get_close_matches(code, RULES, 1)
            hint = f"did you mean {near[0]}?" if near else "`playbook rules` lists them"
            raise SettingsError(f"rules.{code}", "there is no such rule", hint)


class _Excuses:
    """The comments that excuse the place after them."""

    def __init__(self) -> None:
        self._by_source: dict[int, Mapping[int, Collection[str]]] = {}
        self._kept: list[Source] = []
        """Keeps the sources alive, whose identities are keys."""

    def excuse(self, source: Source, line: int, code: str) -> bool:
        """Whether a comment before a line excuses it from a rule."""
        if id(source) not in self._by_source:
            self._kept.append(source)
            self._by_source[id(source)] = _excused_lines(source)
        return code in self._by_source[id(source)].get(line, ())


def _excused_lines(source: Source) -> Mapping[int, Collection[str]]:
    """The codes from which each line is excused: blank lines after the comment do not count."""
    excused: dict[int, set[str]] = defaultdict(set)
    if "playbook:" not in source.text:
        return excused
    for match in _EXCUSE.finditer(source.text):
        after = source.text.find("\n", match.end())
        if after < 0:
            continue
        rest = re.compile(r"\s*").match(source.text, after)
        if rest is not None:
            excused[source.location(rest.end()).line].update(_CODE.findall(match[1]))
    return excused
