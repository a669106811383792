"""`playbook fix` writes the targets that the rules about links propose, and changes nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from projects import listing, write

from playbook import checks
from playbook.fixes import Fix, fixes
from playbook.settings import GitBookSettings
from playbook.site import Site

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://example.org/guide/"
CURES = [
    # what, code, file, its text, the text after it
    ("a scheme that is missing", "LNK001", "README.md", "[a](www.example.org/x)\n", "[a](https://www.example.org/x)\n"),
    ("capitals of a path", "LNK009", "README.md", "[a](A.md#part)\n", "[a](a.md#part)\n"),
    ("a slash before a path", "LNK012", "README.md", '[a](/a.md#part "t")\n', '[a](a.md#part "t")\n'),
    ("another name of a heading", "LNK020", "README.md", '<a href="a.md#Part">a</a>\n', '<a href="a.md#part">a</a>\n'),
    ("in angle brackets", "LNK020", "README.md", "[a](<a.md#Part>)\n", "[a](<a.md#part>)\n"),
    ("by an entity, which is left alone", "LNK020", "README.md", "[a](a.md#&#80;art)\n", "[a](a.md#&#80;art)\n"),
    ("an address in a text", "LNK023", "README.md", f"{URL}a <{URL}a>\n", f"{URL}a <{URL}a>\n"),
    ("an address at GitBook", "LNK023", "README.md", f"[a]({URL}a#part), {URL}a\n", f"[a](a.md#part), {URL}a\n"),
    ("a page of another language", "LNK022", "fr/a.md", "[a](../en/b.md#c)\n", "[a](b.md#c)\n"),
    ("a redirect of a redirect", "LNK024", ".gitbook.yaml", "redirects:\n  a: b\n  b: a.md\n", "redirects:\n  a: a.md\n  b: a.md\n"),
    ("an old address with slashes", "GB050", ".gitbook.yaml", "redirects:\n  /x/: ./a.md\n", "redirects:\n  x: a.md\n"),
    ("one that would be an alias", "GB050", ".gitbook.yaml", "redirects:\n  /*x: a.md\n", "redirects:\n  /*x: a.md\n"),
    ("one in quotes", "GB050", ".gitbook.yaml", 'redirects:\n  "/x": a.md\n', 'redirects:\n  "/x": a.md\n'),
]  # fmt: skip
FILES = {
    "README.md": "# Home\n",
    "a.md": "# A\n\n## Part\n",
    "fr/README.md": "# Accueil\n",
    "fr/a.md": "# A\n",
    "fr/b.md": '# B\n\n## D <a href="#c" id="c"></a>\n',
    "en/README.md": "# Home\n",
    "en/b.md": "# B\n\n## C\n",
    "SUMMARY.md": listing("README.md", "a.md", "fr/README.md", "fr/a.md", "fr/b.md", "en/README.md", "en/b.md"),
}


@pytest.mark.parametrize(
    ("code", "path", "before", "after"), [case[1:] for case in CURES], ids=[case[0] for case in CURES]
)
def test_cure(tmp_path: Path, code: str, path: str, before: str, after: str) -> None:
    settings = GitBookSettings.from_mapping({"own_urls": URL, "languages": {"mul": ".", "fr": "fr", "en": "en"}})
    write(tmp_path, FILES | {path: before})
    site = replace(Site.read(tmp_path, tmp_path, settings), url=URL)
    found = [one for one in checks.run(site) if one.code == code]
    assert found
    cures = [one for one in fixes(site, found) if isinstance(one, Fix)]
    assert [(one.path, one.after.decode()) for one in cures] == ([(path, after)] if cures else [])
    assert bool(cures) == (before != after)
