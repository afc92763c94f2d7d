"""What ingest hands on, what it is handed, and how much it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dateline.model import Document

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A document that came in, with the bytes that it was read from."""

    document: Document
    raw: bytes | None  # unpacked, where they came packed; None: a JSON line, which the document repeats
    at: datetime  # aware; when it was read


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much ingest takes before it refuses. Sizes are bytes, times seconds."""

    document_bytes: int = 20 * MEGABYTE  # of one document, unpacked; also of one JSON line
    # Of an HTML page: articles have a tenth of it. Finding the article takes about 3 seconds a megabyte.
    page_bytes: int = 5 * MEGABYTE
    # Text packs 3 to 10 times, repetitive JSON lines about 50; a bomb packs 1000 times.
    unpacked_ratio: int = 200
    connect_seconds: float = 10.0
    read_seconds: float = 20.0  # between two pieces of an answer
    total_seconds: float = 60.0  # for one address, redirects included
    redirects: int = 5
    pause_seconds: float = 1.0  # between two requests to one host
    feed_entries: int = 1000  # of one feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer from the network."""

    body: bytes  # unpacked
    url: str  # after redirects
    media_type: str  # lower case, without parameters; empty: not given
    charset: str | None  # as the answer declares it
    retrieved: datetime  # aware


class Fetch(Protocol):
    """Gets what stands at an address. `fetch.HttpFetch` does; tests may pass a function."""

    def __call__(self, url: str, /) -> Fetched:
        """The answer at `url`.

        Raises:
            FetchFailed: it cannot be had, or may not be.
        """
