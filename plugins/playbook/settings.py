"""Every option of a project, for the plugins and the command alike.

`mkdocs.yml` is read here without MkDocs, so that `playbook check` needs no host: what `!ENV`,
`!!python/name:` and the like stand for is understood without importing anything.
"""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml

from playbook.diagnostics import CODE, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PLUGIN = "playbook/gitbook"
"""The plugin of `mkdocs.yml` that has the options of `GitBookSettings`."""
FIGURES = "playbook/figures"
"""That of `FigureSettings`."""
SDG = "playbook/sdg"
"""That of `SdgSettings`."""
CACHE = ".cache/playbook"
"""Where results are kept between runs, unless the settings say otherwise."""
OFF = "off"
"""The level of a rule that is not to report anything."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_INHERITED = 10
"""Configurations that may inherit from one another before it must be a mistake."""


class SettingsError(Exception):
    """A setting that cannot be used: a person's mistake, told without a traceback."""

    def __init__(self, key: str, problem: str, hint: str = "") -> None:
        super().__init__(key, problem, hint)
        self.key = key
        """The path of the setting (`spaces[0].language`), or the file that could not be read."""
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        line = f"{self.key}: {self.problem}" if self.key else self.problem
        return f"{line}\n    hint: {self.hint}" if self.hint else line


@dataclass(frozen=True, slots=True)
class SpaceSettings:
    """A space of the site."""

    directory: str
    """The directory of its `.gitbook.yaml`, relative to that of `mkdocs.yml`."""
    language: str | None = None
    """Needed when there are several."""


