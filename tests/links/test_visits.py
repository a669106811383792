"""How politely addresses are visited, and what is concluded: a false "gone" is worse than none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from playbook.links.replies import Fault, Reply
from playbook.links.visits import MOST_WAIT, Visits
from playbook.settings import ExternalSettings
from playbook.web import Answer, State

A = "https://a.org"


@dataclass
class World:
    """Servers without a network, and a clock that only moves when somebody sleeps."""

    replies: dict[str, list[Reply]]
    """By `METHOD address` or by the address; one after the other, the last one stays."""
    now: float = 0.0
    asked: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def fetch(self, method: str, url: str, most: int = 0) -> Reply:
        self.asked.append(f"{method} {url}")
        self.times.append(self.now)
        replies = self.replies.get(f"{method} {url}") or self.replies.get(url) or [Reply(404)]
        return replies.pop(0) if len(replies) > 1 else replies[0]

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds

    def visits(self, **options: object) -> Visits:
        settings = ExternalSettings.from_mapping(options)
        return Visits(self.fetch, settings, lambda: self.now, self.sleep)


def answers(replies: dict[str, Reply | list[Reply]], *urls: str, **options: object) -> tuple[list[Answer], World]:
    there = World({key: [*value] if isinstance(value, list) else [value] for key, value in replies.items()})
    visits = there.visits(**options)
    return [visits.visit(url) for url in urls], there


@pytest.mark.parametrize(
    ("replies", "state", "reason"),
    [
        ({"/": Reply(200)}, State.HERE, ""),
        ({"/": Reply(204)}, State.HERE, ""),
        ({"HEAD /": Reply(404), "GET /": Reply(200)}, State.HERE, ""),
        ({"HEAD /": Reply(405), "GET /": Reply(200)}, State.HERE, ""),
        ({"HEAD /": Reply(500), "GET /": Reply(200)}, State.HERE, ""),
        ({"HEAD /": Reply(fault=Fault.GARBLED), "GET /": Reply(200)}, State.HERE, ""),
        ({"HEAD /": Reply(503), "GET /": [Reply(503), Reply(200)]}, State.HERE, ""),
        ({"/": Reply(404, "Not Found")}, State.GONE, "404 Not Found"),
        ({"/": Reply(410, "Gone")}, State.GONE, "410 Gone"),
        ({"/": Reply(400)}, State.UNCERTAIN, "400"),
        ({"/": Reply(401)}, State.UNCERTAIN, "401"),
        ({"/": Reply(403)}, State.UNCERTAIN, "403"),
        ({"/": Reply(405)}, State.UNCERTAIN, "405"),
        ({"/": Reply(429)}, State.UNCERTAIN, "429"),
        ({"/": Reply(451)}, State.UNCERTAIN, "451"),
        ({"/": Reply(500)}, State.UNCERTAIN, "500"),
        ({"/": Reply(503)}, State.UNCERTAIN, "503"),
        ({"/": Reply(999)}, State.UNCERTAIN, "999"),
        ({"/": Reply(304)}, State.UNCERTAIN, "304"),
        ({"/": Reply(302)}, State.UNCERTAIN, "302"),
        ({"/": Reply(fault=Fault.TIMEOUT)}, State.UNCERTAIN, str(Fault.TIMEOUT)),
    ],
)
def test_what_is_concluded(replies: dict[str, Reply], state: State, reason: str) -> None:
    named = {key.replace("/", f"{A}/"): value for key, value in replies.items()}
    assert answers(named, f"{A}/#part")[0] == [Answer(state, reason)]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([(301, "/new")], Answer(State.MOVED, "", f"{A}/new")),
        ([(308, f"{A}/new#x")], Answer(State.MOVED, "", f"{A}/new")),
        ([(301, "/b"), (301, "/c")], Answer(State.MOVED, "", f"{A}/c")),
        ([(301, "/b"), (302, "/login")], Answer(State.MOVED, "", f"{A}/b")),
        ([(302, "/b"), (301, "/c")], Answer(State.HERE)),
        ([(303, "/b")], Answer(State.HERE)),
        ([(307, "//b.org/x")], Answer(State.HERE)),
        ([(301, "/old")], Answer(State.UNCERTAIN, "it redirects without end")),
        ([(302, "/b"), (302, "/old")], Answer(State.UNCERTAIN, "it redirects without end")),
        ([(301, "mailto:x@a.org")], Answer(State.UNCERTAIN, "it redirects to 'mailto:x@a.org'")),
        ([(301, "http://127.0.0.1/x")], Answer(State.UNCERTAIN, "it redirects to 'http://127.0.0.1/x'")),
        ([(301, "http://[x")], Answer(State.UNCERTAIN, f"it redirects to '{A}/old'")),
    ],
)
def test_redirects(steps: list[tuple[int, str]], expected: Answer) -> None:
    replies: dict[str, Reply | list[Reply]] = {"https://b.org/x": Reply(200)}
    here = f"{A}/old"
    for status, location in steps:
        replies[here] = Reply(status, location=location)
        here = location.partition("#")[0] if ":" in location else f"{A}{location}"
    replies.setdefault(here, Reply(200))
    assert answers(replies, f"{A}/old")[0] == [expected]


def test_a_chain_without_end() -> None:
    chain = {f"{A}/{number}": Reply(302, location=f"/{number + 1}") for number in range(100)}
    found, there = answers(chain, f"{A}/0")
    assert found == [Answer(State.UNCERTAIN, "it redirects without end")]
    assert len(there.asked) < 15


def test_a_redirect_to_what_is_gone() -> None:
    assert answers({f"{A}/old": Reply(301, location="/new")}, f"{A}/old")[0] == [Answer(State.GONE, "404")]


def test_one_request_a_second_for_each_server() -> None:
    pages = {f"{A}/{number}": Reply(200) for number in range(5)}
    _, there = answers(pages | {"https://b.org/": Reply(200)}, *pages, "https://b.org/")
    assert there.asked[:2] == [f"GET {A}/robots.txt", f"HEAD {A}/0"]
    of_a = [at for at, what in zip(there.times, there.asked, strict=True) if A in what]
    assert all(after - before >= 1 for before, after in pairwise(of_a))
    assert there.now == 6


def test_robots_may_forbid_and_slow_down() -> None:
    robots = Reply(200, text="User-agent: *\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 5\n")
    found, there = answers(
        {f"{A}/robots.txt": robots, f"{A}/x": Reply(200), f"{A}/private/open": Reply(200)},
        f"{A}/private/x",
        f"{A}/private/open",
        f"{A}/x",
    )
    forbidden = Answer(State.UNCERTAIN, "the server asks programs not to open it (robots.txt)")
    assert found == [forbidden, Answer(State.HERE), Answer(State.HERE)]
    assert f"HEAD {A}/private/x" not in there.asked
    assert there.now == 6


def test_robots_may_name_us() -> None:
    robots = Reply(200, text="User-agent: *\nAllow: /\n\nUser-agent: govstack-playbook\nDisallow: /\n")
    assert answers({f"{A}/robots.txt": robots}, f"{A}/x")[0][0].state is State.UNCERTAIN


def test_robots_of_where_a_redirect_leads_count() -> None:
    robots = Reply(200, text="User-agent: *\nDisallow: /\n")
    found, there = answers(
        {f"{A}/x": Reply(301, location="https://b.org/"), "https://b.org/robots.txt": robots}, f"{A}/x"
    )
    assert found[0].reason == "the server asks programs not to open it (robots.txt)"
    assert "HEAD https://b.org/" not in there.asked


@pytest.mark.parametrize(
    ("robots", "state"),
    [
        (Reply(404), State.HERE),
        (Reply(403), State.HERE),
        (Reply(503), State.UNCERTAIN),
        ([Reply(503), Reply(200, text="User-agent: *\nDisallow: /")], State.UNCERTAIN),
        ([Reply(503), Reply(200, text="")], State.HERE),
        (Reply(301, location="https://b.org/robots.txt"), State.HERE),
        (Reply(301, location="http://10.0.0.1/robots.txt"), State.HERE),
        (Reply(301, location="/robots.txt"), State.HERE),
        (Reply(200, text="\x00<html>" * 1000), State.HERE),
    ],
)
def test_robots_that_are_not_there(robots: Reply | list[Reply], state: State) -> None:
    found, there = answers({f"{A}/robots.txt": robots, f"{A}/x": Reply(200)}, f"{A}/x")
    assert found[0].state is state
    assert not any("10.0.0.1" in url for url in there.asked)


def test_asks_again_with_longer_pauses() -> None:
    found, there = answers({f"{A}/x": Reply(503)}, f"{A}/x")
    assert found == [Answer(State.UNCERTAIN, "503")]
    assert there.asked[1:] == [f"HEAD {A}/x", *[f"GET {A}/x"] * 3]
    assert [after - before for before, after in pairwise(there.times[1:])] == [2, 2, 4]


@pytest.mark.parametrize("as_date", [False, True])
def test_waits_as_long_as_a_server_asks(as_date: object) -> None:
    then = datetime.now(UTC) + timedelta(seconds=30)
    busy = Reply(429, retry_after=format_datetime(then, usegmt=True) if as_date else "30")
    found, there = answers({f"HEAD {A}/x": busy, f"GET {A}/x": Reply(200)}, f"{A}/x")
    assert found == [Answer(State.HERE)]
    assert 15 <= there.times[-1] - there.times[-2] <= 30


@pytest.mark.parametrize("wanted", ["", "soon", "-1", "١٢", "Mon, 01 Jan 1990 00:00:00 GMT", "1" * 400])
def test_a_wish_that_cannot_be_read_or_met(wanted: str) -> None:
    found, there = answers({f"{A}/x": Reply(429, retry_after=wanted)}, f"{A}/x", f"{A}/y")
    assert [one.state for one in found] == [State.UNCERTAIN] * 2
    assert there.now <= MOST_WAIT * 3


def test_a_server_that_wants_to_rest_is_left_alone() -> None:
    found, there = answers({f"{A}/x": Reply(429, "Too Many", retry_after="3600")}, f"{A}/x", f"{A}/y", f"{A}/z")
    assert set(found) == {Answer(State.UNCERTAIN, "429 Too Many; it asks to wait for 3,600 seconds")}
    assert there.asked == [f"GET {A}/robots.txt", f"HEAD {A}/x"]
    assert there.now == 1


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Fault.NO_HOST, State.NO_HOST),
        (Fault.NO_NAME_SERVER, State.UNREACHABLE),
        (Fault.NO_ROUTE, State.UNREACHABLE),
        (Fault.NO_CONNECTION, State.UNREACHABLE),
        (Fault.TIMEOUT, State.UNREACHABLE),
        (Fault.GARBLED, State.UNREACHABLE),
    ],
)
def test_a_server_that_is_not_there_is_not_asked_for_every_page(fault: Fault, state: State) -> None:
    there = Reply(fault=fault)
    urls = [f"{A}/{number}" for number in range(50)]
    found, world = answers(dict.fromkeys(urls, there) | {f"{A}/robots.txt": there}, *urls)
    assert set(found) == {Answer(state, str(fault))}
    assert len(world.asked) == 4


def test_without_a_secure_connection_another_is_tried() -> None:
    replies = {f"{A}/robots.txt": Reply(fault=Fault.NOT_SECURE), "http://a.org/": Reply(200)}
    found, there = answers(replies, f"{A}/", f"{A}/x", "http://a.org/")
    assert [one.state for one in found] == [State.UNREACHABLE, State.UNREACHABLE, State.HERE]
    assert there.asked.count(f"GET {A}/robots.txt") == 2


def test_one_slow_page_says_nothing_of_its_server() -> None:
    found, _ = answers({f"{A}/slow": Reply(fault=Fault.TIMEOUT), f"{A}/x": Reply(200)}, f"{A}/slow", f"{A}/x")
    assert [one.state for one in found] == [State.UNCERTAIN, State.HERE]
