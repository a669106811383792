"""The options of `playbook/sdg`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from playbook.settings import options

if TYPE_CHECKING:
    from collections.abc import Mapping

SDG = "playbook/sdg"
"""The plugin of `mkdocs.yml` that has these options."""


@dataclass(frozen=True, slots=True)
class SdgSettings:
    """The options of `playbook/sdg`."""

    catalogue: str = ""
    """The project's own entries, a YAML file (`playbook.sdg.catalogue_file`), relative to the directory of `mkdocs.yml`."""
    pages: bool = True
    """Whether the pages of the framework are made."""
    autolink: tuple[str, ...] = ()
    """The entries of the framework, by id, whose first mention in a page becomes a link (`publication` is the
    framework itself); `true` in `mkdocs.yml`, `*` here, stands for all. A page has the last word: `sdg: {autolink: …}`."""
    linked_from: tuple[str, ...] = ()
    """Pages that must link to the framework, as patterns (`framework/*.md`) of their paths in a language."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> SdgSettings:
        """The options as `mkdocs.yml` gives them.

        Raises:
            SettingsError: With the key that cannot be used.
        """
        options.known(values, (option.name for option in fields(cls)), "")
        given = {key: value for key, value in values.items() if value is not None}
        if isinstance(given.get("autolink"), bool):
            given["autolink"] = ["*"] if given["autolink"] else []
        made = {
            key: options.like(getattr(cls(), key), value, key) for key, value in given.items() if key != "catalogue"
        }
        if "catalogue" in given:
            made["catalogue"] = options.path(given["catalogue"], "catalogue")
        return cls(**made)  # type: ignore[arg-type]
