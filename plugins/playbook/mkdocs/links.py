"""What the links and images of one page lead to in the built site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from playbook.gitbook.includes import find_included
from playbook.gitbook.variables import variables
from playbook.markdown.references import ImageSource, Included, Kind, Reference
from playbook.mkdocs.addresses import relative
from playbook.publication import INERT
from playbook.specifications import openapi_file
from playbook.targets import resolve, resolve_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playbook.figures.pictures import Picture, Pictures
    from playbook.gitbook.document import Document
    from playbook.site import Edition, Page, Site
    from playbook.targets import Target

    Address = Callable[[Page], str]
    FileAddress = Callable[[Edition, str], str]

LOST = Reference("", Kind.LOST)


@dataclass(frozen=True)
class PageReferences:
    """The references of one page; implements `playbook.markdown.references.References`."""

    site: Site
    edition: Edition
    document: Document
    url: str
    """The page's address, relative to the site's root."""
    address: Address
    """The address of a page, relative to the site's root."""
    file_address: FileAddress
    """The address of a file of a space, relative to the site's root; empty when it is not published."""
    page: Document | None = None
    """The page that shows the document, when it is not the document itself."""
    pictures: Pictures | None = None
    """The size and the lighter files of figures, where the site has them."""

    @property
    def variables(self) -> Mapping[str, Any]:
        """What expressions can name."""
        return variables(self.edition.space, self.page or self.document, self.site.settings.visitor)

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.edition.language or "en"

    def tag(self, name: str) -> str:
        """What readers see for a tag."""
        return next((one.label for one in self.edition.space.tags if one.tag == name), name)

    def link(self, target: str) -> Reference:
        """Where a link leads."""
        return self._reference(resolve(self.site, self.edition, self.document, target))

    def image(self, target: str) -> Reference:
        """Where the file of an image, a video or a download is."""
        found = resolve_file(self.site, self.edition, self.document, target)
        reference = self._reference(found)
        if reference.url.endswith(f".svg{INERT}"):  # a drawing that runs is published as a text, which no page can show
            return LOST
        if self.pictures is None or reference.kind is not Kind.FILE:
            return reference
        picture = self.pictures.find((found.edition or self.edition).space, found.path)
        return reference if picture is None else self._with_picture(reference, picture)

    def _with_picture(self, reference: Reference, picture: Picture) -> Reference:
        width, height = picture.size
        files: dict[str, list[tuple[str, int]]] = {}
        for url, variant in picture.variants:
            files.setdefault(variant.media_type, []).append((relative(url, self.url), variant.width))
        sources = tuple(ImageSource(kind, tuple(named)) for kind, named in files.items())
        adapts = picture.asset.vector is not None and picture.asset.vector.adapts
        return replace(reference, width=width, height=height, adapts=adapts, sources=sources)

    def include(self, target: str) -> Included | None:
        """The text that `{% include %}` names; a page does not include itself."""
        page = self.page or self.document
        document = find_included(self.edition.space, self.document, target)
        if document is None or document is page:
            return None
        return Included(document.path, document.body, replace(self, document=document, page=page))

    def read_file(self, target: str) -> bytes | None:
        """What is in a file of the space, or in the one that the settings give for a name or an address."""
        file = openapi_file(self.site, self.edition, self.document, target)
        return file.data if file is not None else None

    def _reference(self, target: Target) -> Reference:
        match target.kind:
            case Kind.PAGE | Kind.HEADING:
                return self._page(target)
            case Kind.FILE:
                return self._file(target)
            case Kind.EXTERNAL | Kind.MAIL:
                return Reference(target.url, target.kind)
        return LOST

    def _page(self, target: Target) -> Reference:
        edition = target.edition or self.edition
        if target.page is None:  # a text that the page includes leads to itself, that is, to the page
            return Reference(f"#{target.anchor}", target.kind) if target.document is self.document else LOST
        address = self.address(target.page)
        if target.anchor:
            address += f"#{target.anchor}"
        heading = self.site.heading(target.page.document, target.anchor) if target.anchor else None
        return Reference(
            relative(address, self.url),
            target.kind,
            title=(heading.text if heading else "") or target.page.document.title or target.page.title,
            language=edition.language if edition.language != self.edition.language else None,
        )

    def _file(self, target: Target) -> Reference:
        edition = target.edition or self.edition
        address = self.file_address(edition, target.path)
        if not address:
            return LOST
        return Reference(
            relative(address, self.url),
            Kind.FILE,
            title=target.path.rpartition("/")[2],
            size=edition.space.size(target.path),
        )
