"""Files that are there in full or not at all."""

from __future__ import annotations

from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(file: Path, content: str | bytes) -> None:
    r"""Write a file: who looks meanwhile sees the old one or the new one, and a failure leaves the old one.

    Args:
        file: What to write; directories above it are made. A device or a pipe is written to as it is.
        content: Of a text, a character that UTF-8 has no bytes for is written as `\udc80`, which JSON understands.

    Raises:
        OSError: It cannot be written.
    """
    data = content.encode(errors="backslashreplace") if isinstance(content, str) else content
    if file.exists() and not file.is_file() and not file.is_dir():
        file.write_bytes(data)
        return
    # A link would be replaced by a file; what it leads to is meant.
    file = file.resolve()
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as stream:
            stream.write(data)
        if file.exists():
            part.chmod(file.stat().st_mode)
        part.replace(file)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
