"""`playbook check --external` from end to end, against servers on this machine."""

from __future__ import annotations

import json
import socket
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from projects import listing, write
from servers import closed_port, page, serving, talking

from playbook.cache import Cache
from playbook.cli import main
from playbook.links import external
from playbook.links.addresses import chooses_language, is_public, leads_home
from playbook.links.replies import Fault, Reply
from playbook.links.visits import Visits
from playbook.settings import ExternalSettings, SettingsError
from playbook.web import State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONFIGURATION = """\
site_name: Test
plugins:
  - playbook/gitbook:
      external: {private: true, delay: 0, timeout: 1, retries: 0}
"""


def project(directory: Path, text: str, more: str = "") -> Path:
    files = {
        "mkdocs.yml": CONFIGURATION,
        "docs/SUMMARY.md": listing("README.md", "a.md"),
        "docs/README.md": f"# Home\n\n{text}\n",
        "docs/a.md": f"# A\n\n{more}\n",
    }
    return write(directory, files)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


def found(result: Result) -> list[str]:
    diagnostics = json.loads(result.stdout)["diagnostics"]
    return [f"{one['line']}:{one['column']} {one['code']} {one['message']}" for one in diagnostics]


def test_everything_that_can_become_of_an_address(tmp_path: Path) -> None:
    pages = {
        "/robots.txt": page(body=b"User-agent: *\nDisallow: /private\n"),
        "/here": page(),
        "/old": page(301, Location="/here"),
        "/for-now": page(302, Location="/here"),
        "/gone": page(410),
        "/no-head": page(200, head=405),
        "/forbidden": page(403),
        "/private": page(),
        "/circle": page(301, Location="/circle"),
        "/busy": page(503),
    }
    with serving(pages) as server, talking(b"what?") as odd:
        text = " ".join(f"[{name[1:]}]({server.url}{name})" for name in pages if name != "/robots.txt")
        project(tmp_path, f"{text} [missing]({server.url}/missing#x) [odd](http://{odd}/)")
        result = run("check", tmp_path, "--external", "--format", "json", "--select", "LNK040,LNK041,LNK042")
        where = server.url.removeprefix("http://")
        first, *_ = server.agents
    assert result.exit_code == 1
    told = [
        line.split(" ", 1)[1].replace(server.url, "").replace(where, "").replace(odd, "odd") for line in found(result)
    ]
    assert told == [
        "LNK041 '/old' has moved for good",
        "LNK040 '/gone' is gone: 410 Gone",
        "LNK042 '/forbidden' could not be checked: 403 Forbidden",
        "LNK042 '/private' could not be checked: the server asks programs not to open it (robots.txt)",
        "LNK042 '/circle' could not be checked: it redirects without end",
        "LNK042 '/busy' could not be checked: 503 Service Unavailable",
        "LNK040 '/missing#x' is gone: 404 Not Found",
        f"LNK042 'odd' could not be reached: {Fault.GARBLED}",
    ]
    assert first.startswith("govstack-playbook/")
    assert not any(path.endswith("/private") for path in server.asked)


def test_nothing_is_asked_unless_somebody_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    monkeypatch.setattr(socket, "create_connection", fail)
    project(tmp_path, "[x](http://127.0.0.1:9/x) [y](https://example.org/)")
    assert run("check", tmp_path).exit_code == 0
    assert run("fix", tmp_path).exit_code == 0


def test_answers_are_kept_for_some_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/here": page(), "/gone": page(404)}) as server:
        project(tmp_path, f"[x]({server.url}/here) [y]({server.url}/gone)")

        def asked(day: int) -> list[str]:
            server.asked.clear()
            monkeypatch.setattr(external.time, "time", lambda: 86_400.0 * day)
            result = run("check", tmp_path, "--external", "--format", "json", "--select", "LNK040")
            assert len(found(result)) == 1
            return [one for one in server.asked if "robots" not in one]

        assert asked(1000) == ["HEAD /here", "HEAD /gone", "GET /gone"]
        assert asked(1000) == []
        assert asked(1001) == ["HEAD /gone", "GET /gone"]
        assert asked(1007) == ["HEAD /gone", "GET /gone"]
        assert asked(1008) == ["HEAD /here", "HEAD /gone", "GET /gone"]


