"""A store in memory: the reference that the others are tested against, and the one for short-lived work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from threading import RLock
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from dateline.errors import DecisionRefused, NotFound, StoreError
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
from dateline.store import rows
from dateline.store.base import Hit, Reading
from dateline.store.matching import EVERYTHING, checked, met, newest_first, window
from dateline.store.words import Query, asked, snippet

P = ParamSpec("P")
T = TypeVar("T")


def _alone(method: Callable[Concatenate[MemoryStore, P], T]) -> Callable[Concatenate[MemoryStore, P], T]:
    """One thread at a time, and none after closing."""

    def guarded(self: MemoryStore, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._lock:
            if self._closed:
                raise StoreError("This store is closed.")
            return method(self, *args, **kwargs)

    guarded.__doc__ = method.__doc__
    guarded.__name__ = method.__name__
    return guarded


class MemoryStore:
    """Everything in dictionaries. Threads may share it; processes cannot."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._closed = False
        self._documents: dict[DocumentId, Document] = {}
        self._raw: dict[DocumentId, bytes] = {}
        self._readings: dict[DocumentId, Reading] = {}
        self._claims: dict[DocumentId, tuple[Claim, ...]] = {}
        self._events: dict[EventId, Event] = {}
        self._decisions: dict[str, Decision] = {}
        self._rejections: dict[tuple[str, str], Rejection] = {}
        self._state: dict[str, str] = {}
        self._changes = 0

    # --- reading ------------------------------------------------------------------------------------------------

    @_alone
    def document(self, key: DocumentId) -> Document | None:
        return self._documents.get(key)

    @_alone
    def documents(self) -> Iterator[Document]:
        return iter(list(self._documents.values()))

    @_alone
    def versions(self, url: str) -> Sequence[Document]:
        return sorted((d for d in self._documents.values() if d.url == url), key=lambda d: d.version)

    @_alone
    def raw(self, key: DocumentId) -> bytes | None:
        return self._raw.get(key)

    @_alone
    def reading(self, key: DocumentId) -> Reading | None:
        return self._readings.get(key)

    @_alone
    def claim(self, key: ClaimId) -> Claim | None:
        return next((c for claims in self._claims.values() for c in claims if c.id == key), None)

    @_alone
    def claims(self) -> Iterator[Claim]:
        return iter([claim for key in self._documents for claim in self._claims[key]])

    @_alone
    def claims_of(self, key: DocumentId) -> Sequence[Claim]:
        return self._claims.get(key, ())

    @_alone
    def event(self, key: EventId) -> Event | None:
        return self._events.get(key)

    @_alone
    def event_of(self, claim: ClaimId) -> Event | None:
        return next((event for event in self._events.values() if claim in event.claims), None)

    @_alone
    def events(self, wanted: EventFilter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Sequence[Event]:
        limit, offset = window(limit, offset)
        stop = None if limit is None else offset + limit
        return sorted(self._wanted(wanted), key=newest_first)[offset:stop]

    @_alone
    def count_events(self, wanted: EventFilter = EVERYTHING) -> int:
        return len(self._wanted(wanted))

    @_alone
    def timeline(self, wanted: EventFilter = EVERYTHING) -> Sequence[tuple[date, str, int]]:
        counts = Counter(
            (event.when.value.earliest, event.kind.value.event_type.value)
            for event in self._wanted(wanted)
            if event.when is not None
        )
        return [(day, kind, count) for (day, kind), count in sorted(counts.items())]

    @_alone
    def facets(self, wanted: EventFilter = EVERYTHING) -> dict[str, dict[str, int]]:
        events = self._wanted(wanted)
        return {
            name: dict(sorted(Counter(filter(None, map(value, events))).items())) for name, value in _FACETS.items()
        }

    @_alone
    def search(self, words: str, *, limit: int = 50) -> Sequence[Hit]:
        window(limit, 0)
        query = asked(words)
        if not query:
            return []
        hits = [doc for doc in self._documents.values() if query.met_by(doc.title or "", doc.text)]
        hits.sort(key=lambda doc: -sum(1 for _ in query.found(doc.text)) / (len(doc.text) + 1))
        return [_hit(query, doc) for doc in hits[:limit]]

    @_alone
    def decisions(self) -> Sequence[Decision]:
        return list(self._decisions.values())

    @_alone
    def rejections(self) -> Sequence[Rejection]:
        return list(self._rejections.values())

    @_alone
    def state(self, key: str) -> str | None:
        return self._state.get(key)

    @_alone
    def changes(self) -> int:
        return self._changes

    # --- writing ------------------------------------------------------------------------------------------------

    @_alone
    def add(self, doc: Document, claims: Sequence[Claim], reading: Reading, *, raw: bytes | None = None) -> bool:
        rows.check_document(doc, raw)
        known = self._documents.get(doc.id)
        if known is not None:
            rows.check_same_text(doc, known.text)
            return False
        ordered = _writable_claims(doc.id, claims, reading)
        self._documents[doc.id] = doc
        self._claims[doc.id] = ordered
        self._readings[doc.id] = reading
        if raw is not None:
            self._raw[doc.id] = raw
        self._changes += 1
        return True

    @_alone
    def reread(self, key: DocumentId, claims: Sequence[Claim], reading: Reading) -> None:
        if key not in self._documents:
            raise NotFound("document", key)
        self._claims[key] = _writable_claims(key, claims, reading)
        self._readings[key] = reading
        self._changes += 1

    @_alone
    def replace_events(self, events: Sequence[Event], *, state: dict[str, str]) -> None:
        rows.check_events(events)
        rows.check_strings("state", (*state, *state.values()))
        for event in events:
            rows.event_json(event)
        self._events = {event.id: event for event in events}
        self._state = self._state | state

    @_alone
    def decide(self, decision: Decision) -> None:
        rows.check_decision(decision)
        known = self._decisions.setdefault(decision.id, decision)
        if known != decision:
            raise DecisionRefused(f"Another decision is called {decision.id}: nothing is decided twice over.")
        if known is decision:
            self._changes += 1

    @_alone
    def reject(self, rejection: Rejection) -> None:
        kept = rows.writable(rejection)
        known = self._rejections.setdefault((kept.locator, kept.reason), kept)
        self._rejections[kept.locator, kept.reason] = replace(known, at=kept.at)

    # --- lifetime -----------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Forget everything."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def _wanted(self, wanted: EventFilter) -> list[Event]:
        checked(wanted)
        query = asked(wanted.text or "")
        having = {d.id for d in self._documents.values() if query and query.met_by(d.title or "", d.text)}
        claims = {c.id for key in having for c in self._claims[key]}
        return [e for e in self._events.values() if met(e, wanted, lambda event: not claims.isdisjoint(event.claims))]


_FACETS: dict[str, Callable[[Event], str | None]] = {
    "type": lambda event: event.kind.value.event_type.value,
    "sub_type": lambda event: event.kind.value.value,
    "status": lambda event: event.status.value,
    "grade": lambda event: event.grade.code if event.grade else None,
    "modality": lambda event: event.modality.value.value,
    "country": lambda event: event.place.value.country if event.place else None,
    "review": lambda event: event.review.value,
}


def _writable_claims(key: DocumentId, claims: Sequence[Claim], reading: Reading) -> tuple[Claim, ...]:
    ordered = rows.check_claims(key, claims, reading)
    for claim in ordered:
        rows.claim_json(claim)
    return ordered


def _hit(query: Query, doc: Document) -> Hit:
    shown, marks = snippet(query, doc.title, doc.text)
    return Hit(document=doc.id, snippet=shown, marks=marks)
