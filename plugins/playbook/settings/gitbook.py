"""The options of `playbook/gitbook`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playbook.diagnostics import CODE, Severity
from playbook.settings import options
from playbook.settings.external import ExternalSettings
from playbook.settings.options import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

PLUGIN = "playbook/gitbook"
"""The plugin of `mkdocs.yml` that has these options."""
CACHE = ".cache/playbook"
"""Where results are kept between runs, unless the settings say otherwise."""
_EDITOR = re.compile(r"[a-z][a-z0-9+.-]*://")
OFF = "off"
"""The level of a rule that is not to report anything."""


@dataclass(frozen=True)
class SpaceSettings:
    """A space of the site."""

    directory: str
    """The directory of its `.gitbook.yaml`, relative to that of `mkdocs.yml`."""
    language: str | None = None
    """Needed when another one has a language."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """The directory of each language inside it, as for `GitBookSettings.languages`."""
    path: str | None = None
    """Where its section begins below the root of the language, without slashes at its ends; spaces of one path are one
    section in several languages. Without it, the first of a language is the main section, which begins at the root,
    and others have the name of their directory."""
    title: str = ""
    """What the navigation calls the section; the title of its home page unless given."""
    description: str = ""
    icon: str = ""
    """The Font Awesome name."""
    group: str = ""
    """The heading above the section in the navigation."""
    hidden: bool = False
    """Whether the navigation leaves the section out."""


@dataclass(frozen=True)
class GitBookSettings:
    """The options of `playbook/gitbook`."""

    spaces: tuple[SpaceSettings, ...] = ()
    """The default language first; without it, those of `docs.yaml`, or else `docs_dir`."""
    site_file: str = ""
    """The `docs.yaml`, relative to `mkdocs.yml`; unless given, one beside it or in `docs_dir`."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """The directory of each language inside the only space, relative to its content root; the longest that fits a
    page is its own, `.` takes the rest. The first is the default language."""
    own_urls: tuple[str, ...] = ()
    """Addresses under which GitBook publishes this site: links to them become links to the pages here."""
    space_ids: Mapping[str, str] = field(default_factory=dict)
    """What the ids of spaces in addresses of GitBook's editor (`https://app.gitbook.com/s/ID/…`) stand for: the directory
    of a space of this site, relative to `mkdocs.yml`, or the address of another published site."""
    rules: Mapping[str, Severity | None] = field(default_factory=dict)
    """By code, another severity for a rule; None switches it off."""
    visitor: Mapping[str, Any] = field(default_factory=lambda: {"claims": {"unsigned": {}}})
    """The reader whom `{% if visitor.claims… %}` is about: a site for everyone has one answer for all."""
    openapi: Mapping[str, str] = field(default_factory=dict)
    """The file of each OpenAPI description that pages know by a slug or an address, relative to `mkdocs.yml`."""
    cache: str = CACHE
    """The directory in which results are kept between runs, relative to `mkdocs.yml`; empty for none."""
    editor: str = ""
    """The address that opens a place in the author's editor, for the findings shown in a preview:
    `vscode://file/{path}:{line}:{column}`. Empty for none."""
    quality: bool = False
    """Whether the site has a page about what is wrong with its pages."""
    external: ExternalSettings = field(default_factory=ExternalSettings)
    """How `playbook check --external` asks addresses on the web."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> GitBookSettings:
        """The options as `mkdocs.yml` gives them.

        Raises:
            SettingsError: With the path of the key that cannot be used.
        """
        options.known(values, (option.name for option in fields(cls)), "")
        given = {key: value for key, value in values.items() if value is not None}
        settings = cls(
            spaces=_spaces(given.get("spaces", ())),
            site_file=options.path(given["site_file"], "site_file") if "site_file" in given else "",
            languages=_languages(given.get("languages", {}), "languages"),
            own_urls=_own_urls(given.get("own_urls", ())),
            space_ids=_space_ids(given.get("space_ids", {})),
            rules=_rules(given.get("rules", {})),
            visitor=_visitor(given.get("visitor", {})),
            openapi=_openapi(given.get("openapi", {})),
            cache=_cache(values.get("cache", CACHE)),
            editor=_editor(given.get("editor", "")),
            quality=bool(options.like(False, given.get("quality", False), "quality")),
            external=ExternalSettings.from_mapping(given.get("external", {})),
        )
        if settings.spaces and settings.languages:
            problem = "it splits one space into languages, but several spaces are given"
            raise SettingsError("languages", problem, "give the language of each space, or only `languages`")
        if settings.site_file and (settings.spaces or settings.languages):
            raise SettingsError("site_file", "the spaces are named twice", "take `site_file` away, or the other option")
        return settings


def _editor(value: object) -> str:
    address = options.text(value, "editor") if value else ""
    if address and (not _EDITOR.match(address) or "{path}" not in address):
        hint = "write it like vscode://file/{path}:{line}:{column}"
        raise SettingsError("editor", f"{address!r} is no address of an editor", hint)
    return address


def _cache(value: object) -> str:
    if value is None or value is False or value == "":
        return ""
    return options.path(value, "cache")


