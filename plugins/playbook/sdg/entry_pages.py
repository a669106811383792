"""The pages of single entries: goals with their targets, use cases, WorkFlows, building blocks; and the first page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from playbook.sdg.catalogue import BuildingBlock, Goal, Specification, UseCase, Workflow
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import COVERAGE, LAYERS, Writer, rows
from playbook.sdg.text import NONE, anchor_of, bullets, details, link, paragraph, plain, unsearched

if TYPE_CHECKING:
    from playbook.sdg.catalogue import Entry

FIGURE = "framework.svg"
"""The name of the picture."""
MOST_OF_TARGET = 10
"""Pages of the site that are listed at a target."""


def goal(writer: Writer, entry: Entry) -> str:
    """A goal and its targets."""
    words = writer.words
    assert isinstance(entry, Goal)  # noqa: S101 - `bodies` says so
    lines = []
    targets = [target for target in writer.catalogue.targets.values() if target.goal == entry.id]
    for target in targets:
        label = writer.said(target.name)
        parts = [f'<span id="{anchor_of(target.id)}"></span><strong>{target.id}</strong> ']
        if label:
            parts.append(f"<strong>{plain(label)}.</strong> ")
        parts.append(f"{plain(target.explained(writer.language).rstrip('.'))}.")
        if cases := writer.catalogue.related(target, Kind.USE_CASE):
            parts.append(f" {_told(writer, 'target.served', ', '.join(map(writer.to, cases)))}.")
        found, more = writer.pages(MOST_OF_TARGET, target)
        if found:
            listed = ", ".join(found) + (f" {plain(words['more'].format(count=more))}" if more else "")
            parts.append(unsearched(f" {_told(writer, 'target.pages', listed)}."))
        lines.append("".join(parts))
    own = any(target.label_mark for target in targets)
    return "".join(
        [
            writer.section("targets", bullets(lines)),
            writer.section("kinds.use-case", writer.related(entry, Kind.USE_CASE)),
            writer.page_list(entry, *writer.catalogue.related(entry, Kind.TARGET)),
            paragraph(writer.labelled(plain(words["goal.uri"]), f"<code>{plain(entry.uri)}</code>")),
            writer.provenance(entry, *([words["own_labels"]] if own else [])),
        ]
    )


def _told(writer: Writer, name: str, html: str) -> str:
    """HTML after what it is, with stress."""
    return writer.labelled(f"<em>{plain(writer.words[name])}</em>", html)


def use_case(writer: Writer, entry: Entry) -> str:
    """A use case, step by step."""
    words = writer.words
    assert isinstance(entry, UseCase)  # noqa: S101 - `bodies` says so
    sector = f"<strong>{plain(words['sector'])}</strong>"
    steps = rows(
        (
            (
                f"{number}. {plain(writer.said(step.name))}",
                ", ".join(writer.to(writer.catalogue.workflows[name]) for name in step.workflows) or NONE,
                ", ".join(writer.to(writer.catalogue.building_blocks[name]) for name in step.building_blocks) or NONE,
            )
            for number, step in enumerate(entry.steps, 1)
        ),
        words["steps"],
        (words["step"], words["kinds.workflow"], words["kinds.building-block"]),
    )
    return "".join(
        [
            paragraph(writer.labelled(sector, plain(writer.said(entry.sector)))),
            writer.section("steps", paragraph(plain(words[f"steps.{entry.detail}"])) + steps),
            writer.section("targets", writer.related(entry, Kind.TARGET)),
            writer.section("kinds.workflow", writer.related(entry, Kind.WORKFLOW)),
            writer.section("kinds.building-block", writer.related(entry, Kind.BUILDING_BLOCK)),
            writer.page_list(entry),
            writer.provenance(entry),
        ]
    )


def workflow(writer: Writer, entry: Entry) -> str:
    """A WorkFlow between use cases and building blocks."""
    assert isinstance(entry, Workflow)  # noqa: S101 - `bodies` says so
    return "".join(
        [
            _also(writer, entry.also_known_as),
            writer.section("kinds.use-case", writer.related(entry, Kind.USE_CASE)),
            writer.section("kinds.building-block", writer.related(entry, Kind.BUILDING_BLOCK)),
            writer.page_list(entry),
            writer.provenance(entry),
        ]
    )


def building_block(writer: Writer, entry: Entry) -> str:
    """A building block, with what GovStack specifies of it."""
    words = writer.words
    assert isinstance(entry, BuildingBlock)  # noqa: S101 - `bodies` says so
    functions = entry.functionalities.get(writer.language) or entry.functionalities.get("en", ())
    workflows = writer.related(entry, Kind.WORKFLOW)
    if entry.workflow_scope == "all":
        critical = [writer.catalogue.workflows[name] for name in entry.workflows_critical]
        workflows = paragraph(plain(words["all_workflows"]))
        if critical:
            workflows += paragraph(plain(words["critical"]).format(names=", ".join(map(writer.to, critical))))
    examples = ""
    if entry.example_software_2019:
        examples = paragraph(plain(words["examples.text"])) + bullets(map(plain, entry.example_software_2019))
    return "".join(
        [
            _also(writer, entry.also_known_as),
            writer.section("functions", bullets(map(plain, functions))),
            writer.section("kinds.specification", _specifications(writer, entry)),
            writer.section("kinds.workflow", workflows),
            writer.section("kinds.use-case", writer.related(entry, Kind.USE_CASE)),
            writer.page_list(entry),
            writer.section("examples", examples),
            writer.provenance(entry),
        ]
    )


def _also(writer: Writer, names: tuple[str, ...]) -> str:
    if not names:
        return ""
    listed = plain(", ".join(names))
    if writer.language != "en":
        listed = f'<span lang="en">{listed}</span>'
    return paragraph(writer.labelled(f"<strong>{plain(writer.words['also'])}</strong>", listed))


def _specifications(writer: Writer, entry: Entry) -> str:
    words = writer.words
    lines = []
    for one in writer.catalogue.related(entry, Kind.SPECIFICATION):
        assert isinstance(one, Specification)  # noqa: S101 - its kind says so
        relation = next(part.relation for part in one.building_blocks if part.id == entry.id)
        about = [_status(writer, one.status), words[f"relation.{relation}"]]
        if one.version[:1].isdigit():
            about.insert(0, f"{words['specification.version']} {one.version}")
        name = f"{_specification(writer, one)} ({plain(', '.join(about))})"
        lines.append(writer.labelled(name, plain(one.explained(writer.language))))
    return bullets(lines)


def _specification(writer: Writer, entry: Specification) -> str:
    """A link to a specification, or the name of one that is nowhere."""
    title = entry.title(writer.language)
    return link(title, entry.url) if entry.url else plain(title)


def _status(writer: Writer, status: str) -> str:
    """The state of a specification; the first word is known in every language, the rest is as GovStack has it."""
    first, _, rest = status.partition(" ")
    known = writer.words.get(f"status.{first}", first)
    return f"{known} {rest}".strip() if writer.language == "en" else known


def specifications(writer: Writer) -> str:
    """All GovStack specifications, at the end of the list of building blocks."""
    words, blocks = writer.words, writer.catalogue.building_blocks
    made = rows(
        (
            (
                _specification(writer, one),
                plain(one.version if one.version[:1].isdigit() else NONE),
                plain(_status(writer, one.status)),
                ", ".join(
                    f"{writer.to(blocks[part.id])} ({plain(words[f'relation.{part.relation}'])})"
                    for part in one.building_blocks
                )
                or NONE,
            )
            for one in writer.catalogue.specifications.values()
        ),
        words["kinds.specification"],
        (words["specification"], words["version"], words["status"], words["kinds.building-block"]),
    )
    heading = f'<h2 id="specifications">{plain(words["list.specifications"])}</h2>\n'
    return heading + paragraph(plain(words["list.specifications.text"])) + made


def further(writer: Writer) -> str:
    """The use cases that only other catalogues have, at the end of the list of use cases."""
    words, catalogue = writer.words, writer.catalogue
    elsewhere = bullets(plain(writer.said(one.name)) for one in catalogue.further_use_cases.values())
    reference = bullets(
        plain(f"{writer.said(one.name)} ({one.upstream_id}, {words['version']} {one.version})")
        for one in catalogue.reference_use_cases.values()
    )
    return writer.section(
        "list.reference", paragraph(plain(words["list.reference.text"])) + reference
    ) + writer.section("list.further", paragraph(plain(words["list.further.text"])) + elsewhere)


def first(writer: Writer) -> str:
    """The first page: the picture, the layers, the steps, the sources."""
    words, catalogue = writer.words, writer.catalogue
    publication = catalogue.publication
    url, _ = publication.edition_url(writer.language)
    intro = plain(words["root.intro"]).format(
        publication=link(writer.said(publication.title), url),
        publishers=plain(words["and"].join(words.get(f"publisher.{name}", name) for name in publication.publishers)),
        date=plain(publication.date[:4]),
        reference=plain(publication.reference),
        edition=plain(publication.edition),
    )
    layers = bullets(
        writer.labelled(
            f"<strong>{link(writer.said(layer.name), f'/{kind}')}</strong>",
            f"{plain(writer.said(layer.answers))} {plain(writer.said(layer.definition))}",
        )
        for layer, kind in zip(catalogue.layers.values(), LAYERS, strict=True)
    )
    steps = "".join(
        f"<li><strong>{plain(writer.said(step.name))}.</strong> "
        f"{_sentence(step.tasks.get(writer.language) or step.tasks['en'])} "
        f"{_told(writer, 'root.result', plain(writer.said(step.output)))}.</li>\n"
        for step in catalogue.planning_steps.values()
    )
    errata = rows(
        (
            (_where(writer, one.where), plain(writer.said(one.printed)), plain(writer.said(one.right)))
            for one in catalogue.errata
        ),
        words["root.errata"],
        (words["root.errata.where"], words["root.errata.printed"], words["root.errata.right"]),
    )
    sources = bullets(plain(writer.said(text).rstrip("/:")) for text in catalogue.sources.values())
    files = {ending: link(f"framework.{ending}", f"/files/framework.{ending}") for ending in ("json", "csv", "jsonld")}
    figure = (
        f'<figure class="gb-figure"><img alt="{escape(description(writer))}" src="/files/{FIGURE}" />'
        f"<figcaption><p>{plain(words['figure.title'])}</p></figcaption></figure>\n"
    )
    coverage = writer.labelled(link(words["nav.coverage"], f"/{COVERAGE}"), plain(words["coverage.lead"]))
    return "".join(
        [
            paragraph(intro),
            figure,
            writer.section("root.layers", layers),
            paragraph(coverage),
            writer.section("root.planning", f"{paragraph(plain(words['root.planning.text']))}<ol>\n{steps}</ol>\n"),
            writer.section("root.use", paragraph(plain(words["root.use.text"]).format(**files))),
            writer.section("root.sources", sources),
            details(words["root.errata"], errata),
        ]
    )


def _where(writer: Writer, where: str) -> str:
    """A source by its short name, and the place in it."""
    name, _, place = where.partition(" ")
    return plain(f"{writer.words.get(f'origin.{name}', name)}, {place}")


def _sentence(tasks: tuple[str, ...]) -> str:
    text = ", ".join(tasks)
    return plain(f"{text[:1].upper()}{text[1:]}.")


def description(writer: Writer) -> str:
    """What the picture shows."""
    return writer.words["figure.description"].format(**counts(writer))


def counts(writer: Writer) -> dict[str, int]:
    """How much is in each layer."""
    catalogue = writer.catalogue
    return {
        "goals": len(catalogue.goals),
        "targets": len(catalogue.targets),
        "use_cases": len(catalogue.use_cases),
        "workflows": len(catalogue.workflows),
        "building_blocks": len(catalogue.building_blocks),
    }
