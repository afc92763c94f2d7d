"""The one file that names every stage, in order: a report comes in, graded events come out.

    bytes ─ingest→ Document ─extract→ claims ─dating, locate→ claims ─link→ events ─assess→ graded events
                                                                  decisions ─review┘          └→ publish

`read` and `derive` are pure: what they need is passed in. `open_reading` opens it, `add`, `refresh` and `decide` keep
what comes out in a store.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from dateline.assess.events import assessed
from dateline.dating import dated
from dateline.dating import spotted as spotted_times
from dateline.errors import BadRecord, NotFound
from dateline.extract.numbering import numbered
from dateline.extract.reader import Reader
from dateline.ingest import Arrived
from dateline.ingest.versions import as_version
from dateline.link.clusters import clusters
from dateline.link.origins import origins
from dateline.link.texts import Texts
from dateline.locate import located
from dateline.locate import spotted as spotted_places
from dateline.locate.gazetteer import Gazetteer
from dateline.model import (
    Anchor,
    Claim,
    ClaimId,
    Decision,
    DecisionKind,
    Document,
    DocumentId,
    Event,
    EventId,
    Rejection,
    Source,
    TargetKind,
    digest,
)
from dateline.review.decisions import applied, checked, effects_of, refound
from dateline.store.base import Reading, Store, View

if TYPE_CHECKING:
    from dateline.resources.endpoint import LanguageModel

LOG = logging.getLogger("dateline")

# Part of what events are derived from: raise it when linking or assessing gives other events from the same claims.
DERIVATION = "2"
# So often are events derived again while other processes change what they are derived from.
ROUNDS = 3
# How the note of a document begins on which the reader broke.
FAILED = "the reader failed: "


# --- reading: a document to its claims --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Extractor:
    """What reading needs: a reader and a gazetteer, both open."""

    reader: Reader
    gazetteer: Gazetteer

    def __call__(self, doc: Document) -> tuple[Claim, ...]:
        """The claims of a document; see `read`."""
        return read(doc, reader=self.reader, gazetteer=self.gazetteer)


def open_extractor(model: LanguageModel | None = None) -> Extractor:
    """Open the gazetteer and the default reader, or the one that asks `model`.

    Text of documents leaves the process only where `model` is given.

    Raises:
        ResourceMissing: one of them is not installed; the message says what to run.
        UsageError: the key of `model` cannot be one.
    """
    from dateline.resources.gazetteer import open_gazetteer

    gazetteer = open_gazetteer()
    if model is not None:
        return Extractor(_asking(model), gazetteer)
    from dateline.extract.baseline import SpacyReader
    from dateline.resources.language import load_pipeline

    reader = SpacyReader(load_pipeline(), times=spotted_times, places=lambda doc: spotted_places(doc, gazetteer))
    return Extractor(reader, gazetteer)


def _asking(model: LanguageModel) -> Reader:
    from dateline.extract.language_model import LanguageModelReader
    from dateline.resources.endpoint import open_endpoint

    return LanguageModelReader(open_endpoint(model), model=model.model, on_dropped=_log_dropped)


def _log_dropped(doc: DocumentId, dropped: Mapping[Any, int]) -> None:
    told = ", ".join(f"{count} {reason}" for reason, count in dropped.items())
    LOG.warning("document %r: left out of the model's answer: %s", doc, told)


def read(doc: Document, *, reader: Reader, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """Every claim of a document, dated and located. In a language that `reader` does not read there are none."""
    if unread_because(doc, reader):
        return ()
    return located(dated(numbered(reader.read(doc)), doc), doc, gazetteer)


def unread_because(doc: Document, reader: Reader) -> str:
    """Why `reader` does not read a document, in words; empty where it does."""
    if doc.language is not None and doc.language not in reader.languages:
        return f"no reader for language {doc.language!r}"
    return ""


# --- deriving: claims and decisions to events -------------------------------------------------------------------


def derive(
    claims: Sequence[Claim],
    docs: Mapping[DocumentId, Document],
    decisions: Sequence[Decision],
    sources: Mapping[str, Source],
) -> Iterator[Event]:
    """Events from claims: linked, counted by origins, graded, with people's decisions applied."""
    by_id = {claim.id: claim for claim in claims}
    effects = effects_of(refound(decisions, claims))
    texts = Texts.of(docs.values())
    for cluster in clusters(claims, docs):
        members = [by_id[key] for key in cluster.claims]
        kept = [claim for claim in members if claim.id not in effects.rejected_claims]
        tellers = origins(kept, docs, texts, sources)
        # What a newer version of its page replaced still shows who copied whom, and supports nothing.
        superseded = frozenset(claim.id for claim in members if claim.document in texts.superseded)
        event = assessed(
            cluster, members, docs, tellers, sources, rejected=effects.rejected_claims, superseded=superseded
        )
        yield applied(event, effects)


# --- keeping: what was read and decided, in a store -------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """What an `add` did."""

    added: int = 0
    known: int = 0
    unread: int = 0
    claims: int = 0
    rejected: int = 0


def add(
    arrivals: Iterable[Arrived | Rejection],
    store: Store,
    opening: Callable[[], Extractor],
    *,
    on_each: Callable[[str], None] = lambda _: None,
) -> Tally:
    """Read and store what arrives, one transaction a document; known documents are left as they are.

    A document that cannot be read or kept becomes a stored rejection and stops nothing.

    Args:
        opening: opens the extractor; called once, and only when a document comes that is not known.
        on_each: called with the locator of each arrival, for progress.
    """
    tally = Tally()
    opened = cache(opening)
    for arrived in arrivals:
        if isinstance(arrived, Rejection):
            store.reject(arrived)
            tally.rejected += 1
            on_each(arrived.locator)
            continue
        _add_one(arrived, store, opened, tally)
        on_each(arrived.document.url or arrived.document.title or arrived.document.id)
    return tally


