"""Reading the values of options: each function gives a value of one kind, or says what is wrong with it."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from playbook.diagnostics import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


class SettingsError(UserError):
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


def known(values: Mapping[str, Any], names: Iterable[str], where: str) -> None:
    """See that only options that exist are given; `where` comes before a key that does not (`spaces[0].`).

    Raises:
        SettingsError: Another one is.
    """
    names = tuple(names)
    for key in values:
        if key not in names:
            near = difflib.get_close_matches(str(key), names, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
            raise SettingsError(f"{where}{key}", "there is no such option", hint)


def like(default: object, value: object, key: str) -> object:
    """A value of the type that the option's default has; one item alone stands for a list of it.

    Raises:
        SettingsError: It has another type.
    """
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        raise SettingsError(key, f"true or false is wanted, not {value!r}")
    if isinstance(default, int):
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise SettingsError(key, f"a whole number is wanted, not {value!r}")
    given = [value] if isinstance(value, (str, int)) else items(value, key)
    kind = int if default and isinstance(default, tuple) and isinstance(default[0], int) else str
    for number, item in enumerate(given):
        if not isinstance(item, kind) or isinstance(item, bool) or not item or (isinstance(item, int) and item < 0):
            wanted = "a number of pixels" if kind is int else "a text"
            raise SettingsError(f"{key}[{number}]", f"{wanted} is wanted, not {item!r}")
    return tuple(given)


def items(value: object, key: str) -> Iterable[Any]:
    """The items of a list.

    Raises:
        SettingsError: It is none.
    """
    if isinstance(value, (list, tuple)):
        return value
    raise SettingsError(key, f"a list is wanted, not {value!r}")


def mapping(value: object, key: str) -> Mapping[Any, Any]:
    """A mapping.

    Raises:
        SettingsError: It is none.
    """
    if isinstance(value, dict):
        return value
    raise SettingsError(key, f"`key: value` lines are wanted, not {value!r}")


def language(value: object, key: str) -> str:
    """The code of a language, like `fr` or `pt-BR`.

    Raises:
        SettingsError: It is none.
    """
    # YAML 1.1 reads `no`, Norwegian, as false.
    code = "no" if value is False else value
    if isinstance(code, str) and _LANGUAGE.fullmatch(code):
        return code
    raise SettingsError(key, f"{value!r} is no language code", "write it like 'fr' or 'pt-BR'")


def path(value: object, key: str) -> str:
    """A file or a directory, always '/'-separated.

    Raises:
        SettingsError: It is no text, or an empty one.
    """
    if isinstance(value, str) and value.strip():
        return value.strip().replace("\\", "/")
    raise SettingsError(key, f"a directory is wanted, not {value!r}")


def text(value: object, key: str) -> str:
    """A text.

    Raises:
        SettingsError: It is none. What YAML takes for a number has lost how it was written: 0.10 became 0.1.
    """
    if isinstance(value, str):
        return value.strip()
    raise SettingsError(key, f"a text is wanted, not {value!r}", f'put it in quotes: "{value}"')
