"""What an image file is, by its bytes and not by its name."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from playbook.cache import Cache
from playbook.vector import Vector, read_vector

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_BYTES = 100_000_000
"""GitBook takes no larger file (gitbook-format.md §1); a larger one is not read."""
EXTENSIONS: Mapping[str, str] = {
    "png": "image/png",
    "apng": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "jfif": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
    "bmp": "image/bmp",
    "ico": "image/vnd.microsoft.icon",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "heic": "image/heic",
}
"""The media type of the files that have these endings."""
SVG = EXTENSIONS["svg"]
UNSHOWN = frozenset({"image/tiff", "image/heic", "application/pdf", "application/postscript"})
"""What no usual browser shows as an image."""

_VERSION = Cache.version(__name__, "playbook.figures.raster", "playbook.vector")
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/vnd.microsoft.icon"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"%!PS", "application/postscript"),
)
_BRANDS = {b"avif": "image/avif", b"avis": "image/avif", b"heic": "image/heic", b"heix": "image/heic"}


@dataclass(frozen=True, slots=True)
class Asset:
    """An image file."""

    path: str
    """Relative to the content root of its space."""
    digest: str
    """SHA-256 of its bytes, hexadecimal; empty when it could not be read."""
    bytes: int
    media_type: str = ""
    """By its bytes; empty when they are of no kind that is known."""
    width: int = 0
    """Pixels; 0 when it is not known."""
    height: int = 0
    frames: int = 1
    """Pictures that follow one another; of a large animation 2, whatever their number."""
    problem: str = ""
    """Why browsers cannot show it, as the end of a sentence; empty when they can."""
    vector: Vector | None = None
    """Of an SVG file."""

    @property
    def expected(self) -> str:
        """The media type that its name promises; empty for none."""
        return EXTENSIONS.get(self.path.rpartition(".")[2].lower(), "") if "." in self.path else ""

    @property
    def usable(self) -> bool:
        """Whether it can be shown."""
        return bool(self.bytes and self.media_type and not self.problem)


class Reader:
    """Reads image files, and keeps what it learns of them by their content."""

    def __init__(self, cache: Cache | None = None) -> None:
        self.cache = cache or Cache()
        self._known: dict[str, Asset] = {}

    def read(self, file: Path, path: str) -> Asset:
        """What a file is; never raises.

        Args:
            file: Where it is.
            path: Its path relative to the content root.
        """
        try:
            size = file.stat().st_size
            if size > MAX_BYTES:
                return Asset(path, "", size, problem=f"has {size:,} bytes, more than the {MAX_BYTES:,} that are read")
            data = file.read_bytes()
        except OSError as error:
            return Asset(path, "", 0, problem=f"cannot be read: {error.strerror or error}")
        return self.read_bytes(data, path)

    def read_bytes(self, data: bytes, path: str) -> Asset:
        """What some bytes are; never raises."""
        digest = sha256(data).hexdigest()
        known = self._known.get(digest)
        if known is None:
            key = Cache.key("asset", _VERSION, digest)
            known = _from_cache(self.cache.value(key), digest, len(data))
            if known is None:
                known = _facts(data, digest)
                self.cache.put_value(key, asdict(known))
            self._known[digest] = known
        return replace(known, path=path)


def media_type(data: bytes) -> str:
    """What bytes are; empty for anything that is no image."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "")
    return SVG if b"<svg" in data[:4096] or _opens_svg(data) else ""


def _opens_svg(data: bytes) -> bool:
    """Whether an SVG begins after a long comment, or in UTF-16."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<")):
        return b"<\x00s\x00v\x00g" in data[:8192] or b"<\x00s\x00v\x00g"[1:] in data[:8192]
    return start.startswith((b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in data[:1_000_000]


def _from_cache(value: Any, digest: str, size: int) -> Asset | None:  # noqa: ANN401 - whatever the cache holds
    try:
        asset = Asset(**{**value, "vector": Vector(**value["vector"]) if value["vector"] else None})
    except (TypeError, KeyError, AttributeError):
        return None
    return asset if asset.digest == digest and asset.bytes == size else None


def _facts(data: bytes, digest: str) -> Asset:
    """Everything but the path."""
    kind = media_type(data)
    asset = Asset("", digest, len(data), kind)
    if not data:
        return asset
    if kind == SVG:
        vector = read_vector(data)
        return replace(asset, width=vector.width, height=vector.height, problem=vector.problem, vector=vector)
    if kind in UNSHOWN:
        asset = replace(asset, problem=f"is {kind}, which browsers do not show")
    elif not kind:
        return replace(asset, problem="is no image")
    from playbook.figures.raster import read_raster  # noqa: PLC0415 - Pillow is slow to import, and a file is read once

    return read_raster(asset, data)
