"""A bilingual guide with a past: six tags, and work that goes on.

`v0.1` English, before there was a mkdocs.yml · `0.5` another place for the pages · `v0.6` no pages at all · `v0.9` French
comes first, for TAC review · `v1.0` a page renamed, another removed, a third in another place · `v1.1.0-rc.1` · more work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import repositories
from repositories import commit

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://guide.example/handbook/"
MKDOCS = """\
site_name: Guide
site_url: https://guide.example/handbook/
theme:
  name: material
  font: false
  language: fr
  features: [navigation.footer, navigation.indexes]
extra_css: [style.css]
plugins:
  - search: {lang: [fr, en]}
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      reconfigure_search: false
      languages:
        - {locale: fr, name: Français, default: true}
        - {locale: en, name: English, site_name: Guide in English}
  - playbook/gitbook
  - playbook/review:
      desk: false
      versions:
        titles: {"0.9": 0.9 (TAC)}
markdown_extensions:
  - toc: {permalink: "#"}
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ""}
"""
OLD_MKDOCS = """\
site_name: An older guide
docs_dir: content
theme: mkdocs
plugins: [playbook/gitbook: {spaces: [{directory: content/en, language: en}]}]
"""
BROKEN = "theme: [never closed\n"
FILES = {
    "README.md": "# Guide\n\nWelcome.\n",
    "services.md": "# Services\n\nOne service.\n",
    "team.md": "# Team\n\nTwo people.\n",
    "law.md": "# Law\n\nOne law.\n",
}


def site_file(*languages: str) -> str:
    entries = "".join(
        f"    - {{type: space, key: {one}, title: {one}, path: {one}, default: {str(number == 0).lower()},"
        f" content: {{directory: ./docs/{one}, language: {one}}}}}\n"
        for number, one in enumerate(languages)
    )
    return f"site:\n  title: Guide\n  structure:\n{entries}"


def listing(*paths: str) -> str:
    return "".join(f"* [{path.removesuffix('.md')}]({path})\n" for path in paths)


def page(title: str, text: str, version: str, state: str) -> str:
    review = (
        f'---\nreview: {{version: "{version}", state: {state}, date: 2024-01-01, reviewers: [Ada Lovelace]}}\n---\n\n'
    )
    return f"{review}# {title}\n\n{text}\n"


def below(directory: str, files: dict[str, str | None]) -> dict[str, str | None]:
    return {f"{directory}/{path}": content for path, content in files.items()}


def guide(top: Path) -> Path:
    """Make the repository."""
    repositories.repository(top)
    english = {**FILES, "SUMMARY.md": listing(*FILES)}
    commit(top, {"docs.yaml": site_file("en"), **below("docs/en", english)}, "2023-01-01T00:00:00Z", "v0.1")
    moved = {**below("docs/en", dict.fromkeys(english)), **below("content/en", english)}
    moved |= {"content/en/services.md": "# Services\n\nTwo services.\n", "docs.yaml": None, "mkdocs.yml": OLD_MKDOCS}
    commit(top, moved, "2023-02-01T00:00:00Z", "0.5")
    commit(top, below("content/en", dict.fromkeys(english)), "2023-03-01T00:00:00Z", "v0.6")
    commit(top, {"mkdocs.yml": MKDOCS, "docs.yaml": site_file("fr", "en"), **_second()}, "2023-04-01T00:00:00Z")
    commit(top, {".gitignore": "/site/\n/.cache/\n"}, "2023-04-02T00:00:00Z", "v0.9", annotated=True)
    commit(top, _third(), "2023-05-01T00:00:00Z", "v1.0")
    commit(
        top,
        {"docs/en/services.md": page("Services", "Four services.", "1.1.0-rc.1", "release-candidate")},
        "2023-06-01T00:00:00Z",
        "v1.1.0-rc.1",
    )
    commit(top, {"docs/style.css": "h1 { color: teal }\n", "docs/fr/new.md": "# Nouveau\n\nBrouillon.\n"})
    summary = listing("README.md", "services.md", "people.md", "rules/law.md", "new.md")
    commit(top, {"docs/fr/SUMMARY.md": summary}, "2023-07-01T00:00:00Z")
    return top


def _second() -> dict[str, str | None]:
    titles = {"README.md": "Guide", "services.md": "Services", "team.md": "Équipe", "law.md": "Droit"}
    french = {path: page(title, "Texte.", "0.9", "tac-review") for path, title in titles.items()}
    english = {path: page(path[:-3].title(), "Three.", "0.9", "tac-review") for path in titles}
    summary = {"SUMMARY.md": listing(*titles)}
    return {**below("docs/fr", {**french, **summary}), **below("docs/en", {**english, **summary})}


def _third() -> dict[str, str | None]:
    files: dict[str, str | None] = {}
    for language, text in (("fr", "Texte revu."), ("en", "Three, revised.")):
        pages = {path: page(path[:-3].title(), text, "1.0", "published") for path in ("README.md", "services.md")}
        pages |= {"people.md": page("People", text, "1.0", "published"), "team.md": None, "law.md": None}
        pages |= {"rules/law.md": page("Law", text, "1.0", "published")}
        pages |= {".gitbook.yaml": "redirects:\n  law: rules/law.md\n"}
        pages |= {"SUMMARY.md": listing("README.md", "services.md", "people.md", "rules/law.md")}
        files |= below(f"docs/{language}", pages)
    return files
