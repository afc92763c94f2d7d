"""The app: an API over a store, and the page that shows it. Routes parse, ask the store and build the answer.

Every answer carries strict headers (`guard.py`), every error is a problem (`problems.py`), filters have the names of
the command line (`query.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Annotated, Protocol, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from dateline.api import counts
from dateline.api.guard import LOOPBACK, EntityTags, KnownHosts, StrictHeaders, is_same_origin
from dateline.api.out import (
    ClaimOut,
    DecisionIn,
    DecisionOut,
    DocumentDetail,
    EventDetail,
    EventOut,
    EventsOut,
    FacetsOut,
    HitOut,
    MapOut,
    MetaOut,
    ReadingOut,
    SearchOut,
    SourceOut,
    TimelineOut,
)
from dateline.api.problems import Problem, described, install
from dateline.api.query import wanted
from dateline.errors import DecisionRefused, NotFound, PageMissing, UsageError
from dateline.model import (
    Claim,
    ClaimId,
    Decision,
    DecisionKind,
    Document,
    DocumentId,
    Event,
    EventFilter,
    EventId,
    TargetKind,
)
from dateline.model.records import ClaimRecord, DocumentRecord, EventRecord
from dateline.publish.headline import headline
from dateline.store.base import Store

T = TypeVar("T")
MOST_EVENTS = 500
MOST_ON_MAP = 200_000

Wanted = Annotated[EventFilter, Depends(wanted)]
Limit = Annotated[int, Query(ge=1, le=MOST_EVENTS)]


class Decide(Protocol):
    """Takes a decision and derives the events again. The command line passes one in."""

    def __call__(self, kind: DecisionKind, target: str, reason: str) -> Decision: ...


def create_app(
    store: Store,
    *,
    page: Path,
    basemap: Path | None,
    decide: Decide | None = None,
    hosts: Iterable[str] = LOOPBACK,
) -> FastAPI:
    """The app over an open store.

    Args:
        store: Read by several threads at once; closed by whoever opened it.
        page: The directory of the built page (`web/dist`).
        basemap: The PMTiles archive; None: the map has no ground.
        decide: Takes decisions; None: the app only shows.
        hosts: Names that the app answers to, without ports.

    Raises:
        PageMissing: the page is not built.
    """
    if not (page / "index.html").is_file():
        raise PageMissing(page)
    app = FastAPI(
        title="Dateline",
        version=version("dateline"),
        description="Reported conflict events: who says what happened, where and when, and who else says so.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        responses=described(404, 422),
    )
    install(app)
    app.include_router(_reading(store, has_basemap=basemap is not None))
    app.include_router(_deciding(store, decide))
    _problem_in_openapi(app)
    if basemap is not None:
        _serve_basemap(app, basemap)
    app.mount("/", StaticFiles(directory=page, html=True))
    app.add_middleware(EntityTags)
    app.add_middleware(KnownHosts, hosts=hosts)
    app.add_middleware(StrictHeaders)
    return app


def _reading(store: Store, *, has_basemap: bool) -> APIRouter:
    """The routes that read."""
    api = APIRouter(prefix="/api")

    @api.get("/meta")
    def meta() -> MetaOut:
        """What this store holds."""
        return counts.meta(store, basemap=has_basemap)

    @api.get("/events")
    def events(asked: Wanted, limit: Limit = 100, cursor: str | None = None) -> EventsOut:
        """Events, latest first."""
        offset = _offset(cursor)
        total = store.count_events(asked)
        found = store.events(asked, limit=limit, offset=offset)
        after = offset + len(found)
        return EventsOut(
            total=total, events=[EventOut.of(e) for e in found], next=f"o{after}" if found and after < total else None
        )

    @api.get("/events/{key}")
    def event(key: str) -> EventDetail:
        """An event with its claims, their words, and the decisions about it."""
        return _detail(store, _found("event", key, store.event(EventId(key))))

    @api.get("/claims/{key}")
    def claim(key: str) -> ClaimOut:
        """A claim with its document and words."""
        found = _found("claim", key, store.claim(ClaimId(key)))
        return _claim_out(store, found, store.event_of(found.id))

    @api.get("/documents/{key:path}")
    def document(key: str) -> DocumentDetail:
        """A document: its text, its claims and the events they belong to."""
        return _document(store, _found("document", key, store.document(DocumentId(key))))

    @api.get("/timeline")
    def timeline(asked: Wanted, unit: counts.Unit | None = None) -> TimelineOut:
        """Events by day, month or year, and by type."""
        return counts.timeline(store, asked, unit)

    @api.get("/facets")
    def facets(asked: Wanted) -> FacetsOut:
        """How many events each value of each filter would leave."""
        return counts.facets(store, asked)

    @api.get("/map")
    def on_map(asked: Wanted) -> MapOut:
        """Events as GeoJSON points."""
        return MapOut.of(list(store.events(asked, limit=MOST_ON_MAP)))

    @api.get("/search")
    def search(
        q: Annotated[str, Query(min_length=1, max_length=1000)],
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> SearchOut:
        """Documents that hold all the words, read or not."""
        hits = [(hit, store.document(hit.document)) for hit in store.search(q, limit=limit)]
        return SearchOut(
            hits=[
                HitOut(
                    document=SourceOut.of(doc),
                    snippet=hit.snippet,
                    marks=list(hit.marks),
                    events=list(dict.fromkeys(_events_of(store, store.claims_of(doc.id)).values())),
                )
                for hit, doc in hits
                if doc
            ]
        )

    return api


def _deciding(store: Store, decide: Decide | None) -> APIRouter:
    """The routes that write."""
    api = APIRouter(prefix="/api")
    alone = Lock()  # a decision derives all events again: one at a time

    @api.get("/decisions")
    def decisions() -> list[DecisionOut]:
        """All decisions, oldest first."""
        return _decisions(store.decisions())

    @api.post("/decisions", status_code=201, responses=described(403, 409))
    def take(request: Request, asked: DecisionIn) -> DecisionOut:
        """Confirm, reject or release an event or a claim, or undo a decision."""
        if not is_same_origin(request):
            raise HTTPException(403, "Decisions are taken on the app's own page.")
        if decide is None:
            raise DecisionRefused("This app only shows. Decide with `dateline review`.")
        with alone:
            _check_target(store, asked)
            return DecisionOut.of(decide(asked.kind, asked.target, asked.reason))

    return api


def _check_target(store: Store, asked: DecisionIn) -> None:
    """Whether there is what is decided about.

    Raises:
        NotFound: there is not.
        DecisionRefused: only a decision can be undone, and a decision can only be undone.
    """
    undo = asked.kind is DecisionKind.UNDO
    if undo:
        if all(d.id != asked.target for d in store.decisions()):
            raise NotFound("decision", asked.target)
    elif asked.target_kind is TargetKind.DECISION:
        raise DecisionRefused("A decision can only be undone.")
    elif asked.target_kind is TargetKind.CLAIM:
        _found("claim", asked.target, store.claim(ClaimId(asked.target)))
    else:
        _found("event", asked.target, store.event(EventId(asked.target)))


def _found(what: str, key: str, value: T | None) -> T:
    if value is None:
        raise NotFound(what, key)
    return value


def _offset(cursor: str | None) -> int:
    """Where a page of events begins."""
    if cursor is None:
        return 0
    if not (cursor.startswith("o") and cursor[1:].isascii() and cursor[1:].isdigit() and len(cursor) < 12):
        raise UsageError("cursor: take it from `next` of the page before.")
    return int(cursor[1:])


def _claim_out(store: Store, claim: Claim, event: Event | None) -> ClaimOut:
    return ClaimOut.of(claim, _found("document", claim.document, store.document(claim.document)), event)


def _detail(store: Store, event: Event) -> EventDetail:
    claims = [c for c in map(store.claim, event.claims) if c]
    about = {event.id, *event.claims}
    taken = store.decisions()
    own = {d.id for d in taken if d.target in about or not about.isdisjoint(d.claims)}
    shown = [d for d in _decisions(taken) if d.id in own or d.target in own]
    return EventDetail(
        event=EventRecord.of(event),
        headline=headline(event),
        claims=[_claim_out(store, c, event) for c in claims],
        decisions=shown,
    )


def _decisions(taken: Iterable[Decision]) -> list[DecisionOut]:
    listed = list(taken)
    undone = {d.target for d in listed if d.kind is DecisionKind.UNDO}
    return [DecisionOut.of(d, undone=d.id in undone) for d in listed]


def _document(store: Store, doc: Document) -> DocumentDetail:
    claims = store.claims_of(doc.id)
    reading = store.reading(doc.id)
    return DocumentDetail(
        document=DocumentRecord.of(doc),
        claims=[ClaimRecord.of(c) for c in claims],
        events=_events_of(store, claims),
        reading=ReadingOut(reader=reading.reader, note=reading.note) if reading else None,
        versions=[SourceOut.of(d) for d in store.versions(doc.url)] if doc.url else [],
    )


def _events_of(store: Store, claims: Iterable[Claim]) -> dict[str, str]:
    found = ((c.id, store.event_of(c.id)) for c in claims)
    return {claim: event.id for claim, event in found if event}


def _serve_basemap(app: FastAPI, path: Path) -> None:
    @app.get("/basemap.pmtiles", include_in_schema=False)
    def basemap() -> FileResponse:
        """The archive; ranges are answered."""
        if not path.is_file():
            raise HTTPException(404, "The basemap is not built. Run `make data`.")
        return FileResponse(path, media_type="application/vnd.pmtiles")


def _problem_in_openapi(app: FastAPI) -> None:
    """Put `Problem` among the schemas: responses of every route point to it."""
    made = app.openapi

    def openapi() -> dict[str, object]:
        schema = made()
        schema["components"]["schemas"].setdefault("Problem", Problem.model_json_schema())
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
