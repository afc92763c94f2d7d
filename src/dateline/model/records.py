"""The record as JSON: what enters and leaves Dateline. docs/record.md explains the fields.

Models here are for JSON alone; inside, the frozen values of `dateline.model` are used. Not imported by
`dateline.model`, so that only those who read or write JSON pay for pydantic.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dateline.errors import BadRecord
from dateline.model.claim import Casualty, Claim, ClaimId
from dateline.model.document import Document, DocumentId
from dateline.model.event import (
    Choice,
    Event,
    EventId,
    Link,
    Origin,
    OriginId,
    OriginKind,
    ReviewState,
    Status,
    Toll,
)
from dateline.model.interval import Interval
from dateline.model.place import Place
from dateline.model.source import Grade
from dateline.model.spans import Span
from dateline.model.taxonomy import CasualtyKind, EventType, Level, Modality, SubEventType, Victims

T = TypeVar("T")


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class SpanRecord(_Record):
    """Half-open stretch of the document's text, in Unicode code points."""

    start: int = Field(ge=0)
    end: int
    text: str

    @classmethod
    def of(cls, span: Span) -> SpanRecord:
        return cls(start=span.start, end=span.end, text=span.text)

    def value(self) -> Span:
        return Span(self.start, self.end, self.text)


class PlaceRecord(_Record):
    """A resolved place. `span` is the toponym as written."""

    span: SpanRecord | None = None
    name: str
    country: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    level: Level
    geonames_id: int | None = None
    admin1: str | None = None
    admin2: str | None = None

    @classmethod
    def of(cls, place: Place, span: Span | None = None) -> PlaceRecord:
        return cls(
            span=SpanRecord.of(span) if span else None,
            name=place.name,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            level=place.level,
            geonames_id=place.geonames_id,
            admin1=place.admin1,
            admin2=place.admin2,
        )

    def value(self) -> Place:
        return Place(
            name=self.name,
            country=self.country,
            lat=self.lat,
            lon=self.lon,
            level=self.level,
            geonames_id=self.geonames_id,
            admin1=self.admin1,
            admin2=self.admin2,
        )


class TimeRecord(_Record):
    """Civil days at the place of the event, both ends included."""

    span: SpanRecord | None = None
    earliest: date
    latest: date

    @classmethod
    def of(cls, when: Interval, span: Span | None = None) -> TimeRecord:
        return cls(span=SpanRecord.of(span) if span else None, earliest=when.earliest, latest=when.latest)

    def value(self) -> Interval:
        return Interval(self.earliest, self.latest)


class CasualtyRecord(_Record):
    """A toll; null is open."""

    kind: CasualtyKind
    low: Annotated[int, Field(ge=0)] | None
    high: Annotated[int, Field(ge=0)] | None
    span: SpanRecord | None = None
    victims: Victims = Victims.UNKNOWN


