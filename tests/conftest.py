"""What every test may use."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from playbook.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Iterator

# A shared machine is slow for moments; pytest's own time limit finds what hangs.
settings.register_profile("steady", settings(), deadline=None)
settings.load_profile("steady")

# No run knows what another has kept, or leaves anything in the home directory of whoever runs the tests.
os.environ["PLAYBOOK_CACHE"] = ""

TESTS = Path(__file__).parent
sys.path.insert(0, str(TESTS))  # `cases` and other readers of test data

SHARED = TESTS.parent.parent / "shared"


@pytest.fixture(scope="session", autouse=True)
def nothing_is_kept_beside_what_tests_look_at() -> Iterator[None]:
    """A cache in the corpora or in tests/sites would be left behind: read them with `cache: ""`, or copy them."""
    prepare = Cache.prepare

    def elsewhere(directory: Path) -> None:
        assert not any(directory.is_relative_to(place) for place in (SHARED, TESTS)), directory
        prepare(directory)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cache, "prepare", staticmethod(elsewhere))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes what came out into the case files; read the difference before you commit it."""
    parser.addoption("--update", action="store_true", help="write the results into the case files")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The real GitBook repositories; tests that need them are skipped where they are not."""
    directory = SHARED / "corpora"
    if not directory.is_dir():
        pytest.skip("the corpora are not here")
    return directory


@pytest.fixture(scope="session")
def commonmark_examples() -> Path:
    """The examples of the CommonMark specification; skipped where they are not."""
    file = SHARED / "commonmark" / "spec.json"
    if not file.is_file():
        pytest.skip("the CommonMark examples are not here")
    return file
