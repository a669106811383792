"""What was learnt of an address on the web (`playbook check --external`); nothing here opens a connection."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What became of an address."""

    HERE = "here"
    MOVED = "moved"
    """It is redirected for good (301, 308), and what it is redirected to is there."""
    GONE = "gone"
    """The server says so (404, 410)."""
    NO_HOST = "no-host"
    """No server has the name, and the network works."""
    UNCERTAIN = "uncertain"
    """The server refuses programs, or cannot answer now (403, 429, 500 …)."""
    UNREACHABLE = "unreachable"
    """There was no connection to the server."""
    OFFLINE = "offline"
    """There was no connection to any server."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was learnt of one address."""

    state: State
    reason: str = ""
    """Why, as the end of a sentence (`404 Not Found`)."""
    url: str = ""
    """Where it has moved."""
