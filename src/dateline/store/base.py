"""What a store offers. Reading (`View`) is kept apart from writing (`Writer`).

`memory.py` is the reference; `sqlite.py` passes the same tests (tests/store/).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
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
    def timeline(self, wanted: EventFilter = ...) -> Sequence[tuple[date, str, int]]:
        """How many events of each event type begin on each day (the first of `when`), in order of days and types.

        Undated events are left out.
        """

    def facets(self, wanted: EventFilter = ...) -> dict[str, dict[str, int]]:
        """How many events have each value of type, sub_type, status, grade, modality, country and review.

        Only values that occur; an event without a grade or country counts under none.
        """

    def search(self, words: str, *, limit: int = 50) -> Sequence[Hit]:
        """Documents (read or not) that hold all `words`, best first. Any input is safe: no query language.

        The last word may be the beginning of one, unless a space follows it. Case and the accents of Latin letters
        do not matter. What other signs join ("Kam'yanets", "23-year-old") must stand joined. Without any word: none.
        """

    def decisions(self) -> Sequence[Decision]:
        """All decisions, oldest first."""

    def rejections(self) -> Sequence[Rejection]: ...
    def state(self, key: str) -> str | None:
        """A small fact that the pipeline remembers, such as what the events were derived from."""

    def changes(self) -> int:
        """How often documents, claims or decisions have changed so far: equal numbers, nothing new to derive from."""


class Writer(Protocol):
    """Writing. Each call is one transaction: after a crash it happened wholly or not at all."""

    def add(self, doc: Document, claims: Sequence[Claim], reading: Reading, *, raw: bytes | None = None) -> bool:
        """Store a document with what was read in it; False, and nothing changed, where its id is there already.

        Raises:
            BadRecord: the id is there with another text (documents are immutable), a string cannot be encoded (half of
                a surrogate pair), `raw` is not what the document's digest says, two claims have one id, or a claim or
                `reading` is of another document.
        """

    def reread(self, key: DocumentId, claims: Sequence[Claim], reading: Reading) -> None:
        """Replace the claims of a document by those of a newer reader.

        Raises:
            NotFound: no such document.
            BadRecord: as for `add`.
        """

    def replace_events(self, events: Sequence[Event], *, state: dict[str, str]) -> None:
        """Put these events in place of all, and remember `state` in the same transaction.

        Keys of `state` that are not given keep their values.

        Raises:
            BadRecord: two events have one id, or a value cannot be written.
        """

    def decide(self, decision: Decision) -> None:
        """Append a decision. The same decision again changes nothing.

        Raises:
            DecisionRefused: another decision has this id.
        """

    def reject(self, rejection: Rejection) -> None:
        """Keep a rejection; the same locator and reason again changes nothing but its time."""


class Store(View, Writer, AbstractContextManager["Store"], Protocol):
    """Both, to be closed after use."""

    def close(self) -> None: ...
