from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

SITES = Path(__file__).parents[1] / "sites"


@dataclass
class Built:
    """A site that MkDocs built, and what it said."""

    directory: Path
    warnings: list[str]
    notes: list[str]
    watched: list[str]

    def text(self, path: str) -> str:
        return (self.directory / path).read_text(encoding="utf-8")

    def page(self, path: str = "") -> LexborHTMLParser:
        return LexborHTMLParser(self.text(path if path.endswith(".html") else f"{path}index.html"))

    def files(self, pattern: str = "**/*") -> set[str]:
        """The files of the site but those of the theme."""
        found = (path.relative_to(self.directory).as_posix() for path in self.directory.glob(pattern) if path.is_file())
        return {path for path in found if not path.startswith(("assets/", "search/"))}


class Said(logging.Handler):
    """Keeps what a build says."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.records = []

    def emit(self, record):
        self.records.append(record)


def _build(config_file, site_dir, **options):
    said = Said()
    log = logging.getLogger("mkdocs")
    level = log.level
    log.addHandler(said)
    log.setLevel(logging.INFO)
    try:
        config = load_config(str(config_file), site_dir=str(site_dir), **options)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except SystemExit as stop:
        stop.said = "\n".join(record.getMessage() for record in said.records)
        raise
    finally:
        log.removeHandler(said)
        log.setLevel(level)
    warnings = [record.getMessage() for record in said.records if record.levelno >= logging.WARNING]
    notes = [record.getMessage() for record in said.records if record.levelno == logging.INFO]
    return Built(Path(site_dir), warnings, notes, [str(path) for path in config.watch])


@pytest.fixture(autouse=True, scope="session")
def _without_notices():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("DISABLE_MKDOCS_2_WARNING", "true")
        yield


@pytest.fixture
def project(tmp_path):
    """A copy of a site of tests/sites, to be changed."""

    def copy(name):
        return shutil.copytree(SITES / name, tmp_path / name)

    return copy


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A site of tests/sites, built once for all tests."""
    done = {}

    def make(name, config="mkdocs.yml"):
        if name not in done:
            copy = shutil.copytree(SITES / name, tmp_path_factory.mktemp(name) / name)
            done[name] = _build(copy / config, tmp_path_factory.mktemp(name))
        return done[name]

    return make


@pytest.fixture(scope="session")
def build_site():
    return _build
