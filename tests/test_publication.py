from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from projects import listing, site

from playbook.markdown.slugs import segment
from playbook.publication import Publication

if TYPE_CHECKING:
    from pathlib import Path

    from playbook.site import Site

PAGE = "# Title\n"


def urls(read: Site) -> dict[str, str]:
    publication = Publication(read)
    return {page.path: publication.address(page) for _, page in read.pages()}


def test_pages_are_published_at_their_file_path(tmp_path: Path) -> None:
    paths = ["README.md", "a.md", "dir/README.md", "dir/Page_1.0.md", "dir/Été & hiver.md", "日本.md", "(!).md"]
    read = site(tmp_path, {**dict.fromkeys(paths, PAGE), "SUMMARY.md": listing(*paths)})
    assert urls(read) == {
        "README.md": "",
        "a.md": "a/",
        "dir/README.md": "dir/",
        "dir/Page_1.0.md": "dir/Page_1.0/",
        "dir/Été & hiver.md": "dir/ete-and-hiver/",
        "日本.md": "日本/",
        "(!).md": "page/",
    }


def test_a_page_chooses_its_own_segment_and_a_readme_that_of_its_directory(tmp_path: Path) -> None:
    files = {
        "README.md": "---\nslug: home\n---\n\n# Home\n",
        "a.md": "---\nslug: Œuvre d'été\n---\n\n# A\n",
        "dir/README.md": "---\nslug: /mise-en-oeuvre/\n---\n\n# Dir\n",
        "dir/b.md": PAGE,
        "dir/c.md": "---\nslug: seconde\n---\n\n# C\n",
    }
    read = site(tmp_path, {**files, "SUMMARY.md": listing(*files)})
    assert list(urls(read).values()) == [
        "",
        "oeuvre-dete/",
        "mise-en-oeuvre/",
        "mise-en-oeuvre/b/",
        "mise-en-oeuvre/seconde/",
    ]
    redirects = Publication(read).redirects
    assert redirects["a/"] == "oeuvre-dete/"
    assert redirects["dir/"] == "mise-en-oeuvre/"
    assert redirects["dir/c/"] == "mise-en-oeuvre/seconde/"
    assert redirects["readme/"] == ""


def test_no_two_pages_have_one_address(tmp_path: Path) -> None:
    files = dict.fromkeys(
        ["README.md", "a.md", "a/README.md", "A .md", "index.md", "en/README.md", "fr/README.md"], PAGE
    )
    files["b.md"] = files["c.md"] = "---\nslug: a\n---\n\n# Title\n"
    read = site(tmp_path, {**files, "SUMMARY.md": listing(*files)}, languages={"fr": ".", "en": "fr"})
    addresses = urls(read)
    assert addresses["fr/README.md"] == "en/"
    assert addresses["en/README.md"] == "en-2/"
    assert addresses["index.md"] == "index-2/"
    assert [addresses[path] for path in ("a.md", "a/README.md", "A .md", "b.md", "c.md")] == [
        "a/",
        "a-2/",
        "a-3/",
        "a-4/",
        "a-5/",
    ]
    assert len({address.casefold() for address in addresses.values()}) == len(addresses)
    collisions = Publication(read).collisions
    assert {(one.page.path, one.other.path) for one in collisions} >= {
        ("a/README.md", "a.md"),
        ("index.md", "README.md"),
    }


def test_a_directory_of_a_language_is_its_root_and_its_old_address_redirects(tmp_path: Path) -> None:
    files = dict.fromkeys(["README.md", "a.md", "guide/README.md", "guide/étape/b.md"], PAGE)
    read = site(tmp_path, {**files, "SUMMARY.md": listing(*files)}, languages={"en": ".", "fr": "guide"})
    assert urls(read) == {"README.md": "", "a.md": "a/", "guide/README.md": "fr/", "guide/étape/b.md": "fr/etape/b/"}
    publication = Publication(read)
    assert [publication.language_root(edition) for edition in read.editions] == ["", "fr/"]
    assert publication.redirects == {
        "guide/": "fr/",
        "guide/étape/b/": "fr/etape/b/",
        "b/": "fr/etape/b/",
        "readme/": "",
    }