def test_only_the_addresses_of_one_page(tmp_path: Path) -> None:
    with serving({}) as server:
        project(tmp_path, f"[x]({server.url}/home)", f"[y]({server.url}/a)")
        result = run("check", tmp_path / "docs" / "a.md", "--external", "--format", "json", "--select", "LNK040")
        assert len(found(result)) == 1
        assert {one for one in server.asked if "robots" not in one} == {"HEAD /a", "GET /a"}


def test_fix_writes_where_pages_have_moved(tmp_path: Path) -> None:
    with serving({"/old": page(301, Location="/new"), "/new": page()}) as server:
        old, new = f"{server.url}/old", f"{server.url}/new"
        project(tmp_path, f'[x]({old}#part "t") <a href="{old}">y</a> {old} [{old}]({old})')
        assert run("fix", tmp_path, "--external").exit_code == 0
    cured = f'# Home\n\n[x]({new}#part "t") <a href="{new}">y</a> {old} [{old}]({old})\n'
    assert (tmp_path / "docs" / "README.md").read_text(encoding="utf-8") == cured


def test_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    project(tmp_path, "[x](https://a.org/x) [y](https://a.org/y) [z](https://b.org/)")
    result = run(
        "check", tmp_path, "--external", "--format", "json", "--select", "LNK040,LNK042", "--fail-on", "warning"
    )
    assert found(result) == [
        "3:5 LNK042 'a.org' could not be reached: there is no network",
        "3:47 LNK042 'b.org' could not be reached: there is no network",
    ]
    assert result.exit_code == 0


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "playbook.links.network", raising=False)
    monkeypatch.setitem(sys.modules, "requests", None)
    project(tmp_path, "")
    result = run("check", tmp_path, "--external")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'govstack-playbook[external]'" in result.stderr


def test_addresses_that_are_none_are_not_asked(tmp_path: Path) -> None:
    text = (
        "[a](http://[x/#y) [b](http://) [c](https:///x#y) [d](http://a..b/) [e](//[z#y) <a href='https://[::1#x'>f</a>"
    )
    project(tmp_path, text)
    result = run("check", tmp_path, "--external", "--format", "json", "--select", "LNK040,LNK041")
    assert found(result) == []


