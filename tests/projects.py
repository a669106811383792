"""Writes small projects for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.settings import GitBookSettings
from playbook.site import Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


ENGLISH = (
    "The service is for people who want to build a house, and this page is about the steps that they have to take. "
    "It can be read by all of them, and it is kept up to date with the help of the people in the office.\n"
)
FRENCH = (
    "Le service est pour les personnes qui veulent construire une maison, et cette page est sur les étapes que la "
    "personne doit suivre. Elle est tenue à jour par les agents qui sont dans le bureau, avec l'aide des usagers.\n"
)


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a directory; returns the directory."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def listing(*paths: str) -> str:
    """A SUMMARY.md that lists pages one after the other."""
    return "".join(f"* [{path}](<{path}>)\n" for path in paths)


def page(title: str, text: str = ENGLISH) -> str:
    """A page in a language that can be recognised."""
    return f"# {title}\n\n{text}"


def space(prefix: str, title: str, text: str = ENGLISH, *paths: str) -> dict[str, str]:
    """The files of a space with a home page and some others."""
    files = {f"{prefix}{path}": page(path, text) for path in paths}
    return {**files, f"{prefix}README.md": page(title, text), f"{prefix}SUMMARY.md": listing("README.md", *paths)}


def site(root: Path, files: Mapping[str, str | bytes], **settings: object) -> Site:
    """A site with its pages in `root` itself."""
    write(root, files)
    return Site.read(root, root, GitBookSettings.from_mapping(settings))
