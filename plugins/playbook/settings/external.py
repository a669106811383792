"""How addresses on the web are asked (`external:` in the options of `playbook/gitbook`)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from playbook.settings import options
from playbook.settings.options import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

EXTERNAL = "external"
"""The option that holds these."""


@dataclass(frozen=True, slots=True)
class ExternalSettings:
    """How `playbook check --external` asks addresses. Nothing else ever does."""

    max_age: int = 7
    """Days for which it is believed that an address is there; one that was not is asked again the next day."""
    timeout: int = 20
    """Seconds to wait for a server."""
    delay: int = 1
    """Seconds between two requests to one server; its `robots.txt` may ask for more."""
    workers: int = 8
    """Servers that are asked at the same time."""
    retries: int = 2
    """Further requests when a server cannot answer now."""
    private: bool = False
    """Whether addresses in networks of one's own (`http://10.0.0.1/`, `http://wiki/`) are asked."""
    ignore: tuple[str, ...] = ()
    """Addresses that are not asked, as patterns (`https://example.org/*`)."""

    @classmethod
    def from_mapping(cls, values: object) -> ExternalSettings:
        """The options as `mkdocs.yml` gives them.

        Raises:
            SettingsError: With the key that cannot be used.
        """
        given: Mapping[str, object] = options.mapping(values, EXTERNAL)
        options.known(given, (option.name for option in fields(cls)), f"{EXTERNAL}.")
        made = {
            key: options.like(getattr(cls(), key), value, f"{EXTERNAL}.{key}")
            for key, value in given.items()
            if value is not None
        }
        settings = cls(**made)  # type: ignore[arg-type]
        for key in ("timeout", "workers"):
            if getattr(settings, key) < 1:
                raise SettingsError(f"{EXTERNAL}.{key}", "a number from 1 is wanted, not 0")
        return settings