@dataclass(frozen=True)
class GitBookSettings:
    """The options of `playbook/gitbook`."""

    spaces: tuple[SpaceSettings, ...] = ()
    """One space per language, the default language first; without it, those of `docs.yaml`, or else `docs_dir`."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """The directory of each language inside the only space, relative to its content root; the longest that fits a
    page is its own, `.` takes the rest. The first is the default language."""
    own_urls: tuple[str, ...] = ()
    """Addresses under which GitBook publishes this site: links to them become links to the pages here."""
    rules: Mapping[str, Severity | None] = field(default_factory=dict)
    """By code, another severity for a rule; None switches it off."""
    visitor: Mapping[str, Any] = field(default_factory=lambda: {"claims": {"unsigned": {}}})
    """The reader whom `{% if visitor.claims… %}` is about: a site for everyone has one answer for all."""
    openapi: Mapping[str, str] = field(default_factory=dict)
    """The file of each OpenAPI description that pages know by a slug or an address, relative to `mkdocs.yml`."""
    cache: str = CACHE
    """The directory in which results are kept between runs, relative to `mkdocs.yml`; empty for none."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> GitBookSettings:
        """The options as `mkdocs.yml` gives them.

        Raises:
            SettingsError: With the path of the key that cannot be used.
        """
        _known(values, (option.name for option in fields(cls)), "")
        given = {key: value for key, value in values.items() if value is not None}
        settings = cls(
            spaces=_spaces(given.get("spaces", ())),
            languages=_languages(given.get("languages", {})),
            own_urls=_own_urls(given.get("own_urls", ())),
            rules=_rules(given.get("rules", {})),
            visitor=_visitor(given.get("visitor", {})),
            openapi=_openapi(given.get("openapi", {})),
            cache=_cache(values.get("cache", CACHE)),
        )
        if settings.spaces and settings.languages:
            problem = "it splits one space into languages, but several spaces are given"
            raise SettingsError("languages", problem, "give the language of each space, or only `languages`")
        return settings


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """The options of `playbook/figures`."""

    caption_excuses: bool = True
    """Whether a figure with a caption may do without alternative text."""
    decorative: tuple[str, ...] = ()
    """Files that say nothing and need no alternative text, as patterns (`*/divider-*.svg`) of their paths in the
    space. An empty `alt` does not say so: GitBook writes it for every figure."""
    captions: bool = False
    """Whether every figure needs a caption."""
    animations: bool = False
    """Whether figures may move by themselves."""
    max_bytes: int = 1_000_000
    """The weight of a figure's file."""
    max_width: int = 3840
    """Pixels across that the largest usual screen shows when a figure is opened."""
    variants: bool = True
    """Whether lighter files of raster figures are made when the site is built."""
    widths: tuple[int, ...] = (750, 1376)
    """Of the lighter files, in pixels: the column of text on a telephone and on a screen, both with double pixels."""
    quality: int = 65
    """Of AVIF, 1 to 100, with colours in full resolution."""
    workers: int = 0
    """Figures that are encoded at the same time; 0 for one per processor, four at most."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> FigureSettings:
        """The options as `mkdocs.yml` gives them.

        Raises:
            SettingsError: With the key that cannot be used.
        """
        _known(values, (option.name for option in fields(cls)), "")
        given = {key: value for key, value in values.items() if value is not None}
        for key, value in given.items():
            given[key] = _like(getattr(cls(), key), value, key)
        settings = cls(**given)
        if not 1 <= settings.quality <= 100:
            raise SettingsError("quality", f"a number from 1 to 100 is wanted, not {settings.quality}")
        return settings


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
        _known(values, (option.name for option in fields(cls)), "")
        given = {key: value for key, value in values.items() if value is not None}
        if isinstance(given.get("autolink"), bool):
            given["autolink"] = ["*"] if given["autolink"] else []
        made = {key: _like(getattr(cls(), key), value, key) for key, value in given.items() if key != "catalogue"}
        if "catalogue" in given:
            made["catalogue"] = _directory(given["catalogue"], "catalogue")
        return cls(**made)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Project:
    """What `mkdocs.yml` says, as far as pages are concerned."""

    file: Path
    """The `mkdocs.yml`."""
    root: Path
    """Its directory."""
    docs_dir: Path
    site_name: str
    gitbook: GitBookSettings
    uses_gitbook: bool = True
    """Whether the plugin is switched on."""
    figures: FigureSettings = FigureSettings()
    sdg: SdgSettings | None = None
    """None when the plugin `playbook/sdg` is not switched on."""


def load_project(mkdocs_yml: Path) -> Project:
    """Read a `mkdocs.yml` without MkDocs.

    Raises:
        SettingsError: The file cannot be read, is not YAML, or holds an option that cannot be used.
    """
    values = _load(mkdocs_yml, ())
    root = mkdocs_yml.absolute().parent
    docs_dir = values.get("docs_dir", "docs")
    if not isinstance(docs_dir, str) or not docs_dir:
        raise SettingsError("docs_dir", f"a directory is wanted, not {docs_dir!r}")
    options = _options(values.get("plugins"), PLUGIN)
    plugin = PLUGIN
    try:
        gitbook = GitBookSettings.from_mapping(options or {})
        plugin = FIGURES
        figures = FigureSettings.from_mapping(_options(values.get("plugins"), FIGURES) or {})
        plugin = SDG
        framework = _options(values.get("plugins"), SDG)
        sdg = None if framework is None else SdgSettings.from_mapping(framework)
    except SettingsError as error:
        raise SettingsError(f"plugins.{plugin}.{error.key}", error.problem, error.hint) from error
    return Project(
        file=mkdocs_yml,
        root=root,
        docs_dir=Path(os.path.normpath(root / docs_dir)),
        site_name=str(values.get("site_name") or ""),
        gitbook=gitbook,
        uses_gitbook=options is not None,
        figures=figures,
        sdg=sdg,
    )


class _Loader(yaml.SafeLoader):
    """YAML with the tags that MkDocs and Material know; what they would import stays None."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """`!ENV NAME`, `!ENV [NAME, OTHER, default]`: the first that is set, or the default."""
    if isinstance(node, yaml.ScalarNode):
        names, default = [str(node.value)], None
    elif isinstance(node, yaml.SequenceNode):
        values = [loader.construct_object(child, deep=True) for child in node.value]
        names, default = [str(value) for value in values], values[-1] if len(values) > 1 else None
    else:
        return None
    for name in names:
        if name in os.environ:
            return yaml.load(os.environ[name], Loader=_Loader)  # noqa: S506 - a SafeLoader
    return default


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    """What a tag of another program stands for is none of our business."""
    del loader, suffix, node


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)
_Loader.add_multi_constructor("!", _nothing)


def _load(file: Path, heirs: tuple[Path, ...]) -> dict[str, Any]:
    name = file.as_posix()
    try:
        place = file.resolve()
        if place in heirs or len(heirs) > _INHERITED:
            raise SettingsError(name, "INHERIT leads back to the configuration that inherits")
        values = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise SettingsError(name, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(name, f"is not UTF-8 (byte {error.start})") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise SettingsError(where, f"is not YAML: {error.problem or error.context}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SettingsError(name, f"is not YAML: {error}") from error
    if not isinstance(values, dict):
        raise SettingsError(name, "is not a configuration: `key: value` lines are wanted")
    parent = values.pop("INHERIT", None)
    if parent is None:
        return values
    return _merged(_load(file.parent / str(parent), (*heirs, place)), values)


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """As MkDocs inherits: mappings are merged, everything else is replaced."""
    merged = dict(parent)
    for key, value in child.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _options(plugins: object, plugin: str) -> dict[str, Any] | None:
    """The options of one of our plugins; None when it is not among the plugins."""
    named = plugins if isinstance(plugins, list) else [plugins]
    entries = [pair for entry in named for pair in (entry.items() if isinstance(entry, dict) else [(entry, None)])]
    for name, options in entries:
        if name == plugin:
            if not isinstance(options or {}, dict):
                raise SettingsError(f"plugins.{plugin}", f"options are wanted, not {options!r}")
            return dict(options or {})
    return None


def _like(default: object, value: object, key: str) -> object:
    """A value of the type that the option's default has."""
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        raise SettingsError(key, f"true or false is wanted, not {value!r}")
    if isinstance(default, int):
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise SettingsError(key, f"a whole number is wanted, not {value!r}")
    items = [value] if isinstance(value, (str, int)) else _items(value, key)
    kind = int if default and isinstance(default, tuple) and isinstance(default[0], int) else str
    for number, item in enumerate(items):
        if not isinstance(item, kind) or isinstance(item, bool) or not item or (isinstance(item, int) and item < 0):
            wanted = "a number of pixels" if kind is int else "a text"
            raise SettingsError(f"{key}[{number}]", f"{wanted} is wanted, not {item!r}")
    return tuple(items)


