"""Lighter files of raster figures: AVIF and WebP, as wide as they are shown.

Figures are mostly text and lines, so AVIF keeps its colours in full resolution (4:4:4: ringing round coloured letters
is what readers see of the usual 4:2:0), and a lossless WebP takes its place where that is lighter still, as of small
screenshots. What would not be lighter than the original is not made.
"""

from __future__ import annotations

import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageOps, features
from PIL import __version__ as pillow_version

from playbook.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from playbook.figures.assets import Asset
    from playbook.settings import FigureSettings

AVIF, WEBP = "image/avif", "image/webp"
ENDINGS = {AVIF: ".avif", WEBP: ".webp"}
SOURCES = frozenset({"image/png", "image/jpeg", "image/webp", "image/bmp"})
"""The kinds of pictures that are made lighter; AVIF is light already, a GIF may move."""
MAX_PIXELS = 60_000_000
"""A larger picture is left as it is, so that memory stays bounded."""
LEAST_BYTES = 4_000
"""A lighter file is not worth a request."""
LOSSLESS_PIXELS = 600_000
"""Larger pictures are not tried without loss: it takes long and does not pay."""

_VERSION = Cache.version(__name__)
_WORKERS = 4
_NEAR = 1.15
"""A picture that is wider than the widest variant by less than this is not scaled."""
_SMALLER = 0.8
"""Of the width of the largest variant: what is nearer to it is not made as well."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A lighter file of a picture."""

    media_type: str
    width: int
    """Pixels."""
    file: Path
    """In the cache."""
    bytes: int


def make_all(
    pictures: Iterable[tuple[Path, Asset]], settings: FigureSettings, cache: Cache, *, encode: bool = True
) -> dict[str, tuple[Variant, ...]]:
    """The lighter files of pictures by the digest of each, AVIF before WebP and narrow before wide.

    Args:
        pictures: Files and what they are.
        settings: Widths, quality, and how many are encoded at the same time.
        cache: Where the files are; without a directory there are none.
        encode: Whether missing ones are made; otherwise only those that are there count.
    """
    wanted = {asset.digest: (file, asset) for file, asset in pictures if suits(asset)}
    found: dict[str, tuple[Variant, ...]] = {}
    missing = []
    for digest, (file, asset) in wanted.items():
        known = _known(asset, settings, cache)
        if known is not None:
            found[digest] = known
        elif encode and cache.directory is not None:
            missing.append((file, asset))
    if missing:
        workers = min(settings.workers or min(os.cpu_count() or 1, _WORKERS), len(missing))
        with ThreadPoolExecutor(workers) as pool:  # the encoders run outside Python's lock
            for (_, asset), encoded in zip(
                missing, pool.map(lambda one: _encode(one[0], one[1], settings), missing), strict=True
            ):
                found[asset.digest] = _keep(asset, encoded, settings, cache)
    return {digest: variants for digest, variants in found.items() if variants}


def suits(asset: Asset) -> bool:
    """Whether lighter files of a picture can be made."""
    return (
        asset.usable
        and asset.media_type in SOURCES
        and asset.frames == 1
        and asset.bytes >= LEAST_BYTES
        and asset.width * asset.height <= MAX_PIXELS
    )


def widths(asset: Asset, wanted: Sequence[int]) -> tuple[int, ...]:
    """How wide the lighter files of a picture are, narrow before wide."""
    most = max(wanted, default=asset.width)
    full = asset.width if asset.width <= most * _NEAR else most
    return (*sorted({width for width in wanted if width <= full * _SMALLER}), full)


def _known(asset: Asset, settings: FigureSettings, cache: Cache) -> tuple[Variant, ...] | None:
    """What an earlier run made; None when it is not all there."""
    listed = cache.value(_key(asset, settings, "list"))
    if not isinstance(listed, list):
        return None
    variants = []
    try:
        for media_type, width, bytes_ in listed:
            file = cache.file(_key(asset, settings, media_type, width))
            if file is None:
                return None
            variants.append(Variant(media_type, width, file, bytes_))
    except (TypeError, ValueError):
        return None
    return tuple(variants)


