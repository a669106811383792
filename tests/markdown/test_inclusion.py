"""Included texts: their links, their ids, and that nothing includes without end."""

from __future__ import annotations

import posixpath
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from markdown import markdown

from playbook.markdown.references import Included, Unresolved
from playbook.settings import GitBookSettings
from playbook.site import Site

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Texts(Unresolved):
    """Texts by path; links are shown with the directory from which they start."""

    files: dict[str, str]
    path: str = "README.md"
    variables: dict = field(default_factory=dict)

    def link(self, target):
        return super().link(target if target.startswith(("#", "http")) else f"{posixpath.dirname(self.path)}/{target}")

    def include(self, target):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target))
        if path not in self.files:
            return None
        return Included(path, self.files[path], Texts(self.files, path))


def render(files: dict[str, str], page: str = "README.md") -> str:
    configs = {"playbook.markdown": {"references": Texts(files, page)}}
    return markdown(files[page], extensions=["playbook.markdown"], extension_configs=configs)


def test_links_start_from_the_place_of_the_text() -> None:
    html = render({"README.md": '{% include "inc/a.md" %}\n\n[own](x.md)', "inc/a.md": "[its](x.md)\n"})
    assert html == '<p><a href="inc/x.md">its</a></p>\n\n<p><a href="/x.md">own</a></p>'


def test_ids_are_unique_and_the_page_keeps_its_own() -> None:
    html = render(
        {
            "README.md": '# T\n\n{% include "a.md" %}\n\n## Set-up\n\n{% include "a.md" %}\n',
            "a.md": '# Title\n\n## Set-up\n\n<a id="here"></a>[down](#set-up), [there](#here), [^1]\n\n[^1]: Note\n',
        }
    )
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert re.findall(r'<h\d id="[^"]+">', html) == [
        '<h1 id="t">',
        '<h2 id="title">',
        '<h2 id="set-up-1">',
        '<h2 id="set-up">',
        '<h2 id="title-1">',
        '<h2 id="set-up-2">',
    ]
    targets = re.findall(r'href="#([^"]+)"', html)
    assert "set-up-1" in targets
    assert "set-up-2" in targets
    assert set(targets) <= set(ids)


def test_texts_in_blocks_and_in_other_texts() -> None:
    html = render(
        {
            "README.md": '{% hint style="info" %}\n{% include "a.md" %}\n{% endhint %}\n',
            "a.md": "{% if false %}\n{% include 'b.md' %}\n{% endif %}\n{% if true %}\n{% include 'b.md' %}\n{% endif %}\n",
            "b.md": "## Inner\n\n<details>\n\nopen",
        }
    )
    assert html.count("Inner") == 1
    assert 'id="inner-1"' in html  # the first one is read, though it is not shown
    assert html.rstrip().endswith("</div>")


@pytest.mark.parametrize(
    "files",
    [
        {"README.md": '{% include "README.md" %}x'},
        {"README.md": '{% include "a.md" %}', "a.md": "x\n\n{% include 'b.md' %}", "b.md": "{% include 'a.md' %}"},
        {"README.md": '{% include "0.md" %}', **{f"{n}.md": f"x\n\n{{% include '{n + 1}.md' %}}" for n in range(50)}},
    ],
)
def test_circles_end(files: dict[str, str]) -> None:
    assert 1 <= render(files).count("x") <= 11


def test_texts_do_not_multiply() -> None:
    files = {f"{n}.md": f"{{% include '{n + 1}.md' %}}\n\n" * 10 + "x" for n in range(10)}
    started = time.process_time()
    html = render({"README.md": '{% include "0.md" %}', **files})
    assert html.count("x") <= 200
    assert time.process_time() - started < 5


def site(root: Path, files: dict[str, str]) -> Site:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Site.read(root, root, GitBookSettings())


def test_a_site_knows_the_ids_of_included_texts(tmp_path: Path) -> None:
    made = site(
        tmp_path,
        {
            "SUMMARY.md": "* [Home](README.md)\n* [A](a.md)\n",
            "README.md": '# Home\n\n## Set-up\n\n{% include "inc/a.md" %}\n\n{% include "inc/a.md" %}\n',
            "a.md": "# A\n\n[x](README.md#set-up-1)\n",
            "inc/a.md": "## Set-up\n\n{% include 'b.md' %}\n",
            "inc/b.md": "---\ntitle: B\n---\n## Deep one\n",
        },
    )
    page = made.editions[0].pages[0].document
    assert [heading.id for heading in made.headings(page)] == [
        "home",
        "set-up",
        "set-up-1",
        "deep-one",
        "set-up-2",
        "deep-one-1",
    ]
    assert made.anchor(page, "Deep-One") == "deep-one"
    assert made.anchor(page, "set-up-2") == "set-up-2"
    assert made.anchor(made.editions[0].pages[1].document, "deep-one") == ""


def test_nothing_outside_of_the_space_is_included(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("secret", encoding="utf-8")
    made = site(tmp_path / "space", {"README.md": '{% include "../outside.md" %}\n\n{% include "/etc/passwd" %}\n'})
    assert [document.path for _, document in made.texts()] == ["README.md"]
