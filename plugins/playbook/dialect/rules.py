"""Rules about a space: its files, `SUMMARY.md`, `.gitbook.yaml` (gitbook-format.md §1, §4, §5, §14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.markdown.spelling import did_you_mean, nearest
from playbook.publication import Publication
from playbook.reported import reported
from playbook.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.gitbook.document import Document
    from playbook.site import Edition, Page, Site

_TOP = Span(0, 0)


@rule("GB040", "summary-missing", Severity.WARNING)
def summary_missing(site: Site) -> Iterator[Finding]:
    """A space has no `SUMMARY.md`, or not the one that `.gitbook.yaml` names.

    The navigation is made of the folders: README first, then by alphabet. Write a `SUMMARY.md` with the pages in the
    order in which they should be read, or correct `structure.summary` in `.gitbook.yaml`.
    """
    return reported(site, "GB040")


@rule("GB041", "summary-missing-page", Severity.ERROR)
def summary_missing_page(site: Site) -> Iterator[Finding]:
    """`SUMMARY.md` lists a file that does not exist.

    The entry is left out; entries below it are kept. Correct the path, or delete the entry.
    """
    return reported(site, "GB041")


@rule("GB042", "summary-duplicate-page", Severity.WARNING)
def summary_duplicate_page(site: Site) -> Iterator[Finding]:
    """`SUMMARY.md` lists a file twice.

    A page has one address and one place, the first; later entries become links to it. Keep one of them, or let the
    others name a heading (`page.md#heading`).
    """
    return reported(site, "GB042")


@rule("GB043", "summary-outside-space", Severity.ERROR)
def summary_outside_space(site: Site) -> Iterator[Finding]:
    """`SUMMARY.md` lists a file above the content root of its space.

    Neither GitBook nor this site reads it. Move the file into the space, or link to its full address.
    """
    return reported(site, "GB043")


@rule("GB044", "readme-missing", Severity.WARNING)
def readme_missing(site: Site) -> Iterator[Finding]:
    """A space has no `README.md`, or not the one that `.gitbook.yaml` names: its home page is missing.

    The first page of the navigation takes its place. Write a `README.md`, or correct `structure.readme` in
    `.gitbook.yaml`.
    """
    return reported(site, "GB044")


@rule("GB045", "unlisted-page", Severity.NOTE)
def unlisted_page(site: Site) -> Iterator[Finding]:
    """A Markdown file is not in `SUMMARY.md`.

    It is no page of the space and is not published. List it (with `hidden: true` in its front matter when it should
    not stand in the navigation), or delete it when it is a leftover.
    """
    return reported(site, "GB045")


@rule("GB046", "symlink-leaves-space", Severity.ERROR)
def symlink_leaves_space(site: Site) -> Iterator[Finding]:
    """A symbolic link leads out of the space, or to a directory that contains it.

    It is not followed: a site must not publish what lies elsewhere on the disk of whoever builds it. Put a copy of the
    file in its place.
    """
    return reported(site, "GB046")


@rule("GB047", "manifest-not-yaml", Severity.ERROR)
def manifest_not_yaml(site: Site) -> Iterator[Finding]:
    """`.gitbook.yaml` cannot be read, or one of its values cannot be used.

    The defaults are taken instead: pages beside the file, `README.md`, `SUMMARY.md`, no redirects.
    """
    return reported(site, "GB047")


@rule("GB048", "manifest-invisible-characters", Severity.WARNING)
def manifest_invisible_characters(site: Site) -> Iterator[Finding]:
    """`.gitbook.yaml` holds characters that nobody sees, such as the zero-width space U+200B.

    They came with a text that was copied from a web page. GitBook takes them for a part of the key or the value and
    ignores the line; here they are skipped. Delete them.
    """
    return reported(site, "GB048")


@rule("GB049", "manifest-unknown-key", Severity.WARNING)
def manifest_unknown_key(site: Site) -> Iterator[Finding]:
    """`.gitbook.yaml` has a key that GitBook does not know, such as `redirect:` for `redirects:`.

    It has no effect. Correct its name, or delete it.
    """
    return reported(site, "GB049")


@rule("GB050", "redirect-to-nothing", Severity.WARNING)
def redirect_to_nothing(site: Site) -> Iterator[Finding]:
    """A redirect of `.gitbook.yaml` leads to no page, or is written so that GitBook does not follow it.

    Readers who come by the old address see an error. Name a listed file relative to the content root, without `./`
    before it, and the old address without slashes at its ends.
    """
    yield from reported(site, "GB050")
    for dead in site.once(Publication).dead_redirects:
        source = dead.space.sources[".gitbook.yaml"]
        if dead.path:
            message = f"{dead.old!r} is redirected to {dead.path!r}, which is not a page of the site"
            yield Finding(source, dead.redirect.span, message, "list the page in SUMMARY.md, or name another one")
        else:
            message = f"no file of a site can have the address {dead.old!r}"
            yield Finding(
                source, dead.redirect.key_span, message, "write the path alone, without '?', '*', ':' and '..'"
            )


@rule("GB051", "summary-case", Severity.WARNING)
def summary_case(site: Site) -> Iterator[Finding]:
    """A path in `SUMMARY.md` or `.gitbook.yaml` has other capitals than the file.

    It works here and on GitBook's site, but not on servers and disks that tell capitals apart. Write the name as the
    file has it.
    """
    return reported(site, "GB051")


@rule("GB052", "file-unreadable", Severity.ERROR)
def file_unreadable(site: Site) -> Iterator[Finding]:
    """A file or a directory of a space cannot be read: its permissions forbid it, or it is a link to nothing.

    It is treated as if it were empty or not there.
    """
    return reported(site, "GB052")


@rule("GB053", "summary-syntax", Severity.WARNING)
def summary_syntax(site: Site) -> Iterator[Finding]:
    """`SUMMARY.md` holds something that is no entry, group or separator.

    GitBook does not show it. An entry is a list item with one link, `* [Title](path.md)`; a group is a heading,
    `## Title`; a separator is `***`.
    """
    return reported(site, "GB053")


@rule("GB055", "variables-or-tags", Severity.WARNING)
def variables_or_tags(site: Site) -> Iterator[Finding]:
    """`vars.yaml` or `tags.yaml` cannot be read, one of its entries cannot be used, or it lacks a tag that a page has.

    Variables are a flat list of `name: value`; tags are a list of entries with `tag`, `label` and `icon`. Of a tag that
    `tags.yaml` lacks, readers see the name by which pages call it.
    """
    yield from reported(site, "GB055")
    for edition, document in site.texts():
        known = {one.tag for one in edition.space.tags}
        for name, span in _tags(document) if known else ():
            if name not in known:
                message = f"the tag {name!r} is not in `tags.yaml`, and is shown by this name"
                yield Finding(document.source, span, message, did_you_mean(nearest(name, sorted(known))))


def _tags(document: Document) -> Iterator[tuple[str, Span]]:
    """The tags of a page and of the entries of its timelines, with their places (§3, §6.11)."""
    named = document.front_matter.values.get("tags")
    for index, entry in enumerate(named if isinstance(named, list) else ()):
        name = entry.get("tag") if isinstance(entry, dict) else entry
        path = ("tags", index, "tag") if isinstance(entry, dict) else ("tags", index)
        if isinstance(name, str) and name and path in document.front_matter.spans:
            yield name, document.front_matter.spans[path]
    for tag in document.tags:
        if tag.name == "update" and not tag.is_end and "tags" in tag.attributes:
            for name in dict.fromkeys(one.strip() for one in tag.attributes["tags"].split(",") if one.strip()):
                yield name, tag.value_spans["tags"]


@rule("GB060", "path-collision", Severity.WARNING)
def path_collision(site: Site) -> Iterator[Finding]:
    """Two pages ask for one address: `a.md` and `a/README.md`, names that differ only by capitals, or equal `slug:`s.

    The later one gets a number at its end, so that no page is lost, but its address depends on the order of
    `SUMMARY.md`. Rename one of the files, or give it a `slug:` of its own.
    """
    for collision in site.once(Publication).collisions:
        document = collision.page.document
        message = (
            f"the address of this page is that of {collision.other.path!r} too; it is published at {collision.url!r}"
        )
        span = document.front_matter.spans.get(("slug",), _TOP)
        yield Finding(document.source, span, message, "rename the file, or give the page a `slug:` of its own")


@rule("GB061", "twin-missing", Severity.NOTE)
def twin_missing(site: Site) -> Iterator[Finding]:
    """A page, or a whole section, does not exist in another language of the site.

    The language switch leads to the home of the section, or of that language, instead. A page and its translation have
    the same file path inside their language.
    """
    for edition in site.editions:
        for language in site.by_language:
            other = site.sibling(edition, language)
            if other is edition or not edition.pages:
                continue
            if other is None or not other.pages:
                message = f"no page of this section exists in {language!r}"
                yield Finding(edition.pages[0].document.source, _TOP, message, "give it a space in that language")
                continue
            alone = [page for page in edition.pages if site.twin(page, other.language) is None]
            if len(alone) > 1 and len(alone) == len(edition.pages) - 1:
                yield _unpaired(edition, other)
                continue
            for page in alone:
                message = f"this page does not exist in {other.language!r}"
                hint = f"expected: {_expected(edition, other, page)!r}"
                yield Finding(page.document.source, _TOP, message, hint)


def _unpaired(edition: Edition, other: Edition) -> Finding:
    """One finding for two languages whose files have other names altogether."""
    message = f"no page has the file path of one in {other.language!r}, so none is taken for its translation"
    hint = "give a page and its translation the same file path inside their language"
    return Finding(edition.pages[0].document.source, _TOP, message, hint)


def _expected(edition: Edition, other: Edition, page: Page) -> str:
    """The file that would be the twin of a page, as diagnostics name files."""
    first = other.pages[0]
    top = first.document.source.path.removesuffix(first.path)
    return f"{top}{f'{other.directory}/' if other.directory else ''}{edition.relative(page.path)}"