def _add_one(arrived: Arrived, store: Store, opened: Callable[[], Extractor], tally: Tally) -> None:
    doc = arrived.document
    if doc.url is not None:
        version = as_version(doc, store.versions(doc.url))
        if version is None:
            tally.known += 1
            return
        doc = version
    if _is_known(doc, store):
        tally.known += 1
        return
    claims, reading = _read_or_noted(doc, opened())
    try:
        fresh = store.add(doc, claims, reading, raw=arrived.raw)
    except BadRecord as error:
        store.reject(_rejection(doc, "store", str(error), arrived.at))
        tally.rejected += 1
        return
    if reading.note.startswith(FAILED):
        store.reject(_rejection(doc, "extract", reading.note, arrived.at))
        tally.rejected += 1
    tally.added += fresh
    tally.known += not fresh
    tally.claims += len(claims) if fresh else 0
    tally.unread += bool(fresh and reading.reader is None)


def _read_or_noted(doc: Document, extractor: Extractor) -> tuple[tuple[Claim, ...], Reading]:
    """The claims of a document; none, and a note, where the reader breaks on it: the document is kept all the same."""
    try:
        return extractor(doc), _reading(doc, extractor.reader)
    except Exception as error:  # a fault of the reader on one text must not stop the others
        return (), Reading(document=doc.id, reader=None, note=f"{FAILED}{type(error).__name__}: {error}")


def _is_known(doc: Document, store: View) -> bool:
    """Whether a document is stored with this very text; another text under its id is refused by the store."""
    earlier = store.document(doc.id)
    return earlier is not None and earlier.text == doc.text


def _reading(doc: Document, reader: Reader) -> Reading:
    why_not = unread_because(doc, reader)
    return Reading(document=doc.id, reader=None if why_not else reader.name, note=why_not)


def _rejection(doc: Document, stage: str, reason: str, at: datetime) -> Rejection:
    return Rejection(locator=doc.url or doc.title or doc.id, stage=stage, reason=reason, at=at)


def reread(
    store: Store, extractor: Extractor, *, at: datetime, on_each: Callable[[str], None] = lambda _: None
) -> tuple[int, int]:
    """Read again every document that another reader, or an older one, has read.

    One on which the reader breaks keeps what was read of it before, and becomes a stored rejection.

    Args:
        at: aware; when this happens, for the rejections.
        on_each: called with the id of each document that is read again, for progress.

    Returns:
        How many were read again, and on how many the reader broke.
    """
    count = failed = 0
    for doc in store.documents():
        wanted = _reading(doc, extractor.reader)
        if store.reading(doc.id) == wanted:
            continue
        claims, reading = _read_or_noted(doc, extractor)
        if reading.note.startswith(FAILED):
            store.reject(_rejection(doc, "extract", reading.note, at))
            failed += 1
        else:
            store.reread(doc.id, claims, reading)
            count += 1
        on_each(doc.id)
    return count, failed


def is_stale(store: View, sources: Mapping[str, Source]) -> bool:
    """Whether claims, decisions or the table of sources have changed since the events were derived."""
    return store.state("derived") != _derived_from(store, sources)


def _derived_from(store: View, sources: Mapping[str, Source]) -> str:
    known = digest(*(f"{key}={source}" for key, source in sorted(sources.items())))
    return f"{DERIVATION}/{known}/{store.changes()}"


def refresh(store: Store, sources: Mapping[str, Source]) -> bool:
    """Derive the events again if anything has changed; whether it had.

    Another process may derive from more or less than this one has seen, so each looks again after writing. One that
    keeps adding is not waited for: it derives the events itself when it is done.
    """
    changed = False
    for _ in range(ROUNDS):
        if not is_stale(store, sources):
            break
        changed = True
        derived_from = _derived_from(store, sources)
        docs = {doc.id: doc for doc in store.documents()}
        events = tuple(derive(tuple(store.claims()), docs, store.decisions(), sources))
        store.replace_events(events, state={"derived": derived_from})
    return changed


def decide(
    store: Store,
    sources: Mapping[str, Source],
    *,
    kind: DecisionKind,
    target: str,
    user: str,
    reason: str,
    at: datetime,
) -> Decision:
    """Append a decision about a claim, an event or an earlier decision, and derive the events again.

    Raises:
        NotFound: there is no such target.
        DecisionRefused: it cannot be decided so.
    """
    target_kind, anchors = _target(store, kind, target)
    decision = Decision(
        id=digest(at.isoformat(), user, kind, target),
        at=at,
        user=user,
        kind=kind,
        target_kind=target_kind,
        target=target,
        anchors=anchors,
        reason=reason,
    )
    checked(decision, store.decisions())
    store.decide(decision)
    refresh(store, sources)
    return decision


def _target(store: View, kind: DecisionKind, target: str) -> tuple[TargetKind, tuple[Anchor, ...]]:
    if kind is DecisionKind.UNDO:
        if all(d.id != target for d in store.decisions()):
            raise NotFound("decision", target)
        return TargetKind.DECISION, ()
    event = store.event(EventId(target))
    claims = event.claims if event is not None else (ClaimId(target),)
    anchors = tuple(_anchor(claim) for key in claims if (claim := store.claim(key)) is not None)
    if not anchors:
        raise NotFound("event or claim", target)
    return (TargetKind.CLAIM if event is None else TargetKind.EVENT), anchors


def _anchor(claim: Claim) -> Anchor:
    return Anchor(claim.id, claim.document, claim.trigger.start, claim.trigger.end)
