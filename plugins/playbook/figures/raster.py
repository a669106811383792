"""What a raster picture is: its size, its frames, and whether all of it is there."""

from __future__ import annotations

import struct
import warnings
import zlib
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import ExifTags, Image, UnidentifiedImageError

if TYPE_CHECKING:
    from playbook.figures.assets import Asset

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


def read_raster(asset: Asset, data: bytes) -> Asset:
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
