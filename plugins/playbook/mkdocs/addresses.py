"""Where a page lies in the built site, and how one page names another."""

from __future__ import annotations

from urllib.parse import quote

from mkdocs.utils import get_relative_url


def destination(published: str, root: str, *, directory_urls: bool) -> str:
    """The file of a page, relative to the site's directory.

    Args:
        published: The page's path below its language ("" for the home, "a/b/" for others), not percent-encoded.
        root: The path of its language ("" or "en/").
        directory_urls: MkDocs' `use_directory_urls`.
    """
    path = root + published
    if directory_urls or not published:
        return f"{path}index.html"
    return f"{path.rstrip('/')}.html"


def address(published: str, root: str, *, directory_urls: bool) -> str:
    """The URL of a page relative to the site's root; "" for the site's home where URLs are directories."""
    path = quote(destination(published, root, directory_urls=directory_urls))
    return path.removesuffix("index.html") if directory_urls else path


def relative(url: str, base: str) -> str:
    """How the page at `base` names `url`; both relative to the site's root.

    Never empty, since an empty `href` is no link to a directory.
    """
    path, mark, anchor = url.partition("#")
    if mark and path == base:
        return f"#{anchor}"
    return f"{get_relative_url(path or './', base)}{mark}{anchor}"
