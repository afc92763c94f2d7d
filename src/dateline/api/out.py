"""What the API sends, as pydantic models. `from_…` functions build each from the record; routes only call them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from dateline.model import (
    Claim,
    Decision,
    DecisionKind,
    Document,
    Event,
    EventType,
    Level,
    Modality,
    ReviewState,
    Span,
    Status,
    SubEventType,
    TargetKind,
)
from dateline.model.records import (
    ClaimRecord,
    DocumentRecord,
    EventRecord,
    PlaceRecord,
    TimeRecord,
    TollRecord,
)
from dateline.publish.headline import headline
from dateline.publish.quotes import quote

MarkKind = Literal["trigger", "actor", "target", "victim", "weapon", "place", "time", "toll", "source"]


class EventOut(BaseModel):
    """An event as lists have it: what it is, where, when, and how sure."""

    id: str
    headline: str = Field(examples=["Car bomb in Melitopol, 21–31 May 2022"])
    event_type: EventType
    sub_event_type: SubEventType
    modality: Modality
    place: PlaceRecord | None = None
    time: TimeRecord | None = None
    tolls: list[TollRecord] = []
    status: Status
    grade: str | None = Field(default=None, pattern=r"^[A-F][1-6]$", examples=["B2"])
    review: ReviewState
    released: bool
    hedged: bool
    aggregate: bool
    claims: int = Field(ge=1, description="how many claims it rests on")
    origins: int = Field(ge=0, description="how many independent origins tell it")

    @classmethod
    def of(cls, event: Event) -> EventOut:
        return cls(
            id=event.id,
            headline=headline(event),
            event_type=event.kind.value.event_type,
            sub_event_type=event.kind.value,
            modality=event.modality.value,
            place=PlaceRecord.of(event.place.value) if event.place else None,
            time=TimeRecord.of(event.when.value) if event.when else None,
            tolls=[TollRecord.of(t) for t in event.tolls],
            status=event.status,
            grade=event.grade.code if event.grade else None,
            review=event.review,
            released=event.released,
            hedged=event.hedged,
            aggregate=event.aggregate,
            claims=len(event.claims),
            origins=len(event.origins),
        )


class EventsOut(BaseModel):
    """A page of events, newest first."""

    total: int = Field(description="how many events the filter lets through")
    events: list[EventOut]
    next: str | None = Field(default=None, description="cursor of the next page; null on the last")


class SourceOut(BaseModel):
    """A document without its text."""

    id: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    version: int = 1

    @classmethod
    def of(cls, doc: Document) -> SourceOut:
        return cls(
            id=doc.id,
            title=doc.title,
            publisher=doc.source,
            author=doc.author,
            url=doc.url,
            published=doc.published,
            language=doc.language,
            version=doc.version,
        )


class MarkOut(BaseModel):
    """A stretch of a text, in code points, and what it is evidence of."""

    start: int
    end: int
    kind: MarkKind


class QuoteOut(BaseModel):
    """The sentence around a claim's trigger; `marks` are offsets in `text` and may overlap."""

    text: str
    marks: list[MarkOut]

    @classmethod
    def of(cls, claim: Claim, text: str) -> QuoteOut:
        around = quote(text, claim.trigger)
        end = around.start + len(around.text)
        inside = (m for m in marks_of(claim) if m.start < end and m.end > around.start)
        return cls(
            text=around.text,
            marks=[
                MarkOut(start=max(0, m.start - around.start), end=min(m.end, end) - around.start, kind=m.kind)
                for m in inside
            ],
        )


def marks_of(claim: Claim) -> list[MarkOut]:
    """Every span of a claim with what it is evidence of, the trigger first."""
    spans: list[tuple[MarkKind, tuple[Span | None, ...]]] = [
        ("trigger", (claim.trigger,)),
        ("source", claim.attribution),
        ("time", (claim.time_words,)),
        ("place", (claim.toponym,)),
        ("actor", claim.actor),
        ("target", claim.target),
        ("victim", claim.victim),
        ("weapon", claim.weapon),
        ("toll", tuple(c.span for c in claim.casualties)),
    ]
    return [MarkOut(start=s.start, end=s.end, kind=kind) for kind, found in spans for s in found if s]


