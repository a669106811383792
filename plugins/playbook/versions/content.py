"""Today's `mkdocs.yml` over the content of a tag.

How pages look is today's business: theme, extensions, plugins. Where the content lies, and in which languages it is, is
that of the tag, whose own `mkdocs.yml` says it if there is one. What today's settings name and the tag lacks is dropped,
and said.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook import init
from playbook.arrangement import space_directory
from playbook.discovery import find
from playbook.language import detect
from playbook.settings import PLUGIN, REVIEW, SDG, GitBookSettings, SettingsError
from playbook.site import Site
from playbook.versions.configuration import Configuration

if TYPE_CHECKING:
    from playbook.versions.plan import Version
    from playbook.versions.project import Project

I18N = "i18n"
FLAG = "playbook_version"
"""The key of `extra` that tells our templates which version is built, so that they leave places for what is only known
when all versions are."""
ELSEWHERE = ".project"
"""The directory beside the content for a configuration that cannot lie in there."""

_CONTENT = ("docs_dir", "nav", "exclude_docs", "draft_docs", "not_in_nav")
"""The options of the host that describe the content,"""
_CONTENT_OF_SPACES = ("spaces", "site_file", "languages", "openapi")
"""and those of `playbook/gitbook`."""
_FIRST = 3
"""Pages whose words tell the language of a site that does not say it."""


class ContentError(Exception):
    """The content of a version cannot be built; the text is for people."""


@dataclass(frozen=True, slots=True)
class Configured:
    """A version that is ready to be built."""

    file: Path
    """Its `mkdocs.yml`."""
    notes: tuple[str, ...] = ()
    """What today's settings name and the version lacks."""


def configure(project: Project, version: Version, root: Path, content: Path) -> Configured:
    """Write the `mkdocs.yml` of a version, and into its content the files that belong to how pages look.

    Args:
        project: As it is today.
        version: The version.
        root: The directory of the project beside or in the version's content; it may be missing.
        content: The top of the content. A configuration that cannot lie in there is written beside it.

    Raises:
        ContentError: There is nothing to build.
        SettingsError: Today's `mkdocs.yml` cannot be read.
        OSError: The disk is full, or the like.
    """
    work = _Work(project, version, root, content)
    work.look()
    if version.tag:
        work.place()
        work.add_files_of_theme()
    work.translate()
    work.drop_missing()
    work.root.mkdir(parents=True, exist_ok=True)
    file = work.root / project.file.name
    file.write_text(str(work.made), encoding="utf-8")
    return Configured(file, tuple(work.notes))


