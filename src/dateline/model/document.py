"""What was read, as it was read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

DocumentId = NewType("DocumentId", str)


def digest(*parts: str) -> str:
    """A short stable name for some text: 20 hexadecimal characters of SHA-256.

    The parts are framed by their lengths, so that ("ab", "c") and ("a", "bc") differ.
    """
    frame = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        frame.update(len(raw).to_bytes(8, "big"))
        frame.update(raw)
    return frame.hexdigest()[:20]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text from one source. Never edited: a changed page at one URL is a further version."""

    id: DocumentId
    text: str
    source: str | None = None  # the outlet, channel or institution that publishes it
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: date | None = None  # civil day of publication, at the outlet
    published_at: datetime | None = None  # aware; None where only the day is known
    retrieved: datetime | None = None  # aware; when the bytes were taken
    language: str | None = None  # ISO 639-1; None: unknown
    media_type: str = "text/plain"
    raw_sha256: str | None = None  # of the bytes that came in, hexadecimal
    version_of: DocumentId | None = None  # the first version at the same URL
    version: int = 1

    @staticmethod
    def id_for(text: str, source: str | None) -> DocumentId:
        """The id of a document that came without one: a digest of its text and source."""
        return DocumentId(digest(source or "", text))
