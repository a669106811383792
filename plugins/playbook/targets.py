"""What the links and images of a page lead to (gitbook-format.md §11, §12)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from playbook.markdown.references import Kind

if TYPE_CHECKING:
    from playbook.gitbook.document import Document
    from playbook.gitbook.space import How
    from playbook.site import Edition, Page, Site


class Reason(StrEnum):
    """Why a reference is lost."""

    EMPTY = "empty"
    """There is no target at all."""
    BROKEN_REFERENCE = "broken-reference"
    """GitBook itself had lost it: `broken-reference`, `/broken/pages/ID`."""
    LOCAL_ADDRESS = "local-address"
    """An address of the writer's own machine (`http://127.0.0.1:5000/…`) or of GitBook's editor (`/spaces/…`)."""
    LOCAL_FILE = "local-file"
    """A file on the writer's own machine (`file:///…`, `blob:…`)."""
    MISSING = "missing"
    """There is no such file."""
    UNLISTED = "unlisted"
    """A page that is not in `SUMMARY.md`, hence not published."""
    OUTSIDE = "outside"
    """A path that leaves the space."""
    UNSAFE = "unsafe"
    """`javascript:`, `data:`, `vbscript:`."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or an image leads."""

    kind: Kind
    page: Page | None = None
    """Of a page or a heading."""
    document: Document | None = None
    """What was found; also of an unlisted page."""
    edition: Edition | None = None
    """Where the page or the file was found."""
    path: str = ""
    """Of the file, page or not, relative to the content root of the edition's space."""
    anchor: str = ""
    """The id in the target; empty when none is asked for or the target has none of that name."""
    fragment: str = ""
    """The anchor as it was asked for, decoded."""
    url: str = ""
    """Of an external link or mail."""
    found: How | None = None
    """How a file or page was found."""
    reason: Reason | None = None
    """Why it is lost; only when `kind` is `Kind.LOST`."""


def resolve(site: Site, edition: Edition, document: Document, target: str) -> Target:
    """Where a link leads.

    Args:
        site: All pages.
        edition: That of the page that shows the link.
        document: The page or the include that contains the text.
        target: As the author meant it: entities decoded, percent-encoding as written.
    """
    del site, edition, document
    return Target(Kind.LOST, reason=Reason.EMPTY if not target else Reason.MISSING)


def resolve_file(site: Site, edition: Edition, document: Document, target: str) -> Target:
    """The same for an image or a download, which is never a page: `Kind.FILE`, `EXTERNAL` or `LOST`."""
    return resolve(site, edition, document, target)