def _spaces(value: object) -> tuple[SpaceSettings, ...]:
    spaces: list[SpaceSettings] = []
    known = [option.name for option in fields(SpaceSettings)]
    for number, entry in enumerate(options.items(value, "spaces")):
        key = f"spaces[{number}]"
        if isinstance(entry, str):
            entry = {"directory": entry}  # noqa: PLW2901 - the short form of the same entry
        values = {name: given for name, given in options.mapping(entry, key).items() if given is not None}
        options.known(values, known, f"{key}.")
        language = values.get("language")
        if language is not None and values.get("languages"):
            raise SettingsError(f"{key}.languages", "it splits a space into languages, but the space has one")
        spaces.append(
            SpaceSettings(
                directory=options.path(values.get("directory"), f"{key}.directory"),
                language=None if language is None else options.language(language, f"{key}.language"),
                languages=_languages(values.get("languages", {}), f"{key}.languages"),
                path=_section_path(values["path"], f"{key}.path") if "path" in values else None,
                title=options.text(values.get("title", ""), f"{key}.title"),
                description=options.text(values.get("description", ""), f"{key}.description"),
                icon=options.text(values.get("icon", ""), f"{key}.icon"),
                group=options.text(values.get("group", ""), f"{key}.group"),
                hidden=options.like(False, values.get("hidden", False), f"{key}.hidden") is True,
            )
        )
    if any(one.language or one.languages for one in spaces):
        for number, one in enumerate(spaces):
            if not one.language and not one.languages:
                hint = "several languages need to be told apart: write `language: en`"
                raise SettingsError(f"spaces[{number}].language", "other spaces say their language", hint)
    return tuple(spaces)


def _section_path(value: object, key: str) -> str:
    if not isinstance(value, str) or any(step in (".", "..") for step in value.split("/")):
        raise SettingsError(key, f"a path below the site is wanted, not {value!r}", "write it like 'api'")
    return value.strip().strip("/")


def _languages(value: object, key: str) -> dict[str, str]:
    languages: dict[str, str] = {}
    for code, directory in options.mapping(value, key).items():
        language = options.language(code, f"{key}.{code}")
        path = options.path(directory, f"{key}.{language}").removeprefix("/")
        normal = os.path.normpath(path or ".").replace("\\", "/")
        if normal.startswith(".."):
            raise SettingsError(f"{key}.{language}", f"{directory!r} lies outside the space")
        if normal in languages.values():
            raise SettingsError(f"{key}.{language}", f"{directory!r} is the directory of another language already")
        languages[language] = normal
    return languages


def _own_urls(value: object) -> tuple[str, ...]:
    urls = []
    for number, url in enumerate(options.items([value] if isinstance(value, str) else value, "own_urls")):
        try:
            parts = urlsplit(url) if isinstance(url, str) else None
        except ValueError:
            parts = None
        if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
            hint = "write it in full, like 'https://example.gitbook.io/handbook/'"
            raise SettingsError(f"own_urls[{number}]", f"{url!r} is no address of a site", hint)
        urls.append(f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}/")
    return tuple(urls)


def _space_ids(value: object) -> dict[str, str]:
    return {
        str(name): options.path(place, f"space_ids.{name}")
        for name, place in options.mapping(value, "space_ids").items()
    }


def _rules(value: object) -> dict[str, Severity | None]:
    rules: dict[str, Severity | None] = {}
    for code, level in options.mapping(value, "rules").items():
        if not isinstance(code, str) or not CODE.fullmatch(code):
            raise SettingsError(f"rules.{code}", "there is no such rule", "a rule is named by its code, like GB001")
        # YAML 1.1 reads `off` as false.
        if level is False or level == OFF:
            rules[code] = None
        elif level in tuple(Severity):
            rules[code] = Severity(level)
        else:
            hint = f"one of {', '.join(Severity)}, {OFF}"
            raise SettingsError(f"rules.{code}", f"{level!r} is no severity", hint)
    return rules


def _visitor(value: object) -> dict[str, Any]:
    values = options.mapping(value, "visitor")
    options.known(values, ("claims",), "visitor.")
    claims = dict(options.mapping(values.get("claims") or {}, "visitor.claims"))
    claims["unsigned"] = dict(options.mapping(claims.get("unsigned") or {}, "visitor.claims.unsigned"))
    return {"claims": {str(key): _plain(claim, f"visitor.claims.{key}") for key, claim in claims.items()}}


def _plain(value: object, key: str) -> object:
    """A value as JSON could have it."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, list):
        return [_plain(one, f"{key}[{number}]") for number, one in enumerate(value)]
    if isinstance(value, dict):
        return {str(name): _plain(one, f"{key}.{name}") for name, one in value.items()}
    raise SettingsError(key, f"a text, a number, a list or a mapping is wanted, not {value!r}", "put it in quotes")


def _openapi(value: object) -> dict[str, str]:
    files = {}
    for name, file in options.mapping(value, "openapi").items():
        if not isinstance(file, str) or not file.strip():
            raise SettingsError(f"openapi.{name}", f"a file is wanted, not {file!r}")
        files[str(name)] = file.strip().replace("\\", "/")
    return files
