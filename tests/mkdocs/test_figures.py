"""Figures in a built site: their size, their lighter files, and the same pages without the plugin."""

from __future__ import annotations

from io import BytesIO

import pytest
from pictures import picture
from PIL import Image
from projects import write

from playbook.mkdocs.figures import FiguresPlugin

BOTH = """\
site_name: Figures
theme: {name: material, font: false}
docs_dir: docs
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages: [{locale: fr, name: Français, default: true}, {locale: en, name: English}]
  - playbook/gitbook:
      spaces: [{directory: docs/fr, language: fr}, {directory: docs/en, language: en}]
"""
PAGE = """\
# Page

<figure><img src=".gitbook/assets/big one.png" alt="A" width="300"><figcaption></figcaption></figure>

![B](drawing.svg)

Text <img src="icon.png" alt="C" data-size="line"> text.

<figure><picture><source srcset="dark.png" media="(prefers-color-scheme: dark)"><img src=".gitbook/assets/big one.png" alt="D"></picture></figure>

<figure><img src=".gitbook/assets/big one.png" alt="E" width="100%"></figure>

![F](https://example.org/f.png)

![G](missing.png)
"""


def noise(size, seed):
    image = Image.effect_noise(size, 50 + seed).convert("RGB")
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture(scope="session")
def files():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 344 100"><title>T</title></svg>\n'
    space = {
        "README.md": PAGE,
        "SUMMARY.md": "* [Page](README.md)\n",
        ".gitbook/assets/big one.png": noise((1600, 900), 0),
        "dark.png": noise((1000, 500), 9),
        "icon.png": picture(size=(64, 64)),
        "drawing.svg": svg,
        "unused.png": noise((900, 900), 3),
    }
    return {f"docs/{language}/{path}": data for language in ("fr", "en") for path, data in space.items()}


@pytest.fixture(scope="session")
def project(files, tmp_path_factory):
    root = write(tmp_path_factory.mktemp("figures"), files)
    (root / "with.yml").write_text(f"{BOTH}  - playbook/figures\n", encoding="utf-8")
    (root / "without.yml").write_text(BOTH, encoding="utf-8")
    (root / "plain.yml").write_text(f"{BOTH}  - playbook/figures: {{variants: false}}\n", encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def site(project, build_site, tmp_path_factory):
    return build_site(project / "with.yml", tmp_path_factory.mktemp("with"))


def images(page):
    return {node.attributes["alt"]: node.attributes for node in page.css("article img")}


def test_every_image_of_the_site_has_its_size(site):
    for path in ("", "en/"):
        found = images(site.page(path))
        sizes = {alt: (one.get("width"), one.get("height")) for alt, one in found.items()}
        assert sizes == {
            "A": ("300", "169"),
            "B": ("688", "200"),
            "C": ("64", "64"),
            "D": ("1600", "900"),
            "E": ("1600", "900"),
            "F": (None, None),
        }
        assert "gb-wide" in found["E"]["class"]


def test_all_but_the_first_are_loaded_when_they_are_near(site):
    found = images(site.page())
    assert [one.get("loading") for one in found.values()] == [None, "lazy", "lazy", "lazy", "lazy", None]
    assert {one.get("decoding") for alt, one in found.items() if alt != "F"} == {"async"}


def test_browsers_choose_among_lighter_files_that_exist(site):
    for path in ("", "en/"):
        first = site.page(path).css_first("article figure picture")
        kinds = [source.attributes["type"] for source in first.css("source")]
        assert kinds == ["image/avif", "image/webp"]
        for source in first.css("source"):
            assert source.attributes["sizes"].endswith("(min-width: 332px) 300px, 100vw")
            for candidate in source.attributes["srcset"].split(", "):
                address, width = candidate.split()
                file = site.directory / path / address
                with Image.open(file) as image:
                    assert f"{image.width}w" == width
        original = site.directory / path / first.css_first("img").attributes["src"]
        with Image.open(original) as image:
            assert image.size == (1600, 900)


def test_both_of_a_light_and_dark_pair_have_lighter_files(site):
    pictures = site.page().css("article picture")
    pair = next(one for one in pictures if one.css_first("img").attributes["alt"] == "D")
    told = [
        (source.attributes.get("type"), source.attributes.get("media"), source.attributes.get("data-theme"))
        for source in pair.css("source")
    ]
    dark = ("(prefers-color-scheme: dark)", "dark")
    assert told == [
        ("image/avif", *dark),
        ("image/webp", *dark),
        (None, *dark),
        ("image/avif", None, None),
        ("image/webp", None, None),
    ]
    assert not pair.css("picture picture")


def test_images_in_a_line_and_drawings_have_none(site):
    page = site.page()
    for alt in ("B", "C", "F"):
        assert page.css_first(f"img[alt={alt}]").parent.tag != "picture"


def test_only_shown_figures_are_published_and_both_languages_share_them(site):
    found = site.files("files/*")
    assert not any("unused" in name for name in found)
    assert sum(name.endswith(".svg") for name in found) == 1
    assert sum(name.endswith(".png") for name in found) == 3
    assert sum(name.endswith(".avif") for name in found) == sum(name.endswith(".webp") for name in found) == 4


def test_the_second_build_is_the_same(site, project, build_site, tmp_path):
    again = build_site(project / "with.yml", tmp_path)
    for name in site.files("**/*.*"):
        if "sitemap" not in name:
            assert (tmp_path / name).read_bytes() == (site.directory / name).read_bytes(), name
    assert again.files("files/*") == site.files("files/*")


def test_without_the_plugin_pages_are_as_they_were(project, build_site, tmp_path):
    built = build_site(project / "without.yml", tmp_path)
    found = images(built.page())
    assert set(found["B"]) == {"alt", "src"}
    assert not built.page().css("source[type]")
    assert not any(name.endswith((".avif", ".webp")) for name in built.files("files/*"))


def test_sizes_without_lighter_files(project, build_site, tmp_path):
    built = build_site(project / "plain.yml", tmp_path)
    assert images(built.page())["A"]["height"] == "169"
    assert not built.page().css("source[type]")


def test_a_preview_does_not_wait_for_lighter_files(files, build_site, tmp_path, monkeypatch):
    root = write(tmp_path / "project", files)
    (root / "mkdocs.yml").write_text(f"{BOTH}  - playbook/figures\n", encoding="utf-8")
    start = FiguresPlugin.on_startup
    monkeypatch.setattr(FiguresPlugin, "on_startup", lambda self, **_: start(self, command="serve", dirty=False))
    built = build_site(root / "mkdocs.yml", tmp_path / "site")
    assert images(built.page())["A"]["height"] == "169"
    assert not built.page().css("source[type]")


def test_it_needs_the_pages(tmp_path, build_site):
    write(tmp_path, {"docs/index.md": "# Home\n", "mkdocs.yml": "site_name: x\nplugins: [playbook/figures]\n"})
    with pytest.raises(SystemExit) as stop:
        build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert "playbook/gitbook" in stop.value.said


def test_an_option_that_does_not_exist_is_told(tmp_path, build_site):
    config = "site_name: x\nplugins: [playbook/gitbook, {playbook/figures: {qualty: 3}}]\n"
    write(tmp_path, {"docs/README.md": "# Home\n", "mkdocs.yml": config})
    with pytest.raises(SystemExit) as stop:
        build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert "did you mean 'quality'?" in stop.value.said
