"""Puts a finished site in its place, so that readers see all of it or all of the one before.

Where the system can exchange two directories, or the place is a symbolic link, that is one step. Elsewhere, and where
somebody else's versions are in the same place, each version is replaced as a whole and `versions.json` last.
"""

from __future__ import annotations

import ctypes
import glob
import hashlib
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.diagnostics import UserError
from playbook.versions import listing
from playbook.versions.assembly import ROOT_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playbook.versions.listing import Listed

SITE = "site"
"""The directory in which a site is made."""

_MADE = "playbook-"
_AT_FDCWD, _EXCHANGE = -100, 2
"""Of Linux' renameat2 and macOS' renamex_np (RENAME_EXCHANGE, RENAME_SWAP)."""


class OutputError(UserError):
    """A site cannot be put where it shall be; the text is for people."""


@dataclass(frozen=True)
class Output:
    """The place of a site."""

    directory: Path
    """As a person named it; it may be a symbolic link, or missing."""
    listed: Sequence[Listed] = ()
    """The versions that are there now."""
    shared: bool = False
    """Whether something else is there too, which stays."""
    unfinished: frozenset[str] = frozenset()
    """Directories that a run which was stopped may have put there without naming them in the list."""

    @classmethod
    def at(cls, directory: Path, *, replaceable: bool) -> Output:
        """Look at a place.

        Args:
            directory: The place.
            replaceable: Whether all that is there may go, as from the host's own `site_dir`.

        Raises:
            OutputError: It holds what is none of ours.
        """
        directory = Path(os.path.abspath(directory))  # noqa: PTH100 - a link stays one
        if not directory.exists() and (directory.is_symlink() or not os.path.lexists(directory)):
            return cls(directory)
        if not directory.is_dir():
            raise OutputError(f"{directory} is no directory")
        names = {path.name for path in directory.iterdir() if not _is_made(path.name)}
        try:
            listed = listing.read((directory / listing.FILE).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            listed = None
        if listed is None:
            if names and not (replaceable and ".git" not in names):
                raise OutputError(
                    f"{directory} holds other things than versions of a site\n"
                    "    hint: name a directory that is empty or new, or one with the versions.json of mike"
                )
            return cls(directory)
        known = {name for one in listed for name in (one.version, *one.aliases)}
        unfinished = frozenset(_unfinished(directory)) - known
        ours = {*ROOT_FILES, *unfinished, *_ours(listed)}
        return cls(directory, tuple(listed), not names <= ours, unfinished)

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """An empty directory in which the site is made, on the same file system; removed in the end.

        Raises:
            OutputError: Nothing can be written there.
        """
        real = Path(os.path.realpath(self.directory))
        try:
            real.parent.mkdir(parents=True, exist_ok=True)
            inside = os.path.ismount(real) or not os.access(real.parent, os.W_OK)
            place, prefix = (real, f".{_MADE}") if inside else (real.parent, f".{self.directory.name}.{_MADE}")
            made = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
            (made / SITE).mkdir(mode=0o755)
            (made / ".gitignore").write_text("*\n", encoding="utf-8")  # for what a killed run leaves in a work tree
        except OSError as error:
            raise OutputError(f"{error.filename or real}: {error.strerror or error}") from error
        try:
            yield made / SITE
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def publish(self, site: Path) -> None:
        """Put a finished site in its place.

        Args:
            site: From `staging`.

        Raises:
            OSError: The system refuses.
        """
        real = Path(os.path.realpath(self.directory))
        if not real.exists() and not self.directory.is_symlink():
            site.rename(real)
        elif self.shared or not (exchange(site, real) or self._switch(site)):
            self._replace_each(site, real)
        # Not before: what a stopped run left tells what it began.
        self.tidy(site.parent)

    def tidy(self, staging: Path | None = None) -> None:
        """Remove what runs that were stopped left, but for the staging of this one."""
        now = Path(os.path.realpath(self.directory))
        for abandoned in (*_abandoned(self.directory), *now.parent.glob(f"{glob.escape(self._targets)}*")):
            if abandoned not in (now, staging):
                shutil.rmtree(abandoned, ignore_errors=True)

    def digest(self) -> str:
        """What is there now, by the path, size and time of each file."""
        digest = hashlib.sha256()
        for place, directories, names in os.walk(os.path.realpath(self.directory)):
            directories.sort()
            for name in sorted(names):
                file = os.path.join(place, name)  # noqa: PTH118 - thousands of plain strings
                status = os.lstat(file)
                digest.update(f"{file}\0{status.st_size}\0{status.st_mtime_ns}\0".encode(errors="surrogateescape"))
        return digest.hexdigest()

    @property
    def _targets(self) -> str:
        """How the names of directories begin to which we let a link lead."""
        return f"{self.directory.name}.{_MADE}"

    def _switch(self, site: Path) -> bool:
        """Let the place, if it is a symbolic link, lead to the new site; false if it is none."""
        if not self.directory.is_symlink():
            return False
        before = Path(os.path.realpath(self.directory))
        after = before.parent / f"{self._targets}{site.parent.name.rpartition('-')[2]}"
        site.rename(after)
        link = site.parent / "link"
        link.symlink_to(after, target_is_directory=True)
        link.replace(self.directory)
        shutil.rmtree(before, ignore_errors=True)
        return True

    def _replace_each(self, site: Path, real: Path) -> None:
        others = [one for one in self.listed if not one.is_ours]
        ours = listing.read((site / listing.FILE).read_text(encoding="utf-8")) or []
        names = [path.name for path in site.iterdir() if path.is_dir()]
        files = [name for name in ROOT_FILES if (site / name).exists()]
        (site / listing.FILE).write_text(listing.write(listing.merged(ours, others)), encoding="utf-8")
        gone = {*_ours(self.listed), *self.unfinished} - set(names)
        for name in names:
            _replace_directory(site / name, real / name)
        for name in gone:
            if os.path.lexists(real / name):
                (real / name).rename(site / name)
        for name in files:
            (site / name).replace(real / name)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two directories in one step; false where the system cannot."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library and library.renamex_np(first, second, _EXCHANGE) == 0)
    if library is None or not hasattr(library, "renameat2"):
        return False
    return bool(library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE) == 0)


def _replace_directory(new: Path, place: Path) -> None:
    """Put a directory in the place of another one, or of mike's symbolic link."""
    if not os.path.lexists(place):
        new.rename(place)
    elif place.is_symlink() or not exchange(new, place):
        aside = new.with_name(f"{new.name}.before")
        place.rename(aside)
        new.rename(place)


def _abandoned(directory: Path) -> Iterator[Path]:
    """What runs that were stopped left of their staging."""
    real = Path(os.path.realpath(directory))
    yield from real.glob(f".{_MADE}*")
    yield from real.parent.glob(f".{glob.escape(directory.name)}.{_MADE}*")


def _unfinished(directory: Path) -> Iterator[str]:
    """The names of what runs that were stopped began to put there: the list, which comes last, is still in staging."""
    for abandoned in _abandoned(directory):
        try:
            listed = listing.read((abandoned / SITE / listing.FILE).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
        yield from _ours(listed or ())


def _ours(listed: Sequence[Listed]) -> Iterator[str]:
    return (name for one in listed if one.is_ours for name in (one.version, *one.aliases))


def _is_made(name: str) -> bool:
    return name.startswith(f".{_MADE}")
