"""Addresses on the web, written one way."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_LONGEST = 4096


def is_address(words: str) -> bool:
    """Whether `words` are an address on the web, rather than a path.

    >>> is_address("https://example.org/a"), is_address("reports/a.txt")
    (True, False)
    """
    return _WEB.match(words) is not None


def normalised(url: str | None) -> str | None:
    """`url` without trackers, default port and fragment; None where it is no plain address on the web.

    Only http and https pass: an address of a document may be shown as a link.

    >>> normalised("HTTPS://Example.org:443/a?utm_source=feed&id=2#top")
    'https://example.org/a?id=2'
    """
    from courlan import normalize_url

    if not url or len(url) > _LONGEST or not is_address(url := url.strip()):
        return None
    try:
        parts = urlsplit(url)
        if parts.username is not None or not parts.hostname:
            return None
        written = normalize_url(parts._replace(fragment=""))
        return written if is_address(written) and not re.search(r"[\s<>\"]", written) else None
    except ValueError:
        return None


def host_of(url: str | None) -> str | None:
    """The host of an address, without "www.".

    >>> host_of("https://www.example.org/a")
    'example.org'
    """
    if not url:
        return None
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
