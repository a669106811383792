"""`review.json`, at the root of a built site: every page with its digests and its review."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from playbook import __version__
from playbook.review.record import Review

FILE = "review.json"
"""Its name."""
Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]


class ManifestError(Exception):
    """A `review.json` that cannot be used; the text is for people."""


class PublishedPage(BaseModel):
    """A page of a built site."""

    model_config = ConfigDict(frozen=True)

    path: str
    """Its source, relative to the project, '/'-separated."""
    key: str
    """Its source as seen from its language: what a page and the same page in other languages have in common."""
    language: str
    """Empty for a site whose language nobody told."""
    url: str
    """As published, relative to the site's root, percent-encoded; empty for the site's home."""
    title: str
    section: str
    """The outermost entry or group of SUMMARY.md above it; empty at the top."""
    source_digest: Digest
    """Of the source with LF line ends and without a byte order mark, as `sha256sum` says it."""
    text_digest: Digest
    """Of what readers see (`playbook.review.article.visible_text`)."""
    review: Review | None = None


class Manifest(BaseModel):
    """What a site holds, and who signed it off."""

    model_config = ConfigDict(frozen=True)

    form: Literal[1] = Field(default=1, alias="schema")
    version: str | None = None
    """None for a site under work."""
    generator: str = f"playbook {__version__}"
    languages: tuple[str, ...] = ()
    """The default language first."""
    pages: tuple[PublishedPage, ...] = ()
    """Language by language in reading order."""

    def write(self) -> str:
        """The text of the file."""
        return f"{self.model_dump_json(by_alias=True, indent=1)}\n"

    def page(self, key: str, language: str) -> PublishedPage | None:
        """A page in a language; None when it does not exist."""
        return self._pages.get((key, language))

    @cached_property
    def _pages(self) -> dict[tuple[str, str], PublishedPage]:
        return {(page.key, page.language): page for page in self.pages}


def read(text: str) -> Manifest:
    """Read a `review.json`.

    Raises:
        ManifestError: It is none.
    """
    try:
        return Manifest.model_validate(json.loads(text))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ManifestError(f"{FILE} is not as it is written: {where}: {first['msg']}") from error
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"{FILE} is not JSON: {error}") from error
