"""The documents of a space, parsed as late as possible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from playbook.cache import Cache
from playbook.gitbook import kept
from playbook.gitbook.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.source import Source


class Documents(Mapping[str, Document]):
    """The documents of a space by path; each is parsed when it is first asked for."""

    def __init__(self, sources: Mapping[str, Source], cache: Cache | None = None) -> None:
        self.sources = sources
        self._cache = cache or Cache()
        self._read: dict[str, Document] = {}

    def __getitem__(self, path: str) -> Document:
        document = self._read.get(path)
        if document is None:
            document = self._read[path] = kept.read(self.sources[path], path, self._cache)
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)

    def __contains__(self, path: object) -> bool:
        return path in self.sources
