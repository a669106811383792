"""A finished site comes into its place whole, and nothing else in there is harmed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from playbook import versions
from playbook.versions import publishing
from playbook.versions.listing import Listed, read, write
from playbook.versions.publishing import Output, OutputError

OURS = {"playbook": {}}


def listed(names, aliases=()):
    return write([Listed(name, name, tuple(aliases) if name == names[0] else (), OURS) for name in names])


def make(site, mark, names=("1.0", "0.9"), aliases=("latest",)):
    for name in (*names, *aliases):
        (site / name / "deep").mkdir(parents=True)
        (site / name / "index.html").write_text(mark)
        (site / name / "deep" / "index.html").write_text(mark)
    for name in ("index.html", "404.html", "sitemap.xml", ".nojekyll"):
        (site / name).write_text(mark)
    (site / "versions.json").write_text(listed(names, aliases))


def publish(place, mark, *, replaceable=False, **what):
    output = Output.at(place, replaceable=replaceable)
    with output.staging() as site:
        make(site, mark, **what)
        output.publish(site)


def tree(place):
    return {path.relative_to(place).as_posix(): path.read_text() for path in place.rglob("*") if path.is_file()}


def marks(place):
    return {text for path, text in tree(place).items() if path != "versions.json"}


@pytest.fixture(params=["exchange", "plain"])
def system(request, monkeypatch):
    if request.param == "plain":
        monkeypatch.setattr(publishing, "exchange", lambda one, other: False)
    elif sys.platform != "linux":
        pytest.skip("not every system exchanges directories")


@pytest.mark.usefixtures("system")
def test_a_site_takes_the_place_of_the_one_before(tmp_path):
    place = tmp_path / "site"
    publish(place, "one", names=("1.0", "0.9", "0.8"))
    assert marks(place) == {"one"}
    publish(place, "two", names=("2.0", "1.0"))
    assert marks(place) == {"two"}
    assert sorted(path.name for path in place.iterdir() if path.is_dir()) == ["1.0", "2.0", "latest"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.usefixtures("system")
def test_a_place_that_is_a_link_stays_one(tmp_path):
    (tmp_path / "releases").mkdir()
    publish(tmp_path / "releases" / "first", "one")
    (tmp_path / "site").symlink_to("releases/first")
    publish(tmp_path / "site", "two")
    assert (tmp_path / "site").is_symlink()
    assert marks(tmp_path / "site") == {"two"}
    assert len(list((tmp_path / "releases").iterdir())) == 1


def test_a_link_that_leads_nowhere_gets_its_site(tmp_path):
    (tmp_path / "site").symlink_to("releases/first")
    publish(tmp_path / "site", "one")
    assert marks(tmp_path / "site") == {"one"}


@pytest.mark.usefixtures("system")
def test_beside_versions_of_mike_only_ours_are_replaced(tmp_path):
    place = tmp_path / "pages"
    make(place, "mike", names=("3.0", "0.1"), aliases=())
    others = write([Listed("3.0", "3.0", ("latest",)), Listed("0.1", "0.1", ())])
    (place / "versions.json").write_text(others)
    (place / "latest").symlink_to("3.0")
    (place / ".git").write_text("gitdir: elsewhere")
    (place / "CNAME").write_text("guide.example")
    publish(place, "one", names=("1.0", "0.9"))
    publish(place, "two", names=("1.0",))
    found = read((place / "versions.json").read_text())
    assert [(one.version, one.aliases) for one in found] == [("3.0", ()), ("1.0", ("latest",)), ("0.1", ())]
    assert (place / "CNAME").read_text() == "guide.example"
    assert (place / ".git").exists()
    assert not (place / "0.9").exists()
    assert not (place / "latest").is_symlink()
    assert (place / "latest" / "index.html").read_text() == (place / "1.0" / "index.html").read_text() == "two"
    assert (place / "3.0" / "index.html").read_text() == "mike"


@pytest.mark.parametrize(
    "files", [{"README.md": "x"}, {"index.html": "x", ".git": "y"}, {"versions.json": "{}"}, {"versions.json": "no"}]
)
def test_what_is_none_of_ours_is_not_touched(tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(OutputError, match="holds other things"):
        Output.at(tmp_path, replaceable=".git" in files)
    assert tree(tmp_path) == files


def test_a_file_is_no_place(tmp_path):
    (tmp_path / "site").write_text("x")
    with pytest.raises(OutputError, match="is no directory"):
        Output.at(tmp_path / "site", replaceable=True)


def test_the_hosts_own_directory_may_go(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("mkdocs")
    publish(tmp_path / "site", "one", replaceable=True)
    assert marks(tmp_path / "site") == {"one"}


def test_a_place_that_is_a_mount_is_written_inside(tmp_path, monkeypatch):
    place = tmp_path / "site"
    publish(place, "one")
    monkeypatch.setattr(os.path, "ismount", lambda path: os.fspath(path) == os.fspath(place))
    monkeypatch.setattr(publishing, "exchange", lambda one, other: False)
    (place / ".playbook-dead").mkdir()
    publish(place, "two", names=("2.0",))
    assert marks(place) == {"two"}
    assert not list(place.glob(".playbook-*"))


@pytest.mark.parametrize("name", ["site", "site[1]"])
def test_what_a_stopped_run_left_is_removed(tmp_path, name):
    (tmp_path / f".{name}.playbook-dead" / "site").mkdir(parents=True)
    publish(tmp_path / name, "one")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_what_a_link_led_to_is_removed(tmp_path):
    (tmp_path / "site[1]").symlink_to("site[1].playbook-now")
    (tmp_path / "site[1].playbook-dead").mkdir()
    publish(tmp_path / "site[1]", "one")
    publish(tmp_path / "site[1]", "two")
    assert not (tmp_path / "site[1].playbook-dead").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="file"), Output(tmp_path / "file" / "site").staging():
        pass


def test_a_failure_leaves_what_was_there(tmp_path):
    publish(tmp_path / "site", "one")
    output = Output.at(tmp_path / "site", replaceable=False)
    with pytest.raises(ZeroDivisionError), output.staging():
        1 / 0  # noqa: B018 - anything that goes wrong
    assert marks(tmp_path / "site") == {"one"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


ENDLESS = """
import itertools, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from playbook.versions import publishing
from test_publishing import publish
if sys.argv[3] == "plain": publishing.exchange = lambda one, other: False
print("begins", flush=True)
for number in itertools.count():
    publish(Path(sys.argv[1]), f"{os.getpid()}-{number}", names=("1.0", "0.9") if number % 2 else ("1.0", "0.8", "0.7"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="not every system exchanges directories")
@pytest.mark.parametrize("place", ["site", "link"])
@pytest.mark.timeout(300)
def test_a_kill_at_any_moment_leaves_one_whole_site(tmp_path, place):
    """Forty times; what a reader finds is of one run, and complete."""
    if place == "link":
        (tmp_path / "link").symlink_to("releases")
    for how in ("exchange", "plain") * 10 if place == "link" else ("exchange",) * 20:
        _killed(tmp_path / place, how)
        found = marks(tmp_path / place)
        assert len(found) == 1, found
        names = {one.version for one in read((tmp_path / place / "versions.json").read_text())} | {"latest"}
        assert {path.name for path in (tmp_path / place).iterdir() if path.is_dir()} == names
        assert all((tmp_path / place / name / "deep" / "index.html").exists() for name in names)
    publish(tmp_path / place, "last")
    assert marks(tmp_path / place) == {"last"}
    real = (tmp_path / place).resolve()
    assert {path.name for path in tmp_path.iterdir()} == {place, real.name}


@pytest.mark.skipif(os.name != "posix", reason="there are no signals there")
@pytest.mark.timeout(300)
def test_where_nothing_can_be_exchanged_each_version_is_whole(tmp_path):
    place = tmp_path / "site"
    publish(place, "first")
    for _ in range(10):
        _killed(place, "plain")
        for name in (path for path in place.iterdir() if path.is_dir()):
            assert len(marks(name)) == 1
            assert len(tree(name)) == 2
        for one in read((place / "versions.json").read_text()):
            assert one.version in {"1.0", "0.9", "0.8", "0.7"}
    publish(place, "last", names=("1.0",))
    assert marks(place) == {"last"}
    assert json.loads((place / "versions.json").read_text())[0]["version"] == "1.0"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    shutil.rmtree(place)


def _killed(place, how):
    source = Path(versions.__file__).parents[2]
    command = [sys.executable, "-c", ENDLESS, os.fspath(place), os.fspath(Path(__file__).parent), how]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(source)})
    assert process.stdout.readline() == b"begins\n"
    until = time.monotonic() + 20
    while not (place / "versions.json").exists() and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(random.uniform(0.0, 0.1))  # noqa: S311 - any moment
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
