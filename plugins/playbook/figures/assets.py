"""What an image file is, by its bytes and not by its name."""

from __future__ import annotations

import struct
import warnings
import zlib
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import ExifTags, Image, UnidentifiedImageError

from playbook.cache import Cache
from playbook.figures.vector import Vector, read_vector

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

_VERSION = Cache.version(__name__, "playbook.figures.vector")
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
_PILLOW = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/avif": "AVIF",
    "image/bmp": "BMP",
    "image/vnd.microsoft.icon": "ICO",
    "image/tiff": "TIFF",
}
_COUNTED = 2_000_000
"""Bytes of a GIF whose frames are counted; of a larger one it is only said that there are several."""


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
    return _raster(asset, data)


def _raster(asset: Asset, data: bytes) -> Asset:
    """Read the header of a picture, and see whether its end is there; nothing is decoded."""
    name = _PILLOW.get(asset.media_type)
    if name is None:
        return asset
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=(name,)) as image:
                width, height = reversed(image.size) if _lies(image) else image.size
                frames = _frames(image, len(data))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return replace(asset, problem=f"has more pixels than are ever decoded here{_pixels(asset, data)}")
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error, zlib.error) as error:
            return replace(asset, problem=f"cannot be decoded{_reason(error)}")
        except Exception as error:  # noqa: BLE001 - decoders meet bytes that nobody foresaw
            return replace(asset, problem=f"cannot be decoded ({type(error).__name__})")
    return replace(asset, width=width, height=height, frames=frames, problem=asset.problem or _end(asset, data))


def _reason(error: Exception) -> str:
    text = str(error).strip()
    return "" if isinstance(error, UnidentifiedImageError) or not text or "BytesIO" in text else f": {text[:80]}"


def _pixels(asset: Asset, data: bytes) -> str:
    if asset.media_type != "image/png" or len(data) < 24:
        return ""
    width, height = struct.unpack(">II", data[16:24])
    return f" ({width:,} by {height:,})"


def _lies(image: Image.Image) -> bool:
    """Whether browsers turn a picture by a quarter, as its camera noted."""
    noted = image.info.get("exif")  # `getexif` would decode a PNG
    if not isinstance(noted, bytes):
        return False
    exif = Image.Exif()
    exif.load(noted)
    return exif.get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)


def _frames(image: Image.Image, size: int) -> int:
    if not getattr(image, "is_animated", False):
        return 1
    if image.format == "GIF" and size > _COUNTED:
        return 2
    return int(getattr(image, "n_frames", 1))


def _end(asset: Asset, data: bytes) -> str:
    """What is missing of a file that was cut off on its way; empty for nothing."""
    cut = "is cut off: its end is missing"
    match asset.media_type:
        case "image/png":
            return _png(data)
        case "image/jpeg":
            scan = _jpeg_scan(data)
            return "" if scan and data.rfind(b"\xff\xd9", scan) > 0 else cut
        case "image/gif":
            return "" if data.rstrip(b"\x00").endswith(b";") or b"\x00;" in data[-1024:] else cut
        case "image/webp":
            return "" if int.from_bytes(data[4:8], "little") + 8 <= len(data) + 1 else cut
        case "image/avif":
            return "" if _boxes_end(data) <= len(data) else cut
    return ""


def _jpeg_scan(data: bytes) -> int:
    """Where the picture itself begins in a JPEG, after the parts that may hold a preview; 0 when it is not there."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xDA:
            return at
        at += 1 if kind == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return max(data.find(b"\xff\xda", 2), 0) if at + 4 <= len(data) else 0


def _png(data: bytes) -> str:
    """Whether the chunks of a PNG follow one another to the last one, each with its checksum."""
    at, view = 8, memoryview(data)
    while at + 12 <= len(data):
        length = int.from_bytes(view[at : at + 4], "big")
        kind = bytes(view[at + 4 : at + 8])
        if at + 12 + length > len(data):
            break
        if zlib.crc32(view[at + 4 : at + 8 + length]) != int.from_bytes(
            view[at + 8 + length : at + 12 + length], "big"
        ):
            return f"is damaged: the checksum of its part {kind.decode('latin-1')!r} is wrong"
        if kind == b"IEND":
            return ""
        at += 12 + length
    return "is cut off: its end is missing"


def _boxes_end(data: bytes) -> int:
    """Where the last box of an ISO media file should end."""
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        if length < 8:  # up to the end of the file
            return len(data)
        at += length
    return at
