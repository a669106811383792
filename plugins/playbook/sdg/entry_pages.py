"""The pages of single entries: goals with their targets, use cases, WorkFlows, building blocks; and the first page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from playbook.sdg.catalogue import BuildingBlock, Goal, Specification, UseCase, Workflow
from playbook.sdg.kinds import Kind
from playbook.sdg.pages import Writer, rows
from playbook.sdg.text import NONE, anchor_of, bullets, link, plain

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
    for target in writer.catalogue.related(entry, Kind.TARGET):
        label = writer.said(target.name)
        parts = [f'<a id="{anchor_of(target.id)}"></a>**{target.id}**{f" **{plain(label)}.**" if label else ""} ']
        parts.append(f"{plain(target.explained(writer.language).rstrip('.'))}.")
        if cases := writer.catalogue.related(target, Kind.USE_CASE):
            parts.append(f" _{words['target.served']}_{words['colon']}{', '.join(map(writer.to, cases))}.")
        if found := writer.pages(target):
            listed = ", ".join(f"{link(title, address)} ({how})" for title, address, how in found[:MOST_OF_TARGET])
            if len(found) > MOST_OF_TARGET:
                listed += f" {words['more'].format(count=len(found) - MOST_OF_TARGET)}"
            parts.append(f" _{words['target.pages']}_{words['colon']}{listed}.")
        lines.append("".join(parts))
    return "\n".join(
        [
            writer.section("targets", bullets(lines)),
            writer.section("kinds.use-case", writer.related(entry, Kind.USE_CASE)),
            writer.page_list(entry),
            f"{words['goal.uri']}{words['colon']}`{entry.uri}`\n",
            writer.provenance(entry),
        ]
    )


def use_case(writer: Writer, entry: Entry) -> str:
    """A use case, step by step."""
    words = writer.words
    assert isinstance(entry, UseCase)  # noqa: S101 - `bodies` says so
    sector = f"**{words['sector']}**{words['colon']}{plain(writer.said(entry.sector))}\n"
    targets = bullets(
        f"{writer.to(one)}{words['colon']}{plain(one.explained(writer.language))}"
        for one in writer.catalogue.related(entry, Kind.TARGET)
    )
    steps = rows(
        (
            (
                f"{number}. {escape(writer.said(step.name))}",
                ", ".join(writer.anchor(writer.catalogue.workflows[name]) for name in step.workflows) or NONE,
                ", ".join(writer.anchor(writer.catalogue.building_blocks[name]) for name in step.building_blocks)
                or NONE,
            )
            for number, step in enumerate(entry.steps, 1)
        ),
        words["steps"],
        (words["step"], words["kinds.workflow"], words["kinds.building-block"]),
    )
    return "\n".join(
        [
            sector,
            writer.section("steps", f"{plain(words[f'steps.{entry.detail}'])}\n\n{steps}"),
            writer.section("targets", targets),
            writer.section("kinds.workflow", writer.related(entry, Kind.WORKFLOW)),
            writer.section("kinds.building-block", writer.related(entry, Kind.BUILDING_BLOCK)),
            writer.page_list(entry),
            writer.provenance(entry),
        ]
    )


def workflow(writer: Writer, entry: Entry) -> str:
    """A WorkFlow between use cases and building blocks."""
    assert isinstance(entry, Workflow)  # noqa: S101 - `bodies` says so
    return "\n".join(
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
        workflows = f"{plain(words['all_workflows'])}\n"
        if critical:
            workflows += "\n" + words["critical"].format(names=", ".join(map(writer.to, critical))) + "\n"
    examples = ""
    if entry.example_software_2019:
        examples = f"{plain(words['examples.text'])}\n\n{bullets(map(plain, entry.example_software_2019))}"
    return "\n".join(
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
    return f"**{writer.words['also']}**{writer.words['colon']}{listed}\n"


def _specifications(writer: Writer, entry: Entry) -> str:
    words = writer.words
    lines = []
    for one in writer.catalogue.related(entry, Kind.SPECIFICATION):
        assert isinstance(one, Specification)  # noqa: S101 - its kind says so
        relation = next(part.relation for part in one.building_blocks if part.id == entry.id)
        name = link(one.title(writer.language), one.url) if one.url else plain(one.title(writer.language))
        about = [_status(writer, one.status), words[f"relation.{relation}"]]
        if one.version[:1].isdigit():
            about.insert(0, f"{words['specification.version']} {plain(one.version)}")
        lines.append(f"{name} ({', '.join(about)}){words['colon']}{plain(one.explained(writer.language))}")
    return bullets(lines)


def _status(writer: Writer, status: str) -> str:
    """The state of a specification; the first word is known in every language, the rest is as GovStack has it."""
    first, _, rest = status.partition(" ")
    known = writer.words.get(f"status.{first}", first)
    return plain(f"{known} {rest}".strip() if writer.language == "en" else known)


def specifications(writer: Writer) -> str:
    """All GovStack specifications, at the end of the list of building blocks."""
    words = writer.words
    made = rows(
        (
            (
                f'<a href="{escape(one.url)}">{escape(one.title(writer.language))}</a>'
                if one.url
                else escape(one.title(writer.language)),
                escape(one.version if one.version[:1].isdigit() else NONE),
                escape(_status(writer, one.status).replace("\\", "")),
                ", ".join(
                    f"{writer.anchor(writer.catalogue.building_blocks[part.id])} ({escape(words[f'relation.{part.relation}'])})"
                    for part in one.building_blocks
                )
                or NONE,
            )
            for one in writer.catalogue.specifications.values()
        ),
        words["kinds.specification"],
        (words["specification"], words["version"], words["status"], words["kinds.building-block"]),
    )
    heading = f'## {words["list.specifications"]} <a href="#specifications" id="specifications"></a>'
    return f"{heading}\n\n{plain(words['list.specifications.text'])}\n\n{made}"


def further(writer: Writer) -> str:
    """The use cases that only other catalogues have, at the end of the list of use cases."""
    words, catalogue = writer.words, writer.catalogue
    elsewhere = bullets(plain(writer.said(one.name)) for one in catalogue.further_use_cases.values())
    reference = bullets(
        f"{plain(writer.said(one.name))} ({plain(one.upstream_id)}, {words['version']} {plain(one.version)})"
        for one in catalogue.reference_use_cases.values()
    )
    return writer.section("list.reference", f"{plain(words['list.reference.text'])}\n\n{reference}") + writer.section(
        "list.further", f"{plain(words['list.further.text'])}\n\n{elsewhere}"
    )


def first(writer: Writer) -> str:
    """The first page: the picture, the layers, the steps, the sources."""
    words, catalogue = writer.words, writer.catalogue
    publication = catalogue.publication
    url, _ = publication.edition_url(writer.language)
    intro = words["root.intro"].format(
        title=writer.said(publication.title),
        url=url,
        publishers=words["and"].join(words.get(f"publisher.{name}", name) for name in publication.publishers),
        date=publication.date[:4],
        reference=publication.reference,
        edition=publication.edition,
    )
    kinds = (Kind.GOAL, Kind.USE_CASE, Kind.WORKFLOW, Kind.BUILDING_BLOCK)
    layers = bullets(
        f"**{link(writer.said(layer.name), f'/{kind}')}**{words['colon']}{plain(writer.said(layer.answers))} {plain(writer.said(layer.definition))}"
        for layer, kind in zip(catalogue.layers.values(), kinds, strict=True)
    )
    steps = "".join(
        f"{number}. **{plain(writer.said(step.name))}.** {_sentence(step.tasks.get(writer.language) or step.tasks['en'])} "
        f"_{words['root.result']}_{words['colon']}{plain(writer.said(step.output))}.\n"
        for number, step in enumerate(catalogue.planning_steps.values(), 1)
    )
    errata = rows(
        ((escape(one.where), escape(one.printed), escape(one.right)) for one in catalogue.errata),
        words["root.errata"],
        (words["root.errata.where"], words["root.errata.printed"], words["root.errata.right"]),
    )
    sources = bullets(f"`{name}`{words['colon']}{plain(text)}" for name, text in catalogue.sources.items())
    downloads = words["root.use.text"].format(
        json="/files/framework.json", csv="/files/framework.csv", jsonld="/files/framework.jsonld"
    )
    figure = f'<figure><img src="/files/{FIGURE}" alt="{escape(description(writer))}"><figcaption><p>{escape(words["figure.title"])}</p></figcaption></figure>'
    return "\n".join(
        [
            f"{intro}\n",
            f"{figure}\n",
            writer.section("root.layers", layers),
            f"{link(words['nav.coverage'], '/coverage')}{words['colon']}{plain(words['coverage.lead'])}\n",
            writer.section("root.planning", f"{words['root.planning.text']}\n\n{steps}"),
            writer.section("root.use", downloads + "\n"),
            writer.section("root.sources", sources),
            f"<details>\n\n<summary>{escape(words['root.errata'])}</summary>\n\n{errata}\n</details>\n",
        ]
    )


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
