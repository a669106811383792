"""Every option of a project, for the plugins and the command alike: one module for each plugin of ours.

`mkdocs.yml` is read here without MkDocs, so that `playbook check` needs no host.
"""

from playbook.settings.external import ExternalSettings
from playbook.settings.figures import FIGURES, FigureSettings
from playbook.settings.gitbook import CACHE, OFF, PLUGIN, GitBookSettings, SpaceSettings
from playbook.settings.options import SettingsError
from playbook.settings.project import CONFIGURATION, Project, load_project
from playbook.settings.review import REVIEW, ReviewSettings
from playbook.settings.sdg import SDG, SdgSettings
from playbook.settings.versions import VersionsSettings

__all__ = [
    "CACHE",
    "CONFIGURATION",
    "FIGURES",
    "OFF",
    "PLUGIN",
    "REVIEW",
    "SDG",
    "ExternalSettings",
    "FigureSettings",
    "GitBookSettings",
    "Project",
    "ReviewSettings",
    "SdgSettings",
    "SettingsError",
    "SpaceSettings",
    "VersionsSettings",
    "load_project",
]
