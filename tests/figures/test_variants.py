"""Lighter files of figures: right, worth it, and made once."""

from __future__ import annotations

import time
from dataclasses import replace
from io import BytesIO

import pytest
from pictures import picture
from PIL import Image

from playbook.cache import Cache
from playbook.figures import variants
from playbook.figures.assets import Reader
from playbook.figures.variants import make_all, suits, widths
from playbook.settings import FigureSettings

SETTINGS = FigureSettings(widths=(200, 400), workers=2)


@pytest.fixture
def make(tmp_path):
    """Makes the lighter files of some bytes."""

    def made(data, settings=SETTINGS, *, encode=True):
        file = tmp_path / "picture"
        file.write_bytes(data)
        asset = Reader().read(file, "picture")
        found = make_all([(file, asset)], settings, Cache(tmp_path / "cache"), encode=encode)
        return asset, found.get(asset.digest, ())

    return made


def noise(kind="PNG", size=(600, 450), **options):
    """A picture that cannot be compressed well."""
    image = Image.effect_noise(size, 60).convert("RGB")
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP"])
def test_every_kind_is_made_lighter_in_each_width(make, kind):
    asset, found = make(noise(kind, **({"quality": 100} if kind in ("JPEG", "WEBP") else {})))
    assert found
    for variant in found:
        with Image.open(variant.file) as image:
            assert image.get_format_mimetype() == variant.media_type
            assert image.size == (variant.width, round(450 * variant.width / 600))
        assert variant.bytes == variant.file.stat().st_size
    by_type = {
        kind: [one.width for one in found if one.media_type == kind] for kind in {one.media_type for one in found}
    }
    assert set(map(tuple, by_type.values())) == {(200, 400)}
    assert max(one.bytes for one in found) < asset.bytes


def test_colours_of_avif_keep_their_resolution(make):
    _, found = make(noise())
    data = next(one.file.read_bytes() for one in found if one.media_type == variants.AVIF)
    at = data.index(b"av1C")
    assert data[at + 6] & 0b0000_1100 == 0  # neither halved across nor down (AV1 codec configuration, 2.3.3)


def test_what_would_not_be_lighter_is_not_made(make):
    _, found = make(noise("WEBP", quality=1), replace(SETTINGS, widths=(600,)))
    assert found == ()


def test_transparency_is_kept(make):
    image = Image.new("RGBA", (600, 450), (255, 0, 0, 0))
    image.paste(Image.effect_noise((300, 450), 50).convert("RGBA"), (0, 0))
    stream = BytesIO()
    image.save(stream, "PNG")
    _, found = make(stream.getvalue())
    with Image.open(found[0].file) as light:
        assert light.convert("RGBA").getpixel((190, 100))[3] < 10


def test_a_picture_of_a_camera_stands_upright_and_tells_nothing_of_its_place(make):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "maker"
    image = Image.effect_noise((600, 300), 50).convert("RGB")
    stream = BytesIO()
    image.save(stream, "JPEG", quality=100, exif=exif)
    asset, found = make(stream.getvalue())
    assert (asset.width, asset.height) == (300, 600)
    for variant in found:
        with Image.open(variant.file) as light:
            assert light.height == light.width * 2
            assert not light.getexif()


@pytest.mark.parametrize(
    ("width", "wanted", "expected"),
    [
        (8000, (750, 1376), (750, 1376)),
        (1500, (750, 1376), (750, 1500)),
        (1376, (750, 1376), (750, 1376)),
        (800, (750, 1376), (800,)),
        (300, (750, 1376), (300,)),
        (900, (), (900,)),
    ],
)
def test_the_widths(width, wanted, expected):
    asset = replace(Reader().read_bytes(picture(), "a"), width=width)
    assert widths(asset, wanted) == expected


@pytest.mark.parametrize(
    "data", [b"", b"text", picture("GIF"), picture("AVIF"), picture("PNG", frames=2), picture("PNG", (20, 20))]
)
def test_what_does_not_suit(data):
    assert not suits(Reader().read_bytes(data, "a"))


def test_a_picture_that_is_too_large_does_not_suit():
    asset = replace(Reader().read_bytes(noise(), "a"), width=20_000, height=20_000)
    assert not suits(asset)


def test_a_picture_that_cannot_be_decoded_stays_as_it_is(make, monkeypatch):
    data = bytearray(noise("JPEG"))
    data[700:1200] = bytes(500)
    make(bytes(data))
    monkeypatch.setattr(variants, "_files", lambda *_: 1 / 0)
    assert make(noise())[1] == ()


def test_the_second_run_takes_what_the_first_made(make, monkeypatch):
    data = noise()
    asset, first = make(data)
    start = time.perf_counter()
    monkeypatch.setattr(variants, "_encode", lambda *_: pytest.fail("made again"))
    assert make(data) == (asset, first)
    assert time.perf_counter() - start < 1


def test_a_run_without_the_cache_makes_the_same_bytes(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(noise())
    asset = Reader().read(file, "a.png")
    made = [make_all([(file, asset)], SETTINGS, Cache(tmp_path / name)) for name in ("one", "two")]
    one, two = ([variant.file.read_bytes() for variant in run[asset.digest]] for run in made)
    assert one == two


def test_a_damaged_file_in_the_cache_is_made_again(make):
    data = noise()
    _, first = make(data)
    first[0].file.write_bytes(b"damaged")
    _, again = make(data)
    assert [one.bytes for one in again] == [one.bytes for one in first]


def test_other_settings_make_other_files(make):
    data = noise()
    _, first = make(data)
    _, other = make(data, replace(SETTINGS, quality=20))
    assert other[-1].file != first[-1].file


def test_a_preview_does_not_wait(make):
    data = noise()
    assert make(data, encode=False)[1] == ()
    made = make(data)
    assert make(data, encode=False) == made


def test_without_a_cache_nothing_is_made(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(noise())
    assert make_all([(file, Reader().read(file, "a.png"))], SETTINGS, Cache()) == {}
