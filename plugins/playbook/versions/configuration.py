"""A `mkdocs.yml` that is changed without being understood.

Tags such as `!ENV` and `!!python/name:` are the host's business and pass through as they are, so the file is handled as
YAML's nodes, not as values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from playbook.settings import SettingsError, configuration

if TYPE_CHECKING:
    from pathlib import Path

INHERIT = "INHERIT"


class Configuration:
    """The nodes of a `mkdocs.yml`, those that it inherits among them."""

    def __init__(self, root: yaml.MappingNode) -> None:
        self._root = root

    @classmethod
    def read(cls, file: Path) -> Configuration:
        """Read a file.

        Raises:
            SettingsError: It, or one that it inherits from, cannot be read or is not YAML.
        """
        configuration.load(file)
        return cls(_inherited(file))

    @classmethod
    def of(cls, text: str) -> Configuration:
        """Read a text of ours, which inherits from none."""
        return cls(_composed(text))

    def __str__(self) -> str:
        """The text of the file."""
        return yaml.serialize(self._root, allow_unicode=True, width=120)

    @property
    def values(self) -> dict[str, Any]:
        """What the options are (`playbook.settings.configuration`)."""
        values: dict[str, Any] = configuration.parsed(str(self))
        return values

    def plugin(self, name: str) -> dict[str, Any] | None:
        """The options of a plugin; None for one that is not switched on."""
        return configuration.plugin_options(self.values.get("plugins"), name)

    def set(self, key: str, value: object) -> None:
        """Give an option a value; None takes it away, so that its default counts."""
        if value is None:
            self._root.value[:] = [pair for pair in self._root.value if pair[0].value != key]
        else:
            _set(self._root, key, _node(value))

    def take(self, key: str, other: Configuration) -> None:
        """Give an option the value that it has in another file, or none if it has none there."""
        self.set(key, None)
        node = _get(other._root, key)
        if node is not None:
            _set(self._root, key, node)

    def update(self, key: str, values: dict[str, Any]) -> None:
        """Give values to keys of an option that is a mapping (`theme`, `extra`); None takes a key away."""
        node = _get(self._root, key)
        if not isinstance(node, yaml.MappingNode):
            if isinstance(node, yaml.ScalarNode) and key == "theme":  # `theme: material` is short for its name
                values = {"name": node.value, **values}
            node = _node({})
            _set(self._root, key, node)
        _update(node, values)

    def update_plugin(self, name: str, values: dict[str, Any]) -> None:
        """Give options to a plugin; None takes an option away. A plugin that is off is switched on."""
        plugins = _get(self._root, "plugins")
        if not isinstance(plugins, (yaml.SequenceNode, yaml.MappingNode)):
            plugins = _node([])
            _set(self._root, "plugins", plugins)
        if isinstance(plugins, yaml.MappingNode):
            _update(_mapping_below(plugins, name), values)
            return
        plugins.value[:] = [
            _node({name: {}}) if isinstance(entry, yaml.ScalarNode) and entry.value == name else entry
            for entry in plugins.value
        ]
        for entry in plugins.value:
            if isinstance(entry, yaml.MappingNode) and any(key.value == name for key, _ in entry.value):
                _update(_mapping_below(entry, name), values)
                return
        plugins.value.append(_node({name: {key: value for key, value in values.items() if value is not None}}))


def _composed(text: str) -> yaml.MappingNode:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        raise SettingsError("", "`key: value` lines are wanted")
    return node


def _inherited(file: Path) -> yaml.MappingNode:
    # Read before by `configuration.load`, which found no fault and no circle.
    node = _composed(file.read_text(encoding="utf-8-sig"))
    parent = _get(node, INHERIT)
    if parent is None:
        return node
    node.value[:] = [pair for pair in node.value if pair[0].value != INHERIT]
    merged = _inherited(file.parent / str(parent.value))
    _merge(merged, node)
    return merged


def _merge(parent: yaml.MappingNode, child: yaml.MappingNode) -> None:
    for key, value in child.value:
        below = _get(parent, key.value)
        if isinstance(below, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            _merge(below, value)
        else:
            _set(parent, key.value, value)


def _update(node: yaml.MappingNode, values: dict[str, Any]) -> None:
    for key, value in values.items():
        node.value[:] = [pair for pair in node.value if pair[0].value != key]
        if value is not None:
            _set(node, key, _node(value))


def _mapping_below(node: yaml.MappingNode, key: str) -> yaml.MappingNode:
    found = _get(node, key)
    if not isinstance(found, yaml.MappingNode):
        found = _node({})
        _set(node, key, found)
    return found


def _get(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    # The last one of several counts, as for every reader of YAML.
    return next((value for name, value in reversed(node.value) if name.value == key), None)


def _set(node: yaml.MappingNode, key: str, value: yaml.Node) -> None:
    node.value[:] = [pair for pair in node.value if pair[0].value != key]
    node.value.append((_node(key), value))


def _node(value: object) -> Any:  # noqa: ANN401 - a node of the kind of the value
    return yaml.compose(yaml.safe_dump(value, allow_unicode=True), Loader=yaml.SafeLoader)
