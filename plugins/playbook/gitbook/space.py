"""A space: a directory read as GitBook reads it (gitbook-format.md §1)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from playbook.diagnostics import Problem
from playbook.gitbook.computed import generate
from playbook.gitbook.contents import Contents, Entry, Page, from_files, resolve
from playbook.gitbook.documents import Documents
from playbook.gitbook.files import is_inside, list_files
from playbook.gitbook.lookup import Found, How, Index
from playbook.gitbook.manifest import Manifest, TagDefinition, read_manifest, read_tags, read_variables
from playbook.gitbook.redirects import Ways
from playbook.gitbook.summary import Summary, parse
from playbook.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playbook.cache import Cache
    from playbook.gitbook.computed import Describe
    from playbook.gitbook.document import Document
    from playbook.gitbook.positioned_yaml import Value

__all__ = ["MAX_FILE_BYTES", "Documents", "Entry", "Found", "How", "Page", "Space"]

MAX_FILE_BYTES = 100_000_000
"""GitBook takes no larger file (§1); a larger text is listed, but not read."""

INCLUDES = ".gitbook/includes/"
_SLASH = re.compile("/")
_TOP = Span(0, 0)


@dataclass(frozen=True, eq=False)
class Space:
    """A GitBook space on disk."""

    directory: Path
    """Where `.gitbook.yaml` is, or would be."""
    name: str
    """How the directory is shown in diagnostics; empty for nothing."""
    root: Path
    """The content root."""
    manifest: Manifest
    summary: Summary
    """As written, or made of the folders when there is no `SUMMARY.md`."""
    contents: tuple[Entry, ...]
    """The table of contents with its pages."""
    pages: tuple[Page, ...]
    """The listed pages in reading order; the first is the home page (§14)."""
    documents: Mapping[str, Document]
    """Every Markdown file below the content root by path, also those that are not listed and the includes;
    not the tables of contents."""
    sizes: Mapping[str, int]
    """The size in bytes of every file below the content root."""
    variables: Mapping[str, Value]
    """What `.gitbook/vars.yaml` says."""
    tags: tuple[TagDefinition, ...]
    """What `.gitbook/tags.yaml` says."""
    sources: Mapping[str, Source]
    """Those of `.gitbook.yaml`, `SUMMARY.md` (whatever its name is), `vars.yaml` and `tags.yaml` that exist."""
    problems: tuple[tuple[Source, Problem], ...]
    """All but those of the documents."""
    index: Index = field(repr=False)

    @classmethod
    def read(
        cls, directory: Path, name: str = "", describe: Describe | None = None, cache: Cache | None = None
    ) -> Space:
        """Read a space.

        Args:
            directory: Where `.gitbook.yaml` is, or would be.
            name: How that directory is shown in diagnostics.
            describe: Gives the OpenAPI description of a slug, for the pages that are made of one.
            cache: Where documents are kept between runs.

        Raises:
            NotADirectoryError: There is no such directory.
        """
        if not directory.is_dir():
            raise NotADirectoryError(directory)
        return _Reader(directory, name, describe, cache).space()

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file below the content root that is not a document, `.gitbook/assets` included."""
        return frozenset(self.sizes) - frozenset(self.documents)

    @cached_property
    def page_by_path(self) -> Mapping[str, Page]:
        """The listed pages by the path of their file."""
        return {page.path: page for page in self.pages}

    def size(self, path: str) -> int:
        """The size of a file, in bytes.

        Raises:
            KeyError: There is no such file.
        """
        return self.sizes[path]

    def abs(self, path: str) -> Path:
        """Where a file is on disk."""
        return self.root / path

    def find(self, path: str) -> Found | None:
        """The file that a path names, or the README of the directory (§11).

        Args:
            path: Relative to the content root, as it is written.
        """
        return self.index.find(path)