class _Work:
    """The configuration of a version in the making."""

    def __init__(self, project: Project, version: Version, root: Path, content: Path) -> None:
        self.project = project
        self.version = version
        self.root = root
        self.content = content
        self.made = Configuration.read(project.file)
        self.notes: list[str] = []

    @property
    def docs_dir(self) -> Path:
        # The directory of the configuration may not be there yet, and `..` leads out of none.
        return Path(os.path.normpath(self.root / str(self.made.values.get("docs_dir") or "docs")))

    @property
    def settings(self) -> GitBookSettings:
        try:
            return GitBookSettings.from_mapping(self.made.plugin(PLUGIN) or {})
        except SettingsError as error:
            problem = f"the options of {PLUGIN} in its mkdocs.yml: {error}"
            raise ContentError(problem) from error

    def look(self) -> None:
        """Say what is the same for all content: the addresses, and where today's code is."""
        project, made, version = self.project, self.made, self.version
        made.set("site_url", f"{project.site_url}{version.name}/" if project.site_url else None)
        made.update("extra", {FLAG: version.name})
        code = list(project.code())
        for option, place in code:
            if option == "custom_dir":
                made.update("theme", {option: os.fspath(place)})
        if hooks := [os.fspath(place) for option, place in code if option == "hooks"]:
            made.set("hooks", hooks)
        made.update_plugin(PLUGIN, {"cache": os.fspath(project.cache) if project.cache else ""})
        review: dict[str, Any] = {"version": version.name if version.tag else None}
        if made.plugin(REVIEW) is None:
            review["desk"] = False  # the project does not review its pages: only their list is wanted
        made.update_plugin(REVIEW, review)
        if version.tag:
            made.set("edit_uri", "")  # a version is what it is: nobody edits a tag
            made.set("edit_uri_template", None)
            made.set("strict", value=False)

    def place(self) -> None:
        """Find the content of a tag."""
        file = self.root / self.project.file.name
        try:
            own = Configuration.read(file) if file.is_file() else None
            options = None if own is None else own.plugin(PLUGIN)
        except SettingsError as error:
            self.notes.append(f"its own {file.name} is not used: {error.problem}")
            own = options = None
        if own is not None:
            self._take(own, options)
        if not self._keep_existing():
            self._discover()

    def add_files_of_theme(self) -> None:
        for name in self.project.files_of_theme():
            file = self.docs_dir / name
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.project.docs_dir / name, file)

    def translate(self) -> None:
        """Let static-i18n build the languages of the version, the version's first one as its default."""
        options = self.made.plugin(I18N)
        if options is None:
            return
        listed = options.get("languages")
        configured = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        by_locale = {str(one.get("locale")): one for one in configured if one.get("locale") != "null"}
        if not by_locale:  # the host says what is missing
            return
        has = self._languages()
        known = [language for language in has if language in by_locale]
        if not known and has:
            problem = f"it is in {', '.join(has)}, and today's mkdocs.yml builds {', '.join(by_locale)}"
            raise ContentError(problem)
        if not known:
            known = [next((str(one["locale"]) for one in configured if one.get("default")), next(iter(by_locale), ""))]
        for language in has:
            if language not in known:
                self.notes.append(f"its pages in {language} are left out: today's mkdocs.yml does not build them")
        for language in by_locale:
            if language not in known:
                self.notes.append(f"it has no pages in {language}")
        languages = [
            {**_without_address(by_locale[language]), "default": number == 0} for number, language in enumerate(known)
        ]
        languages += [one for one in configured if one.get("locale") == "null"]
        self.made.update_plugin(I18N, {"languages": languages, "build_only_locale": None})

    def drop_missing(self) -> None:
        """Do without files that today's settings name and that are not there."""
        catalogue = (self.made.plugin(SDG) or {}).get("catalogue")
        if isinstance(catalogue, str) and not (self.root / catalogue).is_file():
            self.made.update_plugin(SDG, {"catalogue": None})
            self.notes.append(f"it has no {catalogue}")

    def _take(self, own: Configuration, options: dict[str, Any] | None) -> None:
        """Describe the content as another configuration does."""
        for key in _CONTENT:
            self.made.take(key, own)
        if options is not None:
            self.made.update_plugin(PLUGIN, {key: options.get(key) for key in _CONTENT_OF_SPACES})

    def _keep_existing(self) -> bool:
        """Do without spaces and languages whose directories are not there; false when nothing is left."""
        settings = self.settings
        if settings.site_file and not (self.root / settings.site_file).is_file():
            self.made.update_plugin(PLUGIN, {"site_file": None})
            self.notes.append(f"it has no {settings.site_file}")
        if settings.spaces:
            kept = [one for one in settings.spaces if (self.root / one.directory).is_dir()]
            for one in settings.spaces:
                if one not in kept:
                    self.notes.append(f"it has no {one.directory}")
            given = (self.made.plugin(PLUGIN) or {}).get("spaces") or ()
            named = [entry for entry, one in zip(given, settings.spaces, strict=True) if one in kept]
            self.made.update_plugin(PLUGIN, {"spaces": named})
            if kept and not self.docs_dir.is_dir():
                self.made.set("docs_dir", kept[0].directory)
            return bool(kept)
        if not self.docs_dir.is_dir():
            return False
        if settings.languages:
            space = space_directory(self.docs_dir, self.root)
            has = {
                language: path
                for language, path in settings.languages.items()
                if any((place / path).is_dir() for place in (self.docs_dir, space))
            }
            self.made.update_plugin(PLUGIN, {"languages": has})
            return bool(has)
        return True

    def _discover(self) -> None:
        """Find the content of a tag that lies where nothing says it does."""
        repository = find(self.root if self.root.is_dir() else self.content)
        candidate = repository.main
        if candidate is None:
            several = "it holds several GitBook spaces beside each other, and no mkdocs.yml that chooses"
            raise ContentError(several if repository.candidates else "no GitBook space is in it")
        try:
            text = init.configuration(candidate, self.root / self.project.file.name)
        except init.InitError:
            self.root = self.content.with_name(ELSEWHERE)
            text = init.configuration(candidate, self.root / self.project.file.name)
        own = Configuration.of(text)
        self._take(own, own.plugin(PLUGIN) or {})

    def _languages(self) -> list[str]:
        """The languages of the content, the default first; empty when nobody can tell."""
        try:
            site = Site.read(self.root, self.docs_dir, self.settings)
        except SettingsError as error:
            raise ContentError(str(error)) from error
        languages = [language for language in site.by_language if language]
        if languages:
            return languages
        texts = [page.document.body for _, page in islice(site.pages(), _FIRST)]
        language = detect("\n\n".join(texts))
        return [language] if language else []


def _without_address(language: dict[str, Any]) -> dict[str, Any]:
    """The options of a language, without an address of its own: it lies below that of the version."""
    return {key: value for key, value in language.items() if key != "site_url"}
