"""What is kept between runs is whole, or is not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from playbook import versions
from playbook.versions import store as stores
from playbook.versions.store import Store


def nobody():
    raise AssertionError("nobody else uses the store")


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "cache" / "versions"


def put(store, key, **files):
    with store.work() as work:
        (work / "made" / "below").mkdir(parents=True)
        for name, text in files.items():
            (work / "made" / "below" / name).write_text(text)
        return store.put(key, work / "made", version=key)


def test_a_result_is_found_by_another_run(directory):
    with Store.open(directory, nobody) as store:
        put(store, "a", page="text")
        assert store.find("b") is None
    with Store.open(directory, nobody) as store:
        found = store.find("a")
        assert (found.files / "below" / "page").read_text() == "text"
        assert found.facts["version"] == "a"
        assert found.sizes == {"below/page": 4}


def test_what_was_changed_since_is_as_good_as_none(directory):
    with Store.open(directory, nobody) as store:
        for change in (
            lambda files: (files / "below" / "page").unlink(),
            lambda files: (files / "below" / "page").write_text("longer"),
            lambda files: (files / "below" / "new").write_text(""),
            lambda files: (files.parent / stores.FACTS).write_text("{"),
            lambda files: (files.parent / stores.FACTS).write_text("[]"),
            lambda files: (files.parent / stores.FACTS).unlink(),
        ):
            result = put(store, "a", page="text")
            change(result.files)
            assert store.find("a") is None
            assert not result.files.exists()


def test_a_result_takes_the_place_of_another(directory):
    with Store.open(directory, nobody) as store:
        put(store, "a", page="1")
        put(store, "a", page="22")
        assert store.find("a").sizes == {"below/page": 2}


def test_the_newest_result_with_certain_facts(directory):
    with Store.open(directory, nobody) as store:
        for number, key in enumerate("abc"):
            result = put(store, key, page=key)
            os.utime(result.files.parent, (number, number))
        assert store.newest(version="b").facts["version"] == "b"
        assert store.newest().facts["version"] == "c"
        assert store.newest(version="d") is None


def test_what_a_stopped_run_left_is_removed(directory):
    with Store.open(directory, nobody):
        pass
    (directory / "work-dead" / "below").mkdir(parents=True)
    with Store.open(directory, nobody):
        assert not (directory / "work-dead").exists()


def test_it_holds_to_its_limit_but_keeps_what_this_run_used(directory, monkeypatch):
    monkeypatch.setattr(stores, "LIMIT", 1_000)
    with Store.open(directory, nobody) as store:
        for number, key in enumerate("abc"):
            os.utime(put(store, key, page="x" * 400).files.parent, (number, number))
        assert all(store.find(key) for key in "abc")
    with Store.open(directory, nobody) as store:
        for number, key in enumerate("abc"):
            os.utime(directory / key, (number, number))
        store.find("a")
        os.utime(directory / "a", (0, 0))
    with Store.open(directory, nobody) as store:
        assert store.find("a")
        assert store.find("b") is None


def test_without_a_directory_nothing_is_kept():
    with Store.open(None, nobody) as store:
        assert put(store, "a", page="1").files.exists()
    assert not store.newest() if store._directory.exists() else True


@pytest.mark.skipif(sys.platform == "win32", reason="no locks there")
def test_a_second_run_waits_for_the_first(directory):
    code = (
        "import sys; from pathlib import Path; from playbook.versions.store import Store\n"
        "with Store.open(Path(sys.argv[1]), lambda: print('waits', flush=True)): print('in', flush=True)"
    )
    with Store.open(directory, nobody):
        source = Path(versions.__file__).parents[2]
        command = [sys.executable, "-c", code, str(directory)]
        other = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(source)}
        )
        assert other.stdout.readline() == "waits\n"
    assert other.communicate(timeout=30)[0] == "in\n"
    assert other.returncode == 0
