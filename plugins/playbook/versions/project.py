"""The project as it is today: what every version is built with."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.cache import Cache
from playbook.settings import PLUGIN, REVIEW, GitBookSettings, ReviewSettings, SettingsError, configuration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Project:
    """A `mkdocs.yml`, and what belongs to how pages look."""

    file: Path
    """The `mkdocs.yml`, absolute."""
    values: Mapping[str, Any]
    """What it says (`playbook.settings.configuration`)."""
    gitbook: GitBookSettings
    review: ReviewSettings

    @classmethod
    def read(cls, file: Path) -> Project:
        """Read a `mkdocs.yml`.

        Raises:
            SettingsError: It cannot be read, or its pages are not those of `playbook/gitbook`.
        """
        values = configuration.load(file)
        options = {name: configuration.plugin_options(values.get("plugins"), name) for name in (PLUGIN, REVIEW)}
        if options[PLUGIN] is None:
            raise SettingsError("plugins", f"{PLUGIN} is not among them", "it knows which pages a version has")
        plugin = PLUGIN
        try:
            gitbook = GitBookSettings.from_mapping(options[PLUGIN] or {})
            plugin = REVIEW
            review = ReviewSettings.from_mapping(options[REVIEW] or {})
        except SettingsError as error:
            raise SettingsError(f"plugins.{plugin}.{error.key}", error.problem, error.hint) from error
        return cls(Path(os.path.abspath(file)), values, gitbook, review)  # noqa: PTH100 - links that people name are kept

    @property
    def root(self) -> Path:
        """Its directory."""
        return self.file.parent

    @property
    def docs_dir(self) -> Path:
        """Where the host finds the content."""
        return self.root / str(self.values.get("docs_dir") or "docs")

    @property
    def site_dir(self) -> Path:
        """Where the host writes the site."""
        return self.root / str(self.values.get("site_dir") or "site")

    @property
    def site_url(self) -> str:
        """The address of the site with all its versions, with a slash at its end; empty when it is not known."""
        url = str(self.values.get("site_url") or "")
        return f"{url.rstrip('/')}/" if url else ""

    @property
    def cache(self) -> Path | None:
        """Where results are kept between runs; None for nowhere."""
        return self.root / self.gitbook.cache if self.gitbook.cache else None

    def code(self) -> Iterator[tuple[str, Path]]:
        """The project's own templates and hooks: the option that names them, and the file or directory."""
        theme = self.values.get("theme")
        custom = theme.get("custom_dir") if isinstance(theme, dict) else None
        if isinstance(custom, str):
            yield "custom_dir", self.root / custom
        hooks = self.values.get("hooks")
        for hook in hooks if isinstance(hooks, list) else ():
            if isinstance(hook, str):
                yield "hooks", self.root / hook

    def files_of_theme(self) -> Iterator[str]:
        """The files of `docs_dir` that are part of how pages look, relative to it."""
        theme = self.values.get("theme")
        named = [theme.get(key) for key in ("favicon", "logo")] if isinstance(theme, dict) else []
        for option in ("extra_css", "extra_javascript", "extra_templates"):
            given = self.values.get(option)
            named += [one.get("path") if isinstance(one, dict) else one for one in given or () if given]
        for name in named:
            if isinstance(name, str) and "://" not in name and (self.docs_dir / name).is_file():
                yield name

    def digest(self) -> str:
        """Changes with everything here that may change how a page looks.

        Raises:
            OSError: A file cannot be read.
        """
        parts: list[str | bytes] = [json.dumps(self.values, sort_keys=True, default=repr), self.file.read_bytes()]
        for _, place in self.code():
            files = sorted(place.rglob("*")) if place.is_dir() else [place]
            for file in files:
                if file.is_file() and "__pycache__" not in file.parts:
                    parts += [file.relative_to(place.parent).as_posix(), file.read_bytes()]
        for name in self.files_of_theme():
            parts += [name, (self.docs_dir / name).read_bytes()]
        return Cache.key(*parts)
