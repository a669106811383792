"""The commands `mkdocs` and `properdocs`, as a person starts them."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from selectolax.lexbor import LexborHTMLParser

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
PATIENCE = 40


def run(host, *arguments, directory):
    return subprocess.run(
        [sys.executable, "-m", host, *arguments],
        cwd=directory, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def articles(directory):
    """What each page says, by its path."""
    return {
        path.relative_to(directory).as_posix(): article.html
        for path in directory.rglob("*.html")
        if (article := LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("article")) is not None
    }


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_both_hosts_build_the_same_pages(project, built, tmp_path, host):
    done = run(host, "build", "--strict", "-d", tmp_path / "site", directory=project("bilingual"))
    assert done.returncode == 0, done.stderr
    assert articles(tmp_path / "site") == articles(built("bilingual").directory)
    assert (tmp_path / "site/redirects.json").is_file()


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_both_hosts_build_the_same_sections(project, built, tmp_path, host):
    done = run(host, "build", "-d", tmp_path / "site", directory=project("sections"))
    assert done.returncode == 0, done.stderr
    assert articles(tmp_path / "site") == articles(built("sections").directory)


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_a_strict_build_stops_at_an_error_and_a_lax_one_tells(project, tmp_path, host):
    directory = project("minimal")
    strict = run(host, "build", "--strict", "-d", tmp_path / "strict", directory=directory)
    assert strict.returncode == 1
    assert "strict mode" in strict.stdout
    lax = run(host, "build", "-d", tmp_path / "lax", directory=directory)
    assert lax.returncode == 0
    assert lax.stderr.count("LNK003") == 1
    assert re.search(r"WARNING +-  docs/README.md:\d+:\d+: error LNK003", lax.stderr)


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_an_unknown_option_is_a_mistake_with_a_cure(project, tmp_path, host):
    directory = project("minimal")
    config = directory / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("playbook/gitbook", "playbook/gitbook: {space: fr}"), encoding="utf-8")
    done = run(host, "build", "-d", tmp_path / "site", directory=directory)
    assert done.returncode == 1
    assert "'space'" in done.stderr
    assert "did you mean 'spaces'?" in done.stderr


@contextmanager
def served(host, directory):
    """The address of a running preview."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", host, "serve", "--dev-addr", address],
        cwd=directory, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield f"http://{address}/"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(url, text):
    """The page, as soon as it has a text."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own preview
                page = answer.read().decode()
        except OSError:
            page = ""
        if text in page:
            return page
        time.sleep(0.2)
    pytest.fail(f"{url} did not show {text!r}")


@pytest.mark.timeout(120)
@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_the_preview_follows_the_table_of_contents(project, host):
    directory = project("bilingual")
    with served(host, directory) as url:
        page = wait_for(f"{url}cadre/", "Cadre de travail")
        assert 'href="../en/framework/"' in page
        summary = directory / "docs/fr/SUMMARY.md"
        summary.write_text(summary.read_text(encoding="utf-8").replace("[Cadre]", "[Nouveau nom]"), encoding="utf-8")
        wait_for(f"{url}cadre/", "Nouveau nom")
        wait_for(f"{url}en/framework/", "Framework")
