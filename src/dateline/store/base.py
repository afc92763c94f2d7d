"""What a store offers. Reading (`View`) is kept apart from writing (`Writer`).

`memory.py` is the reference; `sqlite.py` passes the same tests (tests/store/).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from dateline.model import (
    Claim,
    ClaimId,
    Decision,
    Document,
    DocumentId,
    Event,
    EventFilter,
    EventId,
    Rejection,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """By whom a document was read. `reader` None: by nobody, for the reason in `note`."""

    document: DocumentId
    reader: str | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that holds the words searched for, with a snippet around them; `marks` are offsets in the snippet."""

    document: DocumentId
    snippet: str
    marks: tuple[tuple[int, int], ...]


class View(Protocol):
    """Reading. Lists come in a stable order: documents and claims as stored, events newest first."""

    def document(self, key: DocumentId) -> Document | None: ...
    def documents(self) -> Iterator[Document]: ...
    def versions(self, url: str) -> Sequence[Document]:
        """All versions of the document at `url`, oldest first."""

    def raw(self, key: DocumentId) -> bytes | None:
        """The bytes that came in; None where they were not kept."""

    def reading(self, key: DocumentId) -> Reading | None: ...
    def claim(self, key: ClaimId) -> Claim | None: ...
    def claims(self) -> Iterator[Claim]:
        """Every claim, in the order in which documents were stored, then of triggers."""

    def claims_of(self, key: DocumentId) -> Sequence[Claim]: ...
    def event(self, key: EventId) -> Event | None: ...
    def event_of(self, claim: ClaimId) -> Event | None: ...
    def events(self, wanted: EventFilter = ..., *, limit: int | None = None, offset: int = 0) -> Sequence[Event]:
        """Events that `wanted` lets through, latest `when` first, undated ones last, then by id."""

    def count_events(self, wanted: EventFilter = ...) -> int: ...
    def search(self, words: str, *, limit: int = 50) -> Sequence[Hit]:
        """Documents (read or not) that hold all `words`, best first. Any input is safe: no query language."""

    def decisions(self) -> Sequence[Decision]:
        """All decisions, oldest first."""

    def rejections(self) -> Sequence[Rejection]: ...
    def state(self, key: str) -> str | None:
        """A small fact that the pipeline remembers, such as what the events were derived from."""


class Writer(Protocol):
    """Writing. Each call is one transaction: after a crash it happened wholly or not at all."""

    def add(self, doc: Document, claims: Sequence[Claim], reading: Reading, *, raw: bytes | None = None) -> bool:
        """Store a document with what was read in it; False, and nothing changed, where its id is there already.

        With the same id but another text it raises `BadRecord`: documents are immutable.
        """

    def reread(self, key: DocumentId, claims: Sequence[Claim], reading: Reading) -> None:
        """Replace the claims of a document by those of a newer reader."""

    def replace_events(self, events: Sequence[Event], *, state: dict[str, str]) -> None:
        """Put these events in place of all, and remember `state` in the same transaction."""

    def decide(self, decision: Decision) -> None:
        """Append a decision."""

    def reject(self, rejection: Rejection) -> None:
        """Keep a rejection; the same locator and reason again changes nothing but its time."""


class Store(View, Writer, AbstractContextManager["Store"], Protocol):
    """Both, to be closed after use."""

    def close(self) -> None: ...
