"""The figures of a site as a table: what they weigh, and what their readers load."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from playbook.figures.pictures import Pictures
from playbook.figures.places import library
from playbook.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playbook.site import Site


@dataclass(frozen=True, slots=True)
class Row:
    """An image of a space."""

    path: str
    """As diagnostics name it."""
    media_type: str
    """Empty when its bytes are of no kind that is known."""
    width: int
    height: int
    bytes: int
    lightest: int
    """Bytes that a reader with a large screen loads; those of the original where nothing lighter was made."""
    places: int
    """How often pages show it, unlisted ones too."""
    used: bool
    """Whether a page shows it or links to it."""


def rows(site: Site, *, encode: bool = False) -> tuple[Row, ...]:
    """The images of a site, the heaviest first.

    Args:
        site: The site.
        encode: Whether lighter files that no build has made yet are made.
    """
    pictures = Pictures(Publication(site), encode=encode)
    found = []
    for item in site.once(library).images:
        asset, picture = item.asset, pictures.find(item.space, item.asset.path)
        lightest = picture.lightest if picture is not None else asset.bytes
        found.append(
            Row(
                item.name,
                asset.media_type,
                asset.width,
                asset.height,
                asset.bytes,
                lightest,
                len(item.places),
                item.used,
            )
        )
    site.cache.prune()
    return tuple(sorted(found, key=lambda row: (-row.bytes, row.path)))


def table(listed: Sequence[Row]) -> Iterator[str]:
    """The lines to print: bytes, bytes that readers load, size, type, name, and how often it is shown."""
    if not listed:
        return
    yield f"{'bytes':>12} {'loaded':>12} {'pixels':>13}  {'type':<8} file"
    for row in listed:
        size = f"{row.width} x {row.height}" if row.width else "-"
        kind = row.media_type.rpartition("/")[2].partition("+")[0] or "?"
        line = f"{row.bytes:>12,} {row.lightest if row.places else 0:>12,} {size:>13}  {kind:<8} {row.path}"
        yield f"{line}{_use(row)}"


def json_(listed: Sequence[Row]) -> str:
    """The same for programs: `{"figures": [{"path", "media_type", "width", …}]}`."""
    return json.dumps({"figures": [asdict(row) for row in listed]}, ensure_ascii=False, indent=2)


def summary(listed: Sequence[Row]) -> str:
    """What all of them come to."""
    shown = [row for row in listed if row.places]
    before, after = sum(row.bytes for row in shown), sum(row.lightest for row in shown)
    text = f"{len(shown)} figures of {_size(before)}"
    if after < before:
        text += f", of which readers load {_size(after)} ({(before - after) / before:.0%} less)"
    unused = [row for row in listed if not row.used]
    return f"{text}; {len(unused)} unused of {_size(sum(row.bytes for row in unused))}" if unused else text


def _use(row: Row) -> str:
    if row.places:
        return f"  (shown {row.places} times)" if row.places > 1 else ""
    return "  (linked)" if row.used else "  (unused)"


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"
