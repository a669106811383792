"""Visits addresses politely: one request at a time for each server, with pauses, as its `robots.txt` allows."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from protego import Protego

from playbook.links.addresses import is_public
from playbook.links.replies import Fault, Reply
from playbook.web import Answer, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playbook.links.replies import Fetch
    from playbook.settings import ExternalSettings

NAME = "govstack-playbook"
"""How `robots.txt` calls us."""
MOST_REDIRECTS = 10
MOST_WAIT = 60.0
"""Seconds that we wait when a server asks for it; what wants more is left for another day."""
MOST_PAUSE = 30.0
"""Seconds between two requests that `robots.txt` can ask for."""
MOST_ROBOTS = 512 * 1024
"""Bytes of a `robots.txt` that are read (RFC 9309, 2.5, wants 500 KiB at least)."""

_MOVED = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
TOO_MANY = 429
_LATER = frozenset({TOO_MANY, 500, 502, 503, 504})
_BACK_OFF = 2.0
"""Seconds before a request is repeated for the first time; each further time it is twice as many."""


@dataclass(eq=False)
class Server:
    """What is known of a server in this run."""

    pause: float
    lock: Lock = field(default_factory=Lock)
    ready: float = 0.0
    """When it may be asked again."""
    answered: bool = False
    given_up: Answer | None = None
    """Why it is not asked any more."""
    robots: dict[str, Protego | Answer] = field(default_factory=dict)
    """By scheme, since the two may differ."""


class Visits:
    """Visits addresses; several threads may share it."""

    def __init__(
        self,
        fetch: Fetch,
        settings: ExternalSettings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.fetch = fetch
        self.settings = settings
        self.clock = clock
        self.sleep = sleep
        self.servers: dict[str, Server] = {}
        self._lock = Lock()

    def visit(self, url: str) -> Answer:
        """What becomes of an address."""
        here, moved, for_good = url.partition("#")[0], "", True
        seen: set[str] = set()
        while here not in seen and len(seen) <= MOST_REDIRECTS:
            seen.add(here)
            reply = self._ask(here)
            if isinstance(reply, Answer):
                return reply
            if reply.status not in _REDIRECTS or not reply.location:
                return _judged(reply, moved)
            try:
                here = urljoin(here, reply.location).partition("#")[0]
                is_web = urlsplit(here).scheme in ("http", "https")
            except ValueError:
                is_web = False
            if not is_web or not (self.settings.private or is_public(here)):
                return Answer(State.UNCERTAIN, f"it redirects to {here!r}")
            for_good = for_good and reply.status in _MOVED
            moved = here if for_good else moved
        return Answer(State.UNCERTAIN, "it redirects without end")

    def still_answers(self, others: Iterable[str] = ()) -> bool:
        """Whether a server that has answered still does: what another one lacks is not the network then.

        Args:
            others: Addresses that were there some days ago, of which some are tried when no server has answered now.
        """
        tried = [f"{next(iter(one.robots))}://{name}/" for name, one in self.servers.items() if one.answered]
        tried += [urljoin(url, "/") for url in others]
        answers = (self.fetch("GET", urljoin(url, "robots.txt"), 1) for url in dict.fromkeys(tried[:3]))
        return any(answer.fault is None for answer in answers)

    def _server(self, url: str) -> Server:
        name = urlsplit(url).netloc.lower()
        with self._lock:
            return self.servers.setdefault(name, Server(float(self.settings.delay)))

    def _ask(self, url: str) -> Reply | Answer:
        server = self._server(url)
        with server.lock:
            if server.given_up is not None:
                return server.given_up
            robots = self._robots(server, url)
            if isinstance(robots, Answer):
                return robots
            if not robots.can_fetch(url, NAME):
                return Answer(State.UNCERTAIN, "the server asks programs not to open it (robots.txt)")
            reply = self._request(server, "HEAD", url)
            if reply.fault is None and reply.status < 400:
                return reply
            return self._insist(server, url, reply)  # many servers know no HEAD

    def _insist(self, server: Server, url: str, reply: Reply, most: int = 0) -> Reply | Answer:
        """Ask with GET, and again when the server cannot answer now.

        Args:
            server: That of the address.
            url: The address.
            reply: The last answer.
            most: Bytes of the content that are read.
        """
        for turn in range(self.settings.retries + 1):
            if turn or reply.status in _LATER:
                asked = _wait(reply)
                wait = _BACK_OFF * 2 ** max(turn - 1, 0) if asked is None else asked
                if wait > MOST_WAIT:
                    server.given_up = Answer(
                        State.UNCERTAIN, f"{reply.reason}; it asks to wait for {wait:,.0f} seconds"
                    )
                    return server.given_up
                server.ready = max(server.ready, self.clock() + wait)
            reply = self._request(server, "GET", url, most)
            if reply.fault is Fault.NOT_SECURE or (reply.fault is None and reply.status not in _LATER):
                break
        if reply.status == TOO_MANY:
            server.given_up = Answer(State.UNCERTAIN, reply.reason)
        if reply.fault is None:
            return reply
        if server.answered:
            return Answer(State.UNCERTAIN, str(reply.fault))
        answer = Answer(State.NO_HOST if reply.fault is Fault.NO_HOST else State.UNREACHABLE, str(reply.fault))
        if reply.fault is not Fault.NOT_SECURE:  # without it there may be a connection
            server.given_up = answer
        return answer

    def _request(self, server: Server, method: str, url: str, most: int = 0) -> Reply:
        wait = server.ready - self.clock()
        if wait > 0:
            self.sleep(wait)
        reply = self.fetch(method, url, most)
        server.ready = self.clock() + server.pause
        server.answered = server.answered or reply.fault is None
        if reply.status == TOO_MANY:
            server.pause = min(max(server.pause, 1.0) * 2, MOST_PAUSE)
        return reply

    def _robots(self, server: Server, url: str) -> Protego | Answer:
        """What a server asks of programs (RFC 9309); why it is not to be asked when that cannot be read."""
        parts = urlsplit(url)
        if parts.scheme not in server.robots:
            server.robots[parts.scheme] = self._read_robots(server, f"{parts.scheme}://{parts.netloc}/robots.txt")
        return server.robots[parts.scheme]

    def _read_robots(self, server: Server, address: str) -> Protego | Answer:
        reply = Reply()
        for _ in range(5):  # RFC 9309, 2.3.1.2
            reply = self._request(server, "GET", address, MOST_ROBOTS)
            if reply.fault is not None or reply.status in _LATER:
                insisted = self._insist(server, address, reply, MOST_ROBOTS)
                if isinstance(insisted, Answer):
                    return insisted
                reply = insisted
            if reply.status not in _REDIRECTS or not reply.location:
                break
            address = urljoin(address, reply.location)
            if not (self.settings.private or is_public(address)):
                break
        if reply.status in _LATER:
            return Answer(State.UNCERTAIN, f"its robots.txt cannot be read ({reply.reason})")
        robots = Protego.parse(reply.text if 200 <= reply.status < 300 else "")
        server.pause = max(server.pause, min(robots.crawl_delay(NAME) or 0.0, MOST_PAUSE))
        return robots


def _judged(reply: Reply, moved: str) -> Answer:
    if 200 <= reply.status < 300:
        return Answer(State.MOVED, "", moved) if moved else Answer(State.HERE)
    state = State.GONE if reply.status in _GONE else State.UNCERTAIN
    return Answer(state, reply.reason)


def _wait(reply: Reply) -> float | None:
    """Seconds that a server asks to wait; None when it does not say, or not so that it can be read."""
    text = reply.retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
        return max((then - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None