class ClaimRecord(_Record):
    """One claim, in the fields of the gold standard, with `id`, `confidence` and `reader`."""

    id: str | None = None
    event_type: EventType
    sub_event_type: SubEventType
    trigger: SpanRecord
    actor: list[SpanRecord] = []
    target: list[SpanRecord] = []
    victim: list[SpanRecord] = []
    weapon: list[SpanRecord] = []
    place: PlaceRecord | None = None
    toponym: SpanRecord | None = None  # as written, also where it was not resolved
    time: TimeRecord | None = None
    time_words: SpanRecord | None = None  # as written, also where it was not resolved
    casualties: list[CasualtyRecord] = []
    attribution: list[SpanRecord] = []
    modality: Modality = Modality.ACTUAL
    hedged: bool = False
    aggregate: bool = False
    confidence: float | None = None
    confidences: dict[str, float] = {}
    ordinal: int = 0
    reader: str | None = None

    @classmethod
    def of(cls, claim: Claim) -> ClaimRecord:
        return cls(
            id=claim.id,
            event_type=claim.event_type,
            sub_event_type=claim.kind,
            trigger=SpanRecord.of(claim.trigger),
            actor=[SpanRecord.of(s) for s in claim.actor],
            target=[SpanRecord.of(s) for s in claim.target],
            victim=[SpanRecord.of(s) for s in claim.victim],
            weapon=[SpanRecord.of(s) for s in claim.weapon],
            place=PlaceRecord.of(claim.place, claim.toponym) if claim.place else None,
            toponym=SpanRecord.of(claim.toponym) if claim.toponym else None,
            time=TimeRecord.of(claim.when, claim.time_words) if claim.when else None,
            time_words=SpanRecord.of(claim.time_words) if claim.time_words else None,
            casualties=[
                CasualtyRecord(
                    kind=c.kind,
                    low=c.low,
                    high=c.high,
                    span=SpanRecord.of(c.span) if c.span else None,
                    victims=c.victims,
                )
                for c in claim.casualties
            ],
            attribution=[SpanRecord.of(s) for s in claim.attribution],
            modality=claim.modality,
            hedged=claim.hedged,
            aggregate=claim.aggregate,
            confidence=claim.confidence,
            confidences=dict(claim.confidences),
            ordinal=claim.ordinal,
            reader=claim.reader,
        )

    def value(self, document: DocumentId) -> Claim:
        toponym = self.toponym or (self.place.span if self.place else None)
        words = self.time_words or (self.time.span if self.time else None)
        return Claim(
            document=document,
            trigger=self.trigger.value(),
            kind=self.sub_event_type,
            actor=tuple(s.value() for s in self.actor),
            target=tuple(s.value() for s in self.target),
            victim=tuple(s.value() for s in self.victim),
            weapon=tuple(s.value() for s in self.weapon),
            toponym=toponym.value() if toponym else None,
            place=self.place.value() if self.place else None,
            time_words=words.value() if words else None,
            when=self.time.value() if self.time else None,
            casualties=tuple(
                Casualty(
                    kind=c.kind,
                    low=c.low,
                    high=c.high,
                    span=c.span.value() if c.span else None,
                    victims=c.victims,
                )
                for c in self.casualties
            ),
            attribution=tuple(s.value() for s in self.attribution),
            modality=self.modality,
            hedged=self.hedged,
            aggregate=self.aggregate,
            confidence=self.confidence,
            confidences=tuple(self.confidences.items()),
            ordinal=self.ordinal,
            reader=self.reader,
        )


def _day(value: object) -> object:
    """A day from an ISO date, or from the date part of an ISO date and time."""
    if isinstance(value, str):
        return value[:10] or None
    return value


Day = Annotated[date | None, BeforeValidator(_day)]


