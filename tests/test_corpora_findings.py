"""What is found in real repositories, against lists that people have looked at: `tests/golden/NAME.yml`.

A list holds the number of findings by code, and places of which somebody saw in the source that what is said there is
true. `pytest -m corpora tests/test_corpora_findings.py --update` renews the numbers, forgets places where nothing is
found any more, and proposes others under `unreviewed`: look at each in the source, move it to `reviewed` when it is
true, and mend the rule when it is not. No text of the repositories is in the lists.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from playbook import checks
from playbook.cli.common import sites
from playbook.settings import FigureSettings

pytestmark = pytest.mark.corpora

GOLDEN = Path(__file__).parent / "golden"
NAMES = (
    "bb-digital-registries",
    "bb-information-mediator",
    "country-playbook",
    "fluentd",
    "gitbook-example-site",
    "product-use-cases",
)
WANTED = 30
"""Places of a repository that somebody has looked at, if it has so many."""
TODAY = "1764072000"
"""Rules about dates judge as of 25 November 2025."""


def findings(corpus: Path) -> list[str]:
    """`path:line:column CODE` of everything that `playbook check` says of a repository."""
    found = []
    for site in sites(corpus):
        for one in checks.run(site):
            path = Path(os.path.relpath(site.root / one.location.path, corpus)).as_posix()
            found.append(f"{path}:{one.location.line}:{one.location.column} {one.code}")
    return found


def sample(found: list[str], seen: list[str]) -> list[str]:
    """Places to look at, spread over the rules and over the files of each."""
    by_code = defaultdict(list)
    for place in dict.fromkeys(found):
        by_code[place.rpartition(" ")[2]].append(place)
    chosen = list(seen)
    for turn in range(WANTED):
        for code in sorted(by_code):
            places = by_code[code]
            place = places[turn * max(len(places) // 6, 1) % len(places)]
            if len(chosen) < WANTED and place not in chosen:
                chosen.append(place)
    return [place for place in chosen if place not in seen]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.timeout(300)
def test_findings(name: str, corpora: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    file = GOLDEN / f"{name}.yml"
    golden = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    found = findings(corpora / name)
    counts = dict(sorted(Counter(place.rpartition(" ")[2] for place in found).items()))
    if request.config.getoption("--update"):
        reviewed = [place for place in golden.get("reviewed", ()) if place in found]
        unreviewed = sample(found, reviewed)
        kept = {"counts": counts, "reviewed": reviewed} | ({"unreviewed": unreviewed} if unreviewed else {})
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=200), encoding="utf-8")
        return
    assert counts == golden["counts"]
    assert set(golden["reviewed"]) <= set(found)
    assert len(golden["reviewed"]) >= min(WANTED, len(set(found)))
    assert "unreviewed" not in golden


def test_what_is_known_of_country_playbook(corpora: Path) -> None:
    (site,) = sites(corpora / "country-playbook")
    object.__setattr__(site, "figures", FigureSettings(caption_excuses=False))
    found = checks.run(site)
    counts = Counter(one.code for one in found)
    assert counts["FIG020"] == 238
    assert counts["FIG034"] == 19
    assert counts["LNK003"] == 47
    assert counts["LNK004"] == 23
    assert counts["FIG003"] == 1
    empty = [one.location for one in found if one.code == "FIG005"]
    assert [(place.line, place.column) for place in empty] == [(1, 1)] * 3
    for one in found:
        if one.code in ("LNK003", "LNK004", "FIG003"):
            written = one.line[one.location.column - 1 :]
            assert written.startswith(("broken-reference", "http://127.0.0.1:5000/", "file:///")), one
