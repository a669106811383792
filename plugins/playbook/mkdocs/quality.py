"""The quality page: what is wrong in the whole site, as one of its pages, for projects that ask for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup

from playbook.diagnostics import RULES, Severity
from playbook.mkdocs.addresses import destination
from playbook.mkdocs.files import MadeFile
from playbook.settings import PLUGIN
from playbook.strings import strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig

    from playbook.diagnostics import Diagnostic
    from playbook.mkdocs.build import Build
    from playbook.site import Edition

MOST = 2_000
"""Findings that the page lists; it says how many more there are. A report has them all."""


class QualityFile(MadeFile):
    """The page in one language."""

    title: str


def quality_files(build: Build, found: Sequence[Diagnostic], config: MkDocsConfig) -> dict[str, QualityFile]:
    """The page in each language of a site; each knows its twins."""
    made = {
        language or "": _file(build, editions[0], found, config)
        for language, editions in build.site.by_language.items()
    }
    for file in made.values():
        file.alternates = dict(made)
    return made


def _file(build: Build, edition: Edition, found: Sequence[Diagnostic], config: MkDocsConfig) -> QualityFile:
    text = strings(edition.language or str(config.theme.get("language") or ""))
    name = build.free_name(edition.language, text["quality.path"])
    root = build.publication.language_root(edition)
    place = destination(f"{name}/", root, directory_urls=config.use_directory_urls)
    file = QualityFile.at(f"{name}.md", place, edition, config, below_language=build.several, maker=PLUGIN)
    file.content_string = markdown(found, text)
    file.title = text["quality"]
    return file


def markdown(found: Sequence[Diagnostic], text: Mapping[str, str]) -> str:
    """The page: a sentence, the rules with their numbers, and each finding.

    Args:
        found: What is wrong.
        text: The words of the interface, in the language of the page.
    """
    counts = Counter(one.severity for one in found)
    told = ", ".join(f"{text[f'preview.{one}']}{text['quality.is']}{counts[one]}" for one in Severity)
    parts = [f"# {text['quality']}", text["quality.about"], f"**{told}**" if found else text["quality.nothing"]]
    if found:
        parts += (f"## {text['quality.rules']}", _table(_rules(found, text), "rules", text))
        parts += (f"## {text['quality.findings']}", _table(_findings(found, text), "findings", text))
    if len(found) > MOST:
        parts.append(text["quality.more"].format(number=len(found) - MOST))
    return "\n\n".join(parts) + "\n"


_COLUMNS = {"rules": ("severity", "rule", "number"), "findings": ("severity", "rule", "place", "message")}


def _table(rows: Iterable[Markup], kind: str, text: Mapping[str, str]) -> str:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(text[f"quality.{one}"]) for one in _COLUMNS[kind])
    label = text[f"quality.{kind}"]
    return Markup(
        '<div class="pb-quality" role="region" tabindex="0" aria-label="{0}"><table><thead><tr>{1}</tr></thead>'
        "<tbody>{2}</tbody></table></div>"
    ).format(label, head, Markup("").join(rows))


def _rules(found: Sequence[Diagnostic], text: Mapping[str, str]) -> Iterable[Markup]:
    counts = Counter((one.severity, one.code, one.name) for one in found)
    for (severity, code, name), number in sorted(counts.items(), key=lambda item: (-item[0][0].rank, item[0][1])):
        summary = RULES[code].summary.replace("`", "") if code in RULES else ""
        yield Markup(
            '<tr>{}<td>{} {}<br><span lang="en">{}</span></td><td class="pb-quality__number">{}</td></tr>'
        ).format(_severity(severity, text), code, name, summary, number)


def _findings(found: Sequence[Diagnostic], text: Mapping[str, str]) -> Iterable[Markup]:
    for one in found[:MOST]:
        hint = Markup('<br><em lang="en">{}</em>').format(one.hint) if one.hint else ""
        yield Markup(
            '<tr>{}<td class="pb-quality__code">{}</td><td>{}</td><td><span lang="en">{}</span>{}</td></tr>'
        ).format(_severity(one.severity, text), one.code, _place(one), one.message, hint)


def _place(one: Diagnostic) -> Markup:
    """The place, which may be broken between its directories."""
    place = one.location
    path = Markup("/<wbr>").join(place.path.split("/"))
    return Markup('{}<wbr><span class="pb-quality__line">:{}:{}</span>').format(path, place.line, place.column)


def _severity(severity: Severity, text: Mapping[str, str]) -> Markup:
    return Markup('<td data-order="{}"><span class="pb-quality__{}">{}</span></td>').format(
        Severity.ERROR.rank - severity.rank, severity, text[f"preview.{severity}.one"]
    )
