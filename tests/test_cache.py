"""The cache: never wrong, never in the way."""

from __future__ import annotations

import os
import threading

import pytest

from playbook.cache import Cache


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "cache"


def test_an_entry_is_found_by_another_run(directory):
    key = Cache.key("picture", "1", b"bytes")
    Cache(directory).put(key, b"result", ".avif")
    again = Cache(directory)
    assert again.get(key) == b"result"
    assert again.file(key).suffix == ".avif"


def test_values_come_back_as_they_were(directory):
    value = {"width": 3, "name": "é", "parts": [1, None]}
    Cache(directory).put_value(Cache.key("a"), value)
    assert Cache(directory).value(Cache.key("a")) == value


def test_the_key_tells_where_one_part_ends():
    assert Cache.key("ab", "c") != Cache.key("a", "bc")
    assert Cache.key("a") == Cache.key(b"a")
    assert Cache.key("\ud800")


def test_the_version_is_that_of_the_text_of_modules():
    one, both = Cache.version("playbook.cache"), Cache.version("playbook.cache", "playbook.source")
    assert one == Cache.version("playbook.cache")
    assert one != both
    assert len(one) == 16


@pytest.mark.parametrize("damage", [b"", b"resul", b"other!", b"\x00" * 9])
def test_a_damaged_entry_is_none_and_is_removed(directory, damage):
    key = Cache.key("a")
    file = Cache(directory).put(key, b"result")
    file.write_bytes(damage)
    again = Cache(directory)
    assert again.get(key) is None
    assert not file.exists()
    again.put(key, b"result")
    assert Cache(directory).get(key) == b"result"


def test_a_value_that_is_no_json_is_none(directory):
    cache = Cache(directory)
    cache.put(Cache.key("a"), b"{", ".json")
    assert cache.value(Cache.key("a")) is None


def test_it_may_be_deleted_while_it_is_used(directory):
    cache = Cache(directory)
    cache.put(Cache.key("a"), b"1")
    for file in directory.iterdir():
        file.unlink()
    directory.rmdir()
    assert cache.get(Cache.key("a")) is None
    cache.put(Cache.key("b"), b"2")
    assert cache.get(Cache.key("b")) == b"2"


def test_without_a_directory_nothing_is_kept():
    cache = Cache()
    assert cache.put(Cache.key("a"), b"1") is None
    assert cache.get(Cache.key("a")) is None
    cache.prune()


def test_a_directory_that_cannot_be_made_is_as_good_as_none(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file" / "cache")
    assert cache.put(Cache.key("a"), b"1") is None
    assert cache.get(Cache.key("a")) is None
    cache.prune()


def test_it_holds_no_more_than_its_limit_and_drops_what_was_not_used_for_longest(directory):
    first = Cache(directory)
    for number in range(6):
        file = first.put(Cache.key(str(number)), bytes(100))
        os.utime(file, (number, number))
    second = Cache(directory, limit=350)
    assert second.get(Cache.key("0"))
    second.put(Cache.key("new"), bytes(100))
    second.prune()
    left = Cache(directory)
    assert [number for number in range(6) if left.get(Cache.key(str(number)))] == [0, 5]
    assert left.get(Cache.key("new"))


def test_what_is_not_an_entry_is_left_alone(directory):
    cache = Cache(directory, limit=0)
    cache.put(Cache.key("a"), b"1")
    (directory / "mine.txt").write_text("x")
    other = Cache(directory, limit=0)
    other.put(Cache.key("b"), b"1")
    other.prune()
    assert {"mine.txt", ".gitignore", "CACHEDIR.TAG"} < {file.name for file in directory.iterdir()}
    assert Cache(directory).get(Cache.key("a")) is None


def test_several_threads_may_put_the_same_entry(directory):
    cache = Cache(directory)
    threads = [threading.Thread(target=cache.put, args=(Cache.key("a"), b"1" * 100_000)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Cache(directory).get(Cache.key("a")) == b"1" * 100_000
    assert not [file for file in directory.iterdir() if file.suffix == ".part"]
