"""`playbook review` and `playbook status`, from a draft to a published version and its proof."""

from __future__ import annotations

import csv
import io
import json
import os

import pytest
import repositories
from click.testing import CliRunner
from projects import listing, write

from playbook.cli import main
from playbook.review.article import digest
from playbook.review.manifest import Manifest, PublishedPage
from playbook.review.record import Review

CONFIGURATION = "site_name: A\nplugins:\n  - playbook/gitbook\n  - playbook/review\n"
DRAFT = '---\nreview: {version: "0.9", state: draft}\n---\n\n# A\r\n\nText.\n'
CANDIDATE = '---\nreview: {version: "0.9", state: release-candidate, date: 2024-03-01, reviewers: [Ada]}\n---\n\n# B\n'


@pytest.fixture
def root(tmp_path):
    root = repositories.repository(tmp_path / "top") / "project"
    files = {"mkdocs.yml": CONFIGURATION, "docs/SUMMARY.md": listing("README.md", "b.md")}
    return write(root, {**files, "docs/README.md": DRAFT, "docs/b.md": CANDIDATE})


def run(*arguments):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def sign(root, state, *more, page="README.md"):
    return run("review", "sign", root / "docs" / page, "--state", state, "--date", "2024-03-01", *more)


def test_a_page_goes_through_the_process_to_a_release(root):
    repositories.commit(root, {}, "2024-03-01T12:00:00Z", "v0.8")
    assert run("review", "release", "1.0.0", root).exit_code == 1
    for state in ("tac-review", "tac-revised", "tac-review", "release-candidate"):
        assert sign(root, state, "--reviewer", "Grace").exit_code == 0
    assert (
        (root / "docs/README.md")
        .read_bytes()
        .startswith(
            b'---\nreview: {version: "0.9", state: release-candidate, round: 2, date: 2024-03-01, reviewers: [Grace]}\n---\n\n# A\r\n'
        )
    )
    repositories.commit(root, {}, "2024-03-01T12:00:00Z")
    done = run("review", "release", "1.0.0", root, "--date", "2024-04-01")
    assert done.exit_code == 0, done.output
    assert "git tag --annotate v1.0.0" in done.stderr
    assert 'version: "1.0.0", state: published, date: 2024-04-01, reviewers: [Ada]' in (root / "docs/b.md").read_text()
    assert run("check", root, "--select", "REV", "--fail-on", "warning").stdout == ""


def test_a_step_that_is_left_out_is_refused_and_nothing_is_written(root):
    before = (root / "docs/README.md").read_bytes(), (root / "docs/b.md").read_bytes()
    refused = run(
        "review", "sign", root / "docs/b.md", root / "docs/README.md", "--state", "published", "--reviewer", "Ada"
    )
    assert refused.exit_code == 1
    assert (
        "docs/README.md: published cannot follow draft\n    hint: after draft comes internal-review or tac-review"
        in refused.stderr
    )
    assert ((root / "docs/README.md").read_bytes(), (root / "docs/b.md").read_bytes()) == before


def test_what_stands_in_the_way_of_a_release(root):
    repositories.commit(root, {"project/docs/b.md": CANDIDATE}, "2024-03-01T12:00:00Z", "2.0")
    (root / "docs/b.md").write_text(f"{CANDIDATE}\nMore.\n")
    said = run("review", "release", "1.0.0", root)
    assert said.exit_code == 1
    assert said.stderr.splitlines()[:3] == [
        "1.0.0: 1.0.0 is not higher than the last version, which has the tag 2.0",
        "docs/README.md: is draft, and would have to be release-candidate",
        "docs/b.md: has changed since it became 'release-candidate'",
    ]
    assert "'next' is no version" in run("review", "release", "next", root).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("docs", "--state", "draft"), "is a directory"),
        (("mkdocs.yml", "--state", "draft"), "is no page of the site"),
        (("docs/b.md", "--state", "obsolete", "--date", "1/2/2024"), "'1/2/2024' is not a value of '--date'"),
        (("docs/b.md", "--state", "tac-revised", "--version", "v1"), "'v1' is not a value of '--version'"),
        (("docs/b.md", "--state", "done"), "Invalid value for '--state'"),
    ],
)
def test_mistakes_are_told(root, arguments, said):
    page, *more = arguments
    result = run("review", "sign", root / page, *more)
    assert result.exit_code == 2
    assert said in result.stderr


