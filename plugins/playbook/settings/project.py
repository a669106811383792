"""A project: what its `mkdocs.yml` says, as far as pages are concerned."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from playbook.settings import configuration
from playbook.settings.figures import FIGURES, FigureSettings
from playbook.settings.gitbook import PLUGIN, GitBookSettings
from playbook.settings.options import SettingsError
from playbook.settings.review import REVIEW, ReviewSettings
from playbook.settings.sdg import SDG, SdgSettings

CONFIGURATION = "mkdocs.yml"
"""Where a project describes itself."""


@dataclass(frozen=True)
class Project:
    """What `mkdocs.yml` says, as far as pages are concerned."""

    file: Path
    """The `mkdocs.yml`."""
    root: Path
    """Its directory."""
    docs_dir: Path
    site_name: str
    site_url: str
    """Where the site is published; empty when it does not say."""
    gitbook: GitBookSettings
    uses_gitbook: bool = True
    """Whether the plugin is switched on."""
    figures: FigureSettings = field(default_factory=FigureSettings)
    sdg: SdgSettings | None = None
    """None when the plugin `playbook/sdg` is not switched on."""
    review: ReviewSettings | None = None
    """None when the plugin `playbook/review` is not switched on."""


def load_project(mkdocs_yml: Path) -> Project:
    """Read a `mkdocs.yml` without MkDocs.

    Raises:
        SettingsError: The file cannot be read, is not YAML, or holds an option that cannot be used.
    """
    values = configuration.load(mkdocs_yml)
    root = mkdocs_yml.absolute().parent
    docs_dir = values.get("docs_dir", "docs")
    if not isinstance(docs_dir, str) or not docs_dir:
        raise SettingsError("docs_dir", f"a directory is wanted, not {docs_dir!r}")
    options = configuration.plugin_options(values.get("plugins"), PLUGIN)
    plugin = PLUGIN
    try:
        gitbook = GitBookSettings.from_mapping(options or {})
        plugin = FIGURES
        figures = FigureSettings.from_mapping(configuration.plugin_options(values.get("plugins"), FIGURES) or {})
        plugin = SDG
        framework = configuration.plugin_options(values.get("plugins"), SDG)
        sdg = None if framework is None else SdgSettings.from_mapping(framework)
        plugin = REVIEW
        reviewed = configuration.plugin_options(values.get("plugins"), REVIEW)
        review = None if reviewed is None else ReviewSettings.from_mapping(reviewed)
    except SettingsError as error:
        raise SettingsError(f"plugins.{plugin}.{error.key}", error.problem, error.hint) from error
    return Project(
        file=mkdocs_yml,
        root=root,
        docs_dir=Path(os.path.normpath(root / docs_dir)),
        site_name=str(values.get("site_name") or ""),
        site_url=str(values.get("site_url") or ""),
        gitbook=gitbook,
        uses_gitbook=options is not None,
        figures=figures,
        sdg=sdg,
        review=review,
    )
