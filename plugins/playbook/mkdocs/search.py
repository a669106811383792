"""One search index for each language, of which a reader loads one, and only to look for something.

Material has one index for all languages and loads it with every page. Our worker (`playbook-search.js`) stands between it
and the page; `main.html` names it where a page names Material's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.language import base_language
from playbook.whole import write_whole

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PLUGIN, OFFLINE = "material/search", "material/offline"
WHOLE = "search/search_index.json"
"""What Material's plugin writes and its script loads."""
WORKER = "workers/playbook-search.js"
NEEDED_BY_NOTHING = ["en"]
"""The languages of an index without documents: lunr's own, which takes no further file."""


def index_of(config: MkDocsConfig, language: str) -> str:
    """The name of the index of a language, below `search/`; empty for a site that is searched otherwise, or not at all."""
    plugin: Any = config.plugins.get(PLUGIN)
    offline: Any = config.plugins.get(OFFLINE)
    if config.theme.name != "material" or plugin is None or not plugin.config.enabled:
        return ""
    return "" if offline is not None and offline.config.enabled else f"{language or 'index'}.json"


def separate(config: MkDocsConfig, language: str) -> None:
    """Keep what Material's plugin has written of one language, before static-i18n puts all together."""
    whole = Path(config.site_dir) / WHOLE
    name = index_of(config, language)
    if not name or not whole.is_file():
        return
    index = json.loads(whole.read_text(encoding="utf-8"))
    own = base_language(language)
    if own in index["config"]["lang"]:
        index["config"]["lang"] = [own]
    write_whole(whole.with_name(name), json.dumps(index, ensure_ascii=False, separators=(",", ":")))


def lighten(config: MkDocsConfig, page: Path) -> None:
    """Take the documents out of the index of all languages, unless the pages load it, as those of other templates do.

    Args:
        config: For the directory of the site.
        page: A page of it.
    """
    whole = Path(config.site_dir) / WHOLE
    if not index_of(config, "") or not whole.is_file() or not page.is_file():
        return
    if WORKER not in page.read_text(encoding="utf-8"):
        return
    index = json.loads(whole.read_text(encoding="utf-8"))
    index["config"]["lang"] = NEEDED_BY_NOTHING
    write_whole(whole, json.dumps({**index, "docs": []}, ensure_ascii=False, separators=(",", ":")))