def test_status_tells_each_page_and_the_progress(root):
    repositories.commit(root, {}, "2024-03-01T12:00:00Z")
    (root / "docs/b.md").write_text(f"{CANDIDATE}\nMore.\n")
    text = run("status", root).stdout
    assert "Pages (2): 1 draft, 1 release-candidate" in text
    assert "docs/b.md       release-candidate, 0.9, 2024-03-01, CHANGED SINCE, by Ada, 1 open finding" in text
    told = json.loads(run("status", root, "--format", "json").stdout)
    assert [(page["path"], page["state"], page["changed"]) for page in told["pages"]] == [
        ("docs/README.md", "draft", False),
        ("docs/b.md", "release-candidate", True),
    ]
    assert told["progress"] == [
        {"language": "", "section": "", "pages": 2, "states": {"draft": 1, "release-candidate": 1}}
    ]
    rows = list(csv.DictReader(io.StringIO(run("status", root, "--format", "csv").stdout)))
    assert (rows[1]["reviewers"], rows[1]["changed"], rows[0]["round"]) == ("Ada", "True", "")


def test_status_of_a_site_without_the_plugin(root):
    (root / "mkdocs.yml").write_text(CONFIGURATION.replace("  - playbook/review\n", ""))
    assert "docs/README.md  draft, 0.9" in run("status", root).stdout


def test_a_spreadsheet_runs_nothing(root):
    (root / "docs/b.md").write_text("# =cmd()\n")
    rows = list(csv.DictReader(io.StringIO(run("status", root, "--format", "csv").stdout)))
    assert rows[1]["title"] == "'=cmd()"


@pytest.fixture
def built(root, tmp_path):
    """A built site, made by hand."""
    site = tmp_path / "site"
    pages = {"": ("docs/README.md", "A Text."), "b/": ("docs/b.md", "B")}
    published = []
    for url, (path, text) in pages.items():
        write(site, {f"{url}index.html": f"<main><h1>{text[0]}</h1><p>{text[2:]}</p></main>"})
        source = (root / path).read_bytes().replace(b"\r\n", b"\n").decode()
        published.append(
            PublishedPage(
                path=path, key=path, language="", url=url, title="", section="",
                source_digest=digest(source), text_digest=digest(text), review=Review(),
            )
        )  # fmt: skip
    write(site, {"review.json": Manifest(version="1.0.0", pages=tuple(published)).write()})
    return site


def test_a_site_that_is_what_was_signed_off(root, built):
    done = run("review", "verify", built, "--project", root)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "version 1.0.0: 2 pages, and their sources on disk looked at, all as signed off" in done.stderr


def test_every_page_that_differs_is_told(root, built):
    (built / "index.html").write_text("<main><h1>A</h1><p>Other.</p></main>")
    (built / "b/index.html").unlink()
    (root / "docs/b.md").write_text("# Other\n")
    (root / "docs/README.md").unlink()
    done = run("review", "verify", built, "--project", root)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "docs/README.md: shows another text (./)",
        "docs/README.md: has no source (./)",
        "docs/b.md: is not in the built site (b/)",
        "docs/b.md: has another source (b/)",
    ]
    assert run("review", "verify", built).stdout.count("\n") == 2


def test_the_sources_of_a_version_are_those_of_its_tag(root, built):
    repositories.commit(root, {}, "2024-03-01T12:00:00Z", "v1.0.0")
    (root / "docs/b.md").write_text("# Later\n")
    done = run("review", "verify", built, "--project", root)
    assert done.exit_code == 0, done.stdout
    assert "of the tag v1.0.0" in done.stderr


def test_a_manifest_that_leads_out_of_the_site_finds_nothing_there(root, built):
    text = (built / "review.json").read_text().replace('"url": "b/"', '"url": "../top/project/docs/"')
    (built / "review.json").write_text(text)
    assert "is not in the built site" in run("review", "verify", built).stdout


@pytest.mark.parametrize("text", [None, "{", "\udc80"])
def test_without_a_manifest_there_is_no_proof(built, text):
    file = built / "review.json"
    file.unlink() if text is None else file.write_bytes(os.fsencode(text))
    assert run("review", "verify", built).exit_code == 2
