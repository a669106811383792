"""Every case of tests/rules: a small project, and what a rule must print about it.

A case is a mapping: `case` (what it shows), `files` (text by path), `expected` (what is printed, empty for nothing),
and where needed `bytes` (hexadecimal, by path), `repeat` ([text, count] by path), `pictures` (what `picture` is to
draw, and `first` bytes of it to keep, by path), `links` (the target of a symbolic link, by path), `settings` (of the
plugin), `figures`, `sdg` and `review` (those of the plugins of these names), `url` (where the site is published),
`external` (state, reason and new address, by address), `today` (a date), `history` (commits before these files: `date`,
`files`, `tag`; None takes a file away). A project without SUMMARY.md is given one that lists README.md, unless the
case says `summary: false`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import repositories
import yaml
from pictures import picture

import playbook
from playbook import checks
from playbook.diagnostics import RULES
from playbook.reports import text
from playbook.settings import FigureSettings, GitBookSettings, ReviewSettings, SdgSettings
from playbook.site import Site
from playbook.web import Answer, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGE = Path(playbook.__file__).parent
DIRECTORY = Path(__file__).parent / "rules"
CODE = re.compile(r'"((?:GB|FIG|LNK|SDG|REV|TRA)[0-9]{3})"')
CASES: dict[Path, list[dict[str, Any]]] = {
    path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(DIRECTORY.glob("*.yml"))
}
NAMED = [(path, number, case) for path, cases in CASES.items() for number, case in enumerate(cases)]
UPDATED: defaultdict[Path, dict[int, str]] = defaultdict(dict)


class Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


Dumper.add_representer(str, _text)


@pytest.fixture(scope="module", autouse=True)
def _write_updates() -> Iterator[None]:
    yield
    for path, expected in UPDATED.items():
        cases = [{**case, "expected": expected.get(number, "")} for number, case in enumerate(CASES[path])]
        text = yaml.dump(cases, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120)
        path.write_text(text, encoding="utf-8")


def write_project(root: Path, case: dict[str, Any]) -> None:
    files = {path: text.encode() for path, text in case.get("files", {}).items()}
    files |= {path: bytes.fromhex(data) for path, data in case.get("bytes", {}).items()}
    files |= {path: (text * count).encode() for path, (text, count) in case.get("repeat", {}).items()}
    files |= {path: drawn(**wanted) for path, wanted in case.get("pictures", {}).items()}
    if case.get("summary", True) and not (root / "SUMMARY.md").exists():
        files.setdefault("SUMMARY.md", b"* [Home](README.md)\n")
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for path, target in case.get("links", {}).items():
        try:
            (root / path).symlink_to(target)
        except OSError:
            pytest.skip("symbolic links need a right that this user does not have")


def write_history(root: Path, commits: Sequence[dict[str, Any]]) -> None:
    if commits:
        repositories.repository(root)
    for one in commits:
        repositories.commit(root, one.get("files", {}), f"{one['date']}T12:00:00Z", one.get("tag", ""))


def drawn(first: int | None = None, size: tuple[int, int] = (400, 300), **options: Any) -> bytes:
    return picture(size=tuple(size), **options)[:first]


@pytest.mark.parametrize(
    ("path", "number", "case"), NAMED, ids=[f"{path.stem}: {case['case']}" for path, _, case in NAMED]
)
def test_rule(
    path: Path,
    number: int,
    case: dict[str, Any],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    write_history(root, case.get("history", ()))
    write_project(root, case)
    if "today" in case:
        noon = datetime.combine(case["today"], time(12), UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{noon.timestamp():.0f}")
    settings = GitBookSettings.from_mapping(case.get("settings", {}))
    figures = FigureSettings.from_mapping(case.get("figures", {}))
    site = replace(Site.read(root, root / case.get("docs_dir", "."), settings, figures), url=case.get("url", ""))
    if "external" in case:
        learnt = {url: Answer(State(state), *more) for url, (state, *more) in case["external"].items()}
        site = replace(site, external=learnt)
    if "sdg" in case:
        site = replace(site, sdg=SdgSettings.from_mapping(case["sdg"]))
    if "review" in case:
        site = replace(site, review=ReviewSettings.from_mapping(case["review"]))
    printed = text.render(found for found in checks.run(site) if found.code == path.stem)
    if request.config.getoption("--update"):
        UPDATED[path][number] = printed
    else:
        assert printed == case["expected"]


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_a_case_that_fires_and_one_that_does_not(code: str) -> None:
    cases = CASES.get(DIRECTORY / f"{code}.yml", [])
    fires = {bool(case["expected"]) for case in cases}
    assert fires == {True, False}


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_says_why_it_exists_and_how_to_cure_what_it_finds(code: str) -> None:
    first, blank, *rest = RULES[code].documentation.split("\n")
    assert first.endswith((".", ":", "?"))
    assert not blank
    assert "".join(rest).strip()


def test_every_code_in_the_program_is_that_of_a_rule() -> None:
    families = {code[:-3] for code in RULES}
    written = {code for file in PACKAGE.rglob("*.py") for code in CODE.findall(file.read_text(encoding="utf-8"))}
    assert {code for code in written if code[:-3] in families} <= set(RULES)


def test_every_case_file_is_that_of_a_rule() -> None:
    assert {path.stem for path in CASES} <= set(RULES)
