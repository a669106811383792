"""Whether a built site is what was signed off: its pages, and their sources, held against its `review.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from playbook.review.article import digest, visible_text
from playbook.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playbook.review.manifest import Manifest, PublishedPage


def differences(
    manifest: Manifest, directory: Path, source: Callable[[str], bytes | None] | None = None
) -> Iterator[tuple[PublishedPage, str]]:
    """The pages that are not what the manifest says, and how.

    Args:
        manifest: What was signed off.
        directory: The built site.
        source: The file of a page by its path in the project, None when it is not there; without it, sources are
            not looked at.
    """
    for page in manifest.pages:
        file = built(directory, page.url)
        if file is None:
            yield page, "is not in the built site"
        elif digest(visible_text(file.read_text(encoding="utf-8", errors="replace"))) != page.text_digest:
            yield page, "shows another text"
        if source is None:
            continue
        data = source(page.path)
        if data is None:
            yield page, "has no source"
        elif digest(Source.decode(page.path, data).text) != page.source_digest:
            yield page, "has another source"


def built(directory: Path, url: str) -> Path | None:
    """The file at an address of a built site; None when there is none, or none that is in the site."""
    path = unquote(url)
    steps = path.split("/")
    if ".." in steps or path.startswith("/") or "\0" in path:
        return None
    file = directory / path
    file = file / "index.html" if not path or path.endswith("/") else file
    return file if file.is_file() else None
