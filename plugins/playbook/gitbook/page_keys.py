"""The keys of a page's front matter that the generator itself reads: GitBook's (gitbook-format.md §3), and our own.

The docstrings are what editors show (`playbook schema`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic.alias_generators import to_camel

from playbook.gitbook.keys import Flag, Keys, Number, Variable, number, refuse


def _shape(value: object) -> str | None:
    """The branch of a union of texts and mappings."""
    if isinstance(value, str):
        return "text"
    return "mapping" if isinstance(value, dict | Keys) else None


class GitBookKeys(Keys):
    """Keys that GitBook writes in camel case."""

    model_config = ConfigDict(alias_generator=to_camel)


class Cover(GitBookKeys):
    """A cover for each colour scheme."""

    light: str | None = None
    """The picture in the light colour scheme: a path relative to the page, or an address."""
    dark: str | None = None
    """The picture in the dark colour scheme."""


class Part(GitBookKeys):
    """A part of the page."""

    visible: Flag | None = None
    """Whether the part is shown; true unless given."""


class CoverPart(Part):
    """The cover above the title."""

    size: Literal["hero", "full", "background"] | None = None
    """As wide as the text, as the window, or behind the text."""
    mask: Literal["none", "radial"] | None = None
    """Whether the picture fades out towards its edges."""


class Layout(GitBookKeys):
    """What is shown of a page, and how wide."""

    width: Literal["default", "wide"] | None = None
    """The width of the column."""
    cover: CoverPart | None = None
    """The cover above the title."""
    title: Part | None = None
    """The title."""
    description: Part | None = None
    """The description below the title."""
    table_of_contents: Part | None = None
    """The navigation of the site beside the page."""
    outline: Part | None = None
    """The headings of the page beside it."""
    pagination: Part | None = None
    """The links to the page before and the page after."""
    metadata: Part | None = None
    """When the page was last changed."""
    tags: Part | None = None
    """The tags below the title."""
    actions: Part | None = None
    """The menu of things to do with the page."""
    anchors: Part | None = None
    """The link beside each heading."""


class TagUse(GitBookKeys):
    """A tag of the page."""

    tag: str | None = None
    """The name of the tag."""
    primary: Flag | None = None
    """Whether the navigation shows it too."""


class MetaLinks(GitBookKeys):
    """Where else the page is, for search engines."""

    canonical: str | None = None
    """The address or file that search engines should list in place of this page."""
    alternates: list[str] | None = None
    """The same page in other languages."""


def _icon(value: object) -> object:
    if isinstance(value, str) and value.startswith("fa-"):
        name = value.removeprefix("fa-")
        raise refuse(f"the icon {value[:60]!r} is named without 'fa-'", meant=name, instead=name)
    return value


_EITHER = Discriminator(_shape)


class PageKeys(GitBookKeys):
    """The front matter of a page."""

    title: str | None = None
    """The title of a page that has no `#` heading and stands in no SUMMARY.md; a reusable text's name."""
    description: str | None = None
    """What the page is about, in a sentence: below the title, on cards and in search engines."""
    slug: str | None = None
    """The last segment of the page's address, in place of its file name: `cadre-de-mise-en-oeuvre`."""
    icon: Annotated[str, BeforeValidator(_icon)] | None = None
    """The name of a Font Awesome icon, as in `rocket`."""
    hidden: Flag | None = None
    """Whether the page is left out of the navigation; it is published and can be linked to."""
    no_index: Flag | None = None
    """Whether the search of the site leaves the page out."""
    no_robots_index: Flag | None = None
    """Whether search engines are asked to leave the page out."""
    cover: Annotated[Annotated[str, Tag("text")] | Annotated[Cover, Tag("mapping")], _EITHER] | None = None
    """The picture above the title: a path relative to the page or an address, or one for each colour scheme."""
    cover_y: Number | None = None
    """How far the picture is shifted in its band."""
    cover_height: Annotated[float, Field(ge=10, le=700), BeforeValidator(number)] | None = None
    """The height of the band in pixels; 240 unless given."""
    layout: Layout | None = None
    """What is shown of the page, and how wide."""
    vars: dict[str, Variable] | None = None
    """Variables of the page, which its expressions name `page.vars.NAME`."""
    condition: Annotated[str | None, Field(alias="if")] = None
    """An expression; the page is shown to those for whom it is true."""
    tags: list[Annotated[Annotated[str, Tag("text")] | Annotated[TagUse, Tag("mapping")], _EITHER]] | None = None
    """The tags of the page, by the names that tags.yaml gives them."""
    meta_links: MetaLinks | None = None
    """Where else the page is, for search engines."""