class DocumentRecord(_Record):
    """A document as lines of JSON have it. Only `text` is required."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: Day = None
    published_at: datetime | None = None
    retrieved: datetime | None = None
    language: str | None = None
    media_type: str = "text/plain"
    raw_sha256: str | None = None
    version_of: str | None = None
    version: int = 1
    text: str

    @classmethod
    def of(cls, doc: Document) -> DocumentRecord:
        return cls(
            id=doc.id,
            title=doc.title,
            publisher=doc.source,
            author=doc.author,
            url=doc.url,
            published=doc.published,
            published_at=doc.published_at,
            retrieved=doc.retrieved,
            language=doc.language,
            media_type=doc.media_type,
            raw_sha256=doc.raw_sha256,
            version_of=doc.version_of,
            version=doc.version,
            text=doc.text,
        )

    def value(self) -> Document:
        return Document(
            id=DocumentId(self.id) if self.id else Document.id_for(self.text, self.publisher),
            text=self.text,
            source=self.publisher,
            url=self.url,
            title=self.title,
            author=self.author,
            published=self.published or (self.published_at.date() if self.published_at else None),
            published_at=self.published_at,
            retrieved=self.retrieved,
            language=self.language,
            media_type=self.media_type,
            raw_sha256=self.raw_sha256,
            version_of=DocumentId(self.version_of) if self.version_of else None,
            version=self.version,
        )


class ReadRecord(_Record):
    """One document and the claims read in it: a line of the gold standard and of `dateline extract`."""

    document: DocumentRecord
    claims: list[ClaimRecord]


class OriginRecord(_Record):
    """A first teller, with the claims that go back to it and what shows that they do."""

    id: str
    name: str
    kind: OriginKind
    claims: list[str]
    documents: list[str]
    evidence: list[str]
    asserts: bool
    partisan: bool = False

    @classmethod
    def of(cls, origin: Origin) -> OriginRecord:
        return cls(
            id=origin.id,
            name=origin.name,
            kind=origin.kind,
            claims=list(origin.claims),
            documents=list(origin.documents),
            evidence=list(origin.evidence),
            asserts=origin.asserts,
            partisan=origin.partisan,
        )

    def value(self) -> Origin:
        return Origin(
            id=OriginId(self.id),
            name=self.name,
            kind=self.kind,
            claims=_claims(self.claims),
            documents=tuple(DocumentId(d) for d in self.documents),
            evidence=tuple(self.evidence),
            asserts=self.asserts,
            partisan=self.partisan,
        )


class LinkRecord(_Record):
    """Why a claim stands in its event."""

    claim: str
    to: str
    score: float
    reasons: list[str]

    @classmethod
    def of(cls, link: Link) -> LinkRecord:
        return cls(claim=link.claim, to=link.to, score=link.score, reasons=list(link.reasons))

    def value(self) -> Link:
        return Link(claim=ClaimId(self.claim), to=ClaimId(self.to), score=self.score, reasons=tuple(self.reasons))


class ChoiceRecord(_Record):
    """Which claims say the chosen value, and which say something else."""

    supporting: list[str]
    differing: list[str] = []


class TollRecord(_Record):
    """low, best, high as UCDP has them; conservative as ACLED has it."""

    kind: CasualtyKind
    low: int | None
    best: int | None
    high: int | None
    conservative: int | None
    supporting: list[str]
    differing: list[str] = []

    @classmethod
    def of(cls, toll: Toll) -> TollRecord:
        return cls(
            kind=toll.kind,
            low=toll.low,
            best=toll.best,
            high=toll.high,
            conservative=toll.conservative,
            supporting=list(toll.supporting),
            differing=list(toll.differing),
        )

    def value(self) -> Toll:
        return Toll(
            kind=self.kind,
            low=self.low,
            best=self.best,
            high=self.high,
            conservative=self.conservative,
            supporting=_claims(self.supporting),
            differing=_claims(self.differing),
        )


class GradeRecord(_Record):
    """Admiralty code with its reasons."""

    code: str = Field(pattern=r"^[A-F][1-6]$", examples=["B2"])
    reliability: str
    credibility: int
    reliability_reason: str
    credibility_reason: str

    @classmethod
    def of(cls, grade: Grade) -> GradeRecord:
        return cls(
            code=grade.code,
            reliability=grade.reliability,
            credibility=grade.credibility,
            reliability_reason=grade.reliability_reason,
            credibility_reason=grade.credibility_reason,
        )

    def value(self) -> Grade:
        return Grade(
            reliability=self.reliability,
            credibility=self.credibility,
            reliability_reason=self.reliability_reason,
            credibility_reason=self.credibility_reason,
        )


class EventRecord(_Record):
    """An event, never without its claims. `choices` says for each value who supports it and who differs."""

    id: str
    claims: list[str] = Field(min_length=1)
    event_type: EventType
    sub_event_type: SubEventType
    modality: Modality
    place: PlaceRecord | None = None
    time: TimeRecord | None = None
    actor: str | None = None
    target: str | None = None
    victim: str | None = None
    weapon: str | None = None
    tolls: list[TollRecord] = []
    aggregate: bool = False
    hedged: bool = False
    status: Status
    grade: GradeRecord | None = None
    review: ReviewState = ReviewState.UNREVIEWED
    released: bool = False
    rejected_claims: list[str] = []
    origins: list[OriginRecord] = []
    links: list[LinkRecord] = []
    choices: dict[str, ChoiceRecord] = {}

    @classmethod
    def of(cls, event: Event) -> EventRecord:
        """The record of an event; `choices` has a key for each value that was chosen."""
        chosen: dict[str, Choice[Any] | None] = {
            "sub_event_type": event.kind,
            "modality": event.modality,
            "place": event.place,
            "time": event.when,
            "actor": event.actor,
            "target": event.target,
            "victim": event.victim,
            "weapon": event.weapon,
        }
        return cls(
            id=event.id,
            claims=list(event.claims),
            event_type=event.kind.value.event_type,
            sub_event_type=event.kind.value,
            modality=event.modality.value,
            place=PlaceRecord.of(event.place.value) if event.place else None,
            time=TimeRecord.of(event.when.value) if event.when else None,
            actor=event.actor.value if event.actor else None,
            target=event.target.value if event.target else None,
            victim=event.victim.value if event.victim else None,
            weapon=event.weapon.value if event.weapon else None,
            tolls=[TollRecord.of(t) for t in event.tolls],
            aggregate=event.aggregate,
            hedged=event.hedged,
            status=event.status,
            grade=GradeRecord.of(event.grade) if event.grade else None,
            review=event.review,
            released=event.released,
            rejected_claims=list(event.rejected_claims),
            origins=[OriginRecord.of(o) for o in event.origins],
            links=[LinkRecord.of(x) for x in event.links],
            choices={
                name: ChoiceRecord(supporting=list(choice.supporting), differing=list(choice.differing))
                for name, choice in chosen.items()
                if choice
            },
        )

    def value(self) -> Event:
        return Event(
            id=EventId(self.id),
            claims=_claims(self.claims),
            kind=self._choice("sub_event_type", self.sub_event_type),
            modality=self._choice("modality", self.modality),
            place=self._choice("place", self.place.value()) if self.place else None,
            when=self._choice("time", self.time.value()) if self.time else None,
            actor=self._choice("actor", self.actor) if self.actor else None,
            target=self._choice("target", self.target) if self.target else None,
            victim=self._choice("victim", self.victim) if self.victim else None,
            weapon=self._choice("weapon", self.weapon) if self.weapon else None,
            tolls=tuple(t.value() for t in self.tolls),
            aggregate=self.aggregate,
            hedged=self.hedged,
            links=tuple(x.value() for x in self.links),
            origins=tuple(o.value() for o in self.origins),
            status=self.status,
            grade=self.grade.value() if self.grade else None,
            review=self.review,
            released=self.released,
            rejected_claims=_claims(self.rejected_claims),
        )

    def _choice(self, name: str, value: T) -> Choice[T]:
        sides = self.choices.get(name)
        if sides is None:
            return Choice(value=value, supporting=_claims(self.claims))
        return Choice(value=value, supporting=_claims(sides.supporting), differing=_claims(sides.differing))


def _claims(ids: list[str]) -> tuple[ClaimId, ...]:
    return tuple(ClaimId(i) for i in ids)


def read_line(line: str, model: type[BaseModel], where: str) -> Any:
    """One line of JSON as `model`.

    Raises:
        BadRecord: it is not JSON, or not such a record; the message names `where` and the field.
    """
    try:
        return model.model_validate(json.loads(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadRecord(where, f"not JSON ({error})") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        raise BadRecord(where, f"{field}: {first['msg']}") from error
    except ValueError as error:
        raise BadRecord(where, str(error)) from error


def write_line(record: BaseModel) -> str:
    """A record as one line of JSON, without its newline; text stays as it is."""
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False)