class _Reader:
    """Reads a space and collects what is wrong with it."""

    def __init__(self, directory: Path, name: str, describe: Describe | None, cache: Cache | None) -> None:
        self.directory = directory
        self.name = name
        self.describe = describe
        self.cache = cache
        self.root = directory
        self.sources: dict[str, Source] = {}
        self.problems: list[tuple[Source, Problem]] = []

    def space(self) -> Space:
        self.manifest = self._manifest()
        listing = list_files(self.root, self.directory)
        self.sizes = listing.sizes
        self.problems += ((Source(self._shown(path), ""), problem) for path, problem in listing.problems)
        self.index = Index(self.sizes)
        readme = self._configured("readme", self.manifest.readme, "GB044", "the first page is the home page")
        self.index = Index(self.sizes, readme or self.manifest.readme)
        written = self._configured("summary", self.manifest.summary, "GB040", "the pages are listed by folder")
        documents = self._documents(written)
        if written:
            summary = parse(self._load("SUMMARY.md", self.root / written, self._shown(written)))
        else:
            summary = from_files((p for p in documents if not p.startswith(".gitbook/")), readme or "README.md")
        summary = self._generate(summary, posixpath.dirname(written), readme, documents)
        contents = resolve(summary, posixpath.dirname(written), self.index, documents)
        self._report("SUMMARY.md", *summary.problems, *contents.problems)
        variables = read_variables(self._side_file("vars.yaml"))
        tags = read_tags(self._side_file("tags.yaml"))
        self._report("vars.yaml", *variables.problems)
        self._report("tags.yaml", *tags.problems)
        self._check_redirects()
        self._check_listed(contents, documents, written)
        return Space(
            self.directory,
            self.name,
            self.root,
            self.manifest,
            summary,
            contents.entries,
            contents.pages,
            documents,
            self.sizes,
            variables.values,
            tags.tags,
            self.sources,
            tuple(self.problems),
            self.index,
        )

    def _generate(self, summary: Summary, directory: str, readme: str, documents: Documents) -> Summary:
        """Add the pages that are made of OpenAPI descriptions."""
        if self.describe is None:
            return summary
        generated = generate(summary, directory, self.describe, self.sizes)
        if generated.texts:
            documents.sources = {
                **documents.sources,
                **{path: Source(self._shown(path), text) for path, text in generated.texts.items()},
            }
            self.sizes = {**self.sizes, **{path: len(text) for path, text in generated.texts.items()}}
            self.index = Index(self.sizes, readme or self.manifest.readme)
        return generated.summary

    def _manifest(self) -> Manifest:
        file = self.directory / ".gitbook.yaml"
        if not file.is_file() and not file.is_symlink():
            return Manifest()
        if not is_inside(file, self.directory):
            message = "'.gitbook.yaml' is a symbolic link out of the space"
            source = Source(self._named(".gitbook.yaml"), "")
            self.problems.append((source, Problem("GB046", _TOP, message, "put a copy in its place")))
            return Manifest()
        source = self._load(".gitbook.yaml", file, self._named(".gitbook.yaml"))
        manifest = read_manifest(source)
        self._report(".gitbook.yaml", *manifest.problems)
        root = self.directory / manifest.root
        if root.is_dir() and is_inside(root, self.directory):
            self.root = root
            return manifest
        fault = "leaves the space" if root.is_dir() else "does not exist"
        hint = "the directory of .gitbook.yaml is taken instead"
        self._report(".gitbook.yaml", Problem("GB047", manifest.spans["root"], f"the root {fault}", hint))
        return replace(manifest, root="")

    def _configured(self, key: str, path: str, code: str, instead: str) -> str:
        """The file that `.gitbook.yaml` or the default names; empty when there is none."""
        found = self.index.find(path)
        if found is not None and found.how is not How.CASE:
            return found.path
        if found is None:
            problem = Problem(code, _TOP, f"{path!r} does not exist", instead)
        else:
            message = f"{path!r} differs from the file by its capitals"
            problem = Problem("GB051", _TOP, message, f"the file is named {found.path!r}")
        if key in self.manifest.spans:
            self._report(".gitbook.yaml", replace(problem, span=self.manifest.spans[key]))
        else:
            self.problems.append((Source(self._shown(found.path if found is not None else path), ""), problem))
        return found.path if found is not None else ""

    def _documents(self, summary: str) -> Documents:
        """Every Markdown file but the tables of contents."""
        return Documents(
            {
                path: self._load(path, self.root / path, self._shown(path), keep=False)
                for path in self.sizes
                if path.lower().endswith(".md") and path != summary and posixpath.basename(path) != "SUMMARY.md"
            },
            self.cache,
        )

    def _side_file(self, name: str) -> Source:
        path = f".gitbook/{name}"
        if path not in self.sizes:
            return Source("", "")
        return self._load(name, self.root / path, self._shown(path))

    def _load(self, key: str, file: Path, shown: str, *, keep: bool = True) -> Source:
        """Read a text; one that cannot be read is empty and reported."""
        source = Source(shown, "")
        try:
            size = file.stat().st_size
            if size > MAX_FILE_BYTES:
                message = f"the file has {size:,} bytes, more than GitBook's {MAX_FILE_BYTES:,}"
                self.problems.append((source, Problem("GB011", _TOP, message, "split it")))
            else:
                source = Source.read(file, shown)
        except OSError as error:
            self.problems.append((source, Problem("GB052", _TOP, f"the file cannot be read: {error.strerror}")))
        if keep:
            self.sources[key] = source
            self._report(key, *(_undecodable(*place) for place in source.undecodable))
        return source

    def _check_redirects(self) -> None:
        """Report the redirects to files that do not exist; one to an old address is the business of LNK024."""
        ways = Ways(self.manifest.redirects, self.index.find)
        for key, redirect in self.manifest.redirects.items():
            way = ways.follow(redirect)
            if len(way.steps) > 1 or way.circular or way.is_url or way.found is not None:
                continue
            path = redirect.target.partition("#")[0]
            nearest = self.index.nearest(path)
            hint = f"did you mean {nearest!r}?" if nearest else "name a file, relative to the content root"
            message = f"{key!r} is redirected to {path!r}, which does not exist"
            self._report(".gitbook.yaml", Problem("GB050", redirect.span, message, hint))

    def _check_listed(self, contents: Contents, documents: Documents, summary: str) -> None:
        """Report the documents that nobody will see, those of a space inside this one with one note."""
        listed = {page.path for page in contents.pages}
        inner = {f"{posixpath.dirname(path)}/" for path in self.sizes if path.endswith("/SUMMARY.md")}
        inner -= {f"{posixpath.dirname(path)}/" for path in (summary, *listed)}
        for path in sorted(inner):
            message = f"{path!r} has a table of contents of its own; its pages are not those of this space"
            source = Source(self._shown(f"{path}SUMMARY.md"), "")
            self.problems.append((source, Problem("GB045", _TOP, message, "publish it as a space of its own")))
        for path, source in documents.sources.items():
            if path not in listed and not path.startswith(INCLUDES) and not _is_below(path, inner):
                message = f"{path!r} is not in SUMMARY.md, so it is not published"
                self.problems.append((source, Problem("GB045", _TOP, message, "list it, or remove it")))

    def _report(self, key: str, *problems: Problem) -> None:
        source = self.sources.get(key) or Source(self._shown(key), "")
        self.problems += ((source, problem) for problem in problems)

    def _named(self, path: str) -> str:
        return posixpath.normpath(posixpath.join(self.name, path))

    def _shown(self, path: str) -> str:
        return self._named(posixpath.join(self.manifest.root, path))


def _is_below(path: str, directories: set[str]) -> bool:
    """Whether a file is in one of some directories, each written with a slash at its end."""
    return any(path[: match.end()] in directories for match in _SLASH.finditer(path)) if directories else False


def _undecodable(at_byte: int, offset: int) -> Problem:
    message = f"the bytes at {at_byte:,} are not UTF-8"
    return Problem("GB030", Span(offset, offset + 1), message, "save the file as UTF-8")
