"""Pictures that look the same though their bytes differ."""

from __future__ import annotations

import warnings
from collections import defaultdict
from typing import TYPE_CHECKING

from playbook.cache import Cache
from playbook.diagnostics import Finding, Severity, rule
from playbook.figures.places import library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playbook.figures.assets import Asset
    from playbook.figures.places import Item
    from playbook.site import Site

SIDE = 64
"""Pixels of the small picture, in grey, by which two are compared."""
MAX_PIXELS = 30_000_000
"""A larger picture is not decoded for this."""
MEAN, MOST = 2.0, 14
"""How far the grey of two small pictures may differ, of 255: on average, and anywhere. Copies of real figures, at 60 %
of their size as JPEG, differ by 1.4 and 9 at most; different figures by 11 and 78 at least."""
LEAST_CONTRAST = 24
"""A picture with less between its darkest and its lightest place looks like too many others."""
NEIGHBOURS = 12
"""Pictures next to one another in each order that are compared, so that the cost stays linear."""

_VERSION = Cache.version(__name__)
_RATIO = 0.0025


@rule("FIG035", "image-alike", Severity.NOTE)
def image_alike(site: Site) -> Iterator[Finding]:
    """Two pictures of a space look the same though their files differ: one is a copy in another size or format.

    Corrections reach one of them and not the other. Keep the better one, and let both pages name it.
    """
    for space in site.spaces:
        candidates = [item for item in site.once(library).images if item.space is space and _comparable(item)]
        for one, other in _pairs(_by_shape(candidates), site.cache):
            yield other.finding(
                f"the image {other.asset.path!r} looks the same as {one.asset.path!r}", "keep one of the two files"
            )


def _comparable(item: Item) -> bool:
    asset = item.asset
    pixels = asset.width * asset.height
    return bool(item.places) and asset.usable and asset.vector is None and 64 * 64 <= pixels <= MAX_PIXELS


def _by_shape(items: list[Item]) -> list[list[Item]]:
    """The pictures of about the same proportions, each content once; what stands alone need not be decoded."""
    unique = {item.asset.digest: item for item in reversed(items)}
    ordered = sorted(unique.values(), key=lambda item: item.asset.width / item.asset.height)
    groups: list[list[Item]] = []
    last = 0.0
    for item in ordered:
        ratio = item.asset.width / item.asset.height
        if groups and ratio <= last * (1 + _RATIO):
            groups[-1].append(item)
        else:
            groups.append([item])
        last = ratio
    return [group for group in groups if len(group) > 1]


def _pairs(groups: list[list[Item]], cache: Cache) -> Iterator[tuple[Item, Item]]:
    for group in groups:
        seen = {item.asset.digest: small for item in group if (small := _small(item, cache)) is not None}
        order = {item.asset.digest: number for number, item in enumerate(sorted(group, key=lambda one: one.asset.path))}
        by_digest = {item.asset.digest: item for item in group}
        told: set[str] = set()
        for one, other in _neighbours(seen):
            first, second = sorted((one, other), key=lambda digest: order[digest])
            if second not in told and _same_language(by_digest[first], by_digest[second]):
                told.add(second)
                yield by_digest[first], by_digest[second]


def _neighbours(seen: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """The pairs that look the same, among those that are near one another in one of several orders."""
    compared: set[tuple[str, str]] = set()
    marks: dict[str, list[int]] = defaultdict(list)
    for digest, small in seen.items():
        rows = [small[row * SIDE : (row + 1) * SIDE] for row in range(SIDE)]
        marks[digest] = [
            sum(small),
            sum(sum(row) for row in rows[: SIDE // 2]),
            sum(sum(row[: SIDE // 2]) for row in rows),
        ]
    for number in range(3):
        ordered = sorted(seen, key=lambda digest: (marks[digest][number], digest))
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + NEIGHBOURS]:
                if marks[other][number] - marks[one][number] > MEAN * SIDE * SIDE:
                    break
                pair = (one, other) if one < other else (other, one)
                if pair not in compared:
                    compared.add(pair)
                    if _alike(seen[one], seen[other]):
                        yield pair


def _alike(one: bytes, other: bytes) -> bool:
    total = 0
    for a, b in zip(one, other, strict=True):
        if not -MOST <= a - b <= MOST:
            return False  # as nearly all pairs, and most at their first pixels
        total += abs(a - b)
    return total <= MEAN * len(one)


def _same_language(one: Item, other: Item) -> bool:
    """Whether the two are shown in one language; the same drawing with other words is no copy."""
    languages = [{place.edition.language for place in item.places} for item in (one, other)]
    return not languages[0].isdisjoint(languages[1])


def _small(item: Item, cache: Cache) -> bytes | None:
    """A picture in 64 by 64 shades of grey; None when it cannot be decoded or has no contrast."""
    key = Cache.key("similar", _VERSION, item.asset.digest)
    small = cache.get(key)
    if small is None or len(small) != SIDE * SIDE:
        small = _decode(item.space.abs(item.asset.path), item.asset)
        cache.put(key, small)
    return small if small and max(small) - min(small) >= LEAST_CONTRAST else None


def _decode(file: Path, asset: Asset) -> bytes:
    from PIL import Image  # noqa: PLC0415 - slow to import, and a picture is decoded once

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(file) as image:
                if image.size != (asset.width, asset.height):
                    return bytes(SIDE * SIDE)
                image.draft("L", (SIDE * 4, SIDE * 4))
                if image.mode in ("P", "PA", "LA", "RGBA") or "transparency" in image.info:
                    clear = image.convert("RGBA")
                    white = Image.new("RGBA", clear.size, "white")
                    flat = Image.alpha_composite(white, clear).convert("L")
                else:
                    flat = image.convert("L")
                scale = max(round(asset.width / flat.width), 1)  # a JPEG is decoded at a half, a quarter or an eighth
                box = (0, 0, min(asset.width / scale, flat.width), min(asset.height / scale, flat.height))
                return flat.resize((SIDE, SIDE), Image.Resampling.BILINEAR, box).tobytes()
        except Exception:  # noqa: BLE001 - decoders meet bytes that nobody foresaw; rule FIG006 tells of most of them
            return bytes(SIDE * SIDE)