class ClaimOut(BaseModel):
    """A claim, the document that makes it, and its words."""

    claim: ClaimRecord
    document: SourceOut
    quote: QuoteOut
    chain: list[str] = Field(description="who tells whom, from the outlet to the innermost source")
    rejected: bool = Field(default=False, description="a person rejected it: shown, but supporting nothing")
    event: str | None = Field(default=None, description="the event that it belongs to")

    @classmethod
    def of(cls, claim: Claim, doc: Document, event: Event | None) -> ClaimOut:
        return cls(
            claim=ClaimRecord.of(claim),
            document=SourceOut.of(doc),
            quote=QuoteOut.of(claim, doc.text),
            chain=[doc.source or doc.title or doc.id, *(s.text for s in claim.attribution)],
            rejected=event is not None and claim.id in event.rejected_claims,
            event=event.id if event else None,
        )


class DecisionOut(BaseModel):
    """A decision, and whether a later one undid it."""

    id: str
    at: datetime
    user: str
    kind: DecisionKind
    target_kind: TargetKind
    target: str
    reason: str
    undone: bool = False

    @classmethod
    def of(cls, decision: Decision, *, undone: bool = False) -> DecisionOut:
        return cls(
            id=decision.id,
            at=decision.at,
            user=decision.user,
            kind=decision.kind,
            target_kind=decision.target_kind,
            target=decision.target,
            reason=decision.reason,
            undone=undone,
        )


class EventDetail(BaseModel):
    """An event with all that it rests on: never without its claims."""

    event: EventRecord
    headline: str
    claims: list[ClaimOut] = Field(min_length=1)
    decisions: list[DecisionOut] = Field(description="decisions about it or its claims, oldest first")


class ReadingOut(BaseModel):
    """By whom a document was read; `reader` null: by nobody, and `note` says why."""

    reader: str | None
    note: str = ""


class DocumentDetail(BaseModel):
    """A document with its claims, and the event that each belongs to."""

    document: DocumentRecord
    claims: list[ClaimRecord]
    events: dict[str, str] = Field(description="claim id to event id")
    reading: ReadingOut | None = None
    versions: list[SourceOut] = Field(default=[], description="all versions at its URL, oldest first")


class BinOut(BaseModel):
    """Events that begin in a stretch of time."""

    start: date
    end: date = Field(description="last day, included")
    counts: dict[EventType, int]


class TimelineOut(BaseModel):
    """Events by time; empty bins are left out."""

    unit: Literal["day", "month", "year"]
    bins: list[BinOut]
    undated: int


class FacetsOut(BaseModel):
    """How many events each value would leave, all other filters kept."""

    type: dict[EventType, int]
    sub_type: dict[SubEventType, int]
    status: dict[Status, int]
    modality: dict[Modality, int]
    grade: dict[str, int]
    country: dict[str, int]
    review: dict[ReviewState, int]


class PointOut(BaseModel):
    """A GeoJSON point: longitude, latitude."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


class PointProperties(BaseModel):
    """What the map needs to draw an event."""

    id: str
    headline: str
    event_type: EventType
    level: Level
    status: Status
    grade: str | None


class FeatureOut(BaseModel):
    """An event on the map."""

    type: Literal["Feature"] = "Feature"
    geometry: PointOut
    properties: PointProperties


class MapOut(BaseModel):
    """GeoJSON of the events that have a place."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[FeatureOut]
    unplaced: int = Field(description="events that the filter lets through and that have no place")

    @classmethod
    def of(cls, events: list[Event]) -> MapOut:
        placed = [(e, e.place.value) for e in events if e.place]
        features = [
            FeatureOut(
                geometry=PointOut(coordinates=(place.lon, place.lat)),
                properties=PointProperties(
                    id=e.id,
                    headline=headline(e),
                    event_type=e.kind.value.event_type,
                    level=place.level,
                    status=e.status,
                    grade=e.grade.code if e.grade else None,
                ),
            )
            for e, place in placed
        ]
        return cls(features=features, unplaced=len(events) - len(placed))


class HitOut(BaseModel):
    """A document that holds the words; `marks` are offsets in `snippet`, in code points."""

    document: SourceOut
    snippet: str
    marks: list[tuple[int, int]]
    events: list[str] = Field(description="events that its claims belong to")


class SearchOut(BaseModel):
    """Documents that hold all the words, best first."""

    hits: list[HitOut]


class MetaOut(BaseModel):
    """What this store holds, and what serves it."""

    version: str
    documents: int
    claims: int
    events: int
    decisions: int
    rejections: int
    first: date | None = None
    last: date | None = None
    readers: list[str]
    basemap: bool


class DecisionIn(BaseModel):
    """A decision to take. To undo, `target` is the id of the decision."""

    kind: DecisionKind
    target: str = Field(min_length=1, max_length=200)
    target_kind: TargetKind = TargetKind.EVENT
    reason: str = Field(default="", max_length=2000)
