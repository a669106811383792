"""What our plugins share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from mkdocs.config.base import LegacyConfig, ValidationError
from mkdocs.plugins import BasePlugin

from playbook.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.base import ConfigErrors, ConfigWarnings


class Settings(Protocol):
    """The options of a plugin (`playbook.settings`)."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 (settings have nothing else in common)
        """The options as `mkdocs.yml` gives them; raises `SettingsError`."""


class Plugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """A plugin whose options are read by the project's own rules, the same as those of the command."""

    settings_class: ClassVar[type[Settings]]
    settings: Any
    """The options."""

    def __init_subclass__(cls) -> None:
        """Hide from the type checker that MkDocs' own has no types."""
        super().__init_subclass__()  # type: ignore[no-untyped-call]

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the options."""
        self.config = LegacyConfig(schema=(), config_file_path=config_file_path)
        self.config.load_dict(options)
        try:
            self.settings = self.settings_class.from_mapping(options)
        except SettingsError as error:
            problem = f"{error.problem}\n    hint: {error.hint}" if error.hint else error.problem
            return [(error.key, ValidationError(problem))], []
        return [], []
