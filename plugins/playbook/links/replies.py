"""What a server answers to one request, and who can ask it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Fault(StrEnum):
    """Why there is no answer, as the end of a sentence."""

    NO_HOST = "there is no server of this name"
    NO_NAME_SERVER = "its name could not be looked up"
    NO_ROUTE = "there is no way to it"
    NO_CONNECTION = "it takes no connection"
    TIMEOUT = "it does not answer in time"
    NOT_SECURE = "no secure connection could be made"
    GARBLED = "it broke the connection, or its answer cannot be read"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answers."""

    status: int = 0
    """The status of HTTP; 0 when there is no answer."""
    words: str = ""
    """What the status is called."""
    location: str = ""
    """Where it redirects to, as it is written."""
    retry_after: str = ""
    """When to ask again, as it is written."""
    text: str = ""
    """The beginning of the content, as far as it was asked for."""
    fault: Fault | None = None

    @property
    def reason(self) -> str:
        """The status for people: `404 Not Found`; or the fault."""
        if self.fault is not None:
            return str(self.fault)
        return f"{self.status} {self.words}".strip()


class Fetch(Protocol):
    """Makes one request and follows nothing; never raises."""

    def __call__(self, method: str, url: str, most: int = 0) -> Reply:
        """What a server answers to `HEAD` or `GET`, with `most` bytes of the content at most."""
        ...