def _keep(
    asset: Asset, encoded: Sequence[tuple[str, int, bytes]], settings: FigureSettings, cache: Cache
) -> tuple[Variant, ...]:
    variants = []
    for media_type, width, data in encoded:
        file = cache.put(_key(asset, settings, media_type, width), data, ENDINGS[media_type])
        if file is None:
            return ()
        variants.append(Variant(media_type, width, file, len(data)))
    listed = [[variant.media_type, variant.width, variant.bytes] for variant in variants]
    cache.put_value(_key(asset, settings, "list"), listed)
    return tuple(variants)


def _key(asset: Asset, settings: FigureSettings, what: str, width: int = 0) -> str:
    made_by = (_VERSION, pillow_version, *(str(features.version(name)) for name in ("avif", "webp")))
    options = ",".join(map(str, (settings.quality, *settings.widths)))
    return Cache.key("variant", *made_by, options, asset.digest, what, str(width))


def _encode(file: Path, asset: Asset, settings: FigureSettings) -> list[tuple[str, int, bytes]]:
    """The files that are lighter than the original; nothing for a picture that cannot be decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = _files(file, asset, settings)
    except Exception:  # noqa: BLE001 - decoders meet bytes that nobody foresaw: the original stays
        return []
    kept: list[tuple[str, int, bytes]] = []
    for _, group in groupby(made, key=lambda one: one[0]):
        files = list(group)
        if len(files[-1][2]) < asset.bytes:
            kept += files
    return kept


def _files(file: Path, asset: Asset, settings: FigureSettings) -> list[tuple[str, int, bytes]]:
    image = _decode(file, asset, max(widths(asset, settings.widths)))
    if image is None:
        return []
    profile: dict[str, Any] = {"icc_profile": image.info["icc_profile"]} if image.info.get("icc_profile") else {}
    avif: list[tuple[str, int, bytes]] = []
    webp: list[tuple[str, int, bytes]] = []
    for width in widths(asset, settings.widths):
        height = max(round(asset.height * width / asset.width), 1)
        scaled = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
        if features.check("avif"):
            options = {"quality": settings.quality, "subsampling": "4:4:4", "speed": 8, "max_threads": 1}
            avif.append((AVIF, width, _saved(scaled, "AVIF", **options, **profile)))
        if features.check("webp"):
            webp.append((WEBP, width, _webp(scaled, asset, **profile)))
    if avif and webp and len(webp[-1][2]) <= len(avif[-1][2]):
        return webp
    return avif + webp


def _webp(image: Image.Image, asset: Asset, **profile: Any) -> bytes:  # noqa: ANN401 - options of Pillow
    """The lighter of WebP with loss and, of a small picture that is no photograph, without."""
    lossy = _saved(image, "WEBP", quality=85, method=4, **profile)
    if asset.media_type == "image/jpeg" or image.width * image.height > LOSSLESS_PIXELS:
        return lossy
    return min(_saved(image, "WEBP", lossless=True, method=4, **profile), lossy, key=len)


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401 - options of Pillow
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _decode(file: Path, asset: Asset, width: int) -> Image.Image | None:
    """A picture as browsers show it, in RGB with or without transparency; None for colours of printers."""
    with Image.open(file) as image:
        if {*image.size} != {asset.width, asset.height} or image.mode == "CMYK":
            return None
        image.draft("RGB", (width, max(round(asset.height * width / asset.width), 1)))
        upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I") or upright.mode == "F":
        return None
    see_through = upright.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in upright.info
    profile = upright.info.get("icc_profile") if upright.mode in ("RGB", "RGBA") else None
    plain = upright.convert("RGBA" if see_through else "RGB")
    plain.info.clear()
    if profile:
        plain.info["icc_profile"] = profile
    return plain
