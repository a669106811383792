"""What is learned of image files, friendly or not."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import picture
from PIL import Image, ImageFile

from playbook.cache import Cache
from playbook.figures.assets import Asset, Reader, media_type


def read(data, path="a.png"):
    return Reader().read_bytes(data, path)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width, height, *more):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
        ("BMP", "image/bmp"),
        ("ICO", "image/vnd.microsoft.icon"),
    ],
)
def test_the_bytes_tell_what_a_picture_is(kind, expected):
    size = (64, 48) if kind != "ICO" else (64, 64)
    asset = read(picture(kind, size), "no-name")
    assert (asset.media_type, asset.width, asset.height, asset.problem, asset.frames) == (expected, *size, "", 1)
    assert asset.usable


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_nothing_is_decoded(kind, monkeypatch):
    data = [picture(kind), picture(kind, frames=3) if kind in ("PNG", "GIF", "WEBP") else picture(kind, exif=turned())]
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("decoded"))
    assert all(read(one).usable for one in data)


def turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_camera_held_upright_is_believed(kind):
    asset = read(picture(kind, (80, 60), exif=turned()))
    assert (asset.width, asset.height) == (60, 80)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_frames_are_counted(kind):
    assert read(picture(kind, (32, 32), frames=5)).frames == 5


def test_what_is_learned_is_found_in_the_cache_under_any_name(tmp_path):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 8"><title>T</title></svg>'
    for data in (picture(), svg, b"", b"text"):
        first = Reader(Cache(tmp_path)).read_bytes(data, "a")
        again = Reader(Cache(tmp_path)).read_bytes(data, "b.png")
        assert isinstance(again, Asset)
        assert (again.path, again.digest, again.vector, again.problem) == ("b.png", *first_facts(first))


def first_facts(asset):
    return asset.digest, asset.vector, asset.problem


def test_nonsense_in_the_cache_is_passed_by(tmp_path):
    good = Reader(Cache(tmp_path)).read_bytes(picture(), "a")
    (entry,) = (file for file in tmp_path.iterdir() if file.suffix == ".json")
    key = entry.name[:40]
    entry.unlink()
    for nonsense in ([], {}, {"vector": 3}, None, {"path": "", "digest": "x", "bytes": 1, "vector": None}):
        Cache(tmp_path).put_value(key, nonsense)
        assert Reader(Cache(tmp_path)).read_bytes(picture(), "a") == good
        for file in tmp_path.glob("*.json"):
            file.unlink()


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    assert "cannot be read" in Reader().read(tmp_path / "nothing.png", "nothing.png").problem
    assert "cannot be read" in Reader().read(tmp_path, "directory").problem


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    file = tmp_path / "a.png"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    assert "200,000,000 bytes" in Reader().read(file, "a.png").problem


def test_a_picture_of_200_megapixels_costs_nothing():
    tracemalloc.start()
    start = time.perf_counter()
    asset = read(png_header(20_000, 10_000))
    seconds = time.perf_counter() - start
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "20,000 by 10,000" in asset.problem
    assert seconds < 1
    assert peak < 1_000_000


@pytest.mark.parametrize("size", [(2**31 - 1, 1), (1, 2**31 - 1), (0, 0), (2**32 - 1, 2**32 - 1)])
def test_strange_sizes_are_problems(size):
    assert not read(png_header(*size)).usable or max(size) < 2**31


def test_a_text_that_unpacks_to_gigabytes_is_not_unpacked():
    bomb = chunk(b"zTXt", b"k\x00\x00" + zlib.compress(bytes(50_000_000), 9))
    tracemalloc.start()
    read(png_header(10, 10, bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_a_picture_that_is_cut_off_anywhere_is_found(kind):
    data = picture(kind, (120, 90))
    assert read(data).usable
    for kept in range(16, len(data) - 16, max(len(data) // 40, 1)):
        assert read(data[:kept]).problem, kept


def test_a_preview_inside_a_jpeg_does_not_hide_that_it_is_cut_off():
    preview = picture("JPEG", (32, 24))
    data = picture("JPEG", (120, 90))
    with_preview = data[:2] + b"\xff\xe1" + struct.pack(">H", len(preview) + 2) + preview + data[2:]
    assert read(with_preview).usable
    assert "cut off" in read(with_preview[:-40]).problem


def test_what_follows_a_picture_does_no_harm():
    for kind in ("PNG", "JPEG", "WEBP", "AVIF"):
        assert read(picture(kind) + b"\n").usable


def test_a_wrong_checksum_is_found():
    data = bytearray(picture())
    data[data.index(b"IDAT") + 20] ^= 255
    assert "checksum" in read(bytes(data)).problem


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"<svg "]))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_it_raise(data, start):
    asset = read(start + data)
    assert asset.bytes == len(start + data)


@given(
    st.integers(0, 2**64), st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "AVIF"]), st.binary(min_size=1, max_size=8)
)
@settings(max_examples=150, deadline=None)
def test_no_damage_makes_it_raise(place, kind, damage):
    data = picture(kind, (24, 24))
    at = place % len(data)
    read(data[:at] + damage + data[at + len(damage) :])


def test_a_page_is_no_image():
    assert media_type(b"<!DOCTYPE html><html>") == ""
    assert media_type(b"") == ""
