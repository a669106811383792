"""Small web servers on 127.0.0.1 for tests: each path has its answers, and every request is remembered."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Page:
    """What a path answers, one reply after the other; the last one stays."""

    replies: list[tuple[int, dict[str, str], bytes]]

    def next(self) -> tuple[int, dict[str, str], bytes]:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def page(*statuses: int, head: int = 0, body: bytes = b"", **headers: str) -> dict[str, Page]:
    """A page by method; `head` is what HEAD answers when that differs."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    get = Page([(status, named, body) for status in statuses or (200,)])
    return {"GET": get, "HEAD": Page([(head, {}, b"")]) if head else get}


@dataclass
class Server:
    url: str
    pages: dict[str, dict[str, Page]]
    asked: list[str] = field(default_factory=list)
    """`HEAD /path`, in the order in which the requests came."""
    agents: set[str] = field(default_factory=set)


@contextmanager
def serving(pages: dict[str, dict[str, Page]]) -> Iterator[Server]:
    """A server with some pages; every other path is 404."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            server.asked.append(f"{self.command} {self.path}")
            server.agents.add(self.headers["User-Agent"])
            missing = page(404)
            status, headers, body = server.pages.get(self.path, missing)[self.command].next()
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_GET = do_HEAD = answer  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            return

    host = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.daemon_threads = True
    server = Server(f"http://127.0.0.1:{host.server_port}", pages)
    Thread(target=host.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        host.shutdown()
        host.server_close()


@contextmanager
def talking(answer: bytes, *, slowly: bool = False) -> Iterator[str]:
    """A server that says the same to everybody; `slowly`, a byte at a time without end. Yields its address."""
    stop = Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)

    def talk(connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(4096)
                if not slowly:
                    connection.sendall(answer)
                while slowly and not stop.wait(0.05):
                    connection.sendall(b"x")
            except OSError:
                return

    def listen() -> None:
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                continue
            Thread(target=talk, args=(connection,), daemon=True).start()

    thread = Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        thread.join()
        listener.close()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
