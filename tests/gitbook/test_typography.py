from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from playbook.gitbook.document import Document
from playbook.gitbook.front_matter import FrontMatter, read
from playbook.gitbook.scalar_text import passage_of_scalar
from playbook.gitbook.typography import typography
from playbook.markdown.parser import parse
from playbook.source import Source

CASES = yaml.safe_load(Path(__file__).with_name("typography.yml").read_text(encoding="utf-8"))
FRENCH = "Les pages sont écrites en français pour les équipes des pays qui sont dans le projet.\n\n" * 3
HEAD = "---\ndescription: Une page\n---\n\n"


def spaced(text: str) -> str:
    return text.replace("⍽", "\u00a0").replace("·", "\u202f")


def cured(text: str) -> str:
    document = Document.read(Source("a.md", text), "a.md")
    edits = [edit for problem in document.problems if problem.code.startswith("GB08") for edit in problem.edits]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
@pytest.mark.parametrize(
    "place",
    ["{}\n", "> * {}\n", "| a | b |\n| --- | --- |\n| x | {} |\n", "### {}\n"],
    ids=["paragraph", "list", "cell", "heading"],
)
def test_what_becomes_of_a_text(case: dict[str, str], place: str) -> None:
    before, after = spaced(case["before"]), spaced(case.get("after", case["before"]))
    page = HEAD + FRENCH + place
    result = cured(page.replace("{}", before))
    assert result == page.replace("{}", after)
    assert cured(result) == result


def test_raw_html_is_read() -> None:
    page = FRENCH + "<table><tr><td>Quoi ?</td><td><strong>Le nom</strong>: x</td></tr></table>\n"
    assert cured(page) == page.replace("Quoi ?", "Quoi\u202f?").replace("</strong>:", "</strong>\u00a0:")


def test_a_page_with_english_in_it_is_read_with_more_care() -> None:
    page = FRENCH + "This is what we have to do with the others.\n\nResources:\n\nLe plan: avancer.\n"
    assert cured(page) == page.replace("Le plan:", "Le plan\u00a0:")


def test_a_page_in_another_language_is_left_alone() -> None:
    page = "Is this what you want? It is : the plan of the team that is with us for the year.\n\n" * 3
    assert cured(page) == page


def test_a_problem_is_at_the_first_place_and_cures_all() -> None:
    text = HEAD + FRENCH + "Un plan ?\n\nDeux plans ?\n"
    (problem,) = (one for one in Document.read(Source("a.md", text), "a.md").problems if one.code == "GB080")
    assert text[problem.span.start - 4 : problem.span.end + 1] == "plan ?"
    assert (problem.message, len(problem.edits)) == ("2 signs lack a no-break space: 'Un plan ?'", 2)


@given(
    st.lists(
        st.sampled_from([*"«»:;?!' \n*`[](){}<>&\\|_’“\u00a0", "oe", "coeur", "l'", "a", "<b>", "</b>", "&nbsp;"]),
        max_size=40,
    )
)
def test_any_text_is_taken_and_cured_at_once(parts: list[str]) -> None:
    text = FRENCH + "".join(parts)
    for problem in typography(text, FrontMatter(), parse(text)):
        assert all(0 <= edit.span.start <= edit.span.end <= len(text) for edit in problem.edits)
        assert len({edit.span for edit in problem.edits}) == len(problem.edits)


