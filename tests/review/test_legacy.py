"""Reviews that are marked in the description, as upstream did before there was a record."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from projects import listing, write

from playbook.cli import main
from playbook.gitbook import front_matter
from playbook.review.legacy import legacy
from playbook.source import Source

TOLD = [
    ("Version pour l'examen du TAC", {"state": "tac-review"}),
    ("Version pour la révision du TAC d'octobre 2022", {"state": "tac-review", "date": "2022-10"}),
    ("Version for TAC Review", {"state": "tac-review"}),
    ("  version  pour l’examen du TAC. ", {"state": "tac-review"}),
    ("Version soumise à l’examen du comité consultatif technique", {"state": "tac-review"}),
    (
        "Version 0.9 for review by the Technical Advisory Committee, 3 May 2023",
        {"state": "tac-review", "version": "0.9", "date": "2023-05-03"},
    ),
    ("TAC review version (October 2022), round 2", {"state": "tac-review", "date": "2022-10", "round": 2}),
    ("Version 1er février 2023 pour la relecture du TAC", {"state": "tac-review", "date": "2023-02-01"}),
    ("For TAC review", {"state": "tac-review"}),
    ("Draft for TAC review", {"state": "tac-review"}),
    ("Draft", {"state": "draft"}),
    ("Version de travail 0.7", {"state": "draft", "version": "0.7"}),
    ("Projet de version", {"state": "draft"}),
    ("Version candidate v1.0", {"state": "release-candidate", "version": "1.0"}),
    ("Release Candidate 2026-02-02", {"state": "release-candidate", "date": "2026-02-02"}),
]
NOT_TOLD = """
TAC review
The TAC reviews this version
Revised after the TAC review
Version 3.0-alpha; June 2026
Version pour l'examen du TAC et des pays
Version 31 février 2023 pour l'examen du TAC
Version of the process
Add document and selfie verification
Projet
Version
RC
pour
October 2022
...
""".strip().split("\n")


@pytest.mark.parametrize(("description", "told"), TOLD, ids=[one[0] for one in TOLD])
def test_what_tells_a_state(description, told):
    assert legacy(description).values() == told


@pytest.mark.parametrize("description", ["", *NOT_TOLD, "Version pour l'examen du TAC " + "du TAC " * 20])
def test_what_says_something_else_or_more(description):
    assert legacy(description) is None


@given(
    st.lists(
        st.sampled_from(
            "version pour l' examen du TAC d'octobre 2022 0.9 round 2 draft candidate 1er 99 mai , (".split()
        )
        | st.text(max_size=4)
    ).map(" ".join)
)
def test_no_description_makes_it_fail(description):
    legacy(description)


CURES = [
    ("description: Version for TAC Review", "review:\n  state: tac-review"),
    (
        "icon: x\ndescription: >-\n  Version 0.9 pour la révision\n  du TAC d'octobre 2022\nhidden: true",
        'icon: x\nreview:\n  version: "0.9"\n  state: tac-review\n  date: 2022-10\nhidden: true',
    ),
    ("description: 'Draft' \nicon: x", "review:\n  state: draft\nicon: x"),
    ("description: Draft # sic", "description: Draft # sic"),
    ("{description: Draft}", "{description: Draft}"),
    ("description: Draft\nreview:\n  state: published", "review:\n  state: published"),
    ("review: {state: draft}\ndescription: Draft", "review: {state: draft}"),
    ("description: Draft 0.9\nreview: {state: draft}", "description: Draft 0.9\nreview: {state: draft}"),
    ("description: Draft\nreview: yes", "description: Draft\nreview: yes"),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("before", "after"), CURES)
def test_fix_writes_the_record_in_the_place_of_the_description(tmp_path, before, after, line_end):
    text = "---\n{}\n---\n\n# Title\n\ntext  \n"
    page = text.format(before).replace("\n", line_end).encode()
    write(tmp_path, {"README.md": page, "SUMMARY.md": listing("README.md")})
    for _ in range(2):
        assert CliRunner().invoke(main, ["fix", "--select", "REV014", str(tmp_path)]).exit_code == 0
        assert (tmp_path / "README.md").read_bytes().decode() == text.format(after).replace("\n", line_end)


@pytest.mark.corpora
def test_the_marks_of_2022_and_nothing_else(corpora):
    told = Counter()
    for file in corpora.rglob("*.md"):
        description = str(front_matter.read(Source.read(file).text).values.get("description") or "")
        if legacy(description) is not None:
            told[file.relative_to(corpora).parts[0], description] += 1
    assert told == {
        ("country-playbook", "Version pour l'examen du TAC"): 34,
        ("country-playbook", "Version pour la révision du TAC d'octobre 2022"): 2,
        ("country-playbook", "Version for TAC Review"): 1,
    }


@pytest.mark.corpora
def test_the_marks_of_2022_become_records(corpora, tmp_path):
    copy = shutil.copytree(corpora / "country-playbook", tmp_path / "copy", copy_function=shutil.copyfile)
    for directory in (copy, *(path for path in copy.rglob("*") if path.is_dir())):
        directory.chmod(0o755)
    before = {path: path.read_bytes() for path in copy.rglob("*.md")}
    result = CliRunner().invoke(main, ["fix", "--select", "REV014", str(copy)])
    assert "37 findings in 37 files cured" in result.stderr
    changed = {path: path.read_bytes() for path in before if path.read_bytes() != before[path]}
    assert len(changed) == 37
    for path, data in changed.items():
        assert data.split(b"---\n", 2)[2] == before[path].split(b"---\n", 2)[2]
    assert sum(b"review:\n  state: tac-review\n---" in data for data in changed.values()) == 35
    assert sum(b"review:\n  state: tac-review\n  date: 2022-10\n---" in data for data in changed.values()) == 2
    assert "0 findings in 0 files" in CliRunner().invoke(main, ["fix", "--select", "REV014", str(copy)]).stderr
