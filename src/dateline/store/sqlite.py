"""A store in one SQLite file: the default. Several processes and threads may read and write it at once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError

from dateline.errors import DecisionRefused, NotFound, StoreError, UsageError
from dateline.model import (
    Anchor,
    Claim,
    ClaimId,
    Decision,
    DecisionKind,
    Document,
    DocumentId,
    Event,
    EventFilter,
    EventId,
    Rejection,
    TargetKind,
)
from dateline.store import rows
from dateline.store import schema as t
from dateline.store.base import Hit, Reading
from dateline.store.database import opened, refused
from dateline.store.filtering import conditions
from dateline.store.matching import EVERYTHING, window
from dateline.store.words import asked, snippet

_Row: TypeAlias = "Row[*tuple[Any, ...]]"

# So many documents, or the claims of so many, are in memory at a time while going through all of them.
_DOCUMENTS_A_PAGE = 16
_READ_A_PAGE = 64
# A word in the title weighs three times. Ranked before texts are fetched: sorting carries all that is selected.
_SEARCH = text(
    """SELECT documents.id, documents.title, documents.text
    FROM (
        SELECT rowid, bm25(document_words, 3.0, 1.0) AS score FROM document_words
        WHERE document_words MATCH :words ORDER BY score, rowid LIMIT :limit
    ) AS best JOIN documents ON documents.seq = best.rowid
    ORDER BY best.score, best.rowid"""
)


class SqliteStore:
    """Everything in tables. Each writing call is one transaction, on the disk when the call returns."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self._path = path
        self._engine = opened(path, create=create)
        self._writing = self._engine.execution_options(writes=True)
        self._closed = False

    # --- reading ------------------------------------------------------------------------------------------------

    def document(self, key: DocumentId) -> Document | None:
        row = self._one(select(t.documents).where(t.documents.c.id == key))
        return _document(row) if row else None

    def documents(self) -> Iterator[Document]:
        query = select(t.documents).order_by(t.documents.c.seq)
        for row in self._pages(query, t.documents.c.seq, _DOCUMENTS_A_PAGE):
            yield _document(row)

    def versions(self, url: str) -> Sequence[Document]:
        query = select(t.documents).where(t.documents.c.url == url)
        return [_document(row) for row in self._all(query.order_by(t.documents.c.version, t.documents.c.seq))]

    def raw(self, key: DocumentId) -> bytes | None:
        row = self._one(
            select(t.raw.c.data).join(t.documents, t.documents.c.kept == t.raw.c.sha256).where(t.documents.c.id == key)
        )
        return zlib.decompress(row.data) if row else None

    def reading(self, key: DocumentId) -> Reading | None:
        row = self._one(select(t.readings.c.reader, t.readings.c.note).join(t.documents).where(t.documents.c.id == key))
        return Reading(document=key, reader=row.reader, note=row.note) if row else None

    def claim(self, key: ClaimId) -> Claim | None:
        row = self._one(_claims().where(t.claims.c.id == key))
        return _claim(row) if row else None

    def claims(self) -> Iterator[Claim]:
        query = _claims().order_by(t.claims.c.document, t.claims.c.position)
        for row in self._pages(query, t.claims.c.document, _READ_A_PAGE):
            yield _claim(row)

    def claims_of(self, key: DocumentId) -> Sequence[Claim]:
        return [
            _claim(row) for row in self._all(_claims().where(t.documents.c.id == key).order_by(t.claims.c.position))
        ]

    def event(self, key: EventId) -> Event | None:
        row = self._one(_events().where(t.events.c.id == key))
        return rows.event_of(row.record, row.population) if row else None

    def event_of(self, claim: ClaimId) -> Event | None:
        query = _events().join(t.event_claims).where(t.event_claims.c.claim == claim).order_by(t.events.c.seq).limit(1)
        row = self._one(query)
        return rows.event_of(row.record, row.population) if row else None

    def events(self, wanted: EventFilter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Sequence[Event]:
        limit, offset = window(limit, offset)
        newest = (t.events.c.latest.desc(), t.events.c.earliest.desc(), t.events.c.id)  # NULL comes last
        query = _events().where(*conditions(wanted)).order_by(*newest).limit(limit).offset(offset)
        return [rows.event_of(row.record, row.population) for row in self._all(query)]

    def count_events(self, wanted: EventFilter = EVERYTHING) -> int:
        query = select(func.count().label("count")).select_from(t.events).where(*conditions(wanted))
        return int(self._all(query)[0][0])

    def timeline(self, wanted: EventFilter = EVERYTHING) -> Sequence[tuple[date, str, int]]:
        keys = (t.events.c.earliest, t.events.c.type)
        query = select(*keys, func.count()).where(t.events.c.earliest.is_not(None), *conditions(wanted))
        return [
            (date.fromisoformat(day), kind, count)
            for day, kind, count in self._all(query.group_by(*keys).order_by(*keys))
        ]

    def facets(self, wanted: EventFilter = EVERYTHING) -> dict[str, dict[str, int]]:
        hits = select(*(column.label(name) for name, column in _FACETS.items())).where(*conditions(wanted)).cte("hits")
        counts = [
            select(literal(name).label("name"), hits.c[name].label("value"), func.count())
            .where(hits.c[name].is_not(None))
            .group_by(hits.c[name])
            for name in _FACETS
        ]
        facets: dict[str, dict[str, int]] = {name: {} for name in _FACETS}
        for name, value, count in self._all(union_all(*counts).order_by("name", "value")):
            facets[name][value] = count
        return facets

    def search(self, words: str, *, limit: int = 50) -> Sequence[Hit]:
        window(limit, 0)
        query = asked(words)
        if not query:
            return []
        hits = []
        with self._read() as connection:
            for row in connection.execute(_SEARCH, {"words": query.match(), "limit": limit}).yield_per(1):
                shown, marks = snippet(query, row.title, row.text)
                hits.append(Hit(document=DocumentId(row.id), snippet=shown, marks=marks))
        return hits

    def decisions(self) -> Sequence[Decision]:
        return [_decision(row) for row in self._all(select(t.decisions).order_by(t.decisions.c.seq))]

    def rejections(self) -> Sequence[Rejection]:
        return [
            Rejection(locator=row.locator, stage=row.stage, reason=row.reason, at=datetime.fromisoformat(row.at))
            for row in self._all(select(t.rejections).order_by(t.rejections.c.seq))
        ]

    def state(self, key: str) -> str | None:
        row = self._one(select(t.state.c.value).where(t.state.c.key == key))
        return row.value if row else None

    def changes(self) -> int:
        return int(self._all(select(t.changes.c["count"]))[0][0])

    # --- writing ------------------------------------------------------------------------------------------------

    def add(self, doc: Document, claims: Sequence[Claim], reading: Reading, *, raw: bytes | None = None) -> bool:
        kept = rows.check_document(doc, raw)
        with self._read() as connection:
            if _known(connection, doc):
                return False
        ordered = rows.check_claims(doc.id, claims, reading)
        data = zlib.compress(raw) if raw is not None else None
        records = [_claim_row(claim) for claim in ordered]  # all that takes time comes before the others must wait
        with self._write() as connection:
            if _known(connection, doc):  # somebody else may have been quicker
                return False
            if kept is not None:
                connection.execute(upsert(t.raw).on_conflict_do_nothing(), {"sha256": kept, "data": data})
            row = _document_row(doc) | {"kept": kept}
            seq = connection.execute(insert(t.documents).returning(t.documents.c.seq), row).scalar_one()
            _put_reading(connection, seq, records, reading)
        return True

    def reread(self, key: DocumentId, claims: Sequence[Claim], reading: Reading) -> None:
        with self._read() as connection:
            _seq(connection, key)
        records = [_claim_row(claim) for claim in rows.check_claims(key, claims, reading)]
        with self._write() as connection:
            seq = _seq(connection, key)
            connection.execute(delete(t.claims).where(t.claims.c.document == seq))
            connection.execute(delete(t.readings).where(t.readings.c.document == seq))
            _put_reading(connection, seq, records, reading)

    def replace_events(self, events: Sequence[Event], *, state: dict[str, str]) -> None:
        rows.check_events(events)
        rows.check_strings("state", (*state, *state.values()))
        records = [{"seq": seq} | _event_row(event) for seq, event in enumerate(events, 1)]
        places = [_place_row(row) for row in records if row["lat"] is not None]
        held = [{"event": seq, "claim": claim} for seq, e in enumerate(events, 1) for claim in dict.fromkeys(e.claims)]
        facts = [{"key": key, "value": value} for key, value in state.items()]
        put = upsert(t.state)
        with self._write() as connection:
            for table in (t.event_claims, t.event_places, t.events):
                connection.execute(delete(table))
            _insert(connection, insert(t.events), records)
            _insert(connection, insert(t.event_places), places)
            _insert(connection, insert(t.event_claims), held)
            _insert(
                connection, put.on_conflict_do_update(index_elements=["key"], set_={"value": put.excluded.value}), facts
            )

    def decide(self, decision: Decision) -> None:
        rows.check_decision(decision)
        with self._write() as connection:
            known = connection.execute(select(t.decisions).where(t.decisions.c.id == decision.id)).one_or_none()
            if known is None:
                connection.execute(insert(t.decisions), _decision_row(decision))
                _count_change(connection)
            elif _decision(known) != decision:
                raise DecisionRefused(f"Another decision is called {decision.id}: nothing is decided twice over.")

    def reject(self, rejection: Rejection) -> None:
        kept = rows.writable(rejection)
        row = {"locator": kept.locator, "stage": kept.stage, "reason": kept.reason, "at": kept.at.isoformat()}
        put = upsert(t.rejections)
        put = put.on_conflict_do_update(index_elements=["locator", "reason"], set_={"at": put.excluded.at})
        with self._write() as connection:
            connection.execute(put, row)

    # --- lifetime -----------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Let go of the file. What was written stays."""
        self._closed = True
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    # --- connections --------------------------------------------------------------------------------------------

    @contextmanager
    def _connection(self, *, writes: bool) -> Iterator[Connection]:
        if self._closed:
            raise StoreError("This store is closed.")
        try:
            with (self._writing if writes else self._engine).begin() as connection:
                yield connection
        except DBAPIError as error:
            raise refused(self._path, error, "refuses") from error
        except UnicodeEncodeError as error:
            raise UsageError(f"{error.object[:60]!a} is not text in UTF-8. Write it anew.") from error

    def _read(self) -> Any:
        return self._connection(writes=False)

    def _write(self) -> Any:
        return self._connection(writes=True)

    def _all(self, query: Any) -> Sequence[_Row]:
        with self._connection(writes=False) as connection:
            return connection.execute(query).all()

    def _one(self, query: Select[Any]) -> _Row | None:
        with self._connection(writes=False) as connection:
            try:
                return connection.execute(query).one_or_none()
            except UnicodeEncodeError:  # a key with half of a surrogate pair: none that is stored has that
                return None

    def _pages(self, query: Select[Any], seq: ColumnElement[int], size: int) -> Iterator[_Row]:
        """All rows, `size` documents at a time: no connection is held between them, so that others may write.

        Documents that are added meanwhile are left out.
        """
        last = self._all(select(func.max(t.documents.c.seq).label("last")))[0].last or 0
        for start in range(1, last + 1, size):
            yield from self._all(query.where(seq.between(start, min(start + size - 1, last))))


# The code is put together, since the two halves are filtered by apart.
_FACETS: Mapping[str, ColumnElement[Any]] = {
    "type": t.events.c.type,
    "sub_type": t.events.c.sub_type,
    "status": t.events.c.status,
    "grade": t.events.c.reliability.concat(t.events.c.credibility),
    "modality": t.events.c.modality,
    "country": t.events.c.country,
    "review": t.events.c.review,
}


def _insert(connection: Connection, statement: Any, records: Sequence[Mapping[str, Any]]) -> None:
    if records:  # executing with none would insert one row of defaults
        connection.execute(statement, records)


def _count_change(connection: Connection) -> None:
    connection.execute(update(t.changes).values(count=t.changes.c["count"] + 1))


def _known(connection: Connection, doc: Document) -> bool:
    text_there = connection.execute(select(t.documents.c.text).where(t.documents.c.id == doc.id)).scalar_one_or_none()
    if text_there is None:
        return False
    rows.check_same_text(doc, text_there)
    return True


def _seq(connection: Connection, key: DocumentId) -> int:
    seq = connection.execute(select(t.documents.c.seq).where(t.documents.c.id == key)).scalar_one_or_none()
    if seq is None:
        raise NotFound("document", key)
    return int(seq)


def _put_reading(connection: Connection, seq: int, records: Sequence[Mapping[str, Any]], reading: Reading) -> None:
    connection.execute(insert(t.readings), {"document": seq, "reader": reading.reader, "note": reading.note})
    placed = [{**record, "document": seq, "position": position} for position, record in enumerate(records)]
    _insert(connection, insert(t.claims), placed)
    _count_change(connection)


# --- rows to values and back ------------------------------------------------------------------------------------


def _claims() -> Select[Any]:
    columns = (t.claims.c.record, t.claims.c.population, t.documents.c.id.label("document_id"))
    return select(*columns).join(t.documents, t.documents.c.seq == t.claims.c.document)


def _events() -> Select[Any]:
    return select(t.events.c.record, t.events.c.population)


def _claim(row: _Row) -> Claim:
    return rows.claim_of(row.record, row.document_id, row.population)


def _claim_row(claim: Claim) -> dict[str, Any]:
    population = claim.place.population if claim.place else 0
    return {"id": claim.id, "population": population, "record": rows.claim_json(claim)}


def _document(row: _Row) -> Document:
    return Document(
        id=DocumentId(row.id),
        text=row.text,
        source=row.source,
        url=row.url,
        title=row.title,
        author=row.author,
        published=date.fromisoformat(row.published) if row.published else None,
        published_at=datetime.fromisoformat(row.published_at) if row.published_at else None,
        retrieved=datetime.fromisoformat(row.retrieved) if row.retrieved else None,
        language=row.language,
        media_type=row.media_type,
        raw_sha256=row.raw_sha256,
        version_of=DocumentId(row.version_of) if row.version_of is not None else None,
        version=row.version,
    )


def _document_row(doc: Document) -> dict[str, Any]:
    return {
        "id": doc.id,
        "text": doc.text,
        "source": doc.source,
        "url": doc.url,
        "title": doc.title,
        "author": doc.author,
        "published": doc.published.isoformat() if doc.published else None,
        "published_at": doc.published_at.isoformat() if doc.published_at else None,
        "retrieved": doc.retrieved.isoformat() if doc.retrieved else None,
        "language": doc.language,
        "media_type": doc.media_type,
        "raw_sha256": doc.raw_sha256,
        "version_of": doc.version_of,
        "version": doc.version,
    }


def _event_row(event: Event) -> dict[str, Any]:
    place = event.place.value if event.place else None
    when = event.when.value if event.when else None
    return {
        "id": event.id,
        "type": event.kind.value.event_type.value,
        "sub_type": event.kind.value.value,
        "modality": event.modality.value.value,
        "status": event.status.value,
        "review": event.review.value,
        "released": event.released,
        "reliability": event.grade.reliability if event.grade else None,
        "credibility": event.grade.credibility if event.grade else None,
        "earliest": when.earliest.isoformat() if when else None,
        "latest": when.latest.isoformat() if when else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "population": place.population if place else 0,
        "record": rows.event_json(event),
    }


def _place_row(row: Mapping[str, Any]) -> dict[str, Any]:
    lat, lon = row["lat"], row["lon"]
    return {"seq": row["seq"], "south": lat, "north": lat, "west": lon, "east": lon}


def _decision(row: _Row) -> Decision:
    return Decision(
        id=row.id,
        at=datetime.fromisoformat(row.at),
        user=row.user,
        kind=DecisionKind(row.kind),
        target_kind=TargetKind(row.target_kind),
        target=row.target,
        anchors=tuple(Anchor(ClaimId(c), DocumentId(d), start, end) for c, d, start, end in json.loads(row.anchors)),
        reason=row.reason,
    )


def _decision_row(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "at": decision.at.isoformat(),
        "user": decision.user,
        "kind": decision.kind.value,
        "target_kind": decision.target_kind.value,
        "target": decision.target,
        "anchors": json.dumps([astuple(anchor) for anchor in decision.anchors], ensure_ascii=False),
        "reason": decision.reason,
    }
