"""Where an event was reported: the documents behind its origins, for columns that name sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dateline.model import Document, DocumentId, Event

Lookup = Callable[[DocumentId], Document | None]


@dataclass(frozen=True, slots=True)
class Citations:
    """Outlets, addresses, days and titles of an event's documents, each without repetition, in order."""

    outlets: tuple[str, ...]
    urls: tuple[str, ...]
    days: tuple[str, ...]
    titles: tuple[str, ...]
    documents: tuple[DocumentId, ...]


def citations(event: Event, documents: Lookup) -> Citations:
    """The documents of an event's origins; one that is not found is named by its id alone."""
    ids = tuple(dict.fromkeys(d for origin in event.origins for d in origin.documents))
    docs = [doc for key in ids if (doc := documents(key)) is not None]
    return Citations(
        outlets=_once(doc.source for doc in docs),
        urls=_once(doc.url for doc in docs),
        days=_once(doc.published.isoformat() if doc.published else None for doc in docs),
        titles=_once(doc.title for doc in docs),
        documents=ids,
    )


def _once(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))
