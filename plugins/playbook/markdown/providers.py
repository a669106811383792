"""Where embedded content comes from, and the address of its player (gitbook-format.md §6.8).

An address of a player is made of parts that were checked; the rest of a URL never gets into it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from urllib.parse import SplitResult


class _Provider(NamedTuple):
    name: str
    hosts: tuple[str, ...]
    shown: re.Pattern[str]
    """What `path?query` begins with when it can be played; its groups are the name, and what else is needed."""
    player: str
    """The player's address, with a group in place of each `{}`."""


_WORD = r"([\w-]{1,100})"
_PROVIDERS = (
    _Provider(
        "YouTube",
        ("youtube.com", "youtube-nocookie.com"),
        re.compile(rf"/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/){_WORD}"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    _Provider(
        "YouTube",
        ("youtube.com",),
        re.compile(rf"/(?:playlist|embed/videoseries)\?(?:[^#]*&)?list={_WORD}"),
        "https://www.youtube-nocookie.com/embed/videoseries?list={}",
    ),
    _Provider("YouTube", ("youtu.be",), re.compile(rf"/{_WORD}"), "https://www.youtube-nocookie.com/embed/{}"),
    _Provider(
        "Vimeo",
        ("vimeo.com",),
        re.compile(r"/(\d{1,20})/([0-9a-f]{6,40})\b"),
        "https://player.vimeo.com/video/{}?h={}&dnt=1",
    ),
    _Provider(
        "Vimeo", ("vimeo.com",), re.compile(r"/(?:video/)?(\d{1,20})\b"), "https://player.vimeo.com/video/{}?dnt=1"
    ),
    _Provider("Loom", ("loom.com",), re.compile(rf"/(?:share|embed)/{_WORD}"), "https://www.loom.com/embed/{}"),
    _Provider(
        "Figma",
        ("figma.com",),
        re.compile(r"/((?:file|design|proto|board)/[\w-]{1,100})"),
        "https://www.figma.com/embed?embed_host=share&url=https%3A%2F%2Fwww.figma.com%2F{}",
    ),
    *(
        _Provider(
            "Google Docs",
            ("docs.google.com",),
            re.compile(rf"/({kind}/d/e/{_WORD[1:-1]})"),
            f"https://docs.google.com/{{}}/{show}",
        )
        for kind, show in (
            ("document", "pub?embedded=true"),
            ("presentation", "embed"),
            ("spreadsheets", "pubhtml?widget=true"),
        )
    ),
    _Provider(
        "Google Drive",
        ("drive.google.com",),
        re.compile(rf"/file/d/{_WORD}"),
        "https://drive.google.com/file/d/{}/preview",
    ),
    _Provider(
        "Google Docs",
        ("docs.google.com",),
        re.compile(r"/((?:document|presentation|spreadsheets)/d/[\w-]{1,200})"),
        "https://docs.google.com/{}/preview",
    ),
    _Provider(
        "Google Forms",
        ("docs.google.com",),
        re.compile(r"/(forms/d/(?:e/)?[\w-]{1,200})"),
        "https://docs.google.com/{}/viewform?embedded=true",
    ),
    _Provider(
        "Spotify",
        ("open.spotify.com",),
        re.compile(r"/(?:embed/)?((?:track|album|artist|playlist|episode|show)/\w{1,60})"),
        "https://open.spotify.com/embed/{}",
    ),
    _Provider(
        "CodePen", ("codepen.io",), re.compile(r"/([\w-]{1,60}/(?:pen|embed)/\w{1,60})"), "https://codepen.io/{}"
    ),
    _Provider(
        "Miro",
        ("miro.com",),
        re.compile(r"/app/(?:board|live-embed)/([\w=-]{1,100})"),
        "https://miro.com/app/live-embed/{}/",
    ),
)
_VIDEOS = re.compile(r"\.(?:mp4|webm|mov|m4v|ogv)$", re.IGNORECASE)
_UPLOADS = ("files.gitbook.com", "content.gitbook.com")
_SLASHED = frozenset({"Figma"})
"""Providers whose player takes the name as one escaped word."""


def provider(url: str) -> str:
    """The name of the site that an address belongs to: YouTube, or `example.org`."""
    parts = _split(url)
    if parts is None:
        return ""
    host = _host(parts)
    known = [one for one in _PROVIDERS if host in one.hosts or host.endswith(tuple(f".{name}" for name in one.hosts))]
    return next((one.name for one in known if one.shown.match(_rest(parts))), known[0].name if known else host)


def player(url: str) -> str:
    """The address of a player for what an address shows; "" when there is none."""
    parts = _split(url)
    if parts is None or parts.scheme not in ("http", "https"):
        return ""
    host = _host(parts)
    for one in _PROVIDERS:
        match = one.shown.match(_rest(parts)) if host in one.hosts else None
        if match:
            name = quote(match[1], safe="") if one.name in _SLASHED else match[1].replace("/pen/", "/embed/")
            return one.player.format(name, *match.groups()[1:])
    return ""


def is_video(url: str) -> bool:
    """Whether an address is that of a video that was uploaded to GitBook."""
    parts = _split(url)
    return (
        parts is not None
        and parts.scheme == "https"
        and (_host(parts) in _UPLOADS or _host(parts).endswith("-files.gitbook.io"))
        and bool(_VIDEOS.search(parts.path))
    )


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return parts if host else None


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.").removeprefix("m.")


def _rest(parts: SplitResult) -> str:
    return parts.path + (f"?{parts.query}" if parts.query else "")
