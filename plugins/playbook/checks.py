"""All rules, and what they find in a site."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from playbook.diagnostics import RULES, Diagnostic
from playbook.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from playbook.settings import GitBookSettings
    from playbook.site import Site
    from playbook.source import Source

FEATURES = ("dialect", "figures", "links", "review", "sdg")
"""The packages whose rules are followed: `rules` and the modules that end in `_rules`, which register them."""


def _register() -> None:
    for feature in FEATURES:
        package = import_module(f"playbook.{feature}")
        for module in iter_modules(package.__path__, prefix=f"{package.__name__}."):
            if module.name.endswith(("_rules", ".rules")):
                import_module(module.name)


_register()

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
