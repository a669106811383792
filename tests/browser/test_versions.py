"""A reader's way through the versions of a site: choosing, notices, changes, aliases, addresses of before there were versions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import histories
import pytest

SERVICES = "/handbook/1.0/en/services/"
SOURCE = Path(__file__).parents[2] / "plugins"


@pytest.fixture(scope="module")
def versions(tmp_path_factory, serve_directory):
    """The guide of `histories` below `/handbook/`, as its `site_url` says."""
    top = histories.guide(tmp_path_factory.mktemp("guide"))
    command = [sys.executable, "-m", "playbook.cli", "versions", "build"]
    done = subprocess.run(
        command, cwd=top, env=os.environ | {"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=False
    )
    assert "6 versions in site" in done.stdout + done.stderr
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(top / "site", root / "handbook")
    shutil.copy(top / "site" / "404.html", root / "404.html")
    return serve_directory(root)


@pytest.fixture
def browser(window, versions):
    return window(versions)


def arrives(browser, path):
    for _ in range(50):
        if browser.driver.current_url == browser.base + path:
            return True
        time.sleep(0.1)
    return False


def follow(browser, selector):
    browser.driver.find_element("css selector", selector).click()


def notice(browser):
    return browser.driver.find_element("css selector", ".pb-notice--version").text


def test_another_version_is_chosen_and_keeps_the_page(browser):
    browser.open(SERVICES)
    assert not browser.driver.find_elements("css selector", ".pb-notice--version")
    browser.run("document.querySelector('.pb-versions summary').focus()")
    browser.press("\ue007")
    choice = browser.driver.find_element("link text", "0.9 (TAC)")
    assert choice.is_displayed()
    choice.click()
    assert arrives(browser, "/handbook/0.9/en/services/")
    assert "0.9" in notice(browser)
    follow(browser, ".pb-notice--version a")
    assert arrives(browser, SERVICES)


def test_escape_closes_the_choice_and_gives_the_focus_back(browser):
    browser.open(SERVICES)
    browser.run("document.querySelector('.pb-versions summary').focus()")
    browser.press("\ue007", "\ue004", "\ue00c")
    assert browser.run("return document.querySelector('.pb-versions').open") is False
    assert browser.focused.tag_name == "summary"


def test_a_changed_page_leads_to_its_changes(browser):
    browser.open(SERVICES)
    follow(browser, ".pb-changed a")
    assert arrives(browser, "/handbook/1.0/changes/0.9/pages/en/services/")
    assert "revised" in [one.text.strip(" .,") for one in browser.driver.find_elements("css selector", "ins")]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/handbook/", "/handbook/1.0/"),
        ("/handbook/latest/en/services/#three", "/handbook/1.0/en/services/#three"),
        ("/handbook/en/services/#three", "/handbook/1.0/en/services/#three"),
        ("/handbook/Services.md", "/handbook/1.0/services/"),
        ("/handbook/law", "/handbook/1.0/rules/law/"),
    ],
)
def test_an_address_without_a_version_means_the_current_one(browser, asked, found):
    browser.open(asked)
    assert arrives(browser, found), browser.driver.current_url


@pytest.mark.parametrize(
    "asked", ["/handbook/nowhere/", "/handbook/0.9/new/", "/handbook/latest/nowhere", "/elsewhere/"]
)
def test_what_is_in_no_version_stays_lost(browser, asked):
    browser.open(asked)
    time.sleep(0.5)
    assert browser.driver.current_url == browser.base + asked
    assert browser.driver.find_element("css selector", "h1").text == "Cette page est introuvable"


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("version", ["1.0", "0.9", "dev"])
def test_axe_finds_nothing_in_the_choice_and_the_notices(browser, axe, version, scheme, width):
    browser.open(f"/handbook/{version}/en/services/", width=width, scheme=scheme)
    browser.run("document.querySelector('.pb-versions').open = true")
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.violations(axe) == []
