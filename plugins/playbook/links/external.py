"""Asks the addresses on the web that a site links to, when somebody wants it; what was learnt is kept for some days."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import asdict, replace
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from playbook import __version__
from playbook.cache import Cache
from playbook.links.addresses import external, server
from playbook.links.replies import Fault
from playbook.web import Answer, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from playbook.links.visits import Visits
    from playbook.site import Site

_DAY = 86_400
_SURE = frozenset({State.HERE, State.MOVED})
"""What is believed for several days; the rest is asked again on the next."""
_UNSETTLED = frozenset({State.NO_HOST, State.UNREACHABLE})
_NO_NETWORK = frozenset({str(Fault.NO_HOST), str(Fault.NO_NAME_SERVER), str(Fault.NO_ROUTE)})


def addresses(site: Site, files: Iterable[Path] = ()) -> tuple[str, ...]:
    """The addresses that the pages of a site link to, each once.

    Args:
        site: The site.
        files: Only those of these pages; all when empty.
    """
    wanted = {file.as_posix() for file in files}
    return tuple(
        dict.fromkeys(
            url
            for one, url in external(site)
            if not wanted or one.edition.space.abs(one.document.path).as_posix() in wanted
        )
    )


def visits(site: Site) -> Visits:
    """What asks addresses.

    Raises:
        ImportError: The extra `external` is not installed.
    """
    from playbook.links.network import Network  # noqa: PLC0415 - the extra is needed by nobody else
    from playbook.links.visits import Visits  # noqa: PLC0415 - the same

    settings = site.settings.external
    contact = f"; {site.url}" if site.url else ""
    network = Network(f"govstack-playbook/{__version__} (checks links{contact})", settings.timeout)
    return Visits(network.fetch, settings)


def ask(
    urls: Iterable[str], polite: Visits, cache: Cache, tell: Callable[[str], None] = lambda _: None
) -> Mapping[str, Answer]:
    """What becomes of addresses; several servers are asked at the same time.

    Args:
        urls: Full addresses, without anchors.
        polite: What asks them.
        cache: Where answers are kept.
        tell: Called with each address that is done.
    """
    kept = _Kept(cache, polite.settings.max_age)
    answers: dict[str, Answer] = {}
    by_server: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        known = kept.get(url)
        if known is None:
            by_server[server(url)].append(url)
        else:
            answers[url] = known
            tell(url)
    asked: dict[str, Answer] = {}
    for url, answer in _visited(by_server, polite):
        asked[url] = answer
        if answer.state not in _UNSETTLED:
            kept.put(url, answer)  # at once: whoever stops here need not ask again
        tell(url)
    believed = [url for url, answer in answers.items() if answer.state in _SURE]
    for url, answer in _settled(asked, polite, believed):
        asked[url] = answer
        kept.put(url, answer)
    return answers | asked


def _visited(by_server: Mapping[str, list[str]], polite: Visits) -> Iterator[tuple[str, Answer]]:
    """The answers as they come; the addresses of one server are visited one after the other."""
    waiting: SimpleQueue[list[str]] = SimpleQueue()
    done: SimpleQueue[tuple[str, Answer | Exception]] = SimpleQueue()
    for urls in sorted(by_server.values(), key=len, reverse=True):
        waiting.put(urls)

    def work() -> None:
        while True:
            try:
                urls = waiting.get_nowait()
            except Empty:
                return
            for url in urls:
                try:
                    done.put((url, polite.visit(url)))
                except Exception as error:  # noqa: BLE001 - to be raised where somebody sees it
                    done.put((url, error))

    for _ in range(min(polite.settings.workers, len(by_server))):
        Thread(target=work, daemon=True).start()
    for _ in range(sum(map(len, by_server.values()))):
        url, answer = done.get()
        if isinstance(answer, Exception):
            raise answer
        yield url, answer


def _settled(asked: Mapping[str, Answer], polite: Visits, believed: list[str]) -> Iterator[tuple[str, Answer]]:
    """What can be said of servers that were not reached when it is known whether the network works.

    Args:
        asked: All answers of this run.
        polite: What asked for them.
        believed: Addresses that were there some days ago.
    """
    unsettled = {url: answer for url, answer in asked.items() if answer.state in _UNSETTLED}
    if not unsettled:
        return
    works = polite.still_answers(believed)
    reasons = {answer.reason for answer in unsettled.values()}
    servers = {server(url) for url in unsettled}
    nothing = not works and len(unsettled) == len(asked) and reasons <= _NO_NETWORK
    offline = nothing and (len(servers) > 1 or reasons != {str(Fault.NO_HOST)})
    for url, answer in unsettled.items():
        if offline:
            yield url, Answer(State.OFFLINE, "there is no network")
        elif answer.state is State.NO_HOST and not works:
            yield url, replace(answer, state=State.UNREACHABLE, reason=str(Fault.NO_NAME_SERVER))
        else:
            yield url, answer


class _Kept:
    """The answers of some days. An entry is never changed: each day has its own."""

    def __init__(self, cache: Cache, max_age: int) -> None:
        self.cache = cache
        self.max_age = max_age
        self.today = int(time.time() // _DAY)

    def get(self, url: str) -> Answer | None:
        """The last answer, if it is still believed."""
        for age in range(self.max_age + 1):
            value = self.cache.value(self._key(url, self.today - age))
            if value is not None:
                try:
                    answer = Answer(State(value["state"]), value["reason"], value["url"])
                except (KeyError, TypeError, ValueError):  # something else has written it
                    return None
                return answer if age == 0 or answer.state in _SURE else None
        return None

    def put(self, url: str, answer: Answer) -> None:
        """Keep an answer; that there is no connection is a matter of the moment."""
        if answer.state not in (State.OFFLINE, State.UNREACHABLE):
            self.cache.put_value(self._key(url, self.today), asdict(answer))

    @staticmethod
    def _key(url: str, day: int) -> str:
        return Cache.key("external", url, str(day))