def test_a_baseline_keeps_what_was_not_asked(tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    with serving({}) as server:
        project(tmp_path, f"[x]({server.url}/gone)")
        run("check", tmp_path, "--external", "--baseline", baseline, "--update-baseline")
    assert "found no more" not in run("check", tmp_path, "--baseline", baseline).stderr


def asking(fetch: Callable[[str, str, int], Reply], *urls: str, cache: Cache | None = None) -> dict[str, State]:
    visits = Visits(fetch, ExternalSettings(delay=0, retries=0), sleep=lambda _: None)
    return {url: answer.state for url, answer in external.ask(urls, visits, cache or Cache()).items()}


def test_a_missing_name_is_believed_only_when_the_network_works(tmp_path: Path) -> None:
    def fetch(method: str, url: str, most: int = 0) -> Reply:
        return Reply(200) if "a.org" in url else Reply(fault=Fault.NO_HOST)

    assert asking(fetch, "https://a.org/", "https://b.org/") == {
        "https://a.org/": State.HERE,
        "https://b.org/": State.NO_HOST,
    }
    assert asking(fetch, "https://b.org/") == {"https://b.org/": State.UNREACHABLE}
    assert asking(fetch, "https://b.org/", "https://c.org/") == dict.fromkeys(
        ("https://b.org/", "https://c.org/"), State.OFFLINE
    )
    # that another one was there some days ago makes it possible to see whether the network works
    cache = Cache(tmp_path)
    asking(fetch, "https://a.org/", cache=cache)
    assert asking(fetch, "https://a.org/", "https://b.org/", cache=cache)["https://b.org/"] is State.NO_HOST


def test_the_network_goes_away_in_between() -> None:
    asked: list[str] = []

    def fetch(method: str, url: str, most: int = 0) -> Reply:
        asked.append(url)
        return Reply(200) if len(asked) < 3 and "a.org" in url else Reply(fault=Fault.NO_HOST)

    answers = asking(fetch, "https://a.org/", "https://b.org/")
    assert answers["https://b.org/"] is not State.NO_HOST


def test_a_server_that_refuses_is_no_missing_network() -> None:
    def fetch(method: str, url: str, most: int = 0) -> Reply:
        return Reply(fault=Fault.NO_CONNECTION)

    assert set(asking(fetch, "https://a.org/", "https://b.org/").values()) == {State.UNREACHABLE}


def test_a_fault_of_ours_is_not_swallowed() -> None:
    def fetch(method: str, url: str, most: int = 0) -> Reply:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asking(fetch, "https://a.org/")


def test_an_entry_that_something_else_has_written(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    today = int(external.time.time() // 86_400)
    cache.put_value(Cache.key("external", "https://a.org/", str(today)), ["x"])
    assert asking(lambda *_: Reply(200), "https://a.org/", cache=cache) == {"https://a.org/": State.HERE}


def test_nobody_listens(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{closed_port()}"
    project(tmp_path, f"[x]({url}/x) [y]({url}/y)")
    result = run("check", tmp_path, "--external", "--format", "json", "--select", "LNK042")
    assert found(result) == [f"3:5 LNK042 '{url[7:]}' could not be reached: {Fault.NO_CONNECTION}"]


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://govstack.global/", True),
        ("https://a.b.org:8080/x", True),
        ("http://8.8.8.8/", True),
        ("http://[2001:4860:4860::8888]/", True),
        ("http://localhost:8080/", False),
        ("http://127.0.0.1/", False),
        ("http://169.254.169.254/latest/meta-data", False),
        ("http://10.1.2.3/", False),
        ("http://[::1]/", False),
        ("http://wiki/", False),
        ("http://wiki.local./", False),
        ("http://host.internal/", False),
        ("http://home.arpa/", False),
        ("http://router.home.arpa/", False),
        ("https://www.example.com/", False),
        ("https://example.org./", False),
        ("https://myexample.org/", True),
        ("http://[x/", False),
        ("http:///x", False),
    ],
)
def test_which_servers_are_public(url: str, public: object) -> None:
    assert is_public(url) is public


def test_what_a_redirect_means() -> None:
    assert chooses_language("https://a.org/", "https://www.a.org/en")
    assert chooses_language("https://a.org/x", "https://a.org/x/fr_CH")
    assert not chooses_language("https://a.org/x", "https://b.org/en/x")
    assert not chooses_language("https://a.org/x", "https://a.org/y/x-z")
    assert leads_home("https://a.org/x", "https://a.org/")
    assert leads_home("https://a.org/x/y", "https://b.org/en/")
    assert not leads_home("https://a.org/", "https://b.org/")
    assert not leads_home("https://a.org/x", "https://a.org/xyz")


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"timeout": 0}, "external.timeout"),
        ({"workers": 0}, "external.workers"),
        ({"delay": -1}, "external.delay"),
        ({"max_age": "week"}, "external.max_age"),
        ({"ages": 1}, "external.ages"),
        ({"private": 1}, "external.private"),
        (["x"], "external"),
    ],
)
def test_settings_that_cannot_be_used(values: object, key: str) -> None:
    with pytest.raises(SettingsError) as raised:
        ExternalSettings.from_mapping(values)
    assert raised.value.key == key