@pytest.mark.parametrize(
    "hostile", ["a ?", "«", "a »", "!", " ", "[a](b) ?", "<b>a</b> ?", "a ? <p>", "l'a’", "coeur ", "&nbsp;?", "`"]
)
def test_the_cost_is_linear(hostile: str) -> None:
    def seconds(count: int) -> float:
        text = FRENCH + "\n".join([hostile * 500] * (count // 500))
        parsed = parse(text)
        begun = process_time()
        typography(text, FrontMatter(), parsed)
        return process_time() - begun

    seconds(500)
    small, large = min(seconds(10_000) for _ in range(2)), min(seconds(40_000) for _ in range(2))
    assert large < 10 * small + 0.05


STYLES = {
    "plain": "description: {}",
    "single": "icon: x\ndescription: '{}'\nhidden: true",
    "double": 'description: "{}"',
    "folded": "description: >-\n  {}\nicon: x",
    "literal": "description: |\n    {}",
    "braces": '{{icon: x, description: "{}"}}',
}


@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Un guide ; un plan !", "Un guide·; un plan·!"),
        ("Le guide des équipes?", "Le guide des équipes·?"),
        ("Le coeur  du plan", "Le cœur du plan"),
        ("Voici «le plan» des équipes", "Voici «⍽le plan⍽» des équipes"),
        ("L’idée, l'équipe", "L’idée, l’équipe"),
        ("The plan of the teams ?", "The plan of the teams ?"),
        ("Un guide pour les équipes", "Un guide pour les équipes"),
    ],
)
def test_the_description_is_read_where_it_is_written(style: str, before: str, after: str) -> None:
    def written(text: str) -> str:
        return style.format(text.replace("'", "''") if "'{}'" in style else text)

    page = f"---\n{{}}\n---\n\n{FRENCH}"
    result = cured(page.format(written(before)))
    assert result == page.format(written(spaced(after)))
    assert cured(result) == result


def test_a_description_of_several_lines() -> None:
    page = f"---\ndescription: >-\n  Un guide pour\n  les équipes : il est\n  beau!\n---\n\n{FRENCH}"
    assert cured(page) == page.replace("équipes :", "équipes\u00a0:").replace("beau!", "beau\u202f!")
    document = Document.read(Source("a.md", cured(page)), "a.md")
    text = "Un guide pour les équipes\u00a0: il est beau\u202f!"
    assert document.front_matter.values["description"] == text
    (problem,) = (one for one in Document.read(Source("a.md", page), "a.md").problems if one.code == "GB080")
    assert page[: problem.span.start].count("\n") == 3


@pytest.mark.parametrize("hostile", [" ", "\n", " \n", "''", "\\", "a ?", "«", "&nbsp;"])
@pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
def test_a_long_description_costs_little(style: str, hostile: str) -> None:
    page = f"---\n{style.format('a' + hostile * 200_000 + 'a')}\n---\n\n{FRENCH}"
    begun = process_time()
    Document.read(Source("a.md", page), "a.md")
    assert process_time() - begun < 10


@given(
    st.text(st.sampled_from([*"aé '\"\\\n\u00a0;:!?«»’#&*", "\u2028"]), min_size=1, max_size=30),
    st.sampled_from(["'", '"', "|", ">", ""]),
    st.sampled_from([{}, {"allow_unicode": True}]),
)
def test_the_places_of_a_scalar_hold_its_characters(text: str, style: str, options: dict[str, bool]) -> None:
    dumped = yaml.dump({"description": text}, default_style=style, width=20, **options)
    page = f"---\n{dumped}---\n"
    meta = read(page)
    if "description" not in meta.values:
        return
    value, span = meta.values["description"], meta.spans["description",]
    passage = passage_of_scalar(page, span, value)
    if passage is None:
        return
    assert passage.text == value.rstrip("\n")
    for at, character in enumerate(passage.text):
        place = passage.span(at, at + 1)
        assert span.start <= place.start < place.end <= span.end
        written = page[place.start : place.end]
        assert written == character or written.startswith("\\") or written.isspace() or written == "''"


@given(
    st.lists(
        st.sampled_from(["Un guide des équipes", "coeur", "l'", "L’", *" :;!?«»'\"\\#&*-\n"]), min_size=1, max_size=12
    ).map("".join),
    st.sampled_from(["'", '"', "|", ">", ""]),
)
def test_a_cured_description_says_the_same(text: str, style: str) -> None:
    def folded(page: str) -> str:
        value = str(read(page).values.get("description"))
        return "".join(value.split()).replace("’", "'").replace("œ", "oe")

    dumped = yaml.dump({"description": text}, default_style=style, allow_unicode=True, width=30)
    page = f"---\n{dumped}---\n\n{FRENCH}"
    result = cured(page)
    assert folded(result) == folded(page)
    assert result.endswith(FRENCH)
    assert cured(result) == result
