"""The site with every case of the dialect, looked at as readers do: light and dark, wide and narrow, in English and French."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from conformance import constructs
from conformance_site import build

PAGES = ["", "malformed/", *(f"blocks/{one.file.stem}/" for one in constructs())]
MODES = [("en", 1280, "light"), ("fr", 375, "dark")]
SCREENSHOTS = Path(os.environ.get("SCREENSHOTS", Path(__file__).parents[2] / "screenshots")) / "conformance"
"""Where pictures of the pages are kept, for people to look at."""


@pytest.fixture(scope="module", params=["en", "fr"])
def site(request, tmp_path_factory, serve):
    directory = tmp_path_factory.mktemp("conformance")
    build(directory, request.param)
    with serve(directory) as address:
        yield request.param, address


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_cases(site, window, axe, path):
    language, address = site
    width, scheme = next((width, scheme) for name, width, scheme in MODES if name == language)
    page = window(address)
    page.driver.get_log("performance")
    page.open(f"/{path}", width=width, scheme=scheme)
    # a link of one letter is a small target; no page but one of cases has such
    wcag = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "rules": {"target-size": {"enabled": False}}}
    assert page.violations(axe, wcag) == []
    assert page.run("return document.documentElement.scrollWidth") <= width
    assert [one for one in page.requests() if not one.startswith((address, "data:"))] == []
    picture(
        page, width, SCREENSHOTS / f"{path.strip('/').rpartition('/')[2] or 'home'}-{language}-{width}-{scheme}.png"
    )


def picture(page, width, file):
    height = min(page.run("return document.documentElement.scrollHeight"), 8000)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot = page.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(base64.b64decode(shot["data"]))
