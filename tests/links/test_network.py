"""Real requests, to servers on this machine only."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

import pytest
import requests
from servers import closed_port, page, serving, talking

from playbook.links.network import Network
from playbook.links.replies import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    monkeypatch.setenv("NO_PROXY", "*")
    network = Network("test/1", timeout=0.3)
    yield network
    network.close()


def test_what_a_server_says(network: Network) -> None:
    pages = {
        "/a": page(200, body=b"x" * 20_000),
        "/b": page(301, Location="/a"),
        "/c": page(429, Retry_After="7"),
        "/d": page(418),
        "/e": page(299),
    }
    with serving(pages) as server:
        assert network.fetch("GET", f"{server.url}/a", most=12_000).text == "x" * 12_000
        assert network.fetch("GET", f"{server.url}/a").text == ""
        assert network.fetch("HEAD", f"{server.url}/b").location == "/a"
        assert network.fetch("GET", f"{server.url}/c").retry_after == "7"
        assert network.fetch("GET", f"{server.url}/c").reason == "429 Too Many Requests"
        assert network.fetch("GET", f"{server.url}/e").reason == "299"
        assert network.fetch("GET", f"{server.url}/none").reason == "404 Not Found"
        assert server.agents == {"test/1"}


def test_passwords_are_not_sent(network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1\nlogin me\npassword secret\n", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with talking(b"") as address:  # the server never answers, so that what was prepared can be looked at
        request = network._session(f"http://{address}").prepare_request(
            requests.Request("GET", f"http://you:secret@{address}/")
        )
    assert "Authorization" not in request.headers


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://", f"http://a{'b' * 70}.org/", "http://exa mple.org/", "ftp://x.org"]
)
def test_addresses_that_are_none(network: Network, url: str) -> None:
    assert network.fetch("HEAD", url).fault is Fault.GARBLED


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), Fault.NO_HOST),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), Fault.NO_NAME_SERVER),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), Fault.NO_ROUTE),
        (TimeoutError(), Fault.TIMEOUT),
        (RuntimeError("whatever"), Fault.GARBLED),
    ],
)
def test_names_that_lead_nowhere(
    network: Network, error: Exception, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert network.fetch("HEAD", "https://example.org/").fault is fault


def test_nobody_listens(network: Network) -> None:
    assert network.fetch("HEAD", f"http://127.0.0.1:{closed_port()}/").fault is Fault.NO_CONNECTION


@pytest.mark.parametrize(
    ("answer", "scheme", "fault"),
    [
        (b"", "http", Fault.GARBLED),
        (b"what?\r\n\r\n", "http", Fault.GARBLED),
        (b"HTTP/1.1 abc\r\n\r\n", "http", Fault.GARBLED),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", "http", Fault.GARBLED),
        (b"\xff\xfe\x00" * 500, "http", Fault.GARBLED),
        (b"HTTP/1.1 200 OK\r\n\r\n", "https", Fault.NOT_SECURE),
    ],
)
def test_answers_that_cannot_be_read(network: Network, answer: bytes, scheme: str, fault: Fault) -> None:
    with talking(answer) as address:
        assert network.fetch("GET", f"{scheme}://{address}/", most=10).fault is fault


def test_content_that_breaks_off(network: Network) -> None:
    with talking(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc") as address:
        assert network.fetch("HEAD", f"http://{address}/").status == 200
        assert network.fetch("GET", f"http://{address}/").status == 200
        assert network.fetch("GET", f"http://{address}/", most=50).fault is Fault.GARBLED


def test_a_server_that_never_ends(network: Network) -> None:
    with talking(b"", slowly=True) as address:
        assert network.fetch("GET", f"http://{address}/").fault is Fault.TIMEOUT


def test_redirects_to_letters_beyond_ascii(network: Network) -> None:
    with talking("HTTP/1.1 301 x\r\nLocation: /é\r\nContent-Length: 0\r\n\r\n".encode()) as address:
        assert network.fetch("HEAD", f"http://{address}/").location == "/é"
