"""A first `mkdocs.yml` for a GitBook repository that has none."""

from __future__ import annotations

import configparser
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import yaml

from playbook.diagnostics import UserError
from playbook.language import NAMES
from playbook.links.space_ids import guess_spaces
from playbook.settings import CONFIGURATION
from playbook.site import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.discovery import Candidate, Part

SITE_DIRECTORIES = ("site", "public", "published-site")
"""Where the site may be written, beside the configuration; the first that does not hold the pages."""
INTERFACE = (
    "af ar az be bg bn ca cs cy da de el en eo es et eu fa fi fr gl he hi hr hu hy id is it ja ka kn ko lb lt lv mk mn "
    "ms my nb nl nn pl pt ro ru sa sh si sk sl sq sr sv ta te th tl tr uk ur uz vi zh"
)
"""The languages in which Material speaks to readers."""

_SSH = re.compile(r"(?:ssh://)?[\w.-]+@(?P<host>[\w.-]+)(?::\d+/|[:/])(?P<path>[^\s]+)")
_EDIT = {"github.com": "edit", "gitlab.com": "-/edit", "bitbucket.org": "src", "codeberg.org": "_edit"}
"""The part of an address between the repository and the branch, under which a file is edited."""


class InitError(UserError):
    """A configuration cannot be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Remote:
    """Where a repository is published."""

    url: str
    """Of the web page, without the user and the password that a remote may hold."""
    branch: str
    top: Path
    """The directory of the repository on disk."""


def configuration(candidate: Candidate, output: Path) -> str:
    """The text of a `mkdocs.yml`.

    Args:
        candidate: What is to be published.
        output: Where the text will be written.

    Raises:
        InitError: MkDocs could not use a configuration in that place.
    """
    place = Path(os.path.abspath(output)).parent  # noqa: PTH100 - the links that people name are kept
    docs_dir = _docs_dir(candidate, place)
    return "".join(f"{line}\n" for line in _lines(candidate, place, docs_dir))


def _docs_dir(candidate: Candidate, place: Path) -> Path:
    """The directory that MkDocs takes for that of the pages; it may not hold the configuration or the site."""
    space = candidate.spaces[0]
    if len(candidate.spaces) > 1:
        above = Path(os.path.commonpath([one.directory for one in candidate.spaces]))
        # MkDocs takes every Markdown file of the directory for a page, those beside the spaces too.
        choices = [space.directory] if any(above.glob("*.md")) else [above, space.directory]
    else:
        choices = [space.directory]
        if space.directory.is_relative_to(place):  # from there the manifest above the content root is found
            choices.append(space.root)
    for choice in choices:
        if not place.is_relative_to(choice):
            return choice
    elsewhere = candidate.directory.parent / f"{candidate.directory.name}-site" / CONFIGURATION
    raise InitError(
        f"the pages begin in {choices[-1].as_posix()!r}, and MkDocs does not take a configuration inside the directory "
        f"of the pages\n    hint: write it elsewhere: --output {shown(elsewhere, Path.cwd())}"
    )


def _lines(candidate: Candidate, place: Path, docs_dir: Path) -> Iterator[str]:
    languages = candidate.languages or (candidate.language or "en",)
    site_dir = next(name for name in SITE_DIRECTORIES if not docs_dir.is_relative_to(place / name))
    yield "# How to publish these GitBook pages: `mkdocs serve` shows the site, `mkdocs build` writes it."
    yield f"site_name: {_scalar(candidate.title)}"
    yield "# site_url: https://example.org/ (needed for the sitemap)"
    yield f"docs_dir: {_scalar(_named(docs_dir, place))}"
    yield f"site_dir: {site_dir}"
    yield from _repository(docs_dir)
    yield from ("", "theme:", "  name: material")
    yield f"  language: {_scalar(languages[0]) if languages[0] in INTERFACE.split() else 'en'}"
    yield from _THEME
    if candidate.sections > 1:
        yield "    - navigation.tabs # a tab for each section"
    yield from ("", "plugins:", "  - search:", f"      lang: [{', '.join(map(_scalar, languages))}]")
    if len(languages) > 1:
        yield from ("  - i18n:", "      docs_structure: folder", "      fallback_to_default: false")
        yield from ("      reconfigure_search: false", "      languages:")
        for number, language in enumerate(languages):
            yield f"        - locale: {_scalar(language)}"
            yield f"          name: {_scalar(NAMES.get(language, language))}"
            if number == 0:
                yield "          default: true"
    yield from _options(candidate, place)
    yield from _EXTENSIONS


_THEME = (
    "  font: false",
    "  palette:",
    '    - media: "(prefers-color-scheme: light)"',
    "      scheme: default",
    "      toggle: {icon: material/weather-sunny, name: light}",
    '    - media: "(prefers-color-scheme: dark)"',
    "      scheme: slate",
    "      toggle: {icon: material/weather-night, name: dark}",
    "  features:",
    "    - content.action.edit",
    "    - content.code.copy",
    "    - navigation.footer",
    "    - navigation.indexes",
    "    - navigation.prune",
    "    - search.highlight",
    "    - search.suggest",
    "    - toc.follow",
)
_EXTENSIONS = (
    "",
    "markdown_extensions:",
    "  - toc:",
    '      permalink: "#"',
    "",
    "validation:",
    "  nav:",
    "    omitted_files: ignore # SUMMARY.md says what is published",
)


def _options(candidate: Candidate, place: Path) -> Iterator[str]:
    options = [*_spaces(candidate, place), *_space_ids(candidate, place)]
    yield f"  - playbook/gitbook{':' * bool(options)}"
    yield from (f"      {line}" for line in options)


def _spaces(candidate: Candidate, place: Path) -> Iterator[str]:
    """The spaces, unless the plugin finds them by itself."""
    if candidate.site_file is not None:
        if place != candidate.directory:
            yield f"site_file: {_scalar(_named(candidate.site_file, place))}"
        return
    if len(candidate.parts) == 1:
        yield from _divided(candidate.parts[0])
        return
    yield "spaces:"
    for part in candidate.parts:
        yield f"  - directory: {_scalar(_named(part.space.directory, place))}"
        if part.language:
            yield f"    language: {_scalar(part.language)}"
        yield from (f"    {line}" for line in _divided(part))
        if part.path:
            yield f"    path: {_scalar(part.path)}"
        if part.group:
            yield f"    group: {_scalar(part.group)}"


def _divided(part: Part) -> Iterator[str]:
    if part.divided:
        yield "languages:"
        for language, directory in part.divided.items():
            yield f"  {_scalar(language)}: {_scalar(directory)}"


def _space_ids(candidate: Candidate, place: Path) -> Iterator[str]:
    """The spaces that addresses of GitBook's editor probably mean."""
    guessed = guess_spaces(candidate.site(place))
    if guessed:
        yield "space_ids: # guessed: the space that has the pages to which links into GitBook's editor lead"
        for name, space in guessed.items():
            yield f"  {_scalar(name)}: {_scalar(_named(space.directory, place))}"