def test_the_addresses_of_the_navigation_redirect(tmp_path: Path) -> None:
    summary = (
        "* [Home](README.md)\n  * [Child](pages/child.md)\n\n"
        "## The group\n\n* [Parent](parent.md)\n  * [Below](below.md)\n* [Taken](group/taken.md)\n"
    )
    files = dict.fromkeys(["README.md", "pages/child.md", "parent.md", "below.md", "group/taken.md"], PAGE)
    read = site(tmp_path, {**files, "SUMMARY.md": summary})
    assert Publication(read).redirects == {
        "readme/": "",
        "readme/child/": "pages/child/",
        "the-group/parent/": "parent/",
        "the-group/parent/below/": "below/",
        "the-group/taken/": "group/taken/",
    }


def test_the_redirects_of_the_manifest(tmp_path: Path) -> None:
    manifest = """
redirects:
  old: a.md
  /older/path/: a.md#part
  oldest: old
  home: README.md
  out: https://example.org/x
  a: README.md
  lost: gone.md
  hidden: draft.md
  round: about
  about: round
  ../escape: a.md
"""
    files = {
        "README.md": PAGE,
        "a.md": "# A\n\n## Part\n",
        "draft.md": PAGE,
        ".gitbook.yaml": manifest,
        "SUMMARY.md": listing("README.md", "a.md"),
    }
    publication = Publication(site(tmp_path, files))
    assert publication.redirects == {
        "readme/": "",
        "old/": "a/",
        "older/path/": "a/#part",
        "oldest/": "a/",
        "home/": "",
        "out/": "https://example.org/x",
    }
    assert [(dead.old, dead.path) for dead in publication.dead_redirects] == [("hidden", "draft.md"), ("../escape", "")]


def test_the_redirects_of_a_second_space_are_below_its_language(tmp_path: Path) -> None:
    files = {
        "fr/README.md": PAGE,
        "en/README.md": PAGE,
        "en/a.md": PAGE,
        "en/.gitbook.yaml": "redirects: {old: a.md}\n",
        "en/SUMMARY.md": listing("README.md", "a.md"),
    }
    spaces = [{"directory": name, "language": name} for name in ("fr", "en")]
    assert Publication(site(tmp_path, files, spaces=spaces)).redirects == {
        "readme/": "",
        "en/readme/": "en/",
        "en/old/": "en/a/",
    }


def test_files_are_published_once_when_a_page_refers_to_them(tmp_path: Path) -> None:
    one, two = b"one", b"two"
    files: dict[str, str | bytes] = {
        "README.md": (
            "---\ncover: .gitbook/assets/cover.png\n---\n\n# Home\n\n"
            "![a](.gitbook/assets/a%20b%20%281%29.PNG) [pdf](plan.pdf#page=2) ![gone](gone.png)\n\n"
            '{% file src=".gitbook/assets/plan" %}\n\n'
            '<picture><source srcset=".gitbook/assets/dark.png" media="(prefers-color-scheme: dark)">'
            '<img src=".gitbook/assets/a b (1).PNG" alt="x"></picture>\n'
        ),
        "fr/README.md": "# Accueil\n\n![a](../.gitbook/assets/copy.png)\n",
        "draft.md": "# Draft\n\n![b](.gitbook/assets/draft.png)\n",
        ".gitbook/assets/a b (1).PNG": one,
        ".gitbook/assets/copy.png": one,
        ".gitbook/assets/cover.png": two,
        ".gitbook/assets/plan": b"three",
        ".gitbook/assets/dark.png": b"four",
        ".gitbook/assets/draft.png": b"five",
        ".gitbook/assets/unused.png": b"six",
        "plan.pdf": b"%PDF",
        "SUMMARY.md": listing("README.md", "fr/README.md"),
    }
    read = site(tmp_path, files, languages={"en": ".", "fr": "fr"})

    def digest(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()[:8]

    published = {path.relative_to(tmp_path).as_posix(): url for path, url in Publication(read).files.items()}
    assert published == {
        ".gitbook/assets/a b (1).PNG": f"files/a-b-1-{digest(one)}.png",
        ".gitbook/assets/copy.png": f"files/a-b-1-{digest(one)}.png",
        ".gitbook/assets/cover.png": f"files/cover-{digest(two)}.png",
        ".gitbook/assets/plan": f"files/plan-{digest(b'three')}",
        ".gitbook/assets/dark.png": f"files/dark-{digest(b'four')}.png",
        "plan.pdf": f"files/plan-{digest(b'%PDF')}.pdf",
    }


@given(st.text(max_size=30))
def test_a_segment_is_never_more_or_less_than_a_segment(name: str) -> None:
    made = segment(name)
    assert made
    assert made not in (".", "..")
    assert not set(made) & set("/\\%?#: \t\n")
