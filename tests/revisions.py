"""A small project in two languages at two versions: every kind of change of pages, and most of those in a page."""

from __future__ import annotations

import os
import subprocess
import sys

from edits import PAGE
from projects import listing, write

CONFIGURATION = """site_name: Revisions
site_url: https://example.org/guide/
theme:
  name: material
  font: false
  features: [navigation.indexes, navigation.footer]
  palette:
    - {media: "(prefers-color-scheme)", primary: custom, accent: custom, toggle: {icon: material/brightness-auto, name: auto}}
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: custom, accent: custom, toggle: {icon: material/weather-sunny, name: light}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: custom, accent: custom, toggle: {icon: material/weather-night, name: dark}}
plugins:
  - search: {lang: [fr, en]}
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      reconfigure_search: false
      languages:
        - {locale: fr, name: Français, default: true}
        - {locale: en, name: English}
  - playbook/gitbook: {cache: ""}
  - playbook/review: {version: "VERSION"}
markdown_extensions:
  - toc: {permalink: "#"}
  - pymdownx.highlight: {anchor_linenums: true}
"""
SPACES = """site:
  title: Revisions
  structure:
    - {type: space, key: fr, title: Français, path: fr, default: true, content: {directory: ./docs/fr, language: fr}}
    - {type: space, key: en, title: English, path: en, content: {directory: ./docs/en, language: en}}
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100"><rect width="200" height="100" fill="#fff"/>\
<text x="20" y="60" font-size="40" fill="#123">TEXT</text></svg>"""
PICTURES = {"a.png": "first", "b.png": "second", "c.png": "third", "i.png": "icon"}
LONG = "Goals of the strategy, told in a page of some length so that it is known again wherever it is put in the book."

GUIDE = (
    PAGE.replace(".png", ".svg")
    .replace("](a.md", "](same.md")
    .replace("[a.md](a.md)", "[same.md](same.md)")
    .replace("[b.md](b.md)", "[same.md](same.md)")
)
EDITED = (
    ("An opening paragraph with **strong words**", "The first paragraph, with **strong and clear words**"),
    ('(same.md "title")', '(README.md "title")'),
    ("## Figures", "## Drawings and photographs"),
    ('alt="The second"', 'alt="The second drawing"'),
    ("  * the second part\n", ""),
    ("| Building block | Owner | Cost |\n| --- | --- | ---: |", "| Building block | Owner | Since | Cost |\n| --- | --- | --- | ---: |"),
    ("| Identity | Ministry of the Interior |", "| Identity | Ministry of the Interior | 2021 |"),
    ("| Payment | Treasury | 2,500 |\n", ""),
    ("| Consent | Data authority | 300 |", "| Consent | Data authority | 2023 | 450 |"),
    ("Install it with the package manager.", "Install it with the package manager of the system."),
    ('{% tab title="Windows" %}', '{% tab title="Windows 11" %}'),
    ("{% step %}\n### Build", "{% step %}\n### Try\n\nTry it with five people.\n{% endstep %}\n\n{% step %}\n### Build"),
    ("Because a service that nobody uses costs the same.", "Because a service that nobody uses costs as much."),
    ('return of["name"]', 'return of.get("name")'),
    ("E = mc^2", "E = mc^3"),
    ("> Quoted words of somebody.\n\n", ""),
    ("The last paragraph.", "The last paragraph.\n\n> Quoted words of somebody."),
)  # fmt: skip


def edited_guide():
    text = GUIDE
    for old, new in EDITED:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def _drawings(directory, texts):
    return {
        f"{directory}/{name.replace('.png', '.svg')}": DRAWING.replace("TEXT", text) for name, text in texts.items()
    }


OLD = {
    "docs/en/SUMMARY.md": listing("README.md", "guide.md", "same.md", "goals.md", "removed.md"),
    "docs/en/README.md": "# The guide\n\nIt begins here.\n",
    "docs/en/guide.md": GUIDE,
    "docs/en/same.md": "# The same\n\n[Goals](goals.md), and an image ![drawing](a.svg).\n",
    "docs/en/goals.md": f"# Goals\n\n{LONG}\n",
    "docs/en/removed.md": "# Removed\n\nNobody missed this.\n",
    **_drawings("docs/en", PICTURES),
    "docs/fr/SUMMARY.md": listing("README.md", "guide.md"),
    "docs/fr/README.md": "# Le guide\n\nIl commence ici.\n",
    "docs/fr/guide.md": "---\nslug: le-guide\n---\n\n# Une page\n\nLe registre est tenu par l’État ; il coûte 1 000 francs.\n",
}  # fmt: skip
NEW = {
    **OLD,
    "docs/en/SUMMARY.md": listing("README.md", "guide.md", "same.md", "strategy/goals.md", "added.md"),
    "docs/en/guide.md": edited_guide(),
    "docs/en/same.md": "# The same\n\n[Goals](strategy/goals.md), and an image ![drawing](same.svg).\n",
    "docs/en/same.svg": DRAWING.replace("TEXT", "first"),
    "docs/en/a.svg": DRAWING.replace("TEXT", "1st"),
    "docs/en/strategy/goals.md": f"# Goals\n\n{LONG}\n",
    "docs/en/added.md": "# Added\n\nA new page about something else entirely.\n",
    "docs/fr/guide.md": "---\nslug: guide\n---\n\n# Une page\n\nLe registre est tenu par l’agence ; il coûte 1 200 francs.\n",
}
for gone in ("docs/en/goals.md", "docs/en/removed.md"):
    del NEW[gone]


def build(root, files, version):
    """Build a version below `root`, in a directory of its name; its directory."""
    source = write(
        root / f"source-{version}",
        {**files, "mkdocs.yml": CONFIGURATION.replace("VERSION", version), "docs.yaml": SPACES},
    )
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    target = root / "site" / version
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target