def _named(directory: Path, place: Path) -> str:
    return shown(directory, place) or "."


def _scalar(text: str) -> str:
    """A text as YAML writes it on one line."""
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=10**6, default_flow_style=True)
    return dumped.removesuffix("\n").removesuffix("\n...")


def _repository(docs_dir: Path) -> Iterator[str]:
    remote = find_remote(docs_dir)
    if remote is None:
        return
    yield f"repo_url: {_scalar(remote.url)}"
    edit = _EDIT.get(urlsplit(remote.url).hostname or "")
    if edit and remote.branch:
        path = quote(f"{edit}/{remote.branch}/{shown(docs_dir, remote.top)}".rstrip("/"))
        yield f"edit_uri: {_scalar(f'{path}/')}"


def find_remote(directory: Path) -> Remote | None:
    """Where the repository that holds a directory is published, as the text of its `.git/config` says.

    Git itself is not asked: a repository that somebody else made may tell it to start programs.
    """
    top = next((above for above in (directory, *directory.parents) if (above / ".git" / "config").is_file()), None)
    if top is None:
        return None
    parser = configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    try:
        text = (top / ".git" / "config").read_text(encoding="utf-8")
        head = (top / ".git" / "HEAD").read_text(encoding="utf-8")
        # Git indents its keys, which this parser would take for the continuation of a value.
        parser.read_string("\n".join(line.strip() for line in text.splitlines()))
        url = web_address(parser.get('remote "origin"', "url", fallback="") or "")
    except (OSError, UnicodeDecodeError, configparser.Error):
        return None
    branch = head.strip().removeprefix("ref: refs/heads/") if head.startswith("ref: refs/heads/") else ""
    return Remote(url, branch, top) if url else None


def web_address(remote: str) -> str:
    """The web page of a repository, of the address under which git fetches it; empty when it has none.

    User names and passwords are left out.
    """
    ssh = _SSH.fullmatch(remote)
    if ssh is not None:
        return f"https://{ssh['host']}/{ssh['path'].removesuffix('.git').strip('/')}"
    try:
        parts = urlsplit(remote)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    return f"https://{host}{f':{port}' if port else ''}/{parts.path.removesuffix('/').removesuffix('.git').strip('/')}"
