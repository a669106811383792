"""`mkdocs.yml` as data, read without MkDocs.

What `!ENV`, `!!python/name:` and the like stand for is understood without importing anything.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import yaml

from playbook.settings.options import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

_INHERITED = 10
"""Configurations that may inherit from one another before it must be a mistake."""


def load(file: Path) -> dict[str, Any]:
    """The values of a `mkdocs.yml`, with those that it inherits.

    Raises:
        SettingsError: The file cannot be read or is not YAML.
    """
    return _load(file, ())


def parsed(text: str) -> Any:  # noqa: ANN401 - whatever the text says
    """The value of a text as `mkdocs.yml` has it; without those that it inherits.

    Raises:
        yaml.YAMLError: It is not YAML.
        ValueError: A date in it does not exist, or the like.
    """
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader


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
            return parsed(os.environ[name])
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
        values = parsed(file.read_text(encoding="utf-8-sig"))
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


def plugin_options(plugins: object, plugin: str) -> dict[str, Any] | None:
    """The options of one of our plugins; None when it is not among the plugins."""
    named = plugins if isinstance(plugins, list) else [plugins]
    entries = [pair for entry in named for pair in (entry.items() if isinstance(entry, dict) else [(entry, None)])]
    for name, options in entries:
        if name == plugin:
            if not isinstance(options or {}, dict):
                raise SettingsError(f"plugins.{plugin}", f"options are wanted, not {options!r}")
            return dict(options or {})
    return None
