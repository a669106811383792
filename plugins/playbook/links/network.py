"""The only module that opens connections, and only for `playbook check --external`.

It makes one request at a time and never raises: what goes wrong between two computers is a value. Needs the extra
`external` (requests).
"""

from __future__ import annotations

import errno
import socket
from http import HTTPStatus
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests

from playbook.links.replies import Fault, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 3
"""How many times the time limit a whole request may take: a server that sends a byte now and then keeps the limit for each."""
_CHUNK = 8192
_NAMES = {int(status): status.phrase for status in HTTPStatus}
_NAME_UNKNOWN = frozenset({getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)})
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})


class Network:
    """Makes requests."""

    def __init__(self, agent: str, timeout: float) -> None:
        """Prepare to make requests.

        Args:
            agent: How to introduce oneself (`User-Agent`).
            timeout: Seconds to wait for a connection, and for each part of an answer.
        """
        self.agent = agent
        self.timeout = timeout
        self._sessions: dict[str, requests.Session] = {}
        self._lock = Lock()

    def fetch(self, method: str, url: str, most: int = 0) -> Reply:
        """What a server answers; redirects are not followed.

        Args:
            method: `HEAD` or `GET`.
            url: A full address.
            most: Bytes of the answer that are read.
        """
        box: SimpleQueue[Reply] = SimpleQueue()
        # A daemon: a server that never ends cannot hold back the program.
        Thread(target=lambda: box.put(self._fetch(method, url, most)), daemon=True).start()
        try:
            return box.get(timeout=self.timeout * _PATIENCE)
        except Empty:
            return Reply(fault=Fault.TIMEOUT)

    def close(self) -> None:
        """Let go of all connections."""
        with self._lock:
            for session in self._sessions.values():
                session.close()
            self._sessions.clear()

    def _fetch(self, method: str, url: str, most: int) -> Reply:
        try:
            session = self._session(url)
            with session.request(method, url, allow_redirects=False, timeout=self.timeout, stream=True) as response:
                return Reply(
                    status=response.status_code,
                    words=_NAMES.get(response.status_code, ""),
                    location=session.get_redirect_target(response) or "",
                    retry_after=response.headers.get("Retry-After", ""),
                    text=_beginning(response, most),
                )
        except requests.exceptions.SSLError:
            return Reply(fault=Fault.NOT_SECURE)
        except requests.exceptions.Timeout:
            return Reply(fault=Fault.TIMEOUT)
        except Exception as error:  # noqa: BLE001 - servers send what no library foresees; all of it is told as a value
            return Reply(fault=_fault(error))

    def _session(self, url: str) -> requests.Session:
        """One for each server, so that a connection serves several requests."""
        server = urlsplit(url).netloc
        with self._lock:
            session = self._sessions.get(server)
            if session is None:
                session = self._sessions[server] = requests.Session()
                session.headers.update({"User-Agent": self.agent, "Accept": "*/*"})
                session.auth = _without_password  # else those of ~/.netrc would be sent
            return session


def _without_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _beginning(response: requests.Response, most: int) -> str:
    data = b""
    for chunk in response.iter_content(_CHUNK) if most else ():
        data += chunk
        if len(data) >= most:
            break
    return data[:most].decode("utf-8", errors="replace")


def _fault(error: BaseException) -> Fault:
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return Fault.NO_HOST if cause.errno in _NAME_UNKNOWN else Fault.NO_NAME_SERVER
        if isinstance(cause, OSError) and cause.errno in _NO_ROUTE:
            return Fault.NO_ROUTE
        if isinstance(cause, ConnectionRefusedError):
            return Fault.NO_CONNECTION
        if isinstance(cause, requests.exceptions.ProxyError):
            return Fault.NO_CONNECTION
    return Fault.GARBLED


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and those that it came from; libraries hide them in several places."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
