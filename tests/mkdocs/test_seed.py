"""The page with which the project began, as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
FIGURES = ("3.-Implementation-Framework- (3).jpg", "Roadmap_large (1).jpg", "2. Scaling approach (4).jpg")


@pytest.fixture
def seed(corpora: Path) -> bytes:
    return (corpora.parent / "seed" / "cadre-de-mise-en-oeuvre.md").read_bytes()


def test_seed_page(seed: bytes, tmp_path: Path, build_site) -> None:
    space = tmp_path / "docs"
    assets = space / ".gitbook" / "assets"
    assets.mkdir(parents=True)
    (space / "guide").mkdir()
    (space / "guide" / "cadre-de-mise-en-oeuvre.md").write_bytes(seed)
    (space / "README.md").write_text("# Guide\n", encoding="utf-8")
    (space / "SUMMARY.md").write_text(
        "# Sommaire\n\n* [Guide](README.md)\n* [Cadre](guide/cadre-de-mise-en-oeuvre.md)\n", encoding="utf-8"
    )
    for name in FIGURES:
        (assets / name).write_bytes(PNG + name.encode())
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Guide\ntheme: {name: material, language: fr}\nplugins: [playbook/gitbook]\n", encoding="utf-8"
    )

    built = build_site(tmp_path / "mkdocs.yml", tmp_path / "site")

    page = built.page("guide/cadre-de-mise-en-oeuvre/")
    article = page.css_first("article")
    figures = article.css("figure")
    assert [figure.css_first("figcaption").text(strip=True) for figure in figures] == [
        "Cadre de mise en œuvre de GovStacl",
        "Conception de services numériques GovStack et parcours de livraison",
        "Approche GovStack Building Block pour la numérisation à grande échelle des services gouvernementaux",
    ]
    sources = {figure.css_first("img").attributes["src"] for figure in figures}
    assert len(sources) == 3
    assert all(
        (built.directory / "guide" / "cadre-de-mise-en-oeuvre" / source).resolve().is_file() for source in sources
    )
    lost = article.css(".gb-lost")
    assert [node.text() for node in lost] == ["Conception de services numériques GovStack et parcours de livraison"]
    assert not any(mark in article.text() for mark in ("{%", "&#x20;", "](", "**", "<a ", "<img"))
    assert page.css_first("h1").text().startswith("Cadre de mise en œuvre")
    [said] = [line for line in built.warnings if "LNK001" in line]
    assert "docs/guide/cadre-de-mise-en-oeuvre.md:13:92: error LNK001 " in said