def _cache(value: object) -> str:
    if value is None or value is False or value == "":
        return ""
    return _directory(value, "cache")


def _known(values: Mapping[str, Any], names: Iterable[str], where: str) -> None:
    names = tuple(names)
    for key in values:
        if key not in names:
            near = difflib.get_close_matches(str(key), names, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
            raise SettingsError(f"{where}{key}", "there is no such option", hint)


def _items(value: object, key: str) -> Iterable[Any]:
    if isinstance(value, (list, tuple)):
        return value
    raise SettingsError(key, f"a list is wanted, not {value!r}")


def _mapping(value: object, key: str) -> Mapping[Any, Any]:
    if isinstance(value, dict):
        return value
    raise SettingsError(key, f"`key: value` lines are wanted, not {value!r}")


def _language(value: object, key: str) -> str:
    # YAML 1.1 reads `no`, Norwegian, as false.
    code = "no" if value is False else value
    if isinstance(code, str) and _LANGUAGE.fullmatch(code):
        return code
    raise SettingsError(key, f"{value!r} is no language code", "write it like 'fr' or 'pt-BR'")


def _directory(value: object, key: str) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip().replace("\\", "/")
    raise SettingsError(key, f"a directory is wanted, not {value!r}")


def _spaces(value: object) -> tuple[SpaceSettings, ...]:
    spaces: list[SpaceSettings] = []
    languages: set[str | None] = set()
    for number, entry in enumerate(_items(value, "spaces")):
        key = f"spaces[{number}]"
        if isinstance(entry, str):
            entry = {"directory": entry}  # noqa: PLW2901 - the short form of the same entry
        values = _mapping(entry, key)
        _known(values, ("directory", "language"), f"{key}.")
        directory = _directory(values.get("directory"), f"{key}.directory")
        language = values.get("language")
        code = None if language is None else _language(language, f"{key}.language")
        if spaces and (code is None or None in languages):
            raise SettingsError(f"{key}.language", "several spaces need a language each")
        if code in languages:
            raise SettingsError(f"{key}.language", f"{code!r} is the language of another space already")
        languages.add(code)
        spaces.append(SpaceSettings(directory, code))
    return tuple(spaces)


def _languages(value: object) -> dict[str, str]:
    languages: dict[str, str] = {}
    for code, directory in _mapping(value, "languages").items():
        language = _language(code, f"languages.{code}")
        path = _directory(directory, f"languages.{language}").removeprefix("/")
        normal = os.path.normpath(path or ".").replace("\\", "/")
        if normal.startswith(".."):
            raise SettingsError(f"languages.{language}", f"{directory!r} lies outside the space")
        if normal in languages.values():
            raise SettingsError(f"languages.{language}", f"{directory!r} is the directory of another language already")
        languages[language] = normal
    return languages


def _own_urls(value: object) -> tuple[str, ...]:
    urls = []
    for number, url in enumerate(_items([value] if isinstance(value, str) else value, "own_urls")):
        parts = urlsplit(url) if isinstance(url, str) else None
        if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
            hint = "write it in full, like 'https://example.gitbook.io/handbook/'"
            raise SettingsError(f"own_urls[{number}]", f"{url!r} is no address of a site", hint)
        urls.append(f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}/")
    return tuple(urls)


def _rules(value: object) -> dict[str, Severity | None]:
    rules: dict[str, Severity | None] = {}
    for code, level in _mapping(value, "rules").items():
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
    values = _mapping(value, "visitor")
    _known(values, ("claims",), "visitor.")
    claims = dict(_mapping(values.get("claims") or {}, "visitor.claims"))
    claims["unsigned"] = dict(_mapping(claims.get("unsigned") or {}, "visitor.claims.unsigned"))
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
    for name, file in _mapping(value, "openapi").items():
        if not isinstance(file, str) or not file.strip():
            raise SettingsError(f"openapi.{name}", f"a file is wanted, not {file!r}")
        files[str(name)] = file.strip().replace("\\", "/")
    return files
